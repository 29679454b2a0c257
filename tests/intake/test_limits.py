"""Runs a reader over other people's files in a process that may fail without harm."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from assay.domain.problem import Place, Problem
from assay.intake import limits
from assay.intake.limits import (
    Ending,
    Limits,
    Outcome,
    WorkerNotStartedError,
    read_within_limits,
)
from tests.intake.misbehaving_readers import do_as_told, read_length

TIGHT = Limits(seconds=1, memory_mb=256, answer_mb=1)
LEISURELY = Limits(seconds=60, memory_mb=256, answer_mb=1)

only_where_limits_are = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux enforces every limit"
)


def outcomes(*orders: str, within: Limits = LEISURELY, workers: int = 1) -> list[Outcome[str]]:
    return list(read_within_limits(do_as_told, orders, limits=within, workers=workers))


def troubles(*orders: str, within: Limits = LEISURELY) -> list[str]:
    return [outcome.trouble for outcome in outcomes(*orders, within=within)]


def answers(*orders: str) -> list[object]:
    return [outcome.answer for outcome in outcomes(*orders)]


def test_answers_come_in_the_order_of_the_tasks() -> None:
    texts = ["x" * length for length in range(50)]

    read = list(read_within_limits(read_length, texts, workers=2))

    assert [(outcome.task, outcome.answer) for outcome in read] == [(t, len(t)) for t in texts]


def test_nothing_to_read_starts_nothing() -> None:
    assert outcomes() == []


@pytest.mark.parametrize("json", ["null", "[1, [2.5, true]]", '{"a": "\\u00e9\\ud83d\\ude00"}'])
def test_what_json_can_hold_comes_back(json: str) -> None:
    (outcome,) = outcomes(f"answer {json}")

    assert (outcome.ending, outcome.trouble) == (Ending.ANSWERED, "")
    assert outcome.answer == do_as_told(f"answer {json}")


def test_one_worker_reads_many_files() -> None:
    assert len(set(map(str, answers("pid", "pid", "fail x", "pid")))) == 2  # one pid, one None


@pytest.mark.parametrize(
    ("order", "trouble"),
    [
        ("hang", "reading it took more than 1 s and was stopped"),
        ("half", "reading it took more than 1 s and was stopped"),
        ("spin", "reading it took more than 1 s and was stopped"),
    ],
)
def test_a_reader_that_never_ends_is_stopped_and_the_rest_is_read(order: str, trouble: str) -> None:
    assert troubles("answer 1", order, "answer 2", within=TIGHT) == ["", trouble, ""]


@pytest.mark.parametrize(
    ("order", "trouble"),
    [
        pytest.param(
            "eat", "reading it takes more than 256 MB of memory", marks=only_where_limits_are
        ),
        ("crash", "the reader crashed on it (SIGSEGV)"),
        ("nonsense", "the reader crashed on it (SIGKILL)"),
        ("leave 7", "the reader crashed on it (exit 7)"),
        ("leave 0", "the reader crashed on it (exit 0)"),
        ("fail x", "the reader failed on it (KeyError: 'x')"),
        ("long 2000000", "what it holds comes to more than 1 MB"),
    ],
)
def test_a_file_that_breaks_its_reader_is_named_and_the_rest_is_read(
    order: str, trouble: str
) -> None:
    assert troubles("answer 1", order, "answer 2") == ["", trouble, ""]


def test_many_bad_files_in_a_row_are_each_named() -> None:
    orders = [f"leave {status}" for status in range(5)]

    assert troubles(*orders) == [f"the reader crashed on it (exit {n})" for n in range(5)]


@only_where_limits_are
def test_a_worker_that_nobody_watches_ends_by_its_own_processor_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits._Worker, "stop_if_late", lambda _: None)

    (outcome,) = outcomes("spin", within=Limits(seconds=0.1))

    assert outcome.trouble == "reading it took more than 0.1 s and was stopped"


def test_what_a_reader_prints_is_no_answer() -> None:
    assert answers("print hello", "answer 1") == [None, 1]


def test_half_of_a_surrogate_pair_arrives_as_it_is() -> None:
    assert answers("surrogate") == ["\ud800"]


def test_secrets_of_the_environment_stay_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_PASSWORD", "hunter2")

    (names,) = answers("environment")

    assert "DATABASE_PASSWORD" not in str(names)


@only_where_limits_are
def test_nothing_can_be_written(tmp_path: Path) -> None:
    planted = tmp_path / "planted"

    (trouble,) = troubles(f"write {planted}")

    assert trouble == "the reader failed on it (OSError: [Errno 27] File too large)"
    assert planted.read_bytes() == b""


@only_where_limits_are
@pytest.mark.skipif(os.geteuid() == 0, reason="root may always start processes")
def test_no_process_can_be_started() -> None:
    assert outcomes("process")[0].ending is Ending.FAILED


@only_where_limits_are
def test_only_so_many_files_can_be_open() -> None:
    (trouble,) = troubles("files")

    assert trouble == "the reader failed on it (OSError: [Errno 24] Too many open files)"


def test_results_come_while_later_tasks_are_still_unread() -> None:
    drawn: list[int] = []

    def endless() -> Iterator[str]:
        for number in range(1_000_000):
            drawn.append(number)
            yield "answer 1"

    reading = read_within_limits(do_as_told, endless())
    first = next(reading)
    reading.close()

    assert first.answer == 1
    assert len(drawn) < 10


def test_leaving_half_way_stops_a_hanging_worker() -> None:
    reading = read_within_limits(do_as_told, ["answer 1", "hang", "hang", "hang"])
    first = next(reading)

    reading.close()  # would wait for a minute otherwise

    assert first.answer == 1


def test_a_worker_that_cannot_start_is_a_bug_and_no_files_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    module = ModuleType("known_only_here")
    exec("def read(task): return task", module.__dict__)  # noqa: S102
    monkeypatch.setitem(sys.modules, "known_only_here", module)

    with pytest.raises(WorkerNotStartedError, match="No module named 'known_only_here'"):
        list(read_within_limits(module.read, ["anything"]))


def test_an_outcome_names_its_file() -> None:
    answered, failed = outcomes("answer 1", "fail x")

    assert answered.problem("a.pdf") is None
    assert failed.problem("b.pdf") == Problem(
        Place("b.pdf"),
        "the reader failed on it (KeyError: 'x')",
        "a file that its reader can follow",
    )
