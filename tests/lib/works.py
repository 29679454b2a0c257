"""A small works for checks of making and delivering: its promises, and its records as tables."""

from typing import Any

from assay.checks.operation import Operation
from assay.domain.claim import Claim, ClaimKind
from assay.domain.item import Item
from tests.lib.stage2 import operation


def works(*items: Item, **records: str) -> Operation:
    """Return items and records as checks are given them, under a standard for quality."""
    return operation(*items, records=records, standards=("iso9001-2015",), profile="qms-typical")


def promise(kind: ClaimKind, family: str, first: str = "", then: str = "", **more: Any) -> Claim:
    """Return a promise of a procedure."""
    said = {"document": "PRO-9", "section": "4 Release", "quote": "As it is written here."}
    return Claim(key="CL-1", kind=kind, family=family, first=first, then=then, **{**said, **more})
