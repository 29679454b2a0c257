"""A visit: somebody at one organisation's pages, in a role, now or as of a day.

Line 1 of every view is ``@organisation_page(...)``: it finds out who comes, as
what, and refuses before the view is called.  A view cannot be reached without it,
for without it there is no visit.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache, wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import get_script_prefix, reverse

from assay.actions.desk import Desk
from assay.actions.membership import Standing, standings_of
from assay.actions.shown_ledger import ShownLedger
from assay.domain.case import Case
from assay.domain.errors import RefusedError
from assay.domain.permission import Permission
from assay.domain.role_assignment import Role
from assay.ledger.days import end_of, zone_of
from assay.ledger.dossier import Dossier
from assay.store.ledger import StoredLedger
from assay.store.people.models import User

ONLY_READS = frozenset({"GET", "HEAD", "OPTIONS"})

Given = ParamSpec("Given")
View = Callable[Concatenate["Visit", Given], HttpResponse]


class ReadAsOfError(RefusedError):
    """Nothing can be recorded in the past."""


class VisitedRequest(HttpRequest):
    """A request in which it is known who comes to which organisation."""

    user: User  # signed in, or the view was not called
    visit: "Visit"
    htmx: Any


@dataclass
class Visit:
    """Who comes, as what, to which organisation, and as of when."""

    request: VisitedRequest
    organisation: str
    name: str
    standing: Standing
    as_of: date | None
    mine: Sequence[tuple[str, Standing]]
    """The organisations that the visitor belongs to, by name."""

    @property
    def user(self) -> User:
        """Return who comes."""
        return self.request.user

    @property
    def role(self) -> Role:
        """Return in which role."""
        return self.standing.role

    @property
    def read_only(self) -> bool:
        """Say whether nothing can be recorded, for this is the past."""
        return self.as_of is not None

    def may(self, permission: Permission) -> bool:
        """Say whether something can be done here, by this role, now."""
        if self.read_only and permission not in {Permission.READ, Permission.EXPORT}:
            return False
        return self.standing.may(permission)

    @cached_property
    def desk(self) -> Desk:
        """Return the desk at which the visitor says things; actions ask for it."""
        if self.read_only:
            raise ReadAsOfError(
                f"{self.organisation} is read as of {self.as_of}; "
                "expected the present, where things can be recorded."
            )
        return self.desk_reading(None)

    def desk_reading(self, read_seq: int | None) -> Desk:
        """Return a desk of somebody who answers to what they read at a seq, as a form says."""
        return Desk(self._ledger, self.standing.author, lambda: datetime.now(UTC), read_seq)

    @cached_property
    def dossier(self) -> Dossier:
        """Return what was known at the end of the day that was asked for, or what is known now."""
        now = self._ledger.dossier()
        if self.as_of is None:
            return now
        return self._ledger.dossier(end_of(self.as_of, zone_of(now)))

    def dossier_at(self, day: date) -> Dossier:
        """Return what was known at the end of another day."""
        return self._ledger.dossier(end_of(day, zone_of(self._ledger.dossier())))

    def length_at(self, day: date) -> int:
        """Return how many of the dossier's entries were recorded by the end of a day."""
        end = end_of(day, zone_of(self.dossier))
        entries, length = self.dossier.entries, self.dossier.length
        return bisect_right(entries, end, hi=length, key=lambda entry: entry.recorded_at)

    @cached_property
    def day(self) -> date:
        """Return the day as of which things are judged: the one asked for, the case's, or today."""
        if self.as_of:
            return self.as_of
        now = self.dossier
        named = next((case.audit_on for case in now[Case].values() if case.audit_on), None)
        return named or datetime.now(ZoneInfo(zone_of(now))).date()

    def url(self, name: str, *args: object, **query: object) -> str:
        """Return the address of a page of this organisation, as of the same day."""
        address = _address(get_script_prefix(), name, self.organisation, *args)
        carried = {"as_of": self.as_of, **query}
        said = {key: value for key, value in carried.items() if value not in {None, ""}}
        return f"{address}?{urlencode(said, doseq=True)}" if said else address

    def render(self, template: str, context: dict[str, Any] | None = None) -> HttpResponse:
        """Return a page."""
        return render(self.request, template, {"visit": self, **(context or {})})

    @property
    def _ledger(self) -> ShownLedger:
        return ShownLedger(StoredLedger(self.organisation), self.standing.reader)


@lru_cache(maxsize=20_000)
def _address(_prefix: str, name: str, *args: object) -> str:
    """Return an address; a page names hundreds, and each takes time to find."""
    return reverse(name, args=args)


def organisation_page(
    to_read: Permission = Permission.READ, *, to_change: Permission | None = None
) -> Callable[[View[Given]], Callable[..., HttpResponse]]:
    """Let a view be called only by whoever belongs to the organisation and may do it.

    Somebody else's organisation is answered as one that does not exist.  Anything but
    reading asks for ``to_change``, and is not answered at all where a view names none.
    """

    def decorate(view: View[Given]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def enter(
            request: VisitedRequest, organisation: str, *args: Given.args, **kwargs: Given.kwargs
        ) -> HttpResponse:
            mine = standings_of(request.user)
            here = next((each for each in mine if each[1].organisation == organisation), None)
            if here is None:
                raise Http404
            reads = request.method in ONLY_READS
            if not reads and to_change is None:
                return HttpResponseNotAllowed(sorted(ONLY_READS))
            name, standing = here
            visit = Visit(request, organisation, name, standing, _asked_day(request), mine)
            request.visit = visit
            standing.must_be_allowed(to_read)
            if not reads and to_change is not None:
                standing.must_be_allowed(to_change)
                _must_be_now(visit)
            return view(visit, *args, **kwargs)

        enter.organisation_page = (to_read, to_change)  # type: ignore[attr-defined] # for the matrix
        return enter

    return decorate


def _must_be_now(visit: Visit) -> None:
    if visit.read_only:
        raise ReadAsOfError(
            f"{visit.organisation} is read as of {visit.as_of}; "
            "expected the present, where things can be recorded."
        )


def _asked_day(request: HttpRequest) -> date | None:
    said = request.GET.get("as_of", "").strip()
    if not said:
        return None
    try:
        day = date.fromisoformat(said)
    except ValueError:
        raise RefusedError(
            f"as of {said[:40]!r}: that is no day; expected one such as 2026-01-31."
        ) from None
    # The end of the last day of the calendar cannot be reckoned.
    if not date(1900, 1, 1) <= day <= date(9000, 1, 1):
        raise RefusedError(f"as of {day}: expected a day between 1900 and 9000.")
    return day
