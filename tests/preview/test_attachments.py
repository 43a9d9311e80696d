"""Attachments and signatures: xAPI 1.0.3, Communication 1.5.2, Data 2.4.11 and 2.6."""

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from janeschool_scorm.preview.records.multipart import Part, body_of, parts_of
from tests.preview.client import PATIENT, Client, Reply, statement

CERTIFICATE = b"%PDF \x00\xff\r\n--b\r\nsigned\r\n"
SIGNATURE = "http://adlnet.gov/expapi/attachments/signature"


def file(body: bytes = CERTIFICATE, /, **more: Any) -> dict[str, Any]:
    """The attachment object of some bytes."""
    return {
        "usageType": "https://content.example/certificate",
        "display": {"en": "Certificate"},
        "contentType": "application/pdf",
        "length": len(body),
        "sha2": hashlib.sha256(body).hexdigest(),
        **more,
    }


def part(body: bytes = CERTIFICATE, /, **headers: str | None) -> Part:
    """The part of some bytes, with headers changed or, where None, left out."""
    standard: dict[str, str | None] = {
        "Content-Type": "application/pdf",
        "Content-Transfer-Encoding": "binary",
        "X-Experience-API-Hash": hashlib.sha256(body).hexdigest(),
    }
    given = {name.replace("_", "-"): text for name, text in headers.items()}
    kept = {k: v for k, v in {**standard, **given}.items() if v is not None}
    return Part(kept, body)


def send(
    client: Client,
    statements: object,
    parts: Sequence[Part] = (),
    first: Mapping[str, str] | None = None,
) -> Reply:
    head = {"Content-Type": "application/json"} if first is None else first
    text = json.dumps(statements).encode()
    body, kind = body_of([Part(head, text), *parts])
    return client.ask("POST", "statements", body, headers={"Content-Type": kind})


def test_1_5_2_an_attachment_is_kept_and_returned(client: Client) -> None:
    made = statement(attachments=[file()])
    assert send(client, made, [part()]).status == 200
    reply = client.ask("GET", "statements", statementId=made["id"], attachments=True)
    first, second = parts_of(reply.body, reply.headers["content-type"])
    assert first.headers["content-type"] == "application/json"
    assert json.loads(first.body)["attachments"] == made["attachments"]
    assert second.body == CERTIFICATE
    assert second.headers == {
        "content-type": "application/pdf",
        "content-transfer-encoding": "binary",
        "x-experience-api-hash": made["attachments"][0]["sha2"],
        "content-length": str(len(CERTIFICATE)),
    }
    plain = client.ask("GET", "statements", statementId=made["id"], attachments=False)
    assert plain.headers["content-type"] == "application/json"


def test_1_5_2_a_list_sends_each_attachment_once_and_more_keeps_it(
    client: Client,
) -> None:
    one, other = b"one, shared", b"the other"
    activity = {"object": {"id": "https://content.example/list"}}
    sent = [
        statement(attachments=[file(one)], **activity),
        statement(attachments=[file(one), file(other)], **activity),
        statement(**activity),
    ]
    assert send(client, sent, [part(one), part(other)]).status == 200
    asked = {"activity": "https://content.example/list", "attachments": True}
    reply = client.ask("GET", "statements", **asked, limit=2)
    first, *rest = parts_of(reply.body, reply.headers["content-type"])
    assert sorted(each.body for each in rest) == [one, other]
    reply = client.ask("GET", json.loads(first.body)["more"])
    first, *rest = parts_of(reply.body, reply.headers["content-type"])
    assert json.loads(first.body)["statements"][0]["id"] == sent[0]["id"]
    assert [each.body for each in rest] == [one]


def test_1_5_2_multipart_answers_are_whole_with_text_beyond_ascii(
    client: Client,
) -> None:
    """Seen on another LRS: Content-Length counted characters, so the end was missing."""
    made = statement(attachments=[file(display={"es": "Certificación 日本"})])
    assert send(client, made, [part()]).status == 200
    reply = client.ask("GET", "statements", statementId=made["id"], attachments=True)
    assert len(reply.body) == int(reply.headers["content-length"])
    assert len(parts_of(reply.body, reply.headers["content-type"])) == 2


def test_1_5_2_multipart_without_attachments_or_with_file_urls_is_good(
    client: Client,
) -> None:
    url = {"fileUrl": "https://content.example/c.pdf"}
    assert send(client, statement()).status == 200
    assert send(client, [statement(attachments=[file(**url)])]).status == 200
    assert client.store(statement(attachments=[file(**url)]))


