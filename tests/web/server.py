"""The shipped server, started once a session on a store that holds both demo organisations."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ASSAY = (sys.executable, "-m", "assay.cli.main")
ORGANISATIONS = {"cloud": "quillmark", "factory": "corvane"}


@dataclass(frozen=True)
class Server:
    """A running server, and how to come in."""

    address: str
    environ: dict[str, str]
    link: str

    def new_link(self, *words: str) -> str:
        """Return the address of a new link that signs somebody in once."""
        return self.address + run(self.environ, "link", *words).strip()


def environ_of(home: Path) -> dict[str, str]:
    """Return what a process needs to keep everything in one folder."""
    kept = {"PATH", "TZ", "LANG"}
    own = {"ASSAY_HOME": str(home), "DATABASE_URL": "", "ASSAY_KEEP": "no", "ASSAY_DEBUG": ""}
    return {name: value for name, value in os.environ.items() if name in kept} | own


def run(environ: dict[str, str], *words: object) -> str:
    """Run a command of Assay and return what it printed."""
    done = subprocess.run(  # noqa: S603 - our own command
        [*ASSAY, *map(str, words)], env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def make_store(home: Path, folders: Path, defects: Sequence[str] = ()) -> dict[str, str]:
    """Make both demo organisations and take them into a store."""
    environ = environ_of(home)
    for name in ORGANISATIONS:
        flaws = [word for each in defects for word in ("--defect", each)] if name == "cloud" else []
        run(environ, "demo", folders / name, "--organisation", name, *flaws)
        run(environ, "import", folders / name)
    return environ


@contextmanager
def serving(environ: dict[str, str]) -> Iterator[Server]:
    """Serve a store until the block ends, then end it as a terminal does."""
    command = [*ASSAY, "serve", "--port", "0"]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own
        assert process.stdout
        said = [process.stdout.readline() for _ in range(3)]
        link = said[-1].strip()
        assert re.fullmatch(r"http://localhost:\d+/in/[\w-]+/", link), said
        try:
            yield Server(link.partition("/in/")[0], environ, link)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)
