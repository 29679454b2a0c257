"""Turns raw rows into models, and what the models refuse into problems with a place.

pydantic gathers every error of a row; this module says each in the words that
the rest of the product uses: what is there, and what would do.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from assay.domain.errors import UnreadableMaterialError
from assay.domain.problem import Problem
from assay.standards.material import RawRow

AnyModel = TypeVar("AnyModel", bound=BaseModel)

_LONGEST_SHOWN = 60

_A_DATE = "a date such as 2026-01-31"

# What would do, by the kind of pydantic's error; braces name what the error tells.
_EXPECTED = {
    "string_type": "text",
    "string_too_short": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "bool_type": "true or false",
    "date_type": _A_DATE,
    "date_parsing": _A_DATE,
    "date_from_datetime_parsing": _A_DATE,
    "date_from_datetime_inexact": _A_DATE,
    "decimal_type": "a number",
    "decimal_parsing": "a number",
    "tuple_type": "a list",
    "too_short": "at least one",
    "dict_type": "a table",
    "model_type": "a table",
    "greater_than": "more than {gt}",
    "greater_than_equal": "{ge} or more",
    "less_than_equal": "{le} or less",
    "value_error": "{error}",
}


class UnreadableStandardError(UnreadableMaterialError):
    """A standard or a profile that cannot be used, with every reason at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(
            sorted(set(problems), key=lambda one: (one.place.file, one.place.line, one))
        )
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True, slots=True)
class Read(Generic[AnyModel]):
    """A row that makes sense by itself, with the raw row that knows where it stands."""

    row: AnyModel
    raw: RawRow


def read_row(
    model: type[AnyModel], raw: RawRow, defaults: Mapping[str, object], problems: list[Problem]
) -> Read[AnyModel] | None:
    """Return the row as its model, or None after adding what is wrong with it."""
    try:
        return Read(model.model_validate({**defaults, **raw.values}), raw)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        problems += (_problem(one, model, raw) for one in errors if not _is_echo(one, errors))
        return None


def _is_echo(error: ErrorDetails, errors: Iterable[ErrorDetails]) -> bool:
    """Tell whether a list is only too short because of entries that are wrong themselves."""
    length = len(error["loc"])
    return error["type"] == "too_short" and any(
        len(other["loc"]) > length and other["loc"][:length] == error["loc"] for other in errors
    )


def _problem(error: ErrorDetails, model: type[BaseModel], raw: RawRow) -> Problem:
    steps = error["loc"]
    named = [step for step in steps if isinstance(step, str)]
    key = named[-1] if named else "the row"
    if error["type"] == "missing":
        # The key that is not there has no line; a column it has.
        place = raw.place(*(steps if raw.line else steps[:-1]))
        return Problem(place, f"no {key}", "one")
    if error["type"] == "extra_forbidden":
        keys = ", ".join(sorted(_keys_at(model, steps[:-1])))
        return Problem(raw.place(*steps), f"unknown key '{key}'", f"one of {keys}")
    expected = _expected(error)
    found = shown(error["input"]) if raw.line else f"{key} holds {shown(error['input'])}"
    return Problem(raw.place(*steps), found, expected)


def _expected(error: ErrorDetails) -> str:
    context = error.get("ctx", {})
    if error["type"] == "enum":
        return str(context["expected"]).replace("'", "")
    words = _EXPECTED.get(error["type"])
    return words.format(**context) if words else error["msg"]


def shown(value: object) -> str:
    """Return a value as a problem quotes it, shortened where it is long."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(shown(one) for one in value)}]"
    text = str(value)
    text = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."
    return f"'{text}'" if isinstance(value, str) else text


def _keys_at(model: type[BaseModel], steps: tuple[int | str, ...]) -> Iterable[str]:
    """Return the keys that are known where an unknown one was met."""
    for step in steps:
        if isinstance(step, str):
            field = next(
                one for name, one in model.model_fields.items() if step in {name, one.alias}
            )
            model = _model_in(field.annotation) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for one in get_args(annotation) if (found := _model_in(one))), None)
