"""The body of a statement request as statements and attachments, held to the rules."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from janeschool_scorm.preview.json_text import parse
from janeschool_scorm.preview.records.call import Call, RefusedError
from janeschool_scorm.preview.records.compare import same
from janeschool_scorm.preview.records.multipart import Part, parts_of
from janeschool_scorm.preview.records.signatures import signed_statement
from janeschool_scorm.preview.records.statement_shape import (
    SIGNATURE,
    Version,
    statement_check,
)

Statement = dict[str, Any]
#: How many faults one answer names.
_SHOWN = 5
_HASHES = {56: "sha224", 64: "sha256", 96: "sha384", 128: "sha512"}


@dataclass(frozen=True)
class Incoming:
    """What one request brings: statements as sent, attachments by their SHA-2."""

    statements: Sequence[Statement]
    attachments: Mapping[str, Part] = field(default_factory=dict)


def incoming(call: Call, version: Version) -> Incoming:
    """Read a PUT or POST of statements (Communication 1.5, 2.1.1, 2.1.2).

    Raises `RefusedError` 400 with what is wrong: nothing of such a request is kept.
    """
    if call.media_type == "application/json":
        found = Incoming(_statements(call.body, version))
    elif call.media_type == "multipart/mixed":
        found = _multipart(call, version)
    else:
        raise RefusedError(
            400,
            "the Content-Type of statements is application/json or multipart/mixed, "
            f"not {call.media_type[:60]!r}",
        )
    _distinct(found.statements)
    _attached(found, version)
    return found


def _statements(body: bytes, version: Version) -> list[Statement]:
    try:
        value = parse(body)
    except ValueError as error:
        raise RefusedError(400, f"the body is not JSON: {error}") from error
    check = statement_check(version)
    if not isinstance(value, list):
        _refuse(check(value, ""))
        return [value]
    _refuse(
        fault for place, each in enumerate(value) for fault in check(each, f"[{place}]")
    )
    return value


def _refuse(faults: Iterable[str]) -> None:
    found = list(faults)
    if found:
        more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise RefusedError(400, "; ".join(found[:_SHOWN]) + more)


def _distinct(statements: Sequence[Statement]) -> None:
    """Communication 2.1.2: a batch has each id once."""
    ids = [each["id"].lower() for each in statements if "id" in each]
    for name in set(ids):
        if ids.count(name) > 1:
            raise RefusedError(
                400, f"the statement id {name} stands twice in the request"
            )


def _multipart(call: Call, version: Version) -> Incoming:
    try:
        first, *rest = parts_of(call.body, call.headers["content-type"])
    except ValueError as error:
        raise RefusedError(
            400, f"the multipart body cannot be read: {error}"
        ) from error
    kind = first.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise RefusedError(
            400, "the first part must be the statements, as application/json"
        )
    return Incoming(
        _statements(first.body, version), dict(_attachment(part) for part in rest)
    )


def _attachment(part: Part) -> tuple[str, Part]:
    if part.headers.get("content-transfer-encoding", "").lower() != "binary":
        raise RefusedError(
            400, "an attachment part needs Content-Transfer-Encoding: binary"
        )
    name = part.headers.get("x-experience-api-hash", "").lower()
    if not name:
        raise RefusedError(400, "an attachment part needs X-Experience-API-Hash")
    algorithm = _HASHES.get(len(name))
    if not algorithm or hashlib.new(algorithm, part.body).hexdigest() != name:
        raise RefusedError(
            400, f"X-Experience-API-Hash {name[:64]} is not that of its part"
        )
    return name, part


def attachments_of(statement: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The attachments of a statement and of its SubStatement."""
    yield from statement.get("attachments", ())
    if statement["object"].get("objectType") == "SubStatement":
        yield from statement["object"].get("attachments", ())


def _attached(found: Incoming, version: Version) -> None:
    """Communication 1.5: each attachment has a part or a fileUrl, each part a use."""
    unused = set(found.attachments)
    for statement in found.statements:
        for attachment in attachments_of(statement):
            name = attachment["sha2"].lower()
            unused.discard(name)
            if name in found.attachments:
                _fits(attachment, found.attachments[name])
            elif "fileUrl" not in attachment:
                raise RefusedError(
                    400, f"the attachment {name} has no part and no fileUrl"
                )
            if attachment["usageType"] == SIGNATURE and name in found.attachments:
                _signed(statement, attachment, found.attachments[name], version)
    if unused:
        raise RefusedError(400, f"the part {min(unused)} belongs to no attachment")


def _fits(attachment: Mapping[str, Any], part: Part) -> None:
    """Communication 1.5.2: a header of the part and its property say the same."""
    length = part.headers.get("content-length", str(attachment["length"]))
    if length != str(attachment["length"]):
        raise RefusedError(
            400,
            f"the attachment {attachment['sha2']} has length {attachment['length']}, "
            f"its part says {length[:20]}",
        )
    wanted = attachment["contentType"].partition(";")[0].strip().lower()
    kind = part.headers.get("content-type", wanted).partition(";")[0].strip().lower()
    if kind != wanted:
        raise RefusedError(
            400,
            f"the attachment {attachment['sha2']} is {wanted}, its part says {kind[:60]}",
        )


def _signed(
    statement: Statement, attachment: Mapping[str, Any], part: Part, version: Version
) -> None:
    """Data 2.6: the signature holds the statement as it was before it was signed."""
    if attachment["contentType"] != "application/octet-stream":
        raise RefusedError(400, "a signature must be application/octet-stream")
    try:
        signed = signed_statement(part.body)
    except ValueError as error:
        raise RefusedError(400, f"the signature cannot be read: {error}") from error
    faults = any(statement_check(version)(signed, ""))
    if faults or not same(signed, _unsigned(statement)):
        raise RefusedError(400, "the signature is that of another statement")


def _unsigned(statement: Statement) -> Statement:
    kept = [each for each in statement["attachments"] if each["usageType"] != SIGNATURE]
    rest = {name: value for name, value in statement.items() if name != "attachments"}
    return {**rest, "attachments": kept} if kept else rest
