"""Who said what when: the entries of the ledger, newest first."""

from assay.web.room import Room

ROOM = Room("Ledger", "book-lock", 70)
