"""Whether the rows of a standard fit together: ids once, references known, counts as declared.

Each function yields every problem it finds, placed at the row that is wrong.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from assay.domain.problem import Problem
from assay.domain.record_family import FAMILIES
from assay.standards.audit_time import AuditTimeBand
from assay.standards.clause import Clause, ClauseKind
from assay.standards.material import RawRow
from assay.standards.moved_clause import MovedClause
from assay.standards.reading import AnyModel, Read
from assay.standards.required_document import RequiredDocument
from assay.standards.row import Row
from assay.standards.standard import Standard

_CLAUSE_FIELDS = ("clause", "clauses")
_OF_THE_PRODUCT = ("families", "grade_setting")


def find_duplicates(kind: str, key: str, rows: Sequence[Read[AnyModel]]) -> Iterator[Problem]:
    """Yield each row whose id another row had before."""
    first: dict[object, RawRow] = {}
    for read in rows:
        named = getattr(read.row, key)
        if named is None:
            continue
        if named in first:
            line = first[named].place(key).line
            found = f"{kind} {named} again, after line {line}"
            yield Problem(read.raw.place(key), found, f"each {kind} once")
        first.setdefault(named, read.raw)


def find_repeated_parts(reads: Sequence[Read[RequiredDocument]]) -> Iterator[Problem]:
    """Yield parts and elements that cannot be told from another by their key."""
    seen: set[str] = set()
    for read in reads:
        within: set[str] = set()
        for number, part in enumerate(read.row.parts):
            if part.key in seen:
                place = read.raw.place("part", number, "key")
                yield Problem(place, f"part {part.key} again", "each part once")
            seen.add(part.key)
            for index, element in enumerate(part.elements):
                if element.key in within:
                    place = read.raw.place("part", number, "elements", index)
                    found = f"element {element.key} again"
                    yield Problem(place, found, "each element once in an entry")
                within.add(element.key)


def find_loose_clauses(
    standard: Standard, own: Sequence[Read[Clause]], head: RawRow
) -> Iterator[Problem]:
    """Yield clauses that hang in the air or ask for nothing."""
    known = {clause.number for clause in standard.clauses}
    raws = {read.row.number: read.raw for read in own}
    for clause in standard.clauses:
        raw = raws.get(clause.number)
        if clause.parent_number and clause.parent_number not in known:
            key = "parent" if clause.parent else "number"
            place = raw.place(key) if raw else head.place("withdrawn")
            found = f"clause {clause.number} under {clause.parent_number}, which is not there"
            yield Problem(place, found, f"a clause {clause.parent_number}")
        if raw and clause.kind is ClauseKind.REQUIREMENT and not clause.asks:
            found = f"requirement {clause.number} without asks"
            yield Problem(raw.place(), found, "what it asks, in our own words")


def find_unknown_references(
    standard: Standard, reads: Iterable[Read[Row]], settings: Collection[str]
) -> Iterator[Problem]:
    """Yield references to clauses, items, controls, findings and settings that are not there."""
    known: dict[str, tuple[str, Collection[str]]] = {
        **dict.fromkeys(_CLAUSE_FIELDS, ("clause", clause_references(standard.clauses))),
        "controls": ("control", {one.number for one in standard.controls}),
        "findings": ("finding", {one.key for one in standard.findings}),
        "documents": ("document", _document_references(standard.documents)),
        "families": ("record family", FAMILIES),
        "grade_setting": ("setting", settings),
    }
    for read in reads:
        for name in known.keys() & type(read.row).model_fields.keys():
            kind, references = known[name]
            said = getattr(read.row, name)
            for reference in (said,) if isinstance(said, str) else said:
                if reference and reference not in references:
                    whose = "the product" if name in _OF_THE_PRODUCT else standard.title
                    expected = f"a {kind} of {whose}"
                    yield Problem(read.raw.place(name), f"{kind} {reference}", expected)


def clause_references(clauses: Iterable[Clause]) -> set[str]:
    """Return every way of referring to a clause or to one of its lettered items."""
    return {
        reference
        for clause in clauses
        for reference in (clause.number, *(f"{clause.number} {item}" for item in clause.items))
    }


def _document_references(documents: Iterable[RequiredDocument]) -> set[str]:
    """Return the keys of entries and of their parts."""
    return {key for one in documents for key in (one.key, *(part.key for part in one.parts))}


def find_wrong_counts(standard: Standard, head: RawRow) -> Iterator[Problem]:
    """Yield each count that the rows do not bear out."""
    themes = {theme: len(controls) for theme, controls in standard.themes.items()}
    listed: dict[tuple[str, ...], int] = {
        ("clauses",): len(standard.clauses),
        ("requirements",): len(standard.requirements),
        ("documents",): len(standard.documents),
        ("numbered_documents",): len(standard.numbered_documents),
        ("inputs",): len(standard.inputs),
        ("controls",): len(standard.controls),
        ("findings",): len(standard.findings),
        **{("themes", theme): number for theme, number in themes.items()},
    }
    declared = standard.counts.model_dump()
    for steps, number in listed.items():
        said = declared["themes"][steps[1]] if len(steps) > 1 else declared[steps[0]]
        if said != number:
            name = steps[-1].replace("_", " ")
            found = f"{said} {name} declared, {number} listed"
            yield Problem(head.place("counts", *steps), found, "as many listed as declared")


def find_unknown_themes(standard: Standard, reads: Iterable[Read[Row]]) -> Iterator[Problem]:
    """Yield controls of a theme that the counts do not declare."""
    for read in reads:
        theme = getattr(read.row, "theme", None)
        if theme is not None and theme not in standard.counts.themes:
            themes = ", ".join(standard.counts.themes) or "a theme declared in the counts"
            yield Problem(read.raw.place("theme"), f"'{theme}'", themes)


def find_gaps_in_audit_time(reads: Sequence[Read[AuditTimeBand]]) -> Iterator[Problem]:
    """Yield bands of persons that do not follow one on the other."""
    expected = 1
    for read in reads:
        band = read.row
        if band.persons_from != expected or band.persons_to < band.persons_from:
            found = f"{band.persons_from} to {band.persons_to} persons"
            yield Problem(read.raw.place("persons_from"), found, f"a band from {expected} on")
        expected = band.persons_to + 1


def find_unknown_moves(
    reads: Iterable[Read[MovedClause]], standard: Standard, base: Standard | None
) -> Iterator[Problem]:
    """Yield moved clauses that one of the two editions never had."""
    then = {one.number for one in base.clauses} if base else set()
    now = {one.number for one in standard.clauses}
    for read in reads:
        if read.row.before not in then:
            title = base.title if base else "the standard that this one extends"
            found = f"clause {read.row.before}"
            yield Problem(read.raw.place("before"), found, f"a clause of {title}")
        if read.row.now not in now:
            found = f"clause {read.row.now}"
            yield Problem(read.raw.place("now"), found, f"a clause of {standard.title}")
