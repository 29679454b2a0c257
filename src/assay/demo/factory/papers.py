"""The documented information: versions, approvals, reviews, readers, claims, and the files.

What a newcomer would get wrong: the register rows and the file of a document
are made from one table row, so that the version in the register, the version
in the file and the version that was approved are the same by construction.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from assay.demo.factory.clock import months_later
from assay.demo.factory.facts import COMPANY, PROMISES
from assay.demo.factory.minutes import write_audit_report, write_minutes
from assay.demo.factory.packed import packed_text, packed_toml
from assay.demo.factory.prose import Prose, read_prose
from assay.demo.factory.tables import resolved
from assay.demo.factory.upkeep import in_scope
from assay.demo.factory.world import World
from assay.demo.writing import (
    Change,
    Paper,
    Signature,
    render_markdown,
    render_pdf,
    render_word,
)
from assay.domain.acknowledgement import Acknowledgement
from assay.domain.approval import Approval
from assay.domain.claim import Claim
from assay.domain.content_anchor import ContentAnchor
from assay.domain.document import Document
from assay.domain.document_location import DocumentLocation
from assay.domain.document_review import DocumentReview
from assay.domain.document_version import DocumentVersion
from assay.domain.internal_audit import InternalAudit
from assay.domain.management_review import ManagementReview
from assay.domain.scope import VersionStatus

_WRITERS = {"md": render_markdown, "docx": render_word, "pdf": render_pdf}
_WRITING_DAYS = 4
_RECORDS_MONTHS = 36
_APPROVERS = {
    "md": "Managing director",
    "ops": "Director of operations",
    "qd": "Director of quality",
    "eng": "Head of manufacturing engineering",
    "gm": "Director of the Bristol site",
}


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a document: when written and approved, what changed, what prompted it."""

    number: str
    written_on: date
    on: date
    changes: str
    prompted_by: str


@dataclass(frozen=True, slots=True)
class Kept:
    """One document as the table has it, with people and days put in."""

    key: str
    row: Mapping[str, str]
    owner: str
    author: str
    approver: str
    versions: tuple[Version, ...]
    reviewed_on: date | None
    file: str

    @property
    def current(self) -> Version:
        """Return the version in force."""
        return self.versions[-1]

    def several(self, column: str) -> tuple[str, ...]:
        """Return a column that holds several values."""
        return tuple(part for part in self.row[column].split(";") if part)


def kept_documents(world: World) -> list[Kept]:
    """Return the table of documents."""
    rows = csv.DictReader(packed_text("tables/documents.csv").splitlines())
    return [_kept(world, row) for row in rows]


def _kept(world: World, row: Mapping[str, str]) -> Kept:
    owner = world.staff[row["owner"]]
    slug = re.sub(r"[^a-z0-9]+", "-", row["title"].lower()).strip("-")[:48].rstrip("-")
    site = world.workers[owner].site
    return Kept(
        key=row["key"],
        row=row,
        owner=owner,
        author=world.staff[row["author"]],
        approver=world.staff[row["approver"]],
        versions=tuple(_versions(world, row["versions"], world.staff[row["author"]])),
        reviewed_on=world.clock.ago(int(row["reviewed"]), site) if row["reviewed"] else None,
        file=f"documents/{row['folder']}/{row['key']}-{slug}.{row['format']}",
    )


def _versions(world: World, text: str, author: str) -> Iterator[Version]:
    times = world.clock[world.workers[author].site]
    parts = re.split(r";(?=\d)", text.replace("|", ";"))
    for part in parts:
        head, _, rest = part.partition(":")
        number, _, ago = head.partition("@")
        changes, _, prompted = rest.partition(":")
        on = world.clock.on(ago)
        written_on = times.days[times.count_before(on) - _WRITING_DAYS]
        yield Version(number, written_on, on, changes or "First issue", prompted)


