"""What a form that was kept does and asks, by the name of the address to which it goes."""

from hoaban.core.http.resuming import Labelling, Naming
from hoaban.domains.onestop.casefile import acts as casefile
from hoaban.domains.onestop.counter import desk as counter
from hoaban.domains.onestop.profiles import forms as profiles
from hoaban.domains.onestop.questions import portal as questions

# Who says what a kept form does, by the name of the address to which it goes.
KEPT: dict[str, Naming] = {
    "dossiers:desk_act": casefile.named,
    "dossiers:portal_withdraw": casefile.withdrawal_named,
    "dossiers:desk_messages": casefile.message_named,
    "dossiers:portal_messages": casefile.message_named,
}

# What the fields of a kept form are called, by the same name.
FIELDS: dict[str, Labelling] = {
    "dossiers:desk_act": casefile.labels,
    "dossiers:desk_intake_form": counter.labels,
    "dossiers:portal_apply_step": questions.labels,
    "dossiers:portal_known_one": profiles.labels,
}
