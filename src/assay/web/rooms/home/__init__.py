"""Home of an organisation: where it stands, and what to look at first."""

from assay.web.room import Room

ROOM = Room("Home", "house", 10, at="")
