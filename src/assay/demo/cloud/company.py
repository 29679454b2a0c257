"""Quillmark: eighty-five people in Utrecht and Porto on their way to ISO 27001.

The company is clean: every promise is kept at any audit date, for any seed and
scale.  Flaws are planted afterwards, one at a time.
"""

from datetime import date

from assay.demo.cloud.access import record_access
from assay.demo.cloud.audits import tell_audits
from assay.demo.cloud.changes import record_changes
from assay.demo.cloud.clock import Clock
from assay.demo.cloud.documents import tell_documents
from assay.demo.cloud.facts import SLUG
from assay.demo.cloud.incidents import record_alerts, record_drills, record_incidents
from assay.demo.cloud.landscape import tell_landscape
from assay.demo.cloud.objectives import tell_objectives
from assay.demo.cloud.people import tell_people, tell_roles
from assay.demo.cloud.practice import tell_answers, tell_evidence, tell_practice, tell_stages
from assay.demo.cloud.promises import tell_promises
from assay.demo.cloud.reviews import tell_reviews
from assay.demo.cloud.risks import tell_risks
from assay.demo.cloud.scope import tell_operations, tell_organisation, tell_scope
from assay.demo.cloud.soa import tell_soa
from assay.demo.cloud.sources import tell_sources
from assay.demo.cloud.suppliers import tell_suppliers
from assay.demo.cloud.upkeep import (
    record_restores,
    record_supplier_reviews,
    record_training,
    tell_measures,
)
from assay.demo.cloud.watch import record_logs, record_settings, record_weaknesses
from assay.demo.cloud.world import World
from assay.demo.draft import Draft


def draft_cloud(*, seed: int, as_of: date, scale: int = 1) -> Draft:
    """Return Quillmark as it stands on the morning of its audit."""
    world = World(seed, Clock(as_of), scale, Draft(SLUG, as_of))
    for tell in _TOPICS:
        tell(world)
    return world.draft


_TOPICS = (
    tell_people,
    tell_roles,
    tell_organisation,
    tell_landscape,
    tell_scope,
    tell_operations,
    record_access,
    record_incidents,
    record_alerts,
    record_drills,
    record_changes,
    record_logs,
    record_weaknesses,
    record_settings,
    record_restores,
    record_supplier_reviews,
    record_training,
    tell_measures,
    tell_suppliers,
    tell_risks,
    tell_soa,
    tell_objectives,
    tell_audits,
    tell_reviews,
    tell_documents,
    tell_promises,
    tell_practice,
    tell_evidence,
    tell_answers,
    tell_stages,
    tell_sources,
)
