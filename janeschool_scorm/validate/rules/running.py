"""Family J: what pages, scripts and style sheets do when they run in an LMS."""

from janeschool_scorm.validate.rule import Rule

_LEAVING = (
    "Chrome blocks unload handlers step by step, and Safari on iOS never fires them:"
    " what is saved there alone is lost."
)
_UNLOAD = "Permissions Policy `unload` (Chrome); Page Lifecycle API"
_ALONE = (
    "A package runs on the LMS's own pages, often without the internet: what is not"
    " in it may be blocked, gone or changed, and tells others who is learning."
)
_MISSING = "What a page loads and cannot find stays away: words, pictures or all of it."
_SECRET = "Everyone who opens the course can read it and use it elsewhere."
_URL = "RFC 3986 5.2"
_MODEL = "SCORM 1.2 RTE 3.4.4; SCORM 2004 4th Edition RTE 4.2"
_API = "SCORM 1.2 RTE 3.3; SCORM 2004 4th Edition RTE chapter 3"
_WORDS = "An LMS answers a wrong name or value with an error and stores nothing."

RUNNING: dict[str, Rule] = {
    # J1: how a page behaves in an LMS's frame
    "J101": Rule(
        "warning", "something waits for unload or beforeunload", _LEAVING, _UNLOAD
    ),
    "J102": Rule(
        "warning",
        "leaving is noticed by unload alone, by neither pagehide nor visibilitychange",
        _LEAVING,
        _UNLOAD,
    ),
    "J103": Rule(
        "warning",
        "a request stops the page until it is answered",
        "A slow server freezes the page, and browsers refuse such requests on leaving.",
        "XMLHttpRequest 3.5.1 (synchronous flag)",
    ),
    "J104": Rule(
        "warning",
        "`debugger` was left in a script",
        "With the developer tools open the course stops there.",
        "ECMAScript 14.16",
    ),
    "J105": Rule(
        "note",
        "alert, confirm or prompt is called",
        "Frames from elsewhere may not open such boxes in Chrome: the call does nothing.",
        "HTML 8.8.1",
    ),
    "J106": Rule(
        "note",
        "document.write is called",
        "It fails in XHTML pages, and after loading it empties the page.",
        "HTML 8.4.3",
    ),
    "J107": Rule(
        "note",
        "text is run as a script",
        "An LMS with a strict content security policy blocks it.",
        "CSP 3, `unsafe-eval`",
    ),
    "J108": Rule(
        "note",
        "a script opens a window",
        "Pop-ups are blocked on many machines; what runs there finds the LMS only"
        " through its opener.",
        _API,
    ),
    "J109": Rule(
        "warning",
        "a service worker is registered",
        "It would answer for the LMS's pages too, and keeps old versions of the course.",
        "Service Workers 3.4",
    ),
    "J110": Rule(
        "note",
        "the browser's own storage is used",
        "What is kept there is lost on another machine, and is seen by the next learner.",
        "HTML 12.2",
    ),
    "J111": Rule(
        "warning",
        "the LMS's window is sent elsewhere",
        "The learner is thrown out of the LMS, and the attempt is not closed.",
        "HTML, the Location interface",
    ),
    "J112": Rule(
        "warning",
        "a plug-in is needed that browsers no longer have",
        "Flash, Silverlight, ActiveX and Java applets are gone: nothing is shown.",
        "Adobe Flash end of life, 31 December 2020",
    ),
    "J113": Rule(
        "note",
        "source maps travel with the package",
        "They are as large as the scripts, and only developer tools read them.",
        "ECMA-426",
    ),
    # J2: addresses
    "J201": Rule("warning", "a page loads something from outside the package", _ALONE),
    "J202": Rule(
        "error",
        "a page loads something active without encryption",
        "On an LMS with https the browser blocks it: scripts, styles and frames by http:"
        " never load.",
        "Mixed Content 3.2",
    ),
    "J203": Rule(
        "warning",
        "a page loads from outside by the page's own protocol (`//...`)",
        "From a file or in an app that protocol is another one, and nothing is found.",
        "RFC 3986 4.2",
    ),
    "J204": Rule(
        "error",
        "a page loads from the author's own disk",
        "That path exists on one machine only.",
        "RFC 8089",
    ),
    "J205": Rule(
        "warning",
        "the author's own test server is addressed",
        "On the learner's machine nothing answers there.",
        "RFC 6761 6.3",
    ),
    "J206": Rule(
        "warning",
        "an address begins at the server's root",
        "An LMS serves the package from a folder of its own: the address leads out of it.",
        _URL,
    ),
    "J207": Rule(
        "error", "a page loads a file that is not in the package", _MISSING, _URL
    ),
    "J208": Rule(
        "warning",
        "a style sheet names a file that is not in the package",
        _MISSING,
        _URL,
    ),
    "J209": Rule(
        "warning", "a link leads to a file that is not in the package", _MISSING, _URL
    ),
    "J210": Rule(
        "error",
        "a file is named in other upper and lower case than it has",
        "It is found on Windows and a Mac, and not on most LMSs' servers.",
        "RFC 3986 6.2.2.1",
    ),
    "J211": Rule(
        "warning",
        "an address leads out of the package",
        "What lies above the package is the LMS's, and not there.",
        _URL,
    ),
    "J212": Rule(
        "warning",
        "`base` sends every address of the page elsewhere",
        "Each reference of the page then starts outside the package.",
        "HTML 4.2.3",
    ),
    "J213": Rule(
        "warning",
        "the page sends itself to an address outside",
        "The learner leaves the course without a word.",
        "HTML 4.2.5.3",
    ),
    "J214": Rule(
        "warning",
        "a tracking service is called",
        "It learns who takes the course, and when: for a course ordered by a court a"
        " disclosure.",
    ),
    # J3: secrets
    "J301": Rule("error", "a private key is in the package", _SECRET, "RFC 7468"),
    "J302": Rule(
        "error", "an address holds a name and a password", _SECRET, "RFC 3986 3.2.1"
    ),
    "J303": Rule(
        "error",
        "a name and password for a server are written in a script",
        _SECRET + " With those of a record store, records can be read and forged.",
        "RFC 7617; xAPI 1.0.3 part 3, 4.1",
    ),
    "J304": Rule("error", "a service's secret key or token is in the package", _SECRET),
    "J305": Rule(
        "warning",
        "something that looks like a password or key is written in a script",
        _SECRET,
    ),
    "J306": Rule(
        "warning",
        "a file that usually holds secrets travels with the package",
        _SECRET,
    ),
    # J4: calls to the LMS
    "J401": Rule(
        "error",
        "the scripts look for the API of another SCORM than the manifest's",
        "An LMS offers the one that the manifest asks for: the course finds none.",
        _API,
    ),
    "J402": Rule(
        "warning",
        "no script of the package looks for an LMS",
        "A SCO that never calls the LMS is never completed there.",
        _API,
    ),
    "J403": Rule("error", "an element of another SCORM is used", _WORDS, _MODEL),
    "J404": Rule("error", "an element that no SCORM has is used", _WORDS, _MODEL),
    "J405": Rule(
        "error",
        "an element is set that can only be read",
        _WORDS,
        _MODEL,
    ),
    "J406": Rule(
        "error",
        "an element is read that can only be set",
        _WORDS,
        _MODEL,
    ),
    "J407": Rule(
        "error",
        "an element is set to a word that it does not know",
        _WORDS,
        _MODEL,
    ),
    "J408": Rule(
        "error",
        "more is written than the standard lets an LMS keep",
        "What is longer is cut off or refused.",
        _MODEL,
    ),
    "J409": Rule(
        "warning",
        "the API is not looked for in the window that opened the course",
        "LMSs that show a course in a window of its own hold the API there.",
        _API,
    ),
    "J410": Rule(
        "warning",
        "the package brings an LMS of its own",
        "A search that begins in the page's own window finds it before the real one:"
        " nothing reaches the LMS.",
        _API,
    ),
}
