"""The birth of a child is received at the counter from what a clerk types without marks."""

from hoaban.domains.onestop.counter.tests.test_speed import more, needs_a_paper
from hoaban.domains.onestop.dossiers.models import Dossier
from tests.world.desks import Desk

__all__ = ["more"]


def test_a_birth_typed_without_marks_is_received(desk: Desk, more: list[str]) -> None:
    assert more
    code, typed = needs_a_paper()
    father = {"full_name": "Lo Van Cha", "birth_date": "1988", "ethnicity": "Thai"}
    father |= {"nationality": "Viet Nam"}
    typed |= {"do": "receive", "father-known": "yes", "handed-in-birth_notice-originals": "1"}
    typed |= {f"father-person__{name}": value for name, value in father.items()}
    typed |= {"father-residence__commune": "03127", "case": "in_time"}
    answer = desk.post("clerk", code, typed)
    assert answer.status_code == 302, answer.content.decode()
    dossier = Dossier.objects.get()
    assert dossier.variant.code == "in_time"
    assert dossier.answers["father"]["person"]["nationality"] == "Việt Nam"
