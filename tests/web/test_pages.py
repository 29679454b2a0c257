"""Every page of the house, in both themes, at a desk and on a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.web.addresses import all_pages, left_out
from tests.web.browser import THEMES, Watched
from tests.web.server import Server

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    *all_pages(),
    "/o/quillmark/?as_of=2026-03-01",
    "/o/quillmark/documents/PRO-04/?promise=CLM-12",
    "/o/quillmark/stage2/promises/CLM-12/?side=conforming",
    "/o/corvane/",
    "/o/corvane/stage2/",
    "/o/corvane/stage2/traces/",
    "/account/2fa/",
    "/account/sessions/",
    "/account/password/set/",
)


def test_every_address_has_a_sample_or_a_reason() -> None:
    assert left_out() == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_keeps_nobody_out_and_fits_a_phone(signed_in: Watched, path: str) -> None:
    signed_in.go(path)

    assert signed_in.violations() == []
    signed_in.page.set_viewport_size({"width": 390, "height": 844})
    assert signed_in.overflow() == 0


def test_a_theme_that_was_chosen_is_the_one_that_is_shown(signed_in: Watched) -> None:
    page = signed_in.go("/o/quillmark/")
    papers = []
    for theme in THEMES:
        signed_in.theme(theme)
        page.reload()
        papers.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    assert papers[0] != papers[1]


def test_the_sign_in_page_keeps_nobody_out(stranger: Watched) -> None:
    stranger.go("/o/quillmark/")

    assert "/account/login/" in stranger.page.url
    assert stranger.violations() == []


def test_a_link_signs_in_once(server: Server, stranger: Watched) -> None:
    link = server.new_link()
    stranger.page.goto(link)
    expect(stranger.page.get_by_role("heading", name="Organisations")).to_be_visible()
    stranger.page.context.clear_cookies()

    stranger.page.goto(link)

    expect(stranger.page.get_by_role("heading")).to_have_text("This link does not let anybody in")
    # The browser itself notes that the answer was a refusal.
    assert [one for one in stranger.complaints if "403" not in one] == []
    stranger.complaints.clear()


@pytest.mark.row("R-307")
def test_home_shows_two_figures_and_no_third(signed_in: Watched) -> None:
    page = signed_in.go("/o/quillmark/?as_of=2026-03-01")

    # The earliest day of Stage 2 is told beside them, and is no figure of readiness.
    headings = page.get_by_role("heading", name=re.compile(r"^Stage \d:"))
    figures = page.get_by_role("region").filter(has=headings)
    expect(figures).to_have_count(2)
    expect(page.locator(".figure-value")).to_have_count(2)
    for figure in figures.all():
        for part in ("Conforming", "Deviating", "Not tested"):
            expect(figure.get_by_text(part)).to_have_count(1)


def test_the_past_is_marked_and_carried_on(signed_in: Watched) -> None:
    page = signed_in.go("/o/quillmark/")
    page.get_by_label("As of").fill("2026-03-01")

    expect(page.get_by_role("status")).to_contain_text("What was known on 2026-03-01")
    page.get_by_role("navigation", name="Rooms").get_by_role("link", name="Home").click()
    expect(page.get_by_role("status")).to_contain_text("What was known on 2026-03-01")
    page.get_by_role("link", name="Back to now").click()
    expect(page.get_by_text("What was known on")).to_have_count(0)
