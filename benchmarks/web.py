"""The heaviest pages of a large organisation, beside an empty page of the same server.

Run it with ``python benchmarks/web.py [DOCUMENTS] [ENTRIES]``; without numbers, 10,000
documents, 100 sites and a million entries.  The store is made once under the
temporary folder and kept for the next run; where ``ASSAY_TEST_POSTGRES`` names a server
the same is measured there in a database that is dropped afterwards.  The server is the one
that is shipped, in a process of its own: its CPU is read from the system, queries
are counted in another process that answers the same requests.  The yardstick is the
page of background work, which is a frame without content.
"""

import http.client
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from assay.domain.acknowledgement import Acknowledgement
from assay.domain.case import Case
from assay.domain.document import Document
from assay.domain.item import Item
from assay.domain.person import Person
from assay.domain.site import Site
from assay.ledger.entry import Author, saying

DOCUMENTS, ENTRIES, SITES, PEOPLE = 10_000, 1_000_000, 100, 300
BATCH, ALONE, CLIENTS, EACH = 20_000, 40, 8, 40
DAY = date(2026, 10, 30)
ORGANISATION = "grown"
VISITOR = "visitor@grown.example"
YARDSTICK = "work/"
PAGES = (
    YARDSTICK,
    "",
    "documents/",
    "documents/D-00001/",
    "registers/documents/",
    "registers/documents/?q=policy+7&sort=-title",
    "registers/documents/D-00001/",
    "stage1/",
    "stage2/promises/",
    "ledger/",
)
ASSAY = (sys.executable, "-m", "assay.cli.main")
TICKS = os.sysconf("SC_CLK_TCK")


