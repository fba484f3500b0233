"""What is searched for: the one door for the text of every search, cut to what people type.

A search asks the database for each word, and a question of thousands of words is more than SQLite
reads; what stands beyond the cut narrows nothing that a person would look for.
"""

from django.http import HttpRequest

from hoaban.core.people import names

LONGEST = 200  # letters
MOST = 20  # words


def text(request: HttpRequest) -> str:
    """What was typed into the search box of a page, without spaces around it."""
    return str(request.GET.get("q", "")[:LONGEST]).strip()


def words(typed: str) -> list[str]:
    """The words to look for, folded as `search_text` is."""
    return names.fold(typed[:LONGEST]).split()[:MOST]
