"""People and access: who belongs to the organisation, in which role, and what lets them in."""

from assay.domain.permission import Permission
from assay.web.room import Room

ROOM = Room("People", "users", 80, Permission.MANAGE_PEOPLE)
