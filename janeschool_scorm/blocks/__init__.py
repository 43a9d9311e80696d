"""The kinds of block, one file each: a new kind is one file here and one line below.

A kind is a frozen model of its YAML body. Its page is `templates/blocks/KIND.html.j2`,
and where the learner acts on it, its behaviour is `player/blocks/KIND.js`.
"""

from collections.abc import Mapping

from janeschool_scorm.blocks.attest import Attest
from janeschool_scorm.blocks.choice import Choice
from janeschool_scorm.blocks.draw import Draw
from janeschool_scorm.blocks.figure import Figure
from janeschool_scorm.blocks.fill_in import FillIn
from janeschool_scorm.blocks.likert import Likert
from janeschool_scorm.blocks.match import Match
from janeschool_scorm.blocks.media import Audio, Video
from janeschool_scorm.blocks.note import Note
from janeschool_scorm.blocks.numeric import Numeric
from janeschool_scorm.blocks.order import Order
from janeschool_scorm.blocks.plan import Plan
from janeschool_scorm.blocks.reflect import Reflect
from janeschool_scorm.blocks.reveal import Reveal
from janeschool_scorm.blocks.scenario import Scenario
from janeschool_scorm.blocks.sort import Sort
from janeschool_scorm.blocks.story import StoryBlock
from janeschool_scorm.blocks.survey import Survey
from janeschool_scorm.blocks.true_false import TrueFalse
from janeschool_scorm.model import Block

KINDS: Mapping[str, type[Block]] = {
    kind.kind: kind
    for kind in (
        Attest,
        Audio,
        Choice,
        Draw,
        Figure,
        FillIn,
        Likert,
        Match,
        Note,
        Numeric,
        Order,
        Plan,
        Reflect,
        Reveal,
        Scenario,
        Sort,
        StoryBlock,
        Survey,
        TrueFalse,
        Video,
    )
}

#: What may stand in a bank: kinds with a right answer.
QUESTIONS: Mapping[str, type[Block]] = {
    name: kind for name, kind in KINDS.items() if kind.scored
}
