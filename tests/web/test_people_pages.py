"""People, access and the API's page in a browser; second factors as a person sets them up."""

import re
from collections.abc import Iterator
from typing import Any

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browser import THEMES, Watched, watching
from tests.web.server import Server

pytestmark = pytest.mark.browser

PAGES = (
    "/o/quillmark/people/",
    "/o/quillmark/people/invite/",
    "/o/quillmark/people/log/",
    "/o/quillmark/people/mine/",
    "/o/quillmark/people/mine/leave/",
    "/o/quillmark/people/?as_of=2026-03-01",
    "/api/v1/docs/",
    "/account/2fa/",
)
PASSWORD = "a long enough sentence"  # noqa: S105 - of somebody invented


@pytest.mark.parametrize("path", PAGES)
def test_a_page_keeps_nobody_out_and_fits_a_phone(signed_in: Watched, path: str) -> None:
    found = {}
    for theme in THEMES:
        signed_in.theme(theme)
        signed_in.go(path)
        found[theme] = signed_in.violations()
    signed_in.page.set_viewport_size({"width": 390, "height": 844})

    signed_in.go(path)

    assert found == {"light": [], "dark": []}
    assert signed_in.overflow() == 0


@pytest.fixture
def newcomer(server: Server, browser: Browser, signed_in: Watched) -> Iterator[Watched]:
    """Give a test a page of somebody new, who came in by an invitation and has a password."""
    number = len(signed_in.page.context.cookies()) + id(signed_in)
    email = f"new{number}@quillmark.example"
    page = signed_in.go("/o/quillmark/people/invite/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Role").select_option("contact")
    page.get_by_role("button", name="Make the link").click()
    link = page.locator("#link").inner_text()
    with watching(browser, server) as watched:
        watched.page.goto(link)
        watched.page.get_by_role("link", name="Make an account").click()
        watched.page.locator("#id_email").fill(email)
        watched.page.locator("#id_name").fill("Nela New")
        watched.page.locator("#id_password1").fill(PASSWORD)
        watched.page.locator("#id_password2").fill(PASSWORD)
        assert watched.violations() == []
        watched.page.get_by_role("button", name="Make the account").click()
        expect(watched.page.get_by_role("navigation", name="Rooms")).to_be_visible()
        watched.email = email  # type: ignore[attr-defined] # for signing in again
        yield watched
        # A hint of Chromium to whoever builds the page of allauth, and no fault of it.
        hint = "[DOM] Password forms should have"
        watched.complaints[:] = [each for each in watched.complaints if not each.startswith(hint)]


def sign_out_and_in(watched: Watched) -> Page:
    page = watched.page
    page.context.clear_cookies()
    watched.go("/account/login/")
    page.locator("#id_login").fill(watched.email)  # type: ignore[attr-defined] # as above
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    return page


def test_a_code_of_an_app_is_asked_for_and_a_recovery_code_does_once(newcomer: Watched) -> None:
    page = newcomer.go("/account/2fa/totp/activate/")
    confirm(page)
    secret = page.locator("#authenticator_secret").input_value()
    assert newcomer.violations() == []
    page.locator("#id_code").fill(pyotp.TOTP(secret).now())
    page.locator("main form button").first.click()
    newcomer.go("/account/2fa/recovery-codes/")
    confirm(page)
    codes = re.findall(r"\b[a-z0-9]{8}\b", page.locator("main textarea").input_value())
    assert len(codes) == 10
    assert newcomer.violations() == []

    sign_out_and_in(newcomer)
    expect(page).to_have_url(re.compile("/account/2fa/authenticate/"))
    assert newcomer.violations() == []
    page.locator("#id_code").fill("000000")
    page.locator("main form button").first.click()
    expect(page).to_have_url(re.compile("/account/2fa/authenticate/"))
    page.locator("#id_code").fill(codes[0])
    page.locator("main form button").first.click()
    expect(page.get_by_role("navigation", name="Rooms")).to_be_visible()

    sign_out_and_in(newcomer)
    page.locator("#id_code").fill(codes[0])
    page.locator("main form button").first.click()
    expect(page).to_have_url(re.compile("/account/2fa/authenticate/"))


def test_a_passkey_is_added_and_signs_in(newcomer: Watched) -> None:
    page = newcomer.page
    devices: Any = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    newcomer.go("/account/2fa/webauthn/add/")
    confirm(page)
    page.locator("#id_name").fill("Laptop")
    page.locator("#id_passwordless").check()
    page.locator("#mfa_webauthn_add").click()
    expect(page.get_by_text("Security key added")).to_be_visible()
    assert newcomer.violations() == []

    page.context.clear_cookies()
    newcomer.go("/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("navigation", name="Rooms")).to_be_visible()


def confirm(page: Page) -> None:
    """Show the password once more, where that is asked for."""
    if "reauthenticate" in page.url:
        page.locator("#id_password").fill(PASSWORD)
        page.locator("main form button").first.click()
