"""Every register, on one page that serves them all."""

from assay.web.room import Room

ROOM = Room("Registers", "table-2", 30)
