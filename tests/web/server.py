"""The shipped server, started once a process on its own copy of the prepared store."""

import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.web.prepared import ASSAY, environ_of, prepared_store, run


@dataclass(frozen=True)
class Server:
    """A running server, and how to come in."""

    address: str
    environ: dict[str, str]
    link: str

    def new_link(self, *words: str) -> str:
        """Return the address of a new link that signs somebody in once."""
        return self.address + run(self.environ, "link", *words).strip()


def copy_store(cache: Path, home: Path) -> dict[str, str]:
    """Copy the prepared store, and return the environment of whoever works with the copy."""
    shutil.copytree(prepared_store(cache), home, dirs_exist_ok=True)
    return environ_of(home)


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
