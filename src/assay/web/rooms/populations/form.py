"""What somebody says of an export, field by field, as a source of records; and what is wrong."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo, available_timezones

from pydantic import ValidationError

from assay.actions.export_upload import ExportUpload
from assay.domain.case import Case
from assay.domain.record_family import FAMILIES
from assay.domain.record_source import RecordSource, SourceKind
from assay.engine.headings import plain_heading
from assay.ledger.dossier import Dossier

NOT_READ: Final = "-"
"""What the form sends for a heading that is kept as it is, and read as no column."""

COLUMN: Final = "column:"
ORDER: Final = "order:"
_WAS: Final = "was:"
_NOT_KEPT: Final = frozenset({"csrfmiddlewaretoken", "do", "read_seq", "because"})
_TEXTS: Final = ("complete", "system", "owner", "query", "location", "table")
_INDEPENDENT: Final = {"yes": True, "no": False}
_LONGEST: Final = 2000


@dataclass
class Said:
    """A source as it would be recorded, and what of the form cannot be taken."""

    source: RecordSource
    wrong: dict[str, str] = field(default_factory=dict)


def first_said(dossier: Dossier, upload: ExportUpload) -> dict[str, str]:
    """Return what the form holds before anybody typed into it."""
    there = dossier[RecordSource].get(upload.source)
    zone = next((case.time_zone for case in dossier[Case].values() if case.time_zone), "")
    if there is None:
        return {"key": _free_key(dossier), "time_zone": zone}
    independent = {None: "", True: "yes", False: "no"}[there.independent]
    at = there.extracted_at
    own = ZoneInfo(there.time_zone) if there.time_zone in available_timezones() else None
    return {
        "key": there.key,
        "family": there.family,
        "time_zone": there.time_zone,
        "window_from_on": str(there.window_from_on or ""),
        "window_until_on": str(there.window_until_on or ""),
        "extracted_at": f"{at.astimezone(own or at.tzinfo):%Y-%m-%dT%H:%M}" if at else "",
        "independent": independent,
        "row_count": "" if there.row_count is None else str(there.row_count),
        **{name: getattr(there, name) for name in _TEXTS},
    }


def source_of(
    dossier: Dossier,
    upload: ExportUpload,
    said: Mapping[str, str],
    readable: Collection[str] | None = None,
) -> Said:
    """Return the source that a form describes, its file named as it lies now.

    Of headings that are read as nothing only those are written down that are
    ``readable`` as something; without it, all.
    """
    before = dossier[RecordSource].get(upload.source)
    told = Said(before or RecordSource(key=said.get("key", "") or "new", kind=SourceKind.EXPORT))
    if before is None and said.get("key", "") in dossier[RecordSource]:
        told.wrong["key"] = "there is a source of this key; expected another, or to correct that"
    if before is None and not said.get("key", ""):
        told.wrong["key"] = "nothing; expected a key for the source, such as SRC-1"
    fields: dict[str, Any] = {
        "file": upload.name,
        "family": said.get("family", ""),
        "mapping": mapping_of(said, before.mapping if before else (), readable),
        "time_zone": _zone(said, told),
        "window_from_on": _day(said, "window_from_on", told),
        "window_until_on": _day(said, "window_until_on", told),
        "extracted_at": _instant(said, told),
        "independent": _INDEPENDENT.get(said.get("independent", "")),
        "row_count": _count(said, told),
        **{name: said.get(name, "") for name in _TEXTS},
    }
    if fields["family"] and fields["family"] not in FAMILIES:
        told.wrong["family"] = f"{fields['family']!r}; expected a family of the list"
    first, last = fields["window_from_on"], fields["window_until_on"]
    if first and last and last < first:
        told.wrong["window_until_on"] = f"{last}, before {first}; expected a day after it"
    try:
        told.source = told.source.changed(**fields)
    except ValidationError as error:
        told.wrong |= {str(each["loc"][0]): each["msg"] for each in error.errors() if each["loc"]}
    return told


def mapping_of(
    said: Mapping[str, str], before: tuple[str, ...], readable: Collection[str] | None
) -> tuple[str, ...]:
    """Return the mapping that a form says, or that of the register where nobody was asked yet."""
    asked = {
        name.removeprefix(COLUMN): column
        for name, column in said.items()
        if name.startswith(COLUMN) and _counts(name, column, readable)
    }
    if not any(name.startswith(COLUMN) for name in said):
        return before
    return tuple(
        entry
        for heading, column in asked.items()
        if (entry := _entry(heading, column, said.get(ORDER + heading, ""), said.get("family", "")))
    )


def _counts(name: str, column: str, readable: Collection[str] | None) -> bool:
    return column != NOT_READ or readable is None or name.removeprefix(COLUMN) in readable


def _entry(heading: str, column: str, order: str, family: str) -> str:
    plain = plain_heading(heading)
    if column == NOT_READ:
        names = {each.name for each in FAMILIES[family].columns} if family in FAMILIES else set()
        # Kept as text under a name that no test asks for.
        own = "".join(each if each.isalnum() else "_" for each in plain) or "column"
        return f"{heading} = {f'other_{own}' if own in names else own}"
    dates = f" ({order} first)" if order in {"day", "month"} else ""
    return "" if plain == column and not dates else f"{heading} = {column}{dates}"


def taken(query: Mapping[str, Any]) -> dict[str, str]:
    """Return what a form says; columns that were chosen for another family or sheet are let go."""
    said = {
        name: str(query[name]).strip()[:_LONGEST]
        for name in query
        if name not in _NOT_KEPT and not name.startswith(_WAS)
    }
    same = all(said.get(name, "") == query.get(_WAS + name, "") for name in ("family", "table"))
    chosen = (COLUMN, ORDER)
    return said if same else {k: v for k, v in said.items() if not k.startswith(chosen)}


def _free_key(dossier: Dossier) -> str:
    sources = dossier[RecordSource]
    number = len(sources) + 1
    while f"SRC-{number}" in sources:
        number += 1
    return f"SRC-{number}"


def _zone(said: Mapping[str, str], told: Said) -> str:
    zone = said.get("time_zone", "")
    if zone and zone not in available_timezones():
        told.wrong["time_zone"] = f"{zone!r} is no time zone; expected one such as Europe/Amsterdam"
    return zone


def _day(said: Mapping[str, str], name: str, told: Said) -> date | None:
    text = said.get(name, "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        told.wrong[name] = f"{text!r}; expected a day such as 2026-01-31"
        return None


def _instant(said: Mapping[str, str], told: Said) -> datetime | None:
    text, zone = said.get("extracted_at", ""), said.get("time_zone", "")
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        told.wrong["extracted_at"] = f"{text!r}; expected a moment such as 2026-01-31 14:05"
        return None
    own = ZoneInfo(zone) if zone in available_timezones() else ZoneInfo("UTC")
    return at if at.tzinfo else at.replace(tzinfo=own)


def _count(said: Mapping[str, str], told: Said) -> int | None:
    text = said.get("row_count", "")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()) or len(text) > 12:  # noqa: PLR2004 - a million millions
        told.wrong["row_count"] = f"{text!r}; expected how many rows the source says it has"
        return None
    return int(text)
