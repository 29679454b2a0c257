"""The addresses of the populations."""

from django.urls import path

from assay.web.rooms.populations import add_views, views

urlpatterns = [
    path("", views.front, name="front"),
    path("freeze/", views.freeze, name="freeze"),
    path("add/", add_views.hand_in, name="add"),
    path("add/<str:token>/", add_views.export, name="export"),
    path("source/<path:key>/original/", views.original, name="original"),
    path("source/<path:key>/correct/", add_views.correct, name="correct"),
    path("source/<path:key>/", views.source, name="source"),
]
