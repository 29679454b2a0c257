"""Carries documents over the boundary between the worker and the process that trusts itself."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.intake.documents.read_one import read_one
from assay.intake.documents.transfer import Reading, as_json, from_json
from tests.intake.documents.files import pdf, word_of

POLICY = """\
---
title: Policy
approvals: [{name: Cy, date: 2026-01-31}]
---
# Policy

| Version | Date | Changes |
|---|---|---|
| 1 | 2026-01-31 | x |
"""


def carried(reading: Reading) -> Reading:
    return from_json(json.loads(json.dumps(as_json(reading))))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.md", POLICY.encode()),
        ("a.docx", word_of("text")),
        ("a.pdf", pdf("#set document(date: datetime(year: 2026, month: 1, day: 31))\n= Policy")),
        ("a.pdf", b""),
        ("a.md", "caf\ufffd".encode()),
    ],
)
def test_a_reading_arrives_as_it_was_sent(name: str, content: bytes) -> None:
    reading = read_one(name, content)

    assert carried(reading) == reading


def sent() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(as_json(read_one("a.md", POLICY.encode()))))
    return made


@pytest.mark.parametrize(
    "change",
    [
        {"text": ""},
        {"text": 7},
        {"size": "7"},
        {"size": True},
        {"media_type": "text/html"},
        {"blocks": [{"kind": "heading", "start": 0, "end": 10_000}]},
        {"blocks": [{"kind": "heading", "start": -5, "end": 2}]},
        {"blocks": [{"kind": "heading", "start": 2, "end": 1}]},
        {"blocks": [{"kind": "heading", "start": 0, "end": 4}] * 2},
        {
            "blocks": [
                {"kind": "table row", "start": 0, "end": 4, "cells": [{"start": 0, "end": 5}]}
            ]
        },
        {"blocks": {"kind": "heading"}},
        {"blocks": [["heading"]]},
        {"headings": [{"level": 1, "number": "", "title": "x", "start": 0, "end": 10_000}]},
        {"history": [{"on": "soon"}]},
        {"created_at": 7},
        {"declared": [{"name": "x"}]},
        {"__class__": "os"},
    ],
)
def test_what_cannot_be_true_is_refused(change: dict[str, Any]) -> None:
    held = sent()
    held["document"] |= change

    with pytest.raises(ValueError, match=r"."):
        from_json(held)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(JSON, st.sampled_from(["document", "flaws", "else"]))
def test_anything_else_is_refused_and_nothing_breaks(held: object, name: str) -> None:
    for answer in (held, {name: held}):
        try:
            reading = from_json(answer)
        except ValueError:
            continue

        assert reading == Reading()
