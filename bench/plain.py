"""The plain stack and the echo: what filing a dossier costs when written the framework's usual way.

`python -m bench.plain PORT` serves both on the program's own server and tables. Plain: the token by
the mapper, the same body judged by its types, the idempotency key looked up, the same rows written
one after the other by `create` in one transaction. It judges no forms, no rules and no calendar.
Echo: the same body read, judged by its types and answered, without a database.
"""

import os
import secrets
import signal
import sys
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256

from django.conf import settings

from bench import house

assert house
settings.ROOT_URLCONF = "bench.plain"
settings.MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

from django.core.wsgi import get_wsgi_application  # noqa: E402 - after the settings
from django.db import transaction  # noqa: E402
from django.db.models import Q  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402
from django.utils import timezone  # noqa: E402
from ninja import NinjaAPI, Schema  # noqa: E402
from ninja.security import HttpBearer  # noqa: E402

from hoaban.casework.attachments.models import Attachment  # noqa: E402
from hoaban.casework.cases.models import Case, Involvement, Word  # noqa: E402
from hoaban.casework.turns.models import Turn  # noqa: E402
from hoaban.config import supervisor, web  # noqa: E402
from hoaban.core import clock  # noqa: E402
from hoaban.core.files.models import Use  # noqa: E402
from hoaban.core.jobs.models import Job  # noqa: E402
from hoaban.core.journal import facts  # noqa: E402
from hoaban.core.journal.models import Entry  # noqa: E402
from hoaban.core.language import FIRST, text  # noqa: E402
from hoaban.core.people import searching  # noqa: E402
from hoaban.core.people.models import Agency, Partner  # noqa: E402
from hoaban.domains.onestop.custody.models import PaperItem  # noqa: E402
from hoaban.domains.onestop.dossiers.models import Dossier  # noqa: E402
from hoaban.domains.onestop.filing.api import FilingIn  # noqa: E402
from hoaban.domains.procedures.catalogue.models import Revision, Variant  # noqa: E402


class FiledOut(Schema):
    reference: str
    procedure: str
    agency: str
    channel: str
    submitted_at: datetime


class Token(HttpBearer):
    def authenticate(self, request: HttpRequest, token: str) -> Partner | None:
        del request
        wanted = sha256(token.encode()).hexdigest()
        found = Partner.objects.select_related("agency").filter(token_digest=wanted, is_active=True)
        return found.first()


api = NinjaAPI(urls_namespace="plain")


@api.post("/dossiers", auth=Token(), response={201: FiledOut})
def submit(
    request: HttpRequest, response: HttpResponse, body: FilingIn
) -> tuple[int, dict[str, object]]:
    """File it."""
    partner: Partner = request.auth  # type: ignore[attr-defined] # set by ninja
    key = request.headers["Idempotency-Key"]
    client = f"partner:{partner.slug}"
    with transaction.atomic():
        known = Entry.objects.filter(client=client, key=key).first()
        dossier = Dossier.objects.get(pk=known.subject_pk) if known else _filed(body, client, key)
    response["Location"] = f"/api/v1/dossiers/{dossier.reference}"
    return 201, {
        "reference": dossier.reference,
        "procedure": body.procedure,
        "agency": body.agency,
        "channel": body.channel,
        "submitted_at": dossier.submitted_at,
    }


def _filed(body: FilingIn, client: str, key: str) -> Dossier:
    now = timezone.now()  # noqa: TID251 - the usual way
    today = clock.today()
    of_today = Q(valid_from__lte=today) & (Q(valid_to=None) | Q(valid_to__gt=today))
    agency = Agency.objects.get(of_today, code=body.agency)
    revision = Revision.objects.get(of_today, procedure__code=body.procedure)
    variant = Variant.objects.get(revision=revision, is_default=True)
    case = _case(body, agency, revision, now)
    owner = body.owner.model_dump()
    dossier = Dossier.objects.create(
        case=case,
        revision=revision,
        variant=variant,
        channel=body.channel,
        owner=owner,
        submitter=owner,
        submitted_by=client,
        submitted_at=now,
        phone_tail=body.owner.phone[-4:],
        area_code=body.owner.area_code,
        answers=body.answers,
    )
    for component, ids in body.files.items():
        PaperItem.objects.create(dossier=dossier, component=component, name=component)
        for use in Use.objects.filter(public_id__in=ids, owner=client):
            Attachment.objects.create(
                public_id=secrets.token_hex(8), case=case, component=component, use=use, at=now
            )
    _told(dossier, client, key, now)
    return dossier


def _case(body: FilingIn, agency: Agency, revision: Revision, now: datetime) -> Case:
    """The case with who takes part, its words and its turn."""
    owner = body.owner
    by, words = (
        now + timedelta(hours=8),
        searching.found_by(
            [owner.full_name], phones=[owner.phone], identities=[owner.identity_number]
        ),
    )
    case = Case.objects.create(
        kind="dossier",
        reference=secrets.token_hex(5).upper(),
        title=text(revision.name, FIRST)[:240],
        search_text=" ".join(words),
        agency=agency,
        state="submitted",
    )
    Involvement.objects.create(
        case=case, agency=agency, part="owns", since=now, act_by=by, state="submitted"
    )
    Word.objects.bulk_create(Word(agency=agency, word=word, case=case) for word in words)
    Turn.objects.create(case=case, agency=agency, role="clerk", act_by=by, since=now)
    return case


def _told(dossier: Dossier, client: str, key: str, now: datetime) -> None:
    """The journal entry with its digest, and the job that follows."""
    entry = Entry(
        verb="dossiers.submitted", subject="dossiers.Dossier", subject_pk=dossier.pk, by=client,
        at=now, recorded_at=now, facts={"reference": dossier.reference}, client=client, key=key,
    )  # fmt: skip
    entry.digest = facts.digest(entry)
    entry.save()
    Job.objects.create(
        public_id=secrets.token_hex(8), task="tasks.react", args=["tell", entry.pk],
        max_attempts=10, run_after=now, queued_at=now,
    )  # fmt: skip


@api.post("/echo", response={201: FiledOut})
def echo(request: HttpRequest, body: FilingIn) -> tuple[int, dict[str, object]]:
    """Say what was sent."""
    del request
    return 201, {
        "reference": "ECHO",
        "procedure": body.procedure,
        "agency": body.agency,
        "channel": body.channel,
        "submitted_at": timezone.now(),  # noqa: TID251 - the usual way
    }


urlpatterns = [path("api/v1/", api.urls)]


def main(port: int) -> None:
    """Serve with as many processes as the program does."""
    settings.HOABAN_PORT = port
    application = get_wsgi_application()
    serve = partial(web.serve, web.listening(), application)
    made = [supervisor.Child(f"plain {n}", serve) for n in range(settings.WEB_PROCESSES)]
    parent = supervisor.Supervisor(made, port)
    for number in supervisor.STOPS:
        signal.signal(number, parent.stop)
    parent.run()


if __name__ == "__main__":
    os.environ.setdefault("HOABAN_PORT", sys.argv[1])
    main(int(sys.argv[1]))
