"""What a signing key wants to see before a press signs."""

from allauth.mfa.totp.internal import auth
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory
from pytest_django import Settings

from hoaban.core.http.requests import ActingRequest
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Person
from hoaban.domains.documents import forms
from hoaban.domains.documents.rules import SecondFactorMissing
from hoaban.gateways.signing import contract as signing


class ByTelephone:
    """The provider asks for the PIN at the telephone, so our page asks for nothing."""

    def proof(self, *, has_code: bool) -> signing.Proof:
        del has_code
        return signing.Proof.PIN


def pressed(leader: Actor) -> ActingRequest:
    request: ActingRequest = RequestFactory().post("/sign/", {"once": "a"})  # type: ignore[assignment] # as the middleware makes it
    request.actor, request.session = leader, SessionStore()
    request.user = Person.objects.get(pk=leader.person_pk or 0)
    return request


def test_who_has_no_app_signs_without_a_code_unless_one_is_a_duty(
    leader: Actor, settings: Settings
) -> None:
    assert forms.proof(pressed(leader)) == forms.Proof()
    settings.SIGNING_CODE_IS_DUTY = True
    proof = forms.proof(pressed(leader))
    assert (proof.is_shown(), type(proof.refusal)) == (False, SecondFactorMissing)


def test_who_has_an_app_shows_a_code_and_not_again_for_the_same_press(leader: Actor) -> None:
    request = pressed(leader)
    auth.TOTP.activate(request.user, auth.generate_totp_secret())
    assert (forms.proof(request).is_shown(), bool(forms.proof(request).form)) == (False, True)
    press = {"by": leader.reference, "press": forms._press(request), "until": "2020-03-30T00:00Z"}
    request.session[forms.PROVED] = press
    assert forms.proof(request) == forms.Proof()


def test_what_the_provider_asks_for_itself_is_not_asked_on_the_page(
    leader: Actor, settings: Settings
) -> None:
    settings.SIGNING_ADAPTER = f"{ByTelephone.__module__}.{ByTelephone.__name__}"
    request = pressed(leader)
    auth.TOTP.activate(request.user, auth.generate_totp_secret())
    assert forms.proof(request) == forms.Proof()
