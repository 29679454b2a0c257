"""The addresses of documents."""

from django.urls import path

from assay.web.rooms.documents import views

urlpatterns = [
    path("", views.front, name="front"),
    path("<str:key>/", views.document, name="document"),
    path("<str:key>/file/", views.download, name="file"),
]
