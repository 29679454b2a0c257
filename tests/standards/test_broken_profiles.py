"""A profile or a schema that is wrong somewhere is refused, with every reason at once."""

from pathlib import Path

import pytest

from assay.domain.errors import NotFoundError
from assay.standards.load import load_profile
from assay.standards.read_profile import read_schema, read_sources
from assay.standards.reading import UnreadableStandardError
from assay.standards.setting import Origin
from tests.standards.tiny import PROFILE, problems_of_profile

WEEKS = 'key = "gap.min_weeks"\nvalue = 6'

SCHEMA = """\
[[setting]]
key = "least"
type = "whole"
value = 1
maximum = 9
not_above = "most"
meaning = "The least."
rows = ["R-001"]
tag = "D"
source = "Assay"
confidence = "doubtful"
basis = "house"

[[setting]]
key = "most"
type = "decimal"
value = 2.5
meaning = "The most."
rows = ["R-001"]
tag = "D"
source = "Assay"
confidence = "doubtful"
basis = "house"
"""


def with_value(key: str, value: str) -> str:
    return PROFILE.replace(WEEKS, f'key = "{key}"\nvalue = {value}')


def problems_of_schema(parent: Path, text: str) -> list[str]:
    file = parent / "settings.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableStandardError) as refused:
        read_schema(file)
    return str(refused.value).splitlines()


def test_a_file_is_all_that_a_new_profile_takes(tmp_path: Path) -> None:
    file = tmp_path / "grandmother.toml"
    file.write_text(PROFILE, encoding="utf-8")

    profile = load_profile(file)

    assert (profile.name, profile.title, profile.standards) == (
        "grandmother",
        "Grandmother",
        ("house",),
    )
    assert [(one.key, one.value, one.threshold_from) for one in profile.own_settings] == [
        ("gap.min_weeks", 6, "profile grandmother, grandmother")
    ]
    assert profile["evidence.min_months"].origin is Origin.SOURCE_DEFAULT


