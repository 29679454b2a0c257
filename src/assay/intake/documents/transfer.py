"""Carries documents over the boundary between the worker and the process that trusts itself.

What a newcomer would get wrong: what comes back is not trusted for its shape.
Everything is validated anew, positions included, so that a worker taken over by
a hostile file can at most lie about that file.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache, partial
from typing import Any, get_args, get_origin, get_type_hints

from assay.domain.document_text import DocumentText
from assay.intake.documents.draft import Flaw


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one document: its text or nothing, and what could not be read."""

    document: DocumentText | None = None
    flaws: tuple[Flaw, ...] = ()


def as_json(value: object) -> object:
    """Return a tree of frozen values as what JSON can hold, without what is at its default."""
    if is_dataclass(value):
        return {
            each.name: as_json(held)
            for each in fields(value)
            if (held := getattr(value, each.name)) != each.default
        }
    if isinstance(value, tuple):
        return [as_json(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def from_json(held: object) -> Reading:
    """Return what another process said of a document; ValueError where it cannot be true."""
    reading: Reading = _decoder(Reading)(held)
    return reading


_Decoder = Callable[[object], Any]


@cache
def _decoder(kind: Any) -> _Decoder:  # noqa: ANN401 - annotations are of no one type
    """Return what makes a value of an annotated kind of what JSON held, or raises ValueError."""
    if is_dataclass(kind):
        return _decoder_of_fields(kind)
    inner = get_args(kind)
    if get_origin(kind) is tuple:
        return _decoder_of_tuple(_decoder(inner[0]))
    if inner:  # what may be None
        some = _decoder(inner[0])
        return lambda held: None if held is None else some(held)
    if issubclass(kind, date):
        return lambda held: kind.fromisoformat(_checked(str, held))
    if issubclass(kind, StrEnum):
        return partial(_member_of, kind)
    return partial(_checked, kind)


def _member_of(kind: type[StrEnum], held: object) -> StrEnum:
    return kind(_checked(str, held))


def _decoder_of_tuple(decode: _Decoder) -> _Decoder:
    return lambda held: tuple(map(decode, _checked(list, held)))


def _decoder_of_fields(kind: Any) -> _Decoder:  # noqa: ANN401
    hints = get_type_hints(kind)
    decoders = {each.name: _decoder(hints[each.name]) for each in fields(kind)}

    def decode(held: object) -> object:
        try:
            known = {name: decoders[name](text) for name, text in _checked(dict, held).items()}
            return kind(**known)
        except (KeyError, TypeError) as error:  # a field too many, or too few
            raise ValueError(f"no {kind.__name__}: {error}") from error

    return decode


def _checked(kind: type, held: object) -> Any:  # noqa: ANN401
    # Not isinstance: True is an int to it.
    if type(held) is not kind:
        raise ValueError(f"{type(held).__name__} where {kind.__name__} was expected")
    return held
