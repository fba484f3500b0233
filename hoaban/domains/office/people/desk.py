"""Desk pages that keep people and posts, and show the agencies of a day."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hoaban.casework.lists import queries as lists
from hoaban.casework.turns import queries as turns
from hoaban.core import clock
from hoaban.core.accounts import actions as accounts
from hoaban.core.accounts import queries as accounts_queries
from hoaban.core.accounts import rules as accounts_rules
from hoaban.core.http import answers
from hoaban.core.http.requests import ActingRequest
from hoaban.core.journal import queries as journal
from hoaban.core.people import actions as people_actions
from hoaban.core.people import agencies, powers, searching
from hoaban.core.people import queries as people_queries
from hoaban.core.people import rules as people_rules
from hoaban.core.people.agencies import AgencyTree
from hoaban.core.people.delegations import actions as delegations_actions
from hoaban.core.people.enums import WORDS, Event
from hoaban.core.people.models import Person, Post
from hoaban.core.people.partners import actions as partners_actions
from hoaban.core.people.roles import KEEPERS
from hoaban.core.refusals import NotAllowed, why_not
from hoaban.domains.office.people import papers
from hoaban.domains.office.people.forms import (
    AbsenceForm,
    DayForm,
    EndForm,
    NameForm,
    PartnerForm,
    PersonForm,
    PostForm,
)

PAGE, FIRST_PASSWORD_LENGTH = 50, 14


@require_safe
def people(request: ActingRequest) -> HttpResponse:
    """The staff: of the own agency, or all for those who keep the system."""
    text, today = searching.text(request), clock.today()
    seen = people_queries.matching(people_queries.visible_to(request.actor, today), text)
    rows, following = people_queries.after(seen, request.GET.get("after", ""), PAGE)
    posts = people_queries.posts_by_person(rows, today)
    facts = {
        "rows": [(person, posts[person.pk]) for person in rows],
        "following": following,
        "text": text,
        "may_keep": why_not(people_rules.may_keep, request.actor) is None,
        "waiting": powers.nominations(request.actor).count(),
        "drawn": len(powers.drawn(request.actor, today)) if _decides(request) else 0,
    }
    return render(request, "office/people/desk/people.html", facts)


def _decides(request: ActingRequest) -> bool:
    """Whether the actor may vouch for passwords that others drew."""
    actor = request.actor
    return actor.role in KEEPERS or people_rules.heads(actor, actor.agency)


def _person(request: ActingRequest, public_id: str) -> Person:
    seen = people_queries.visible_to(request.actor, clock.today())
    return get_object_or_404(seen, public_id=public_id)


def _to(person: Person) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("people:desk_person", args=[person.public_id]))


@require_safe
def person(request: ActingRequest, public_id: str) -> HttpResponse:
    """One person with posts, delegations and, for keepers, the journal. Looking is noted."""
    found = _person(request, public_id)
    if found.pk != request.actor.person_pk:
        people_actions.view(found.pk, by=request.actor, at=clock.now())
    return _shown(request, found)


def _shown(request: ActingRequest, found: Person, **forms_tried: object) -> HttpResponse:
    today = clock.today()
    keeps = why_not(people_rules.may_keep, request.actor) is None
    posts = list(people_queries.posts_of(found))
    facts = {
        "person": found,
        "posts": [(post, _is_over(post), _may_delegate(request, post)) for post in posts],
        "delegations": [
            (d, d.ended_at is None and today < d.valid_to, _may_return(request, d.giver_id))
            for d in people_queries.delegations_of(found)
        ],
        "may_keep": keeps,
        "left": [one for post in posts if keeps and (one := turns.leaves(post, today))],
        "nominations": found.nominations.filter(decided_at__isnull=True).select_related("agency"),
        "appoint_form": PostForm(on=today) if _may_appoint(request, found) else None,
        "rename_form": NameForm(initial={"full_name": found.full_name}) if keeps else None,
        "entries": _entries(found) if keeps else [],
        "confirmers": accounts_queries.confirmers(found, request.actor, today) if keeps else [],
        "has_factor": keeps and accounts_queries.has_factor(found),
        "drawing": _drawing(request, found) if keeps and found.password_waits else None,
        **forms_tried,
    }
    return render(
        request, "office/people/desk/person.html", facts, status=422 if forms_tried else 200
    )


def _drawing(request: ActingRequest, found: Person) -> dict[str, object]:
    """Who has the drawn password confirmed: by the button, or why not, with the contacts."""
    drawn = [(found, powers.held(found, clock.today()))]
    (facts,) = accounts_queries.drawings(drawn, request.actor, clock.today())
    return {
        "refusal": why_not(accounts_rules.may_confirm, facts),
        "contacts": accounts_queries.contacts([found])[found.pk],
    }


def _is_over(post: Post) -> bool:
    return post.valid_to is not None and post.valid_to <= clock.today()


def _may_appoint(request: ActingRequest, found: Person) -> bool:
    return why_not(lambda actor: people_rules.may_appoint(actor, found.pk), request.actor) is None


def _may_delegate(request: ActingRequest, post: Post) -> bool:
    actor = request.actor
    return not _is_over(post) and (
        people_rules.gives_away(actor, post.pk, post.role, post.agency.code)
    )


def _may_return(request: ActingRequest, giver_pk: int) -> bool:
    return (
        why_not(lambda actor: people_rules.may_end_delegation(actor, giver_pk), request.actor)
        is None
    )


def _entries(found: Person) -> list[dict[str, object]]:
    entries = list(journal.of(found).order_by("-id")[:PAGE])
    shown = people_queries.names_of({entry.by for entry in entries})
    return [
        {"at": e.at, "what": WORDS[Event(e.verb)], "who": shown.get(e.by, e.by)} for e in entries
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: ActingRequest) -> HttpResponse:
    """A new official with the first post."""
    people_rules.may_keep(request.actor)
    today = clock.today()
    form = PersonForm(request.POST or None, on=today)
    if request.method == "POST":
        kept = answers.attempt(form, lambda: _keep(request, form))
        if kept:
            return _to(kept)
    facts = {"form": form}
    return render(request, "office/people/desk/new.html", facts, status=422 if form.errors else 200)


def _keep(request: ActingRequest, form: PersonForm) -> Person:
    return people_actions.keep_official(
        username=form.cleaned_data["username"],
        full_name=form.cleaned_data["full_name"],
        post=form.facts(),
        by=request.actor,
        at=clock.now(),
    )


@require_POST
def appoint(request: ActingRequest, public_id: str) -> HttpResponse:
    """One more post for a person."""
    found = _person(request, public_id)
    people_rules.may_keep(request.actor)
    form = PostForm(request.POST, on=clock.today())
    by, at = request.actor, clock.now()
    if answers.attempt(
        form, lambda: people_actions.enter_post(found.pk, **form.facts(), by=by, at=at)
    ):
        messages.success(request, _("Đã ghi vị trí mới."))
        return _to(found)
    return _shown(request, found, appoint_form=form)


@require_POST
def rename(request: ActingRequest, public_id: str) -> HttpResponse:
    found, form = _person(request, public_id), NameForm(request.POST)
    people_rules.may_keep(request.actor)
    by, at = request.actor, clock.now()
    if answers.attempt(
        form, lambda: people_actions.rename(found.pk, **form.cleaned_data, by=by, at=at)
    ):
        messages.success(request, _("Đã sửa họ và tên."))
        return _to(found)
    return _shown(request, found, rename_form=form)


@never_cache
@require_POST
def password(request: ActingRequest, public_id: str) -> HttpResponse:
    """A new first password, drawn here and shown once."""
    found = _person(request, public_id)
    drawn = get_random_string(FIRST_PASSWORD_LENGTH, accounts_rules.READABLE)
    accounts.set_password(found.pk, password=drawn, by=request.actor, at=clock.now(), is_first=True)
    found.refresh_from_db()
    facts = {
        "person": found,
        "password": drawn,
        "must_wait": accounts_queries.is_anywhere_held(found, clock.today()),
        "has_factor": found.password_had_factor,
    }
    return render(request, "office/people/desk/password.html", facts)


@require_POST
def close(request: ActingRequest, public_id: str) -> HttpResponse:
    """Close an account that was taken over or misused."""
    found = _person(request, public_id)
    accounts.close(found.pk, by=request.actor, at=clock.now())
    messages.success(request, _("Đã khóa tài khoản: không ai đăng nhập được nữa."))
    if held := lists.held_by(found.pk):
        said = _(
            "Người này còn giữ %(held)s việc chưa xong; báo lãnh đạo cơ quan giao cho người khác."
        )
        messages.warning(request, said % {"held": held})
    return _to(found)


@require_POST
def reopen(request: ActingRequest, public_id: str) -> HttpResponse:
    found = _person(request, public_id)
    accounts.reopen(found.pk, by=request.actor, at=clock.now())
    messages.success(request, _("Đã mở lại tài khoản."))
    return _to(found)


def _post(request: ActingRequest, public_id: str) -> Post:
    """A post of a person whom the actor may see."""
    found = people_queries.post_of_id(public_id)
    if found is None:
        raise Http404
    _person(request, found.person.public_id)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def end_post(request: ActingRequest, public_id: str) -> HttpResponse:
    """End a post on a day."""
    post = _post(request, public_id)
    people_rules.may_keep(request.actor)
    form = EndForm(request.POST or None, initial={"on": clock.today()})
    by, at = request.actor, clock.now()
    if request.method == "POST" and answers.attempt(
        form, lambda: bool(people_actions.end_post(post.pk, **form.cleaned_data, by=by, at=at))
    ):
        messages.success(request, _("Đã ghi ngày kết thúc vị trí."))
        return _to(post.person)
    shown = {"form": form, "post": post, "person": post.person}
    shown["left"] = turns.leaves(post, clock.today())
    return render(
        request, "office/people/desk/end_post.html", shown, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
def delegate(request: ActingRequest, public_id: str) -> HttpResponse:
    """Delegate a post for an absence: a leader the own one, the head any leader's, keepers others.

    Whom the law does not let sign and whose account is locked is not among the choices.
    """
    giver = _post(request, public_id)
    if not _may_delegate(request, giver):
        raise NotAllowed
    today = clock.today()
    agency = agencies.successor(giver.agency, today)
    able = people_rules.TAKERS.get(giver.standing)
    takers = [
        p
        for p in people_queries.posts_at(agency.code, today)
        if p.person_id != giver.person_id
        and p.person.is_active
        and (able is None or p.standing in able)
    ]
    form = AbsenceForm(request.POST or None, takers=takers, initial={"valid_from": today})
    if request.method == "POST" and answers.attempt(
        form, lambda: bool(_delegate(request, form, giver, takers))
    ):
        messages.success(request, _("Đã ghi ủy quyền."))
        return _to(giver.person)
    nobody = "" if takers else NO_DEPUTY if able else NO_COLLEAGUE
    shown = {"form": form, "post": giver, "person": giver.person, "nobody": nobody}
    return render(
        request, "office/people/desk/delegate.html", shown, status=422 if form.errors else 200
    )


NO_DEPUTY = _(
    "Cơ quan chưa có cấp phó hay trưởng phòng nào được ký thay vị trí này mà có tài khoản đang mở, "
    "nên chưa ủy quyền được; thêm vị trí ấy ở trang Cán bộ trước."
)
NO_COLLEAGUE = _("Cơ quan không có ai khác có tài khoản đang mở để ủy quyền.")


def _delegate(request: ActingRequest, form: AbsenceForm, giver: Post, takers: list[Post]) -> object:
    given = form.cleaned_data
    taker = next(post for post in takers if post.public_id == given["taker"])
    return delegations_actions.delegate(
        giver.pk,
        taker_pk=taker.pk,
        reason=given["reason"],
        decision=given["decision"],
        by_order=given["by_order"],
        kinds=given["kinds"],
        valid_from=given["valid_from"],
        valid_to=given["valid_to"] + timedelta(days=1),
        by=request.actor,
        at=clock.now(),
    )


@require_POST
def end_delegation(request: ActingRequest, public_id: str) -> HttpResponse:
    """The holder is back: what was delegated from this post ends."""
    giver = _post(request, public_id)
    is_order = request.GET.get("order") == "1"
    open_ones = people_queries.open_delegations(giver, clock.today())
    for delegation in open_ones.filter(by_order=is_order):
        delegations_actions.end_delegation(delegation.pk, by=request.actor, at=clock.now())
    messages.success(request, _("Đã kết thúc ủy quyền."))
    return _to(giver.person)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def partners(request: ActingRequest) -> HttpResponse:
    """Partner systems; the token of a new one is shown once, on this very answer."""
    people_rules.may_keep(request.actor)
    today = clock.today()
    form, token = PartnerForm(request.POST or None, on=today), ""
    if request.method == "POST":
        registered = answers.attempt(form, lambda: _register(request, form))
        if registered:
            token, form = registered, PartnerForm(on=today)
    facts = {"partners": people_queries.partners(), "form": form, "token": token}
    return render(
        request, "office/people/desk/partners.html", facts, status=422 if form.errors else 200
    )


def _register(request: ActingRequest, form: PartnerForm) -> str:
    given = form.cleaned_data
    agency = agencies.row(given["agency"], clock.today()) if given["agency"] else None
    _partner, token = partners_actions.register_partner(
        **{**given, "agency": agency}, by=request.actor, at=clock.now()
    )
    return token


@require_POST
def revoke_partner(request: ActingRequest, slug: str) -> HttpResponse:
    people_rules.may_keep(request.actor)
    partner = get_object_or_404(people_queries.partners(), slug=slug)
    partners_actions.revoke_partner(partner.pk, by=request.actor, at=clock.now())
    messages.success(request, _("Mã truy cập không còn hiệu lực."))
    return HttpResponseRedirect(reverse("people:desk_partners"))


@require_safe
def agency_tree(request: ActingRequest) -> HttpResponse:
    """The agencies of a day: who stands under whom, who takes part in the statistics."""
    form, text = DayForm(request.GET or None), searching.text(request)
    on = (form.cleaned_data["on"] if form.is_valid() else None) or clock.today()
    tree = agencies.at(on)
    facts = {
        "form": form if request.GET else DayForm(initial={"on": on}),
        "on": on,
        "text": text,
        "named": papers.agencies_named(tree, text) if text else [],
        "top": [_branch(tree, row.code) for row in tree.children()],
        "count": len(tree),
        "taking_part": len(tree.taking_part()),
    }
    return render(request, "office/people/desk/agencies.html", facts)


def _branch(tree: AgencyTree, code: str) -> dict[str, object]:
    below = [_branch(tree, row.code) for row in tree.children(code)]
    return {"agency": tree[code], "below": below}
