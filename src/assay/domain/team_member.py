"""Somebody on the certification body's side of a stage."""

from typing import Annotated

from assay.domain.item import Also, Item, PersonRef, Text, Texts
from assay.domain.role_assignment import Role
from assay.domain.stage_plan import Stage


class TeamMember(Item, register="team_member", key_from=("stage", "person"), title="Audit team"):
    """One person in one role at one stage."""

    stage: Stage
    person: Annotated[PersonRef, Also("name", "auditor")]
    role: Role
    body: Annotated[Text, Also("certification body")] = ""
    competent_for: Annotated[Texts, Also("competence", "technical areas")] = ()
    advised_organisation: Annotated[bool | None, Also("consultancy in last two years")] = None
