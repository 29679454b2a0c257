"""The addresses of the ledger."""

from django.urls import path

from assay.web.rooms.ledger import views

urlpatterns = [
    path("", views.front, name="front"),
    path("<int:seq>/", views.entry, name="entry"),
    path("verify/", views.verify, name="verify"),
    path("download/", views.download, name="download"),
]
