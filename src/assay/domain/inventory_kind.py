"""The kinds of things that a scope takes in or leaves out."""

from enum import StrEnum


class InventoryKind(StrEnum):
    """Which register an entry of a boundary or a dependency points into.

    A hosting account, a team's cloud subscription say, has no register of its
    own; it is named as its systems name it.
    """

    SITE = "site"
    UNIT = "unit"
    SERVICE = "service"
    PROCESS = "process"
    SYSTEM = "system"
    ASSET = "asset"
    SUPPLIER = "supplier"
    INTERFACE = "interface"
    HOSTING_ACCOUNT = "hosting account"
