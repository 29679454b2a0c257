"""The organisations that the caller belongs to."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from assay.actions.api_tokens import Bearer
from assay.actions.membership import standings_of
from assay.api.answers import OrganisationLine, Refusal
from assay.domain.permission import Permission, side_of

router = Router()


@router.get(
    "/organisations",
    response={200: list[OrganisationLine], 401: Refusal, 403: Refusal, 429: Refusal},
    operation_id="organisations",
    summary="List the organisations that the caller belongs to",
    description="A token belongs to one organisation, and sees that one alone.",
)
def organisations(request: HttpRequest) -> list[dict[str, Any]]:
    """List them, each with what the caller may do there."""
    who: Any = getattr(request, "auth", None)
    only = who.standing.organisation if isinstance(who, Bearer) else None
    return [
        {
            "organisation": standing.organisation,
            "name": name,
            "role": standing.role,
            "side": side_of(standing.role),
            "external": standing.author.external,
            "may": [each.value for each in Permission if standing.may(each)],
        }
        for name, standing in standings_of(request.user)  # type: ignore[arg-type] # signed in
        if only in {None, standing.organisation}
    ]
