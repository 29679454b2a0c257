"""Sign-in by an organisation's own identity provider, as the environment describes it."""

from collections.abc import Mapping
from typing import Any

NAMES = ("ASSAY_OIDC_URL", "ASSAY_OIDC_CLIENT", "ASSAY_OIDC_SECRET")


def openid_providers(environ: Mapping[str, str]) -> dict[str, Any]:
    """Return the provider that ASSAY_OIDC_URL, _CLIENT, _SECRET and _NAME describe, if they do."""
    url, client, secret = (environ.get(name, "") for name in NAMES)
    if not (url and client):
        return {}
    return {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "oidc",
                    "name": environ.get("ASSAY_OIDC_NAME", "single sign-on"),
                    "client_id": client,
                    "secret": secret,
                    "settings": {"server_url": url},
                }
            ],
        }
    }
