"""Where the store keeps its things on this machine."""

from pathlib import Path

import pytest

from assay.store.home import home_directory


@pytest.mark.parametrize(
    ("environ", "platform", "expected"),
    [
        ({"ASSAY_HOME": "/srv/assay"}, "linux", "/srv/assay"),
        ({"ASSAY_HOME": "~/dossiers"}, "linux", "/home/ana/dossiers"),
        ({"XDG_DATA_HOME": "/home/ana/data"}, "linux", "/home/ana/data/assay"),
        ({}, "linux", "/home/ana/.local/share/assay"),
        ({}, "darwin", "/home/ana/Library/Application Support/Assay"),
        ({"LOCALAPPDATA": "/home/ana/Local"}, "win32", "/home/ana/Local/Assay"),
        ({}, "win32", "/home/ana/AppData/Local/Assay"),
    ],
)
def test_each_system_has_its_place(
    environ: dict[str, str], platform: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/home/ana")

    assert home_directory(environ, platform) == Path(expected)
