"""Runs a reader over other people's files in a process that may fail without harm.

A hostile file can make a parser loop, eat all memory or crash.  So readers run
in a worker: a fresh interpreter with limits on memory, processor time, open
files and processes, which may write nothing to disk, knows no secret of the
environment and inherits no open connection.  One worker reads many files; when
it dies or is stopped at one of them, that one is named with the reason, and a
fresh worker goes on with the next.

What a newcomer would get wrong:

- Answers come back as JSON, never as pickle: whoever takes over a worker can
  say something untrue about a file, but cannot run anything here.  The caller
  checks the shape of what it gets.
- Nothing is forked, so this is safe in a server with threads, and the limit on
  memory counts the worker alone.  A fresh interpreter costs some 20 ms.
- Where the platform has no ``resource`` module (Windows) or does not enforce
  its limits (macOS ignores the one on memory), only the time limit holds,
  which is kept from here.
"""

import json
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, Any, Final, Generic, TypeVar, cast

from assay.domain.problem import Place, Problem
from assay.intake.collection import collection_held_back
from assay.intake.limits_worker import Ending, Limits, read_frame, write_frame

__all__ = ["Ending", "Limits", "Outcome", "WorkerNotStartedError", "read_within_limits"]

Task = TypeVar("Task")

_MEGABYTE: Final = 1024 * 1024
_SECONDS_TO_START: Final = 60.0
_SECONDS_BETWEEN_LOOKS: Final = 0.2
# A library path may be needed to start at all; passwords and keys never are.
_ENVIRONMENT: Final = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP")
_START: Final = (
    "import sys; sys.path[:] = sys.argv[1:]; "
    "from assay.intake.limits_worker import answer_tasks; answer_tasks()"
)

# How libraries written in C end where they cannot have the memory that they ask for.
_OUT_OF_MEMORY: Final = {-signal.SIGABRT, -getattr(signal, "SIGTRAP", signal.SIGABRT)}
_EXPECTED: Final = {
    Ending.FAILED: "a file that its reader can follow",
    Ending.TOO_LONG: "a file that can be read in that time",
    Ending.TOO_MUCH_MEMORY: "a file that can be read in that much memory",
    Ending.TOO_LARGE_AN_ANSWER: "a file with less in it",
    Ending.CRASHED: "a file that its reader survives",
}


