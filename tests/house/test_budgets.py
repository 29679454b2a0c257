"""Files and functions stay as long as a reader's patience."""

import pytest

from tests.lib.source import length, modules, percentile

LONGEST_FILE = 500
USUAL_FILE = 350
LONGEST_FUNCTION = 60
USUAL_FUNCTION = 40


def test_no_file_is_longer_than_a_reader_follows() -> None:
    too_long = {module.name: module.length for module in modules() if module.length > LONGEST_FILE}

    assert too_long == {}


def test_no_function_is_longer_than_a_reader_follows() -> None:
    too_long = {
        f"{module.name}:{function.lineno} {function.name}": length(function)
        for module in modules()
        for function in module.functions
        if length(function) > LONGEST_FUNCTION
    }

    assert too_long == {}


@pytest.mark.parametrize("folder", ["src", "tests"])
def test_nineteen_files_in_twenty_keep_to_the_usual_length(folder: str) -> None:
    assert percentile([module.length for module in modules(folder)], 95) <= USUAL_FILE


@pytest.mark.parametrize("folder", ["src", "tests"])
def test_nineteen_functions_in_twenty_keep_to_the_usual_length(folder: str) -> None:
    lengths = [length(function) for module in modules(folder) for function in module.functions]

    assert percentile(lengths, 95) <= USUAL_FUNCTION


def test_a_percentile_is_a_number_of_the_list() -> None:
    assert percentile(range(1, 101), 95) == 95
    assert percentile([7], 95) == 7
    assert percentile([], 95) == 0


def test_a_function_is_measured_with_its_signature_and_without_its_decorators() -> None:
    here = next(module for module in modules("tests") if module.name.endswith("test_budgets.py"))

    lengths = {function.name: length(function) for function in here.functions}

    assert lengths["test_nineteen_files_in_twenty_keep_to_the_usual_length"] == 2
