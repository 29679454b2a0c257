"""The addresses of Stage 1."""

from django.urls import path

from assay.web.rooms.stage1 import views

urlpatterns = [
    path("", views.front, name="front"),
    path("clauses/", views.clauses, name="clauses"),
    path("documents/", views.documents, name="documents"),
    path("statement/", views.statement, name="statement"),
    path("requests/", views.requests, name="requests"),
    path("readiness/", views.readiness, name="readiness"),
]
