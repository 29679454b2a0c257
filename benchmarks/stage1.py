"""``assay stage1`` on the demo folders, and the checks at 10,000 documents and 100 sites.

Run it with ``python benchmarks/stage1.py``.  The first part starts the command
as somebody types it: once with nothing kept from an earlier run, then again.
The yardstick of that part is what no reader of such a folder can do without: a
fresh interpreter that loads pydantic and typer, reads every byte and parses
every line of the history.  The second part makes up a large organisation in
memory; its yardstick is one ``json.loads`` of each entry, in the same process.
The bars: a demo folder in under 1 s once read before, the large organisation in
under 10 s.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))
from assay.assessment.stage1 import assess_stage1
from assay.assessment.stage1_sheets import stage1_sheets
from assay.checks.material import Material
from assay.checks.registry import all_checks
from assay.demo.folder import USUAL_DAY, USUAL_SEED, draft_organisation, render_demo
from assay.domain.approval import Approval
from assay.domain.document import Document, DocumentType
from assay.domain.document_version import DocumentVersion
from assay.domain.item import Item
from assay.domain.organisation import Organisation
from assay.domain.person import Person
from assay.domain.risk import Risk
from assay.domain.scope import VersionStatus
from assay.domain.site import Site
from assay.domain.soa_row import Applicability, ControlStatus, SoaRow
from assay.ledger.entry import Author, saying
from assay.ledger.ledger import Ledger
from assay.output.folder import write_folder
from assay.output.stage1 import stage1_as_json
from assay.standards.load import load_profile, load_standard

SOURCE = Path(__file__).parents[1] / "src"
BAR_OF_DEMO, BAR_OF_LARGE = 1.0, 10.0
RUNS = 5
SITES, DOCUMENTS, RISKS, PEOPLE = 100, 10_000, 5_000, 2_000
AS_OF = date(2026, 1, 31)
LEAST = """
import pathlib, sys
import pydantic, typer
from pydantic_core import from_json
for path in pathlib.Path(sys.argv[1]).rglob("*"):
    if path.is_file():
        content = path.read_bytes()
        if path.name == "ledger.jsonl":
            lines = [from_json(line) for line in content.splitlines()]
"""


def main() -> int:
    demos = [measure_demo(name) for name in ("cloud", "factory")]
    large = measure_large()
    return int(max(demos) > BAR_OF_DEMO or large > BAR_OF_LARGE)


def measure_demo(name: str) -> float:
    """Return how long the command takes on a demo folder that was read before."""
    with TemporaryDirectory() as place:
        folder = Path(place, name)
        draft = draft_organisation(name, seed=USUAL_SEED, as_of=USUAL_DAY, scale=1, defects=())
        write_folder(folder, render_demo(draft))
        env = os.environ | {"XDG_CACHE_HOME": f"{place}/kept", "PYTHONPATH": str(SOURCE)}
        command = [sys.executable, "-m", "assay.cli.main", "stage1", str(folder)]
        plain = [sys.executable, "-c", LEAST, str(folder)]
        first = timed(lambda: run(command, env))
        again = min(timed(lambda: run(command, env)) for _ in range(RUNS))
        least = min(timed(lambda: run(plain, env)) for _ in range(RUNS))
    print(
        f"assay stage1, {name}: first {first:.2f} s, again {again:.2f} s "
        f"({again / least:.1f} x reading alone, {least:.2f} s); bar {BAR_OF_DEMO:.0f} s"
    )
    return again


def run(command: list[str], env: dict[str, str]) -> None:
    subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)


def measure_large() -> float:
    """Return how long the checks and their sheets take on a large organisation."""
    ledger = Ledger("large")
    ana = Author("ana", "isms lead")
    ledger.append(map(saying, large()), by=ana, recorded_at=datetime(2025, 1, 15, 9, tzinfo=UTC))
    standard, profile = load_standard("iso27001-2022"), load_profile("isms-typical")
    material = Material(ledger.dossier(), AS_OF, (standard,), profile, {}, ())
    all_checks()
    least = timed(lambda: [json.loads(entry.body or "null") for entry in ledger.entries])
    slowest: dict[str, float] = {}
    for line in standard.checks:
        check = all_checks()[line.check]
        slowest[check.name] = timed(lambda check=check: check.run(material))  # type: ignore[misc]
    fresh = Material(ledger.dossier(), AS_OF, (standard,), profile, {}, ())
    found = 0

    def whole() -> None:
        nonlocal found
        stage1 = assess_stage1(fresh)
        found = len(stage1.proposals)
        stage1_as_json(stage1, stage1_sheets(stage1, fresh))

    taken = timed(whole)
    print(
        f"{DOCUMENTS:,} documents, {RISKS:,} risks, {SITES} sites, "
        f"{len(ledger.entries):,} entries: {len(standard.checks)} checks and sheets {taken:.2f} s "
        f"({taken / least:.1f} x json.loads of the entries, {least:.2f} s), "
        f"{found:,} findings; bar {BAR_OF_LARGE:.0f} s"
    )
    for name, seconds in sorted(slowest.items(), key=lambda each: -each[1])[:5]:
        print(f"  {name}: {seconds:.2f} s")
    return taken


def large() -> Iterator[Item]:
    """Yield the items of an organisation of a hundred sites."""
    sites = [f"S{number:03}" for number in range(SITES)]
    yield Organisation(key="large", name="Large", climate_is_relevant=False, climate_reason="No")
    yield from (Site(key=site, name=f"Site {site}") for site in sites)
    people = [f"p{number}" for number in range(PEOPLE)]
    for number, person in enumerate(people):
        yield Person(key=person, name=f"Person {number}", site=sites[number % SITES])
    for control in load_standard("iso27001-2022").controls:
        yield SoaRow(
            key=control.number,
            applicability=Applicability.INCLUDED,
            justification=f"Needed for what site S{len(control.number):03} does.",
            status=ControlStatus.OPERATING,
            families=("access_review",),
        )
    yield from chain.from_iterable(paper(number, people, sites) for number in range(DOCUMENTS))
    for number in range(RISKS):
        yield Risk(
            key=f"R-{number}",
            title=f"Item {number % 97} of line {number % 89} is lost at site {number % SITES}",
            describes=f"Somebody of shift {number % 7} takes tray {number} to dock {number % 53}.",
            owner=people[number % PEOPLE],
            likelihood=1 + number % 5,
            impact=1 + number % 4,
            site=sites[number % SITES],
        )


def paper(number: int, people: list[str], sites: list[str]) -> Iterator[Item]:
    """Yield one document with its two versions and its approval."""
    key, approver = f"D-{number:05}", people[number % PEOPLE]
    approved_on = AS_OF - timedelta(number % 1_000)
    yield Document(
        key=key,
        title=f"Instruction {number}",
        type=DocumentType.PROCEDURE if number % 3 else DocumentType.INSTRUCTION,
        status=VersionStatus.APPROVED,
        version="2.0",
        owner=approver,
        author=people[(number + 1) % PEOPLE],
        approver=approver,
        approved_on=approved_on,
        controls=("A.5.1",),
        staff_facing=True,
        site=sites[number % SITES],
    )
    for version, age in (("1.0", 400), ("2.0", 0)):
        yield DocumentVersion(
            key=f"{key} / {version}",
            document=key,
            version=version,
            created_on=approved_on - timedelta(age),
        )
    yield Approval(
        key=f"{key} / 2.0 / {approver}",
        document=key,
        version="2.0",
        by=approver,
        approved_on=approved_on,
    )


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
