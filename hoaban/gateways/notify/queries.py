"""Reads of sent messages."""

from datetime import datetime

from django.db.models import Q, QuerySet

from hoaban.core.people.actors import Actor
from hoaban.core.people.roles import KEEPERS
from hoaban.gateways.notify.models import SentMessage


def visible_to(actor: Actor) -> QuerySet[SentMessage]:
    """Those who keep the system running see what was sent; bodies are shown to nobody else."""
    if actor.is_official and actor.role in KEEPERS:
        return SentMessage.objects.all()
    return SentMessage.objects.none()


def of_the_demo() -> QuerySet[SentMessage]:
    """Every message: for the open page that a demo alone has."""
    return SentMessage.objects.all()


def about(reference: str) -> QuerySet[SentMessage]:
    """What was sent about a dossier; the caller has asked who may see it."""
    return SentMessage.objects.filter(about=reference).order_by("id")


def matching(messages: QuerySet[SentMessage], text: str) -> QuerySet[SentMessage]:
    """By dossier, or by a whole telephone number or e-mail address."""
    text = text.strip()
    if not text:
        return messages
    return messages.filter(Q(about__iexact=text) | Q(address__iexact=text))


def due_for_blanking(before: datetime) -> QuerySet[SentMessage]:
    """Sent before that time and still readable, oldest first."""
    return SentMessage.objects.filter(blanked_at__isnull=True, at__lt=before).order_by("id")
