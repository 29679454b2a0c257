"""The tables of who may come in, and as what."""

from assay.store.people.models.access_log import AccessLog
from assay.store.people.models.api_token import ApiToken
from assay.store.people.models.invitation import Invitation
from assay.store.people.models.membership import Membership
from assay.store.people.models.sign_in_link import SignInLink
from assay.store.people.models.user import User

__all__ = ["AccessLog", "ApiToken", "Invitation", "Membership", "SignInLink", "User"]
