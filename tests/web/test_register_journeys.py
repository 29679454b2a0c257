"""Registers, the ledger and two days as a person meets them: by hand, in a browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.web.browser import THEMES, Watched, watching
from tests.web.server import Server

pytestmark = pytest.mark.browser

PAGES = (
    "/o/quillmark/registers/",
    "/o/quillmark/registers/documents/",
    "/o/quillmark/registers/documents/POL-01/",
    "/o/quillmark/registers/change/risks/R-01/",
    "/o/quillmark/registers/new/findings/",
    "/o/quillmark/registers/retire/risks/R-02/",
    "/o/quillmark/registers/import/risks/",
    "/o/quillmark/registers/certificates/",
    "/o/quillmark/ledger/",
    "/o/quillmark/ledger/4000/",
    "/o/quillmark/ledger/verify/",
    "/o/quillmark/compare/",
    "/o/quillmark/compare/?from=2026-09-01&until=2026-09-10",
)

MESSY = """Risks, as the team keeps them

Ref\tRisk title\tAccountable one\tAssessed on
R-901\tA key is left in the door\tdaan.verbeek\tsoon
R-902\tNobody answers the phone\tdaan.verbeek\t2026-10-01
"""


@pytest.fixture
def another(server: Server, browser: Browser) -> Iterator[Watched]:
    """Give a test a second person, signed in by a link of their own."""
    with watching(browser, server) as watched:
        watched.page.goto(
            server.new_link(
                "bo@quillmark.example", "--organisation", "quillmark", "--role", "qms lead"
            )
        )
        yield watched


@pytest.mark.parametrize("path", PAGES)
def test_a_page_keeps_nobody_out_in_either_theme_and_fits_a_phone(
    signed_in: Watched, path: str
) -> None:
    found = {}
    for theme in THEMES:
        signed_in.theme(theme)
        signed_in.go(path)
        for menu in signed_in.page.locator("main details").all():
            menu.evaluate("each => each.open = true")
        found[theme] = signed_in.violations()
    signed_in.page.set_viewport_size({"width": 390, "height": 844})
    signed_in.go(path)
    for menu in signed_in.page.locator(".filters details").all():
        menu.evaluate("each => each.open = true")
        assert signed_in.overflow() == 0

    assert found == {"light": [], "dark": []}
    assert signed_in.overflow() == 0


def test_a_register_is_searched_filtered_and_sorted_by_its_address(signed_in: Watched) -> None:
    page = signed_in.go("/o/quillmark/registers/documents/")
    page.get_by_label("Search all columns").fill("policy")
    page.locator("summary", has_text="Filter").click()
    page.locator("#f-type").select_option("policy")
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("link", name="Title").click()

    for word in ("q=policy", "type=policy", "sort=title"):
        assert word in page.url
    titles = page.locator("tbody tr td:nth-child(2)").all_text_contents()
    assert titles == sorted(titles, key=str.casefold)
    shared = page.url.removeprefix(signed_in.address)
    assert signed_in.go(shared).locator("tbody tr td:nth-child(2)").all_text_contents() == titles


def test_a_messy_register_is_pasted_corrected_and_recorded(signed_in: Watched) -> None:
    page = signed_in.go("/o/quillmark/registers/risks/")
    page.get_by_role("link", name="Import").click()
    page.get_by_label("Or cells pasted").fill(MESSY)
    page.get_by_role("button", name="Look at it").click()

    unreadable = page.get_by_role("region", name="What cannot be read")
    expect(unreadable).to_contain_text("'soon'")
    expect(unreadable).to_contain_text("a date such as 2026-01-31")
    page.get_by_label("Read instead in row 4, Assessed on").fill("2026-10-02")
    page.get_by_label("Accountable one is read as").select_option("owner")
    page.get_by_role("button", name="Read it again like this").click()

    expect(unreadable).to_have_count(0)
    page.get_by_label("Because of").fill("Workshop of October")
    page.get_by_role("button", name="Record 2 new and 0 changed").click()
    expect(page.get_by_text("2 entries recorded from pasted.tsv.")).to_be_visible()
    page.get_by_label("Search all columns").fill("R-901")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="R-901").click()
    expect(page.get_by_role("main")).to_contain_text("2026-10-02")
    expect(page.get_by_role("main")).to_contain_text("daan.verbeek")
    expect(page.get_by_role("main")).to_contain_text("Because of Workshop of October")


def test_two_people_change_one_item_and_nothing_typed_is_lost(
    signed_in: Watched, another: Watched
) -> None:
    path = "/o/quillmark/registers/change/risks/R-03/"
    hers, his = signed_in.go(path), another.go(path)
    his.get_by_label("Action").fill("He has a better lock.")
    his.get_by_role("button", name="Record").click()
    expect(his.get_by_text("R-03 is recorded.")).to_be_visible()

    hers.get_by_label("Describes").fill("She says what it is.")
    hers.get_by_label("Action").fill("She has a guard.")
    hers.get_by_role("button", name="Record").click()

    both = hers.get_by_role("region", name="Both versions")
    expect(both).to_contain_text("He has a better lock.")
    expect(both).to_contain_text("She has a guard.")
    expect(hers.get_by_label("Action")).to_have_value("She has a guard.")
    assert signed_in.violations() == []
    hers.get_by_role("button", name="Record it all the same").click()
    expect(hers.get_by_text("R-03 is recorded.")).to_be_visible()
    expect(hers.get_by_role("main")).to_contain_text("She says what it is.")
    # The browser itself notes that the answer was a conflict.
    assert [one for one in signed_in.complaints if "409" not in one] == []
    signed_in.complaints.clear()


def test_a_day_of_the_past_is_compared_with_now(signed_in: Watched) -> None:
    page = signed_in.go("/o/quillmark/registers/documents/POL-01/?as_of=2026-03-01")
    expect(page.get_by_role("link", name="Change")).to_have_count(0)

    page.get_by_role("link", name="Compare with now").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("From 2026-03-01 to now")
    page.get_by_role("region", name="Registers").get_by_role(
        "link", name="Documented information"
    ).click()
    row = page.get_by_role("listitem").filter(has_text="POL-01")
    expect(row.first).to_contain_text("Version")
    page.get_by_label("To the end of").fill("2026-03-02")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("From 2026-03-01 to 2026-03-02")


def test_the_ledger_is_verified_while_somebody_looks_on(signed_in: Watched) -> None:
    page = signed_in.go("/o/quillmark/ledger/")
    head = page.locator("aside .hash").first.inner_text()
    page.get_by_role("button", name="Verify now").click()

    expect(page.get_by_text("Holds").first).to_be_visible(timeout=60_000)
    expect(page.locator(".hash").first).to_have_text(head.replace("\n", ""))
