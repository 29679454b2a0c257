"""What a paragraph's style and list make of it: a heading, a list item, and its number.

What a newcomer would get wrong: the number that Word shows before a heading is
nowhere in the text.  It follows from the style, the list the style belongs to
and everything counted before, so paragraphs have to be asked about in order.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from assay.intake.documents.word_names import Names, names_of
from assay.intake.xml_parts import Element, parse_xml

_DEEPEST_STYLE: Final = 20
_LEVELS: Final = 9
_ROMAN: Final = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_ALPHABET: Final = 26
_LARGEST_ROMAN: Final = 3999


@dataclass(frozen=True, slots=True)
class Style:
    """What matters of one paragraph style, with what it inherits."""

    name: str = ""
    outline: int | None = None
    list_id: str = ""
    list_level: int | None = None

    @property
    def is_title(self) -> bool:
        """Return whether the style is for the document's own title."""
        return self.name == "title"

    @property
    def is_contents(self) -> bool:
        """Return whether the style is for lines of a table of contents."""
        return self.name.startswith("toc ")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    kind: str
    pattern: str
    style: str
    in_digits: bool


class Styles:
    """The paragraph styles by their identifier; a template brings hundreds, a text uses five."""

    def __init__(self, content: bytes) -> None:
        root = parse_xml(content, "the part with the styles") if content else None
        self._names = names = names_of(root)
        self._known: dict[str, Style] = {}
        self._elements = {
            names.value(element, "styleId"): element
            for element in (() if root is None else root.iter(names("style")))
        }

    def style(self, key: str) -> Style:
        """Return one style, with what it inherits."""
        if key not in self._known:
            known = key in self._elements
            self._known[key] = _style(key, self._elements, self._names) if known else Style()
        return self._known[key]


@lru_cache(maxsize=8)
def styles_of(content: bytes) -> Styles:
    """Return the styles of a part; a company's documents have the same, and they are long."""
    return Styles(content)


def _style(key: str, elements: dict[str, Element], names: Names) -> Style:
    name = names.value(elements[key].find(names("name"))).lower()
    outline = list_level = None
    list_id = ""
    for element in _with_ancestors(key, elements, names):
        properties = element.find(names("pPr"))
        if properties is None:
            continue
        if outline is None:
            outline = names.number(properties.find(names("outlineLvl")))
        numbering = properties.find(names("numPr"))
        if numbering is not None and not list_id:
            list_id = names.value(numbering.find(names("numId")))
            list_level = names.number(numbering.find(names("ilvl")))
    if outline is None and name.startswith("heading ") and name[8:].isdecimal():
        outline = int(name[8:9]) - 1
    return Style(name, outline, list_id, list_level)


def _with_ancestors(key: str, elements: dict[str, Element], names: Names) -> Iterator[Element]:
    # A style may say that it is based on itself; nobody's styles are so deep otherwise.
    for _ in range(_DEEPEST_STYLE):
        if key not in elements:
            return
        yield elements[key]
        key = names.value(elements[key].find(names("basedOn")))


class Numbering:
    """Counts the lists of a document, paragraph by paragraph."""

    def __init__(self, root: Element | None, names: Names) -> None:
        self._names = names
        self._levels: dict[str, dict[int, _Level]] = {}
        self._list_of: dict[str, str] = {}
        self._overrides: dict[str, dict[int, int]] = {}
        self._counts: dict[str, list[int | None]] = {}
        if root is not None:
            self._read(root)

    def level_for_style(self, list_id: str, style_id: str) -> int:
        """Return the level of a list that a style is tied to."""
        levels = self._levels.get(self._list_of.get(list_id, ""), {})
        return next((index for index, level in levels.items() if level.style == style_id), 0)

    def next_label(self, list_id: str, index: int) -> str:
        """Count one paragraph and return what Word shows before it."""
        key = self._list_of.get(list_id, "")
        levels = self._levels.get(key, {})
        if index not in levels or not 0 <= index < _LEVELS:
            return ""
        counts = self._counts.setdefault(key, [None] * _LEVELS)
        for restarted, start in self._overrides.pop(list_id, {}).items():
            counts[restarted] = start - 1
        before = counts[index]
        counts[index] = levels[index].start if before is None else before + 1
        counts[index + 1 :] = [None] * (_LEVELS - index - 1)
        return self._render(levels, counts, index)

    def _render(self, levels: dict[int, _Level], counts: list[int | None], index: int) -> str:
        shown = levels[index]
        if shown.kind == "bullet":
            return "•"
        label = shown.pattern
        for place in range(index + 1):
            level = levels.get(place)
            if level is None or f"%{place + 1}" not in label:
                continue
            count = counts[place]
            kind = "decimal" if shown.in_digits else level.kind
            number = _numeral(level.start if count is None else count, kind)
            label = label.replace(f"%{place + 1}", number)
        return label.strip()

    def _read(self, root: Element) -> None:
        names = self._names
        for abstract in root.iter(names("abstractNum")):
            key = names.value(abstract, "abstractNumId")
            self._levels[key] = dict(self._read_levels(abstract))
        for each in root.iter(names("num")):
            list_id = names.value(each, "numId")
            self._list_of[list_id] = names.value(each.find(names("abstractNumId")))
            self._overrides[list_id] = {
                index: start
                for override in each.iter(names("lvlOverride"))
                if (index := names.number(override, "ilvl")) is not None and 0 <= index < _LEVELS
                if (start := names.number(override.find(names("startOverride")))) is not None
            }

    def _read_levels(self, abstract: Element) -> Iterator[tuple[int, _Level]]:
        names = self._names
        for level in abstract.iter(names("lvl")):
            index = names.number(level, "ilvl")
            if index is None:
                continue
            start = names.number(level.find(names("start")))
            yield (
                index,
                _Level(
                    start=1 if start is None else start,
                    kind=names.value(level.find(names("numFmt"))),
                    pattern=names.value(level.find(names("lvlText"))),
                    style=names.value(level.find(names("pStyle"))),
                    in_digits=names.is_on(level.find(names("isLgl"))),
                ),
            )


def _numeral(number: int, kind: str) -> str:
    match kind:
        case "lowerLetter" | "upperLetter" if number > 0:
            letters = chr(ord("a") + (number - 1) % _ALPHABET) * ((number - 1) // _ALPHABET + 1)
            return letters[:_LEVELS].upper() if kind == "upperLetter" else letters[:_LEVELS]
        case "lowerRoman" | "upperRoman" if 0 < number <= _LARGEST_ROMAN:
            return _roman(number).upper() if kind == "upperRoman" else _roman(number)
        case "decimalZero":
            return f"{number:02}"
        case "none":
            return ""
        case _:
            return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, numeral in _ROMAN:
        written += numeral * (number // value)
        number %= value
    return written
