"""The application as a web server loads it."""

import os
import sys

from django.core.wsgi import get_wsgi_application

from assay.store.home import home_directory
from assay.store.secret_key import ensure_secret_key

os.environ["DJANGO_SETTINGS_MODULE"] = "assay.web.settings"
ensure_secret_key(home_directory(os.environ, sys.platform), os.environ)

application = get_wsgi_application()
