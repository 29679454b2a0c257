"""One member: giving them another role, or letting them go."""

from datetime import UTC, datetime

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect

from assay.actions.people import change_role, member_of, must_give, remove_member
from assay.domain.errors import RefusedError
from assay.domain.permission import NotAllowedError, Permission
from assay.domain.role_assignment import Role
from assay.web.rooms.people.views import roles_to_give
from assay.web.visit import Visit, organisation_page

MANAGE = Permission.MANAGE_PEOPLE


@organisation_page(MANAGE, to_change=MANAGE)
def role(visit: Visit, number: int) -> HttpResponse:
    """Ask for another role of a member, or give it."""
    member = member_of(visit.organisation, number)
    must_give(visit.standing, member.role)
    form = _form(visit, member.role)
    if visit.request.method == "POST" and form.is_valid():
        wanted = Role(form.cleaned_data["role"])
        try:
            change_role(visit.standing, number, wanted, now=datetime.now(UTC))
        except NotAllowedError:
            raise
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(visit.request, f"{member.name} is {wanted} from now on.")
            return HttpResponseRedirect(visit.url("people:front"))
    return visit.render("people/role.html", {"member": member, "form": form})


def _form(visit: Visit, stands: Role) -> forms.Form:
    form = forms.Form(visit.request.POST or None, initial={"role": stands.value})
    form.fields["role"] = forms.ChoiceField(label="Role", choices=roles_to_give(visit.role))
    return form


@organisation_page(MANAGE, to_change=MANAGE)
def remove(visit: Visit, number: int) -> HttpResponse:
    """Ask whether a member is to go, or let them go."""
    member = member_of(visit.organisation, number)
    must_give(visit.standing, member.role)
    error = ""
    if visit.request.method == "POST":
        try:
            remove_member(visit.standing, number, now=datetime.now(UTC))
        except NotAllowedError:
            raise
        except RefusedError as refused:
            error = str(refused)
        else:
            messages.success(visit.request, f"{member.name} does not belong to us any more.")
            return HttpResponseRedirect(visit.url("people:front"))
    return visit.render("people/remove.html", {"member": member, "error": error})
