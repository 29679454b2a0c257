"""Makes of a Word body what its reader sees: changes accepted, deletions and hidden text gone.

What a newcomer would get wrong: a tracked deletion keeps its words in the file,
a moved paragraph stands there twice, and a text box stands there twice as well,
once for new programs and once for old ones.  All of that is settled here, on
the tree itself, so that nobody reading it later has to know.
"""

from collections import Counter

from assay.intake.documents.draft import counted
from assay.intake.documents.word_names import FALLBACK, Names
from assay.intake.xml_parts import Element


def settle(root: Element, names: Names) -> list[str]:
    """Change the tree to what is seen, and return notes of what was settled."""
    _remove(root, FALLBACK)
    notes = [_note_of_changes(root, names), _note_of_hidden_text(root, names)]
    for name in ("del", "moveFrom"):
        _remove(root, names(name))
    _lift_text_boxes(root, names)
    return [note for note in notes if note]


def _note_of_changes(root: Element, names: Names) -> str:
    inserted = [*root.iter(names("ins"), names("moveTo"))]
    deleted = [*root.iter(names("del"), names("moveFrom"))]
    _remove_deleted_rows(root, names)
    if not inserted and not deleted:
        return ""
    authors = Counter(names.value(change, "author") for change in (*inserted, *deleted))
    people = ", ".join(sorted(author for author in authors if author))
    by = f" by {people}" if people else ""
    return (
        f"tracked changes{by}: {counted(len(inserted), 'insertion')}, read as text, "
        f"and {counted(len(deleted), 'deletion')}, not read"
    )


def _remove_deleted_rows(root: Element, names: Names) -> None:
    for row in [*root.iter(names("tr"))]:
        properties = row.find(names("trPr"))
        if properties is not None and properties.find(names("del")) is not None:
            _detach(row)
    for cell in [*root.iter(names("tc"))]:
        properties = cell.find(names("tcPr"))
        if properties is not None and properties.find(names("cellDel")) is not None:
            _detach(cell)


def _note_of_hidden_text(root: Element, names: Names) -> str:
    hidden = 0
    for mark in [*root.iter(names("vanish"))]:
        properties = mark.getparent()
        run = None if properties is None else properties.getparent()
        # Hidden paragraph marks and styles have the same property; only runs hold text.
        if run is not None and run.tag == names("r") and names.is_on(mark):
            hidden += any((text.text or "").strip() for text in run.iter(names("t")))
            _detach(run)
    return f"{counted(hidden, 'run')} of hidden text, not read" if hidden else ""


def _lift_text_boxes(root: Element, names: Names) -> None:
    """Put the paragraphs of text boxes after the paragraph that they are anchored in."""
    for box in [*root.iter(names("txbxContent"))]:
        host = next(box.iterancestors(names("p")), None)
        if host is None:
            continue
        for child in reversed(box):
            host.addnext(child)


def _remove(root: Element, tag: str) -> None:
    for element in [*root.iter(tag)]:
        _detach(element)


def _detach(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
