"""A caller: somebody, or their program, at one organisation, in a role, now or as of a day.

Every operation is declared by ``operation``: it says who may call it, and refuses
before the function is called.  What it asks stands in the OpenAPI document too,
so a test holds each operation against the table of roles.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest
from ninja import Query, Router
from pydantic import Field

from assay.actions.api_tokens import Bearer
from assay.actions.checked_out import dossier_of_day
from assay.actions.desk import Desk
from assay.actions.membership import Standing, standing_of
from assay.actions.shown_ledger import ShownLedger
from assay.api.answers import Refusal
from assay.api.refusals import NO_SUCH
from assay.domain.case import Case
from assay.domain.errors import RefusedError
from assay.domain.permission import NotAllowedError, Permission
from assay.ledger.dossier import Dossier
from assay.store.ledger import StoredLedger
from assay.store.organisations import stored_organisations

AsOf = Annotated[
    date | None,
    Query(
        description="The day at whose end things are read; without it, now. Nothing changes then.",
        ge=date(1900, 1, 1),
        le=date(9000, 1, 1),
    ),
]

Offset = Annotated[int, Query(ge=0, le=1_000_000_000)]
Limit = Annotated[int, Query(ge=1, le=500)]
Seq = Annotated[int, Field(ge=0, le=2**53)]

ERRORS: dict[int, Any] = dict.fromkeys((401, 403, 404, 409, 422, 429), Refusal)


class ReadOnlyScopeError(NotAllowedError):
    """The token only reads, whatever the role of its member may do."""

    def __init__(self, *asked: Any) -> None:  # noqa: ANN401 - as of the class above
        super().__init__(*asked)
        self.args = ("token: its scope is read; expected one that may write as well.",)


class PastError(RefusedError):
    """Nothing can be recorded in the past."""


@dataclass
class Caller:
    """Who calls, as what, of which organisation, as of when."""

    request: HttpRequest
    standing: Standing
    as_of: date | None

    @property
    def organisation(self) -> str:
        """Return whose things are asked for."""
        return self.standing.organisation

    @cached_property
    def dossier(self) -> Dossier:
        """Return what is known now, or was at the end of the day asked for."""
        return dossier_of_day(self._ledger, self.as_of)

    def dossier_at(self, day: date) -> Dossier:
        """Return what was known at the end of another day."""
        return dossier_of_day(self._ledger, day)

    @cached_property
    def day(self) -> date:
        """Return the day as of which things are judged: the one asked for, the case's, or today."""
        if self.as_of:
            return self.as_of
        case = next(iter(self.dossier[Case].values()), None)
        if case and case.audit_on:
            return case.audit_on
        zone = (case.time_zone if case else "") or "UTC"
        return datetime.now(ZoneInfo(zone)).date()

    def desk(self, read_seq: int | None = None) -> Desk:
        """Return the desk at which the caller says things, answering to what was read at a seq."""
        by = self.standing.author
        return Desk(self._ledger, by, lambda: datetime.now(UTC), read_seq)

    @property
    def _ledger(self) -> ShownLedger:
        return ShownLedger(StoredLedger(self.organisation), self.standing.reader)


def operation(
    router: Router,
    method: str,
    path: str,
    *,
    answers: Any,  # noqa: ANN401 - a model, or one a status
    to: Permission = Permission.READ,
    changes: bool = False,
    **said: Any,  # noqa: ANN401 - what ninja takes
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare an operation of one organisation; its function is given the caller."""
    statuses = answers if isinstance(answers, dict) else {200: answers}

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        def enter(request: HttpRequest, organisation: str, **given: Any) -> Any:  # noqa: ANN401
            caller = Caller(request, _standing(request, organisation), given.pop("as_of"))
            _must_be_allowed(caller, to, changes=changes)
            return view(caller, **given)

        enter.__signature__ = _signature(view)  # type: ignore[attr-defined] # what ninja reads
        enter.__name__, enter.__doc__ = view.__name__, view.__doc__
        summary, _, rest = inspect.cleandoc(view.__doc__ or "").partition("\n")
        router.api_operation(
            [method],
            "/organisations/{slug:organisation}" + path,
            response={**statuses, **ERRORS},
            operation_id=view.__name__,
            summary=summary.removesuffix("."),
            description=rest.strip() or summary,
            by_alias=True,
            openapi_extra={"x-permission": to.value, "x-changes": changes, **said.pop("extra", {})},
            **said,
        )(enter)
        return view

    return decorate


def _signature(view: Callable[..., Any]) -> inspect.Signature:
    own = list(inspect.signature(view).parameters.values())[1:]
    keyword = inspect.Parameter.KEYWORD_ONLY
    return inspect.Signature(
        [
            inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD),
            inspect.Parameter("organisation", keyword, annotation=str),
            *(each.replace(kind=keyword) for each in own),
            inspect.Parameter("as_of", keyword, annotation=AsOf, default=None),
        ]
    )


def _standing(request: HttpRequest, organisation: str) -> Standing:
    who: Any = getattr(request, "auth", None)
    if isinstance(who, Bearer):
        standing = who.standing if who.standing.organisation == organisation else None
    else:
        standing = standing_of(who, organisation)
    if standing is None or organisation not in stored_organisations():
        raise Http404(NO_SUCH)
    return standing


def _must_be_allowed(caller: Caller, to: Permission, *, changes: bool) -> None:
    caller.standing.must_be_allowed(to)
    if not changes:
        return
    who: Any = getattr(caller.request, "auth", None)
    if isinstance(who, Bearer) and not who.may_write:
        raise ReadOnlyScopeError(caller.standing.role, to)
    if caller.as_of is not None:
        raise PastError(
            f"{caller.organisation}: it is read as of {caller.as_of}; "
            "expected the present, where things can be recorded."
        )
