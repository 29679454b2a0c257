"""The addresses of Stage 2."""

from django.urls import path

from assay.web.rooms.stage2 import records, rehearsals, traces, views

urlpatterns = [
    path("", views.front, name="front"),
    path("promises/", views.promises, name="promises"),
    path("promises/<str:key>/", records.promise, name="promise"),
    path("tests/", views.population_tests, name="tests"),
    path("tests/<slug:check>/<str:name>/", records.population_test, name="test"),
    path("forecast/", views.forecast, name="forecast"),
    path("readiness/", views.readiness, name="readiness"),
    path("traces/", traces.traces, name="traces"),
    path("rehearsals/", rehearsals.rehearsals, name="rehearsals"),
    path("rehearsals/<int:number>/", rehearsals.rehearsal, name="rehearsal"),
]
