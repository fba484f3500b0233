"""A citizen corrects the own name, as it was misspelt when the account was opened."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from hoaban.core import clock
from hoaban.core.http import answers
from hoaban.core.http.requests import ActingRequest
from hoaban.core.people import actions, queries
from hoaban.engines.forms.named import NameInput


class NameForm(forms.Form):
    """The name as the papers of whoever it is have it."""

    full_name = NameInput(
        of_person=True,
        label=gettext_lazy("Họ và tên"),
        max_length=actions.LONGEST_NAME,
        help_text=gettext_lazy("Viết như trên giấy tờ của bạn."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Hãy nhập họ và tên.")},
    )


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def name(request: ActingRequest) -> HttpResponse:
    """Show and correct the name of the account; that of officials is kept by who keeps people."""
    person = queries.person_of(request.user.pk or 0)
    data = request.POST if request.method == "POST" else None
    form = NameForm(data, initial={"full_name": person.full_name})
    by, at = request.actor, clock.now()
    if answers.attempt(form, lambda: actions.rename(person.pk, **form.cleaned_data, by=by, at=at)):
        messages.success(request, _("Đã sửa họ và tên của tài khoản."))
        return redirect("portal:name")
    is_kept = queries.ever_held_a_post(person)
    context = {"form": form, "person": person, "is_kept": is_kept}
    return render(request, "portal/name.html", context, status=422 if form.errors else 200)
