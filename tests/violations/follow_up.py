"""Mutations of what follows an action: custody, notices, buttons, sight, figures, signatures."""

from tests.violations.breach import DOMAINS, Breach

ONESTOP = f"{DOMAINS}onestop/"
BUTTONS = f"pytest {ONESTOP}casefile/tests/test_buttons.py"

MUTATIONS = [
    Breach(
        "a notice to the owner and not to who filed",
        "pytest tests/contracts/test_notices.py -k to_who_filed",
        f"{ONESTOP}notices/queries.py",
        "block = dossier.owner",
        "0911222333",
        old="block = dossier.owner if to == Addressee.OWNER else dossier.filer",
    ),
    Breach(
        "no notice of a new appointment",
        "pytest tests/contracts/test_notices.py",
        f"{ONESTOP}notices/reactions.py",
        "",
        "dossiers.extended",
        old='    appointments.EXTEND.event: "dossiers.extended",\n',
    ),
    Breach(
        "a notice that names a fact nobody gives",
        "pytest hoaban/config/tests/test_keeping.py -k well_formed",
        "content/vietnam/notices/dossiers.toml",
        "Mã hồ sơ {number}.",
        "dossiers.toml:25:6: facts không có: number",
        old="Mã hồ sơ {code}.",
    ),
    Breach(
        "a signature offered to who examined alone",
        f"{BUTTONS} -k examined_alone",
        f"{ONESTOP}dossiers/queries.py",
        "signer = False",
        "assert 'sign' not in",
        old="signer = self.signs() and self._by.role == Role.LEADER",
    ),
    Breach(
        "a withdrawn result offered at the counter",
        f"{BUTTONS} -k taken_back",
        f"{ONESTOP}results/rules.py",
        "amount=dong(facts.fee_amount))\n",
        "assert 'hand_over' not in",
        old="amount=dong(facts.fee_amount))\n    _check_stands(facts)\n",
    ),
    Breach(
        "a deciding agency that loses sight of its cases",
        f"pytest {ONESTOP}worklists/tests/test_visibility.py -k decides",
        f"{ONESTOP}access/queries.py",
        "return dossiers.filter(receiving_agency__in=reach(actor))",
        "exists()",
        old="return dossiers.filter(cases.involved(reach(actor)))",
    ),
    Breach(
        "a transfer that may come after the due moment",
        f"pytest {ONESTOP}reception/tests/test_receive.py -k at_the_latest",
        f"{ONESTOP}reception/actions.py",
        "act_by = counting.transfer_due(at, calendar)",
        "act_by",
        old="act_by = min(counting.transfer_due(at, calendar), due_at)",
    ),
    Breach(
        "a figure behind a district that counts the whole province",
        f"pytest {DOMAINS}reports/figures/tests/test_pages.py -k that_district_alone",
        f"{DOMAINS}onestop/statistics/queries.py",
        "",
        "assert (",
        old=".intersection(_communes(of, district))",
    ),
    Breach(
        "a PDF signature dated in the future that is trusted",
        "pytest tests/contracts/test_signing.py -k in_the_future",
        "hoaban/gateways/signing/adapters/validation.py",
        '"trusted": bool(status.trusted),',
        "assert (True, True, True)",
        old='"trusted": bool(status.trusted) and (signed_at is None or signed_at <= now),',
    ),
    Breach(
        "a button whose rule is another than that of its act",
        f"{BUTTONS}::test_a_button_shows_exactly_when_the_action_goes_through[at_signing-soon]",
        f"{ONESTOP}results/acts.py",
        "actions.sign,\n        rules.check_draft_result,",
        "At index 2 diff",
        old="actions.sign,\n        rules.check_sign,",
    ),
    Breach(
        "an applicant who is told another moment than the entry has",
        "pytest tests/contracts/test_notices.py -k to_who_filed",
        f"{ONESTOP}notices/reactions.py",
        'entry.facts["due_before"]',
        "due_before",
        old="entry.facts[name]",
    ),
]
