"""Documents from first draft to the version in force: written, approved, made known, reviewed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from assay.demo.cloud.clock import at, months_after, worked_from
from assay.demo.cloud.facts import COMPANY, PROMISES
from assay.demo.cloud.reports import minutes_body, report_body
from assay.demo.cloud.tables import Cells, has_prose, make, read_prose, read_rows, split
from assay.demo.cloud.words import document_words, name_of
from assay.demo.cloud.world import World
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
from assay.domain.document import Document
from assay.domain.document_location import DocumentLocation
from assay.domain.document_review import DocumentReview
from assay.domain.document_version import DocumentVersion
from assay.domain.scope import VersionStatus

_APPROVED_AFTER = 7
_REVIEWED_WHEN_OLDER = -200
_KEEPER = "noor.elamrani"
_PLACES = {
    "policies": ("all-staff",),
    "procedures": ("all-staff",),
    "records": ("unit-sec", "unit-exec", "unit-fin"),
}
_OUTCOMES = (
    "Still describes what is done; no change.",
    "Read with the team; wording stands.",
    "Compared with the records of the quarter; no change.",
    "Two remarks kept for the next version.",
)
_WRITERS = {"md": render_markdown, "docx": render_word, "pdf": render_pdf}
# The adviser helped with the first version of two documents and signed none.
_FIRST_AUTHORS = {"MET-01": "gerrit.oosting", "MET-02": "gerrit.oosting"}


@dataclass(frozen=True)
class Issue:
    """One version of a document: when it was written and when approved."""

    version: str
    created_on: date
    approved_on: date
    author: str
    changes: str


def tell_documents(world: World) -> None:
    """Record every document with its whole history, and put its file on the shelf."""
    for place, readers in _PLACES.items():
        location = DocumentLocation(
            key=place,
            path=f"shelfmark/{place}",
            readable_by=readers,
            reachable=True,
            checked_on=world.clock.day(-30),
        )
        world.say(location.changed(checked_on=None), _KEEPER, world.clock.day(-410))
        world.say(location, _KEEPER, world.clock.day(-30))
    words = document_words(world)
    for position, row in enumerate(read_rows("documents")):
        _tell_document(world, row, words, position)


def _issues(world: World, row: Cells) -> list[Issue]:
    changes = row["_changes"].split(";")
    issues = []
    for number, (text, change) in enumerate(zip(row["_versions"].split(), changes, strict=True)):
        version, offset = text.split("@")
        author = row["author"] if number else _FIRST_AUTHORS.get(row["key"], row["author"])
        issues.append(
            Issue(
                version,
                world.clock.day(int(offset)),
                world.clock.day(int(offset) + _APPROVED_AFTER),
                author,
                change,
            )
        )
    return issues


def _tell_document(world: World, row: Cells, words: Mapping[str, str], position: int) -> None:
    issues = _issues(world, row)
    paper = _paper(world, row, issues, words)
    content = _WRITERS[row["_format"]](paper)
    whole = _document(world, row, issues[-1])
    for number, issue in enumerate(issues):
        current = number == len(issues) - 1
        following = None if current else issues[number + 1]
        version = _version(row, issue, following, content if current else b"", whole.file)
        _tell_issue(world, row, issue, version)
        document = _at_issue(whole, issue, current=current)
        if not number:
            draft = document.changed(status=VersionStatus.DRAFT, approver="", approved_on=None)
            draft = draft.changed(reviewed_on=None, next_review_on=None)
            world.say(draft, _KEEPER, issue.created_on, minute=17 * 60 + 31)
        world.say(document, _KEEPER, issue.approved_on, minute=17 * 60 + 33)
        if following:
            world.say(version, _KEEPER, following.approved_on, minute=17 * 60 + 35)
    approved_at = _event_at(world, row, issues[-1])
    world.draft.shelve(whole.file, content, by=world.author(row["approver"]), at=approved_at)
    _tell_review(world, row, whole, issues[-1], position)
    if whole.staff_facing:
        _tell_readers(world, whole, issues[-1])


def _document(world: World, row: Cells, issue: Issue) -> Document:
    place = row["_place"]
    controls = split(row["controls"])
    named = [each["key"] for each in read_rows("soa") if row["key"] in split(each["documents"])]
    slug = "-".join("".join(c if c.isalnum() else " " for c in row["title"].lower()).split())
    return make(
        Document,
        row,
        world.clock,
        controls=(*controls, *(key for key in named if key not in controls)),
        version=issue.version,
        status=VersionStatus.APPROVED,
        staff_facing=row["staff_facing"] == "yes",
        approved_on=issue.approved_on,
        reviewed_on=issue.approved_on,
        next_review_on=months_after(issue.approved_on, PROMISES.document_months),
        review_months=PROMISES.document_months,
        location=f"shelfmark/{place}/{row['key']}",
        audience=_PLACES[place],
        file=f"documents/{row['key']}-{slug}.{row['_format']}",
        retention_months=PROMISES.record_months,
    )


def _at_issue(whole: Document, issue: Issue, *, current: bool) -> Document:
    return whole.changed(
        version=issue.version,
        author=issue.author,
        approved_on=issue.approved_on,
        reviewed_on=issue.approved_on,
        next_review_on=months_after(issue.approved_on, PROMISES.document_months),
        file=whole.file if current else "",
    )


def _version(
    row: Cells, issue: Issue, following: Issue | None, content: bytes, file: str
) -> DocumentVersion:
    return DocumentVersion.model_validate(
        {
            "document": row["key"],
            "version": issue.version,
            "created_on": issue.created_on,
            "author": issue.author,
            "changes": issue.changes,
            "status": VersionStatus.SUPERSEDED if following else VersionStatus.APPROVED,
            "in_force_from_on": issue.approved_on,
            "in_force_until_on": following.approved_on - timedelta(1) if following else None,
            "file": file if content else "",
            "sha256": sha256(content).hexdigest() if content else "",
        }
    )


def _event_at(world: World, row: Cells, issue: Issue) -> datetime:
    approver = row["approver"]
    text = f"approval/{row['key']}/{issue.version}"
    return world.moment(text, issue.approved_on, world.site_of(approver))


def _tell_issue(world: World, row: Cells, issue: Issue, version: DocumentVersion) -> None:
    draft = version.changed(
        status=VersionStatus.DRAFT,
        in_force_from_on=None,
        in_force_until_on=None,
        file="",
        sha256="",
    )
    world.say(draft, issue.author or row["owner"], issue.created_on)
    event_at = _event_at(world, row, issue)
    approval = Approval.model_validate(
        {
            "document": row["key"],
            "version": issue.version,
            "by": row["approver"],
            "role": world.people[row["approver"]].job,
            "approved_on": issue.approved_on,
            "event_at": event_at,
        }
    )
    world.draft.say(approval, by=world.author(row["approver"]), at=event_at)
    in_force = version.changed(status=VersionStatus.APPROVED, in_force_until_on=None)
    world.say(in_force, _KEEPER, issue.approved_on, minute=17 * 60 + 32)


def _tell_review(world: World, row: Cells, document: Document, issue: Issue, position: int) -> None:
    offset = int(row["_versions"].split("@")[-1])
    if offset > _REVIEWED_WHEN_OLDER:
        return
    day = world.clock.day(-(35 + position * 13 % 140))
    review = DocumentReview.model_validate(
        {
            "document": document.key,
            "version": issue.version,
            "reviewed_on": day,
            "by": document.owner,
            "outcome": _OUTCOMES[position % len(_OUTCOMES)],
        }
    )
    world.say(review, document.owner, day, minute=16 * 60 + 10)
    due = months_after(day, PROMISES.document_months)
    reviewed = document.changed(reviewed_on=day, next_review_on=due)
    world.say(reviewed, _KEEPER, day, minute=17 * 60 + 34)


def _tell_readers(world: World, document: Document, issue: Issue) -> None:
    chance = world.chance(f"readers/{document.key}")
    for person in world.people.values():
        if person.external or person.started_on is None:
            continue
        known = max(issue.approved_on, person.started_on)
        day = worked_from(known + timedelta(chance.randrange(1, 11)), person.site)
        if person.works_on(day) and day < world.as_of:
            read = Acknowledgement.model_validate(
                {
                    "document": document.key,
                    "version": issue.version,
                    "person": person.key,
                    "read_on": day,
                }
            )
            world.say(read, person.key, day)


def _paper(world: World, row: Cells, issues: list[Issue], words: Mapping[str, str]) -> Paper:
    last = issues[-1]
    approver = world.people[row["approver"]]
    signature = Signature("Approved", approver.job, approver.name, last.approved_on)
    return Paper(
        key=row["key"],
        title=row["title"],
        body=_body(world, row["key"], words),
        version=last.version,
        company=COMPANY,
        classification="Confidential" if row["_place"] == "records" else "Internal",
        owner=name_of(world, row["owner"]),
        author=name_of(world, last.author),
        last_modified_by=name_of(world, last.author or row["owner"]),
        created_at=at(issues[0].created_on, 10 * 60),
        modified_at=at(last.created_on, 15 * 60),
        revision=4 * len(issues) + 1,
        approvals=(signature,),
        history=tuple(_history(world, issues)),
    )


def _history(world: World, issues: list[Issue]) -> Iterator[Change]:
    for issue in issues:
        yield Change(issue.version, issue.approved_on, name_of(world, issue.author), issue.changes)


def _body(world: World, key: str, words: Mapping[str, str]) -> str:
    if has_prose(key):
        return read_prose(key).format_map(words)
    return (minutes_body if key.startswith("MIN") else report_body)(world, key)
