"""``assay standards`` and ``assay profiles``: what is asked for, by whom, and how sure that is."""

from collections.abc import Iterator
from typing import Annotated

import typer

from assay.cli.folder import Json
from assay.cli.screen import print_json, print_table, say
from assay.standards.clause import Clause
from assay.standards.load import (
    load_profile,
    load_standard,
    profile_names,
    standard_names,
)
from assay.standards.profile import Profile
from assay.standards.row import Row
from assay.standards.standard import Standard


def standards(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Such as iso27001-2022.")
    ] = None,
    *,
    json: Json = False,
) -> None:
    """List the standards, or show one: clauses, documents, review inputs, controls."""
    if name is not None:
        standard = load_standard(name)
        if json:
            print_json(standard.model_dump(mode="json"))
        else:
            _show_standard(standard)
        return
    known = [load_standard(each) for each in standard_names()]
    if json:
        print_json([_standard_as_json(standard) for standard in known])
        return
    print_table(
        ("Standard", "Title", "Edition", "Clauses", "Documents", "Controls", "Findings"),
        (
            (
                standard.name,
                standard.title,
                " + ".join((standard.edition, *standard.amendments)),
                str(len(standard.requirements)),
                str(len(standard.documents)),
                str(len(standard.controls)),
                str(len(standard.findings)),
            )
            for standard in known
        ),
    )


def _standard_as_json(standard: Standard) -> dict[str, object]:
    return {
        "name": standard.name,
        "title": standard.title,
        "edition": standard.edition,
        "amendments": list(standard.amendments),
        "requirements": len(standard.requirements),
        "documents": len(standard.documents),
        "inputs": len(standard.inputs),
        "controls": len(standard.controls),
        "findings": len(standard.findings),
    }


def _show_standard(standard: Standard) -> None:
    say(f"{standard.title} ({standard.name}), edition {standard.edition}", standard.about, "")
    say("Clauses")
    for clause in standard.clauses:
        say(*_clause_lines(clause))
    say("", f"Required documented information ({len(standard.documents)})")
    for document in standard.documents:
        number = f"{document.number:>3}" if document.number is not None else "  -"
        say(
            f"{number}  {document.title} ({', '.join(document.clauses)}; {_weight(document)})",
            *(
                f"       {part.kind}: {part.title} [{part.explicitness}]; "
                f"{len(part.elements)} elements of content"
                for part in document.parts
            ),
        )
    say("", f"Management review inputs ({len(standard.inputs)})")
    say(*(f"{each.number:>4}  {each.asks} ({_weight(each)})" for each in standard.inputs))
    for theme, controls in standard.themes.items():
        say("", f"{theme} controls ({len(controls)})")
        say(*(f"  {each.number:<7} {each.title}: {each.typical_records}" for each in controls))


def _clause_lines(clause: Clause) -> Iterator[str]:
    indent = "  " * clause.number.count(".")
    yield f"{indent}{clause.number} {clause.title}"
    if clause.asks:
        yield f"{indent}    {clause.asks} ({_weight(clause)})"


def _weight(row: Row) -> str:
    """Say what stands behind a row, so that a custom never passes for a rule."""
    return f"{row.basis}, {row.confidence}"


def profiles(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Such as isms-typical.")
    ] = None,
    *,
    json: Json = False,
) -> None:
    """List the certification bodies' profiles, or show one: every number and its source."""
    if name is not None:
        profile = load_profile(name)
        if json:
            print_json(profile.model_dump(mode="json"))
        else:
            _show_profile(profile)
        return
    known = [load_profile(each) for each in profile_names()]
    if json:
        print_json(
            [
                {"name": each.name, "title": each.title, "own_settings": len(each.own_settings)}
                for each in known
            ]
        )
        return
    print_table(
        ("Profile", "Title", "Own settings"),
        ((each.name, each.title, str(len(each.own_settings))) for each in known),
        right=2,
    )


def _show_profile(profile: Profile) -> None:
    say(f"{profile.title} ({profile.name})", profile.about, "")
    print_table(
        ("Setting", "Value", "From", "Basis", "Confidence", "Meaning"),
        (
            (
                each.key,
                each.value_text,
                each.threshold_from,
                str(each.basis),
                str(each.confidence),
                each.meaning,
            )
            for each in profile.settings
        ),
    )
