"""Ask a Moodle's web services (REST, JSON), and say in words what stands in the way."""

import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

from xapi.answers import Answer, HttpError, printable, refusal
from xapi.http import Client, address

TOKEN: Final = "JANESCHOOL_MOODLE_TOKEN"
SITE: Final = "core_webservice_get_site_info"
SCORMS: Final = "mod_scorm_get_scorms_by_courses"
SCOES: Final = "mod_scorm_get_scorm_scoes"
PEOPLE: Final = "core_enrol_get_enrolled_users"
ATTEMPTS: Final = "mod_scorm_get_scorm_attempt_count"
TRACKS: Final = "mod_scorm_get_scorm_sco_tracks"
#: what a pull asks; `docs/moodle-records.md` tells an administrator of them
FUNCTIONS: Final = (SITE, SCORMS, SCOES, PEOPLE, ATTEMPTS, TRACKS)
#: asked where the site does not show ID numbers, if the service has it
GRADE_ITEMS: Final = "gradereport_user_get_grade_items"
_PATH: Final = "webservice/rest/server.php"
_PAGE: Final = "docs/moodle-records.md"
_FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}
_FORBIDDEN: Final = 403
_SHOWN: Final = 160
#: Moodle's errorcode -> what it means and who can change it; all come with HTTP 200
_MEANINGS: Final[Mapping[str, str]] = {
    "invalidtoken": "does not know this token: it may have expired, or be bound to "
    "another network address. Ask its administrator for a new one.",
    "accessexception": "does not let this token call {function}. The administrator "
    "checks three things, which Moodle does not tell apart: the service is enabled, the "
    "function is in it, and the account has the right webservice/rest:use.",
    "nopermissions": "does not let the account do this ({message}). The administrator "
    "gives its role that right.",
    "requiredcapability": "does not let the account do this ({message}). The "
    "administrator gives its role that right.",
    "errorcoursecontextnotvalid": "does not show this course to the account. The "
    "administrator enrols it, or gives it the right moodle/course:view.",
    "requireloginerror": "does not show this activity to the account. The administrator "
    "enrols it in the course, or gives it the right moodle/course:view.",
    "invaliduser": "knows no such person any more: run the same command again.",
    "cannotfindsco": "knows no such part of the activity any more: run the same command "
    "again.",
    "invalidparameter": "does not take what was asked of {function}: it may be of a "
    "version that is not known here.",
    "sitemaintenance": "is being maintained: run the same command again later.",
}
_NO_FUNCTION: Final = "has no function {function}: it is older than the versions that this was written for."
_NO_RECORD: Final = (
    "finds no such course or activity: check the ids given with --lms-course."
)


class Moodle:
    """One Moodle site, asked with one token."""

    def __init__(self, client: Client, base: str, token: str) -> None:
        """Keep what each call needs."""
        self.base = base
        self._client = client
        self._token = token

    def call(self, function: str, **parameters: object) -> Any:
        """Return a function's answer. Raises HttpError with the next step."""
        form = {
            "wstoken": self._token,
            "wsfunction": function,
            "moodlewsrestformat": "json",
            **_flat(parameters),
        }
        body = urlencode(form).encode()
        answer = self._client.ask("POST", self.base + _PATH, body, headers=_FORM)
        return _read(answer, function)


def site(text: str) -> str:
    """Return the address of a Moodle site, ending in a slash. Raises ValueError."""
    base = address(text).partition("?")[0].partition("#")[0]
    base = base.removesuffix("/").removesuffix(f"/{_PATH}").removesuffix("/my")
    return base.removesuffix("/index.php") + "/"


def lacking(functions: object) -> list[str]:
    """Return the functions that a service must have and has not."""
    listed = functions if isinstance(functions, list) else []
    names = {each.get("name") for each in listed if isinstance(each, dict)}
    return [name for name in FUNCTIONS if name not in names]


def _flat(parameters: Mapping[str, object]) -> dict[str, object]:
    """Lists are numbered fields."""
    found: dict[str, object] = {}
    for name, value in parameters.items():
        if isinstance(value, list | tuple):
            found.update({f"{name}[{n}]": each for n, each in enumerate(value)})
        else:
            found[name] = value
    return found


def _read(answer: Answer, function: str) -> Any:
    if answer.status == _FORBIDDEN and not answer.body.strip():
        raise HttpError(
            f"{answer.host} has web services or their REST protocol switched off (403). "
            "The administrator turns on both: 'Enable web services' and 'Manage "
            f"protocols', see {_PAGE}.",
            status=answer.status,
        )
    if not answer.good:
        raise _wrong_address(answer) if answer.status < 500 else refusal(answer)
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError):
        raise _wrong_address(answer) from None
    if isinstance(found, dict) and ("exception" in found or "errorcode" in found):
        raise _refused(answer, function, found)
    return found


def _refused(answer: Answer, function: str, found: Mapping[str, Any]) -> HttpError:
    code = str(found.get("errorcode", ""))
    message = printable(str(found.get("message", "")))[:_SHOWN]
    meaning = _MEANINGS.get(code)
    if code == "invalidrecord":
        functions = "external_functions" in message
        meaning = _NO_FUNCTION if functions else _NO_RECORD
    if meaning is None:
        meaning = "answers {message!r} to {function}. Ask its administrator."
    words = meaning.format(function=function, message=message)
    return HttpError(f"{answer.host} {words} See {_PAGE}.", status=answer.status)


def _wrong_address(answer: Answer) -> HttpError:
    return HttpError(
        f"{answer.host} does not answer as Moodle's web services do "
        f"({answer.status}): is this the address of the site's front page?",
        status=answer.status,
    )
