"""Carry out an order, so that a kill at any moment leaves it undone or to be completed.

1. The order is committed to the store's list: from here on it is completed by whoever
   opens the records next.
2. Exports and lists are rewritten, each file in one step; doing it twice does no harm.
3. The store's files are written anew and count all at once, with the keyed hashes that
   keep everybody out who was taken out.
4. The old files are removed, the receipt is written, the order is taken off the list.
"""

import os
import shutil
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from xapi import database
from xapi.gone import NAME, REGISTRATION, line
from xapi.problems import RecordsError
from xapi.rights import finding, order
from xapi.rights import receipt as receipts
from xapi.rights.exports import cleaned
from xapi.rights.lists import without_people
from xapi.rights.order import Order
from xapi.rights.stored import Rewriting, rewritten
from xapi.rights.traces import Traces
from xapi.store import Store, private_file

_SPILL: Final = "spill-"


def carry_out(store: Store, asked: Order) -> Order:
    """Carry out an order in a locked store; return it with what was counted.

    Raises RecordsError and OSError: then it is completed by whatever opens the store.
    """
    _note(store, asked)
    return _carried_out(store, asked)


def complete(store: Store) -> None:
    """Complete the order that a killed command left in a locked store.

    Raises RecordsError with what stands in the way.
    """
    intent = store.listed.intent
    if intent is None:
        return
    try:
        _carried_out(store, replace(order.read(intent), interrupted=True))
    except OSError as error:
        raise RecordsError(
            "an erasure that was begun cannot be completed: "
            f"{error.filename or store.folder}: {error.strerror or error}. Mend that, "
            "then run the command again: nobody may read these records before."
        ) from error


def _carried_out(store: Store, asked: Order) -> Order:
    if not asked.stored:
        asked = _taken_out(store, asked)
    store.sweep()
    _remove_spills(store)
    receipts.write(asked)
    store.change({}, replace(store.listed, intent=None))
    return asked


def _taken_out(store: Store, asked: Order) -> Order:
    with database.connected(store.work) as connection:
        finding.look_at(connection, store)
        finding.mark(connection, asked.names)
        finding.mark_statements(connection, asked.registrations)
        counts = {
            "people": asked.people,
            "accounts": len(finding.accounts(connection)),
        }
        known = finding.ids(connection)
        traces = Traces(asked.names, asked.registrations, known)
        found = cleaned(store, asked, traces, connection)
        lines = without_people(asked, traces)
        number = len(store.listed.gone) + 1
        work = Rewriting(
            store,
            connection,
            Traces(asked.names, asked.registrations),
            f"e{number}",
        )
        listed = rewritten(work)
    name = f"gone/{number:06}.txt"
    work.staged[name] = _hashes(store, asked, number)
    counts |= {**work.tally, **found.counts, "list_lines": lines}
    done = replace(
        asked,
        counts={each: int(counts.get(each, 0)) for each in order.COUNTED},
        deleted=found.deleted,
        doubtful=found.doubtful,
        names=(),
        registrations=(),
    )
    listed = replace(listed, gone=(*listed.gone, name), intent=order.written(done))
    store.change(work.staged, listed)
    return done


def _note(store: Store, asked: Order) -> None:
    store.change({}, replace(store.listed, intent=order.written(asked)))


def _hashes(store: Store, asked: Order, number: int) -> Path:
    path = store.work / f"gone-{number}"
    lines = {line(NAME, x, store.key, asked.until) for x in asked.names}
    lines |= {
        line(REGISTRATION, x, store.key, asked.until) for x in asked.registrations
    }
    with private_file(path) as file:
        file.write("".join(sorted(lines)).encode())
    return path


def _remove_spills(store: Store) -> None:
    """Remove what readers that were killed have left of their sorting."""
    for path in store.folder.glob(f"{_SPILL}*"):
        process = path.name.removeprefix(_SPILL)
        if process.isdecimal() and not _is_running(int(process)):
            with suppress(OSError):
                shutil.rmtree(path)


def _is_running(process: int) -> bool:
    if sys.platform == "win32":
        return False  # there nobody can remove what somebody has open
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
