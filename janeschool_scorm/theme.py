"""An agency's accent colour -> the style sheet's colours, with known contrast."""

from janeschool_scorm.agency import Agency

_DARK_PAGE = "#14181d"
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


def _lighter(colour: str) -> str:
    """The colour mixed with white until it can be read on the dark page."""
    for part in range(0, 101, 5):
        mixed = "#" + "".join(
            f"{round(value + (255 - value) * part / 100):02x}" for value in _rgb(colour)
        )
        if contrast(mixed, _DARK_PAGE) >= ENOUGH + 1:
            return mixed
    return "#ffffff"


def theme(agency: Agency) -> str:
    """`:root` with --accent (on light) and --accent-on-dark."""
    accent = agency.accent.lower()
    return f":root{{--accent:{accent};--accent-on-dark:{_lighter(accent)}}}\n"
