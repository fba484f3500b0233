"""Addresses of dossiers. They carry the random reference: it never changes and says nothing."""

from django.urls import path

from hoaban.domains.onestop.batches import desk as batches
from hoaban.domains.onestop.beginnings import portal as beginnings
from hoaban.domains.onestop.cards import desk as cards
from hoaban.domains.onestop.casefile import desk as casefile
from hoaban.domains.onestop.casefile import portal as casefile_portal
from hoaban.domains.onestop.claims import portal as claims
from hoaban.domains.onestop.correspondence import desk as correspondence
from hoaban.domains.onestop.correspondence import portal as correspondence_portal
from hoaban.domains.onestop.counter import desk as counter
from hoaban.domains.onestop.debits import desk as debits
from hoaban.domains.onestop.drafts import portal as drafts
from hoaban.domains.onestop.endings import portal as endings
from hoaban.domains.onestop.handovers import desk as handovers
from hoaban.domains.onestop.leaving import portal as leaving
from hoaban.domains.onestop.overdue import desk as overdue
from hoaban.domains.onestop.papers import desk as papers
from hoaban.domains.onestop.papers import portal as papers_portal
from hoaban.domains.onestop.postponements import desk as postponements
from hoaban.domains.onestop.profiles import portal as profiles
from hoaban.domains.onestop.questions import portal as questions
from hoaban.domains.onestop.ratings import portal as ratings
from hoaban.domains.onestop.results import desk as results
from hoaban.domains.onestop.results import portal as results_portal
from hoaban.domains.onestop.sending import portal as sending
from hoaban.domains.onestop.signatures import desk as signatures
from hoaban.domains.onestop.statements import desk as statements
from hoaban.domains.onestop.supplying import portal as supplying
from hoaban.domains.onestop.takings import desk as takings
from hoaban.domains.onestop.tracking import portal as tracking
from hoaban.domains.onestop.transfers import desk as transfers
from hoaban.domains.onestop.transfers import portal as transfers_portal
from hoaban.domains.onestop.uploads import portal as uploads
from hoaban.domains.onestop.worklists import desk as worklists
from hoaban.domains.onestop.worklists import portal as worklists_portal

app_name = "dossiers"
urlpatterns = [
    path("desk/overview/", worklists.overview, name="desk_overview"),
    path("desk/batch/", batches.batch, name="desk_batch"),
    path("desk/signing/", signatures.waiting, name="desk_signing"),
    path("desk/signing/sign/", signatures.sign, name="desk_sign"),
    path("desk/signing/<str:reference>/", signatures.review, name="desk_review"),
    path("desk/takings/", takings.takings, name="desk_takings"),
    path("desk/takings/owed/", takings.owed, name="desk_owed"),
    path("desk/takings/debts/", takings.debts, name="desk_debts"),
    path("desk/takings/came/", transfers.came, name="desk_came"),
    path("desk/takings/went/", debits.went, name="desk_went"),
    path("desk/takings/statement/", statements.statement, name="desk_statement"),
    path("desk/ended/", worklists.ended, name="desk_ended"),
    path("desk/calendar/days/<slug:on>/promises/", postponements.promises, name="desk_promises"),
    path("desk/ended-agencies/", handovers.left, name="desk_left"),
    path("desk/overdue/", overdue.overdue, name="desk_overdue"),
    path("desk/apologies/", worklists.apologies, name="desk_apologies"),
    path("desk/intake/", counter.choose, name="desk_intake"),
    path("desk/known/", counter.known, name="desk_known"),
    path("desk/card/", cards.read, name="desk_card"),
    path("desk/intake/<str:code>/", counter.intake, name="desk_intake_form"),
    path("desk/dossiers/<str:reference>/", casefile.detail, name="desk_detail"),
    path("desk/dossiers/<str:reference>/label/", batches.label, name="desk_label"),
    path("desk/dossiers/<str:reference>/act/<str:action>/", casefile.act, name="desk_act"),
    path("desk/dossiers/<str:reference>/papers/<str:public_id>/", papers.paper, name="desk_paper"),
    path("desk/dossiers/<str:reference>/files/<str:public_id>/", papers.file, name="desk_file"),
    path("desk/dossiers/<str:reference>/messages/", correspondence.write, name="desk_messages"),
    path("desk/dossiers/<str:reference>/result/", results.result, name="desk_result"),
    path("desk/dossiers/<str:reference>/result/all/", results.printed, name="desk_result_all"),
    path("rate/", ratings.rate_by_code, name="portal_rate_by_code"),
    path("uploads/<slug:key>/", uploads.piece, name="portal_piece"),
    path("track/", tracking.track, name="portal_track"),
    path("my/", worklists_portal.my, name="portal_my"),
    path("account/close/", leaving.close, name="portal_close_account"),
    path("my/claim/", claims.claim, name="portal_claim"),
    path("my/known/", profiles.known, name="portal_known"),
    path("my/known/<str:known>/", profiles.one, name="portal_known_one"),
    path("my/<str:reference>/", casefile_portal.detail, name="portal_my_detail"),
    path("my/<str:reference>/sent/", sending.sent, name="portal_sent"),
    path("my/<str:reference>/supply/", supplying.supply, name="portal_supply"),
    path("my/<str:reference>/messages/", correspondence_portal.write, name="portal_messages"),
    path("my/<str:reference>/rate/", ratings.rate, name="portal_rate"),
    path("my/<str:reference>/pay/", transfers_portal.pay, name="portal_pay"),
    path("my/<str:reference>/withdraw/", endings.withdraw, name="portal_withdraw"),
    path("my/<str:reference>/confirm/", results_portal.confirm, name="portal_confirm"),
    path("my/<str:reference>/result/", results_portal.result, name="portal_result"),
    path(
        "my/<str:reference>/result/copies/<int:place>/",
        results_portal.copy,
        name="portal_result_copy",
    ),
    path("my/<str:reference>/papers/<str:public_id>/", papers_portal.paper, name="portal_paper"),
    path("my/<str:reference>/files/<str:public_id>/", papers_portal.file, name="portal_file"),
    path("apply/<str:code>/", beginnings.start, name="portal_apply"),
    path("apply/<str:code>/<str:draft>/", drafts.resume, name="portal_apply_resume"),
    path("apply/<str:code>/<str:draft>/drop/", drafts.drop, name="portal_apply_drop"),
    path("apply/<str:code>/<str:draft>/follow/", beginnings.follow, name="portal_apply_follow"),
    path(
        "apply/<str:code>/<str:draft>/files/<str:public_id>/",
        uploads.draft_file,
        name="portal_apply_file",
    ),
    path("apply/<str:code>/<str:draft>/<str:step>/", questions.step, name="portal_apply_step"),
]
