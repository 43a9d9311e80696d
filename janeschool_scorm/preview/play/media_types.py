"""File names -> media types: one table, whatever the machine believes.

With `nosniff` a script or style under a wrong type is refused by the browser, so the
type must be right and the same everywhere.
"""

_TEXT = "; charset=utf-8"
#: Declares its own encoding, or is guessed from the bytes, as an LMS would leave it.
_TYPES = {
    **dict.fromkeys(("html", "htm"), "text/html"),
    "xhtml": "application/xhtml+xml",
    **dict.fromkeys(("js", "mjs"), "text/javascript"),
    "css": "text/css",
    "json": "application/json",
    "map": "application/json",
    "webmanifest": "application/manifest+json",
    **dict.fromkeys(("xml", "xsd", "dtd"), "application/xml"),
    "svg": "image/svg+xml",
    "txt": "text/plain" + _TEXT,
    "md": "text/plain" + _TEXT,
    "csv": "text/csv" + _TEXT,
    "vtt": "text/vtt" + _TEXT,
    "srt": "text/plain" + _TEXT,
    "png": "image/png",
    "apng": "image/apng",
    **dict.fromkeys(("jpg", "jpeg", "jpe"), "image/jpeg"),
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "bmp": "image/bmp",
    **dict.fromkeys(("ico", "cur"), "image/x-icon"),
    **dict.fromkeys(("mp4", "m4v"), "video/mp4"),
    "webm": "video/webm",
    "ogv": "video/ogg",
    "mov": "video/quicktime",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "aac": "audio/aac",
    **dict.fromkeys(("ogg", "oga", "opus"), "audio/ogg"),
    "wav": "audio/wav",
    "weba": "audio/webm",
    "flac": "audio/flac",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "ttf": "font/ttf",
    "otf": "font/otf",
    "eot": "application/vnd.ms-fontobject",
    "wasm": "application/wasm",
    "pdf": "application/pdf",
    "swf": "application/x-shockwave-flash",
    "zip": "application/zip",
}


def media_type(name: str) -> str:
    """The Content-Type of a file by the end of its name."""
    end = name.rpartition("/")[2].rpartition(".")[2].lower()
    return _TYPES.get(end, "application/octet-stream")
