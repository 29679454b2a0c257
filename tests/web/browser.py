"""Pages as a person uses them, and what must be true of every one of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, StorageState

from tests.web.server import Server

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
ONLY_VIOLATIONS = 'resultTypes: ["violations"], reporter: "no-passes"'
"""What holds is not told: finding a name for each of its elements is work."""

OF_EACH_LOOK = """() => {
  const seen = new Map();
  const ground = (element) => {
    const found = [];
    for (let each = element; each; each = each.parentElement) {
      const style = getComputedStyle(each);
      found.push(style.backgroundColor, style.backgroundImage, style.opacity);
    }
    return found.filter((each, at) => at < 3 || !["rgba(0, 0, 0, 0)", "none", "1"].includes(each));
  };
  return [...document.body.querySelectorAll("*")].filter((element) => {
    const says = [...element.childNodes].some((each) => each.nodeType === 3 && each.data.trim());
    if (!says && !element.matches("input, select, textarea")) return false;
    const style = getComputedStyle(element);
    const look = [element.tagName, element.className, element.disabled, style.color,
      style.fontSize, style.fontWeight, style.textShadow, ...ground(element)].join("|");
    seen.set(look, (seen.get(look) || 0) + 1);
    return seen.get(look) <= 2;
  });
}"""
"""Two of the elements that look the same: contrast is most of axe's work, and the thousandth row
of a table has that of the first."""

THEMES = ("light", "dark")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
]


@dataclass
class Watched:
    """A page of the browser, and everything that it complained about."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen."""
        self.page.on("console", lambda said: self.complaints.append(said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda asked: self._must_be_ours(asked.url))

    def go(self, path: str) -> Page:
        """Go to a page of the server."""
        self.page.goto(self.address + path)
        return self.page

    def theme(self, theme: str) -> None:
        """Choose a theme, as the menu of the account does."""
        context: BrowserContext = self.page.context
        context.add_cookies([{"name": "assay_theme", "value": theme, "url": self.address}])

    def violations(self) -> list[str]:
        """Return what axe finds on the page that is open, in either theme."""
        asked = f'axe.run({{rules: {{"color-contrast": {{enabled: false}}}}, {ONLY_VIOLATIONS}}})'
        contrast = (
            f'axe.run(({OF_EACH_LOOK})(), {{runOnly: ["color-contrast"], {ONLY_VIOLATIONS}}})'
        )
        # The same page in other colours: nothing else can have changed.
        return [
            *self._found("light", asked),
            *self._found("light", contrast),
            *self._found("dark", contrast),
        ]

    def _found(self, theme: str, asked: str) -> list[str]:
        before = self.page.evaluate("document.documentElement.dataset.theme || ''")
        choose = "(theme) => { document.documentElement.dataset.theme = theme; }"
        # Brought in each time: a page that waited for work may have renewed itself meanwhile.
        self.page.evaluate(f"if (!window.axe) {{ {AXE} }}; undefined")
        self.page.evaluate(choose, theme)
        found: dict[str, Any] = self.page.evaluate(asked)
        self.page.evaluate(choose, before)
        return [
            f"{theme}: {each['id']}: {node['html'][:160]}"
            for each in found["violations"]
            for node in each["nodes"]
        ]

    def overflow(self) -> int:
        """Return by how many pixels the page is wider than the window."""
        wide: int = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return max(wide, 0)

    def _must_be_ours(self, url: str) -> None:
        if not url.startswith((f"{self.address}/", "data:")):
            self.complaints.append(f"it asked {url}")


@contextmanager
def watching(
    browser: Browser, server: Server, state: StorageState | None = None
) -> Iterator[Watched]:
    """Open a page in a browser of its own; when the block ends it must not have complained."""
    context = browser.new_context(
        viewport={"width": 1360, "height": 900},
        storage_state=state,
        reduced_motion="reduce",  # colours are those of the theme at once
    )
    watched = Watched(context.new_page(), server.address)
    yield watched
    context.close()
    assert not watched.complaints, watched.complaints
