"""Is the house awake? What a load balancer and an operator ask without signing in."""

import tomllib

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from hoaban.config import clocks, writing
from hoaban.core.http import storage
from hoaban.core.jobs import queries as jobs
from hoaban.core.refusals import Refusal


def version() -> str:
    project = tomllib.loads((settings.ROOT / "pyproject.toml").read_text())["project"]
    return str(project["version"])


def database_version() -> str:
    """The server's own version, asked of the server: so it answers."""
    asked = {"sqlite": "select sqlite_version()", "postgresql": "show server_version"}
    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor])
        return f"{connection.vendor} {cursor.fetchone()[0]}"


@require_GET
@never_cache
@login_not_required
def healthz(_request: HttpRequest) -> JsonResponse:
    """200 with the oldest waiting job's age in seconds; versions are the doctor's to tell.

    503 without a database, under a wrong clock, with the cause, or where nothing can be written: a
    full disk answers every reading.
    """
    try:
        database_version()
        age = jobs.oldest_waiting_age()
        clocks.check()
        writing.try_it()
    except Refusal as wrong:
        return JsonResponse({"status": "the clock is wrong", "cause": str(wrong)}, status=503)
    except OSError:
        return JsonResponse({"status": "nothing can be written"}, status=503)
    except DatabaseError as error:
        if storage.is_unwritable(error):
            return JsonResponse({"status": "nothing can be written"}, status=503)
        return JsonResponse({"status": "no database"}, status=503)
    seconds = age.total_seconds() if age else 0
    return JsonResponse({"status": "ok", "oldest_waiting_job_seconds": round(seconds, 1)})
