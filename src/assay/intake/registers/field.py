"""What kind of value a field of a noun takes, as its annotation says.

Readers of cells ask this instead of naming nouns, so a register added later is
read without a line here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, StrEnum, auto
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import AwareDatetime

from assay.domain.item import Item, references


class Kind(Enum):
    """The kinds of value that a register's cell may hold."""

    TEXT = auto()
    WHOLE_NUMBER = auto()
    NUMBER = auto()
    YES_OR_NO = auto()
    DAY = auto()
    MOMENT = auto()
    CHOICE = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a noun, as far as reading a cell goes."""

    name: str
    kind: Kind
    is_list: bool = False
    is_required: bool = False
    holds_keys: bool = False  # of another register
    choices: type[StrEnum] | None = None

    @property
    def is_key(self) -> bool:
        """Say whether the field is the item's own key."""
        return self.name == "key"

    @property
    def may_be_empty(self) -> bool:
        """Say whether the field takes an empty text for nothing said."""
        return self.kind is Kind.TEXT and not self.is_list and not self.is_key


@cache
def fields_of(kind: type[Item]) -> Mapping[str, Field]:
    """Return the fields of a noun by name, in the order of the model."""
    keys = references(kind)
    fields = {}
    for name, info in kind.model_fields.items():
        core, is_list = _core(info.annotation)
        fields[name] = Field(
            name,
            _kind_of(core, f"{kind.__name__}.{name}"),
            is_list=is_list,
            is_required=info.is_required() and not (name == "key" and kind.key_from),
            holds_keys=name in keys,
            choices=core if issubclass(core, StrEnum) else None,
        )
    return MappingProxyType(fields)


def key_instead(kind: type[Item]) -> tuple[str, ...]:
    """Return the field that serves as the key of a noun where no column does: its name."""
    return ("name",) if "name" in kind.model_fields and not kind.key_from else ()


_KINDS = {
    str: Kind.TEXT,
    bool: Kind.YES_OR_NO,
    int: Kind.WHOLE_NUMBER,
    Decimal: Kind.NUMBER,
    date: Kind.DAY,
    datetime: Kind.MOMENT,
    AwareDatetime: Kind.MOMENT,
}


def _kind_of(core: type, where: str) -> Kind:
    if issubclass(core, StrEnum):
        return Kind.CHOICE
    if core not in _KINDS:
        raise TypeError(f"{where} is {core.__name__}, which no cell of a register can hold")
    return _KINDS[core]


def _core(annotation: Any) -> tuple[type, bool]:  # noqa: ANN401 - annotations have no type
    """Return the type inside an annotation, and whether the field is a list of it."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _core(get_args(annotation)[0])
    if origin in {Union, UnionType}:
        (inner,) = (each for each in get_args(annotation) if each is not NoneType)
        return _core(inner)
    if origin is tuple:
        return _core(get_args(annotation)[0])[0], True
    return annotation, False
