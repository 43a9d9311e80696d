"""The page that a unit or an activity opens -> is it in the package?"""

from collections.abc import Iterator

from lxml import etree

from janeschool_scorm.validate.addresses import absent, meant
from janeschool_scorm.validate.finding import Finding


def page_findings(
    element: etree._Element, url: str, path: str, names: frozenset[str]
) -> Iterator[Finding]:
    """`url` stands in `element` of the file `path`; `names` are seen from its folder."""
    address, line = meant(url), element.sourceline or 0
    if address.remote:
        text = f"'{url}' is not in the package but on another server"
        yield Finding("F105", path, line, 0, text)
    elif not address.inside:
        text = f"'{url}' is no path inside the package"
        yield Finding("F102", path, line, 0, text)
    elif address.path not in names:
        code, text = absent(address.path, names)
        yield Finding(code, path, line, 0, text)
