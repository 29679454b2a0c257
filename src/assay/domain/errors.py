"""Errors that a person can do something about.

Everything else that is raised is a bug and keeps its traceback.
"""

from typing import ClassVar


class UserError(Exception):
    """Shown as one line, by one place in each shell, with its own exit code."""

    exit_code: ClassVar[int] = 3


class UnreadableMaterialError(UserError):
    """What was handed in cannot be read, so nothing can be said about it."""

    exit_code = 2


class RefusedError(UserError):
    """A guard says no."""

    exit_code = 4


class NotFoundError(UserError):
    """There is no such thing here."""

    exit_code = 5
