"""Programs that call the API: with a token of somebody in a role at an organisation."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import Client

from assay.actions.api_tokens import WRITE, make_token
from assay.actions.membership import let_in, standing_of
from assay.domain.role_assignment import Role
from assay.store.people.models import User


def member(role: Role, organisation: str = "acme", name: str = "Ana Ferreira") -> User:
    """Return somebody who is a member in a role."""
    first = name.partition(" ")[0].lower()
    return let_in(f"{first}@{organisation}.example", name, organisation, role)


class Program:
    """A program with a token."""

    def __init__(
        self,
        role: Role,
        organisation: str = "acme",
        *,
        name: str = "Ana Ferreira",
        scope: str = WRITE,
        life: timedelta = timedelta(days=1),
        now: datetime | None = None,
    ) -> None:
        self.organisation = organisation
        self.user = member(role, organisation, name)
        standing = standing_of(self.user, organisation)
        assert standing
        made_at = now or datetime.now(UTC)
        self.token, self.text = make_token(standing, "Nightly", scope, now=made_at, life=life)
        self.client = Client(headers={"host": "localhost", "authorization": f"Bearer {self.text}"})

    def asks(self, path: str, method: str = "GET", said: Any = None, **query: Any) -> Any:
        """Call an operation under the organisation's address."""
        under = path if path.startswith("/") else f"/organisations/{self.organisation}/{path}"
        return call(self.client, f"/api/v1{under}", method, said, query)

    def puts(
        self, path: str, item: dict[str, Any], read_seq: int, because: str = "", **query: Any
    ) -> Any:
        """Say how an item reads."""
        said = {"item": item, "read_seq": read_seq, "because": because}
        return self.asks(f"registers/{path}", "PUT", said, **query)


def call(client: Client, address: str, method: str, said: Any = None, query: Any = None) -> Any:
    """Send a request, with a body of JSON where there is one."""
    return client.generic(
        method,
        address,
        data="" if said is None else json.dumps(said),
        content_type="application/json",
        query_params=query or {},
    )


def told(answer: Any) -> Any:
    """Return what an answer holds."""
    return json.loads(answer.content)
