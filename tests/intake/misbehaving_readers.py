"""Readers that behave as badly as hostile files make real ones behave."""

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path


def read_length(text: str) -> int:
    """Behave."""
    return len(text)


def do_as_told(order: str) -> object:
    """Misbehave in the way the order names."""
    verb, _, rest = order.partition(" ")
    return _ORDERS[verb](rest)


def _hang(_: str) -> object:
    while True:
        time.sleep(1)


def _spin(_: str) -> object:
    while True:
        pass


def _eat_memory(_: str) -> object:
    eaten = []
    while True:
        eaten.append(bytearray(16_000_000))


def _crash(_: str) -> object:
    return ctypes.string_at(0)


def _fail(what: str) -> object:
    raise KeyError(what)


def _half_an_answer(_: str) -> object:
    # Past the reader's own way of answering: what a taken-over worker might send.
    for number in range(3, 16):
        try:
            os.write(number, (1_000_000).to_bytes(8, "big") + b'{"ending":')
        except OSError:
            continue
    return _hang("")


def _nonsense(_: str) -> object:
    for number in range(3, 16):
        try:
            os.write(number, (6).to_bytes(8, "big") + b"pickle")
        except OSError:
            continue
    os.kill(os.getpid(), signal.SIGKILL)
    return None


def _write_file(name: str) -> object:
    Path(name).write_text("planted", encoding="utf-8")
    return "written"


def _start_process(_: str) -> object:
    return subprocess.run([sys.executable, "-c", ""], check=False).returncode


def _open_many(_: str) -> object:
    return len([socket.socket() for _ in range(200)])


_ORDERS: dict[str, Callable[[str], object]] = {
    "answer": json.loads,
    "hang": _hang,
    "spin": _spin,
    "eat": _eat_memory,
    "crash": _crash,
    "fail": _fail,
    "half": _half_an_answer,
    "nonsense": _nonsense,
    "leave": lambda status: os._exit(int(status)),
    "print": lambda text: os.write(1, text.encode()) and None,
    "long": lambda length: "x" * int(length),
    "surrogate": lambda _: "\ud800",
    "environment": lambda _: sorted(os.environ),
    "write": _write_file,
    "process": _start_process,
    "files": _open_many,
    "pid": lambda _: os.getpid(),
}
