"""Any item of any register, as Hypothesis makes them up from the noun itself."""

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from hypothesis import strategies as st
from pydantic import AwareDatetime
from pydantic.fields import FieldInfo

from assay.domain.item import AnyItem, Item

# Everything that can be stored: no NUL, and no half of a surrogate pair.
TEXTS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=12)
_HASH = st.text("0123456789abcdef", min_size=64, max_size=64)


@cache
def any_item(kind: type[AnyItem]) -> st.SearchStrategy[AnyItem]:
    """Return a strategy for items of a register."""
    fields = {
        name: _optional(field, _values(field.annotation))
        for name, field in kind.model_fields.items()
        if name != "key"
    }
    if "sha256" in kind.model_fields:
        fields["sha256"] = _HASH
    if "size" in kind.model_fields:
        fields["size"] = st.integers(0, 2**40)
    if "position" in kind.model_fields:
        fields["position"] = st.integers(1, 99)
    keys = TEXTS.filter(lambda text: bool(text.strip()))
    return st.fixed_dictionaries({"key": keys, **fields}).map(
        lambda values: kind.model_validate(
            {name: value for name, value in values.items() if value is not _LEFT_OUT}
        )
    )


_LEFT_OUT = object()


def _optional(field: FieldInfo, values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    if field.is_required():
        return values
    return st.just(_LEFT_OUT) | values


def _values(annotation: Any) -> st.SearchStrategy[Any]:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _values(get_args(annotation)[0])
    if origin in {Union, UnionType}:
        return st.one_of([_values(part) for part in get_args(annotation)])
    if origin is tuple:
        return st.lists(_values(get_args(annotation)[0]), max_size=3).map(tuple)
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return st.sampled_from(list(annotation))
    return _PLAIN[annotation]


# Bounds are naive by Hypothesis' own rule.
_BOUNDS = (datetime(1950, 1, 1), datetime(2099, 12, 31))  # noqa: DTZ001


_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS.filter(lambda text: bool(text.strip())),
    bool: st.booleans(),
    int: st.integers(-(10**9), 10**9),
    Decimal: st.decimals(allow_nan=False, allow_infinity=False, places=2, max_value=10**9),
    date: st.dates(date(1950, 1, 1), date(2099, 12, 31)),
    AwareDatetime: st.datetimes(*_BOUNDS, timezones=st.just(UTC)),
    type(None): st.none(),
}


def any_items(kind: type[Item], most: int = 4) -> st.SearchStrategy[list[Item]]:
    """Return a strategy for several items of one register, no key twice."""
    return st.lists(any_item(kind), max_size=most, unique_by=lambda item: item.key)
