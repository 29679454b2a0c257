"""``assay import`` and ``assay export``: a folder into the store and out again.

Each command runs in a process of its own, for a store is opened once a process.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_demo import bytes_of


def assay(home: Path, *words: object) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "assay.cli.main", *map(str, words)],
        env={**environment, "ASSAY_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.row("R-235")
def test_a_folder_comes_out_as_it_went_in(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"

    taken_in = assay(home, "import", folder)
    given_out = assay(home, "export", tmp_path / "again")

    assert taken_in.returncode == 0, taken_in.stderr
    assert taken_in.stdout == (
        "tinker: 5 entries of its history taken over, 0 new ones, 0 files kept.\n"
    )
    assert given_out.returncode == 0, given_out.stderr
    assert bytes_of(tmp_path / "again") == bytes_of(folder)
    verified = assay(home, "ledger", "verify")
    assert verified.stdout.startswith("tinker: 5 entries fit, 0 files are what was recorded.\n")


def test_importing_twice_says_nothing_new(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"

    assay(home, "import", folder)
    again = assay(home, "import", folder)

    assert again.stdout == (
        "tinker: 0 entries of its history taken over, 0 new ones, 0 files kept.\n"
    )


def test_unreadable_material_is_not_taken_in(folder: Path, tmp_path: Path) -> None:
    (folder / "registers" / "sites.csv").write_text("key,name,headcount\nS1,Porto,many\n")

    ran = assay(tmp_path / "home", "import", folder)

    assert ran.returncode == 2
    assert ran.stderr.endswith("Nothing was imported.\n")
    assert assay(tmp_path / "home", "export", tmp_path / "out").returncode == 5


def test_a_folder_without_a_manifest_needs_a_name(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    (plain / "registers").mkdir(parents=True)
    (plain / "registers" / "sites.csv").write_text("key,name\nS1,Porto\n")

    refused = assay(tmp_path / "home", "import", plain)
    named = assay(tmp_path / "home", "import", plain, "--organisation", "tinker")

    assert refused.returncode == 2
    assert (
        named.stdout == "tinker: 0 entries of its history taken over, 1 new ones, 0 files kept.\n"
    )


def test_a_folder_without_history_says_only_what_is_new(tmp_path: Path) -> None:
    plain, home = tmp_path / "plain", tmp_path / "home"
    (plain / "registers").mkdir(parents=True)
    (plain / "assay.toml").write_text('organisation = "tinker"\n')
    sites = plain / "registers" / "sites.csv"

    sites.write_text("key,name\nS1,Porto\nS2,Utrecht\n")
    first = assay(home, "import", plain)
    sites.write_text("key,name\nS1,Porto\nS2,Lisboa\n")
    second = assay(home, "import", plain)
    third = assay(home, "import", plain)

    said = [ran.stdout.partition(": ")[2].strip() for ran in (first, second, third)]
    assert said == [
        "0 entries of its history taken over, 2 new ones, 0 files kept.",
        "0 entries of its history taken over, 1 new ones, 0 files kept.",
        "0 entries of its history taken over, 0 new ones, 0 files kept.",
    ]
