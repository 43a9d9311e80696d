"""Every rule of `validate` by its code, for ever: one code, one rule, never reused.

A family is a letter: `Z` archives, `X` XML and schemas, `M` SCORM manifests, `N` cmi5
and xAPI manifests, `F` files and references, `J` what runs in HTML, CSS and JavaScript,
`W` accessibility. Those of `check` (C, L, Q, S, R, A, G, T, B) are never used here.
"""

from collections.abc import Mapping
from types import MappingProxyType

from janeschool_scorm.validate.rule import Rule
from janeschool_scorm.validate.rules.accessibility import ACCESSIBILITY
from janeschool_scorm.validate.rules.archive import ARCHIVE
from janeschool_scorm.validate.rules.documents import DOCUMENTS
from janeschool_scorm.validate.rules.files import FILES
from janeschool_scorm.validate.rules.manifest import MANIFEST
from janeschool_scorm.validate.rules.running import RUNNING
from janeschool_scorm.validate.rules.statements import STATEMENTS

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        **ARCHIVE,
        **DOCUMENTS,
        **MANIFEST,
        **STATEMENTS,
        **FILES,
        **RUNNING,
        **ACCESSIBILITY,
    }
)
