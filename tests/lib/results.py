"""What checks came to, made up for tests of what follows from it."""

from assay.assessment.finding_proposal import CheckResult, result_of
from assay.assessment.stage1 import Stage1
from assay.checks.registry import Check
from assay.domain.deviation import Deviation, Looked, Member, Unknown
from assay.domain.grade import Grade
from assay.standards.load import load_profile, load_standard
from assay.standards.profile import Profile
from assay.standards.typical_finding import WantedCheck
from tests.lib.stage1 import AS_OF

TYPICAL = load_profile("isms-typical")
STANDARD = "iso27001-2022"
ONE = (Member("POL-01"),)


def with_setting(profile: Profile, key: str, value: object) -> Profile:
    """Return a profile that says one thing otherwise."""
    settings = tuple(
        one.model_copy(update={"value": value}) if one.key == key else one
        for one in profile.settings
    )
    # Built anew: a copy would keep what the profile has already looked up.
    return Profile.model_construct(**{**dict(profile), "settings": settings})


def a_check(name: str, code: str = "") -> Check:
    """Return a check that nobody runs."""
    return Check(name, 1, "2026.1", code, "assay", lambda _: Looked(ONE))


def wanted(*clauses: str, controls: tuple[str, ...] = ()) -> tuple[tuple[str, WantedCheck], ...]:
    """Return a standard's line for a check."""
    line = next(iter(load_standard(STANDARD).checks))
    asks = {"clauses": clauses, "controls": controls, "grade": Grade.MINOR, "grade_setting": ""}
    return ((STANDARD, line.model_copy(update=asks)),)


def came_to(
    looked: Looked,
    *clauses: str,
    name: str = "policy-wrong",
    code: str = "",
    profile: Profile = TYPICAL,
) -> CheckResult:
    """Return what a check came to, asked for by some clauses."""
    return result_of(a_check(name, code), looked, wanted(*clauses) if clauses else (), profile)


def seen(
    grade: Grade,
    *clauses: str,
    name: str = "policy-wrong",
    blocks: bool = False,
    code: str = "SCOPE-MISSING",
    profile: Profile = TYPICAL,
    about: str = "POL-01",
) -> CheckResult:
    """Return a check that found one thing of a grade."""
    deviation = Deviation((about,), f"{about} is wrong.", grade=grade, blocks=blocks)
    looked = Looked((Member(about),), (deviation,))
    return came_to(looked, *clauses, name=name, code=code, profile=profile)


def fine(*clauses: str, name: str = "fine") -> CheckResult:
    """Return a check that looked and saw nothing wrong."""
    return came_to(Looked(ONE), *clauses, name=name)


def untold(*clauses: str, name: str = "untold", code: str = "") -> CheckResult:
    """Return a check that had nothing to look at."""
    return came_to(Looked((), nothing_because="nothing is there"), *clauses, name=name, code=code)


def half_told(*clauses: str, name: str = "half-told", key: str = "POL-01") -> CheckResult:
    """Return a check that could not tell of one thing."""
    looked = Looked((Member(key), Member("POL-02")), unknown=(Unknown(key, "it has no date"),))
    return came_to(looked, *clauses, name=name)


def stage1_of(*results: CheckResult, profile: Profile = TYPICAL, left_out: int = 0) -> Stage1:
    """Return a Stage 1 that came to these results."""
    return Stage1("somewhere", AS_OF, (STANDARD,), profile, results, left_out)
