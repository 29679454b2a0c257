"""Reads the YAML between two lines of three hyphens at the top of a Markdown file.

What a newcomer would get wrong: YAML turns version 2.10 into the number 2.1
and 2026-01-31 into a date.  Here nothing is turned into anything: every value
stays as written.  Anchors, aliases and deep nesting, which let ten lines grow to
gigabytes, are refused; the front matter of a policy has no use for them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from assay.intake.documents.draft import Flaw, plain_name
from assay.intake.unreadable import UnreadableFileError

_FENCED: Final = re.compile(r"---[ \t]*\n(.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_DEEPEST: Final = 10
_LONGEST: Final = 100_000


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The values in order, lists of records apart, and where the body begins."""

    body_from: int = 0
    values: tuple[tuple[str, str], ...] = ()
    rows: Mapping[str, list[Mapping[str, str]]] = field(default_factory=dict)
    flaw: Flaw | None = None


def parse_front_matter(text: str) -> FrontMatter:
    """Return what stands at the top of the text; most texts have nothing there."""
    fenced = _FENCED.match(text)
    if not fenced:
        return FrontMatter()
    import yaml

    source = fenced[1]
    try:
        _refuse_what_can_grow(source)
        # The composer makes nodes and no objects: a tag such as !!python/object means nothing.
        root = yaml.compose(source, Loader=yaml.CBaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        found = f"front matter that is not YAML ({getattr(error, 'problem', None) or error})"
        flaw = Flaw(found, "one 'name: value' a line", line)
        return FrontMatter(fenced.end(), flaw=flaw)
    return _gather(root, fenced.end())


def _refuse_what_can_grow(source: str) -> None:
    import yaml

    if len(source) > _LONGEST:
        raise UnreadableFileError(
            f"front matter of {len(source):,} characters", f"at most {_LONGEST:,}", line=1
        )
    depth = 0
    for event in yaml.parse(source, Loader=yaml.CBaseLoader):
        line = event.start_mark.line + 2 if event.start_mark else 1
        anchor = getattr(event, "anchor", None)
        if anchor:
            raise UnreadableFileError(
                f"front matter with a YAML anchor or alias ({anchor})",
                "each value written out",
                line=line,
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise UnreadableFileError(
                f"front matter nested more than {_DEEPEST} deep",
                "one 'name: value' a line",
                line=line,
            )


def _gather(root: object, body_from: int) -> FrontMatter:
    import yaml

    if root is None:
        return FrontMatter(body_from)
    if not isinstance(root, yaml.MappingNode):
        flaw = Flaw("front matter without names", "one 'name: value' a line", 2)
        return FrontMatter(body_from, flaw=flaw)
    values: list[tuple[str, str]] = []
    rows: dict[str, list[Mapping[str, str]]] = {}
    for name, node in _flattened(root, ""):
        if isinstance(node, yaml.SequenceNode) and _holds_records(node):
            rows[name] = [dict(_texts(record)) for record in node.value]
        else:
            values.append((name, _text(node)))
    names = [name for name, _ in values]
    twice = sorted({name for name in names if names.count(name) > 1})
    repeated = Flaw(f"front matter with {twice[0]} twice", "each name once", 1) if twice else None
    return FrontMatter(body_from, tuple(values), rows, repeated)


def _flattened(mapping: object, prefix: str) -> Iterator[tuple[str, object]]:
    """Yield each value under its whole name: ``by`` within ``approval`` is ``approval_by``."""
    import yaml

    for key, node in getattr(mapping, "value", ()):
        name = plain_name(f"{prefix} {_text(key)}")
        if isinstance(node, yaml.MappingNode):
            yield from _flattened(node, name)
        else:
            yield name, node


def _texts(mapping: object) -> Iterator[tuple[str, str]]:
    for name, node in _flattened(mapping, ""):
        yield name, _text(node)


def _holds_records(sequence: object) -> bool:
    import yaml

    nodes = getattr(sequence, "value", ())
    return bool(nodes) and all(isinstance(node, yaml.MappingNode) for node in nodes)


def _text(node: object) -> str:
    """Return a value as written; a list becomes one text with semicolons."""
    import yaml

    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return "; ".join(_text(each) for each in node.value)
    return "; ".join(f"{name}: {text}" for name, text in _texts(node))