def main() -> int:
    if sys.argv[1:2] == ["--inside"]:
        return inside(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    entries = int(sys.argv[2]) if len(sys.argv) > 2 else ENTRIES
    print(f"{documents:,} documents, {SITES} sites, {entries:,} entries; load {os.getloadavg()}")
    home = Path(tempfile.gettempdir()) / f"assay-benchmark-web-{documents}-{entries}"
    measure("SQLite", {"ASSAY_HOME": str(home), "DATABASE_URL": ""}, documents, entries)
    if server := os.environ.get("ASSAY_TEST_POSTGRES"):
        with tempfile.TemporaryDirectory() as folder, new_database(server) as url:
            measure("PostgreSQL", {"ASSAY_HOME": folder, "DATABASE_URL": url}, documents, entries)
    return 0


def measure(title: str, named: dict[str, str], documents: int, entries: int) -> None:
    """Make the store where there is none, then ask each page of a server of its own."""
    environ = os.environ | named
    print(f"\n{title}")
    _inside(environ, "make", documents, entries)
    asked = _inside(environ, "count", documents, entries)
    queries = dict(line.rpartition(" ")[::2] for line in asked.splitlines())
    for workers in (1, 2):
        measure_served(environ, workers, queries)


def measure_served(environ: dict[str, str], workers: int, queries: dict[str, str]) -> None:
    """Start the server with so many processes for pages, and ask it for each of them."""
    print(f"processes for pages: {workers}; load {os.getloadavg()}")
    began = time.perf_counter()
    with serving(environ, workers) as (process, link):
        cookie = sign_in(link)
        host = urlsplit(link).netloc
        ask(host, f"/o/{ORGANISATION}/", cookie, 1)
        print(f"from process start to the first page {time.perf_counter() - began:6.1f} s")
        print(f"{'page':44}{'CPU ms':>8}{'queries':>9}{'p50 ms':>8}{'p95 ms':>8}{'ratio':>7}")
        yardstick = 0.0
        for page in PAGES:
            cpu, times = measure_page(process, host, f"/o/{ORGANISATION}/{page}", cookie)
            yardstick = yardstick or cpu
            p95 = statistics.quantiles(times, n=20)[-1]
            print(
                f"{page or 'home':44}{cpu:8.1f}{queries.get(page or 'home', '?'):>9}"
                f"{statistics.median(times):8.1f}{p95:8.1f}{cpu / yardstick:7.1f}"
            )
        print(f"load {os.getloadavg()}")


def measure_page(process: int, host: str, path: str, cookie: str) -> tuple[float, Sequence[float]]:
    """Return milliseconds of CPU a request with one client, and how long each took with eight."""
    # Each process of the server writes a page's register out once.
    with ThreadPoolExecutor(CLIENTS) as clients:
        list(clients.map(lambda _: ask(host, path, cookie, 4), range(CLIENTS)))
    before = cpu_of(process)
    ask(host, path, cookie, ALONE)
    cpu = 1000 * (cpu_of(process) - before) / ALONE
    with ThreadPoolExecutor(CLIENTS) as clients:
        asked = [clients.submit(ask, host, path, cookie, EACH) for _ in range(CLIENTS)]
        return cpu, [each for one in asked for each in one.result()]


def ask(host: str, path: str, cookie: str, times: int) -> list[float]:
    """Ask for a page over one connection; return the milliseconds of each answer."""
    connection = http.client.HTTPConnection(host, timeout=600)
    took = []
    for _ in range(times):
        began = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
        took.append(1000 * (time.perf_counter() - began))
        if answer.status != 200:
            raise SystemExit(f"{path} answers {answer.status}")
    connection.close()
    return took


def sign_in(link: str) -> str:
    """Follow a link once and return the cookie of the session."""
    place = urlsplit(link)
    connection = http.client.HTTPConnection(place.netloc, timeout=600)
    connection.request("GET", place.path)
    answer = connection.getresponse()
    answer.read()
    said = "; ".join(answer.headers.get_all("Set-Cookie") or [])
    session = re.search(r"assay_session=[^;]+", said)
    if not session:
        raise SystemExit("the link signs nobody in")
    return session[0]


@contextmanager
def serving(environ: dict[str, str], workers: int) -> Iterator[tuple[int, str]]:
    """Serve a store; give the process and a link."""
    command = [*ASSAY, "serve", "--port", "0", "--as", VISITOR, "--workers", str(workers)]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as process:
        lines = process.stdout or ()
        link = next(line.strip() for line in lines if "/in/" in line)
        try:
            yield process.pid, link
        finally:
            process.terminate()


def cpu_of(process: int) -> float:
    """Return the seconds of CPU of the web server below a process, not of its worker of jobs."""
    parents, spent, names = {}, {}, {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            told = (place / "stat").read_text().rpartition(")")[2].split()
            names[int(place.name)] = (place / "cmdline").read_text()
        except OSError:
            continue
        parents[int(place.name)] = int(told[1])
        spent[int(place.name)] = (int(told[11]) + int(told[12])) / TICKS
    below = {process}
    while more := {each for each, of in parents.items() if of in below} - below:
        below |= more
    jobs = {each for each in below if names.get(each, "").rstrip("\0").endswith("worker")}
    return sum(spent.get(each, 0) for each in below - jobs)


@contextmanager
def new_database(server: str) -> Iterator[str]:
    """Make a database on a PostgreSQL server, and drop it."""
    import psycopg

    name = f"assay_benchmark_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _inside(environ: dict[str, str], what: str, documents: int, entries: int) -> str:
    command = [sys.executable, __file__, "--inside", what, str(documents), str(entries)]
    done = subprocess.run(command, env=environ, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


def inside(what: str, documents: int, entries: int) -> int:
    """Do in a process of its own what needs the store of the environment."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "assay.web.settings"
    from assay.store.home import home_directory
    from assay.store.opening import open_store
    from assay.store.secret_key import ensure_secret_key

    ensure_secret_key(home_directory(os.environ, sys.platform), os.environ)
    open_store()
    if what == "make":
        make(documents, entries)
    else:
        count_queries()
    return 0


def make(documents: int, entries: int) -> None:
    """Say everything of the organisation, in batches, and assess it once."""
    from assay.actions.kept_results import find_result, make_results
    from assay.store.ledger import StoredLedger
    from assay.store.organisations import is_kept
    from assay.store.pen import writing

    by = Author("Ana Ferreira", "ISMS lead")
    first = datetime(2024, 1, 1, tzinfo=UTC)
    ledger = StoredLedger(ORGANISATION)
    if not is_kept(ORGANISATION):
        with writing(ORGANISATION, by=by, recorded_at=first) as pen:
            pen.add_organisation("Grown")
    kept = ledger.dossier().length
    rest = islice(items(documents, entries), kept, None)
    while batch := [saying(item) for item in islice(rest, BATCH)]:
        at = first + timedelta(minutes=kept)
        with writing(ORGANISATION, by=by, recorded_at=at) as pen:
            # Nobody else writes here, so what was read is always the latest.
            kept += len(pen.append(batch, read_seq=kept))
    dossier = ledger.dossier()
    for kind in ("stage1", "stage2"):
        found = find_result(dossier, DAY, kind)
        if found is None or not found.current:
            make_results(dossier, DAY)


def items(documents: int, entries: int) -> Iterator[Item]:
    """Yield what is said: what there is once, then documents again and readers, by turns."""
    yield Case(key="1", name="Grown", standards=("iso27001-2022",), audit_on=DAY)
    yield from (Site(key=f"S-{n:03}", name=f"Site {n}") for n in range(SITES))
    yield from (Person(key=f"p-{n:03}", name=f"Person {n}") for n in range(PEOPLE))
    yield from (_document(n, 0) for n in range(documents))
    said = 1 + SITES + PEOPLE + documents
    for n in range(max(entries - said, 0)):
        if n % 2:
            yield _document(n // 2 % documents, 1 + n // 2 // documents)
        else:
            document = f"D-{n // 2 % documents:05}"
            person = f"p-{n // 2 // documents % PEOPLE:03}"
            yield Acknowledgement(key=f"A-{n // 2:06}", document=document, person=person)


def _document(n: int, version: int) -> Document:
    return Document(
        key=f"D-{n:05}",
        title=f"Policy {n} on how something is done, in words of common length",
        site=f"S-{n % SITES:03}",
        version=f"{1 + version}.0",
        owner=f"p-{n % PEOPLE:03}",
        approved_on=date(2025, 1, 1) + timedelta(days=version + n % 28),
    )


def count_queries() -> None:
    """Print how many queries each page takes, once everything is in memory."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from assay.actions.membership import let_in
    from assay.domain.role_assignment import Role

    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if "whitenoise" not in each]
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    client = Client()
    user = let_in(VISITOR, "Bench", ORGANISATION, Role.READER)
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    for page in PAGES:
        client.get(f"/o/{ORGANISATION}/{page}", headers={"host": "localhost"})
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/o/{ORGANISATION}/{page}", headers={"host": "localhost"})
        print(f"{page or 'home'} {len(queries)}")


if __name__ == "__main__":
    raise SystemExit(main())
