"""Records are counted from their files: how many, on which days, where."""

from datetime import date
from pathlib import Path

from assay.domain.record_source import RecordSource
from assay.domain.record_summary import Stretch
from assay.intake.records.summaries import CountedRecords, count_records

INCIDENTS = RecordSource(key="incidents", family="incident", file="records/incidents.csv")


def counted(folder: Path, content: str, source: RecordSource = INCIDENTS) -> CountedRecords:
    (folder / "records").mkdir()
    (folder / source.file).write_text(content)
    return count_records(folder, [source])


def test_counts_by_day_site_and_system(tmp_path: Path) -> None:
    found = counted(
        tmp_path,
        "incident_id,severity,detected_at,system,site\n"
        "INC-1,high,2026-01-05T08:00:00+01:00,crm,S1\n"
        "INC-2,low,2026-01-05T09:00:00+01:00,crm,S2\n"
        "\n"
        "INC-3,low,2026-03-01T09:00:00+01:00,,S2\n",
    )

    (summary,) = found.summaries
    assert summary.whole == Stretch(3, date(2026, 1, 5), date(2026, 3, 1))
    assert summary.days == {date(2026, 1, 5): 2, date(2026, 3, 1): 1}
    assert summary.by == {
        "site": {
            "S1": Stretch(1, date(2026, 1, 5), date(2026, 1, 5)),
            "S2": Stretch(2, date(2026, 1, 5), date(2026, 3, 1)),
        },
        "system": {"crm": Stretch(2, date(2026, 1, 5), date(2026, 1, 5))},
    }


def test_other_headings_are_read_through_the_mapping_of_the_source(tmp_path: Path) -> None:
    source = INCIDENTS.changed(
        mapping=("Ticket = incident_id", "Priority=severity", "Opened at = detected_at")
    )

    found = counted(tmp_path, "Export;;\nTicket;Priority;Opened at\nINC-1;P1;2026-01-05\n", source)

    assert found.summaries[0].whole == Stretch(1, date(2026, 1, 5), date(2026, 1, 5))


def test_a_row_without_a_readable_day_counts_on_no_day(tmp_path: Path) -> None:
    found = counted(
        tmp_path, "incident_id,severity,detected_at\nINC-1,high,soon\nINC-2,high,2026-01-05\n"
    )

    (summary,) = found.summaries
    assert (summary.whole.count, summary.unreadable) == (2, 1)
    assert summary.within(date(2026, 1, 1), date(2026, 1, 31)) == 1


def test_a_file_without_the_familys_columns_is_named(tmp_path: Path) -> None:
    found = counted(tmp_path, "a,b\n1,2\n")

    assert [str(problem) for problem in found.problems] == [
        (
            "records/incidents.csv: no row of headings; "
            "expected the columns incident_id, severity, detected_at."
        )
    ]


def test_a_source_whose_file_is_not_there_is_no_summary(tmp_path: Path) -> None:
    assert count_records(tmp_path, [INCIDENTS]) == CountedRecords((), ())


def test_incidents_are_known_by_their_key_because_risks_refer_to_them(tmp_path: Path) -> None:
    found = counted(
        tmp_path,
        "incident_id,severity,detected_at\nINC-1,high,2026-01-05\nINC-2,low,soon\n,low,2026-01-06\n",
    )

    assert found.summaries[0].named == {"INC-1": date(2026, 1, 5), "INC-2": None}


def test_records_that_nothing_refers_to_are_only_counted(tmp_path: Path) -> None:
    source = RecordSource(key="changes", family="change", file="records/changes.csv")

    found = counted(
        tmp_path, "change_id,kind,requested_at,requested_by\nC-1,normal,2026-01-05,ana\n", source
    )

    assert (found.summaries[0].whole.count, found.summaries[0].named) == (1, {})