def test_a_profile_of_ones_own_may_extend_one_of_the_product(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(PROFILE.replace("[[value]]", 'extends = "isms-wide-gap"\n[[value]]'))

    profile = load_profile(file)

    assert (profile.whole("gap.min_weeks"), profile.whole("gap.typical_max_weeks")) == (6, 12)


def test_a_profile_of_ones_own_may_extend_one_beside_it(tmp_path: Path) -> None:
    (tmp_path / "first.toml").write_text(PROFILE, encoding="utf-8")
    second = PROFILE.replace("[[value]]", 'extends = "first"\n[[value]]')
    (tmp_path / "second.toml").write_text(
        second.replace(WEEKS, 'key = "gap.idle_days"\nvalue = 3'), encoding="utf-8"
    )

    profile = load_profile(tmp_path / "second.toml")

    assert {one.key: one.profile for one in profile.own_settings} == {
        "gap.min_weeks": "first",
        "gap.idle_days": "second",
    }


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(
            with_value("gap.min_weeks", "5"),
            "line 7: gap.min_weeks is 5; expected one of 4, 6, 8.",
            id="outside the allowed",
        ),
        pytest.param(
            with_value("gap.min_weeks", '"6"'),
            "line 7: gap.min_weeks is '6'; expected one of 4, 6, 8.",
            id="text for a number",
        ),
        pytest.param(
            with_value("gap.min_weeks", "true"),
            "line 7: gap.min_weeks is true; expected one of 4, 6, 8.",
            id="truth for a number",
        ),
        pytest.param(
            with_value("sampling.window_months", "7"),
            "line 7: sampling.window_months is 7; expected a whole number from 3 to 6.",
            id="above the most",
        ),
        pytest.param(
            with_value("doc.lastminute_pct", "-1"),
            "line 7: doc.lastminute_pct is -1; expected a whole number from 0 to 100.",
            id="below the least",
        ),
        pytest.param(
            with_value("risk.generic_sim", "1.5"),
            "line 7: risk.generic_sim is 1.5; expected a number from 0 to 1.",
            id="number above the most",
        ),
        pytest.param(
            with_value("risk.generic_sim", "nan"),
            "line 7: risk.generic_sim is NaN; expected a number from 0 to 1.",
            id="no number at all",
        ),
        pytest.param(
            with_value("wording.plain", '"yes"'),
            "line 7: wording.plain is 'yes'; expected true or false.",
            id="text for truth",
        ),
        pytest.param(
            with_value("mr.stage1_requirement", '"planned"'),
            "line 7: mr.stage1_requirement is 'planned'; expected one of held, scheduled.",
            id="unknown word",
        ),
        pytest.param(
            with_value("mr.stage1_requirement", "1"),
            "line 7: mr.stage1_requirement is 1; expected one of held, scheduled.",
            id="number for a word",
        ),
        pytest.param(
            with_value("stage2.mode", '["onsite", "moon"]'),
            "line 7: stage2.mode is ['onsite', 'moon']; expected a list of onsite, remote, hybrid.",
            id="unknown word in a list",
        ),
        pytest.param(
            with_value("stage2.mode", '["onsite", "onsite"]'),
            "line 7: stage2.mode is ['onsite', 'onsite']; "
            "expected a list of onsite, remote, hybrid.",
            id="word twice in a list",
        ),
        pytest.param(
            with_value("stage2.mode", '"onsite"'),
            "line 7: stage2.mode is 'onsite'; expected a list of onsite, remote, hybrid.",
            id="word for a list",
        ),
        pytest.param(
            with_value("body.sectors", "[1]"),
            "line 7: body.sectors is [1]; expected a list of texts.",
            id="numbers in a list of texts",
        ),
        pytest.param(
            with_value("delay.s1_fail_months", "[6, 3]"),
            "line 7: delay.s1_fail_months is [6, 3]; "
            "expected two whole numbers, the lower one first, from 0.",
            id="span upside down",
        ),
        pytest.param(
            with_value("delay.s1_fail_months", "[3]"),
            "line 7: delay.s1_fail_months is [3]; "
            "expected two whole numbers, the lower one first, from 0.",
            id="half a span",
        ),
        pytest.param(
            with_value("gap.phase_check", "[6, 9]"),
            "line 7: gap.phase_check is [6, 9]; "
            "expected two whole numbers, the lower one first, from 1 to 8.",
            id="span outside the limits",
        ),
        pytest.param(
            with_value("gap.min_week", "6"),
            "line 6: unknown setting 'gap.min_week'; expected a setting such as gap.min_weeks.",
            id="misspelt setting",
        ),
        pytest.param(
            with_value("zzz", "6"),
            "line 6: unknown setting 'zzz'; expected a setting of the schema.",
            id="unknown setting",
        ),
        pytest.param(
            with_value("in_scope", '"undetermined"'),
            "line 6: a value for in_scope; expected none: no profile may set it.",
            id="hard setting",
        ),
        pytest.param(
            with_value("sampling.min_per_control", "6"),
            "line 7: sampling.min_per_control is 6; "
            "expected at most 5, as sampling.max_per_control has it.",
            id="least above the most",
        ),
        pytest.param(
            with_value("sampling.max_per_control", "2"),
            "line 7: sampling.min_per_control is 3; "
            "expected at most 2, as sampling.max_per_control has it.",
            id="most below the least",
        ),
        pytest.param(
            PROFILE.replace('tag = "S"', 'tag = "Z"'),
            "line 8: tag holds 'Z'; expected S, D or X.",
            id="unknown tag",
        ),
        pytest.param(
            PROFILE.replace('source = "grandmother"\n', ""),
            "line 5: no source; expected one.",
            id="value without a source",
        ),
        pytest.param(
            PROFILE.replace('confidence = "confirmed"\n', ""),
            "line 5: no confidence; expected one.",
            id="value without confidence",
        ),
        pytest.param(
            PROFILE + PROFILE[PROFILE.index("[[value]]") :],
            "line 13: value gap.min_weeks again, after line 6; expected each value once.",
            id="value twice",
        ),
        pytest.param(
            PROFILE.replace("[[value]]", "[[values]]"),
            "line 5: unknown table 'values'; expected [[value]].",
            id="unknown table",
        ),
        pytest.param(
            PROFILE.replace('standards = ["house"]', 'standard = ["house"]'),
            "line 3: unknown key 'standard'; expected one of about, extends, standards, title.",
            id="unknown key",
        ),
        pytest.param(
            PROFILE.replace("[[value]]", 'extends = "attic"\n[[value]]'),
            "line 5: extends 'attic'; expected another profile that is there.",
            id="nothing to extend",
        ),
        pytest.param(
            PROFILE.replace("[[value]]", 'extends = "strict"\n[[value]]'),
            "line 5: extends 'strict'; expected another profile that is there.",
            id="extends itself",
        ),
        pytest.param(
            PROFILE.replace("value = 6", "value = "),
            "line 7: no TOML (Invalid value); expected TOML.",
            id="no TOML",
        ),
    ],
)
def test_what_is_wrong_is_named_with_file_and_line(tmp_path: Path, text: str, problem: str) -> None:
    problems = problems_of_profile(tmp_path, text)

    assert f"strict.toml, {problem}" in problems
    # A misspelt key of the head is two problems: one is unknown, one is missing.
    assert len(problems) == 1 + ("unknown key" in problem)


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    text = with_value("gap.min_weeks", "5") + PROFILE[PROFILE.index("[[value]]") :].replace(
        WEEKS, 'key = "gap.idle"\nvalue = 1'
    )

    assert problems_of_profile(tmp_path, text) == [
        "strict.toml, line 7: gap.min_weeks is 5; expected one of 4, 6, 8.",
        (
            "strict.toml, line 13: unknown setting 'gap.idle'; "
            "expected a setting such as gap.idle_days."
        ),
    ]


