"""What an organisation may have on record that an exclusion of a control cannot stand beside.

A row names controls and a register.  Where the register holds something in use
and in scope, whose fields hold one of the words, the organisation does what the
controls are about, whatever its reason for leaving them out.  A row without
words is met by anything that the register holds.
"""

from pydantic import Field, model_validator

from assay.domain.item import registers
from assay.standards.row import Listed, Row, Said


class Contradiction(Row):
    """One kind of thing that speaks against leaving some controls out."""

    key: Said
    controls: Listed = Field(min_length=1)
    register_name: Said
    fields_read: Listed = ()
    words: Listed = ()
    shows: Said
    """What such a thing shows, as a sentence goes on after its name."""

    @model_validator(mode="after")
    def _reads_what_there_is(self) -> "Contradiction":
        kind = registers().get(self.register_name)
        if kind is None:
            raise ValueError(f"one of the registers, not '{self.register_name}'")
        if strange := [name for name in self.fields_read if name not in kind.model_fields]:
            raise ValueError(f"fields of {self.register_name}, not '{', '.join(strange)}'")
        if bool(self.fields_read) != bool(self.words):
            raise ValueError("words and the fields to look for them in, or neither")
        return self
