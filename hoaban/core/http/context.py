"""What every template may say: who acts, which day the house lives on, language, version."""

from importlib import metadata

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.utils.translation import get_language

from hoaban.core import clock
from hoaban.core.http import acting, drawn
from hoaban.core.people.actors import STRANGER
from hoaban.core.people.models import Person


def _version() -> str:
    try:
        return metadata.version("hoaban")
    except metadata.PackageNotFoundError:
        return "0.1.0"


VERSION = _version()  # of the installed program


def has_synthetic() -> bool:
    """Whether synthetic people (and so their dossiers) live here; asked once in five minutes."""
    kept = caches["process"]
    found = kept.get("http.synthetic")
    if found is None:
        found = Person.objects.filter(is_synthetic=True).exists()
        kept.set("http.synthetic", found, 300)
    return bool(found)


def house(request: HttpRequest) -> dict[str, object]:
    """`actor`, `clock_band` (the demo's day or None), `language`, `version`, `synthetic_band`.

    `csrf_token` says too for whom the page is drawn.
    `has_desk` says whether who signed in is an official, on pages of own matters too.
    """
    return {
        "csrf_token": drawn.Proof(request),
        "actor": getattr(request, "actor", STRANGER),
        "clock_band": clock.local(clock.now()) if clock.is_shifted() else None,
        "language": get_language() or "vi",
        "version": VERSION,
        "synthetic_band": has_synthetic(),
        "is_demo": settings.HOABAN_DEMO,
        "has_desk": acting.SEEN in getattr(request, "session", {}),
    }
