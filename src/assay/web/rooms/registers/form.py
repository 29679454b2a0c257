"""A form for one item, made from its model: what to ask, what was typed, what is wrong with it.

What a newcomer would get wrong: a field whose text was not touched keeps its very
value, for what a browser sends back is not always what it was given; and a field
that was not sent at all is left as it stands.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.http import QueryDict
from pydantic import ValidationError

from assay.domain.item import Item, references, registers
from assay.domain.problem import Place
from assay.domain.register_permission import may_write_field
from assay.domain.role_assignment import Role
from assay.intake.registers.complaints import complaints, expected_of
from assay.intake.registers.field import Field, Kind, fields_of
from assay.intake.tables.cell import quote
from assay.web.rooms.registers.cells import meaning_of, reading_order, title_of

_WIDGETS: Final = {
    Kind.DAY: "date",
    Kind.MOMENT: "line",
    Kind.NUMBER: "number",
    Kind.WHOLE_NUMBER: "number",
    Kind.YES_OR_NO: "choice",
    Kind.CHOICE: "choice",
}


@dataclass
class Asking:
    """One field of the form."""

    name: str
    title: str
    widget: str
    hint: str
    required: bool
    locked: bool
    text: str = ""
    chosen: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    keys_of: str = ""
    error: str = ""


@dataclass
class ItemForm:
    """The form of one item, new or standing, with what was typed into it."""

    kind: type[Item]
    stands: Item | None
    role: Role
    typed: dict[str, str | tuple[str, ...]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    item: Item | None = None

    def take(self, query: QueryDict) -> Item | None:
        """Read what was sent; return the item, or nothing where something is wrong with it."""
        for name, asked in fields_of(self.kind).items():
            if name == "key" and self.stands is not None:
                continue
            if asked.is_list and asked.choices:
                if f"{name}.asked" in query:
                    self.typed[name] = tuple(query.getlist(name))
            elif name in query:
                self.typed[name] = str(query[name]).replace("\r\n", "\n").replace("\r", "\n")
        self.item = self._read()
        return self.item

    def fill(self, item: Item) -> None:
        """Let the form hold what an item says, as if it had been typed."""
        for name, asked in fields_of(self.kind).items():
            self.typed[name] = _typed(getattr(item, name), asked)

    def asked(self) -> Iterator[Asking]:
        """Yield the fields as the page shows them."""
        for name in reading_order(self.kind):
            asked = fields_of(self.kind)[name]
            if name == "key" and self.stands is not None:
                continue
            typed = self._shown(name, asked)
            target = references(self.kind).get(name)
            yield Asking(
                name=name,
                title=title_of(name),
                widget=_widget(asked),
                hint=self._hint(name),
                required=asked.is_required,
                locked=not may_write_field(self.role, self.kind, name, self.stands),
                text=typed if isinstance(typed, str) else "",
                chosen=typed if isinstance(typed, tuple) else (typed,),
                choices=_choices(asked),
                keys_of=registers()[target].plural if target else "",
                error=self.errors.get(name, ""),
            )

    def _hint(self, name: str) -> str:
        if name == "key" and self.kind.key_from:
            parts = ", ".join(part.replace("_", " ") for part in self.kind.key_from)
            return f"Left empty, it is made of: {parts}."
        says = meaning_of(self.kind, name).partition(". Also")[0].removesuffix(".")
        return "" if says in {"Text", "Texts"} else says

    def _shown(self, name: str, asked: Field) -> str | tuple[str, ...]:
        if name in self.typed:
            return self.typed[name]
        return _typed(getattr(self.stands, name), asked) if self.stands else ""

    def _read(self) -> Item | None:
        values: dict[str, Any] = {"key": self.stands.key} if self.stands else {}
        for name, asked in fields_of(self.kind).items():
            self._read_field(name, asked, values)
        item = None
        try:
            item = self.kind.model_validate(values)
        except ValidationError as error:
            cells = {name: (name, str(text)) for name, text in self.typed.items()}
            for problem in complaints(error, self.kind, Place(""), cells, ""):
                name = problem.place.column or "key"
                self.errors.setdefault(name, _says(problem.found, problem.expected))
        return None if self.errors else item

    def _read_field(self, name: str, asked: Field, values: dict[str, Any]) -> None:
        now = getattr(self.stands, name) if self.stands else None
        if name not in self.typed:
            if self.stands:
                values[name] = now
            return
        typed = self.typed[name]
        if self.stands and _is_same(typed, _typed(now, asked)):
            values[name] = now
            return
        try:
            value = _parsed(typed, asked)
        except (ValueError, InvalidOperation):
            self.errors[name] = _says(quote(str(typed)), expected_of(asked))
            return
        if value is not None and not (asked.is_required and value == ""):
            values[name] = value


def _says(found: str, expected: str) -> str:
    return f"{found[:1].upper()}{found[1:]} stands here; expected {expected}."


def _widget(asked: Field) -> str:
    if asked.is_list:
        return "choices" if asked.choices else "lines"
    if asked.is_key or asked.holds_keys:
        return "line"
    return _WIDGETS.get(asked.kind, "text")


def _choices(asked: Field) -> tuple[str, ...]:
    if asked.choices is not None:
        return tuple(each.value for each in asked.choices)
    return ("yes", "no") if asked.kind is Kind.YES_OR_NO else ()


def _typed(value: object, asked: Field) -> str | tuple[str, ...]:
    """Return a value as the form holds it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case tuple() if asked.choices:
            return tuple(map(str, value))
        case tuple():
            return _lines(tuple(map(str, value)))
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _is_same(typed: str | tuple[str, ...], given: str | tuple[str, ...]) -> bool:
    """Say whether a field was left as it was given; boxes come back in an order of their own."""
    return set(typed) == set(given) if isinstance(typed, tuple) else typed == given


