"""Reads the settings and the profiles, or says everything that is wrong with them at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from assay.domain.errors import NotFoundError
from assay.domain.problem import Problem
from assay.standards.consistency import find_duplicates
from assay.standards.fitting import UnfitError, fit, lowest_and_highest
from assay.standards.material import Material, RawRow, read_toml
from assay.standards.profile import Profile, ProfileHead
from assay.standards.reading import Read, UnreadableStandardError, read_row, shown
from assay.standards.setting import Declared, Origin, Setting, Stated, Tag, Value
from assay.standards.source_text import SourceText

AnyStated = TypeVar("AnyStated", bound=Stated)


def read_schema(path: Path) -> tuple[Declared, ...]:
    """Return every setting that the schema declares, with its default."""
    material = read_toml(path, path.name)
    problems = [*material.problems, *_find_unknown_tables(material, "setting")]
    reads = _read_rows(Declared, material, "setting", problems)
    declared = {read.row.key: read.row for read in reads}
    values = dict(_fit_all(reads, declared, problems))
    for read in reads:
        if read.row.not_above and read.row.not_above not in declared:
            place = read.raw.place("not_above")
            problems.append(Problem(place, f"setting {read.row.not_above}", "a declared setting"))
    problems += _find_crossed(declared.values(), values, {one.row.key: one.raw for one in reads})
    if problems:
        raise UnreadableStandardError(problems)
    return tuple(one.model_copy(update={"value": values[one.key]}) for one in declared.values())


def read_sources(path: Path) -> tuple[SourceText, ...]:
    """Return the texts that are named as sources."""
    material = read_toml(path, path.name)
    problems = [*material.problems, *_find_unknown_tables(material, "source")]
    raws = material.tables.get("source", ())
    reads = [read for raw in raws if (read := read_row(SourceText, raw, {}, problems))]
    problems += find_duplicates("source", "key", reads)
    if problems:
        raise UnreadableStandardError(problems)
    return tuple(read.row for read in reads)


def read_profile(
    path: Path, bases: Path, schema: Sequence[Declared], above: tuple[str, ...] = ()
) -> Profile:
    """Return the profile of a file; one that it extends lies beside it, or in ``bases``."""
    if not path.is_file():
        raise NotFoundError(f"There is no profile in {path.name}.")
    material = read_toml(path, path.name)
    problems = [*material.problems, *_find_unknown_tables(material, "value")]
    head = None if material.problems else read_row(ProfileHead, material.head, {}, problems)
    reads = _read_rows(Stated, material, "value", problems)
    values = dict(_fit_all(reads, {one.key: one for one in schema}, problems))
    extended = _find_base(path, bases, (*above, path.stem), head, problems) if head else None
    if head is None or problems:
        raise UnreadableStandardError(problems)
    base = read_profile(extended, bases, schema, (*above, path.stem)) if extended else None
    stated = {read.row.key: _stated(read.row, values[read.row.key], path.stem) for read in reads}
    inherited = base.settings if base else tuple(_default(one) for one in schema)
    settings = tuple(one.model_copy(update=stated.get(one.key)) for one in inherited)
    raws = {read.row.key: read.raw for read in reads}
    problems += _find_crossed(settings, {one.key: one.value for one in settings}, raws)
    if problems:
        raise UnreadableStandardError(problems)
    return Profile.model_validate({"name": path.stem, "settings": settings, **dict(head.row)})


def _read_rows(
    model: type[AnyStated], material: Material, table: str, problems: list[Problem]
) -> list[Read[AnyStated]]:
    raws = material.tables.get(table, ())
    reads = [read for raw in raws if (read := read_row(model, raw, {}, problems))]
    problems += find_duplicates(table, "key", reads)
    return reads


def _fit_all(
    reads: Iterable[Read[AnyStated]], declared: Mapping[str, Declared], problems: list[Problem]
) -> Iterator[tuple[str, Value]]:
    for read in reads:
        stated, setting = read.row, declared.get(read.row.key)
        if setting is None:
            close = get_close_matches(stated.key, declared, n=1)
            expected = f"a setting such as {close[0]}" if close else "a setting of the schema"
            found = f"unknown setting '{stated.key}'"
            problems.append(Problem(read.raw.place("key"), found, expected))
        elif setting.hard and setting is not stated:
            found = f"a value for {stated.key}"
            problems.append(Problem(read.raw.place("key"), found, "none: no profile may set it"))
        else:
            try:
                yield stated.key, fit(stated.value, setting)
            except UnfitError as error:
                found = f"{stated.key} is {shown(stated.value)}"
                problems.append(Problem(read.raw.place("value"), found, str(error)))


def _find_crossed(
    settings: Iterable[Declared], values: Mapping[str, Value], raws: Mapping[str, RawRow]
) -> Iterator[Problem]:
    """Yield settings that exceed the one that bounds them."""
    for setting in settings:
        limit = setting.not_above
        if setting.key not in values or limit not in values:
            continue
        numbers = lowest_and_highest(values[setting.key])
        bounds = lowest_and_highest(values[limit])
        if numbers and bounds and numbers[1] > bounds[1]:
            raw = raws.get(setting.key) or raws[limit]
            found = f"{setting.key} is {numbers[1]}"
            yield Problem(raw.place("value"), found, f"at most {bounds[1]}, as {limit} has it")


def _find_base(
    path: Path,
    bases: Path,
    above: Collection[str],
    head: Read[ProfileHead],
    problems: list[Problem],
) -> Path | None:
    name = head.row.extends
    if not name:
        return None
    beside = path.with_name(f"{name}.toml")
    found = beside if beside.is_file() else bases / beside.name
    if name not in above and found.is_file():
        return found
    place = head.raw.place("extends")
    problems.append(Problem(place, f"extends '{name}'", "another profile that is there"))
    return None


def _find_unknown_tables(material: Material, known: str) -> Iterator[Problem]:
    for name in material.tables:
        if name != known:
            place = material.head.place(name, 0)
            yield Problem(place, f"unknown table '{name}'", f"[[{known}]]")


def _default(setting: Declared) -> Setting:
    origin = Origin.SOURCE_DEFAULT if setting.tag is Tag.STATED else Origin.HOUSE_DEFAULT
    return Setting.model_construct(**dict(setting), origin=origin)


def _stated(stated: Stated, value: Value, profile: str) -> dict[str, object]:
    said = dict(stated)
    return {**said, "value": value, "origin": Origin.PROFILE, "profile": profile}
