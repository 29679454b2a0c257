"""Populations: where records come from, frozen with their hash, and what of them cannot be read."""

from assay.web.room import Room

ROOM = Room("Populations", "database", 60)
