"""Both management reviews: who sat there, what was looked at, decided and undertaken."""

from collections.abc import Mapping
from typing import Any

from assay.demo.cloud.facts import STANDARD
from assay.demo.cloud.tables import read_settings
from assay.demo.cloud.world import World
from assay.domain.management_review import ManagementReview, ReviewStatus
from assay.domain.review_action import ActionStatus, ReviewAction
from assay.domain.review_attendance import Presence, ReviewAttendance
from assay.domain.review_decision import ReviewDecision
from assay.domain.review_input import ReviewInput

_KEEPER = "noor.elamrani"
_WRITTEN_AFTER = 4


def tell_reviews(world: World) -> None:
    """Record each review from its plan to its approved minutes and its actions."""
    for key, said in read_settings("reviews").items():
        review = ManagementReview(
            key=key,
            standards=(STANDARD,),
            status=ReviewStatus.HELD,
            planned_on=world.clock.day(said["held"]),
            held_on=world.clock.day(said["held"]),
            period=said["period"],
            chair="hanneke.dewit",
            minutes=said["minutes"],
        )
        planned = review.changed(status=ReviewStatus.PLANNED, held_on=None, minutes="")
        world.say(planned, _KEEPER, world.clock.day(said["planned"]))
        written = world.clock.day(said["held"] + _WRITTEN_AFTER)
        world.say(review, _KEEPER, written)
        approved_on = world.clock.day(said["minutes_approved"])
        approved = review.changed(
            minutes_approved_by="hanneke.dewit", minutes_approved_on=approved_on
        )
        world.say(approved, "hanneke.dewit", approved_on)
        _tell_attendance(world, key, said)
        _tell_inputs(world, key, said)
        _tell_decisions(world, key, said)
        for action in said["actions"]:
            _tell_action(world, key, said, action)


def _tell_attendance(world: World, key: str, said: Mapping[str, Any]) -> None:
    held = world.clock.day(said["held"])
    for presence in (Presence.PRESENT, Presence.APOLOGIES):
        for person in said[presence.value]:
            attended = ReviewAttendance.model_validate(
                {
                    "review": key,
                    "person": person,
                    "presence": presence,
                    "role": world.people[person].job,
                }
            )
            world.say(attended, _KEEPER, held, minute=16 * 60 + 30)


def _tell_inputs(world: World, key: str, said: Mapping[str, Any]) -> None:
    written = world.clock.day(said["held"] + _WRITTEN_AFTER)
    for name, (discussion, sources) in said["inputs"].items():
        looked = ReviewInput.model_validate(
            {
                "review": key,
                "standard": STANDARD,
                "input": name,
                "discussion": discussion,
                "sources": tuple(sources.split("; ")),
            }
        )
        world.say(looked, _KEEPER, written)


def _tell_decisions(world: World, key: str, said: Mapping[str, Any]) -> None:
    written = world.clock.day(said["held"] + _WRITTEN_AFTER)
    for row in said["decisions"]:
        decision = ReviewDecision(
            key=row["key"],
            review=key,
            input=row["input"],
            decision=row["decision"],
            about=row["about"],
            decided_by=row["by"],
            based_on=tuple(row["based_on"]),
            leads_to=tuple(row["leads_to"]),
        )
        world.say(decision, _KEEPER, written)


def _tell_action(world: World, key: str, said: Mapping[str, Any], row: Mapping[str, Any]) -> None:
    action = ReviewAction(
        key=row["key"],
        review=key,
        decision=row["decision"],
        input=row["input"],
        action=row["action"],
        owner=row["owner"],
        due_on=world.clock.day(row["due"]),
        status=ActionStatus.OPEN,
    )
    world.say(action, _KEEPER, world.clock.day(said["held"] + _WRITTEN_AFTER))
    if row["done"]:
        done_on = world.clock.day(row["done"])
        done = action.changed(status=ActionStatus.DONE, done_on=done_on, evidence=row["evidence"])
        world.say(done, row["owner"], done_on)
    else:
        going = action.changed(status=ActionStatus.IN_PROGRESS, evidence=row["evidence"])
        world.say(going, row["owner"], world.clock.day(-12))
