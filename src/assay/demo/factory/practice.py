"""Procedures step by step, walked with the people who do them, and single records as evidence."""

from datetime import timedelta
from hashlib import sha256

from assay.demo.factory.facts import HEAD_OFFICE, PROMISES
from assay.demo.factory.packed import packed_text
from assay.demo.factory.papers import kept_documents
from assay.demo.factory.shop import Shop
from assay.demo.factory.world import World
from assay.domain.evidence import Evidence
from assay.domain.procedure_step import ProcedureStep
from assay.domain.walkthrough import MismatchAnswer, StepVerdict, Walkthrough

# Where paper and practice differed: what was told, and which version of which document answered.
_DIFFERED = {
    ("PRO-04", 2): ("Signed on the back after the first operation", "PRO-04 / 2.0", 262),
    ("PRO-12", 3): ("Signed without naming jobs", "PRO-12 / 1.2", 78),
}
_WALKED_DAYS = (40, 320)


def say_practice(world: World, shop: Shop) -> None:
    """Say steps and walkthroughs of every procedure, and the records kept as evidence."""
    position: dict[str, int] = {}
    for line in packed_text("tables/steps.psv").splitlines():
        document, process, post, observer, does, role, activity, family = line.split("|")
        position[document] = position.get(document, 0) + 1
        step = ProcedureStep.model_validate(
            {
                "document": document,
                "process": process,
                "position": position[document],
                "does": does,
                "role": role,
                "activity": activity,
                "family": family,
            }
        )
        owner = next(each.owner for each in kept_documents(world) if each.key == document)
        world.say(step, by=owner, on=world.clock.ago(362))
        _walk(world, shop, step, post, world.staff[observer])
    _say_evidence(world)


def _walk(world: World, shop: Shop, step: ProcedureStep, post: str, observer: str) -> None:
    chance = world.chance(f"walk/{step.document}")
    differed = _DIFFERED.get((step.document, step.position))
    ago = differed[2] if differed else chance.randint(*_WALKED_DAYS)
    held_on = world.clock.ago(ago)
    if (HEAD_OFFICE, post) in shop.crews:
        performer = shop.crew(HEAD_OFFICE, post).on(chance, held_on)
    else:
        performer = world.staff[post]
    told = differed[0] if differed else step.does
    item = Walkthrough.model_validate(
        {
            "document": step.document,
            "step": step.key,
            "held_on": held_on,
            "performer": performer,
            "observer": observer,
            "as_told": told,
            "as_recorded": told,
            "verdict": StepVerdict.DIFFERS if differed else StepVerdict.MATCH,
        }
    )
    world.say(item, by=observer, on=held_on)
    if differed:
        key = differed[1]
        document, _, number = key.partition(" / ")
        version = next(
            version
            for each in kept_documents(world)
            if each.key == document
            for version in each.versions
            if version.number == number
        )
        answered = item.changed(answer=MismatchAnswer.PROCEDURE_UPDATED, answered_by_record=key)
        world.say(answered, by=observer, on=version.on + timedelta(days=1), because=key)


_EVIDENCE_FAMILIES = {
    "record": "design file",
    "report": "report",
    "register": "register extract",
}


def _say_evidence(world: World) -> None:
    keeper = world.staff["doc"]
    kept = [each for each in kept_documents(world) if each.row["type"] in _EVIDENCE_FAMILIES]
    for number, document in enumerate(kept, start=1):
        file = world.draft.files[document.file]
        item = Evidence.model_validate(
            {
                "key": f"EV-{number:03d}",
                "title": document.row["title"],
                "family": _EVIDENCE_FAMILIES[document.row["type"]],
                "clauses": document.several("clauses"),
                "owner": keeper,
                "created_on": document.current.on,
                "system": "SYS-QMS",
                "location": f"Quality desk/{document.row['folder']}/{document.key}",
                "retention_months": PROMISES.retention_months,
                "file": document.file,
                "sha256": sha256(file.content).hexdigest(),
            }
        )
        world.say(item, by=keeper, on=document.current.on)
