"""Mutations of what is decided: money, time, permission, privacy, numbers, records, causes.

Each stayed green once, or guards a decision whose loss nobody would see on a page.
"""

from tests.violations.breach import DOMAINS, HOUSE, Breach

ONESTOP = f"{DOMAINS}onestop/"
CORE = "hoaban/core/"
INBOX = "pytest hoaban/casework/notices/tests/test_inbox.py"
INBOX_WIRING = "pytest hoaban/config/tests/test_inbox_wiring.py"
ANSWERS = f"pytest {ONESTOP}consultations/tests/test_answers.py"
RECEIVE = f"pytest {ONESTOP}reception/tests/test_receive.py"
CONDITIONS = f"pytest {ONESTOP}casefile/tests/test_conditions.py"

MONEY_AND_PAPERS = [
    Breach(
        "a paper that comes twice and has two rows",
        f"pytest {ONESTOP}supplements/tests/test_complete.py -k comes_twice",
        f"{ONESTOP}custody/actions.py",
        "",
        "assert 2 == 1",
        old="        if code not in held\n",
    ),
    Breach(
        "a fee of the day of submission",
        f"{RECEIVE} -k day_of_reception",
        f"{ONESTOP}reception/actions.py",
        "_compute_fee(dossier, facts, variant, clock.day(dossier.submitted_at))",
        "(16000, 3) == (18000, 3)",
        old="_compute_fee(dossier, facts, variant, on)",
    ),
    Breach(
        "a fee that is paid twice",
        f"{CONDITIONS} -k decides[pay]",
        f"{ONESTOP}money/rules.py",
        "if facts.money == Money.NONE:",
        "NothingToPay",
        old="if facts.money not in UNPAID:",
    ),
    Breach(
        "a correction after which the draft of the result stands",
        f"pytest {ONESTOP}corrections/tests/test_correct.py -k drafted_anew",
        f"{ONESTOP}corrections/actions.py",
        "dossier.outcome = dossier.outcome",
        "draft_shown(dossier) is None",
        old="dossier.outcome = Outcome.NONE",
    ),
    Breach(
        "a withdrawn document that is released",
        f"pytest {DOMAINS}documents/tests/test_rules.py -k withdrawn_once",
        f"{DOMAINS}documents/rules.py",
        "    check_sealed(paper)\n\n\ndef check_withdrawal",
        "DocumentWithdrawn",
        old="    if paper.is_withdrawn:\n        raise DocumentWithdrawn(symbol=paper.symbol)\n"
        "    check_sealed(paper)\n\n\ndef check_withdrawal",
    ),
]

TIME = [
    Breach(
        "a transfer taken back that is due with the result",
        f"pytest {ONESTOP}steps/tests/test_undo.py -k at_the_counter_when",
        f"{ONESTOP}steps/actions.py",
        "act_by = dossier.due_at or transfer_by",
        "2020, 3, 30",
        old="act_by = min(transfer_by, dossier.due_at or transfer_by)",
    ),
    Breach(
        "a case that is closed at the very moment until which papers may come",
        f"{CONDITIONS} -k decides[close]",
        f"{ONESTOP}dossiers/rules.py",
        "if facts.at < facts.act_by:",
        "StillTimeToSupply",
        old="if facts.at <= facts.act_by:",
    ),
    Breach(
        "an opinion awaited until the case is due",
        f"pytest {ONESTOP}consultations/tests/test_consult.py -k limit_of_the_asked",
        "hoaban/casework/turns/actions.py",
        "present.update(act_by=act_by, state=case.state)",
        "2020, 3, 30",
        old="present.exclude(part=Part.CONSULTED).update(act_by=act_by, state=case.state)",
    ),
    Breach(
        "a silence recorded of those who have time left",
        f"{ANSWERS} -k silence_of_those_in_time",
        f"{ONESTOP}consultations/actions.py",
        "silent = list(queries.opened(dossier))",
        "['silent', 'silent']",
        old="silent = list(queries.opened(dossier).filter(turn__act_by__lt=at))",
    ),
    Breach(
        "a result at its half-day that counts as before it",
        f"pytest {ONESTOP}results/tests/test_sign.py -k compares_instants",
        "hoaban/casework/clocks/rules.py",
        'return "before" if done_at <= half_day',
        "'before'",
        old='return "before" if done_at < half_day',
    ),
]

