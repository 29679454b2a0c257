"""The addresses of background work."""

from django.urls import path

from assay.web.rooms.work import views

urlpatterns = [
    path("", views.front, name="front"),
    path("<int:number>/", views.job, name="job"),
    path("<int:number>/cancel/", views.cancel, name="cancel"),
]
