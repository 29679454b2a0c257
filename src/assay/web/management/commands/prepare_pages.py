"""Makes what the pages need besides the database: typefaces, and files under hashed names."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from assay.web.fonts import ensure_fonts


class Command(BaseCommand):
    """Run once a version, before the first page is served."""

    help = "Cut the typefaces and gather style sheets and scripts in the data directory."

    def handle(self, **_: Any) -> None:  # noqa: ANN401 - Django's signature
        """Make what is not there yet."""
        home = Path(settings.ASSAY_HOME)
        folder = ensure_fonts(home)
        if folder not in settings.STATICFILES_DIRS:
            settings.STATICFILES_DIRS.append(folder)
        call_command("collectstatic", interactive=False, verbosity=0)