PERMISSION = [
    Breach(
        "a wrong press that anybody takes back",
        f"{CONDITIONS} -k decides[undo]",
        f"{ONESTOP}steps/rules.py",
        "",
        "NotAllowed",
        old="    if not (last.is_own or facts.is_head):\n        raise NotAllowed\n",
    ),
    Breach(
        "a step of another agency that is done",
        f"{CONDITIONS} -k decides[do_step]",
        f"{ONESTOP}dossiers/rules.py",
        "if facts.turn != facts.who:",
        "NotYourTurn",
        old="if facts.turn != facts.who or facts.is_at_another_agency:",
    ),
    Breach(
        "a condition that no case of the table names",
        f"{CONDITIONS} -k stands_among_its_conditions[release]",
        f"{ONESTOP}results/rules.py",
        "    check(RELEASE, facts)\n    check_turn(facts)\n",
        "NotYourTurn",
        old="    check(RELEASE, facts)\n",
    ),
    Breach(
        "an answer in the name of every agency that was asked",
        f"{ANSWERS} -k one_agency",
        f"{ONESTOP}consultations/actions.py",
        "answered = queries.opened(dossier)",
        "['done', 'done']",
        old="answered = queries.opened(dossier).filter(turn__agency__in=by.reach)",
    ),
    Breach(
        "a keeper of the system who gives himself a post",
        f"pytest {CORE}people/tests/test_actions.py -k gives_himself_a_post",
        f"{CORE}people/rules.py",
        "",
        "NeedsAnother",
        old="    if actor.person_pk == person_pk:\n        raise OwnAppointment\n",
    ),
    Breach(
        "a delegation that goes on although its giver is back",
        f"pytest {CORE}people/tests/test_actions.py -k is_back",
        f"{CORE}people/queries.py",
        "",
        "assert 2 == 1",
        old="AND ended_at IS NULL ",
    ),
]

PRIVACY = [
    Breach(
        "an identity number that stands among the words of a search",
        f"pytest {CORE}people/tests/test_searching.py -k digest_of_all",
        f"{CORE}people/searching.py",
        "return number",
        "assert '0111' not in '011190000123'",
        old="return _SECRET + drawn.hex()[:_DIGEST]",
    ),
    Breach(
        "a case of another agency that is found by the beginning of its code",
        "pytest hoaban/casework/cases/tests/test_words.py -k beginning_of_its_code",
        "hoaban/casework/cases/queries.py",
        "own = set(found)",
        "== []",
        old='own = set(cases(found).filter(involved(agencies)).values_list("pk", flat=True))',
    ),
    Breach(
        "an owner who is found by the name of before the correction alone",
        f"pytest {ONESTOP}corrections/tests/test_correct_owner.py -k heading_lists",
        f"{ONESTOP}corrections/actions.py",
        "cases.searched(",
        "('0912 345 678', 200) == ('0912 345 678', 302)",
        old="cases.name(dossier.case, ",
    ),
    Breach(
        "a draft that anybody sends",
        f"pytest {ONESTOP}drafts/tests/test_drafts.py -k nobody_sends",
        f"{ONESTOP}drafts/actions.py",
        "own = Draft.objects.select_for_update",
        "DID NOT RAISE",
        old="own = Draft.objects.filter(person=by.person_pk).select_for_update",
    ),
    Breach(
        "a control sheet that the applicant gets",
        f"pytest {ONESTOP}casefile/tests/test_papers.py -k stays_inside",
        f"{ONESTOP}papers/queries.py",
        "return papers.of(dossier.pk)",
        "'05'",
        old="return papers.of(dossier.pk).exclude("
        'form=dossiers.law_of(dossier).forms.get("control", ""))',
    ),
    Breach(
        "a withdrawn question whose agency sees the case still",
        f"pytest {ONESTOP}consultations/tests/test_consult.py -k until_the_question",
        f"{ONESTOP}consultations/actions.py",
        "",
        "[<Dossier",
        old="    cases.leave(one.turn.case, one.turn.agency_id, Part.CONSULTED, at=at)\n",
    ),
    Breach(
        "a journal that keeps what was declared",
        f"pytest {ONESTOP}corrections/tests/test_correct.py -k codes_alone",
        f"{ONESTOP}corrections/actions.py",
        'dict.fromkeys(f"{one.question}: {one.new}" for one in changed)',
        "questions",
        old='dict.fromkeys(f"{one.section}.{one.question}" for one in changed)',
    ),
    Breach(
        "a dossier tracked with any four digits",
        f"pytest {ONESTOP}tracking/tests/test_portal_track.py -k one_and_the_same",
        f"{ONESTOP}tracking/queries.py",
        "return found",
        "assert False",
        old="return found if found and _fits(found, text, given) else None",
    ),
    Breach(
        "an address kept in messages whose time has passed",
        "pytest hoaban/gateways/notify/tests/test_pages.py -k is_blanked",
        "hoaban/gateways/notify/actions.py",
        '["body", "blanked_at"]',
        "0912345678",
        old='["address", "body", "blanked_at"]',
    ),
]

