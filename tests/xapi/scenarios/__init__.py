"""Say in short lines what must come of each case: the rules of the six months."""

from typing import Final

from tests.xapi.scenarios.days import DAYS
from tests.xapi.scenarios.decisions import DECISIONS
from tests.xapi.scenarios.people import PEOPLE
from tests.xapi.scenarios.rules import RULES

CASES: Final = {**DAYS, **RULES, **DECISIONS, **PEOPLE}
