"""``assay.toml``: whose folder this is, and what is to be certified.

The file says little: the organisation's short name, its cases, and, where a
register keeps unusual headings, which column is which field.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import ValidationError

from assay.domain.case import Case
from assay.domain.errors import UnreadableMaterialError
from assay.domain.problem import Place, Problem

MANIFEST = "assay.toml"
SHORT_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_KNOWN = ("organisation", "case", "columns")


class NoManifestError(UnreadableMaterialError):
    """The folder does not say whose it is."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What ``assay.toml`` says."""

    organisation: str
    cases: tuple[Case, ...] = ()
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def zone(self) -> tzinfo | None:
        """Return the time zone in which the organisation writes its times, where it says so."""
        named = (case.time_zone for case in self.cases if case.time_zone)
        return next((ZoneInfo(name) for name in named), None)


def parse_manifest(text: str) -> Manifest:
    """Return what the text of ``assay.toml`` says, with everything in it that cannot be read."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NoManifestError(f"{MANIFEST}: {error}; expected TOML.") from error
    organisation = said.get("organisation")
    if not isinstance(organisation, str) or not SHORT_NAME.fullmatch(organisation):
        raise NoManifestError(
            f"{MANIFEST}: organisation is {organisation!r}; "
            "expected a short name of small letters, digits and hyphens, such as 'quillmark'."
        )
    problems: list[Problem] = [
        _problem(name, f"there is {name}", f"only {', '.join(_KNOWN)}")
        for name in said
        if name not in _KNOWN
    ]
    return Manifest(
        organisation,
        tuple(_cases(said.get("case", {}), problems)),
        _columns(said.get("columns", {}), problems),
        tuple(problems),
    )


def _problem(column: str, found: str, expected: str) -> Problem:
    return Problem(Place(MANIFEST, column=column), found, expected)


def _cases(said: object, problems: list[Problem]) -> Iterator[Case]:
    if not isinstance(said, dict) or not all(isinstance(each, dict) for each in said.values()):
        problems.append(_problem("case", "no table of cases", "tables such as [case.isms]"))
        return
    for key, fields in said.items():
        try:
            case = Case.model_validate({"key": key, **fields})
        except ValidationError as error:
            problems.extend(
                _problem(
                    ".".join(("case", key, *map(str, fault["loc"]))),
                    repr(fault["input"]) if fault["type"] != "missing" else "nothing",
                    fault["msg"][0].lower() + fault["msg"][1:],
                )
                for fault in error.errors()
            )
        else:
            yield from _with_known_zone(case, problems)


def _with_known_zone(case: Case, problems: list[Problem]) -> Iterator[Case]:
    if case.time_zone in {"", *available_timezones()}:
        yield case
    else:
        zone = f"case.{case.key}.time_zone"
        problems.append(_problem(zone, repr(case.time_zone), "a zone such as Europe/Amsterdam"))


def _columns(said: object, problems: list[Problem]) -> Mapping[str, Mapping[str, str]]:
    tables: Mapping[str, Any] = said if isinstance(said, dict) else {}
    if all(
        isinstance(table, dict) and all(isinstance(name, str) for name in table.values())
        for table in tables.values()
    ) and isinstance(said, dict):
        return tables
    problems.append(
        _problem("columns", "no table of columns", 'tables such as [columns."risks.xlsx"]')
    )
    return {}
