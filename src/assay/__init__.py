"""Assay runs the two-stage certification audit on an organisation's own evidence."""
