"""Family Z: what a zip or a folder may not be."""

from janeschool_scorm.validate.rule import Rule

_APPNOTE = "PKWARE APPNOTE 6.3.3"
_ESCAPE = (
    "A program that unpacks by such a name writes outside the folder that it was given."
)
_DIFFER = "Two readers would see two different packages: one is checked, another runs."
_BOMB = "A small file that unpacks to a huge one fills a server's disk and stops it."
_CASE = "Servers tell letters apart, laptops do not: one file would replace another."

ARCHIVE: dict[str, Rule] = {
    "Z001": Rule(
        "error",
        "the file is no zip",
        "LMSs take a package as a zip and nothing else.",
        "SCORM 2004 4th Edition CAM 3.2.1; cmi5 14.1",
    ),
    "Z002": Rule(
        "error",
        "the zip is cut off or its directory is damaged",
        "An upload or a download that broke off looks like this.",
        _APPNOTE + " 4.3",
    ),
    "Z003": Rule(
        "error",
        "the package cannot be read",
        "What cannot be opened cannot be checked, nor loaded.",
    ),
    "Z004": Rule("error", "the package is empty", "There is nothing to play."),
    "Z101": Rule(
        "error",
        "a name leads out of the package",
        _ESCAPE,
        _APPNOTE + " 4.4.17.1",
    ),
    "Z102": Rule(
        "error",
        "a name holds a backslash",
        "On Windows it parts folders, elsewhere it is a letter: references break.",
        _APPNOTE + " 4.4.17.1",
    ),
    "Z103": Rule(
        "error",
        "a name holds a NUL or another control character",
        "What comes after a NUL is cut off by some programs and not by others.",
    ),
    "Z104": Rule("error", "two files have the same name", _DIFFER),
    "Z105": Rule(
        "error",
        "two names differ only in upper and lower case or in Unicode form",
        _CASE,
    ),
    "Z106": Rule(
        "warning",
        "a name that Windows cannot write",
        "The package cannot be unpacked there, on an author's laptop or a server.",
        "Microsoft, Naming Files, Paths, and Namespaces",
    ),
    "Z107": Rule("error", "a name is a file and a folder at once", _DIFFER),
    "Z108": Rule(
        "error",
        "a name that is not text in the encoding that it claims",
        "Each LMS would give the file another name, and references to it break.",
        _APPNOTE + " appendix D",
    ),
    "Z109": Rule(
        "error",
        "a name is empty, or too long to unpack",
        "File systems hold 255 bytes for each part and about 1,000 in all.",
    ),
    "Z201": Rule(
        "error",
        "a symbolic link",
        "It can point at any file of the server that unpacks it; LMSs refuse or drop it.",
        _APPNOTE + " 4.4.15",
    ),
    "Z202": Rule(
        "error",
        "a device, pipe or socket",
        "No file of a course is one; to read from it may never end.",
    ),
    "Z203": Rule(
        "error",
        "an encrypted file",
        "No LMS asks for a password, so the file is lost.",
        _APPNOTE + " 4.4.4",
    ),
    "Z204": Rule(
        "error",
        "a compression that LMSs do not read",
        "Stored and deflated files are read by all, other methods by few.",
        _APPNOTE + " 4.4.5",
    ),
    "Z301": Rule(
        "error",
        "more files than an LMS can unpack",
        "Above 65,535 a zip needs Zip64; servers run out of time long before.",
        _APPNOTE + " 4.4.22",
    ),
    "Z302": Rule("error", "it unpacks to more than any LMS takes", _BOMB),
    "Z303": Rule("error", "it is packed as only a zip bomb is", _BOMB),
    "Z304": Rule(
        "error", "two files of the zip share the same bytes", "A zip bomb is made so."
    ),
    "Z401": Rule(
        "error",
        "a file's own header differs from the directory",
        _DIFFER,
        _APPNOTE + " 4.3.7",
    ),
    "Z402": Rule(
        "error",
        "a file is damaged: its content does not match its checksum",
        "It was cut, altered or badly sent; an LMS refuses the package or plays half.",
        _APPNOTE + " 4.4.7",
    ),
    "Z403": Rule(
        "warning",
        "other data come before the zip",
        "Some LMSs look for a zip at the first byte only; a program may hide there.",
        _APPNOTE + " 4.1.9",
    ),
    "Z404": Rule(
        "warning",
        "other data come after the zip",
        "Some LMSs then find no directory at the end.",
        _APPNOTE + " 4.3.16",
    ),
    "Z405": Rule(
        "error", "the zip has more than one end", _DIFFER, _APPNOTE + " 4.3.16"
    ),
    "Z406": Rule(
        "warning",
        "Zip64, which some LMSs cannot read",
        "Only packages above 4 GiB or of more than 65,535 files need it.",
        _APPNOTE + " 4.3.14",
    ),
    "Z407": Rule(
        "error", "the zip's records of its own size contradict each other", _DIFFER
    ),
    "Z408": Rule(
        "error",
        "a zip in several parts",
        "An LMS takes one file.",
        _APPNOTE + " 8",
    ),
    "Z409": Rule(
        "error", "the zip hides a file that its directory does not list", _DIFFER
    ),
}
