"""A dossier on one page for whoever filed or owns it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_safe

from hoaban.casework.attachments import queries as attachments
from hoaban.casework.timeline.enums import Reader
from hoaban.core import clock
from hoaban.core.http.requests import ActingRequest
from hoaban.core.language import current, text
from hoaban.domains.office.shops import queries as shops
from hoaban.domains.onestop.access.portal import own
from hoaban.domains.onestop.casefile import acts, queries
from hoaban.domains.onestop.correspondence import queries as correspondence
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers import states
from hoaban.domains.onestop.dossiers.enums import STATES, YOURS
from hoaban.domains.onestop.endings import queries as endings
from hoaban.domains.onestop.looks import actions as looks_actions
from hoaban.domains.onestop.looks import queries as looks
from hoaban.domains.onestop.papers import papers as papers_names
from hoaban.domains.onestop.papers import queries as papers_queries
from hoaban.domains.onestop.profiles import queries as profiles
from hoaban.domains.onestop.ratings import queries as ratings
from hoaban.domains.onestop.rerouting import queries as rerouting
from hoaban.domains.onestop.results.portal import result_refused
from hoaban.domains.onestop.stays import queries as stays
from hoaban.domains.onestop.transfers import queries as transfers


@require_safe
def detail(request: ActingRequest, reference: str) -> HttpResponse:
    """Where it stands, who has it, where each original is, and what I may do now."""
    dossier = own(request, reference)
    now = clock.now()
    answered = correspondence.answered([dossier])
    news = looks.news([dossier], by=request.actor, answered=answered)[dossier.pk]
    context = queries.case(dossier, now=now, language=current(), reader=Reader.OUTSIDE)
    papers = list(papers_queries.papers_given(dossier))
    context |= {
        "name": text(context["procedure"].name),
        "agency_name": text(context["answering"].name),
        "agency_then": text(context["agency"].name)
        if stays.answering_name(dossier, clock.day(now))
        else "",
        "sent_on": rerouting.sent_on(dossier),
        "rating": ratings.of(dossier),
        "may_rate": ratings.may_rate(dossier, by=request.actor, at=now),
        "keeps_old": bool(context["corrections"])
        and any(one.reference == reference for one in profiles.mends(request.actor).values()),
        "originals": endings.where_originals_lie(dossier, clock.day(now)),
        "news": news,
        "thread": correspondence.thread(dossier, new_since=news.since),
        "may_write": correspondence.may_write(dossier, by=request.actor, at=now),
        "shop": shops.shop(dossiers.answering(dossier, clock.today()), now),
        "state": STATES[dossier.state],
        "is_yours": dossier.state in YOURS,
        "degree": dossiers.degree(dossier),
        "pays_online": transfers.may_pay(dossier, at=now),
        "partly": transfers.partly(dossier),
        "is_over": transfers.goes_back(dossier),
        "waits": states.waiting(
            state=dossier.state,
            money=dossier.money,
            delivery=dossier.delivery,
            by=papers_queries.returned_by(dossier),
        ),
        "way": list(queries.way(dossier, context["runs"])),
        "refusal": queries.refusal(dossier, papers),
        "paper_names": papers_names.named(dossier, papers),
        "once": get_random_string(12),
        "may": acts.of_applicant(dossier, by=request.actor, at=now),
        "result_refused": result_refused(dossier, by=request.actor, at=now),
        "files": [a for a in attachments.of(dossier.pk) if a.is_current],
    }
    if news and request.method == "GET":
        looks_actions.look(dossier.pk, topics=news.topics, by=request.actor, at=now)
    return render(request, "casefile/portal/detail.html", context)
