"""Bytes of an XML file from a stranger -> its tree, or why it is not read.

Nothing is fetched, no entity is expanded, size, elements and depth are bounded.
"""

import codecs
import re
from dataclasses import dataclass

from lxml import etree

from janeschool_scorm.standards import ELEMENTS_MOST, XML_MOST
from janeschool_scorm.validate.finding import Finding, of_file
from janeschool_scorm.validate.reader import Reader, UnreadableError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""^<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']"""
)
#: Those whose letters are where everyone looks for them. UTF-7 is known for hiding tags.
_KNOWN = re.compile(
    r"utf-?8|utf-?16(-?[lb]e)?|us-ascii|ascii|iso-?8859-\d+|latin-?1|windows-125\d"
    r"|cp125\d|gb2312|gbk|gb18030|big5|shift_jis|euc-(jp|kr)|koi8-[ru]",
    re.IGNORECASE,
)
#: What may stand before a document type.
_PROLOG = re.compile(r"(?:\ufeff|\s+|<\?(?:(?!\?>).)*\?>|<!--(?:(?!-->).)*-->)*+", re.S)
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(\[)?")
_NAMESPACE_ERRORS = range(200, 206)


@dataclass(frozen=True, slots=True)
class Document:
    """`root` is None where the findings keep it from being read."""

    name: str
    root: etree._Element | None
    findings: tuple[Finding, ...] = ()


def document(reader: Reader, name: str) -> Document:
    """The file of that name, parsed."""
    if name in reader.withheld:
        return Document(name, None)
    try:
        data = reader.read(name, XML_MOST)
    except UnreadableError as error:
        found = error.finding
        if found.code == "F201":
            found = of_file("X002", name, found.text)
        return Document(name, None, (found,))
    return parsed(name, data)


def parsed(name: str, data: bytes) -> Document:
    """The tree of those bytes."""

    def refused(code: str, text: str, line: int = 0, column: int = 0) -> Document:
        return Document(name, None, (Finding(code, name, line, column, text),))

    encoding = _encoding(data)
    if not _KNOWN.fullmatch(encoding):
        return refused(
            "X006", f"its encoding is {encoding}; UTF-8 is what all can read"
        )
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        return refused("X006", f"it is not {encoding}: {error}")
    if text.count("<") > 2 * ELEMENTS_MOST:
        return refused("X002", f"it has more than {ELEMENTS_MOST} elements")
    findings = []
    doctype = _DOCTYPE.match(text, _PROLOG.match(text).end())  # type: ignore[union-attr]
    if doctype is not None:
        line = text.count("\n", 0, doctype.start()) + 1
        if doctype[1] is not None:
            return refused("X004", "it declares entities or a grammar of its own", line)
        findings.append(Finding("X005", name, line, 0, "it has a document type"))
    if encoding.lower().replace("-", "") not in ("utf8", "ascii", "usascii"):
        findings.append(Finding("X007", name, 1, 0, f"its encoding is {encoding}"))
    return _tree(name, text, tuple(findings))


def _encoding(data: bytes) -> str:
    """By its first bytes, else as it declares, else UTF-8 (XML 1.0, appendix F)."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    declared = _DECLARED.match(data)
    return declared[1].decode("ascii") if declared else "utf-8"


def _tree(name: str, text: str, findings: tuple[Finding, ...]) -> Document:
    data = text.removeprefix("\ufeff").encode("utf-8", "surrogatepass")
    try:
        return Document(name, etree.fromstring(data, _parser()), findings)
    except etree.XMLSyntaxError as error:
        found = _syntax(name, error)
        root = None
        if error.code in _NAMESPACE_ERRORS:
            # LMSs that know no namespaces read it all the same: go on for the rest.
            root = etree.fromstring(data, _parser(recover=True))
        return Document(name, root, (*findings, found))


def _parser(recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


def _syntax(name: str, error: etree.XMLSyntaxError) -> Finding:
    line, column = error.position
    words = (error.msg or "not well-formed").partition(", line ")[0].splitlines()[0]
    deep = "depth" in words.lower()
    text = "it nests too deeply" if deep else words
    return Finding("X003" if deep else "X001", name, line or 0, column or 0, text)
