"""Settings of the store."""

INSTALLED_APPS = ["assay.store"]
SECRET_KEY = "unused-by-the-store"  # noqa: S105 - nothing is signed with it yet
USE_TZ = True