NUMBERS_AND_RECORDS = [
    Breach(
        "codes that all agencies count together",
        f"{RECEIVE} -k counts_its_own",
        f"{ONESTOP}reception/actions.py",
        'agency="", period=day)',
        "200316-0002",
        old="agency=agency.code, period=day)",
    ),
    Breach(
        "a code with the day of Greenwich",
        f"{RECEIVE} -k provinces_clocks",
        f"{ONESTOP}reception/actions.py",
        'day = f"{received_at:%y%m%d}"',
        "200316-0001",
        old='day = f"{clock.local(received_at):%y%m%d}"',
    ),
    Breach(
        "a register of documents that never begins anew",
        f"pytest {DOMAINS}documents/tests/test_actions.py -k anew_each_year",
        f"{DOMAINS}documents/actions.py",
        'period="always"',
        "03/GXN-UBND",
        old="period=str(document.year)",
    ),
    Breach(
        "a seal that forgets the one before",
        f"pytest {CORE}journal/tests/test_sealing.py -k covers_the_one_before",
        f"{CORE}journal/seals.py",
        "{seal.number}\\n{moment}",
        'seals.digest(second, "0" * 64)',
        old="{seal.number}\\n{previous}\\n{moment}",
    ),
    Breach(
        "a newest seal that is gone and that nobody misses",
        f"pytest {CORE}journal/tests/test_sealing.py -k marks_it_left",
        f"{CORE}journal/verification.py",
        "problem = problem or loose",
        "assert None == Problem",
        old="problem = problem or _stray() or loose",
    ),
    Breach(
        "an entry whose digest leaves out for whom somebody stood in",
        f"pytest {CORE}journal/tests/test_sealing.py -k changed_column",
        f"{CORE}journal/facts.py",
        "",
        "assert None == Problem",
        old="        entry.behalf,\n",
    ),
    Breach(
        "rows changed by hand that a process never reads anew",
        f"pytest {CORE}kept/tests/test_kept.py -k by_hand",
        f"{CORE}kept/stamps.py",
        "",
        "[1, 1] == [2, 2]",
        old="    ContentStamp.objects.filter(name=name).update(stamp=secrets.token_hex(16))\n",
    ),
    Breach(
        "an official who bears the old name in every process",
        f"pytest {ONESTOP}casefile/tests/test_loaded_anew.py -k renamed_official",
        f"{CORE}people/actions.py",
        'stamps.touch("nobody")',
        "Lò Thị Mới",
        old='stamps.touch("people")',
    ),
    Breach(
        "a key of another act that is answered as done",
        f"pytest {ONESTOP}casefile/tests/test_every_action.py -k another_dossier",
        f"{ONESTOP}dossiers/queries.py",
        "",
        "KeyTaken was not raised",
        old="    if done != (event, Dossier._meta.label, dossier.pk):\n        raise KeyTaken\n",
    ),
]

CAUSES = [
    Breach(
        "an agency that answered and has the case among its work",
        f"{ANSWERS} -k nothing_left",
        f"{ONESTOP}consultations/actions.py",
        "",
        "(None, None)",
        old="        cases.rest(dossier.case, one.turn.agency_id, Part.CONSULTED)\n",
    ),
    Breach(
        "an answer that nobody is told of",
        f"{INBOX_WIRING} -k answer_consultation",
        f"{ONESTOP}notices/reactions.py",
        "",
        "consultation_answered",
        old='    consultations.ANSWER_CONSULTATION.event: "dossiers.opinion_given",\n',
    ),
    Breach(
        "a line of the wiring that tells officials and that no scene exercises",
        f"{INBOX_WIRING} -k exercised",
        f"{ONESTOP}notices/reactions.py",
        '    "dossiers.corrected": "dossiers.came",\n    steps.ASSIGN.event',
        "corrected",
        old="    steps.ASSIGN.event",
    ),
    Breach(
        "a late reaction that tells who has the case now",
        f"{INBOX_WIRING} -k runs_late",
        "hoaban/casework/notices/queries.py",
        "turn = turns.at_hand(entry.subject_pk)",
        "['leader'] == ['specialist']",
        old="turn = turns.as_of(entry.subject_pk, entry.at)",
    ),
    Breach(
        "a postponed turn whose new lateness nobody hears of",
        f"{INBOX} -k is_late_again",
        "hoaban/casework/notices/actions.py",
        'return f"late:{turn.pk}"',
        "2020, 4, 3",
        old='return f"late:{turn.act_by:%Y%m%d%H%M}:{turn.pk}"',
    ),
    Breach(
        "an inbox with cases that are not theirs any more",
        f"{INBOX} -k has_no_part",
        "hoaban/casework/notices/queries.py",
        'return mine.select_related("case", "turn")',
        "assert 1 == 0",
        old='return mine.filter(cases.involved(reach, case="case")).select_related("case", "turn")',
    ),
    Breach(
        "an inbox that counts cases that are not theirs any more",
        f"{INBOX} -k has_no_part",
        "hoaban/casework/notices/queries.py",
        "i.case_id = n.case_id)",
        "assert 1 == 0",
        old="i.case_id = n.case_id AND i.until IS NULL)",
    ),
    Breach(
        "a journal that nobody seals",
        f"{HOUSE}test_wiring.py -k asks_for_nothing",
        "hoaban/config/schedule.py",
        "",
        "seal_journal",
        old='    Recurring("Niêm nhật ký", "hoaban.config.tasks.seal_journal", "*/5 * * * *"),\n',
    ),
]

DECISIONS = [*MONEY_AND_PAPERS, *TIME, *PERMISSION, *PRIVACY, *NUMBERS_AND_RECORDS, *CAUSES]