def test_2_1_1_put_takes_multipart_too(client: Client) -> None:
    made = statement(attachments=[file()])
    body, kind = body_of(
        [
            Part({"Content-Type": "application/json"}, json.dumps(made).encode()),
            part(),
        ]
    )
    headers = {"Content-Type": kind}
    reply = client.ask(
        "PUT", "statements", body, headers=headers, statementId=made["id"]
    )
    assert reply.status == 204


def test_1_5_1_json_needs_a_file_url_for_each_attachment(client: Client) -> None:
    made = statement(attachments=[file(b"never sent")])
    assert client.ask("POST", "statements", made).status == 400


WRONG_PARTS = [
    [],
    [part(), part(b"of nobody")],
    [part(b"another")],
    [part(Content_Transfer_Encoding=None)],
    [part(Content_Transfer_Encoding="base64")],
    [part(X_Experience_API_Hash=None)],
    [part(X_Experience_API_Hash="0" * 64)],
    [part(X_Experience_API_Hash="0")],
    [part(Content_Type="text/plain")],
    [part(Content_Length="1")],
]


@pytest.mark.parametrize("parts", WRONG_PARTS)
def test_1_5_2_parts_must_fit_their_attachments(
    client: Client, parts: list[Part]
) -> None:
    made = statement(attachments=[file()])
    assert send(client, made, parts).status == 400
    assert client.ask("GET", "statements", statementId=made["id"]).status == 404


def test_1_5_2_the_first_part_is_json(client: Client) -> None:
    assert send(client, statement(), first={"Content-Type": "text/plain"}).status == 400
    assert send(client, statement(), first={}).status == 400
    assert send(client, {"actor": {}}).status == 400


JSON_PART = b"--b\r\nContent-Type: application/json\r\n\r\n[]\r\n"
WRONG_BODIES = [
    (b"", "multipart/mixed; boundary=b"),
    (JSON_PART, "multipart/mixed; boundary=b"),
    (JSON_PART + b"--b--", "multipart/mixed"),
    (JSON_PART + b"--b--", "multipart/mixed; boundary="),
    (JSON_PART + b"--c--", "multipart/mixed; boundary=b"),
    (b"--b--", "multipart/mixed; boundary=b"),
    (b"Content-Type: x\r\n\r\n[]\r\n--b--", "multipart/mixed; boundary=b"),
    (b"--b\r\n[]\r\n--b--", "multipart/mixed; boundary=b"),
    (b"--b\r\nno header\r\n\r\n[]\r\n--b--", "multipart/mixed; boundary=b"),
    (b"--b\r\n\r\n\r\n--b--", "multipart/mixed; boundary=b"),
]


@pytest.mark.parametrize(("body", "kind"), WRONG_BODIES)
def test_1_5_2_a_body_that_is_no_multipart_is_400(
    client: Client, body: bytes, kind: str
) -> None:
    reply = client.ask("POST", "statements", body, headers={"Content-Type": kind})
    assert reply.status == 400


@settings(PATIENT, max_examples=60)
@given(bodies=st.lists(st.binary(max_size=200), min_size=1, max_size=4))
def test_rfc_2046_what_is_written_is_read(bodies: list[bytes]) -> None:
    made = [Part({"X-Place": str(place)}, body) for place, body in enumerate(bodies)]
    body, kind = body_of(made)
    found = parts_of(body, kind)
    assert [each.body for each in found] == bodies
    assert [each.headers["x-place"] for each in found] == [*map(str, range(len(made)))]


@settings(PATIENT, max_examples=60)
@given(body=st.binary(max_size=300), kind=st.text(max_size=40))
def test_rfc_2046_any_bytes_are_parts_or_a_sentence(body: bytes, kind: str) -> None:
    for each in (kind, "multipart/mixed; boundary=b"):
        try:
            parts_of(b"--b" + body, each)
        except ValueError as error:
            assert str(error)


# Signatures. The key is for these tests alone; the certificate is the part of one that
# is read.

P = 0xFAA9B6C9FF2FC6B31A1E7829A1AA44E90B9E4DC3A0F3CF7A44218CD52C09CBE0D777850A134C09B7EF66A238CBDC6090A459
Q = 0xF5D55A8AF37F525B13ED008D07A564A44BE87CDBCE85F24B1984EFD284740DB544F976DB3905081B1C944803CFCD5A0FF727
E = 65537
ALGORITHMS = {
    "RS256": ("sha256", "3031300d060960864801650304020105000420"),
    "RS384": ("sha384", "3041300d060960864801650304020205000430"),
    "RS512": ("sha512", "3051300d060960864801650304020305000440"),
}