def say_document_history(world: World) -> None:
    """Say documents, versions, approvals and reviews; the texts come once figures are known."""
    for folder in sorted({each.row["folder"] for each in kept_documents(world)}):
        place = DocumentLocation(
            key=f"LOC-{folder}",
            path=f"Quality desk/{folder}",
            readable_by=("all-staff",),
            reachable=True,
            checked_on=world.clock.ago(19),
        )
        world.say(place, by=world.staff["doc"], on=world.clock.ago(19))
    for kept in kept_documents(world):
        _say_versions(world, kept)
        _say_reviews(world, kept)


def _say_versions(world: World, kept: Kept) -> None:
    keeper = world.staff["doc"]
    for version, following in zip(kept.versions, [*kept.versions[1:], None], strict=True):
        item = DocumentVersion.model_validate(
            {
                "document": kept.key,
                "version": version.number,
                "created_on": version.written_on,
                "author": kept.author,
                "changes": version.changes,
                "prompted_by": version.prompted_by,
                "status": VersionStatus.DRAFT,
            }
        )
        world.say(item, by=kept.author, on=version.written_on, because=version.prompted_by)
        _approve(world, kept, version)
        approved = item.changed(status=VersionStatus.APPROVED, in_force_from_on=version.on)
        world.say(approved, by=keeper, on=version.on)
        document = _document(kept, version, version.on)
        world.say(document, by=keeper, on=version.on, because=version.prompted_by)
        if following:
            ended = approved.changed(
                status=VersionStatus.SUPERSEDED, in_force_until_on=following.on
            )
            world.say(ended, by=keeper, on=following.on)


def _approve(world: World, kept: Kept, version: Version) -> None:
    approval = Approval.model_validate(
        {
            "document": kept.key,
            "version": version.number,
            "by": kept.approver,
            "role": _APPROVERS[kept.row["approver"]],
            "approved_on": version.on,
        }
    )
    at = world.recorded(version.on, kept.approver, f"{approval.register}/{approval.key}")
    signed = approval.changed(event_at=at)
    world.draft.say(signed, by=world.author(kept.approver), at=at)


def _document(kept: Kept, version: Version, reviewed_on: date) -> Document:
    months = PROMISES.document_months if kept.reviewed_on else _RECORDS_MONTHS
    return Document.model_validate(
        {
            "key": kept.key,
            "title": kept.row["title"],
            "type": kept.row["type"],
            "satisfies": kept.several("satisfies"),
            "clauses": kept.several("clauses"),
            "processes": kept.several("processes"),
            "version": version.number,
            "status": VersionStatus.APPROVED,
            "owner": kept.owner,
            "author": kept.author,
            "approver": kept.approver,
            "approved_on": version.on,
            "reviewed_on": reviewed_on,
            "next_review_on": months_later(reviewed_on, months),
            "review_months": months,
            "location": f"Quality desk/{kept.row['folder']}/{kept.key}",
            "audience": ("all-staff",),
            "staff_facing": kept.row["staff"] == "yes",
            "file": kept.file,
            "retention_months": PROMISES.retention_months,
        }
    )


def _say_reviews(world: World, kept: Kept) -> None:
    looks = [
        (version.written_on, before.number, f"Changed to version {version.number}")
        for before, version in zip(kept.versions, kept.versions[1:], strict=False)
    ]
    if kept.reviewed_on:
        looks.append((kept.reviewed_on, kept.current.number, "Still right; no change"))
        document = _document(kept, kept.current, kept.reviewed_on)
        world.say(document, by=world.staff["doc"], on=kept.reviewed_on + timedelta(days=1))
    for day, version, outcome in looks:
        review = DocumentReview.model_validate(
            {
                "document": kept.key,
                "version": version,
                "reviewed_on": day,
                "by": kept.owner,
                "outcome": outcome,
            }
        )
        world.say(review, by=kept.owner, on=day)


