"""Two days held against each other: what was added, changed and retired between them."""

from assay.web.room import Room

ROOM = Room("Compare", "git-compare-arrows", 75)
