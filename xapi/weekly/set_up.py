"""Say how a scheduler runs the round every Monday, and what report.toml may hold."""

import plistlib
import shlex
from pathlib import Path
from typing import Final

from xapi.decisions import HEADING
from xapi.output_files import write_text

#: a first report.toml: every line to be looked at
REPORT_TOML: Final = """\
# What the reports go by. Lines that begin with # are not read.
# No password stands here: see docs/monday.md.

store = "records"                 # folder of the records
exports = "reports"               # folder that reports are written into
zone = "America/Chicago"          # whose clocks count
roster = "roster.csv"             # made by: janeschool-report roster new
decisions = "decisions.csv"       # excused, on hold, transferred, terminated

[agency]                          # what stands on letters
name = "Your agency"
address = ["1 Example Street", "Example City"]
phone = "555-0100"
language = "en"                   # en or es

[[court]]                         # one for each court; id is what the roster calls it
id = "court-1"
name = "Example Court"

[[officer]]                       # one for each officer
id = "officer-1"
name = "Duty officer"
phone = "555-0100"

# [[source]]                      # where records are fetched from
# url = "https://lrs.example.org/xapi"
# kind = "lrs"                    # or moodle

[weekly]
inbox = "inbox"                   # folder for files that you download from the LMS
course = "js-101"                 # course of downloads that name none
keep_weeks = 8                    # older rounds are removed
"""
_HOUR: Final = 6
_TASK: Final = "JaneSchool weekly"


def begin(path: Path) -> list[Path]:
    """Write a report.toml, and beside it what it names and nobody begins otherwise.

    Return what was made. Raises OSError.
    """
    folder = path.parent
    folder.mkdir(parents=True, exist_ok=True)
    decisions, inbox = folder / "decisions.csv", folder / "inbox"
    made = [path]
    if not decisions.exists():
        write_text(f"{HEADING}\n", decisions)
        made.append(decisions)
    if not inbox.exists():
        inbox.mkdir(mode=0o700)
        made.append(inbox)
    write_text(REPORT_TOML, path)
    return made


def windows_file(program: Path) -> str:
    """Return a command file that runs the round in its own folder."""
    quoted = str(program).replace("%", "%%")
    return f'@echo off\r\ncd /d "%~dp0"\r\n"{quoted}" weekly\r\n'


def windows(file: Path) -> str:
    """Return a line for the command prompt; the task needs no administrator."""
    return (
        f'schtasks /Create /F /TN "{_TASK}" /SC WEEKLY /D MON /ST {_HOUR:02}:00 '
        f'/TR "\\"{file}\\""'
    )


def cron(program: Path, folder: Path) -> str:
    """Return a line for `crontab -e` (POSIX): a percent sign in it would end it."""
    call = f"cd {shlex.quote(str(folder))} && {shlex.quote(str(program))} weekly"
    return f"0 {_HOUR} * * 1 {call} >> weekly.log 2>&1".replace("%", r"\%")


def launchd(program: Path, folder: Path) -> str:
    """Return a property list for ~/Library/LaunchAgents."""
    said = {
        "Label": "org.janeschool.weekly",
        "ProgramArguments": [str(program), "weekly"],
        "WorkingDirectory": str(folder),
        "StartCalendarInterval": {"Weekday": 1, "Hour": _HOUR, "Minute": 0},
        "StandardErrorPath": str(folder / "weekly.log"),
    }
    return plistlib.dumps(said, sort_keys=False).decode()
