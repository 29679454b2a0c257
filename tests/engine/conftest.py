"""Golden files of the engine: ``pytest tests/engine --update-golden`` writes them anew."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the printed SQL be accepted, to be read in the diff."""
    parser.addoption("--update-golden", action="store_true", help="write golden files anew")
