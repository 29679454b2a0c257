"""The glossary comes first: a word that is not in it is in no class name of the core."""

import ast
import re
from functools import cache

from assay.domain.item import registers
from tests.lib.source import ROOT, modules

# Words of the program, which nobody has to look up.
PLAIN = {"user", "unreadable", "refused", "not", "found", "unsigned", "unstorable", "broken"}


@cache
def terms() -> frozenset[str]:
    """Return the terms of the glossary, in small letters."""
    text = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").lower()
    explained, _, forms = text.partition("## words that only say what form a thing has")
    bold = re.findall(r"\*\*([^*]+)\*\*", explained)
    return frozenset(bold) | set(re.findall(r"[a-z]+", forms))


@cache
def words() -> frozenset[str]:
    return frozenset(word for term in terms() for word in re.findall(r"[a-z]+", term)) | PLAIN


def test_every_register_is_explained() -> None:
    nouns = {name.replace("_", " ") for name in registers()}

    assert nouns - terms() == set()


def test_class_names_of_the_core_are_made_of_words_of_the_glossary() -> None:
    unexplained = {
        f"{module.name}: {node.name}": strange
        for module in modules("src/assay/domain", "src/assay/ledger")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
        if (strange := set(words_of(node.name)) - words())
    }

    assert unexplained == {}


def words_of(class_name: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[A-Z][a-z]*", class_name)]


def test_a_class_name_falls_into_its_words() -> None:
    assert words_of("ClaimException") == ["claim", "exception"]