def test_a_profile_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as missing:
        load_profile(tmp_path / "nowhere.toml")

    assert str(missing.value) == "There is no profile in nowhere.toml."


def test_a_schema_is_read_with_its_values(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(SCHEMA, encoding="utf-8")

    assert [(one.key, str(one.value)) for one in read_schema(file)] == [
        ("least", "1"),
        ("most", "2.5"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        pytest.param(
            "value = 1",
            "value = 10",
            "line 4: least is 10; expected a whole number to 9.",
            id="default outside the limits",
        ),
        pytest.param(
            "value = 1",
            "value = 3",
            "line 4: least is 3; expected at most 2.5, as most has it.",
            id="default above its bound",
        ),
        pytest.param(
            '"most"\nmeaning',
            '"more"\nmeaning',
            "line 6: setting more; expected a declared setting.",
            id="unknown bound",
        ),
        pytest.param(
            'type = "whole"',
            'type = "integer"',
            "line 3: type holds 'integer'; expected whole, decimal, flag, choice, choices or span.",
            id="unknown type",
        ),
        pytest.param(
            "maximum = 9",
            "allowed = [true]",
            "line 5: allowed holds true; expected words or whole numbers.",
            id="truth among the allowed",
        ),
        pytest.param(
            'rows = ["R-001"]\ntag = "D"\nsource = "Assay"\nconfidence = "doubtful"\n'
            'basis = "house"\n\n',
            'tag = "D"\nsource = "Assay"\nconfidence = "doubtful"\nbasis = "house"\n\n',
            "line 1: no rows; expected one.",
            id="setting of no row",
        ),
        pytest.param(
            'key = "most"',
            'key = "least"',
            "line 15: setting least again, after line 2; expected each setting once.",
            id="setting twice",
        ),
        pytest.param(
            '[[setting]]\nkey = "most"',
            '[[settings]]\nkey = "most"',
            "line 14: unknown table 'settings'; expected [[setting]].",
            id="unknown table",
        ),
    ],
)
def test_a_schema_that_is_wrong_is_refused(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    assert SCHEMA.count(old) == 1

    problems = problems_of_schema(tmp_path, SCHEMA.replace(old, new))

    assert f"settings.toml, {problem}" in problems


def test_a_source_named_twice_is_refused(tmp_path: Path) -> None:
    source = '[[source]]\nkey = "source 005"\ntitle = "x"\nabout = "x"\n'
    file = tmp_path / "sources.toml"
    file.write_text(source * 2, encoding="utf-8")

    with pytest.raises(UnreadableStandardError) as refused:
        read_sources(file)

    assert str(refused.value) == (
        "sources.toml, line 6: source source 005 again, after line 2; expected each source once."
    )
