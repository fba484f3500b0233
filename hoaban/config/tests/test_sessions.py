import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from hoaban.config import tasks
from hoaban.core.people.models import Person


@pytest.mark.django_db
def test_what_is_known_of_a_session_goes_with_it() -> None:
    person = Person.objects.create(public_id="one", username="one", full_name="Một")
    for number in range(2):
        client = Client()
        client.force_login(person, "django.contrib.auth.backends.ModelBackend")
        key = client.session.session_key
        UserSession.objects.create(
            user=person, session_key=key, ip=f"192.0.2.{number}", user_agent="x"
        )
    Session.objects.filter(session_key=key).delete()
    tasks.forget_sessions.call()
    assert list(UserSession.objects.values_list("ip", flat=True)) == ["192.0.2.0"]
