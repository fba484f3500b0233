"""An applicant takes the request back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hoaban.casework.acts.acts import once_key
from hoaban.core import clock
from hoaban.core.http.requests import ActingRequest
from hoaban.domains.onestop.access.portal import own
from hoaban.domains.onestop.endings import actions


@require_POST
def withdraw(request: ActingRequest, reference: str) -> HttpResponse:
    """Take the request back."""
    dossier = own(request, reference)
    actions.withdraw(
        dossier.pk,
        reason=request.POST.get("reason", "")[:1000],
        by=request.actor,
        at=clock.now(),
        key=once_key(request, dossier.reference),
    )
    messages.success(request, _("Đã rút hồ sơ. Giấy xác nhận rút hồ sơ có ở trang này."))
    return redirect("dossiers:portal_my_detail", reference)
