"""What runs inside the worker of ``assay.intake.limits``: it limits itself, then reads.

Only ``assay.intake.limits`` starts this, and both speak in frames: a length of
eight bytes, then so many bytes.  Questions are pickled, for they come from the
process that is trusted; answers are JSON, for they do not.

The limits are set after the reader's module is imported and before the first
file is seen, so that the import can keep its compiled form on disk.
"""

import json
import os
import pickle
import struct
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import IO, Any, Final

_LENGTH: Final = struct.Struct(">Q")
_MEGABYTE: Final = 1024 * 1024
_FILES_OPEN: Final = 64


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may cost."""

    seconds: float = 10.0
    memory_mb: int = 1024
    answer_mb: int = 64


class Ending(StrEnum):
    """How reading one file ended."""

    ANSWERED = "answered"
    FAILED = "failed"
    TOO_LONG = "too long"
    TOO_MUCH_MEMORY = "too much memory"
    TOO_LARGE_AN_ANSWER = "too large an answer"
    CRASHED = "crashed"


def write_frame(stream: IO[bytes], content: bytes) -> None:
    """Send one message."""
    stream.write(_LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def read_frame(stream: IO[bytes], most: int | None = None) -> bytes:
    """Return the next message, or raise where the stream has ended or says too much."""
    header = stream.read(_LENGTH.size)
    if len(header) < _LENGTH.size:
        raise EOFError("the other side has ended")
    (length,) = _LENGTH.unpack(header)
    # The envelope round the answer takes some bytes of its own.
    if most is not None and length > most + _LENGTH.size * 16:
        raise OSError("a message longer than allowed")
    return stream.read(length)


def answer_tasks() -> None:
    """Answer what comes on standard input until it ends."""
    questions, answers = sys.stdin.buffer, _take_standard_output()
    try:
        function, limits = pickle.loads(read_frame(questions))  # noqa: S301 - from our own parent
        _limit_what_never_changes(limits)
    except Exception:  # noqa: BLE001 - the outermost edge of this process
        write_frame(answers, _encode(Ending.FAILED, detail=traceback.format_exc()))
        return
    write_frame(answers, _encode(Ending.ANSWERED))
    with suppress(EOFError):
        while True:
            question = read_frame(questions)
            _limit_processor_time(limits)
            write_frame(answers, _answer(function, question, limits))


def _answer(function: Callable[[Any], Any], question: bytes, limits: Limits) -> bytes:
    try:
        answer = _encode(
            Ending.ANSWERED,
            function(pickle.loads(question)),  # noqa: S301 - from our own parent
        )
    except MemoryError:
        return _encode(Ending.TOO_MUCH_MEMORY)
    except Exception:  # noqa: BLE001 - the outermost edge of this process
        return _encode(Ending.FAILED, detail=traceback.format_exc(limit=-8))
    if len(answer) > limits.answer_mb * _MEGABYTE:
        return _encode(Ending.TOO_LARGE_AN_ANSWER)
    return answer


def _encode(ending: Ending, answer: object = None, *, detail: str = "") -> bytes:
    said = {"ending": ending, "answer": answer, "detail": detail}
    return json.dumps(said, allow_nan=False, separators=(",", ":")).encode("ascii")


def _take_standard_output() -> IO[bytes]:
    """Keep the way back for answers alone: libraries like to print."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return answers


def _limit_what_never_changes(limits: Limits) -> None:
    if sys.platform == "win32":
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, limits.memory_mb * _MEGABYTE),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, _FILES_OPEN),
    ):
        # A limit that the platform does not know leaves the one on time.
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def _limit_processor_time(limits: Limits) -> None:
    """Let one more file take its seconds, should nobody be left to stop this process."""
    if sys.platform == "win32":
        return
    import resource

    usage = resource.getrusage(resource.RUSAGE_SELF)
    spent = usage.ru_utime + usage.ru_stime
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (int(spent + limits.seconds) + 1, hard))