def shelve_papers(world: World) -> None:
    """Write every document, and say what its text promises and where required elements stand."""
    meanings = {row["key"]: row for row in packed_toml("tables/claims.toml")["claim"]}
    reviews = {each.minutes: each for each in world.draft.all(ManagementReview).values()}
    audits = {each.report: each for each in world.draft.all(InternalAudit).values()}
    for kept in kept_documents(world):
        if review := reviews.get(kept.key):
            prose = write_minutes(world, review)
        elif audit := audits.get(kept.key):
            prose = write_audit_report(world, audit)
        else:
            prose = read_prose(world, kept.key)
        _shelve(world, kept, prose)
        _say_marks(world, kept, prose, meanings)
        if kept.row["staff"]:
            _say_readers(world, kept)


def _shelve(world: World, kept: Kept, prose: Prose) -> None:
    at = world.recorded(kept.current.on, world.staff["doc"], kept.file) + timedelta(minutes=20)
    content = _WRITERS[kept.row["format"]](_paper(world, kept, prose, at))
    world.draft.shelve(kept.file, content, by=world.author(world.staff["doc"]), at=at)


def _paper(world: World, kept: Kept, prose: Prose, at: datetime) -> Paper:
    def name(key: str) -> str:
        return world.workers[key].name

    signed = Signature(
        "approved", _APPROVERS[kept.row["approver"]], name(kept.approver), kept.current.on
    )
    began = world.recorded(kept.versions[0].written_on, kept.author, kept.key)
    return Paper(
        key=kept.key,
        title=kept.row["title"],
        body=prose.body,
        version=kept.current.number,
        company=COMPANY,
        owner=name(kept.owner),
        author=name(kept.author),
        last_modified_by=name(world.staff["doc"]),
        created_at=began,
        modified_at=at,
        revision=4 * len(kept.versions) + 3,
        approvals=(signed,),
        history=tuple(
            Change(each.number, each.on, name(kept.author), each.changes) for each in kept.versions
        ),
        says={"type": kept.row["type"], "status": "approved"},
    )


def _say_marks(
    world: World, kept: Kept, prose: Prose, meanings: Mapping[str, dict[str, Any]]
) -> None:
    for marked in prose.marked:
        if place := marked.anchors:
            _say_anchor(world, kept, marked.section, marked.quote, place)
            continue
        claim = {
            **resolved(world, Claim, meanings[marked.mark]),
            "document": kept.key,
            "section": marked.section,
            "quote": marked.quote,
        }
        # A promise that a new version takes over is said again with that version.
        for version in kept.versions:
            item = Claim.model_validate({**claim, "version": version.number})
            world.say(item, by=kept.owner, on=version.on + timedelta(days=1))


def _say_anchor(world: World, kept: Kept, section: str, quote: str, place: tuple[str, str]) -> None:
    confirmer = world.staff["doc" if kept.owner == world.staff["qd"] else "qd"]
    day = kept.reviewed_on or kept.current.on + timedelta(days=3)
    anchor = ContentAnchor.model_validate(
        {
            "document": kept.key,
            "requirement": place[0],
            "element": place[1],
            "section": section,
            "quote": quote,
            "version": kept.current.number,
            "anchored_by": kept.owner,
            "confirmed_by": confirmer,
            "confirmed_on": day,
        }
    )
    world.say(anchor, by=confirmer, on=day)


def _say_readers(world: World, kept: Kept) -> None:
    """Say that everybody read the current version: soon after it came, or after they did."""
    chance = world.chance(f"readers/{kept.key}")
    for worker in world.staff.workers:
        wait = chance.randint(1, 17)
        begun = max(kept.current.on, worker.since)
        times = world.clock[worker.site]
        read_on = times.day_of(times.moment(begun + timedelta(days=wait)))
        if not in_scope(worker) or not worker.works_on(read_on):
            continue
        item = Acknowledgement.model_validate(
            {
                "document": kept.key,
                "site": worker.site,
                "version": kept.current.number,
                "person": worker.key,
                "read_on": read_on,
            }
        )
        world.say(item, by=worker.key, on=read_on)
