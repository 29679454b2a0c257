"""A ledger written as a folder and read again is the same ledger, entry for entry."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assay.domain.case import Case
from assay.domain.document import Document
from assay.domain.file import File
from assay.domain.item import Item, registers
from assay.domain.risk import Risk
from assay.domain.site import Site
from assay.intake.folder.read import FolderReading, read_folder
from assay.ledger.entry import Author, retiring, saying
from assay.ledger.ledger import Ledger
from assay.output.folder import render_folder
from tests.lib.any_item import any_item, any_items

ANA = Author("ana", "isms lead")
THEN = datetime(2026, 3, 1, 9, tzinfo=UTC)
LATER = THEN + timedelta(days=300)
TABLES = [kind for kind in registers().values() if kind not in {Case, File}]


def written_and_read(ledger: Ledger, contents: dict[str, bytes]) -> FolderReading:
    with TemporaryDirectory() as name:
        folder = Path(name)
        for path, content in render_folder(ledger.dossier(), lambda file: contents[file.key]):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        return read_folder(folder, by=Author("bo", "reader"), recorded_at=LATER)


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """Draw a ledger with a history: items said, said otherwise, retired."""
    ledger = Ledger("somewhere")
    kinds = draw(st.lists(st.sampled_from(TABLES), min_size=1, max_size=4, unique=True))
    for step, kind in enumerate(kinds):
        items: list[Item] = draw(any_items(kind))
        again = [draw(any_item(kind)).changed(key=item.key) for item in items[:1]]
        statements = [
            *(saying(item, "first") for item in items),
            *(saying(item, "again") for item in again),
            *(retiring(item) for item in items[1:2]),
        ]
        ledger.append(statements, by=ANA, recorded_at=THEN + timedelta(hours=step))
    return ledger


@pytest.mark.row("R-235")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ledgers())
def test_any_ledger_survives(ledger: Ledger) -> None:
    read = written_and_read(ledger, {})

    assert read.problems == ()
    assert read.ledger.entries == ledger.entries


@pytest.mark.row("R-235", "R-151")
def test_files_come_back_as_the_bytes_they_were() -> None:
    content = b"# Access policy\n\nAccess is reviewed.\n"
    ledger = Ledger("somewhere")
    file = File(key="documents/a/POL-01.md", sha256=sha256(content).hexdigest(), size=len(content))
    ledger.append([saying(file)], by=ANA, recorded_at=THEN)

    read = written_and_read(ledger, {file.key: content})

    assert read.ledger.entries == ledger.entries
    assert read.texts["documents/a/POL-01.md"].text.startswith("Access policy")


@pytest.mark.row("R-235", "R-151")
def test_one_changed_byte_becomes_an_entry() -> None:
    content = b"Access is reviewed."
    ledger = Ledger("somewhere")
    file = File(key="documents/POL-01.txt", sha256=sha256(content).hexdigest(), size=len(content))
    ledger.append([saying(file)], by=ANA, recorded_at=THEN)

    read = written_and_read(ledger, {file.key: b"Access is reviewed!"})

    new = read.ledger.entries[-1]
    assert read.recorded == 1
    assert (new.seq, new.key, new.by.name) == (2, "documents/POL-01.txt", "bo")
    assert read.dossier()[File][file.key].sha256 == sha256(b"Access is reviewed!").hexdigest()


def folder_with(folder: Path, **registers_in_it: str) -> FolderReading:
    (folder / "registers").mkdir(exist_ok=True)
    (folder / "assay.toml").write_text('organisation = "somewhere"\n')
    for name, content in registers_in_it.items():
        (folder / "registers" / f"{name}.csv").write_text(content)
    return read_folder(folder, by=ANA, recorded_at=LATER)


def exported(folder: Path, ledger: Ledger) -> None:
    for path, content in render_folder(ledger.dossier(), lambda _: b""):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


@pytest.fixture
def two_sites(tmp_path: Path) -> Path:
    ledger = Ledger("somewhere")
    sites = [Site(key="S1", name="Utrecht"), Site(key="S2", name="Porto")]
    ledger.append([saying(site) for site in sites], by=ANA, recorded_at=THEN)
    exported(tmp_path, ledger)
    return tmp_path


def test_a_folder_without_history_is_said_when_it_is_read(tmp_path: Path) -> None:
    read = folder_with(tmp_path, sites="key,name\nS1,Utrecht\n")

    assert read.recorded == 0
    assert [(e.key, e.recorded_at, e.by) for e in read.ledger.entries] == [("S1", LATER, ANA)]


@pytest.mark.row("R-309")
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("sites.json", '[{"key": "S1", "name": "Utrecht"}]'),
        ("sites.jsonl", '{"key": "S1", "name": "Utrecht"}\n'),
        ("sites.md", "| key | name |\n|-----|------|\n| S1 | Utrecht |\n"),
        ("sites.txt", "key\tname\nS1\tUtrecht\n"),
    ],
)
def test_registers_come_in_other_forms_too(tmp_path: Path, name: str, content: str) -> None:
    folder_with(tmp_path)
    (tmp_path / "registers" / name).write_text(content)

    read = folder_with(tmp_path)

    assert read.problems == ()
    assert read.dossier()[Site] == {"S1": Site(key="S1", name="Utrecht")}


def test_an_edited_row_becomes_one_entry(two_sites: Path) -> None:
    read = folder_with(two_sites, sites="key,name\nS1,Utrecht\nS2,Lisboa\n")

    new = read.ledger.entries[read.recorded :]
    assert [(entry.key, entry.body) for entry in new] == [("S2", '{"key":"S2","name":"Lisboa"}')]


def test_a_missing_row_retires_its_item(two_sites: Path) -> None:
    read = folder_with(two_sites, sites="key,name\nS1,Utrecht\n")

    assert list(read.dossier()[Site]) == ["S1"]
    assert read.ledger.entries[-1].retires


def test_a_missing_file_retires_nothing(two_sites: Path) -> None:
    (two_sites / "registers" / "sites.csv").unlink()

    read = folder_with(two_sites)

    assert list(read.dossier()[Site]) == ["S1", "S2"]


def test_a_file_that_was_not_read_to_the_end_retires_nothing(two_sites: Path) -> None:
    read = folder_with(two_sites, sites="key,name,headcount\nS1,Utrecht,many\n")

    assert list(read.dossier()[Site]) == ["S1", "S2"]
    assert [str(problem) for problem in read.problems] == [
        "registers/sites.csv, row 2, column headcount: 'many'; expected a whole number such as 12."
    ]


def test_front_matter_speaks_for_documents_that_no_register_lists(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "access.md").write_text(
        "---\nid: POL-07\ntitle: Access control\nversion: '2.1'\napproved by: ana\n"
        "approval date: 2026-02-03\n---\n\n# Access control\n\nAccess is reviewed.\n"
    )

    read = folder_with(tmp_path)

    document = read.dossier()[Document]["POL-07"]
    assert (document.title, document.version, document.approver) == (
        "Access control",
        "2.1",
        "ana",
    )
    assert str(document.approved_on) == "2026-02-03"
    assert document.file == "documents/access.md"


def test_a_register_outweighs_front_matter(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "access.md").write_text("---\nid: POL-07\ntitle: Old\n---\n\nText.\n")

    read = folder_with(tmp_path, documents="key,title\nPOL-07,Access control\n")

    assert read.dossier()[Document]["POL-07"].title == "Access control"


def test_what_a_ledger_says_of_another_organisation_is_refused(two_sites: Path) -> None:
    (two_sites / "assay.toml").write_text('organisation = "elsewhere"\n')

    with pytest.raises(Exception, match="it belongs to somewhere, this is the ledger of elsewhere"):
        read_folder(two_sites, by=ANA, recorded_at=LATER)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("riskz", "registers/riskz.csv: no register is called so; expected one of "),
        ("files", "registers/files.csv: files in a table; expected files as files under"),
        ("site", "registers/sites.csv: a second file beside registers/site.csv; expected one"),
    ],
)
def test_a_register_file_that_is_none_is_named(tmp_path: Path, name: str, said: str) -> None:
    read = folder_with(tmp_path, **{name: "key\n1\n", "sites": "key,name\nS1,Utrecht\n"})

    assert any(str(problem).startswith(said) for problem in read.problems)


def test_unknown_words_in_the_manifest_are_named(tmp_path: Path) -> None:
    (tmp_path / "assay.toml").write_text(
        'organisation = "somewhere"\nprofil = "x"\n[case.a]\nname = "A"\nstage1_on = "soon"\n'
        'time_zone = "Mars/Base"\n'
    )

    read = read_folder(tmp_path, by=ANA, recorded_at=LATER)

    assert "\n".join(str(problem) for problem in read.problems) == (
        "assay.toml, column profil: there is profil; expected only organisation, case, columns.\n"
        "assay.toml, column case.a.stage1_on: 'soon'; "
        "expected input should be a valid date or datetime, input is too short."
    )


def test_risks_keep_their_scores(tmp_path: Path) -> None:
    read = folder_with(tmp_path, risks="No;Risk;L;I;Score\nR-1;Fire;2;3;6\n")

    risk = read.dossier()[Risk]["R-1"]
    assert (risk.title, risk.likelihood, risk.impact, risk.score) == ("Fire", 2, 3, 6)
