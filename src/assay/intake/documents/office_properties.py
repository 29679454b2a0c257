"""Reads what an office file says of itself: core, extended and custom properties."""

from typing import Final

from assay.intake.documents.dates import parse_instant
from assay.intake.documents.draft import CUSTOM_PROPERTIES, PROPERTIES, Draft
from assay.intake.office_package import OfficePackage
from assay.intake.xml_parts import Element

_CORE_NAMES: Final = {
    "creator": "author",
    "lastModifiedBy": "last modified by",
    "created": "created at",
    "modified": "modified at",
    "contentStatus": "status",
    "lastPrinted": "last printed at",
}
# Of the extended ones only those that say who and with what, not how many characters.
_EXTENDED_NAMES: Final = {
    "Company": "company",
    "Manager": "manager",
    "Application": "application",
    "Template": "template",
    "TotalTime": "minutes edited",
}


def declare_properties(draft: Draft, package: OfficePackage) -> None:
    """Add every property that has a value, and the two moments that are always read."""
    for name, text in _leaves(package.related_to_package("core-properties")):
        draft.declare(_CORE_NAMES.get(name, name), text, PROPERTIES)
        if name == "created":
            draft.created_at = parse_instant(text)
        elif name == "modified":
            draft.modified_at = parse_instant(text)
    for name, text in _leaves(package.related_to_package("extended-properties")):
        if name in _EXTENDED_NAMES:
            draft.declare(_EXTENDED_NAMES[name], text, PROPERTIES)
    custom = package.related_to_package("custom-properties")
    for each in custom if custom is not None else ():
        draft.declare(each.get("name", ""), "".join(map(str, each.itertext())), CUSTOM_PROPERTIES)


def _leaves(root: Element | None) -> list[tuple[str, str]]:
    if root is None:
        return []
    return [(str(child.tag).rpartition("}")[2], child.text or "") for child in root]