def der(tag: int, content: bytes) -> bytes:
    size = len(content)
    length = bytes([size]) if size < 128 else b"\x82" + size.to_bytes(2)
    return bytes([tag]) + length + content


def certificate(modulus: int = P * Q, exponent: int = E) -> str:
    sizes = [max(1, n.bit_length() // 8 + 1) for n in (modulus, exponent)]
    number = der(2, modulus.to_bytes(sizes[0])) + der(2, exponent.to_bytes(sizes[1]))
    rsa = bytes.fromhex("300d06092a864886f70d0101010500")
    info = der(0x30, rsa + der(3, b"\x00" + der(0x30, number)))
    return base64.b64encode(der(0x30, der(0x30, info))).decode()


def url64(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def signature(payload: object, algorithm: str = "RS256", **header: object) -> bytes:
    """A compact JWS (RFC 7515, 7.1), signed as RFC 8017 says in 8.2.1."""
    head = {"alg": algorithm, **header}
    signed = b".".join(url64(json.dumps(each).encode()) for each in (head, payload))
    name, prefix = ALGORITHMS.get(algorithm, ALGORITHMS["RS256"])
    digest = bytes.fromhex(prefix) + hashlib.new(name, signed).digest()
    padded = b"\x00\x01" + b"\xff" * (97 - len(digest)) + b"\x00" + digest
    secret = pow(E, -1, (P - 1) * (Q - 1))
    proof = pow(int.from_bytes(padded), secret, P * Q).to_bytes(100)
    return signed + b"." + url64(proof)


def send_signed(client: Client, made: dict[str, Any], jws: bytes, **more: Any) -> Reply:
    octets = {"usageType": SIGNATURE, "contentType": "application/octet-stream", **more}
    whole = {**made, "attachments": [*made.get("attachments", []), file(jws, **octets)]}
    return send(client, whole, [part(jws, Content_Type=octets["contentType"])])


@pytest.mark.parametrize("algorithm", ALGORITHMS)
@pytest.mark.parametrize("header", [{}, {"x5c": [certificate()]}])
def test_2_6_a_signed_statement_is_stored(
    client: Client, algorithm: str, header: dict[str, object]
) -> None:
    url = {"fileUrl": "https://content.example/c.pdf"}
    for made in (statement(), statement(attachments=[file(**url)])):
        jws = signature(made, algorithm, **header)
        assert send_signed(client, made, jws).status == 200


def test_2_6_the_signature_is_held_to_its_certificate(client: Client) -> None:
    made = statement()
    jws = signature(made, x5c=[certificate()])
    head, payload, _ = jws.split(b".")
    wrong = b".".join([head, payload, url64(b"\x01" * 100)])
    reply = send_signed(client, made, wrong)
    assert (reply.status, "certificate" in reply.text) == (400, True)
    zero, slow = certificate(0), certificate(P * Q, 1 << 80_000)
    for chain in (
        [],
        [zero],
        [slow],
        ["AAAA"],
        "x",
        [1],
        [base64.b64encode(b"\x30\x82").decode()],
    ):
        jws = signature(made, x5c=chain)
        assert send_signed(client, made, jws).status == (400 if chain else 200)


def test_2_6_malformed_signatures_are_400(client: Client) -> None:
    made = statement()
    good = signature(made)
    for jws in (
        b"",
        b"a.b",
        b"!.!.!",
        good + b".x",
        good[1:],
        signature(made, "HS256"),
        signature(made, "none"),
        signature([made]),
        signature("x"),
        signature({**made, "result": {"success": True}}),
        signature({**made, "timestamp": 5}),
        url64(b"[]") + good[good.index(b".") :],
    ):
        assert send_signed(client, made, jws).status == 400, jws[:40]
    assert send_signed(client, made, good, contentType="text/plain").status == 400


def test_2_6_a_signature_without_its_bytes_is_taken_on_trust(client: Client) -> None:
    octets = {"usageType": SIGNATURE, "contentType": "application/octet-stream"}
    url = {"fileUrl": "https://content.example/signature"}
    assert client.store(statement(attachments=[file(b"elsewhere", **octets, **url)]))


def test_the_boundary_is_quoted_and_fit_for_a_header() -> None:
    _, kind = body_of([Part({}, b"")])
    assert re.fullmatch(r'multipart/mixed; boundary="[0-9a-f]{32}"', kind)
