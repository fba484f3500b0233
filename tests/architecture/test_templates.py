"""Templates build on their own room, on casework or on ui, and each of them is used."""

import re
from pathlib import Path

from tests.architecture import house

LINK = re.compile(r"{%\s*(?:extends|include)\s+['\"]([^'\"#]+)")
NAME = re.compile(r"['\"]([\w./-]+\.(?:html|txt|typ|svg))['\"]")
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)")
ELSEWHERE = re.compile(r"(?:src|href|action)=['\"](?:https?:)?//")
BLOCK = re.compile(r"{%\s*block\s+\w+\s*%}(.*?){%\s*endblock\b", re.DOTALL)
SET_IN = re.compile(r"\bas\s+(\w+)\s*%}|\basvar\s+(\w+)\s*%}")
POSTS = re.compile(r"<form[^>]*method=['\"]post", re.IGNORECASE)
KEYS = re.compile(r"\b(?:F[1-9][0-2]?|Ctrl|Enter|Alt|Esc)\b")
HIDDEN = re.compile(r"<kbd>.*?</kbd>|<(ul|p)\b[^>]*\bkeys\b.*?</\1>", re.DOTALL)
SORTED = "aria-sort="  # the heading of the column by which rows stand
ASKED_BY_PACKAGES = {"account", "mfa", "allauth", "django", "400.html", "403.html", "404.html"}
ASKED_BY_PACKAGES |= {"403_csrf.html", "500.html", "usersessions", "registration"}
SHARED = {"casework", "ui"}
TEMPLATES = [path for path in house.sources("*.html") if "templates" in path.parts]


def name_of(path: Path) -> str:
    parts = path.relative_to(house.HOUSE).parts
    return "/".join(parts[parts.index("templates") + 1 :])


def home(path: Path) -> str:
    """The room that owns a template, sub-rooms being one; `casework` and `ui` are whole floors."""
    floor, name, *_ = path.relative_to(house.HOUSE).parts
    return floor if floor in SHARED else f"{floor}.{name}"


HOMES = {name_of(path): home(path) for path in TEMPLATES}


def test_a_template_builds_on_its_own_room_or_on_a_shared_floor() -> None:
    links = {(path, link) for path in TEMPLATES for link in LINK.findall(path.read_text())}
    assert {(house.short(path), link) for path, link in links if link not in HOMES} == set()
    strangers = {
        (house.short(path), link)
        for path, link in links
        if HOMES[link] not in {home(path), *SHARED}
    }
    assert strangers == set()


def test_every_template_is_used() -> None:
    texts = [path.read_text() for path in [*house.sources(tests=True), *TEMPLATES]]
    used = {name for text in texts for name in NAME.findall(text)}
    unused = {
        name for name in HOMES if name not in used and name.split("/")[0] not in ASKED_BY_PACKAGES
    }
    assert unused == set()


def test_the_rows_of_a_list_stand_in_the_order_of_one_column_that_says_so() -> None:
    """Whoever reads a page of several has to know where in it to look."""
    texts = {name_of(path): path.read_text() for path in TEMPLATES}
    lists = {name for name, text in texts.items() if "{% pager" in text}
    marks = {
        name: sum(
            SORTED in text
            for text in (texts[name], *map(texts.get, LINK.findall(texts[name])))
            if text
        )
        for name in lists
        if "{% table" in texts[name] or "_lines.html" in texts[name]
    }
    assert marks == dict.fromkeys(marks, 1)


def test_a_key_is_named_only_where_a_phone_hides_it() -> None:
    """The style sheet hides `kbd` and `.keys` where nobody has a keyboard."""
    found = {}
    for path in TEMPLATES:
        text = re.sub(r"{#.*?#}|{% comment.*?endcomment %}", "", path.read_text(), flags=re.DOTALL)
        if keys := KEYS.findall(HIDDEN.sub("", text)):
            found[house.short(path)] = keys
    assert found == {}


def test_templates_keep_to_the_content_security_policy() -> None:
    found = []
    for path in TEMPLATES:
        text = path.read_text()
        html = re.sub(r"{%.*?%}|{{.*?}}", "", text, flags=re.DOTALL)
        found += [(house.short(path), said) for said in INLINE.findall(html)]
        found += [(house.short(path), said) for said in ELSEWHERE.findall(text)]
    assert found == []


def test_a_form_that_posts_carries_its_token() -> None:
    bare = [
        house.short(path)
        for path in TEMPLATES
        if len(POSTS.findall(path.read_text())) > path.read_text().count("csrf_token")
    ]
    assert bare == []


def test_a_link_whose_address_a_block_sets_stands_in_that_block() -> None:
    """What one block sets is nothing in the next: `href=""`."""
    found = []
    for path in TEMPLATES:
        blocks = BLOCK.findall(path.read_text())
        sets = [{"".join(one) for one in SET_IN.findall(block)} for block in blocks]
        for block, own in zip(blocks, sets, strict=True):
            asked = set(re.findall(r"(?:href|action)=\"{{ (\w+) }}", block))
            found += [(house.short(path), one) for one in (asked - own) & set().union(*sets)]
    assert found == []
