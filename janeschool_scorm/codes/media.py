"""Faults in links, files and media (L), and in what all can perceive (A)."""

from typing import Final

from janeschool_scorm.codes.code import Code

_OFFLINE: Final = (
    "Packages run on networks without internet and in windows that must not be left."
)
MEDIA: Final[dict[str, Code]] = {
    "L101": Code(
        "a file that a block names is not in media/", "The learner would see a hole."
    ),
    "L102": Code(
        "a type of file that LMSs refuse",
        "Some LMSs reject a whole package for one such file.",
    ),
    "L103": Code("a link leads out of the course", _OFFLINE),
    "L104": Code(
        "a media file cannot be read or has no length",
        "Its minutes could not be proven.",
    ),
    "L105": Code(
        "a media file's name is not plain",
        "LMSs and zip tools disagree on case, spaces and accents.",
    ),
    "L106": Code(
        "a media file that nothing uses", "It would be dead weight.", "warning"
    ),
    "A101": Code(
        "captions that cannot be read as WebVTT",
        "Someone who cannot hear would see nothing.",
    ),
    "A102": Code(
        "alternative text that repeats a file name", "It tells a blind reader nothing."
    ),
    "A103": Code(
        "a picture without licence or consent", "Nobody knows whether it may be shown."
    ),
    "A104": Code(
        "captions end long before the media do, or run past its end",
        "Words would be missing or unseen.",
    ),
}
