"""A new register costs one module: nothing has to be told that it is there.

The module is put beside the others in an interpreter of its own, so that no
other test meets a noun that the product does not have.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SPANNER = '''
"""A spanner."""

from decimal import Decimal
from typing import Annotated

from assay.domain.item import Also, Item, PersonRef


class Spanner(Item, register="spanner"):
    """One spanner."""

    length: Decimal | None = None
    owner: Annotated[PersonRef, Also("keeper")] = ""
'''

RUN = """
import sys
import assay.domain
assay.domain.__path__.append(sys.argv.pop(1))
"""

# As people keep it: a title above, their own names, semicolons, a decimal comma.
REGISTER = "Spanners of the shop;;\n;;\nNo;Length;Keeper\nS-1;12,5;ana\nS-2;;\n"


@pytest.fixture
def nouns(tmp_path: Path) -> Path:
    """Return a folder whose one module is a register that the product does not know."""
    folder = tmp_path / "nouns"
    folder.mkdir()
    (folder / "spanner.py").write_text(SPANNER, encoding="utf-8")
    return folder


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Return the folder of an organisation that keeps such a register."""
    folder = tmp_path / "shop"
    (folder / "registers").mkdir(parents=True)
    (folder / "assay.toml").write_text('organisation = "shop"\n', encoding="utf-8")
    (folder / "registers" / "spanners.csv").write_text(REGISTER, encoding="utf-8")
    return folder


def run(nouns: Path, script: str, *words: object) -> str:
    command = [sys.executable, "-c", RUN + script, str(nouns), *map(str, words)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)  # noqa: S603
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_it_is_read_from_a_folder_and_shown(nouns: Path, shop: Path) -> None:
    script = "from assay.cli.main import run; run()"

    shown = run(nouns, script, "show", shop, "spanners", "--json")

    assert json.loads(shown) == [
        {"key": "S-1", "site": "", "length": "12.5", "owner": "ana"},
        {"key": "S-2", "site": "", "length": None, "owner": ""},
    ]


def test_it_is_written_into_a_folder(nouns: Path) -> None:
    script = """
from datetime import UTC, datetime
from assay.domain.spanner import Spanner
from assay.ledger.entry import Author, saying
from assay.ledger.ledger import Ledger
from assay.output.folder import render_folder

ledger = Ledger("shop")
said = [saying(Spanner(key="S-1", length="12.5", owner="ana"))]
ledger.append(said, by=Author("ana", "lead"), recorded_at=datetime(2026, 1, 31, tzinfo=UTC))
files = dict(render_folder(ledger.dossier(), lambda file: b""))
sys.stdout.write(files["registers/spanners.csv"].decode())
"""

    written = run(nouns, script)

    assert written == "key,length,owner\nS-1,12.5,ana\n"


def test_it_is_among_the_registers_of_the_product(nouns: Path) -> None:
    script = "from assay.domain.item import registers; sys.stdout.write(' '.join(registers()))"

    assert "spanner" in run(nouns, script).split()
