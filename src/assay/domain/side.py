"""The two sides of an audit."""

from enum import StrEnum


class Side(StrEnum):
    """Whose a role is: nobody acts for both."""

    ORGANISATION = "organisation"
    BODY = "certification body"
    SYSTEM = "system"
