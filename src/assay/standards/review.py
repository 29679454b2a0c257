"""What a management review has to look at, and what has to come out of it."""

from assay.standards.row import Row, Said


class ReviewInput(Row):
    """One thing that the review considers; the key outlives the letters of an edition."""

    number: Said
    key: Said
    asks: Said
    clause: Said


class ReviewOutput(Row):
    """One kind of decision that the review ends in."""

    key: Said
    asks: Said
    clause: Said
