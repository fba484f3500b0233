"""Keeps, renames and removes the filters of a post: its own preference, of no case."""

from collections.abc import Mapping

from django.db import transaction

from hoaban.casework.lists import queries
from hoaban.casework.lists.models import View
from hoaban.casework.lists.refused import TooManyViews, ViewNameTaken
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Post

MOST = 12  # of a post, over all lists


@transaction.atomic
def keep(listing: str, name: str, asked: Mapping[str, str], *, by: Actor) -> View:
    """Keep a filter under a name. Refuses ViewNameTaken, TooManyViews."""
    post = _locked(by)
    _check_name(post, name)
    if View.objects.filter(post=post).count() >= MOST:
        raise TooManyViews(most=MOST)
    return View.objects.create(post=post, listing=listing, name=name, asked=dict(asked))


@transaction.atomic
def rename(pk: int, name: str, *, by: Actor) -> None:
    """Call a filter of this post something else. Refuses ViewNameTaken."""
    post = _locked(by)
    _check_name(post, name, besides=pk)
    queries.views(by).filter(pk=pk).update(name=name)


@transaction.atomic
def remove(pk: int, *, by: Actor) -> None:
    """Keep a filter of this post no more."""
    queries.views(by).filter(pk=pk).delete()


def _locked(by: Actor) -> Post:
    """The post, so that two presses at once are counted one after the other."""
    return Post.objects.select_for_update().get(pk=by.post_pk or 0)


def _check_name(post: Post, name: str, besides: int = 0) -> None:
    if View.objects.filter(post=post, name=name).exclude(pk=besides).exists():
        raise ViewNameTaken(name=name)
