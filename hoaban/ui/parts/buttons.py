"""What can be pressed, and the sentence beside what can't."""

from itertools import count
from typing import Any

from django.template import Context, Library
from django.utils.safestring import SafeString

from hoaban.ui import speech

register = Library()
_numbers = count(1)


def facts_of(
    label: object,
    *,
    kind: str = "",
    big: bool = False,
    url: str = "",
    name: str = "",
    value: object = "",
    key: str = "",
    refusal: object = None,
    form: str = "",
) -> dict[str, Any]:
    """What the button's template needs; a refusal turns it into a blocked one with its reason."""
    classes = ["btn", f"btn--{kind}" if kind else "", "btn--big" if big else ""]
    return {
        "label": label,
        "classes": " ".join(c for c in classes if c),
        "url": url,
        "name": name,
        "value": value,
        "key": key,
        "form": form,
        "reason": speech.sentence(refusal) if refusal else "",
        "reason_id": f"why-{next(_numbers)}" if refusal else "",
    }


@register.inclusion_tag("components/button.html")
def button(
    label: object,
    *,
    kind: str = "",
    big: bool = False,
    url: str = "",
    name: str = "",
    value: object = "",
    key: str = "",
    refusal: object = None,
    form: str = "",
) -> dict[str, Any]:
    """A submit button, a link that looks like one (`url=`), or a blocked one (`refusal=`)."""
    return facts_of(
        label,
        kind=kind,
        big=big,
        url=url,
        name=name,
        value=value,
        key=key,
        refusal=refusal,
        form=form,
    )


@register.inclusion_tag("components/post_button.html", takes_context=True)
def post_button(
    context: Context,
    url: str,
    label: object,
    *,
    kind: str = "",
    big: bool = False,
    key: str = "",
    refusal: object = None,
    name: str = "",
    value: object = "",
    stays: bool = False,
    then: str = "",
    **hidden: object,
) -> dict[str, Any]:
    """One whole form behind one button; every other keyword is a hidden input.

    With `stays` and a script the page's middle is shown anew, and the page itself stays; what has
    the key `then` in it is the next thing to do and has the focus.
    """
    return {
        "stays": stays,
        "then": then,
        "csrf_token": context.get("csrf_token"),
        "action": url,
        "hidden": hidden,
        **facts_of(label, kind=kind, big=big, key=key, refusal=refusal, name=name, value=value),
    }


@register.simple_block_tag(takes_context=True)
def confirm(
    context: Context,
    content: SafeString,
    url: str,
    label: object,
    *,
    question: str = "",
    kind: str = "danger",
    refusal: object = None,
) -> SafeString:
    """A button that opens a question and then posts; the content is further fields."""
    template = context.template.engine.get_template("components/confirm.html")  # type: ignore[union-attr]
    return template.render(
        Context(
            {
                "csrf_token": context.get("csrf_token"),
                "action": url,
                "kind": kind,
                "question": question or label,
                "content": content,
                **facts_of(label, kind=kind, refusal=refusal),
            }
        )
    )
