"""The addresses of the application."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from assay.web import front
from assay.web.room import room_addresses

urlpatterns: list[URLPattern | URLResolver] = [
    path("", front.organisations, name="organisations"),
    path("in/<str:token>/", front.come_in, name="come-in"),
    path("invited/<str:token>/", front.invited, name="invited"),
    path("theme/", front.choose_theme, name="theme"),
    path("favicon.ico", front.favicon, name="favicon"),
    path("ready/", front.ready, name="ready"),
    path("account/", include("allauth.urls")),
    # By name: pages and API are neighbours, and neither knows the other.
    path("api/v1/", include("assay.api.urls")),
    *room_addresses(),
]

if settings.DEBUG:
    urlpatterns.append(path("styleguide/", front.styleguide, name="styleguide"))

handler403 = "assay.web.errors.forbidden"
handler404 = "assay.web.errors.not_found"
handler500 = "assay.web.errors.server_error"
