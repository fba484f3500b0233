"""Officials as hits of the search."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hoaban.core import clock
from hoaban.core.people import queries
from hoaban.core.people.actors import Actor
from hoaban.engines.search.registry import Hit, Searcher


def _find(actor: Actor, text: str, limit: int) -> list[Hit]:
    """By words of name, user name or telephone, of whom the actor may see."""
    today = clock.today()
    seen = queries.matching(queries.visible_to(actor, today), text)
    people, _following = queries.after(seen, "", limit)
    posts = queries.posts_by_person(people, today)
    return [
        Hit(
            url=reverse("people:desk_person", args=[person.public_id]),
            title=person.full_name,
            subtitle="; ".join(
                f"{post.shown_title}, {post.agency.shown}" for post in posts.get(person.pk, ())
            ),
        )
        for person in people
    ]


SEARCHER = Searcher(_("Cán bộ"), _find)
