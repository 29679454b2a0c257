"""What every noun of a register keeps to, so that pages, forms and imports can be made from it."""

import re
import types
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import AwareDatetime
from pydantic.fields import FieldInfo

from assay.domain.item import column_names, references, registers

KINDS = registers()
# A row of the working calendar is there to say that a day is none.
ALWAYS_SAID = {("calendar_day", "worked")}


def fields() -> Iterator[tuple[str, str, FieldInfo]]:
    for register, kind in KINDS.items():
        for name, field in kind.model_fields.items():
            yield register, name, field


def said_type(field: FieldInfo) -> Any:
    """Return what a field holds when it says something: for ``date | None`` that is date."""
    annotation: Any = field.annotation
    if get_origin(annotation) in {Union, types.UnionType}:
        (annotation,) = (one for one in get_args(annotation) if one is not type(None))
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    return annotation


def test_a_noun_is_one_module_of_the_name_of_its_register() -> None:
    homes = {register: kind.__module__ for register, kind in KINDS.items()}

    assert homes == {register: f"assay.domain.{register}" for register in KINDS}


def test_a_noun_is_named_as_its_register() -> None:
    named = {
        register: re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()
        for register, kind in KINDS.items()
    }

    assert named == {register: register for register in KINDS}


def test_no_two_registers_share_a_file() -> None:
    plurals = [kind.plural for kind in KINDS.values()]

    assert len(set(plurals)) == len(KINDS)


def test_a_noun_says_what_one_row_is() -> None:
    assert [name for name, kind in KINDS.items() if not (kind.__doc__ or "").strip()] == []


def test_every_field_has_one_of_the_flat_types() -> None:
    odd = [
        (register, name, said_type(field))
        for register, name, field in fields()
        if not is_flat(said_type(field))
    ]

    assert odd == []


def is_flat(held: Any) -> bool:
    if get_origin(held) is tuple:
        inner, rest = get_args(held)
        while get_origin(inner) is Annotated:
            inner = get_args(inner)[0]
        return rest is Ellipsis and is_flat(inner)
    if held is float or not isinstance(held, type):
        return False  # a float does not come back from text as it was
    flat = (str, int, bool, date, StrEnum)
    return issubclass(held, flat) or held.__name__ in {"Decimal", AwareDatetime.__name__}


def test_dates_end_on_and_instants_at() -> None:
    ends = {date: "on", AwareDatetime: "at"}
    misnamed = [
        (register, name)
        for register, name, field in fields()
        if (end := ends.get(said_type(field))) and name.rpartition("_")[2] != end
    ]

    assert misnamed == []


def test_what_nobody_said_is_not_taken_for_no_or_nought() -> None:
    assumed = {
        (register, name)
        for register, name, field in fields()
        if not field.is_required()
        and said_type(field) in {bool, int, date, AwareDatetime}
        and field.get_default() is not None
    }

    assert assumed == ALWAYS_SAID


def test_text_that_nobody_gave_is_empty() -> None:
    assumed = [
        (register, name)
        for register, name, field in fields()
        if said_type(field) is str and not field.is_required() and field.get_default() != ""
    ]

    assert assumed == []


def test_every_reference_points_at_a_register_that_there_is() -> None:
    lost = [
        (register, name, target)
        for register, kind in KINDS.items()
        for name, target in references(kind).items()
        if target not in KINDS
    ]

    assert lost == []


def test_a_key_is_made_from_fields_that_there_are() -> None:
    for kind in KINDS.values():
        assert set(kind.key_from) <= set(kind.model_fields)


def test_a_synonym_stands_for_one_field_of_a_register() -> None:
    # A field's own name, which comes first, is taken before any synonym.
    doubled = {
        (register, one)
        for register, kind in KINDS.items()
        for name, names in column_names(kind).items()
        for one in names[1:]
        for other, others in column_names(kind).items()
        if other > name and one in others[1:]
    }

    assert doubled == set()
