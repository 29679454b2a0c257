"""Stage 1: the design held against the standards."""

from assay.web.room import Room

ROOM = Room("Stage 1", "clipboard-check", 40)
