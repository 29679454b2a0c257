"""``assay checks``: what is looked at, why, and what puts it right."""

from typing import Annotated, Any

import typer

from assay.checks.registry import AnyCheck, every_check, find_any_check
from assay.cli.folder import Json
from assay.cli.screen import print_json, print_table, say


def checks(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Such as document-past-review.")
    ] = None,
    *,
    stage: Annotated[int | None, typer.Option(min=1, max=2, help="1 or 2.")] = None,
    json: Json = False,
) -> None:
    """List the checks, or show one check's page."""
    if name is not None:
        check = find_any_check(name)
        if json:
            print_json(_as_json(check))
        else:
            say(check.name, "", check.page.strip())
        return
    listed = [each for each in every_check().values() if stage in {None, each.stage}]
    if json:
        print_json([_as_json(check) for check in listed])
        return
    print_table(
        ("Check", "Stage", "Rule", "What is wrong"),
        ((each.name, str(each.stage), each.code, each.title) for each in listed),
    )


def _as_json(check: AnyCheck) -> dict[str, Any]:
    return {
        "name": check.name,
        "stage": check.stage,
        "since": check.since,
        "code": check.code,
        "title": check.title,
        "looks_at": check.section("Looks at") or check.section("Population"),
        "deviation": check.section("Deviation"),
        "why_it_matters": check.section("Why it matters"),
        "does_not_look_at": check.section("Does not look at"),
        "put_right": check.section("Put right"),
    }
