"""Who searched for a person by name or number is noted, once for each search, unreadably."""

from hoaban.core.journal import facts
from hoaban.core.journal.models import Entry
from hoaban.core.people import searching
from hoaban.core.people.models import Person
from tests.world.desks import Desk
from tests.world.scenes import Scenes


def noted() -> list[Entry]:
    return list(Entry.objects.filter(verb="people.searched").order_by("id"))


def test_a_search_by_name_is_noted_with_who_where_and_how_much(desk: Desk, scenes: Scenes) -> None:
    scenes.bring("received")
    desk.by("clerk").get("/desk/search/?q=luong+thi+ban")
    (entry,) = noted()
    clerk = Person.objects.get(public_id="clerk")
    assert (entry.subject_pk, entry.agency, entry.facts["place"]) == (
        clerk.pk,
        "ubnd-03127",
        "desk",
    )
    assert entry.facts["words"] == searching.digests("Lường Thị Ban")
    assert "luong" not in facts.compact(entry.facts)


def test_whoever_knows_the_number_can_tell_that_it_was_searched_for(desk: Desk) -> None:
    desk.get("clerk", "/desk/search/?q=011190000123")
    desk.get("clerk", "/desk/search/?q=0912345678")
    assert [entry.facts["words"] for entry in noted()] == [
        searching.digests("011 190 000 123"),
        searching.digests("+84 912 345 678"),
    ]
    assert all("0912345678" not in facts.compact(entry.facts) for entry in noted())


def test_the_same_search_is_one_entry_a_day_and_another_word_another(desk: Desk) -> None:
    for asked in ("ban", "Bản", "ban", "cha"):
        desk.get("clerk", f"/desk/search/?q={asked}")
    desk.by("leader").get("/desk/search/?q=ban")
    assert len(noted()) == 3


def test_lists_narrowed_by_words_are_searches_too_and_plain_pages_are_none(desk: Desk) -> None:
    for address in ("/desk/", "/desk/overview/", "/desk/overview/?late=1", "/desk/search/?q=-"):
        desk.get("clerk", address)
    assert noted() == []
    for address in (
        "/desk/overview/?q=ban",
        "/desk/ended/?q=ban",
        "/desk/overview/?q=ban&format=csv",
    ):
        desk.get("clerk", address)
    assert [entry.facts["place"] for entry in noted()] == ["overview", "ended"]


def test_what_an_entry_holds_is_bounded(desk: Desk) -> None:
    desk.get("clerk", f"/desk/search/?q={'+'.join(f'w{n}' for n in range(200))}")
    (entry,) = noted()
    assert len(entry.facts["words"]) == searching.MOST
