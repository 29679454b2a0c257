"""The garbage collector is held back while tables are read, and comes back whatever happens."""

import gc
from collections.abc import Iterator

import pytest

from assay.intake.collection import collection_held_back


@pytest.fixture
def collecting() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


@pytest.mark.usefixtures("collecting")
def test_nothing_is_collected_within_and_after_it_is_again() -> None:
    with collection_held_back():
        with collection_held_back():
            pass
        within = gc.isenabled()

    assert (within, gc.isenabled()) == (False, True)


@pytest.mark.usefixtures("collecting")
def test_an_error_brings_it_back() -> None:
    with pytest.raises(ValueError, match="unreadable"), collection_held_back():
        raise ValueError("unreadable")

    assert gc.isenabled()


@pytest.mark.usefixtures("collecting")
def test_who_had_it_off_keeps_it_off() -> None:
    gc.disable()

    with collection_held_back():
        pass

    assert not gc.isenabled()
