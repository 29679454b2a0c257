"""Django is set up before any module here imports a model."""

from tests.store.django_setup import set_up_django

set_up_django()
