"""The words and tables that documents take in from registers, so that both say the same."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from assay.demo.cloud.facts import promised_words
from assay.demo.cloud.soa import soa_rows
from assay.demo.cloud.tables import read_rows, read_settings, split
from assay.demo.cloud.world import World
from assay.domain.competence import Competence
from assay.domain.corrective_action import CorrectiveAction
from assay.domain.finding import Finding
from assay.domain.kpi import Kpi
from assay.domain.measurement import Measurement
from assay.domain.objective import Objective
from assay.domain.risk import Risk
from assay.domain.soa_row import Applicability
from assay.domain.treatment import Treatment, TreatmentStatus


def document_words(world: World) -> Mapping[str, str]:
    """Return everything that prose may name in braces."""
    said = read_settings("organisation")
    about = said["about"]
    return {
        **promised_words(),
        **_counts(world),
        **_risk_words(world),
        **_measure_words(world),
        **_finding_words(world),
        **_soa_words(world),
        "scope_statement": said["scope"]["version_2"],
        "external_issues": about["external_issues"],
        "internal_issues": about["internal_issues"],
        "climate_reason": about["climate_reason"],
        "party_table": _party_table(),
        "process_table": _process_table(world),
        "competence_table": _competence_table(world),
        "document_table": _document_table(world),
    }


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table in Markdown; a bar within a cell would end it."""
    cells = [list(header), ["---"] * len(header), *([str(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def name_of(world: World, person: str) -> str:
    """Return somebody's name."""
    return world.people[person].name if person in world.people else person


def _counts(world: World) -> Mapping[str, str]:
    outside = read_settings("organisation")["outside"]
    holders = [row for row in read_rows("suppliers") if row["holds_data"] == "yes"]
    return {
        "staff_count": str(len(world.staff())),
        "unit_count": str(len(read_rows("units"))),
        "process_count": str(len(read_rows("processes"))),
        "system_count": str(sum(row["key"] not in outside for row in read_rows("systems"))),
        "processor_count": str(len(holders)),
        "advisory_count": "23",
    }


def _risk_words(world: World) -> Mapping[str, str]:
    risks = sorted(world.draft.all(Risk).values(), key=lambda risk: (-(risk.score or 0), risk.key))
    treatments = [each for _, each in sorted(world.draft.all(Treatment).items())]
    above = [risk for risk in risks if (risk.score or 0) > 8]
    still_open = [each for each in treatments if each.status is TreatmentStatus.IN_PROGRESS]
    owners: dict[str, list[str]] = {}
    for risk in sorted(above, key=lambda risk: risk.key):
        owners.setdefault(risk.owner, []).append(risk.key)
    return {
        "risk_count": str(len(risks)),
        "above_count": str(len(above)),
        "score_before": str(sum(risk.score or 0 for risk in risks)),
        "score_after": str(sum(risk.residual_score or 0 for risk in risks)),
        "treatment_count": str(len(treatments)),
        "done_count": str(len(treatments) - len(still_open)),
        "open_count": str(len(still_open)),
        "risk_table": table(
            ("Risk", "What may happen", "Owner", "Score", "Decision", "Residual"),
            (
                (r.key, r.title, name_of(world, r.owner), r.score, r.decision, r.residual_score)
                for r in risks
            ),
        ),
        "treatment_table": table(
            ("Treatment", "Risks", "What is done", "Controls", "Owner", "Until", "State"),
            (
                (
                    each.key,
                    ", ".join(each.risks),
                    each.action,
                    ", ".join(each.controls),
                    name_of(world, each.owner),
                    each.due_on,
                    each.status,
                )
                for each in treatments
            ),
        ),
        "treatment_results": table(
            ("Treatment", "State", "Measured by", "Before", "After"),
            ((t.key, t.status, t.measure, t.before, t.after) for t in treatments),
        ),
        "acceptance_table": table(
            ("Owner", "Risks"),
            ((name_of(world, owner), ", ".join(keys)) for owner, keys in sorted(owners.items())),
        ),
    }


def _last_values(world: World) -> Mapping[str, Measurement]:
    last: dict[str, Measurement] = {}
    cut = world.clock.day(-62)  # the report was written then
    for each in sorted(world.draft.all(Measurement).values(), key=lambda one: one.measured_on):
        if each.measured_on <= cut:
            last[each.of] = each
    return last


def _measure_words(world: World) -> Mapping[str, str]:
    kpis = [each for _, each in sorted(world.draft.all(Kpi).items())]
    objectives = [each for _, each in sorted(world.draft.all(Objective).items())]
    last = _last_values(world)
    named = [(kpi.key, kpi.name, kpi.target) for kpi in kpis]
    named += [(each.key, each.metric, each.target) for each in objectives]
    does = {row["key"]: row for row in read_rows("objectives")}
    return {
        "kpi_count": str(len(kpis)),
        "objective_count": str(len(objectives)),
        "measure_table": table(
            ("Measure", "What", "Target", "Last value", "On", "By"),
            (
                (
                    key,
                    what,
                    _figure(target),
                    _figure(last[key].value),
                    last[key].measured_on,
                    name_of(world, last[key].by),
                )
                for key, what, target in named
            ),
        ),
        "objective_table": table(
            (
                "Objective",
                "What",
                "Measured as",
                "From",
                "To",
                "Until",
                "Who",
                "How often",
                "Risks",
            ),
            (
                (
                    each.key,
                    each.title,
                    each.metric,
                    _figure(each.baseline),
                    _figure(each.target),
                    each.due_on,
                    name_of(world, each.owner),
                    each.every,
                    does[each.key]["_risks"].replace(";", ","),
                )
                for each in objectives
            ),
        ),
        "objective_actions": "\n".join(
            f"- {each.key}: {does[each.key]['_does']} Resources: {each.resources}."
            for each in objectives
        ),
    }


def _figure(value: Decimal | None) -> str:
    return "" if value is None else f"{value:,}"


def _finding_words(world: World) -> Mapping[str, str]:
    findings = sorted(world.draft.all(Finding).values(), key=lambda each: each.key)
    actions = sorted(world.draft.all(CorrectiveAction).values(), key=lambda each: each.key)
    broken = [each for each in findings if each.grade and each.grade.nonconformity]
    return {
        "finding_table": table(
            ("Finding", "Raised", "Requirement", "What went wrong", "Owner", "State"),
            (
                (f.key, f.raised_on, f.clause, f.states, name_of(world, f.owner), f.state)
                for f in broken
            ),
        ),
        "action_words": "\n\n".join(_action_words(action) for action in actions),
    }


def _action_words(action: CorrectiveAction) -> str:
    achieved = action.impact or "The action is under way; its effect is checked after it is done."
    return (
        f"{action.finding}. Cause: {action.cause} At once: {action.correction} "
        f"Action {action.key}: {action.action} Achieved: {achieved}"
    )


def _soa_words(world: World) -> Mapping[str, str]:
    rows = list(soa_rows(world))
    excluded = [row for row in rows if row.applicability is Applicability.EXCLUDED]
    return {
        "exclusion_words": "\n".join(
            f"- {row.key} {row.title}: {row.justification}" for row in excluded
        ),
        "soa_table": table(
            ("Control", "Title", "Applies", "Why", "Because of", "State", "Owner"),
            (
                (
                    row.key,
                    row.title,
                    row.applicability,
                    row.justification,
                    ", ".join(row.reasons),
                    row.status or "",
                    name_of(world, row.owner),
                )
                for row in rows
            ),
        ),
    }


def _party_table() -> str:
    rows = read_rows("parties")
    return table(
        ("Party", "What it requires", "Taken on", "Where"),
        ((row["name"], row["needs"], row["addressed"], row["how"]) for row in rows),
    )


def _process_table(world: World) -> str:
    rows = read_rows("processes")
    return table(
        ("Process", "Owner", "Criteria"),
        ((row["name"], name_of(world, row["owner"]), row["criteria"]) for row in rows),
    )


def _competence_table(world: World) -> str:
    held = sorted(world.draft.all(Competence).values(), key=lambda each: each.key)
    return table(
        ("Who", "Fit for", "Shown by"),
        (
            (name_of(world, each.person), each.fit_for, each.evidence)
            for each in held
            if not world.people[each.person].employer.startswith("Noordzee")
        ),
    )


def _document_table(world: World) -> str:
    return table(
        ("Document", "Title", "Version", "Owner", "Approval"),
        (
            (
                row["key"],
                row["title"],
                split(row["_versions"].replace(" ", ";"))[-1].split("@")[0],
                name_of(world, row["owner"]),
                name_of(world, row["approver"]),
            )
            for row in read_rows("documents")
        ),
    )
