"""The addresses of registers; the verbs come first, for no register is called so."""

from django.urls import path, register_converter

from assay.web.rooms.registers import change_views, export_views, import_views, item_views, views


class KeyConverter:
    """A key may hold whatever somebody wrote: a stroke, a blank, the end of a line."""

    regex = "(?s:.+)"

    def to_python(self, value: str) -> str:
        """Return the key as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Return the key as it is; Django writes it as an address takes it."""
        return value


register_converter(KeyConverter, "key")

urlpatterns = [
    path("", views.front, name="front"),
    path("new/<slug:register>/", change_views.new, name="new"),
    path("change/<slug:register>/<key:key>/", change_views.change, name="change"),
    path("retire/<slug:register>/<key:key>/", change_views.retire, name="retire"),
    path("import/<slug:register>/", import_views.hand_in, name="import"),
    path("import/<slug:register>/<str:token>/", import_views.upload, name="upload"),
    path("export/<slug:register>/<slug:form>/", export_views.export, name="export"),
    path("<slug:register>/", views.register, name="register"),
    path("<slug:register>/<key:key>/", item_views.item, name="item"),
]
