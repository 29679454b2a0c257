"""The texts that the requirements were drawn from, so that "source 002" means something."""

from assay.standards.row import Part, Said


class SourceText(Part):
    """One article: how the rows call it, and what it is about."""

    key: Said
    title: Said
    about: Said
