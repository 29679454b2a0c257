"""The pages as Django knows them."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The app of the pages; it has no tables."""

    name = "assay.web"
    label = "web"
    verbose_name = "Pages"
