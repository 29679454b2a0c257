"""Ledgers of every shape: several people, clocks that run back, items that come and go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from hypothesis import strategies as st

from assay.domain.item import Item
from assay.domain.person import Person
from assay.domain.risk import Risk, RiskDecision
from assay.domain.site import Site
from assay.ledger.dossier import Dossier
from assay.ledger.entry import Author, Statement, retiring, saying
from assay.ledger.ledger import Ledger

ANA = Author("Ana Ferreira", "ISMS lead")
BO = Author("Bo Lindqvist", "internal auditor")
NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
KEYS = st.sampled_from(["A-1", "B-2", "Ç/3", "\N{GRINNING FACE}"])
DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))

AUTHORS = st.builds(
    Author,
    st.sampled_from(["Ana Ferreira", "Bo Lindqvist", 'Cleo "CR" Roth']),
    st.sampled_from(["ISMS lead", "internal auditor", "consultant"]),
    st.booleans(),
)

INSTANTS = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001 - the zone is added below
    datetime(2026, 1, 3),  # noqa: DTZ001
    timezones=st.just(UTC),
)

ITEMS: st.SearchStrategy[Item] = st.one_of(
    st.builds(
        Risk,
        key=KEYS,
        site=st.sampled_from(["", "A-1"]),
        title=TEXT,
        systems=st.lists(TEXT, max_size=2).map(tuple),
        likelihood=st.none() | st.integers(-5, 5),
        decision=st.none() | st.sampled_from(RiskDecision),
        decided_on=st.none() | DAYS,
    ),
    st.builds(Site, key=KEYS, name=TEXT, central_function=st.none() | st.booleans()),
    st.builds(Person, key=KEYS, name=TEXT, started_on=st.none() | DAYS),
)

STATEMENTS: st.SearchStrategy[Statement] = st.one_of(
    st.builds(saying, ITEMS, TEXT),
    st.builds(saying, ITEMS, TEXT),
    st.builds(retiring, ITEMS, TEXT),
)


@dataclass(frozen=True)
class Append:
    """What somebody says at one go."""

    by: Author
    recorded_at: datetime
    statements: Sequence[Statement]


APPENDS = st.lists(
    st.builds(Append, AUTHORS, INSTANTS, st.lists(STATEMENTS, min_size=1, max_size=4)), max_size=8
)


def ledger_of(appends: Sequence[Append], organisation: str = "acme") -> Ledger:
    """Return the ledger in which all of it was said."""
    ledger = Ledger(organisation)
    for each in appends:
        ledger.append(each.statements, by=each.by, recorded_at=each.recorded_at)
    return ledger


LEDGERS = APPENDS.map(ledger_of)
FILLED_LEDGERS = LEDGERS.filter(lambda ledger: bool(ledger.entries))


def contents(dossier: Dossier) -> dict[str, dict[str, Item]]:
    """Return what a dossier holds, in an order that does not depend on how it came."""
    return {
        register.kind.register: dict(sorted(register.items())) for register in dossier.registers
    }
