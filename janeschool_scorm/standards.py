"""What the standards and the LMSs fix: namespaces, limits, places of their schemas."""

from importlib.resources import files as resource
from pathlib import Path

from janeschool_scorm.problems import OutsideError

#: SCORM 1.2 Content Aggregation Model, 2.3 and 2.4: the namespaces of its manifest.
IMSCP_12 = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADLCP_12 = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
XSI = "http://www.w3.org/2001/XMLSchema-instance"

#: SCORM 1.2 Run-Time Environment, 3.4.4: characters of cmi.suspend_data.
SUSPEND_DATA_12 = 4096

_SCHEMAS = Path(str(resource("janeschool_scorm"))) / "schemas"

#: The schemas that a SCORM 1.2 package carries at its root. `ims_xml.xsd` is named by
#: imscp_rootv1p1p2, imsmd_rootv1p2p1 by nothing that we write, but LMSs look for it.
SCHEMAS_12 = (
    "adlcp_rootv1p2.xsd",
    "ims_xml.xsd",
    "imscp_rootv1p1p2.xsd",
    "imsmd_rootv1p2p1.xsd",
)


def schema(edition: str, name: str) -> Path:
    """One schema file of a standard's edition.

    Raises `OutsideError` where set-up has not brought the schemas.
    """
    path = _SCHEMAS / edition / name
    if not path.is_file():
        raise OutsideError(
            f"the schema {edition}/{name} is missing: run `make setup` in a checkout, "
            "or install the wheel again"
        )
    return path
