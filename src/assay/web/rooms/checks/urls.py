"""The addresses of the checks' pages."""

from django.urls import path

from assay.web.rooms.checks import views

urlpatterns = [
    path("", views.front, name="front"),
    path("<slug:name>/", views.page, name="page"),
]
