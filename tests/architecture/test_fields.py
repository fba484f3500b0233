"""How fields of forms are drawn, in every room alike."""

import ast
import re

from tests.architecture import house

NUMBERS = {"IntegerField", "FloatField", "DecimalField"}  # drawn as type=number, unless told


def _drawn_as_numbers(source: str) -> list[int]:
    """Lines that make a field of a form for numbers without saying how it is drawn."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in NUMBERS
        and ast.unparse(node.func.value) == "forms"
        and "widget" not in {keyword.arg for keyword in node.keywords}
    ]


def test_no_field_changes_its_number_under_the_wheel_of_a_mouse() -> None:
    found = [
        f"{house.short(path)}:{line}"
        for path in house.sources()
        for line in _drawn_as_numbers(path.read_text())
    ]
    named = [
        house.short(path)
        for path in [*house.sources(), *house.sources("*.html"), *house.sources("*.js")]
        if any(word in path.read_text() for word in ("NumberInput", 'type="number"', "type=number"))
    ]
    assert (found, named) == ([], [])


OWN = re.compile(r"""autocomplete["'=: ]+(?:name|tel|email)["']""")
THEMSELVES = {  # a person's own account, and the applicant of a draft
    "hoaban/domains/onestop/drafts/forms.py",
    "hoaban/faces/portal/account_fields.py",
    "hoaban/faces/portal/account_forms.py",
    "hoaban/faces/portal/holders.py",
    "hoaban/faces/portal/own_name.py",
    "hoaban/ui/templates/ui/ground.html",
}


def test_a_browser_offers_its_owners_name_and_telephone_only_where_one_fills_in_for_oneself() -> (
    None
):
    paths = [*house.sources(), *house.sources("*.html")]
    found = {house.short(path) for path in paths if OWN.search(path.read_text())}
    assert found - THEMSELVES == set()


WHO = {"full_name", "receiver", "phone", "identity_number"}  # as forms call people and numbers


def _plain_texts(source: str) -> list[tuple[ast.ClassDef, str, str]]:
    """Each plain text field of a form: its form, its name, and the call that makes it."""
    return [
        (form, target.id, ast.unparse(line.value))
        for form in ast.walk(ast.parse(source))
        if isinstance(form, ast.ClassDef)
        for line in form.body
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Call)
        for target in line.targets
        if isinstance(target, ast.Name) and ast.unparse(line.value.func) == "forms.CharField"
    ]


def _taken_as_typed(source: str) -> list[str]:
    """Fields for somebody's name or number that are plain text and that no rule reads."""
    found = []
    for form, name, _made in _plain_texts(source):
        judged = {one.name for one in form.body if isinstance(one, ast.FunctionDef)}
        is_owner = "OwnerForm" in {ast.unparse(base) for base in form.bases}  # which reads it
        if name in WHO and not is_owner and f"clean_{name}" not in judged:
            found.append(f"{form.name}.{name}")
    return found


def test_every_name_and_number_of_a_person_is_read_by_the_rule_of_its_kind() -> None:
    found = {
        house.short(path): plain
        for path in house.sources()
        if (plain := _taken_as_typed(path.read_text()))
    }
    assert found == {}
    assert _taken_as_typed("class A:\n    receiver = forms.CharField()") == ["A.receiver"]


PRINTED = {"title", "unit", "decision", "basis", "reason"}  # as forms call what papers say


def test_what_papers_say_is_typed_in_letters_that_they_can_show() -> None:
    found = [
        f"{house.short(path)}: {form.name}.{name}"
        for path in house.sources()
        for form, name, made in _plain_texts(path.read_text())
        if name in PRINTED and "writable" not in made
    ]
    assert found == []


FORM = re.compile(r"<form\b[^>]*>")
REMEMBERED = {  # who signs in, the language, samples, and forms in which nobody types
    "hoaban/core/http/templates/http/kept.html",
    "hoaban/core/http/templates/http/refused.html",
    "hoaban/faces/desk/templates/desk/choose.html",
    "hoaban/faces/desk/templates/desk/sign_in.html",
    "hoaban/faces/desk/templates/desk/sign_out.html",
    "hoaban/ui/templates/components/post_button.html",
    "hoaban/ui/templates/layouts/language.html",
    "hoaban/ui/templates/layouts/portal.html",
    "hoaban/ui/templates/ui/components.html",
    "hoaban/ui/templates/ui/ground.html",
}


def test_no_browser_remembers_what_officials_type_of_persons() -> None:
    """Pages of the desk have `autocomplete=off` on each form; what is typed stays by typed.js."""
    desk = [
        path
        for path in house.sources("*.html")
        if not {"portal", "allauth"} & set(path.parts) and house.short(path) not in REMEMBERED
    ]
    bare = [
        (house.short(path), form)
        for path in desk
        for form in FORM.findall(path.read_text())
        if 'autocomplete="off"' not in form and "/desk/sign-out/" not in form
    ]
    assert bare == []
