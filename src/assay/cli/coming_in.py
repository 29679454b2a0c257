"""``assay link`` and what ``assay serve`` does first: a store that is ready, and somebody in it."""

import getpass
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from assay.cli.screen import Step, say
from assay.domain.errors import NotFoundError, UnreadableMaterialError
from assay.domain.role_assignment import Role
from assay.ledger.entry import Author

INVENTED = "visitor@assay.invalid"
"""Whom a link signs in where nobody is named: somebody who cannot get mail."""


def link(
    email: Annotated[
        str, typer.Argument(help="Whom it signs in; made known where nobody is.")
    ] = "",
    *,
    organisation: Annotated[str, typer.Option(help="Let them into this one.")] = "",
    role: Annotated[Role, typer.Option(help="As what.")] = Role.READER,
) -> None:
    """Print a path that signs somebody in once, within half an hour.

    Whoever may run this on the server's machine could read the database too.
    """
    make_ready(unseen, pages=False)
    if email and organisation:
        from assay.actions.membership import let_in
        from assay.store.organisations import must_be_kept

        must_be_kept(organisation)
        let_in(email, email, organisation, role, by=getpass.getuser())
    say(new_link(email))


def unseen(_what: str, _done: int, _of: int) -> None:
    """Show no progress."""


def make_ready(step: Step, folders: Sequence[Path] = (), *, pages: bool = True) -> None:
    """Open the store with the tables of the pages, take folders into it, prepare the pages."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "assay.web.settings"
    from assay.store.home import home_directory
    from assay.store.opening import open_store
    from assay.store.secret_key import ensure_secret_key

    ensure_secret_key(home_directory(os.environ, sys.platform), os.environ)
    step("Opening the store", 0, 1)
    open_store()
    for folder in folders:
        take_in(folder, step)
    if pages:
        step("Preparing the pages", 0, 1)
        from django.core.management import call_command

        call_command("prepare_pages")


def take_in(folder: Path, step: Step) -> str:
    """Import a folder; refuse one in which something cannot be read. Return whose it is."""
    from assay.actions.import_folder import import_folder
    from assay.cli.folder import read
    from assay.cli.store import kept_history

    reading = read(folder, history=kept_history(folder, ""))
    if reading.problems:
        told = "\n".join(str(problem) for problem in reading.problems)
        raise UnreadableMaterialError(f"{folder} cannot be read:\n{told}")
    imported = import_folder(
        reading.ledger,
        reading.read_file,
        recorded=reading.recorded,
        by=Author(getpass.getuser(), "administrator"),
        recorded_at=datetime.now(UTC),
        progress=step,
    )
    return imported.organisation


def new_link(email: str) -> str:
    """Return the path of a new one-time link for somebody, or for the invented visitor."""
    from assay.actions.sign_in_link import make_sign_in_link
    from assay.store.people.models import User

    user = User.objects.filter(email__iexact=email).first() if email else _visitor()
    if user is None:
        raise NotFoundError(
            f"nobody has the address {email}; expected one that was let in, "
            "such as by assay link ADDRESS --organisation NAME."
        )
    return f"/in/{make_sign_in_link(user, now=datetime.now(UTC))}/"


def _visitor() -> Any:  # noqa: ANN401 - a user; Django is loaded later
    """Return the invented visitor, who leads at every organisation that nobody else leads."""
    from assay.actions.membership import let_in
    from assay.store.organisations import stored_organisations
    from assay.store.people.models import Membership, User

    known: Sequence[str] = list(stored_organisations())
    taken = set(
        Membership.objects.exclude(user__email=INVENTED).values_list("organisation", flat=True)
    )
    for organisation in known:
        if organisation not in taken:
            let_in(INVENTED, "Visitor", organisation, Role.ISMS_LEAD, by=getpass.getuser())
    return User.objects.filter(email=INVENTED).first() or User.objects.create_user(
        INVENTED, "Visitor"
    )
