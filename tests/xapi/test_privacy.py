"""Nobody is named: actors become tokens before the first write."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.xapi.example import GONE, statement, write
from tests.xapi.generate import Statement
from xapi import database
from xapi.collect import Accepted, Rejected, collect, privacy
from xapi.intake import load_file
from xapi.store import locked

KEY = b"k" * 32
MBOX = "mailto:zelda.quux@example.org"
SHA1 = hashlib.sha1(MBOX.encode()).hexdigest()
ACCOUNT = {"homePage": "https://lms.example.org", "name": "p-1"}

NAMED: dict[str, Statement] = {
    "mbox": {"mbox": MBOX},
    "mbox-and-name": {"objectType": "Agent", "name": "Zelda Quux", "mbox": MBOX},
    "sha1": {"mbox_sha1sum": SHA1},
    "openid": {"openid": "https://zelda.quux.example.org/"},
    "name-beside-account": {"name": "Zelda Quux", "account": ACCOUNT},
    "email-as-account": {"account": {**ACCOUNT, "name": "zelda.quux@example.org"}},
    "words-as-account": {"account": {**ACCOUNT, "name": "Zelda Quux"}},
    "more-in-account": {"account": {**ACCOUNT, "email": "zelda.quux@example.org"}},
}


def judged(tmp_path: Path, found: Statement, key: bytes = KEY) -> Accepted | Rejected:
    path = write(tmp_path / "file.ndjson", found)
    (one,) = collect(path, key, lambda done, count: None)
    return one


def token(tmp_path: Path, actor: Statement, key: bytes = KEY) -> str:
    one = judged(tmp_path, statement(actor=actor), key)
    assert isinstance(one, Accepted), one
    return str(one.row["participant"])


@pytest.mark.parametrize("name", list(NAMED))
@pytest.mark.parametrize("who", ["actor", "authority"])
def test_who_is_named_is_kept_as_an_account_only(
    tmp_path: Path, name: str, who: str
) -> None:
    one = judged(tmp_path, statement(**{who: NAMED[name]}))
    assert isinstance(one, Accepted), one
    assert one.renamed == (who == "actor")
    kept = json.loads(one.text)
    assert set(kept[who]) <= {"objectType", "account"}
    assert set(kept[who]["account"]) == {"homePage", "name"}
    assert "quux" not in one.text.decode().lower()
    assert SHA1 not in one.text.decode()
    assert one.row["raw_hash"].startswith("hmac-sha256:")


def test_a_group_authority_keeps_opaque_members(tmp_path: Path) -> None:
    group = {"objectType": "Group", "member": [{"mbox": MBOX}, {"account": ACCOUNT}]}
    one = judged(tmp_path, statement(authority=group))
    assert isinstance(one, Accepted)
    members = json.loads(one.text)["authority"]["member"]
    assert members[0]["account"]["name"].startswith("t-")
    assert members[1] == {"account": ACCOUNT}


def test_an_opaque_account_is_kept_to_the_letter(tmp_path: Path) -> None:
    found = statement(actor={"account": ACCOUNT, "objectType": "Agent"})
    one = judged(tmp_path, found)
    assert isinstance(one, Accepted)
    assert not one.renamed
    assert one.text == json.dumps(found).encode()
    assert (one.row["participant_home"], one.row["participant"]) == (
        "https://lms.example.org",
        "p-1",
    )


def test_one_person_keeps_one_token_and_an_mbox_equals_its_hash(tmp_path: Path) -> None:
    first = token(tmp_path, {"mbox": MBOX})
    assert token(tmp_path, {"mbox": MBOX, "name": "J."}) == first
    assert token(tmp_path, {"mbox_sha1sum": SHA1.upper()}) == first
    assert token(tmp_path, {"mbox": "mailto:other@example.org"}) != first


def test_another_stores_key_gives_other_tokens(tmp_path: Path) -> None:
    actor = {"mbox": MBOX}
    assert token(tmp_path, actor, b"a" * 32) != token(tmp_path, actor, b"b" * 32)


def test_only_the_actor_changes_in_the_text(tmp_path: Path) -> None:
    text = (
        '{ "timestamp" : "2026-03-02T14:00:00Z" , "id":'
        '"a399f82a-65aa-4c82-b9f2-48b08cb4a0d7",\t"actor": {"mbox": "%s"},'
        ' "verb":{"id":"a:b"},"object":{"id":"c:d"},'
        ' "result": {"score": {"scaled": 1.0e0}, "response": "\\u00e9\\/\\"}{"} }'
    )
    path = write(tmp_path / "file.ndjson", text % MBOX)
    (one,) = collect(path, KEY, lambda done, count: None)
    assert isinstance(one, Accepted), one
    before, after = text.split('{"mbox": "%s"}')
    kept = one.text.decode()
    assert kept.startswith(before)
    assert kept.endswith(after)


HIDDEN: dict[str, tuple[dict[str, Any], str]] = {
    "address-in-response": (
        {"result__response": "write to Zelda.Quux@example.org"},
        "result.response holds an e-mail address",
    ),
    "address-percent": (
        {"object__id": "https://lms.example/?u=zelda%40example.org"},
        "object.id holds an e-mail address",
    ),
    "instructor": (
        {"context__instructor": {"mbox": MBOX}},
        "context.instructor",
    ),
    "team": (
        {"context__team": {"objectType": "Group", "name": "Night class", "member": []}},
        "context.team names a person",
    ),
    "object": (
        {"object": {"objectType": "Agent", "name": "Zelda", "account": ACCOUNT}},
        "object names a person",
    ),
    "sub-statement": (
        {"object": {"objectType": "SubStatement", "actor": {"mbox_sha1sum": SHA1}}},
        "object.actor names a person",
    ),
    "extension": (
        {"result__extensions": {"a:b": [{"openid": "https://zelda.example"}]}},
        "names a person",
    ),
    "member-name": (
        {"result__extensions": {"mailto:zelda@example.org": 1}},
        "a member name in result.extensions",
    ),
}


@pytest.mark.parametrize("name", list(HIDDEN))
def test_personal_data_elsewhere_go_to_quarantine(tmp_path: Path, name: str) -> None:
    changes, words = HIDDEN[name]
    one = judged(tmp_path, statement(**changes))
    assert isinstance(one, Rejected), one
    assert one.problem.code == "X401"
    assert words in one.problem.text
    assert one.row["text"] is None
    assert "zelda" not in json.dumps(one.row).lower()


def test_escapes_hide_no_address(tmp_path: Path) -> None:
    text = json.dumps(statement(result__response="zelda@example.org"))
    path = write(tmp_path / "file.ndjson", text.replace("@", "\\u0040"))
    (one,) = collect(path, KEY, lambda done, count: None)
    assert isinstance(one, Rejected)
    assert one.problem.code == "X401"


def test_an_at_sign_alone_is_no_address(tmp_path: Path) -> None:
    key = "https://lms.example/block-v1:x+type@problem+block@a1"
    assert isinstance(judged(tmp_path, statement(object__id=key)), Accepted)


def test_an_opaque_instructor_may_stay(tmp_path: Path) -> None:
    instructor = {"objectType": "Agent", "account": ACCOUNT}
    one = judged(tmp_path, statement(context__instructor=instructor))
    assert isinstance(one, Accepted), one


QUARANTINED: dict[str, tuple[dict[str, Any], bool]] = {
    "a wrong type": ({"result__success": "yes"}, True),
    "a wrong type of a named actor": (
        {"result__success": "yes", "actor": {"mbox": MBOX, "name": "Zelda Quux"}},
        True,
    ),
    "an actor that is no agent": ({"actor": "Quux"}, False),
    "a home page that is no IRI": ({"actor__account__homePage": "Quux"}, False),
    "an answer that is a number": ({"result__response": 55512345670}, True),
    "an authority that is no agent": ({"id": "1", "authority": "Zelda Quux"}, False),
    "a member that xAPI does not know": ({"learner": "Zelda Quux"}, False),
}


@pytest.mark.parametrize("name", list(QUARANTINED))
def test_quarantine_keeps_a_text_only_if_it_names_nobody(
    tmp_path: Path, name: str
) -> None:
    changes, kept = QUARANTINED[name]
    one = judged(tmp_path, statement(**changes))
    assert isinstance(one, Rejected)
    assert (one.row["text"] is not None) == kept
    assert "Quux" not in json.dumps(one.row)
    assert "55512345670" not in one.problem.text
    assert (one.row["agency"], one.row["course"]) == ("example-county", "js-101")


def test_nothing_in_the_store_names_the_person(tmp_path: Path) -> None:
    actors = list(NAMED.values())
    found = [
        statement(id=f"a0000000-0000-4000-8000-{n:012}", actor=actor)
        for n, actor in enumerate(actors)
    ]
    found += [statement(**changes) for changes, _ in HIDDEN.values()]
    found += [statement(**changes) for changes, _ in QUARANTINED.values()]
    half = json.dumps(statement(actor={"mbox": MBOX}))[:-9]
    path = write(tmp_path / "file.ndjson", *found, half)
    with locked(tmp_path / "records") as store:
        loaded = load_file(store, path, lambda done, count: None)
        assert loaded.added == len(actors)
        with database.connected(store.work) as connection:
            files = {r: store.files(r) for r in ("statements", "quarantine")}
            database.show(connection, files)
            tables = [
                database.query(connection, f"SELECT * FROM {name}").rows
                for name in ("all_statements", "quarantine")
            ]
    written = [
        path.read_bytes().decode(errors="replace")
        for path in (tmp_path / "records").rglob("*")
        if path.is_file() and path.suffix != ".parquet"
    ]
    everything = repr(tables) + "".join(written)
    for secret in ("quux", "zelda", SHA1, "@example", "%40example", "night class"):
        assert secret not in everything.lower()


@given(st.text(min_size=1), st.sampled_from(["name", "mbox", "openid", "mbox_sha1sum"]))
def test_no_identifier_survives_whatever_it_looks_like(value: str, kind: str) -> None:
    agent = {"objectType": "Agent", kind: f"<{value}>"}
    kept = privacy.anonymous(agent, KEY)
    assert set(kept) <= {"objectType", "account"}
    if "account" in kept:
        assert kept["account"]["homePage"] == privacy.TOKEN_HOME
        assert f"<{value}>" not in kept["account"]["name"]


def test_an_actor_without_any_identifier_is_refused(tmp_path: Path) -> None:
    one = judged(tmp_path, statement(actor={"name": "Zelda Quux"}))
    assert isinstance(one, Rejected)
    assert one.problem.code == "X302"
    assert judged(tmp_path, statement(actor=GONE)).row["text"] is None
