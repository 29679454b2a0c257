"""How an error is answered: one shape, whatever went wrong.

Sentences of ours read ``<where>: <what is there>; expected <what would do>.``,
so the three parts are taken from the sentence itself.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from pydantic import ValidationError as UnreadableError

from assay.domain.errors import NotFoundError, RefusedError, UserError
from assay.domain.permission import NotAllowedError
from assay.ledger.chain import Conflict, ConflictError
from assay.ledger.entry import Author

_STATUS: tuple[tuple[type[UserError], int], ...] = (
    (NotAllowedError, 403),
    (NotFoundError, 404),
    (RefusedError, 409),
    (UserError, 422),
)
_LONGEST_WHERE = 120
NO_SUCH = "There is no such thing here"


class UnsignedCallError(HttpError):
    """Nobody is known to have called."""

    def __init__(self, says: str, status: int = 401) -> None:
        super().__init__(status, says)


class UnreadableItemError(UserError):
    """What was sent is no item of its register; each field that is not is told."""

    def __init__(self, problems: Sequence[dict[str, str]]) -> None:
        self.problems = problems
        super().__init__("; ".join(each["error"] for each in problems))


def refusal(
    error: str,
    where: str = "",
    expected: str = "",
    *,
    more: Sequence[dict[str, str]] = (),
    conflicts: Iterable[dict[str, Any]] = (),
) -> dict[str, Any]:
    """Return the body of an answer that is an error."""
    return {
        "error": error,
        "where": where,
        "expected": expected,
        "more": list(more),
        "conflicts": list(conflicts),
    }


def told(sentence: str) -> dict[str, str]:
    """Return the three parts of a sentence of ours."""
    said, _, expected = sentence.partition("; expected ")
    where, found, what = said.partition(": ")
    if not found or len(where) > _LONGEST_WHERE:
        where, what = "", said
    return {"error": what, "where": where, "expected": expected.removesuffix(".")}


def problems_of(error: UnreadableError, where: str) -> list[dict[str, str]]:
    """Return everything that keeps a value from being read, one problem a field."""
    return [
        {
            "error": each["msg"],
            "where": ", ".join((where, *map(str, each["loc"]))) if where else _place(each["loc"]),
            "expected": each["type"].replace("_", " "),
        }
        for each in error.errors(include_url=False, include_input=False, include_context=False)
    ]


def answer_errors(api: NinjaAPI) -> None:
    """Have every error of the API answered in the one shape."""

    def answer(request: HttpRequest, body: dict[str, Any], status: int) -> HttpResponse:
        return api.create_response(request, body, status=status)

    @api.exception_handler(UserError)
    def of_ours(request: HttpRequest, error: UserError) -> HttpResponse:
        status = next(status for kind, status in _STATUS if isinstance(error, kind))
        return answer(request, _body_of(error), status)

    @api.exception_handler(Http404)
    def nowhere(request: HttpRequest, error: Http404) -> HttpResponse:
        return answer(request, refusal(str(error) or NO_SUCH), 404)

    @api.exception_handler(HttpError)
    def of_the_call(request: HttpRequest, error: HttpError) -> HttpResponse:
        response = answer(request, refusal(str(error)), error.status_code)
        if error.status_code == 401:  # noqa: PLR2004 - nobody is known
            response.headers["WWW-Authenticate"] = 'Bearer realm="assay"'
        return response

    @api.exception_handler(ValidationError)
    def unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
        problems = [
            {"error": each["msg"], "where": _place(each["loc"]), "expected": _kind(each)}
            for each in error.errors
        ]
        return answer(request, _several(problems), 422)


def _body_of(error: UserError) -> dict[str, Any]:
    if isinstance(error, UnreadableItemError):
        return _several(error.problems)
    if isinstance(error, ConflictError):
        return refusal(
            "somebody else changed the same item meanwhile",
            ", ".join(f"{each.register} {each.key}" for each in error.conflicts),
            "a put that answers to how it reads now",
            conflicts=map(_clash, error.conflicts),
        )
    return _several([told(str(error))])


def _several(problems: Sequence[dict[str, str]]) -> dict[str, Any]:
    first, *others = problems
    return refusal(first["error"], first["where"], first["expected"], more=others)


def _clash(conflict: Conflict) -> dict[str, Any]:
    theirs = conflict.stands
    return {
        "register": conflict.register,
        "key": conflict.key,
        "stands": {
            "item": _item(theirs.body),
            "seq": theirs.seq,
            "recorded_at": theirs.recorded_at,
            "by": said_by(theirs.by),
        },
        "yours": {"item": _item(conflict.wanted), "seq": None, "recorded_at": None, "by": None},
    }


def said_by(author: Author) -> dict[str, Any]:
    """Return who said something."""
    return {"name": author.name, "role": author.role, "external": author.external}


def _item(body: str | None) -> Any:  # noqa: ANN401 - what an entry holds
    return None if body is None else json.loads(body)


def _place(loc: Iterable[Any]) -> str:
    return ", ".join(str(each) for each in loc)


def _kind(problem: dict[str, Any]) -> str:
    return str(problem["type"]).replace("_", " ")
