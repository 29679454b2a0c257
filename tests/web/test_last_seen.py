"""Looking at a page writes nothing; when somebody was last seen is taken down once in a while."""

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assay.domain.role_assignment import Role
from assay.web import last_seen
from tests.store.databases import Database
from tests.web.people import Comer


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    """Pages ask the store, which is tested on every engine; one is enough here."""
    return sqlite_database


def written_by(comer: Comer) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        comer.gets("ledger/")
    words = (str(each["sql"]).split()[0] for each in queries)
    return [word for word in words if word not in {"SELECT", "BEGIN", "COMMIT"}]


@pytest.mark.usefixtures("acme")
def test_the_second_page_of_a_visit_only_reads() -> None:
    ana = Comer(Role.READER)

    assert written_by(ana) != []
    assert written_by(ana) == []
    assert UserSession.objects.count() == 1


@pytest.mark.usefixtures("acme")
def test_somebody_who_stays_is_taken_down_again(monkeypatch: pytest.MonkeyPatch) -> None:
    ana = Comer(Role.READER)
    ana.gets("ledger/")

    monkeypatch.setattr(last_seen, "EVERY_S", 0)

    assert written_by(ana) != []
