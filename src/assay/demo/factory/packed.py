"""Reads the tables and texts that lie in the package beside the code."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def packed_text(name: str) -> str:
    """Return one of the package's text files."""
    return files("assay.demo.factory").joinpath(name).read_text(encoding="utf-8")


def packed_toml(name: str) -> dict[str, Any]:
    """Return one of the package's TOML tables, afresh: callers may change it."""
    return tomllib.loads(packed_text(name))
