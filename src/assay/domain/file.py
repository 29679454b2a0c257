"""A file that came with the dossier: its place, and the hash of what is in it."""

from typing import Annotated

from pydantic import Field

from assay.domain.item import Item, Text


class File(Item, register="file", title="Files"):
    """One file of ``documents/`` or ``records/``; its key is its path in the folder.

    Who took it in and when is what its ledger entry says.
    """

    sha256: Annotated[Text, Field(pattern="^[0-9a-f]{64}$")]
    size: Annotated[int, Field(ge=0)]
