"""The kinds of block, one file each: a new kind is one file here and one line below.

A kind is a frozen model of its YAML body. Its page is `templates/blocks/KIND.html.j2`,
and where the learner acts on it, its behaviour is `player/blocks/KIND.js`.
"""

from collections.abc import Mapping

from janeschool_scorm.blocks.attest import Attest
from janeschool_scorm.blocks.choice import Choice
from janeschool_scorm.blocks.draw import Draw
from janeschool_scorm.blocks.figure import Figure
from janeschool_scorm.blocks.likert import Likert
from janeschool_scorm.blocks.media import Audio, Video
from janeschool_scorm.blocks.note import Note
from janeschool_scorm.blocks.plan import Plan
from janeschool_scorm.blocks.reflect import Reflect
from janeschool_scorm.blocks.reveal import Reveal
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
        Likert,
        Note,
        Plan,
        Reflect,
        Reveal,
        StoryBlock,
        Survey,
        TrueFalse,
        Video,
    )
}
