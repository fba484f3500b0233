"""The deliberate violations of `make breaches`: at least one for each check of the house."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Breach:
    """One edit and the check that must notice it.

    Without `old`, `new` is added at the end of the file (which need not exist); `says` are words in
    the check's output that prove it turned red for this reason.
    """

    name: str
    check: str
    path: str
    new: str
    says: str
    old: str = ""

    def applied(self, text: str) -> str:
        if self.old:
            return text.replace(self.old, self.new, 1)
        return f"{text}\n{self.new}\n"


HOUSE = "pytest tests/architecture/"
DOMAINS = "hoaban/domains/"
RULES = f"{DOMAINS}documents/rules.py"
PORTAL = f"{DOMAINS}procedures/templates/procedures/portal/find.html"
ACTION = '''

@transaction.atomic
def forget(pk: int, *, by: Actor, at: datetime) -> Document:
    """Forget a document."""
    return queries.locked(pk)
'''
UNTOLD = '''
class NotThisWay(Refusal):
    """Không làm được như vậy.

    Nghị định 61/2018/NĐ-CP, Điều 17.
    """


def odd() -> None:
    raise NotThisWay
'''

IMPORTS = [
    Breach(
        "core imports config",
        "imports",
        "hoaban/core/clock.py",
        "import hoaban.config.wiring",
        "Floors: imports go down only BROKEN",
    ),
    Breach(
        "a room asks its neighbour",
        "imports",
        "hoaban/core/calendars/queries.py",
        "import hoaban.core.numbers.models",
        "Core has an inside order too BROKEN",
    ),
    Breach(
        "a room asks a room above",
        "imports",
        f"{DOMAINS}documents/queries.py",
        "import hoaban.domains.dossiers.queries",
        "Rooms of one level do not know each other BROKEN",
    ),
    Breach(
        "a gateway asks a gateway above",
        "imports",
        "hoaban/gateways/signing/contract.py",
        "import hoaban.gateways.notify.contract",
        "Gateways do not know each other; all may sign BROKEN",
    ),
    Breach(
        "a query asks an action of its room",
        "imports",
        f"{DOMAINS}documents/queries.py",
        "import hoaban.domains.documents.actions",
        "Inside a room: one direction, no other file BROKEN",
    ),
    Breach(
        "a room has a drawer",
        "imports",
        f"{DOMAINS}documents/utils.py",
        "LEFT = 0",
        "Inside a room: one direction, no other file BROKEN",
    ),
    Breach(
        "a rule knows Django",
        "imports",
        RULES,
        "import django",
        "Rules are pure: no Django, no clock, no table BROKEN",
    ),
    Breach(
        "a room imports an adapter",
        "imports",
        f"{DOMAINS}dossiers/reactions.py",
        "import hoaban.gateways.notify.adapters.outbox",
        "Nobody imports an adapter: settings choose it BROKEN",
    ),
    Breach(
        "a page imports a model",
        "imports",
        f"{DOMAINS}documents/portal.py",
        "import hoaban.domains.documents.models",
        "Pages ask queries and actions, never models BROKEN",
    ),
    Breach(
        "two modules know each other",
        "imports",
        "hoaban/core/people/names.py",
        "import hoaban.core.people.actions",
        "No cycle among siblings, at any depth BROKEN",
    ),
]

STYLE = [
    Breach(
        "somebody asks Django's clock",
        "ruff check hoaban/core/people/queries.py",
        "hoaban/core/people/queries.py",
        "from django.utils.timezone import now",
        "hoaban.core.clock.now() is the only clock",
    ),
    Breach(
        "somebody listens to a signal",
        "ruff check hoaban/core/people/queries.py",
        "hoaban/core/people/queries.py",
        "from django.dispatch import receiver",
        "no signals: write it into config/wiring.py",
    ),
    Breach(
        "a page asks for its own sign-in",
        f"ruff check {DOMAINS}documents/portal.py",
        f"{DOMAINS}documents/portal.py",
        "from django.contrib.auth.decorators import login_required",
        "every page requires login unless it says login_not_required",
    ),
    Breach(
        "a function says no types",
        f"ruff check {RULES}",
        RULES,
        "def odd(x):\n    return x",
        "ANN001",
    ),
    Breach(
        "a file is not formatted",
        f"ruff format --check {RULES}",
        RULES,
        "LEFT   =  0",
        "1 file would be reformatted",
    ),
    Breach(
        "a text has no English",
        "module tests.translations",
        "hoaban/core/people/roles.py",
        'LEFT = _("Một câu chưa ai dịch")',
        "Một câu chưa ai dịch",
    ),
    Breach(
        "a dependency nobody uses",
        "deptry . --no-ansi",
        "requirements.in",
        "segno-nobody  # nothing",
        "DEP002 'segno-nobody'",
    ),
]

ROOMS = [
    Breach(
        "a room climbs in by a window",
        f"{HOUSE}test_rooms.py::test_a_room_is_entered_by_its_doors",
        f"{DOMAINS}dossiers/reactions.py",
        "import hoaban.domains.documents.desk",
        "hoaban.domains.documents.desk",
    ),
    Breach(
        "a foreign key climbs",
        f"{HOUSE}test_rooms.py::test_foreign_keys_point_down_or_stay_in_the_room",
        "hoaban/core/numbers/models.py",
        "class Climb(models.Model):\n"
        '    to = models.ForeignKey("dossiers.Dossier", models.CASCADE)',
        "numbers.Climb.to",
    ),
    Breach(
        "a room not on the map",
        f"{HOUSE}test_rooms.py::test_every_room_is_on_the_map",
        f"{DOMAINS}odds/__init__.py",
        "",
        "odds",
    ),
    Breach(
        "a floor not on the map",
        f"{HOUSE}test_rooms.py::test_the_house_has_these_floors_and_no_other",
        "hoaban/attic/__init__.py",
        "",
        "attic",
    ),
    Breach(
        "a drawer in the core",
        f"{HOUSE}test_rooms.py -k drawer",
        "hoaban/core/people/helpers.py",
        "LEFT = 0",
        "'helpers'",
    ),
    Breach(
        "a model saves itself",
        f"{HOUSE}test_rooms.py -k saves_itself",
        "hoaban/core/numbers/models.py",
        "def save() -> None:\n    pass",
        "'save'",
    ),
    Breach(
        "an administration page",
        f"{HOUSE}test_rooms.py -k administration",
        f"{DOMAINS}documents/admin.py",
        "LEFT = 0",
        "admin.py",
    ),
    Breach(
        "a file too long to read",
        f"{HOUSE}test_sizes.py -k stay_small",
        RULES,
        "# and so on\n" * 400,
        "<= 400",
    ),
    Breach(
        "a function too long to read",
        f"{HOUSE}test_sizes.py -k stay_small",
        RULES,
        "def endless() -> None:\n" + "    print()\n" * 60,
        "endless",
    ),
    Breach(
        "a page served from elsewhere",
        f"{HOUSE}test_permissions.py -k lies_under_desk",
        "hoaban/config/urls.py",
        'urlpatterns += [path("desk/odd/", health.healthz)]',
        "desk/odd/",
    ),
    Breach(
        "a route without a row",
        f"{HOUSE}test_permissions.py -k has_a_row",
        "hoaban/config/urls.py",
        'urlpatterns += [path("odd/", health.healthz)]',
        "odd/",
    ),
]

CHANGES = [
    Breach(
        "an action without a transaction",
        f"{HOUSE}test_actions.py -k atomic",
        f"{DOMAINS}documents/actions.py",
        "",
        "transaction.atomic",
        old="@transaction.atomic\n",
    ),
    Breach(
        "an action that is not told who",
        f"{HOUSE}test_actions.py -k atomic",
        f"{DOMAINS}documents/actions.py",
        ACTION.replace("by: Actor, ", ""),
        "'by'",
    ),
    Breach(
        "an action that leaves no entry",
        f"{HOUSE}test_actions.py -k atomic",
        f"{DOMAINS}documents/actions.py",
        ACTION,
        "'forget' in",
    ),
    Breach(
        "an action that asks the time",
        f"{HOUSE}test_actions.py -k asks_the_time",
        f"{DOMAINS}documents/actions.py",
        ACTION.replace("queries.locked(pk)", "queries.locked(clock.now())"),
        "clock.now",
    ),
    Breach(
        "a query that writes",
        f"{HOUSE}test_actions.py -k only_actions_write",
        f"{DOMAINS}documents/queries.py",
        "def forget() -> None:\n    Document.objects.update_or_create()",
        "update_or_create",
    ),
    Breach(
        "an event nobody records",
        f"{HOUSE}test_wiring.py -k recorded",
        f"{DOMAINS}documents/enums.py",
        'class Event(StrEnum):\n    LOST = "documents.lost"',
        "Event.LOST",
        old="class Event(StrEnum):",
    ),
    Breach(
        "a reaction to an event that is not",
        f"{HOUSE}test_wiring.py -k names_events",
        "hoaban/config/wiring.py",
        'REACTIONS["dossiers.forgotten"] = []',
        "dossiers.forgotten",
    ),
    Breach(
        "a reaction that does not say why",
        f"{HOUSE}test_wiring.py -k says_why",
        "hoaban/config/wiring.py",
        "def odd(entry: Entry) -> None:\n    pass\n\n\nSUMS.append(odd)",
        "wiring.odd",
    ),
    Breach(
        "a recurring task that is not",
        f"{HOUSE}test_wiring.py -k recurring",
        "hoaban/config/wiring.py",
        'SCHEDULE.append(Recurring("x", "hoaban.config.tasks.odd", "0 0 * * *"))',
        "hoaban.config.tasks",
    ),
    Breach(
        "a command that says nothing of itself",
        f"{HOUSE}test_wiring.py -k each_command",
        "hoaban/config/commands/odd.py",
        "LEFT = 0",
        "SUMMARY",
    ),
    Breach(
        "an adapter that takes something else",
        f"{HOUSE}test_adapters.py -k signatures",
        "hoaban/gateways/notify/adapters/outbox.py",
        "def send(self, message: Message, hurry: bool = False) -> None:",
        "hurry",
        old="def send(self, message: Message) -> None:",
    ),
    Breach(
        "a model without its migration",
        f"{HOUSE}test_migrations.py -k without_its_migration",
        "hoaban/core/numbers/models.py",
        "    left = models.BooleanField(default=False)\n    kind = models.CharField",
        "SystemExit: 1",
        old="    kind = models.CharField",
    ),
    Breach(
        "a migration of no return",
        f"{HOUSE}test_migrations.py -k goes_back",
        "hoaban/core/numbers/migrations/0001_initial.py",
        "    operations = [\n        migrations.RunPython(print),",
        "RunPython",
        old="    operations = [",
    ),
]

LAW = [
    Breach(
        "a constant that law may change",
        f"{HOUSE}test_law.py -k integer",
        RULES,
        "WINDOW = 15",
        "15",
    ),
    Breach(
        "a law cited and not listed",
        f"{HOUSE}test_law.py -k listed_as_embodied",
        RULES,
        "# [ND99/2019 Đ1]",
        "ND99/2019",
    ),
    Breach(
        "a law listed and not cited",
        f"{HOUSE}test_law.py -k listed_as_embodied",
        "content/vietnam/law.toml",
        'embodied = ["Đ999", ',
        "Đ999",
        old="embodied = [",
    ),
    Breach(
        "a citation nobody can read",
        f"{HOUSE}test_law.py -k can_read",
        RULES,
        "# [ND61/2018 điều mười bảy]",
        "điều mười bảy",
    ),
    Breach(
        "a refusal without its article",
        "django check",
        RULES,
        'class NotThisWay(Refusal):\n    """Không làm được như vậy."""',
        "NotThisWay needs a docstring",
    ),
    Breach(
        "a refusal without its English",
        f"{HOUSE}test_refusals.py -k speaks",
        RULES,
        UNTOLD,
        "NotThisWay",
    ),
    Breach(
        "a placeholder without its fact",
        f"{HOUSE}test_refusals.py -k placeholder",
        RULES,
        "def odd() -> None:\n    raise DocumentWithdrawn",
        "DocumentWithdrawn",
    ),
    Breach(
        "a refusal that nobody raises",
        f"{HOUSE}test_refusals.py -k nobody_raises",
        RULES,
        UNTOLD.partition("def odd")[0],
        "NotThisWay",
    ),
    Breach(
        "a rule that needs settings",
        f"{HOUSE}test_purity.py -k configured",
        RULES,
        "from django.conf import settings\nLEFT = settings.DEBUG",
        "test_rules_import_without_django_configured",
    ),
]

PAGES = [
    Breach(
        "a template of another room",
        f"{HOUSE}test_templates.py -k builds_on",
        PORTAL,
        '{% include "dossiers/portal/_why.html" %}',
        "dossiers",
    ),
    Breach(
        "a template nobody uses",
        f"{HOUSE}test_templates.py -k is_used",
        f"{DOMAINS}documents/templates/documents/portal/forgotten.html",
        "<p></p>",
        "forgotten.html",
    ),
    Breach(
        "a style in a page",
        f"{HOUSE}test_templates.py -k security_policy",
        PORTAL,
        '<p style="color:red"></p>',
        "style=",
    ),
    Breach(
        "a form without its token",
        f"{HOUSE}test_templates.py -k carries_its_token",
        PORTAL,
        '<form method="post"></form>',
        "find.html",
    ),
    Breach(
        "a picture from another host",
        f"{HOUSE}test_dependencies.py -k another_host",
        PORTAL,
        '<img src="https://example.com/x.png" alt="">',
        "example.com",
    ),
    Breach(
        "a dependency without its reason",
        f"{HOUSE}test_dependencies.py -k reason",
        "requirements.in",
        "left-pad",
        "left-pad",
    ),
    Breach(
        "a lock that names a host",
        f"{HOUSE}test_dependencies.py -k names_no_host",
        "requirements.txt",
        "# https://packages.example.com/simple",
        "packages.example.com",
    ),
    Breach(
        "a file that names a folder of one machine",
        f"{HOUSE}test_dependencies.py -k one_machine",
        RULES,
        "# /" + "home/somebody/hoaban",
        "documents/rules.py",
    ),
]

BREACHES = [*IMPORTS, *STYLE, *ROOMS, *CHANGES, *LAW, *PAGES]
