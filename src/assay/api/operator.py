"""The API itself: its document, its operations, who may call, and how errors are answered."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from pydantic.json_schema import models_json_schema

from assay.api.refusals import answer_errors
from assay.api.sign_in import SessionAuth, TokenAuth
from assay.domain.item import registers

_DESCRIPTION = """\
The same actions and the same readings as the pages and the command line: what a role may not do
there, it may not do here. Somebody else's organisation answers 404. With as_of, things are read as
they were known at the end of a day, and nothing can be changed then. Results that take long answer
202 with the job that makes them. Every error has one shape: what, where, what would do."""


class AssayAPI(NinjaAPI):
    """The API, whose document holds a model for the items of every register."""

    def get_openapi_schema(self, **asked: Any) -> OpenAPISchema:  # noqa: ANN401 - as of ninja
        """Return the OpenAPI document."""
        document = super().get_openapi_schema(**asked)
        _, definitions = models_json_schema(
            [(kind, "validation") for kind in registers().values()],
            ref_template="#/components/schemas/{model}",
        )
        for name, schema in definitions.get("$defs", {}).items():
            document["components"]["schemas"].setdefault(name, schema)
        return document


def make_api() -> AssayAPI:
    """Return the API with every operation that is there."""
    api = AssayAPI(
        title="Assay",
        version="1",
        description=_DESCRIPTION,
        urls_namespace="api-1",
        docs_url=None,
        auth=[TokenAuth(), SessionAuth()],
    )
    answer_errors(api)
    package = import_module("assay.api.operations")
    for module in iter_modules(package.__path__):
        router = import_module(f"{package.__name__}.{module.name}").router
        api.add_router("", router, tags=[module.name.replace("_", " ")])
    return api


API = make_api()
