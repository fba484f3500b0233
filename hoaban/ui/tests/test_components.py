import re
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from hoaban.core.refusals import NotAllowed


def drawn(source: str, address: str = "/", **context: object) -> str:
    request = RequestFactory().get(address)
    here = Context({"request": request, "csrf_token": "token", **context})
    return Template("{% load ui %}" + source).render(here).strip()


class Asked(forms.Form):
    name = forms.CharField(label="Họ tên", help_text="Viết như trên giấy tờ")
    born = forms.DateField(label="Ngày sinh", required=False)
    way = forms.ChoiceField(
        label="Nhận kết quả", choices=[("a", "Tại quầy")], widget=forms.RadioSelect
    )


class AskedSometimes(Asked):
    needed_sometimes = frozenset({"born"})


def test_what_is_needed_sometimes_is_not_called_optional() -> None:
    assert "(không bắt buộc)" not in drawn("{% field form.born %}", form=AskedSometimes())


def test_a_field_ties_its_hint_and_its_error_to_its_widget() -> None:
    assert 'aria-describedby="id_name_hint id_name_error"' in drawn(
        "{% field form.name %}", form=Asked({})
    )


def test_a_field_that_may_stay_empty_says_so() -> None:
    assert "(không bắt buộc)" in drawn("{% field form.born %}", form=Asked())


def test_choices_stand_in_a_fieldset_with_a_legend() -> None:
    shown = drawn("{% field form.way %}", form=Asked())
    assert shown.startswith('<fieldset class="field"><legend>Nhận kết quả</legend>')


def test_the_error_summary_links_to_every_wrong_field() -> None:
    shown = drawn("{% error_summary form %}", form=Asked({"born": "32/13/2020"}))
    links = [f'href="#{place}"' in shown for place in ("id_name", "id_born", "id_way_0")]
    assert links == [True, True, True]


def test_a_message_that_does_not_name_its_field_gets_the_label_before_it() -> None:
    shown = drawn("{% error_summary form %}", form=Asked({"way": "a"}))
    assert ">Họ tên: Trường này là bắt buộc.</a>" in shown


def test_what_is_wrong_in_several_parts_alike_names_its_part() -> None:
    parts = [Asked({"way": "a"}), Asked({"way": "a"})]
    for part, title in zip(parts, ("Người yêu cầu", "Người mất"), strict=True):
        part.section = SimpleNamespace(title=title)  # type: ignore[attr-defined] # a form of parts
    shown = drawn("{% error_summary parts %}", parts=parts)
    for title in ("Người yêu cầu", "Người mất"):
        assert f">{title}: Họ tên: Trường này là bắt buộc.</a>" in shown
    assert "Người mất" not in drawn("{% error_summary parts %}", parts=parts[1:])


def test_nothing_wrong_prints_nothing() -> None:
    assert drawn("{% error_summary form %}", form=Asked()) == ""


def test_a_refused_button_is_blocked_and_says_why() -> None:
    shown = drawn('{% button "Trả kết quả" refusal=no %}', no=NotAllowed())
    assert ('aria-disabled="true"' in shown, NotAllowed.sentence in shown) == (True, True)


def test_a_post_button_carries_its_token_and_its_hidden_values() -> None:
    shown = drawn('{% post_button "/x/" "Nhận" step="accept" %}')
    assert ("csrfmiddlewaretoken" in shown, 'name="step" value="accept"' in shown) == (True, True)


def test_what_a_person_typed_is_escaped_everywhere() -> None:
    shown = drawn('{% tag word "ok" %}{% fact "Tên" word %}{% figure word "x" %}', word="<b>")
    assert "<b>&lt;" not in shown.replace("<b>&lt;b&gt;</b>", "")
    assert shown.count("&lt;b&gt;") == 3


def test_the_pager_keeps_the_filter() -> None:
    page = SimpleNamespace(rows=[1], next="abc", previous=None)
    shown = drawn("{% pager page %}", "/?state=late&after=old", page=page)
    assert 'href="?state=late&amp;after=abc"' in shown


def test_a_single_page_has_no_pager() -> None:
    page = SimpleNamespace(rows=[1], next=None, previous=None)
    assert drawn("{% pager page %}", page=page) == ""


def test_a_figure_opens_the_rows_behind_it() -> None:
    shown = drawn('{% figure 10766 "hồ sơ nhận" url="/rows/" %}')
    assert shown == '<li><a href="/rows/">10.766</a> <span>hồ sơ nhận</span></li>'


def test_the_menu_marks_where_we_stand() -> None:
    shown = drawn('{% menu_item "Thủ tục" "/procedures/" %}', "/procedures/1.000/")
    assert 'aria-current="page"' in shown


def test_a_kind_of_tag_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(ValueError, match="pink"):
        drawn('{% tag "x" "pink" %}')


@pytest.mark.parametrize(
    ("condition", "is_required", "said"),
    [
        ("", False, "(nếu có)"),
        ("", True, ""),
        ("nếu đã đăng ký kết hôn", False, "(nếu đã đăng ký kết hôn)"),
        ("trừ hạng A1", True, "(trừ hạng A1)"),
    ],
)
def test_when_a_paper_is_asked_for_is_said_once(
    condition: str, *, is_required: bool, said: str
) -> None:
    shown = drawn("{% if_any given is_required %}", given=condition, is_required=is_required)
    assert re.sub(r"<[^>]*>", "", shown).strip() == said


def test_a_folded_table_says_by_what_its_rows_stand() -> None:
    head = '<thead><tr><th scope="col"{}>Hạn &amp; bước</th></tr></thead>'
    table = "{{% table 'Việc' fold=True %}}{}{{% endtable %}}"
    order = "Xếp theo: Hạn &amp; bước, "
    for kind, said in [("ascending", "sớm trước"), ("descending", "mới trước")]:
        assert f"{order}{said}" in drawn(table.format(head.format(f' aria-sort="{kind}"')))
    assert "Xếp theo" not in drawn(table.format(head.format("")))
