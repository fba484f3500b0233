"""A refusal is what the citizen reads when the law says no.

Each expected "no" is a subclass beside its rule. The docstring's first paragraph is the sentence
(Vietnamese, with named placeholders), the second its topic of law, where some law has the rule:
which article speaks of a topic on a day is content. English sentences are content too, keyed by
class name; `speak` is told the language by whoever renders the answer.
"""

import inspect
import re
from collections.abc import Callable, Mapping
from typing import ClassVar, TypeVar

Facts = TypeVar("Facts")
TOPIC = re.compile(r"([a-z_]+\.[a-z_]+)?")


class Refusal(Exception):
    """Yêu cầu này không thực hiện được.

    A subclass' first paragraph is the sentence, its second the topic of law, if there is one.
    """

    sentence: ClassVar[str] = "Yêu cầu này không thực hiện được."
    topic: str = ""  # of the class; one refusal may be about another topic
    known: ClassVar[dict[str, type["Refusal"]]] = {}

    def __init_subclass__(cls) -> None:
        sentence, _, topic = inspect.cleandoc(cls.__doc__ or "").partition("\n\n")
        if not (sentence.endswith((".", "!")) and TOPIC.fullmatch(topic)):
            raise TypeError(f"{cls.__name__} needs a docstring: sentence, blank line, topic of law")
        cls.sentence, cls.topic = " ".join(sentence.split()), topic
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
    """Vị trí việc làm của bạn không có quyền thực hiện việc này.

    office.competence
    """


class HoldsNoPost(NotAllowed):
    """Hôm nay tài khoản này không giữ vị trí việc làm nào nên không vào được bàn làm việc; nếu chưa
    đúng, hãy hỏi người quản trị hệ thống.

    office.competence
    """


class NotWellFormed(Refusal):
    """Dữ liệu gửi lên không đúng: {what}."""


class Busy(Refusal):
    """Hệ thống đang kiểm tra nhiều tệp cùng lúc; vui lòng đợi vài giây rồi gửi lại."""


def why_not(rule: Callable[[Facts], object], facts: Facts) -> Refusal | None:
    """Ask a rule beforehand: may the button show, and if not, what does the person read?"""
    try:
        rule(facts)
    except Refusal as refusal:
        return refusal
    return None
