"""What somebody does at the pages, from coming in to the record that breaks a promise."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser import Watched
from tests.web.server import Server

pytestmark = pytest.mark.browser

PROMISE = "Every deployment to production carries the number of an approved change"
A_JOB_MS = 180_000


def figure_of(page: Page, name: str) -> str:
    """Return what stands beside a name in the first list of facts that has it."""
    told = page.locator("dt", has_text=re.compile(f"^{name}$")).first
    return told.locator("xpath=following-sibling::dd[1]").inner_text()


def test_six_clicks_lead_from_the_link_to_the_records_of_a_broken_promise(
    server: Server, stranger: Watched
) -> None:
    page = stranger.page
    page.goto(server.new_link())
    clicks = 0
    for name in ("Quillmark", PROMISE, "Figures and records"):
        page.get_by_role("main").get_by_role("link", name=name).first.click()
        clicks += 1

    expect(page.get_by_role("heading", level=1)).to_contain_text("Deviates")
    rows = page.get_by_role("region", name="Records", exact=True).locator("tbody tr")
    expect(rows).to_have_count(47)
    expect(rows.first).to_contain_text("DEP-")
    assert clicks <= 6


def test_a_promise_in_a_policy_opens_figures_weeks_and_records(signed_in: Watched) -> None:
    page = signed_in.go("/o/quillmark/documents/")
    page.get_by_role("link", name="PRO-04").click()
    marked = page.get_by_role("article").get_by_role("link", name=PROMISE)
    expect(marked).to_contain_text("broken")
    colours = marked.evaluate(
        "(each) => { const css = getComputedStyle(each);"
        " return [css.textDecorationColor, css.backgroundColor, css.color]; }"
    )
    assert len(set(colours)) == 3

    marked.click()

    beside = page.get_by_role("complementary")
    expect(beside.get_by_role("heading", name="CLM-12")).to_contain_text("Broken")
    assert (figure_of(page, "Population"), figure_of(page, "Deviating")) == ("617", "47")
    beside.get_by_role("link", name="Figures and records").click()
    expect(page.locator(".chart svg")).to_be_visible()
    page.get_by_text("The same as a table").click()
    weeks = page.get_by_role("region", name="Records by week").locator("tbody tr")
    assert sum(int(row[-1]) for row in _cells(weeks.all_inner_texts())) == 47
    page.get_by_role("link", name="Conforming 570").click()
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_role("navigation", name="Pages")).to_contain_text("51 to 100 of 570")


def _cells(rows: list[str]) -> list[list[str]]:
    return [row.split("\t") for row in rows]


def test_the_past_can_be_looked_at_and_not_changed(signed_in: Watched) -> None:
    page = signed_in.go("/o/quillmark/registers/risks/R-05/")
    expect(page.get_by_role("link", name="Change", exact=True)).to_be_visible()

    page.get_by_label("As of").fill("2026-03-01")

    expect(page.get_by_role("status").first).to_contain_text("Nothing can be changed here")
    expect(page.get_by_role("link", name="Change", exact=True)).to_have_count(0)
    page.get_by_role("link", name="Back to now").click()
    expect(page.get_by_role("link", name="Change", exact=True)).to_be_visible()


def test_a_trace_shows_where_its_chain_breaks(signed_in: Watched) -> None:
    page = signed_in.go("/o/corvane/stage2/traces/")
    rates = page.get_by_role("region", name="Break rates")
    expect(rates.get_by_role("columnheader")).to_have_count(9)  # the site, and eight steps
    expect(rates.get_by_role("rowheader")).to_have_text(["All", "BRN", "BRS", "TRB"])

    page.get_by_role("main").locator("a.key").first.click()

    steps = page.locator(".steps > li")
    expect(steps).to_have_count(8)
    broken = page.locator(".steps > .step-broken")
    expect(broken).to_have_count(1)
    expect(broken).to_contain_text("Break")


@pytest.mark.slow
def test_a_rehearsal_ends_in_a_draft_report(signed_in: Watched) -> None:
    page = signed_in.go("/o/quillmark/stage2/rehearsals/")
    page.get_by_label("Seed").fill("7")
    page.get_by_role("button", name="Rehearse").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Draft report of a rehearsal")

    stages = page.get_by_role("heading", level=2)

    expect(stages.filter(has_text="Stage 1:")).to_be_visible(timeout=A_JOB_MS)
    expect(stages.filter(has_text="Stage 2:")).to_be_visible()
    expect(page.get_by_role("region", name="Samples")).to_be_visible()
    assert signed_in.violations() == []
    signed_in.go("/o/quillmark/stage2/")
    expect(page.get_by_role("main")).not_to_contain_text("before the last change")


REACHABLE = """() => [...document.querySelectorAll(`a[href], button, input, select, textarea,
 summary, [tabindex="0"]`)].filter((each) => each.checkVisibility() && !each.disabled
 && each.type !== "hidden" && each.tabIndex >= 0).length"""
FOCUSED = """() => { const css = getComputedStyle(document.activeElement);
 const all = [...document.body.querySelectorAll("*")];
 return [all.indexOf(document.activeElement), css.outlineStyle, parseFloat(css.outlineWidth)]; }"""


@pytest.mark.parametrize("path", ["", "documents/", "stage2/promises/CLM-12/"])
def test_everything_can_be_reached_by_keyboard_and_is_seen_to_be(
    signed_in: Watched, path: str
) -> None:
    page = signed_in.go(f"/o/quillmark/{path}")
    reachable = page.evaluate(REACHABLE)
    reached = set()
    for _ in range(reachable + 8):
        page.keyboard.press("Tab")
        place, outline, width = page.evaluate(FOCUSED)
        if place >= 0:
            reached.add(place)
            assert (outline, width >= 2) != ("none", False), place

    assert len(reached) == reachable


def test_letters_lead_to_rooms_and_a_stroke_to_the_search(signed_in: Watched) -> None:
    page = signed_in.go("/o/quillmark/")
    for key, room in (("d", "Documents"), ("s", "Stage 1"), ("s", "Stage 2"), ("h", "Quillmark")):
        page.keyboard.press("g")
        page.keyboard.press(key)
        expect(page.get_by_role("heading", level=1)).to_contain_text(room)

    signed_in.go("/o/quillmark/documents/")
    page.keyboard.press("/")
    page.keyboard.type("deploy")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("q=deploy"))
