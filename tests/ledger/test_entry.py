"""One entry: its canonical form, its hash, and its line in ``ledger.jsonl``."""

import json
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from typing import Any

import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from assay.domain.site import Site
from assay.ledger.entry import (
    Author,
    Statement,
    UnstorableTextError,
    body_of,
    parse_entry,
    render_entry,
    written_instant,
)
from assay.ledger.ledger import Ledger
from tests.ledger.ledgers import FILLED_LEDGERS

LINE = (
    '{"because":"F-1","body":{"key":"S-1","name":"Works"},'
    '"by":{"external":false,"name":"Ana Ferreira","role":"ISMS lead"},'
    '"hash":"' + "1" * 64 + '","key":"S-1","organisation":"acme","previous":"' + "0" * 64 + '",'
    '"recorded_at":"2026-01-31T12:00:00.000000Z","register":"site","seq":1}'
)

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(FILLED_LEDGERS)
def test_an_independent_word_on_the_canonical_form_agrees(ledger: Ledger) -> None:
    for entry in ledger.entries:
        line = render_entry(entry)

        said = json.loads(line)
        assert rfc8785.dumps(said) == line.encode()
        hashed = said.pop("hash")
        assert sha256(rfc8785.dumps(said)).hexdigest() == hashed


@given(FILLED_LEDGERS)
def test_an_entry_is_read_back_from_its_line(ledger: Ledger) -> None:
    for entry in ledger.entries:
        assert parse_entry(render_entry(entry)) == entry


def test_the_line_of_an_entry_reads_as_documented() -> None:
    entry = parse_entry(LINE)

    assert render_entry(entry) == LINE
    assert entry.by == Author("Ana Ferreira", "ISMS lead")
    assert entry.recorded_at == datetime(2026, 1, 31, 12, tzinfo=UTC)


@given(
    st.sampled_from(sorted(json.loads(LINE))).flatmap(
        lambda name: st.tuples(st.just(name), ANYTHING)
    )
)
@example(("by", {"name": "", "role": "ISMS lead", "external": False}))
@example(("by", {"name": "Ana", "role": 3, "external": False}))
@example(("seq", True))
@example(("body", {"key": "S-1", "headcount": 1.5}))
@example(("key", "\ud800"))
@example(("because", "\0"))
def test_a_line_with_one_thing_otherwise_is_an_entry_or_a_value_error(
    change: tuple[str, Any],
) -> None:
    name, value = change
    line = json.dumps({**json.loads(LINE), name: value})

    try:
        entry = parse_entry(line)
    except ValueError:
        return

    assert json.loads(render_entry(entry)) == json.loads(line)


@pytest.mark.parametrize("name", sorted(set(json.loads(LINE)) - {"body"}))
def test_a_line_that_lacks_something_is_no_entry(name: str) -> None:
    said = json.loads(LINE)
    del said[name]

    with pytest.raises(ValueError, match=r"no text stands under|not an entry|no whole number"):
        parse_entry(json.dumps(said))


@pytest.mark.parametrize("line", ["", "[]", "3", "null", '"entry"', "{", '{"by":[]}'])
def test_what_is_no_object_is_no_entry(line: str) -> None:
    with pytest.raises(ValueError, match=r"Expecting|not an entry"):
        parse_entry(line)


@pytest.mark.parametrize("because", ["\0", "half \ud83d"])
def test_text_that_no_database_keeps_is_refused(because: str) -> None:
    with pytest.raises(UnstorableTextError, match="NUL or half a character"):
        Statement("site", "S-1", None, because)


@pytest.mark.parametrize(
    ("instant", "written"),
    [
        (datetime(2026, 1, 31, 12, tzinfo=UTC), "2026-01-31T12:00:00.000000Z"),
        (
            datetime(2026, 1, 31, 1, 0, 0, 7, tzinfo=timezone(timedelta(hours=9))),
            "2026-01-30T16:00:00.000007Z",
        ),
        (datetime(26, 1, 31, tzinfo=UTC), "0026-01-31T00:00:00.000000Z"),
    ],
)
def test_an_instant_is_always_written_as_long(instant: datetime, written: str) -> None:
    assert written_instant(instant) == written


def test_what_an_item_does_not_say_is_not_in_its_body() -> None:
    body = body_of(Site(key="S-1", name="Werk Süd", headcount=0))

    assert body == '{"headcount":0,"key":"S-1","name":"Werk Süd"}'


def test_a_number_that_others_could_not_count_to_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^headcount is 9007199254740992; a whole number counts"):
        body_of(Site(key="S-1", name="Works", headcount=2**53))
