"""An agency's accent colour -> the style sheet's colours, with known contrast."""

from collections.abc import Iterable

from janeschool_scorm.agency import Agency

#: What links and buttons stand on: page, paper, wash, care, good of `player.css`.
LIGHT_GROUNDS = ("#fbfaf7", "#ffffff", "#f1eee7", "#fdf3dc", "#e8f2ea")
DARK_GROUNDS = ("#14181d", "#1b2026", "#232a31", "#322a17", "#1a2f22")
#: WCAG 2.2, 1.4.3: text against its background.
ENOUGH = 4.5


def _channel(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2, relative luminance)."""
    red, green, blue = map(_channel, _rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, contrast ratio)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _readable(colour: str, grounds: Iterable[str], towards: str) -> str:
    """The colour, mixed with another until it can be read on every ground."""
    given, goal = _rgb(colour), _rgb(towards)
    for part in range(0, 101, 5):
        mixed = "#" + "".join(
            f"{round(one + (other - one) * part / 100):02x}"
            for one, other in zip(given, goal, strict=True)
        )
        if all(contrast(mixed, ground) >= ENOUGH for ground in grounds):
            return mixed
    return towards


def theme(agency: Agency) -> str:
    """`:root` with --accent (on light) and --accent-on-dark.

    White on the accent is readable where `check` is content (G101); a link must also be
    on a tinted ground, and in the dark.
    """
    return colours(agency.accent)


def colours(accent: str) -> str:
    """The same for a colour that is no agency's."""
    light = _readable(accent.lower(), LIGHT_GROUNDS, "#000000")
    dark = _readable(accent.lower(), DARK_GROUNDS, "#ffffff")
    return f":root{{--accent:{light};--accent-on-dark:{dark}}}\n"
