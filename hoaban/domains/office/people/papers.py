"""Officials as hits of the search, and agencies found by their names."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hoaban.core import clock
from hoaban.core.people import names, queries, searching
from hoaban.core.people.actors import Actor
from hoaban.core.people.agencies import AgencyTree
from hoaban.core.people.models import Agency
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


def agencies_named(tree: AgencyTree, text: str) -> list[tuple[Agency, str]]:
    """Agencies with all these words in their name or code, each with the name of the one above."""
    wanted = searching.words(text)
    found = [
        row
        for row in tree.values()
        if all(word in names.fold(f"{row.shown_in_full} {row.code}") for word in wanted)
    ]
    above = (tree.get(row.parent_code) for row in found)
    return [(row, one.shown if one else "") for row, one in zip(found, above, strict=True)]


SEARCHER = Searcher(_("Cán bộ"), _find)
