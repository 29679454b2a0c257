"""The address of the comparison."""

from django.urls import path

from assay.web.rooms.compare import views

urlpatterns = [path("", views.front, name="front")]
