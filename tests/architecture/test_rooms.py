"""Floors, rooms and doors: what the import contracts cannot see."""

import grimp
import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

from tests.architecture import house

DOORS = {"actions", "queries", "models", "enums", "indicators", "forms", "papers"}
INNER_DOORS = {"acts", "states", "rules", "refused", "content"}  # among the sub-rooms of one room
PAGES = {"desk", "portal", "api"}  # may use a lower sub-room's; its addresses name them all
KINDS_OF_CASE = {"dossier", "onestop", "one-stop"}  # what the floors below must not know
ROOM_FILES = {
    "urls desk portal api tasks content forms acts papers reactions",
    "actions indicators queries models states rules refused enums templates",
}


def test_the_house_has_these_floors_and_no_other() -> None:
    packages = {path.parent.name for path in house.HOUSE.glob("*/__init__.py")}
    assert packages == set(house.FLOORS)


@pytest.mark.parametrize("place", house.LEVELS)
def test_every_room_is_on_the_map(place: str) -> None:
    folder = house.HOUSE / place.replace(".", "/")
    rooms = {path.parent.name for path in folder.glob("*/__init__.py")} - {"tests"}
    assert rooms <= {name for line in house.levels(place) for name in line}


def test_the_order_of_files_is_asked_of_every_room_and_of_every_sub_room() -> None:
    asked = {f"{place}.*" for place in house.DIVIDED} | {"casework.*"}
    asked |= {
        house.room(path) for path in house.rooms() if house.room(path.parent) not in house.DIVIDED
    }
    assert set(house.CONTRACTS["room"]["containers"]) == {f"hoaban.{room}" for room in asked}


def test_a_room_of_the_province_has_only_the_files_of_a_room() -> None:
    allowed = set(" ".join(ROOM_FILES).split()) | {"__init__", "migrations", "tests"}
    strays = {
        house.short(path)
        for room in house.rooms()
        for path in room.glob("*")
        if (path.suffix == ".py" or (path.is_dir() and path.stem != "__pycache__"))
        and path.stem not in allowed
    }
    assert strays == set()


def test_a_divided_room_holds_its_sub_rooms_and_their_addresses() -> None:
    strays = {
        house.short(path)
        for place in house.DIVIDED
        for path in (house.HOUSE / place.replace(".", "/")).glob("*.py")
        if path.name not in {"__init__.py", "urls.py"}
    }
    assert strays == set()


def _is_door(module: str, target: str) -> bool:
    """Whether a module may ask the other room through this file."""
    door, mine = house.door_of(target), house.door_of(module)
    if door in {"", *DOORS}:
        return True
    if house.whole_room(module) != house.whole_room(target):
        return False
    return door in INNER_DOORS or (door in PAGES and (door == mine or module.endswith(".urls")))


def test_a_room_is_entered_by_its_doors() -> None:
    graph = grimp.build_graph("hoaban")
    windows = {
        (module, target)
        for module in graph.modules
        if module.count(".") >= 2
        and module.split(".")[1] in {"domains", "faces"}
        and ".tests" not in module  # a test may set another room up from inside
        for target in graph.find_modules_directly_imported_by(module)
        if target.startswith("hoaban.domains.")
        and house.room_of(module) != house.room_of(target)
        and not _is_door(module, target)
    }
    assert windows == set()


@pytest.mark.parametrize("pattern", ["*.py", "*.html"])
def test_casework_and_engines_name_no_kind_of_case(pattern: str) -> None:
    naming = {
        f"{house.short(path)}: {name}"
        for path in house.sources(pattern)
        if path.relative_to(house.HOUSE).parts[0] in {"casework", "engines"}
        for name in KINDS_OF_CASE
        if name in path.read_text(encoding="utf-8").lower()
    }
    assert naming == set()


def _links() -> list[tuple[str, str, str]]:
    return [
        (str(field), model.__module__, field.related_model.__module__)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey | ManyToManyField)
        and not isinstance(field.related_model, str)
        and model.__module__.startswith("hoaban.")
        and field.related_model.__module__.startswith("hoaban.")
    ]


def test_foreign_keys_point_down_or_stay_in_the_room() -> None:
    climbs = [
        field
        for field, mine, theirs in _links()
        if house.room_of(mine) != house.room_of(theirs)
        and house.height(mine) <= house.height(theirs)
    ]
    assert climbs == []


def test_no_file_is_a_drawer() -> None:
    drawers = [
        house.short(path)
        for path in house.sources()
        if {path.stem, path.parent.name} & house.FORBIDDEN_NAMES
    ]
    assert drawers == []


def test_no_file_is_empty() -> None:
    files = [path for path in house.sources() if path.name != "__init__.py"]
    assert [house.short(path) for path in files if not path.read_text().strip()] == []


def test_no_model_saves_itself() -> None:
    models = [path for path in house.sources() if path.name == "models.py"]
    assert [
        house.short(path)
        for path in models
        if "save" in {function.name for function in house.functions(path)}
    ] == []


def test_administration_pages_do_not_exist_because_corrections_are_actions() -> None:
    assert "django.contrib.admin" not in {app.name for app in apps.get_app_configs()}
    assert house.sources("admin.py") == []
