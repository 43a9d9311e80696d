"""Read report.toml: where the records are, where they come from, whose clocks count.

    store = "records"               # folder of the records, beside this file
    zone = "America/Chicago"        # for agencies whose catalogue is missing
    roster = "roster.csv"           # token, court, referred on, hours, deadline
    decisions = "decisions.csv"     # excused, on hold, transferred, terminated
    key = "/secure/cases.csv"       # token to case; read only while a page is made
    exports = "reports"             # folder that reports are written into

    [agency]                        # what stands on letters and pages to the court
    name = "River County Probation"
    address = ["1 Example Street", "Example City"]
    phone = "555-0100"

    [[court]]
    id = "district-1"               # as the roster has it
    name = "District Court 1"

    [[officer]]
    id = "officer-2"
    name = "R. Example"
    phone = "555-0102"

    [[source]]
    url = "https://lrs.example.org/xapi"
    kind = "lrs"                    # or moodle

    [signing]
    certificate = "signing.p12"     # see docs/court-page.md
    numbers = "numbers.key"         # secret for numbers of pages; this is the default
    former = ["signing-2025.cer"]   # certificates of keys that signed before

    [weekly]
    inbox = "inbox"                 # folder of downloads that each round loads
    course = "js-101"               # course of downloads that name none
    keep_weeks = 8                  # older rounds are removed

No secret stands in it: those come from the environment, from netrc or from a prompt.
"""

from xapi.settings.read import NAME, NUMBERS, read_settings
from xapi.settings.values import (
    EXPORTS,
    KINDS,
    Agency,
    Court,
    Officer,
    Settings,
    Signing,
    Source,
    Weekly,
)

__all__ = [
    "EXPORTS",
    "KINDS",
    "NAME",
    "NUMBERS",
    "Agency",
    "Court",
    "Officer",
    "Settings",
    "Signing",
    "Source",
    "Weekly",
    "read_settings",
]
