"""The certificate: what it covers, and until when."""

from datetime import date
from typing import Annotated

from assay.domain.item import Also, Item, Refers, SiteRef, Text


class Certificate(Item, register="certificate", title="Certificates"):
    """One certificate; its scope is the one that was audited."""

    standard: Text
    scope: Annotated[Text, Refers("scope"), Also("scope version")] = ""
    statement: Annotated[Text, Also("scope text")] = ""
    sites: Annotated[tuple[SiteRef, ...], Also("locations")] = ()
    body: Annotated[Text, Also("certification body")] = ""
    decision: Annotated[Text, Refers("certification_decision")] = ""
    issued_on: Annotated[date | None, Also("issued", "issue date")] = None
    valid_until_on: Annotated[date | None, Also("valid until", "expires")] = None
