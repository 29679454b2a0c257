"""Corvane Precision: a machining company of three sites on its way to ISO 9001."""

from datetime import date

from assay.demo.draft import Draft
from assay.demo.factory.audits import say_audits
from assay.demo.factory.facts import SLUG
from assay.demo.factory.figures import quote_figures
from assay.demo.factory.flow import record_flow
from assay.demo.factory.hands import choose_hands
from assay.demo.factory.jobs import plan_jobs
from assay.demo.factory.landscape import say_processes
from assay.demo.factory.making import record_making
from assay.demo.factory.measures import say_measures
from assay.demo.factory.ordering import record_ordering
from assay.demo.factory.papers import say_document_history, shelve_papers
from assay.demo.factory.practice import say_practice
from assay.demo.factory.quality import record_quality
from assay.demo.factory.registry import say_calendar, say_people, say_roles
from assay.demo.factory.shop import Shop, open_shop
from assay.demo.factory.sources import say_sources
from assay.demo.factory.tables import say_table
from assay.demo.factory.upkeep import record_upkeep
from assay.demo.factory.world import World, begin_world


def draft_factory(*, seed: int, as_of: date, scale: int) -> Draft:
    """Return the clean company as it stands on a day: the same arguments, the same bytes."""
    world = begin_world(seed=seed, as_of=as_of, scale=scale, organisation=SLUG)
    say_people(world)
    say_roles(world)
    say_calendar(world)
    say_document_history(world)
    for table in ("direction", "landscape", "inventory", "suppliers"):
        say_table(world, table)
    say_processes(world)
    shop = _record_operation(world)
    say_measures(world)
    quote_figures(world)
    say_table(world, "risks")
    say_audits(world)
    say_table(world, "reviews")
    shelve_papers(world)
    say_practice(world, shop)
    say_sources(world)
    return world.draft


def _record_operation(world: World) -> Shop:
    shop = open_shop(world)
    jobs = plan_jobs(world, shop)
    chance = world.chance("hands")
    handled = [(job, choose_hands(world, shop, job, chance)) for job in jobs if job.won]
    record_ordering(world, shop, jobs, handled)
    record_making(world, handled)
    record_flow(world, handled)
    record_quality(world, shop, handled)
    record_upkeep(world, shop)
    return shop