class WorkerNotStartedError(RuntimeError):
    """The worker ended before it saw a file: a bug here, and no file's fault."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Task]):
    """What came of one task: its answer, or what went wrong."""

    task: Task
    ending: Ending
    answer: Any = None
    trouble: str = ""
    detail: str = ""  # the reader's own traceback, for those who mend it

    def problem(self, file: str) -> Problem | None:
        """Return the sentence for people, or nothing where the file was read."""
        if self.ending is Ending.ANSWERED:
            return None
        return Problem(Place(file), self.trouble, _EXPECTED[self.ending])


def read_within_limits(
    function: Callable[[Task], Any],
    tasks: Iterable[Task],
    *,
    limits: Limits | None = None,
    workers: int = 1,
) -> Generator[Outcome[Task], None, None]:
    """Yield what the function says of each task, in their order, as it becomes known.

    The function stands at the top of a module and returns what JSON can hold.
    Tasks are drawn lazily, a few ahead of the one that is waited for.
    """
    crew = _Crew(function, limits or Limits())
    waiting: deque[Future[Outcome[Task]]] = deque()
    pool = ThreadPoolExecutor(workers, thread_name_prefix="assay-reader")
    try:
        for task in tasks:
            waiting.append(pool.submit(crew.run, task))
            if len(waiting) >= 4 * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        # Stopped half-way (Ctrl-C, or nobody wants the rest): no file is worth waiting for.
        crew.dismiss()
        pool.shutdown(cancel_futures=True)


class _Crew:
    """The workers of one run; each thread of the pool borrows one at a time."""

    def __init__(self, function: Callable[[Any], Any], limits: Limits) -> None:
        self._function = function
        self._limits = limits
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        self._alive: set[_Worker] = set()
        self._lock = threading.Lock()
        self._dismissed = threading.Event()
        self._watch: threading.Thread | None = None

    def run(self, task: Task) -> Outcome[Task]:
        """Have one worker read one task, and once more where it may be blameless."""
        used = self._idle_worker()
        outcome = self._ask(used or self._hire(), task)
        # What earlier files left behind is not this file's fault: it gets a worker of its own.
        suspect = outcome.ending in {Ending.CRASHED, Ending.TOO_MUCH_MEMORY}
        return self._ask(self._hire(), task) if suspect and used else outcome

    def dismiss(self) -> None:
        """Stop every worker, busy or not."""
        with self._lock:
            self._dismissed.set()
            alive = tuple(self._alive)
            self._alive.clear()
        for worker in alive:
            worker.stop()
        if self._watch:
            self._watch.join()

    def _ask(self, worker: "_Worker", task: Task) -> Outcome[Task]:
        outcome = worker.ask(task)
        if worker.is_fit:
            self._idle.put(worker)
        else:
            with self._lock:
                self._alive.discard(worker)
            worker.stop()
        return outcome

    def _idle_worker(self) -> "_Worker | None":
        with suppress(Empty):
            return self._idle.get_nowait()
        return None

    def _hire(self) -> "_Worker":
        worker = _Worker(self._limits)
        with self._lock:
            self._alive.add(worker)
            if self._watch is None and not self._dismissed.is_set():
                self._watch = threading.Thread(target=self._stop_those_late, daemon=True)
                self._watch.start()
        if self._dismissed.is_set():
            worker.stop()
        else:
            worker.start(self._function)
        return worker

    def _stop_those_late(self) -> None:
        # One look now and then for all: a timer for each file would cost more than a small file.
        while not self._dismissed.wait(min(_SECONDS_BETWEEN_LOOKS, self._limits.seconds / 10)):
            with self._lock:
                alive = tuple(self._alive)
            for worker in alive:
                worker.stop_if_late()


class _Worker:
    """One process that reads files, seen from outside."""

    def __init__(self, limits: Limits) -> None:
        self.is_fit = True
        self._limits = limits
        self._late = False
        self._due_at: float | None = None
        self._watching = threading.Lock()
        self._stopping = threading.Lock()
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own module
            [sys.executable, "-I", "-S", "-c", _START, *_search_path()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
            start_new_session=True,
        )
        self._questions = cast("IO[bytes]", self._process.stdin)
        self._answers = cast("IO[bytes]", self._process.stdout)

    def start(self, function: Callable[[Any], Any]) -> None:
        """Tell the worker its function and its limits, and hear that it is ready."""
        raw = self._exchange(pickle.dumps((function, self._limits)), _SECONDS_TO_START)
        said = _parse_answer(raw)
        if said.get("ending") != Ending.ANSWERED:
            self.stop()
            why = said.get("detail") or f"it ended with {self._process.returncode}"
            raise WorkerNotStartedError(f"the reading worker did not start: {why}")

    def ask(self, task: Task) -> Outcome[Task]:
        """Have one task read, and tell how that ended."""
        raw = self._exchange(pickle.dumps(task), self._limits.seconds)
        said = _parse_answer(raw)
        ending = Ending.TOO_LONG if self._late else said.get("ending")
        self.is_fit = ending in {Ending.ANSWERED, Ending.FAILED, Ending.TOO_LARGE_AN_ANSWER}
        if ending == Ending.ANSWERED:
            return Outcome(task, Ending.ANSWERED, said.get("answer"))
        if ending is None:
            self.stop()
            ending = Ending.TOO_LONG if self._ran_out_of_processor_time else Ending.CRASHED
        detail = str(said.get("detail", ""))
        return Outcome(task, Ending(ending), None, self._trouble(Ending(ending), detail), detail)

    def stop(self) -> None:
        """End the process and whatever it may have started, and leave nothing open."""
        self.is_fit = False
        with self._stopping:
            self._kill()
            self._process.wait()
            for pipe in (self._questions, self._answers):
                with suppress(OSError):
                    pipe.close()

    def stop_if_late(self) -> None:
        """Kill the process where its file has had its time; whoever waits for it is then told."""
        with self._watching:
            if self._due_at is not None and time.monotonic() > self._due_at:
                self._late = True
                self._kill()

    def _exchange(self, question: bytes, seconds: float) -> bytes:
        with self._watching:
            self._due_at = time.monotonic() + seconds
        try:
            write_frame(self._questions, question)
            return read_frame(self._answers, self._limits.answer_mb * _MEGABYTE)
        except (OSError, EOFError, ValueError):
            return b""  # it is gone; its exit status says why
        finally:
            with self._watching:
                self._due_at = None

    def _kill(self) -> None:
        # Once waited for, the number may belong to another process.
        if self._process.returncode is not None:
            return
        with suppress(OSError):
            if sys.platform != "win32":
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()

    @property
    def _ran_out_of_processor_time(self) -> bool:
        return sys.platform != "win32" and self._process.returncode == -signal.SIGXCPU

    def _trouble(self, ending: Ending, detail: str) -> str:
        match ending:
            case Ending.TOO_LONG:
                return f"reading it took more than {self._limits.seconds:g} s and was stopped"
            case Ending.TOO_MUCH_MEMORY:
                return f"reading it takes more than {self._limits.memory_mb:,} MB of memory"
            case Ending.TOO_LARGE_AN_ANSWER:
                return f"what it holds comes to more than {self._limits.answer_mb:,} MB"
            case Ending.FAILED:
                return f"the reader failed on it ({_last_line(detail)})"
            case _:
                return f"the reader crashed on it ({_name_of_exit(self._process.returncode)})"


def _search_path() -> list[str]:
    return [str(Path(folder).absolute()) for folder in sys.path]


def _parse_answer(raw: bytes) -> dict[str, Any]:
    """Return what the worker said, or nothing where that is no answer at all."""
    try:
        with collection_held_back():
            said = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) and said.get("ending") in set(Ending) else {}


def _last_line(detail: str) -> str:
    lines = detail.strip().splitlines()
    return lines[-1][:200] if lines else "no reason given"


def _name_of_exit(status: int) -> str:
    if status in _OUT_OF_MEMORY:
        return f"{signal.Signals(-status).name}, as when memory runs out"
    if status < 0:
        with suppress(ValueError):
            return signal.Signals(-status).name
    return f"exit {status}"
