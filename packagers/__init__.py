"""One folder for each target: an edition and its files become a package."""

from collections.abc import Mapping

from janeschool_scorm.target import Target
from packagers import moodle, scorm12

#: Every target that can be built. To add one: a folder, a line here, a golden folder.
TARGETS: Mapping[str, Target] = {
    target.name: target for target in (scorm12.TARGET, moodle.TARGET)
}
