"""One folder for each target: an edition and its files become a package."""

from collections.abc import Mapping

from janeschool_scorm.target import Target
from packagers import cmi5, moodle, scorm12, scorm2004, xapi_package

#: Every target that can be built. To add one: a folder, a line here, a golden folder.
TARGETS: Mapping[str, Target] = {
    target.name: target
    for target in (
        scorm12.TARGET,
        scorm2004.FOURTH,
        scorm2004.THIRD,
        cmi5.TARGET,
        xapi_package.TARGET,
        moodle.TARGET,
    )
}
