"""The demo organisations as checks of Stage 2 are given them, flaws planted or not.

What a flaw leaves alone is frozen once for all tests of a process.
"""

from atexit import register
from functools import cache
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from assay.checks.operation import Operation
from assay.domain.record_source import RecordSource
from assay.engine.duckdb_backend import DuckdbBackend
from assay.engine.frozen_folder import freeze_changed_records
from assay.engine.records import EngineRecords
from tests.lib.demo_material import demo_material, demo_record_files


@cache
def _kept() -> Path:
    folder = Path(mkdtemp(prefix="assay-demo-"))
    register(rmtree, folder, ignore_errors=True)
    return folder


def demo_operation(organisation: str, *defects: str) -> Operation:
    """Return a demo organisation, with some flaws planted, as checks of Stage 2 are given it."""
    material = demo_material(organisation, *defects)
    told = sha256("\n".join((organisation, *defects)).encode()).hexdigest()
    folder = _kept() / told[:16]
    for name, content in demo_record_files(organisation, *defects).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    frozen = freeze_changed_records(folder, material[RecordSource].values(), _kept() / "frozen")
    assert frozen.problems == ()
    rmtree(folder)
    backend = DuckdbBackend(frozen.populations)
    return Operation(
        material.dossier,
        material.as_of,
        material.standards,
        material.profile,
        material.texts,
        material.records,
        populations=EngineRecords(backend, [each.population for each in frozen.populations]),
    )
