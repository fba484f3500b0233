"""What the law says of an outgoing document. Pure: facts in, a value or a Refusal out."""

import re
from dataclasses import dataclass

from hoaban.core.refusals import NotAllowed, Refusal
from hoaban.domains.documents.enums import Sealing, State

DRAFTERS = frozenset({"specialist", "clerk", "leader", "archivist"})
SIGNER = "leader"
SEAL_KEEPERS = frozenset({"clerk", "archivist"})
HEAD, DEPUTY, UNIT_HEAD = "head", "deputy", "unit_head"  # of `people.roles.Standing`


class NotTheSigner(NotAllowed):
    """Chỉ người đứng đầu, cấp phó của {agency} hoặc người được ủy quyền bằng văn bản được ký ban
    hành hoặc thu hồi văn bản này.

    documents.signing
    """


class NotADrafter(NotAllowed):
    """Chỉ cán bộ của {agency} được soạn thảo văn bản này.

    documents.drafting
    """


class SecondFactorMissing(Refusal):
    """Ký số cần mã dùng một lần mà bạn chưa đặt ứng dụng xác thực: hãy đặt ở trang tài khoản
    (/account/2fa/) rồi quay lại ký.

    transactions.security
    """


class DocumentIssued(Refusal):
    """Văn bản số {symbol} đã được ban hành: không ký lần nữa và không sửa nội dung; nếu có sai sót
    hãy thu hồi và ban hành văn bản khác.

    documents.issued
    """


class DocumentEmpty(Refusal):
    """Dự thảo chưa có {what}: hãy bổ sung trước khi trình ký.

    documents.layout
    """


class NotYetIssued(Refusal):
    """Văn bản “{subject}” còn là dự thảo: phải được ký ban hành trước.

    documents.signing
    """


class NotTheSealKeeper(NotAllowed):
    """Chỉ văn thư hoặc cán bộ một cửa của {agency} được đóng dấu cơ quan.

    documents.sealing
    """


class NotSignedYet(Refusal):
    """Văn bản số {symbol} chưa có tệp ký số của người có thẩm quyền nên chưa đóng dấu được; tệp
    được dựng trong ít giây sau khi ký.

    documents.sealing
    """


class SealedAlready(Refusal):
    """Văn bản số {symbol} đã được đóng dấu.

    documents.sealing
    """


class NotSealed(Refusal):
    """Văn bản số {symbol} chưa đóng dấu cơ quan nên chưa phát hành được: văn thư đóng dấu ở
    mục “Chờ đóng dấu” của Sổ văn bản đi.

    documents.sealing
    """


class DocumentWithdrawn(Refusal):
    """Văn bản số {symbol} đã bị thu hồi.

    documents.withdrawal
    """


class ResultOfCase(Refusal):
    """Văn bản số {symbol} là kết quả của hồ sơ {code}: hãy thu hồi ở trang của hồ sơ, để người nộp
    được báo, phí được hoàn trả và kết quả được cấp lại.

    documents.withdrawal
    """


class NotWithdrawn(Refusal):
    """Văn bản số {symbol} chưa bị thu hồi nên không được thay thế.

    documents.withdrawal
    """


class WithdrawalReasonMissing(Refusal):
    """Hãy ghi rõ lý do thu hồi văn bản số {symbol}.

    documents.withdrawal
    """


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as the rules see it, with the one who acts on it.

    `in_reach`: the actor answers for the document's agency. `role` is the actor's, empty for the
    system, which acts only through actions of other rooms.
    """

    state: str
    agency: str
    subject: str
    symbol: str
    has_content: bool
    is_withdrawn: bool
    in_reach: bool
    role: str
    is_system: bool
    has_authority: bool  # the actor signs this kind: the agency's head, a deputy, or by order
    is_by_order: bool
    case: str = ""  # code of the case whose result it is
    sealing: str = Sealing.NONE
    seal_is_put: bool = False


def check_draft(paper: Paper) -> None:
    """[ND30/2020 Đ10] the agency's own staff draft."""
    if paper.is_system:
        return
    if not paper.in_reach or paper.role not in DRAFTERS:
        raise NotADrafter(agency=paper.agency)


def check_revision(paper: Paper) -> None:
    """[ND30/2020 Đ10] only a draft changes."""
    check_draft(paper)
    if paper.state != State.DRAFT:
        raise DocumentIssued(symbol=paper.symbol)


def check_hand_over(paper: Paper) -> None:
    """A draft follows its case to the agency that goes on with it."""
    if not paper.is_system:
        raise NotADrafter(agency=paper.agency)
    check_revision(paper)


def check_issue(paper: Paper) -> None:
    """[ND30/2020 Đ13] signed once, whole, by one who has the authority."""
    if not paper.in_reach or paper.role != SIGNER or not paper.has_authority:
        raise NotTheSigner(agency=paper.agency)
    if paper.state != State.DRAFT:
        raise DocumentIssued(symbol=paper.symbol)
    # [ND30/2020 Đ8] the parts without which it is no document
    if not paper.subject.strip():
        raise DocumentEmpty(what="trích yếu nội dung")
    if not paper.has_content:
        raise DocumentEmpty(what="nội dung")


