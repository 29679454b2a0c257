"""What every noun of a register has in common.

An item is flat: text, numbers, dates, choices, and lists of text.  It points
at other items by their keys.  So a spreadsheet row, a form, an API body and a
ledger entry all hold the same thing, and the difference of two versions is a
list of fields.

A new register is one module in this package with one subclass of ``Item``;
the importer, the pages, the API and the export are made from the model.
"""

import re
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import (
    Annotated,
    Any,
    ClassVar,
    Self,
    TypeVar,
    Union,
    get_args,
    get_origin,
)

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, model_validator

# U+0000 cannot be stored by PostgreSQL, and half of a surrogate pair by nobody.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Also:
    """Other names under which people keep the column of a field."""

    names: tuple[str, ...]

    def __init__(self, *names: str) -> None:
        object.__setattr__(self, "names", names)


@dataclass(frozen=True, slots=True)
class Refers:
    """The field holds the key of an item of another register."""

    register: str


def _storable(text: str) -> str:
    if UNSTORABLE.search(text):
        raise ValueError("text without NUL or broken characters")
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _without_blanks(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def _in_utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC)


Text = Annotated[str, AfterValidator(_storable)]
"""Text as somebody wrote it, outer blanks aside.  Empty means: nothing was said."""

Texts = Annotated[tuple[Text, ...], AfterValidator(_without_blanks)]
"""A list of short texts or keys, in the order given."""

Instant = Annotated[AwareDatetime, AfterValidator(_in_utc)]
"""A moment with its time zone, kept in UTC."""

SiteRef = Annotated[Text, Refers("site")]
PersonRef = Annotated[Text, Refers("person")]
UnitRef = Annotated[Text, Refers("unit")]
SystemRef = Annotated[Text, Refers("system")]
ProcessRef = Annotated[Text, Refers("process")]
SupplierRef = Annotated[Text, Refers("supplier")]
DocumentRef = Annotated[Text, Refers("document")]
ControlRef = Annotated[Text, Refers("soa_row")]


class Item(BaseModel):
    """One row of a register, as it reads at one moment."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, ser_json_inf_nan="strings"
    )

    register: ClassVar[str] = ""
    plural: ClassVar[str] = ""
    key_from: ClassVar[tuple[str, ...]] = ()

    key: Annotated[Text, Also("id", "ref", "reference", "no", "number", "#")] = Field(min_length=1)
    site: Annotated[SiteRef, Also("location site", "plant", "facility")] = ""

    def __init_subclass__(
        cls,
        *,
        register: str = "",
        plural: str = "",
        key_from: tuple[str, ...] = (),
        **config: Any,  # noqa: ANN401 - pydantic's own, such as the model's title
    ) -> None:
        """Name the register that the noun makes; a base for nouns names none."""
        super().__init_subclass__(**config)
        if register:
            cls.register = register
            cls.plural = plural or f"{register}s"
            cls.key_from = key_from

    @classmethod
    def heading(cls) -> str:
        """Return what a page or a listing calls the register."""
        return cls.model_config.get("title") or cls.plural.replace("_", " ").capitalize()

    @model_validator(mode="before")
    @classmethod
    def _make_key(cls, values: object) -> object:
        # People number their risks, but nobody numbers "version 3 of POL-01".
        if not cls.key_from or not isinstance(values, dict) or values.get("key"):
            return values
        parts = [str(values[name]) for name in cls.key_from if values.get(name)]
        return {**values, "key": " / ".join(parts)} if parts else values

    @property
    def label(self) -> str:
        """Return what a person would call the item: its name or title, else its key."""
        for name in ("name", "title"):
            if text := getattr(self, name, ""):
                return str(text)
        return self.key

    @property
    def lacks(self) -> tuple[str, ...]:
        """Return the facts that the item cannot do without and does not have."""
        return ()

    def changed(self, **fields: object) -> Self:
        """Return the item with some fields reading otherwise, validated anew."""
        return type(self).model_validate({**self.model_dump(), **fields})


AnyItem = TypeVar("AnyItem", bound=Item)


@cache
def registers() -> Mapping[str, type[Item]]:
    """Return every register of the product by name: the modules that are there."""
    import assay.domain as package

    for module in iter_modules(package.__path__, f"{package.__name__}."):
        import_module(module.name)
    return dict(sorted((kind.register, kind) for kind in _kinds(Item) if kind.register))


def _kinds(base: type[Item]) -> Iterator[type[Item]]:
    for kind in base.__subclasses__():
        yield kind
        yield from _kinds(kind)


@cache
def references(kind: type[Item]) -> Mapping[str, str]:
    """Return which fields of a noun hold keys, and of which register."""
    found = {
        name: target.register
        for name, field in kind.model_fields.items()
        for target in _marks((field.annotation, *field.metadata))
        if isinstance(target, Refers)
    }
    return types.MappingProxyType(found)


@cache
def column_names(kind: type[Item]) -> Mapping[str, tuple[str, ...]]:
    """Return the names under which each field's column may come, the plain one first."""
    return types.MappingProxyType(
        {
            name: (
                name.replace("_", " "),
                *(
                    other
                    for mark in field.metadata
                    if isinstance(mark, Also)
                    for other in mark.names
                ),
            )
            for name, field in kind.model_fields.items()
        }
    )


def _marks(annotations: tuple[Any, ...]) -> Iterator[Any]:
    for annotation in annotations:
        origin = get_origin(annotation)
        if origin is Annotated:
            inner, *marks = get_args(annotation)
            yield from marks
            yield from _marks((inner,))
        elif origin in {tuple, Union, types.UnionType}:
            yield from _marks(get_args(annotation))
        else:
            yield annotation
