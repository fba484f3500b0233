"""Violations of actions, of the law and of pages."""

from tests.violations.breach import DOMAINS, HOUSE, PORTAL, RULES, Breach

ACTION = '''

@transaction.atomic
def forget(pk: int, *, by: Actor, at: datetime) -> Document:
    """Forget a document."""
    return queries.locked(pk)
'''
UNTOLD = '''
class NotThisWay(Refusal):
    """Không làm được như vậy.

    reception.valid
    """


def odd() -> None:
    raise NotThisWay
'''

LISTED = "content/vietnam/law/"

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
        "documents.actions.forget' in",
    ),
    Breach(
        "an action that asks the time",
        f"{HOUSE}test_actions.py -k ask_the_time",
        f"{DOMAINS}documents/actions.py",
        ACTION.replace("queries.locked(pk)", "queries.locked(clock.now())"),
        "clock.now",
    ),
    Breach(
        "a look that vouches anew for what it looked at",
        f"{HOUSE}test_looks.py -k does_not_vouch_anew",
        "hoaban/core/journal/actions.py",
        "return _write(event, subject, vouching.digest(subject), by=by",
        "dossiers.Dossier",
        old='return _write(event, subject, "", by=by',
    ),
    Breach(
        "a column of a document for which no entry vouches",
        f"{HOUSE}test_vouched.py -k its_own_entries_are_about",
        f"{DOMAINS}documents/models.py",
        "",
        "documents.Document.replaced_by_id",
        old='"replaced_by_id", ',
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
        "a citation not listed",
        f"{HOUSE}test_law.py -k whatever_its_shape",
        RULES,
        "# [ND99/2019 Đ1]",
        "ND99/2019",
    ),
    Breach(
        "a citation in prose not listed",
        f"{HOUSE}test_law.py -k whatever_its_shape",
        RULES,
        "# Nghị định 99/2019/NĐ-CP, Điều 1",
        "99/2019/NĐ-CP",
    ),
    Breach(
        "an article cited that the act's list lacks",
        f"{HOUSE}test_law.py -k whatever_its_shape",
        RULES,
        "# [BLDS2015 Đ999]",
        "Đ999",
    ),
    Breach(
        "an article that nobody uses",
        f"{HOUSE}test_law.py -k article_listed",
        f"{LISTED}acts.toml",
        'articles = ["Đ999", "Đ5", ',
        "Đ999",
        old='articles = ["Đ5", ',
    ),
    Breach(
        "a topic that nobody uses",
        f"{HOUSE}test_law.py -k topic_listed",
        f"{LISTED}topics.toml",
        '["odd.topic"]\nabout = "x"\nrows = [{ from = 2017-01-01, cites = ["BLDS2015"] }]',
        "odd.topic",
    ),
    Breach(
        "a topic without article for a while",
        f"{HOUSE}test_law.py -k on_every_day",
        f"{LISTED}topics.toml",
        '{ from = 2025-08-01, cites = ["ND118/2025"], seen = "B" },',
        "office.competence",
        old='{ from = 2025-07-01, cites = ["ND118/2025"], seen = "B" },',
    ),
    Breach(
        "a refusal of a topic that content lacks",
        f"{HOUSE}test_law.py -k on_every_day",
        RULES,
        UNTOLD.replace("reception.valid", "odd.topic"),
        "odd.topic",
    ),
    Breach(
        "an act in force before it was issued",
        f"{HOUSE}test_law.py -k issued_before",
        f"{LISTED}acts.toml",
        "issued = 2025-09-15\nin_force = 2025-07-01",
        "trước khi được ban hành",
        old="issued = 2025-09-15\nin_force = 2025-09-15",
    ),
    Breach(
        "parameters that rest on a repealed act",
        f"{HOUSE}test_law.py -k rest_on_acts",
        "content/vietnam/onestop.csv",
        "circular,03/2025/TT-VPCP,2025-09-15,,61/2018/NĐ-CP",
        "61/2018/NĐ-CP",
        old="circular,03/2025/TT-VPCP,2025-09-15,,118/2025/NĐ-CP",
    ),
    Breach(
        "a page about a case without the day of its law",
        f"{HOUSE}test_law.py -k governed",
        f"{DOMAINS}onestop/sending/portal.py",
        "",
        "portal.py:sent",
        old="    citing.concerns(request, dossiers.governed_on(dossier))\n",
    ),
    Breach(
        "a citation nobody can read",
        f"{HOUSE}test_law.py -k can_read",
        RULES,
        "# [ND61/2018 điều mười bảy]",
        "điều mười bảy",
    ),
    Breach(
        "a refusal that names an article instead of its topic",
        "django check",
        RULES,
        'class NotThisWay(Refusal):\n    """Không được.\n\n    Nghị định 61/2018/NĐ-CP.\n    """',
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
        '{% include "casefile/portal/_why.html" %}',
        "casefile/portal/_why.html",
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
        "a file that names a package registry",
        f"{HOUSE}test_dependencies.py -k one_machine",
        "deploy/sizing.sh",
        "# pip install --index" + "-url https://packages.example.com/simple",
        "deploy/sizing.sh",
    ),
    Breach(
        "a file that names a folder of one machine",
        f"{HOUSE}test_dependencies.py -k one_machine",
        RULES,
        "# /" + "home/somebody/hoaban",
        "documents/rules.py",
    ),
]
