"""One server and one browser a session; each test gets a page of its own, signed in."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, StorageState, sync_playwright

from assay.store.settings import SQLITE
from tests.conftest import CHROMIUM
from tests.store.databases import at_home, in_use
from tests.store.fixtures import (
    acme,
    database,
    postgresql_database,
    postgresql_template,
    sqlite_database,
    sqlite_template,
)
from tests.web.browser import ARGUMENTS, Watched, watching
from tests.web.server import Server, copy_store, serving

__all__ = [
    "acme",
    "database",
    "postgresql_database",
    "postgresql_template",
    "sqlite_database",
    "sqlite_template",
]


@pytest.fixture(scope="session")
def store_cache(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which stores with both demo organisations are kept between runs."""
    cache = getattr(pytestconfig, "cache", None)
    return cache.mkdir("store") if cache else tmp_path_factory.getbasetemp() / "store"


@pytest.fixture(scope="session")
def server(store_cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve both demo organisations, as they were assessed on the day of their audits."""
    with serving(copy_store(store_cache, tmp_path_factory.mktemp("home"))) as running:
        yield running


@pytest.fixture(scope="session")
def home_of_demos(store_cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the store with both demo organisations for tests without a server."""
    home = tmp_path_factory.mktemp("demos")
    copy_store(store_cache, home)
    return home


@pytest.fixture
def demos(home_of_demos: Path) -> Iterator[None]:
    """Let a test read both demo organisations; what it writes stays for the others."""
    database = {**SQLITE, "NAME": home_of_demos / "assay.sqlite3"}
    with in_use(database), at_home(home_of_demos):
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium."""
    # Playwright keeps a loop in this thread; tests without a browser ask the store from it.
    with pytest.MonkeyPatch.context() as patched, sync_playwright() as playwright:
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = playwright.chromium.launch(
            executable_path=shutil.which(CHROMIUM), args=ARGUMENTS
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def session_of_the_lead(server: Server, browser: Browser) -> StorageState:
    """Sign somebody in once who leads at both organisations, and keep the cookies."""
    context = browser.new_context()
    context.new_page().goto(server.link)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def stranger(server: Server, browser: Browser) -> Iterator[Watched]:
    """Give a test a page of somebody who is not signed in; it must not complain."""
    with watching(browser, server) as watched:
        yield watched


@pytest.fixture
def signed_in(
    server: Server, browser: Browser, session_of_the_lead: StorageState
) -> Iterator[Watched]:
    """Give a test a page of somebody who leads at both organisations."""
    with watching(browser, server, session_of_the_lead) as watched:
        yield watched
