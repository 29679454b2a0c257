"""The texts that are made from registers as a whole: audit reports and minutes."""

from assay.demo.cloud.tables import Cells, read_prose, read_rows, read_settings
from assay.demo.cloud.words import name_of, table
from assay.demo.cloud.world import World

_INPUTS = {
    "earlier_actions": "Actions of earlier reviews",
    "changed_issues": "External and internal issues",
    "changed_needs": "Needs of interested parties",
    "nonconformities": "Nonconformities and corrective actions",
    "measurement": "Monitoring and measurement",
    "audit_results": "Audit results",
    "objectives": "Objectives",
    "feedback": "Feedback",
    "risk_results": "Risks and treatment",
    "improvement": "Opportunities to improve",
}


def report_body(world: World, document: str) -> str:
    """Return the report of the internal audit that a document holds."""
    audit = next(row for row in read_rows("audits") if row["report"] == document)
    findings = [row for row in read_rows("findings") if row["audit"] == audit["key"]]
    began, ended = (world.clock.day(int(audit[name])) for name in ("began_on", "ended_on"))
    return read_prose("audit-report").format_map(
        {
            "key": audit["key"],
            "about": audit["title"].lower(),
            "began": began,
            "ended": ended,
            "lead": name_of(world, audit["lead"]),
            "processes": audit["processes"].replace(";", ","),
            "summary": audit["summary"],
            "findings": _findings(world, findings),
            "mitigation": audit["mitigation"],
            "reported_to": name_of(world, audit["reported_to"]),
            "owners": ", ".join(sorted({name_of(world, row["owner"]) for row in findings})),
        }
    )


def _findings(world: World, findings: list[Cells]) -> str:
    return table(
        ("Finding", "Grade", "Requirement", "What was found", "Evidence", "Owner"),
        (
            (
                row["key"],
                row["grade"],
                row["clause"],
                row["states"],
                row["evidence"],
                name_of(world, row["owner"]),
            )
            for row in findings
        ),
    )


def minutes_body(world: World, document: str) -> str:
    """Return the minutes of the management review that a document holds."""
    key, said = next(
        (key, said) for key, said in read_settings("reviews").items() if said["minutes"] == document
    )
    held = world.clock.day(said["held"])
    people = table(
        ("Who", "As", "Was"),
        (
            (name_of(world, person), world.people[person].job, presence)
            for presence in ("present", "apologies")
            for person in said[presence]
        ),
    )
    inputs = "\n\n".join(
        f"### {_INPUTS[name]}\n\n{discussion}\n\nSources: {sources}."
        for name, (discussion, sources) in said["inputs"].items()
    )
    decisions = "\n".join(
        f"- {row['key']}: {row['decision']} Taken by {name_of(world, row['by'])}, on the basis of "
        f"{', '.join(row['based_on'])}."
        for row in said["decisions"]
    )
    actions = table(
        ("Action", "What", "Who", "Until"),
        (
            (row["key"], row["action"], name_of(world, row["owner"]), world.clock.day(row["due"]))
            for row in said["actions"]
        ),
    )
    words = {"key": key, "held": held, "period": said["period"].lower(), "people": people}
    words |= {"inputs": inputs, "decisions": decisions, "actions": actions}
    return read_prose("minutes").format_map(words)
