"""What the words of the product mean, for whoever meets one on a page."""

import re
from functools import cache
from pathlib import Path

_ASSAY = Path(__file__).parents[1]
# In an installed package the glossary lies beside the code, in a checkout above it.
PLACES = (_ASSAY / "GLOSSARY.md", _ASSAY.parents[1] / "GLOSSARY.md")

_LINE = re.compile(
    r"(?ms)^- \*\*(?P<term>[^*]+)\*\*(?P<more>[^:\n]*): (?P<says>.+?)(?=\n- |\n\n|\Z)"
)


@cache
def meanings() -> dict[str, str]:
    """Return what each word means, by the word in small letters."""
    path = next((place for place in PLACES if place.exists()), None)
    text = path.read_text(encoding="utf-8") if path else ""
    found = {}
    for line in _LINE.finditer(text):
        says = " ".join(line["says"].split()).replace("**", "").replace("`", "")
        for term in (line["term"], *re.findall(r"\*\*([^*]+)\*\*", line["more"])):
            found[term.lower()] = says[:1].upper() + says[1:]
    return found


def meaning_of(term: str) -> str:
    """Return what a word means; nothing where the glossary has no such word."""
    return meanings().get(term.lower(), "")
