"""The addresses of the home room."""

from django.urls import path

from assay.web.rooms.home import views

urlpatterns = [path("", views.front, name="front")]
