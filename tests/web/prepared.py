"""A store with both demo organisations, assessed; made once for a state of the source.

Making it takes a minute of work, so it is kept beside pytest's own cache and copied.
Processes of one run wait for the one that makes it.  Run as a script, apart from the tests
and their settings, it assesses an organisation in the store that its environment names.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[2]
ASSAY = (sys.executable, "-m", "assay.cli.main")
ORGANISATIONS = {"cloud": "quillmark", "factory": "corvane"}
FLAWS = {"cloud": ("team-deploys-without-change",), "factory": ("order-without-enquiry",)}
"""What is planted, so that there is something to find."""

PAST = date(2026, 3, 1)
"""A day of the cloud company on which little was known; it is assessed as well."""

MOST_KEPT = 3
_OF_PAGES = ("web", "api", "cli")


def environ_of(home: Path) -> dict[str, str]:
    """Return what a process needs to keep everything in one folder."""
    kept = {"PATH", "TZ", "LANG"}
    own = {"ASSAY_HOME": str(home), "DATABASE_URL": "", "ASSAY_KEEP": "no", "ASSAY_DEBUG": ""}
    return {name: value for name, value in os.environ.items() if name in kept} | own


def run(environ: dict[str, str], *words: object) -> str:
    """Run a command of Assay and return what it printed."""
    return _run(environ, *ASSAY, *words)


def prepared_store(cache: Path) -> Path:
    """Return the folder of the store of this state of the source; make it where there is none."""
    cache.mkdir(parents=True, exist_ok=True)
    folder = cache / _fingerprint()
    with _alone(cache / "lock"):
        if not folder.exists():
            unfinished = cache / "unfinished"
            shutil.rmtree(unfinished, ignore_errors=True)
            _make(unfinished)
            (unfinished / "home").replace(folder)
            shutil.rmtree(unfinished)
        folder.touch()
        _let_go(cache, folder)
    return folder


def _make(folder: Path) -> None:
    """Make both organisations at once, take them in one by one, and assess both at once."""
    environ = environ_of(folder / "home")
    with ThreadPoolExecutor() as both:
        list(both.map(lambda name: _demo(environ, folder, name), ORGANISATIONS))
        for name in ORGANISATIONS:
            run(environ, "import", folder / name)
        assess = (sys.executable, "-P", __file__)
        # The tables of people, jobs and results are made before two ask for them at once.
        _run(environ, *assess)
        list(both.map(lambda name: _run(environ, *assess, name), ORGANISATIONS.values()))


def _demo(environ: dict[str, str], folder: Path, name: str) -> None:
    flaws = [word for each in FLAWS[name] for word in ("--defect", each)]
    run(environ, "demo", folder / name, "--organisation", name, *flaws)


def _run(environ: dict[str, str], *words: object) -> str:
    done = subprocess.run(  # noqa: S603 - our own command
        [str(word) for word in words],
        env=environ,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _fingerprint() -> str:
    """Return what changes with all source that the store is made by; pages only show it."""
    taken = sha256(Path(__file__).read_bytes())
    source = ROOT / "src" / "assay"
    for path in sorted(source.rglob("*")):
        within = path.relative_to(source)
        if path.is_file() and path.suffix != ".pyc" and within.parts[0] not in _OF_PAGES:
            taken.update(f"{within}\0".encode())
            taken.update(path.read_bytes())
    return taken.hexdigest()[:16]


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Keep other processes out until the block, or this process, ends."""
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _let_go(cache: Path, but: Path) -> None:
    others = [each for each in cache.iterdir() if each.is_dir() and each != but]
    for folder in sorted(others, key=lambda each: each.stat().st_mtime)[: -MOST_KEPT + 1]:
        shutil.rmtree(folder, ignore_errors=True)


def assess(*organisations: str) -> None:
    """Open the store, and make the results of some of its organisations."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "assay.web.settings"
    from assay.store.opening import open_store

    open_store()
    for organisation in organisations:
        _assess(organisation)


def _assess(organisation: str) -> None:
    """Make the results of the day of the audit, and those of the past."""
    from assay.actions.checked_out import dossier_of_day
    from assay.actions.kept_results import make_results
    from assay.domain.case import Case
    from assay.store.ledger import StoredLedger

    ledger = StoredLedger(organisation)
    for case in ledger.dossier()[Case].values():
        assert case.audit_on
        make_results(ledger.dossier(), case.audit_on)
    if organisation == ORGANISATIONS["cloud"]:
        make_results(dossier_of_day(ledger, PAST), PAST)


if __name__ == "__main__":
    assess(*sys.argv[1:])
