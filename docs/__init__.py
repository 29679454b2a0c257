"""What is told about Assay, and in ``generator`` the part of it that is written by machine."""
