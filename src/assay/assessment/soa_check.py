"""The Statement of Applicability at Stage 1: every control in one view, a draw, and what changed.

The view has a line for each control of the annex, whether a row speaks of it or
not, with what the checks had against it.  The draw can be made again by
anybody: controls are ordered by the SHA-256 of the seed and their number; one
excluded control and one of each theme come first, then the next in order.

What a newcomer would get wrong: a version of the statement is how its rows read
when it was approved, and that is asked of the ledger, not of the register.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from assay.assessment.finding_proposal import CheckResult
from assay.checks.facts.statements import Position, positions, standards_with_statement
from assay.checks.material import Material
from assay.domain.errors import NotFoundError
from assay.domain.scope import VersionStatus
from assay.domain.soa import Soa
from assay.domain.soa_row import Applicability, ControlStatus, SoaRow
from assay.ledger.difference import ItemChange, difference
from assay.ledger.dossier import Dossier
from assay.standards.control import Control

SIZE = "soa.spotcheck_n"


@dataclass(frozen=True, slots=True)
class SoaLine:
    """One control of the annex: what the statement says of it, and what is wrong with that."""

    number: str
    title: str
    theme: str
    applicability: Applicability | None
    justification: str
    status: ControlStatus | None
    documents: tuple[str, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpotCheck:
    """The controls drawn, in the order drawn; from how many, and by which seed."""

    standard: str
    seed: str
    of: int
    lines: tuple[SoaLine, ...]

    def __str__(self) -> str:
        numbers = ", ".join(line.number for line in self.lines)
        return f"draw of {len(self.lines)} of {self.of} by seed {self.seed}: {numbers}"


def soa_lines(material: Material, results: Iterable[CheckResult] = ()) -> tuple[SoaLine, ...]:
    """Return a line for each control of each annex, with what the checks say of it."""
    faults: dict[str, list[str]] = {}
    for result in results:
        for deviation in result.looked.deviations:
            for key in deviation.about:
                faults.setdefault(key, []).append(deviation.says)
    known = {position.control.number: position for position in positions(material)}
    return tuple(
        _line(control, known.get(control.number), faults)
        for standard in standards_with_statement(material)
        for control in standard.controls
    )


def _line(control: Control, position: Position | None, faults: dict[str, list[str]]) -> SoaLine:
    row = position.row if position else SoaRow(key=control.number)
    keys = dict.fromkeys((control.number, row.key))
    return SoaLine(
        control.number,
        control.title,
        control.theme,
        row.applicability,
        row.justification,
        row.status,
        row.documents,
        tuple(says for key in keys for says in faults.get(key, ())),
    )


def draw_spot_check(
    material: Material, seed: str = "", results: Iterable[CheckResult] = ()
) -> tuple[SpotCheck, ...]:
    """Return the draw for each standard with a statement; the same seed gives the same draw.

    Without a seed it is made of the organisation and the statement's version, so
    nobody chooses it, and a new version draws anew.
    """
    lines = {line.number: line for line in soa_lines(material, results)}
    size = material.profile.whole(SIZE)
    draws = []
    for standard in standards_with_statement(material):
        chosen = seed or f"{material.dossier.organisation}/{_version(material.dossier)}"
        mine = [lines[control.number] for control in standard.controls]
        spoken_of = [line for line in mine if line.applicability]
        drawn = _drawn(spoken_of, chosen, size)
        draws.append(SpotCheck(standard.name, chosen, len(spoken_of), drawn))
    return tuple(draws)


def _drawn(lines: Sequence[SoaLine], seed: str, size: int) -> tuple[SoaLine, ...]:
    ordered = sorted(lines, key=lambda line: (_rank(seed, line.number), line.number))
    first: dict[str, SoaLine] = {}
    for line in ordered:
        if line.applicability is Applicability.EXCLUDED:
            first.setdefault("excluded", line)
        else:
            first.setdefault(f"theme {line.theme}", line)
    for line in ordered:
        # A theme of which everything is excluded is still looked into.
        first.setdefault(f"theme {line.theme}", line)
    must = set(first.values())
    others = [line for line in ordered if line not in must]
    drawn = {*must, *others[: max(size - len(must), 0)]}
    return tuple(line for line in ordered if line in drawn)


def _rank(seed: str, number: str) -> str:
    return sha256(f"{seed}|{number}".encode()).hexdigest()


def _version(dossier: Dossier) -> str:
    approved = [soa for soa in dossier[Soa].values() if soa.status is VersionStatus.APPROVED]
    latest = max(approved, key=lambda soa: (str(soa.approved_on or ""), soa.version), default=None)
    return latest.version if latest else "no version"


def soa_versions(dossier: Dossier) -> tuple[str, ...]:
    """Return the versions of the statement that were approved, in the order of the ledger."""
    return tuple(dict.fromkeys(version for version, _ in _approvals(dossier)))


def dossier_of_version(dossier: Dossier, version: str) -> Dossier:
    """Return the dossier as it stood when a version of the statement was approved."""
    lengths = dict(_approvals(dossier))
    if version not in lengths:
        known = ", ".join(lengths) or "none"
        raise NotFoundError(
            f"no version {version} of the Statement of Applicability was approved; "
            f"expected one of {known}."
        )
    return Dossier.of(dossier.organisation, dossier.entries[: lengths[version]])


def _approvals(dossier: Dossier) -> Iterator[tuple[str, int]]:
    """Yield each approved version, and how many entries there were when it first was."""
    seen: set[str] = set()
    for position in range(dossier.length):
        entry = dossier.entries[position]
        if entry.register != Soa.register or entry.body is None or entry.key in seen:
            continue
        soa = Soa.model_validate_json(entry.body)
        if soa.status is VersionStatus.APPROVED:
            seen.add(entry.key)
            yield soa.version, position + 1


def soa_difference(earlier: Dossier, later: Dossier) -> tuple[ItemChange, ...]:
    """Return the rows of the statement in which two dossiers of one ledger differ."""
    return tuple(
        change
        for change in difference(earlier, later)
        if isinstance(change.item, SoaRow) and change.kind != "saved again"
    )


def soa_version_difference(dossier: Dossier, before: str, after: str) -> tuple[ItemChange, ...]:
    """Return the rows in which two approved versions of the statement differ."""
    return soa_difference(dossier_of_version(dossier, before), dossier_of_version(dossier, after))
