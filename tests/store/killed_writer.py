"""A process whose children write to the store until they are killed.

It reads from its standard input, line by line, how many seconds the next child
may live, and answers with what that child was told to be confirmed.  Children
are forked, so that a round costs milliseconds and not another start of Python.
Run as a script: the tests' own Django settings are not for it.
"""

import json
import os
import random
import signal
import sys
import time
from datetime import UTC, datetime
from hashlib import sha256
from select import select

from django.db import Error, connections

from assay.domain.risk import Risk
from assay.ledger.entry import Author, saying
from assay.store.errors import FailedWriteError
from assay.store.opening import open_store

open_store()  # before the models are imported

from assay.store.ledger import StoredLedger  # noqa: E402
from assay.store.pen import writing  # noqa: E402

WRITER = Author("Wren Okafor", "record keeper")
ORGANISATION = "acme"


def write_until_killed(told: int, chance: random.Random) -> None:
    """Append and keep files; tell of each only when it is confirmed."""
    ledger = StoredLedger(ORGANISATION)
    while True:
        now = datetime.now(UTC)
        if chance.random() < 0.2:
            content = chance.randbytes(chance.choice([10, 3000, 200_000]))
            name = sha256(content).hexdigest()
            with writing(ORGANISATION, by=WRITER, recorded_at=now) as pen:
                pen.keep_file(name, content)
            os.write(told, f"file {name}\n".encode())
        else:
            keys = [f"R-{chance.randrange(50)}" for _ in range(chance.choice([1, 1, 2, 20]))]
            statements = [saying(Risk(key=key, title=f"at {now}")) for key in keys]
            entries = ledger.append(statements, by=WRITER, recorded_at=now)
            for entry in entries:
                os.write(told, f"entry {entry.seq} {entry.hash}\n".encode())


def heard_for(seconds: float, tells: int) -> tuple[bytes, bool]:
    """Listen to a child for so long, and say whether it ended by itself before."""
    said = b""
    ends_at = time.monotonic() + seconds
    while (left := ends_at - time.monotonic()) > 0:
        if select([tells], [], [], left)[0]:
            more = os.read(tells, 65536)
            if not more:
                return said, True
            said += more
    return said, False


def run_a_child(lives_for: float, chance: random.Random) -> dict[str, object]:
    """Let a child write, kill it, and return what it was told."""
    tells, told = os.pipe()
    child = os.fork()
    if not child:
        os.close(tells)
        try:
            write_until_killed(told, chance)
        except (Error, FailedWriteError):
            pass  # the server went away first
        finally:
            os._exit(1)  # whatever happens, a child never goes on as its parent
    os.close(told)
    said, ended = heard_for(lives_for, tells)
    if not ended:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(tells, "rb") as rest:
        said += rest.read()
    confirmed = [line.split() for line in said.decode().splitlines()]
    return {"killed": os.WIFSIGNALED(status), "confirmed": confirmed}


if __name__ == "__main__":
    connections.close_all()  # a connection must not be shared with a child
    for number, line in enumerate(sys.stdin):
        answer = run_a_child(float(line), random.Random(number))  # noqa: S311 - repeatable
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