def _lines(elements: tuple[str, ...]) -> str:
    """Return a list, one element a line; as an array where an element has lines of its own."""
    plain = "\n".join(elements)
    return plain if _parsed_lines(plain) == elements else json.dumps(elements, ensure_ascii=False)


def _parsed_lines(text: str) -> tuple[str, ...]:
    if text.lstrip().startswith("["):
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, list) and all(isinstance(each, str) for each in found):
            return tuple(found)
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def _parsed(typed: str | tuple[str, ...], asked: Field) -> object:
    """Return the value of what was typed; nothing where nothing was said."""
    if isinstance(typed, tuple) or asked.is_list:
        return _parsed_lines(typed) if isinstance(typed, str) else typed
    text = typed.strip()
    if asked.kind is Kind.TEXT:
        return None if asked.is_key and not text else text
    return _parsed_scalar(text, asked.kind) if text else None


def _parsed_scalar(text: str, kind: Kind) -> object:
    match kind:
        case Kind.YES_OR_NO:
            return {"yes": True, "no": False}[text] if text in {"yes", "no"} else _refuse()
        case Kind.DAY:
            return date.fromisoformat(text)
        case Kind.MOMENT:
            instant = datetime.fromisoformat(text.replace(" UTC", "Z"))
            return instant.astimezone(UTC) if instant.tzinfo else _refuse()
        case Kind.WHOLE_NUMBER:
            return int(text)
        case Kind.NUMBER:
            number = Decimal(text)
            return number if number.is_finite() else _refuse()
        case _:
            return text


def _refuse() -> object:
    raise ValueError


def merged(read: Item | None, stands: Item | None, yours: Item) -> Mapping[str, object]:
    """Return the fields where only somebody else changed what you both read."""
    if read is None or stands is None:
        return {}
    return {
        name: getattr(stands, name)
        for name in type(yours).model_fields
        if getattr(yours, name) == getattr(read, name) != getattr(stands, name)
    }
