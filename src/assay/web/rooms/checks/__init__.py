"""The pages of the checks: what each looks at, and what puts things right."""

from assay.web.room import Room

ROOM = Room("", "list-checks", 95)
