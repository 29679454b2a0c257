"""Markdown as the generated pages use it."""

from collections.abc import Iterable, Sequence


def render_table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; a cell may hold code and links, never a line break."""
    lines = [names, ["---"] * len(names), *rows]
    return "".join(f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def code(text: str) -> str:
    """Return text set as code."""
    return f"`{text}`"


def codes(texts: Iterable[str]) -> str:
    """Return several texts set as code."""
    return ", ".join(code(text) for text in texts)


def paragraphs(docstring: str | None) -> str:
    """Return a docstring as Markdown, in which code stands between single backticks."""
    lines = (docstring or "").replace("``", "`").strip().splitlines()
    return "\n".join(line.strip() for line in lines)
