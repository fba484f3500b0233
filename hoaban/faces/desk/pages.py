"""The officials' door: sign-in, sign-out, and which post acts."""

from allauth.account.utils import perform_login
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hoaban.core import clock
from hoaban.core.accounts import actions as accounts
from hoaban.core.http import acting, attempts, devices
from hoaban.core.http.acting import CHOSEN
from hoaban.core.people import agencies
from hoaban.core.people import queries as people_queries
from hoaban.core.people.models import Person
from hoaban.domains.office.demo import queries as demo
from hoaban.faces.desk.forms import SignInForm


def _next(request: HttpRequest) -> str:
    """Where to go afterwards: a page of ours, else the desk."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else "/desk/"


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """User name and password. The answer to a wrong one never says which of the two was wrong."""
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = _recognised(request, form)
        if person is not None:
            return _let_in(request, person)
        form.add_error(None, _("Tên đăng nhập hoặc mật khẩu không đúng."))
    facts = {
        "form": form,
        "next": _next(request),
        "signins": demo.signins() if settings.HOABAN_DEMO else [],
    }
    return render(request, "desk/sign_in.html", facts, status=422 if form.errors else 200)


def _recognised(request: HttpRequest, form: SignInForm) -> Person | None:
    """The official whose name and password these are. Refuses TooManyAttempts, right or wrong.

    The user name alone counts here, and only of somebody with a post: citizens have a door of their
    own, which asks whether their account was confirmed. One password is hashed whoever is named.
    """
    username = form.cleaned_data["username"].strip().lower()
    meant = people_queries.by_username(username)
    attempts.password(request, username, [meant] if meant else [])
    password = form.cleaned_data["password"]
    person = ModelBackend().authenticate(request, username=username, password=password)
    if not isinstance(person, Person) or not people_queries.has_post(person, clock.today()):
        attempts.failed(request, username, [meant] if meant else [])
        return None
    attempts.password_was_right(request, person)
    return person


def _let_in(request: HttpRequest, person: Person) -> HttpResponse:
    """Sign in; whoever set up an authenticator app is asked for its code first."""
    if is_mfa_enabled(person):
        answer: HttpResponse = perform_login(
            request, person, email_verification="none", redirect_url=_next(request)
        )
        return answer
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    acting.begin_session(request, person)
    UserSession.objects.create_from_request(request)
    by = people_queries.actor_for_citizen(person)
    accounts.note_sign_in(person.pk, by=by, at=clock.now())
    inside = HttpResponseRedirect(_next(request))
    devices.know(request, inside, person)
    return inside


@acting.is_without_post
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        logout(request)
        return HttpResponseRedirect("/desk/sign-in/")
    return render(request, "desk/sign_out.html")


@acting.is_without_post
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Which post acts, where there are several, own or delegated."""
    person, today = people_queries.person_of(request.user.pk or 0), clock.today()
    if request.method == "POST" and acting.choose(request, request.POST.get("choice", "")):
        return HttpResponseRedirect(_next(request))
    facts = {
        "choices": [
            (choice, agencies.successor(choice.acting.agency, today))
            for choice in people_queries.choices_of(person, today)
        ],
        "chosen": request.session.get(CHOSEN, ""),
        "next": _next(request),
        "is_wrong": request.method == "POST",
    }
    return render(request, "desk/choose.html", facts, status=422 if facts["is_wrong"] else 200)
