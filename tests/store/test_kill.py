"""A kill at any instant loses nothing that was confirmed."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from django.db import connection

from assay.store.database_url import parse_database_url
from assay.store.files import altered_files, kept_files
from assay.store.ledger import StoredLedger
from assay.store.opening import open_store
from tests.store.databases import Database, in_use
from tests.store.fixtures import kept

ROUNDS = 60
LONGEST_LIFE = 0.12
CRASHES = 4

HERE = Path(__file__).parent
POSTGRES = HERE.parents[1] / ".ci" / "postgres"


@dataclass
class Confirmed:
    """All that the writers were told to be confirmed, over every round."""

    hashes: dict[int, str] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)

    def hear(self, lines: list[list[str]]) -> None:
        for line in lines:
            match line:
                case ["entry", seq, of_entry]:
                    self.hashes[int(seq)] = of_entry
                case ["file", name]:
                    self.files.add(name)


@contextmanager
def a_writer(environ: dict[str, str]) -> Iterator["subprocess.Popen[str]"]:
    """Start the process whose children are killed."""
    with subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, str(HERE / "killed_writer.py")],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "assay.store.settings", **environ},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        yield writer


def kill_after(writer: "subprocess.Popen[str]", seconds: float) -> dict[str, Any]:
    """Let a child write for so long, and return what is known of it."""
    assert writer.stdin
    assert writer.stdout
    writer.stdin.write(f"{seconds}\n")
    writer.stdin.flush()
    answer: dict[str, Any] = json.loads(writer.stdout.readline())
    return answer


def assert_all_is_there(acme: StoredLedger, confirmed: Confirmed) -> None:
    """Verify the chain, and find everything that was confirmed."""
    acme.verify()
    stored = {entry.seq: entry.hash for entry in acme.entries()}
    lost = {seq for seq, of_entry in confirmed.hashes.items() if stored.get(seq) != of_entry}
    assert lost == set()
    assert confirmed.files <= kept_files(acme.organisation)


@pytest.mark.slow
def test_a_writer_that_is_killed_loses_nothing_confirmed(
    acme: StoredLedger, database: Database
) -> None:
    chance = random.Random(7)  # noqa: S311 - repeatable
    confirmed = Confirmed()
    with a_writer(database.environ) as writer:
        for _ in range(ROUNDS):
            answer = kill_after(writer, chance.uniform(0, LONGEST_LIFE))

            assert answer["killed"]
            confirmed.hear(answer["confirmed"])
            assert_all_is_there(acme, confirmed)

    # The kills met writers at work, not before or after it.
    assert len(confirmed.hashes) > ROUNDS
    assert list(altered_files(acme.organisation)) == []
    if database.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            assert cursor.fetchall() == [("ok",)]


@pytest.mark.slow
@pytest.mark.postgres
def test_a_server_that_is_killed_loses_nothing_confirmed() -> None:
    chance = random.Random(7)  # noqa: S311 - repeatable
    confirmed = Confirmed()
    with a_server_of_its_own() as (name, url), in_use(parse_database_url(url)):
        open_store()
        acme = kept("acme", "Acme")
        with a_writer({"DATABASE_URL": url}) as writer:
            confirmed.hear(kill_after(writer, 0.1)["confirmed"])  # once it is awake
            for _ in range(CRASHES):
                crash = Timer(chance.uniform(0.1, 0.4), postgres, ["crash", name])
                crash.start()
                answer = kill_after(writer, 5)
                crash.join()

                assert not answer["killed"], "the server outlived its writer"
                confirmed.hear(answer["confirmed"])
                connection.close()
                assert_all_is_there(acme, confirmed)

        assert len(confirmed.hashes) > CRASHES
        assert list(altered_files("acme")) == []


@contextmanager
def a_server_of_its_own() -> Iterator[tuple[str, str]]:
    """Start a server that no other test is connected to."""
    name = f"assay-crash-{os.getpid()}"
    try:
        said = postgres("start", name)
    except subprocess.CalledProcessError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no server of its own can be started: {error.stderr}")
    try:
        yield name, said.split("'")[1]
    finally:
        postgres("stop", name)


def postgres(action: str, name: str) -> str:
    """Run the script that starts servers."""
    return subprocess.run(  # noqa: S603 - our own script
        [str(POSTGRES), action, name], check=True, capture_output=True, text=True
    ).stdout
