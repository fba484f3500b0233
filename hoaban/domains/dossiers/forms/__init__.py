"""What officials and citizens may type about a dossier, and the words for what is wrong."""

from hoaban.domains.dossiers.forms.acts import (
    ColleagueForm,
    ExtensionForm,
    HandOnForm,
    HandOverForm,
    NoteForm,
    PayForm,
    ReasonForm,
    RefusalForm,
    ResultForm,
    ReturnForm,
    UndoForm,
)
from hoaban.domains.dossiers.forms.counter import (
    CountsForm,
    OwnerForm,
    SentOwnerForm,
    SubmitterForm,
)
from hoaban.domains.dossiers.forms.supplements import SupplementForm, SupplyForm

__all__ = [
    "ColleagueForm",
    "CountsForm",
    "ExtensionForm",
    "HandOnForm",
    "HandOverForm",
    "NoteForm",
    "OwnerForm",
    "PayForm",
    "ReasonForm",
    "RefusalForm",
    "ResultForm",
    "ReturnForm",
    "SentOwnerForm",
    "SubmitterForm",
    "SupplementForm",
    "SupplyForm",
    "UndoForm",
]