def check_seal(paper: Paper) -> None:
    """[ND30/2020 Đ17] the digital signature follows the number and the date."""
    if paper.state == State.DRAFT:
        raise NotYetIssued(subject=paper.subject)


def check_put_seal(paper: Paper) -> None:
    """[ND30/2020 Đ17] the clerk seals what the authorised person has signed, and only that."""
    if not paper.in_reach or paper.role not in SEAL_KEEPERS or paper.sealing != Sealing.CLERK:
        raise NotTheSealKeeper(agency=paper.agency)
    if paper.state == State.DRAFT:
        raise NotYetIssued(subject=paper.subject)
    if paper.is_withdrawn:
        raise DocumentWithdrawn(symbol=paper.symbol)
    if paper.state == State.ISSUED:
        raise NotSignedYet(symbol=paper.symbol)
    if paper.seal_is_put:
        raise SealedAlready(symbol=paper.symbol)


def check_sealed(paper: Paper) -> None:
    """[ND30/2020 Đ17] where the clerk seals, nothing goes out without the agency's signature."""
    if paper.sealing == Sealing.CLERK and paper.state != State.STAMPED:
        raise NotSealed(symbol=paper.symbol)


def check_release(paper: Paper) -> None:
    """[ND30/2020 Đ18] what is sent out is signed and in force; another agency may hand it over."""
    if not paper.is_system and paper.role not in DRAFTERS:
        raise NotADrafter(agency=paper.agency)
    if paper.state == State.DRAFT:
        raise NotYetIssued(subject=paper.subject)
    if paper.is_withdrawn:
        raise DocumentWithdrawn(symbol=paper.symbol)
    check_sealed(paper)


def check_withdrawal(paper: Paper) -> None:
    """A document by itself; what a case is waited for is taken back with what follows from it."""
    check_taken_back(paper)
    if paper.case:
        raise ResultOfCase(symbol=paper.symbol, code=paper.case)


def check_replacement(paper: Paper) -> None:
    """Only what was withdrawn is replaced, and by the system: the new one was signed before."""
    if not paper.is_system:
        raise NotTheSigner(agency=paper.agency)
    if not paper.is_withdrawn:
        raise NotWithdrawn(symbol=paper.symbol)


def check_taken_back(paper: Paper) -> None:
    """[ND30/2020 Đ18] the agency that issued it withdraws it; nothing is deleted."""
    if not paper.in_reach or paper.role != SIGNER or paper.is_by_order:
        raise NotTheSigner(agency=paper.agency)
    if paper.state == State.DRAFT:
        raise NotYetIssued(subject=paper.subject)
    if paper.is_withdrawn:
        raise DocumentWithdrawn(symbol=paper.symbol)


def masked_name(name: str) -> str:
    """Enough of a name to compare it with a print: `L. T. H. Ban`; of a single word its beginning.

    Whoever holds the paper reads the name there; nobody learns it from here.
    """
    *before, last = name.split() or [""]
    return " ".join([*(f"{word[0]}." for word in before), last if before else f"{last[:1]}…"])


def symbol(number: int, abbreviation: str, agency: str, *, form: str = "", year: int = 0) -> str:
    """Number and sign: `05/QĐ-UBND`; numbers under ten carry a zero [ND30/2020 Đ8].

    A form of its own law may write it otherwise: `{number:02}/{year}` gives `05/2020`.
    """
    if form:
        return form.format(number=number, year=year, agency=agency)
    sign = "-".join(part for part in (abbreviation, agency) if part)
    return f"{number:02d}/{sign}"


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, as the lines above the signature have it.

    `standing` is what the post is in its agency, a value of `people.roles.Standing`.
    """

    title: str
    standing: str


def authority(
    signer: Signer, *, absent: Signer | None = None, committee: str = "", by_order: bool = False
) -> list[str]:
    """The lines above a signature [ND30/2020 Đ13].

    A deputy signs for the head, `KT.` (k1); for a committee that decides together `TM.` stands
    above, with its name (k2); whoever else signs for the absent head by a written act, `TUQ.` (k3);
    the head of a unit what the agency's regulation gives him, by the head's order, `TL.` (k4).
    """
    above = [f"TM. {committee.upper()}"] if committee else []
    if absent and absent.standing == HEAD and signer.standing == UNIT_HEAD:
        return [f"{'TL.' if by_order else 'TUQ.'} {_shown(absent)}", _shown(signer)]
    if signer.standing == DEPUTY:
        return [*above, f"KT. {_head_of(signer)}", _shown(signer)]
    return [*above, _shown(signer)]


def _shown(signer: Signer) -> str:
    return " ".join(signer.title.upper().split())


def _head_of(deputy: Signer) -> str:
    """Of `PHÓ GIÁM ĐỐC PHỤ TRÁCH` the `GIÁM ĐỐC`: the head's title without what the deputy adds."""
    return _ADDED.sub("", _shown(deputy).removeprefix("PHÓ "))


_ADDED = re.compile(r"\s*[,(]?\s*(?:PHỤ TRÁCH|THƯỜNG TRỰC|ĐIỀU HÀNH)\b.*$")
