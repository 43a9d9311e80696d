"""Say what is left to people: the places where nobody but the agency can erase."""

from collections.abc import Collection, Iterator
from typing import Final
from urllib.parse import urlsplit

_MOODLE: Final = (
    "In Moodle at {host}: Reports of each SCORM activity, tick the person's attempts, "
    "'Delete selected attempts'; then the person's completion data and grades. To take "
    "the account itself out: Site administration, Users, Privacy and policies, Data "
    "requests, a request of the type 'Delete all of my personal data'."
)
_LMS: Final = (
    "In the learning system at {host}: delete the person's attempts, results and resume "
    "data, then the account if nothing else needs it. Ask its maker where it keeps logs."
)
_LRS: Final = (
    "In the record store at {host}: statements cannot be deleted through xAPI, and voiding "
    "destroys nothing. SQL LRS deletes a person in its admin page, or here with --sql-lrs, "
    "where LRSQL_ENABLE_ADMIN_DELETE_ACTOR is true; of another store ask its operator to "
    "delete by the actor's account, and its State and agent profile documents."
)
_KEY_FILE: Final = (
    "Key file: take the line of each token out yourself. It is the only place that ties a "
    "token to a case, and this tool never writes to it."
)
_LISTS: Final = (
    "Roster and decisions: {which} still has the lines. Run the command again with "
    "--with-roster, or take the lines out in a spreadsheet."
)
_WORKBOOK: Final = (
    "{name}: is no CSV in UTF-8, which alone is rewritten here: take the lines out in the "
    "program that made it."
)
_COPIES: Final = (
    "Pages, letters and files that were sent, printed or saved elsewhere: ask whoever has "
    "them (officer, court, mail folders, shared drives)."
)
_FILES: Final = (
    "Files that records were loaded from (downloads of the learning system, statement "
    "files) and mail that brought them: delete them. Loading one again brings nobody "
    "back, but the file itself still has everything."
)
_BACKUPS: Final = (
    "Backups of the records, of exports and of the lists: delete them, or let them expire "
    "and note by when. After bringing back a backup from before today run this erasure "
    "again: a backup knows nothing of it."
)
_ENGINES: Final = (
    "ClickHouse or Spark, if reports ran there: run one report with the same --engine and "
    "--address once more. It drops the tables and makes them without these people."
)
_SHORT: Final = (
    "{count} of the accounts have a name that may stand in a page by chance (a short one, "
    "or a number): pages and calendars were not searched for it. Look at those in "
    "the folder of exports."
)


def remains(
    *,
    homes: Collection[str],
    moodles: Collection[str],
    stores: Collection[str],
    lists: Collection[str],
    odd_lists: Collection[str],
    short: int,
) -> Iterator[str]:
    """Yield one sentence for each place; all are addresses or names of files.

    `homes` are home pages of accounts, `moodles` and `stores` the servers that are
    pulled from, `lists` what was not rewritten, `odd_lists` what cannot be.
    """
    known = {_host(x) for x in moodles}
    for host in sorted(known):
        yield _MOODLE.format(host=host)
    for host in sorted({_host(x) for x in homes} - known):
        yield _LMS.format(host=host)
    for host in sorted({_host(x) for x in stores}):
        yield _LRS.format(host=host)
    if lists:
        yield _LISTS.format(which=" and ".join(sorted(lists)))
    for name in sorted(odd_lists):
        yield _WORKBOOK.format(name=name)
    if short:
        yield _SHORT.format(count=short)
    yield from (_KEY_FILE, _FILES, _COPIES, _ENGINES, _BACKUPS)


def _host(address: str) -> str:
    return urlsplit(address).netloc.rpartition("@")[2] or address
