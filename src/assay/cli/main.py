"""``assay``: the command line, and the one place where it shows an error.

Exit codes: 0 fine, 1 findings, 2 material that cannot be read, 3 and up by the
cause of the refusal (docs/reference/cli.md lists them).  A command that was
called wrongly ends with 3, so that a script can tell it from bad material.
"""

import gc
import os
import sys

import typer

from assay.cli import (
    checks,
    claims,
    coming_in,
    demo,
    diff,
    forecast,
    ledger,
    readiness,
    rehearse,
    sample,
    serve,
    show,
    stage1,
    stage2,
    standards,
    store,
    trace,
)
from assay.cli.screen import Ended, say_error
from assay.domain.errors import UserError

MISUSED = 3

app = typer.Typer(
    name="assay",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Run the two-stage certification audit on an organisation's own evidence.",
)
app.command("demo")(demo.write_demo)
app.command("show")(show.show)
app.command("diff")(diff.diff)
app.command("import")(store.import_folder)
app.command("export")(store.export_folder)
app.command("standards")(standards.standards)
app.command("profiles")(standards.profiles)
app.command("stage1")(stage1.stage1)
app.command("stage2")(stage2.stage2)
app.command("trace")(trace.trace)
app.command("claims")(claims.claims)
app.command("sample")(sample.sample)
app.command("forecast")(forecast.forecast)
app.command("rehearse")(rehearse.rehearse)
app.command("checks")(checks.checks)
app.command("readiness")(readiness.readiness)
app.command("serve")(serve.serve)
app.command("worker")(serve.worker)
app.command("link")(coming_in.link)
app.add_typer(ledger.app, name="ledger", help="What was recorded, and whether it still is.")


def run() -> None:
    """Run the command line; show what a person can mend as a line, not a traceback."""
    often = gc.get_threshold()
    # A command holds a whole ledger at once: looking for rubbish in it every 700 objects is a
    # tenth of its time, and there is hardly any.
    gc.set_threshold(100_000, 20, 20)
    try:
        try:
            app()
        finally:
            gc.set_threshold(*often)
            sys.stdout.flush()
    except UserError as error:
        say_error(str(error))
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of the pipe has seen enough; Python must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except SystemExit as ending:
        if ending.code == 2 and not isinstance(ending, Ended):  # noqa: PLR2004 - Click's own code
            sys.exit(MISUSED)
        raise


if __name__ == "__main__":
    run()
