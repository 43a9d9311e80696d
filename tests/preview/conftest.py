"""One endpoint a module: tests keep out of each other's way by ids of their own."""

from collections.abc import Iterator

import pytest

from janeschool_scorm.preview.records import Records, Settings, serve
from tests.preview.client import Client


@pytest.fixture(scope="module")
def records() -> Iterator[Records]:
    """An endpoint that speaks both versions."""
    with serve(Settings(tokens=("a-bearer-token",))) as running:
        yield running


@pytest.fixture
def client(records: Records) -> Client:
    """A client of xAPI 1.0.3."""
    return Client(records)


@pytest.fixture
def client_2(records: Records) -> Client:
    """A client of xAPI 2.0."""
    return Client(records, {"X-Experience-API-Version": "2.0.0"})
