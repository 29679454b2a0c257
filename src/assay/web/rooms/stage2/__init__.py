"""Stage 2: the operation held against the promises, over whole populations."""

from assay.web.room import Room

ROOM = Room("Stage 2", "scale", 50)
