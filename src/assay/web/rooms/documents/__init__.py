"""Documents as pages, each promise in them coloured by what the records say."""

from assay.web.room import Room

ROOM = Room("Documents", "file-text", 20)
