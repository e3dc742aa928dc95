from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from portal.web.charset import KnownCharset

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = KnownCharset(get_wsgi_application())
