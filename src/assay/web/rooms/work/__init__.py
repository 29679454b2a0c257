"""Background work: how far a job is, and asking it to end. Not in the navigation."""

from assay.web.room import Room

ROOM = Room("", "loader", 900)
