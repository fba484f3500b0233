"""What texts of every page call by the name of today."""

from django.http import HttpRequest

from hoaban.core import clock
from hoaban.engines.law import lookup


def names(_request: HttpRequest) -> dict[str, str]:
    """`one_stop`: what the one-stop shop is called today; empty on a day without such a thing."""
    return {"one_stop": lookup.term_if_any("counter", clock.today())}
