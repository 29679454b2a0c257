"""``assay serve``: the pages, one worker for what takes long, and a link to come in by.

The web server and the worker are processes of their own; this one watches over
them, and when it is told to end, or one of them ends, it ends all.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from types import FrameType
from typing import Annotated
from urllib.error import URLError
from urllib.request import OpenerDirector, ProxyHandler, build_opener

import typer

from assay.cli.coming_in import make_ready, new_link, unseen
from assay.cli.screen import progress, say, say_error
from assay.domain.errors import RefusedError, UserError

USUAL_PORT = 8765
FIRST_ANSWER_S = 60
LAST_WORD_S = 10

Folders = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[DIR]...", help="Folders to look at.", exists=True, file_okay=False),
]


class ServerEndedError(UserError):
    """The web server or the worker ended by itself."""

    exit_code = 8


def serve(
    folders: Folders = None,
    *,
    into_store: Annotated[
        bool, typer.Option("--into-store", help="Take the folders into the usual store.")
    ] = False,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="0 takes one that is free.")
    ] = USUAL_PORT,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    workers: Annotated[int, typer.Option(min=1, help="Processes that answer.")] = 1,
    as_person: Annotated[
        str, typer.Option("--as", help="E-mail address that the link signs in.")
    ] = "",
    open_browser: Annotated[bool, typer.Option("--open", help="Open the browser.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Fetch the first page by the link, then end.")
    ] = False,
) -> None:
    """Serve the pages; print one address that signs somebody in once."""
    if folders and not into_store:
        _use_own_store(folders)
    with progress() as step:
        make_ready(step, folders or ())
    port = port or _free_port(host)
    _must_be_free(host, port)
    link = f"{_address(host, port)}{new_link(as_person)}"
    with _running(_commands(host, port, workers)) as processes:
        _wait_for_answer(_address(host, port), processes)
        if check:
            say(_fetched(link))
            return
        say(
            f"Assay is at {_address(host, port)}/",
            "Come in, once and within half an hour, by:",
            link,
        )
        sys.stdout.flush()
        if open_browser:
            import webbrowser

            webbrowser.open(link)
        _watch(processes)


def _use_own_store(folders: Sequence[Path]) -> None:
    """Keep what is made of folders beside the other data, apart from any store in earnest."""
    from assay.store.home import home_directory

    home = home_directory(os.environ, sys.platform)
    named = "\n".join(str(folder.resolve()) for folder in folders)
    name = sha256(named.encode()).hexdigest()[:12]
    os.environ["ASSAY_HOME"] = str(home / "served" / f"{folders[0].resolve().name}-{name}")
    os.environ.pop("DATABASE_URL", None)


def _commands(host: str, port: int, workers: int) -> Sequence[Sequence[str]]:
    server = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host,
        "--port", str(port), "--workers", str(workers), "--blocking-threads", "2",
        "--log-level", "warning", "--no-ws", "assay.web.wsgi:application",
    ]  # fmt: skip
    return server, [sys.executable, "-m", "assay.cli.main", "worker"]


@contextmanager
def _running(commands: Sequence[Sequence[str]]) -> Iterator[list[subprocess.Popen[bytes]]]:
    ended = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(each, _end) for each in ended]
    processes: list[subprocess.Popen[bytes]] = []
    try:
        # In a group of their own: Ctrl-C reaches this process, which ends them in order.
        processes += [subprocess.Popen(each, start_new_session=True) for each in commands]  # noqa: S603 - our own
        yield processes
    except KeyboardInterrupt:
        pass
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            _see_off(process)
        for each, handler in zip(ended, before, strict=True):
            signal.signal(each, handler)


def _end(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _see_off(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(LAST_WORD_S)
    except subprocess.TimeoutExpired:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()


def _watch(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    while True:
        _must_run(processes)
        time.sleep(0.5)


def _must_run(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    for process, what in zip(processes, ("web server", "worker"), strict=True):
        if process.poll() is not None:
            raise ServerEndedError(f"the {what} ended by itself with {process.returncode}.")


def _wait_for_answer(address: str, processes: Sequence[subprocess.Popen[bytes]]) -> None:
    until = time.monotonic() + FIRST_ANSWER_S
    while time.monotonic() < until:
        _must_run(processes)
        try:
            with _opener().open(f"{address}/ready/", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.05)
    raise ServerEndedError(f"the web server has not answered for {FIRST_ANSWER_S} seconds.")


def _fetched(link: str) -> str:
    from http.cookiejar import CookieJar
    from urllib.request import HTTPCookieProcessor

    opener = build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))
    with opener.open(link, timeout=FIRST_ANSWER_S) as answer:
        page = answer.read().decode()
    title = page.partition("<title>")[2].partition("</title>")[0].strip()
    return f"{answer.url} answers {answer.status}: {title}"


def _opener() -> OpenerDirector:
    return build_opener(ProxyHandler({}))


def _address(host: str, port: int) -> str:
    if named := os.environ.get("ASSAY_URL"):
        return named.rstrip("/")
    shown = "localhost" if host in {"0.0.0.0", "::", "127.0.0.1"} else host  # noqa: S104 - compared
    return f"http://{shown}:{port}"


def _free_port(host: str) -> int:
    with socket.socket() as one:
        one.bind((host, 0))
        return int(one.getsockname()[1])


def _must_be_free(host: str, port: int) -> None:
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind((host, port))
        except OSError as error:
            raise RefusedError(
                f"--port {port}: it cannot be listened on ({error.strerror}); "
                "expected one that is free, such as --port 0."
            ) from error


def worker() -> None:
    """Do what was put in line for the background, one job after the other."""
    make_ready(unseen, pages=False)
    say_error("worker: waiting for jobs")
    from assay.actions.jobs.worker import work_for_ever

    work_for_ever()
