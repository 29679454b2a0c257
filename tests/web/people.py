"""People who come to pages without a browser: in a role, at an organisation, with a form."""

from collections.abc import Mapping
from typing import Any, cast

from django.conf import settings
from django.http import HttpResponse
from django.test import Client, override_settings
from lxml import html

from assay.actions.membership import let_in
from assay.domain.item import Item
from assay.domain.role_assignment import Role
from assay.ledger.entry import Author, Entry, saying
from assay.store.ledger import StoredLedger
from tests.store.fixtures import NOON

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
LEAD = Author("Lea", Role.ISMS_LEAD.value)


class Comer:
    """Somebody at the pages of one organisation."""

    def __init__(self, role: Role, organisation: str = "acme", name: str = "Ana Ferreira") -> None:
        self.organisation = organisation
        email = f"{name.partition(' ')[0].lower()}@{organisation}.example"
        user = let_in(email, name, organisation, role)
        self.client = Client()
        self.client.force_login(user, backend=BACKEND)
        # Nothing was gathered to be served beside the pages; no page here asks for it.
        without = [each for each in settings.MIDDLEWARE if "whitenoise" not in each]
        with override_settings(MIDDLEWARE=without):
            self.client.handler.load_middleware()

    def gets(self, path: str, **query: str) -> HttpResponse:
        """Look at a page under the organisation's address."""
        got = self.client.get(self._address(path), query, headers={"host": "localhost"})
        return cast("HttpResponse", got)

    def posts(self, path: str, form: Mapping[str, Any], query: str = "") -> HttpResponse:
        """Send a form."""
        address = f"{self._address(path)}{query}"
        got = self.client.post(address, dict(form), headers={"host": "localhost"})
        return cast("HttpResponse", got)

    def _address(self, path: str) -> str:
        return path if path.startswith("/o/") else f"/o/{self.organisation}/{path}"


def page_of(answer: HttpResponse) -> Any:
    """Return the elements of a page."""
    return html.fromstring(answer.content.decode())


def text_of(answer: HttpResponse) -> str:
    """Return what a page says, in one line."""
    return " ".join(answer.content.decode().split())


def rows_of(answer: HttpResponse, label: str = "") -> list[list[str]]:
    """Return what stands in the cells of the first table of a page, or of a labelled one."""
    page = page_of(answer)
    inside = f'//*[@aria-label="{label}"]' if label else ""
    tables = page.xpath(f"{inside}//table")
    rows = tables[0].xpath(".//tbody/tr") if tables else []
    return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]


def headings_of(answer: HttpResponse) -> list[str]:
    """Return the headings of the first table of a page."""
    page = page_of(answer)
    return [" ".join(each.text_content().split()) for each in page.xpath("(//thead)[1]//th")]


def say(ledger: StoredLedger, *items: Item, because: str = "") -> list[Entry]:
    """Record items."""
    said = [saying(item, because) for item in items]
    return list(ledger.append(said, by=LEAD, recorded_at=NOON))
