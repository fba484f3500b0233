from django.core.wsgi import get_wsgi_application

from hoaban.config import setup
from hoaban.config.supervisor import die_with_parent

setup()
die_with_parent()  # a web server killed by force leaves no process behind on its port
application = get_wsgi_application()
