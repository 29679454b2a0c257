"""Where readings are kept between two runs, and how to have none kept."""

from pathlib import Path

import pytest

from assay.cli.kept import kept_readings


def test_they_are_kept_where_the_person_keeps_such_things(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    assert kept_readings() == tmp_path / "assay"


@pytest.mark.parametrize("named", ["", "here"])
def test_a_relative_name_is_ignored(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", named)

    assert kept_readings() == Path.home() / ".cache" / "assay"


@pytest.mark.parametrize("said", ["no", "No", "0", "off", "false"])
def test_whoever_wants_nothing_kept_says_so(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSAY_KEEP", said)

    assert kept_readings() is None
