"""Names and values -> the elements of Moodle's backup files."""

from collections.abc import Mapping
from datetime import UTC, datetime

from lxml import etree
from lxml.builder import E

#: How a backup writes a null; an empty element is an empty text, or 0.
NULL = "$@NULL@$"

#: The one time in a backup, in seconds since 1970: same input, same bytes.
TIME = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())

#: Moodle 4.1, the lowest version that we mean. A site may be newer, which it does not
#: mention; an older one warns. Backups have asked for their version since 2.0.
VERSION, RELEASE = 2022112800, "4.1"


def fields(values: Mapping[str, object]) -> list[etree._Element]:
    """One element for each value, in order; None is Moodle's null."""
    return [
        E(name, NULL if value is None else str(value)) for name, value in values.items()
    ]
