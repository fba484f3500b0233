"""A refusal is what the citizen reads when the law says no.

Each expected "no" is a subclass beside its rule. The docstring's first paragraph is the sentence
(Vietnamese, with named placeholders), the second its article. English sentences are content, keyed
by class name; `speak` is told the language by whoever renders the answer.
"""

import inspect
from collections.abc import Callable, Mapping
from typing import ClassVar, TypeVar

Facts = TypeVar("Facts")


class Refusal(Exception):
    """Yêu cầu này không thực hiện được.

    A subclass' first paragraph is the sentence, its second the article of law.
    """

    sentence: ClassVar[str] = "Yêu cầu này không thực hiện được."
    law: ClassVar[str] = "—"
    known: ClassVar[dict[str, type["Refusal"]]] = {}

    def __init_subclass__(cls) -> None:
        sentence, _, law = inspect.cleandoc(cls.__doc__ or "").partition("\n\n")
        if not (sentence.endswith((".", "!")) and law):
            raise TypeError(f"{cls.__name__} needs a docstring: sentence, blank line, law")
        cls.sentence, cls.law = " ".join(sentence.split()), " ".join(law.split())
        if (
            cls.__name__ in Refusal.known
            and cls.__module__ != Refusal.known[cls.__name__].__module__
        ):
            raise TypeError(f"two refusals are called {cls.__name__}")
        Refusal.known[cls.__name__] = cls

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.sentence.format(**facts))

    def speak(self, sentences: Mapping[str, str], say: Callable[[str], str] = str) -> str:
        """The sentence from another language's table, or the Vietnamese one where it lacks it.

        `say` puts a fact that is words of ours ("tiếp nhận") into that language.
        """
        facts = {
            name: say(fact) if isinstance(fact, str) and fact else fact
            for name, fact in self.facts.items()
        }
        return sentences.get(type(self).__name__, self.sentence).format(**facts)


class NotAllowed(Refusal):
    """Vị trí việc làm của ông/bà không có quyền thực hiện việc này.

    Nghị định 61/2018/NĐ-CP, Điều 14.
    """


class NotWellFormed(Refusal):
    """Dữ liệu gửi lên không đúng: {what}.

    Nghị định 61/2018/NĐ-CP, Điều 17 khoản 2.
    """


class Busy(Refusal):
    """Hệ thống đang kiểm tra nhiều tệp cùng lúc; vui lòng đợi vài giây rồi gửi lại.

    Luật An toàn thông tin mạng 86/2015/QH13, Điều 11.
    """


def why_not(rule: Callable[[Facts], object], facts: Facts) -> Refusal | None:
    """Ask a rule beforehand: may the button show, and if not, what does the person read?"""
    try:
        rule(facts)
    except Refusal as refusal:
        return refusal
    return None
