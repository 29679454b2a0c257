"""The table of work that goes on in the background."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The app that holds the line of jobs."""

    name = "assay.store.jobs"
    label = "jobs"
    verbose_name = "Background work"
