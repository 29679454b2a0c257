"""Event logs in XES, plain and compressed, and those that are made to do harm."""

import gzip
from pathlib import Path
from typing import Any

import pytest

from assay.domain.record_source import RecordSource
from assay.engine import unpacking
from assay.engine.freezing import freeze_population, list_unreadable
from assay.engine.population import FrozenPopulation
from assay.engine.refusal import RefusedRecordsError
from tests.engine.exports import freeze as freeze_csv
from tests.engine.exports import rows

LOG = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <global scope="event"><string key="concept:name" value="UNKNOWN"/></global>
  <string key="concept:name" value="Changes"/>
  <trace>
    <string key="concept:name" value="C-1"/>
    <string key="site" value="lyon"/>
    <event>
      <string key="concept:name" value="request"/>
      <date key="time:timestamp" value="2026-01-05T09:00:00.000+01:00"/>
      <string key="org:resource" value="ana"/>
      <string key="lifecycle:transition" value="complete"/>
    </event>
    <event>
      <string key="concept:name" value="approve"/>
      <date key="time:timestamp" value="2026-01-06T09:00:00Z"/>
      <string key="site" value="nantes"/>
      <list key="tags">
        <values><string key="a" value="x"/><string key="b" value="y"/></values>
      </list>
    </event>
  </trace>
  <trace>
    <string key="concept:name" value="C-2"/>
    <event>
      <string key="concept:name" value="request"/>
      <date key="time:timestamp" value="2026-02-05T09:00:00+01:00"/>
      <id key="identity:id" value="E-77"/>
    </event>
  </trace>
</log>
"""
SAME = """event_id,case,activity,at,actor,lifecycle,site,tags
C-1 #1,C-1,request,2026-01-05T08:00Z,ana,complete,lyon,
C-1 #2,C-1,approve,2026-01-06T09:00Z,,,nantes,x y
E-77,C-2,request,2026-02-05T08:00Z,,,,
"""


def freeze(folder: Path, content: str | bytes, **told: Any) -> FrozenPopulation:
    file = "log.xes.gz" if told.pop("packed", False) else "log.xes"
    data = content.encode() if isinstance(content, str) else content
    (folder / file).write_bytes(gzip.compress(data) if file.endswith("gz") else data)
    source = RecordSource(**{"key": "LOG", "family": "event", "file": file, **told})
    return freeze_population(source, folder, folder / "frozen log")


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_a_log_is_the_population_that_its_events_are(tmp_path: Path, *, packed: bool) -> None:
    as_csv = freeze_csv(tmp_path, SAME, family="event")

    frozen = freeze(tmp_path, LOG, packed=packed)

    assert rows(frozen, 'source_row, event_id, "case", activity, actor, lifecycle, site') == [
        (1, "C-1 #1", "C-1", "request", "ana", "complete", "lyon"),
        (2, "C-1 #2", "C-1", "approve", None, None, "nantes"),
        (3, "E-77", "C-2", "request", None, None, None),
    ]
    assert frozen.population.content_hash == as_csv.population.content_hash
    assert frozen.population.mapping["org:resource"] == "actor"
    assert frozen.population.rows_in == frozen.population.row_count == 3


def test_a_mapping_of_the_register_wins_over_what_xes_says(tmp_path: Path) -> None:
    text = LOG.replace("</event>", '<string key="org:group" value="desk"/></event>')

    frozen = freeze(tmp_path, text, mapping=("org:group = actor", "site = team"))

    assert rows(frozen, "actor, team") == [("desk", "lyon"), ("desk", "nantes"), ("desk", None)]
    assert frozen.population.mapping["org:resource"] == "org:resource"


def test_an_event_without_an_instant_is_listed(tmp_path: Path) -> None:
    text = LOG.replace('<date key="time:timestamp" value="2026-01-06T09:00:00Z"/>', "").replace(
        '<string key="concept:name" value="C-2"/>', ""
    )

    frozen = freeze(tmp_path, text)

    assert [str(each) for each in list_unreadable(frozen)] == [
        (
            "log.xes, row 2, column time:timestamp: nothing; "
            "expected at, without which it is no record."
        ),
        "log.xes, row 3, column case: nothing; expected case, without which it is no record.",
    ]
    assert (frozen.population.rows_in, frozen.population.row_count) == (3, 1)


BOMB = LOG.replace(
    "<log ",
    '<!DOCTYPE log [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\n<log ',
)
OUTSIDE = LOG.replace("<log ", '<!DOCTYPE log SYSTEM "file:///etc/passwd">\n<log ')
WITHOUT_TIMES = LOG.replace("time:timestamp", "when")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "log.xes: nothing in it; expected a row of headings."),
        (BOMB, "log.xes: the log declares entities (<!DOCTYPE); expected an event log in XES."),
        (OUTSIDE, "log.xes: the log declares entities (<!DOCTYPE); expected an event log in XES."),
        (
            LOG[:900],
            "log.xes: the log is XML that is broken at line 20; expected an event log in XES.",
        ),
        ("<log></log>", "log.xes: no event in it; expected an event log in XES."),
        (
            WITHOUT_TIMES.replace("2026-0", "week "),
            (
                "log.xes: the columns are case, event id, site, concept:name, when, org:resource, "
                "lifecycle:transition, tags; expected at among them, or a mapping to it."
            ),
        ),
    ],
    ids=["empty", "entities", "outside", "cut off", "no event", "no timestamps"],
)
def test_a_log_that_cannot_be_read_is_refused_by_name(
    tmp_path: Path, content: str, said: str
) -> None:
    with pytest.raises(RefusedRecordsError) as refused:
        freeze(tmp_path, content)

    assert str(refused.value) == said


def test_a_log_for_another_family_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedRecordsError) as refused:
        freeze(tmp_path, LOG, family="change")

    assert str(refused.value) == (
        "log.xes: an event log for the family change; expected the family event."
    )


def test_what_was_packed_to_burst_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "_RATIO_MATTERS_FROM", 1 << 20)
    # As large, and no bomb: what is no repetition shrinks less.
    with pytest.raises(RefusedRecordsError) as refused:
        freeze(tmp_path, b"<log>" + b" " * (8 << 20), packed=True)

    said = str(refused.value)
    assert said.startswith("log.xes.gz: a gzip file that unpacks to more than ")
    assert said.endswith(" times its size; expected at most 300 times, and 16 GB.")


def test_a_packed_file_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    packed = gzip.compress(LOG.encode())
    (tmp_path / "log.xes.gz").write_bytes(packed[:-12])
    source = RecordSource(key="LOG", family="event", file="log.xes.gz")

    with pytest.raises(RefusedRecordsError) as refused:
        freeze_population(source, tmp_path, tmp_path / "frozen")

    assert str(refused.value) == (
        "log.xes.gz: a gzip file that is cut off or damaged; expected a whole file."
    )
