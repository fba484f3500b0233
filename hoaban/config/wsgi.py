from django.core.wsgi import get_wsgi_application

from hoaban.config import setup

setup()
application = get_wsgi_application()
