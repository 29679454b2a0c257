"""The table of results that took long to come by."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """The app that keeps results; nothing is lost when its table is emptied."""

    name = "assay.store.results"
    label = "results"
    verbose_name = "Kept results"
