"""A messy export as a person brings it: proposed, corrected, its bad rows seen, frozen."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser import THEMES, Watched

pytestmark = pytest.mark.browser

PAGES = ("/o/quillmark/populations/", "/o/quillmark/populations/add/")

MESSY = """Restore No;Server;Done on;Who;Minutes needed
RT-901;crm;03/04/2026 10:00;daan.verbeek;31
RT-902;erp;25/04/2026 10:00;daan.verbeek;many
RT-903;erp;some day;daan.verbeek;12
;erp;27/04/2026 10:00;daan.verbeek;9
RT-905;crm;28/04/2026 10:00;daan.verbeek;44
"""


def open_details(page: Page) -> None:
    for each in page.locator("main details").all():
        each.evaluate("each => each.open = true")


def found_in_both(watched: Watched) -> dict[str, list[str]]:
    """Return what axe finds on the page that is open, in both themes, and how wide it is."""
    found = {}
    for theme in THEMES:
        watched.theme(theme)
        watched.page.reload()
        open_details(watched.page)
        found[theme] = watched.violations()
    watched.page.set_viewport_size({"width": 390, "height": 844})
    found["wider than a phone"] = [str(watched.overflow())] if watched.overflow() else []
    watched.page.set_viewport_size({"width": 1360, "height": 900})
    return found


NOTHING: dict[str, list[str]] = {"light": [], "dark": [], "wider than a phone": []}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_keeps_nobody_out_in_either_theme_and_fits_a_phone(
    signed_in: Watched, path: str
) -> None:
    signed_in.go(path)

    assert found_in_both(signed_in) == NOTHING


def test_the_page_of_a_source_keeps_nobody_out_and_shows_its_hash(signed_in: Watched) -> None:
    page = signed_in.go("/o/quillmark/populations/")
    page.get_by_role("region", name="Record sources").get_by_role("link").first.click()

    expect(page.get_by_text("Content hash", exact=True)).to_be_visible()
    assert found_in_both(signed_in) == NOTHING


@pytest.mark.row("R-151")
def test_a_messy_export_is_corrected_its_bad_rows_are_seen_and_it_is_frozen(
    signed_in: Watched, tmp_path: Path
) -> None:
    export = tmp_path / "restores.csv"
    export.write_text(MESSY, encoding="utf-8")
    page = signed_in.go("/o/quillmark/populations/")
    page.get_by_role("link", name="Add a source").first.click()
    page.get_by_label("A file", exact=True).set_input_files(export)
    page.get_by_role("button", name="Look at it").click()

    page.get_by_label("Record family").select_option("backup_restore")
    page.get_by_role("button", name="Look again").click()
    expect(page.get_by_text("It cannot be frozen like this.")).to_be_visible()
    page.get_by_label("Done on is read as").select_option("restored_at")
    page.get_by_label("Minutes needed is read as").select_option("minutes")
    page.get_by_label("Who is read as").select_option("by")
    page.get_by_role("button", name="Read it again like this").click()

    bad = page.get_by_role("region", name="What cannot be read").locator("tbody tr")
    expect(bad).to_have_count(3)
    expect(bad.first).to_contain_text("'many'")
    assert found_in_both(signed_in) == NOTHING
    page.get_by_label("Key of the source").fill("SRC-MESSY")
    page.get_by_label("Completeness").fill("Every restore of April")
    page.get_by_role("button", name="Record and freeze").click()

    expect(page.get_by_text("Content hash", exact=True)).to_be_visible(timeout=60_000)
    expect(
        page.get_by_role("region", name="What cannot be read").locator("tbody tr")
    ).to_have_count(3)
    expect(page.locator("dl.sum")).to_contain_text("Kept2")
    assert (
        page.get_by_text("Content hash", exact=True)
        .locator("xpath=following-sibling::dd[1]")
        .inner_text()
    )
    assert found_in_both(signed_in) == NOTHING
