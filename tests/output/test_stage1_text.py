"""Stage 1 as lines: how it stands, the worst first, one sentence each, and where to look."""

from dataclasses import replace
from datetime import date

from assay.assessment.stage1_sheets import Stage1Sheets, stage1_sheets
from assay.domain.deviation import Deviation, Looked, Member, Threshold
from assay.domain.document import Document
from assay.domain.grade import Grade
from assay.domain.role_assignment import Role, RoleAssignment
from assay.domain.scope import VersionStatus
from assay.output.stage1_text import stage1_lines
from tests.lib.results import ONE, came_to, fine, stage1_of, untold
from tests.lib.stage1 import material

POLICY = Document(
    key="POL-01",
    title="Policy",
    owner="joris.kamp",
    satisfies=("policy",),
    status=VersionStatus.APPROVED,
    version="1.0",
    approver="mira.vos",
    approved_on=date(2025, 6, 1),
)
AT = material(POLICY, RoleAssignment(key="ana", person="ana", role=Role.ISMS_LEAD))
BLOCKER = came_to(
    Looked(ONE, (Deviation(("scope",), "No scope is approved.", blocks=True, grade=Grade.MAJOR),)),
    "4.3",
    name="scope-missing",
    code="SCOPE-MISSING",
)
STALE = came_to(
    Looked(
        ONE,
        tuple(
            Deviation(
                (f"POL-{number:02}",),
                f"POL-{number:02} was last reviewed {number + 24} months ago.",
                measured=f"{number + 24} months",
                threshold=Threshold("24 months", "default, source 002"),
                evidence=tuple(f"entry {seq}" for seq in range(5)),
            )
            for number in range(1, 11)
        ),
    ),
    "7.5.3",
    name="document-past-review",
)
RESULTS = stage1_of(BLOCKER, STALE, fine("7.4"), untold("6.2"))


def only_likely(sheets: Stage1Sheets) -> Stage1Sheets:
    """Return sheets without the long ones, so that a test can quote the rest in full."""
    return replace(sheets, documents=sheets.documents[1:3])


def test_the_usual_text_is_short_and_the_worst_comes_first() -> None:
    lines = list(stage1_lines(RESULTS, stage1_sheets(RESULTS, AT)))

    assert lines == [
        "somewhere: Stage 1 as of 2026-01-31",
        "iso27001-2022; profile isms-typical",
        "",
        "Not ready for Stage 2 (delay)",
        "  1 finding stops it.",
        "",
        "Stops Stage 1 (1)",
        "  scope-missing [4.3]",
        "    No scope is approved.",
        "",
        "Minor nonconformity (10)",
        "  document-past-review [7.5.3]",
        *(
            line
            for number in range(1, 9)
            for line in (
                f"    POL-{number:02} was last reviewed {number + 24} months ago.",
                "      see entry 0; entry 1; entry 2 and 2 more",
            )
        ),
        "    and 2 more; --explain shows them all",
        "",
        "Not tested (1), and never counted as conforming",
        "  untold: nothing is there",
        "",
        "Where Stage 2 will probably look",
        f"  7.5.3 {title_of('7.5.3')}: document-past-review found 10",
        f"  4.3 {title_of('4.3')}: scope-missing found 1",
        f"  6.2 {title_of('6.2')}: untold could not tell everything",
        "",
        "Conforming: 1 check over 1 items.",
        "",
        "What a check looks at, and what puts it right: assay checks NAME",
    ]


def title_of(number: str) -> str:
    return AT.standards[0].clause(number).title


def test_explained_it_shows_figures_the_matrix_and_the_lists() -> None:
    stage1 = stage1_of(BLOCKER, fine("7.4"), untold("6.2"))

    lines = list(stage1_lines(stage1, only_likely(stage1_sheets(stage1, AT)), explain=True))

    assert lines[lines.index("Conforming: 1 check over 1 items.") :] == [
        "Conforming: 1 check over 1 items.",
        "  fine: 1 looked at",
        "",
        "Required documents",
        "                               present  finished  versioned  approved  dated",
        "  Information security policy  yes      yes       yes        yes       yes",
        "  Risk assessment methodology  NO       NO        NO         NO        NO",
        "",
        "Likely nonconformities (1)",
        "  At Stage 2: Stage 2 does not take place while it stands",
        "    No scope is approved. (ana)",
        "",
        "Points to clear up (1)",
        "  At Stage 2: nothing can be foreseen while it is not known",
        "    untold: nothing is there. (ana)",
        "",
        "What a check looks at, and what puts it right: assay checks NAME",
    ]


def test_explained_every_finding_tells_what_was_measured_against_what() -> None:
    lines = list(stage1_lines(stage1_of(STALE), stage1_sheets(stage1_of(STALE), AT), explain=True))

    assert "      measured 25 months against 24 months (default, source 002)" in lines
    assert "      see entry 0; entry 1; entry 2; entry 3; entry 4" in lines
    assert "    POL-10 was last reviewed 34 months ago." in lines


def test_a_clean_result_says_so_in_few_lines() -> None:
    stage1 = stage1_of(fine("7.4"), came_to(Looked((Member("a"), Member("b"))), "4.3", name="b"))

    assert list(stage1_lines(stage1, stage1_sheets(stage1, AT))) == [
        "somewhere: Stage 1 as of 2026-01-31",
        "iso27001-2022; profile isms-typical",
        "",
        "Ready for Stage 2 (go)",
        "  No blocker, no open finding, and every check could be told.",
        "",
        "Conforming: 2 checks over 3 items.",
    ]
