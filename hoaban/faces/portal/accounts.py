"""Citizens' accounts: allauth's flows, with our people, our messages and one thing to confirm.

A telephone number or an e-mail address, confirmed by a code that goes out through
`gateways.notify`; a password; an authenticator app for those who want one.
"""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hoaban.core import clock
from hoaban.core.accounts import actions as account_actions
from hoaban.core.accounts import queries as accounts
from hoaban.core.http import acting, attempts, devices, throttle
from hoaban.core.people import actions, actors, queries
from hoaban.core.people.models import Person
from hoaban.faces.portal.account_fields import PhoneField
from hoaban.gateways.notify import contract as notify

NO_CODES = _(
    "Tài khoản này không đăng nhập và không đặt lại mật khẩu được bằng mã: mật khẩu do người quản "
    "trị đặt còn chờ xác nhận, hoặc tài khoản giữ vị trí có quyền ký hay quyền quản trị. Hãy đăng "
    "nhập bằng mật khẩu; nếu quên, hãy nhờ người quản trị đặt lại."
)
ANOTHER_HOLDER = _(
    "Chưa gửi mã: họ tên hoặc số giấy tờ đã nhập không khớp với tài khoản của số này. Nếu số này "
    "trước đây của người khác, hãy đăng ký bằng thư điện tử."
)
RESET = _(
    "Mật khẩu của tài khoản này vừa được đặt lại bằng một mã. Nếu không phải bạn làm, hãy đặt "
    "lại mật khẩu bằng thư điện tử này ngay, rồi đổi số điện thoại của tài khoản."
)
SIGN_UP = actors.system("sign-up")


def display(person: Person) -> str:
    """How pages call the signed-in person."""
    return person.full_name


class OneContactStage(EmailVerificationStage):  # type: ignore[misc] # allauth is not typed
    """The e-mail stage, for those who gave an e-mail address: a confirmed telephone is enough."""

    def handle(self) -> tuple[Any, bool]:  # Any: allauth's own answer
        person = self.login.user
        if isinstance(person, Person) and (person.phone_confirmed or not person.email):
            return None, True
        answer: tuple[Any, bool] = super().handle()
        return answer


class Adapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth is not typed
    """Between allauth and our own people, telephone numbers and messages."""

    def get_login_stages(self) -> list[str]:
        ours, theirs = "hoaban.faces.portal.accounts.OneContactStage", "EmailVerificationStage"
        return [ours if path.endswith(theirs) else path for path in super().get_login_stages()]

    def save_user(
        self,
        request: HttpRequest,
        user: Person,
        form: BaseForm,
        commit: bool = True,  # noqa: FBT001, FBT002 - allauth's signature
    ) -> Person:
        """Keep who signed up, as a citizen and nothing else."""
        del request, commit
        given = form.cleaned_data
        user.full_name = given["full_name"]
        user.email = given.get("email") or ""
        user.phone = given.get("phone") or ""
        user.language = (get_language() or "vi").split("-")[0]
        user.set_password(given["password1"])
        return actions.register(user, by=SIGN_UP, at=clock.now())

    def phone_form_field(self, **kwargs: Any) -> PhoneField:  # noqa: ANN401 - a field's options
        kwargs["label"] = _("Số điện thoại")
        kwargs["help_text"] = _(
            "Số di động: chúng tôi gửi một mã đến đó để xác nhận. Hồ sơ đang giải quyết của tài "
            "khoản đổi theo số mới."
        )
        return PhoneField(**kwargs)

    def set_phone(self, user: Person, phone: str, verified: bool) -> None:  # noqa: FBT001 - theirs
        actions.set_phone(
            user.pk,
            phone=phone,
            confirmed=verified,
            by=queries.actor_for_citizen(user),
            at=clock.now(),
        )
        user.refresh_from_db(fields=["phone", "phone_confirmed"])

    def set_phone_verified(self, user: Person, phone: str) -> None:
        self.set_phone(user, phone, verified=True)

    def get_phone(self, user: Person) -> tuple[str, bool] | None:
        return (user.phone, user.phone_confirmed) if user.phone else None

    def get_user_by_phone(self, phone: str) -> Person | None:
        """Whoever confirmed the number, else the last who claimed it and has to confirm it yet."""
        return queries.by_phone(phone)

    def send_verification_code_sms(
        self, user: Person, phone: str, code: str, **kwargs: object
    ) -> None:
        del kwargs
        self._limit(phone)
        told = _("Mã xác nhận của bạn: %(code)s. Đừng đưa mã này cho ai.") % {"code": code}
        self._tell(notify.Contact(_reference(user), phone=phone, name=user.full_name), "code", told)

    def send_account_already_exists_sms(self, phone: str) -> None:
        self._limit(phone)
        told = _(
            "Số này đã có tài khoản. Hãy đăng nhập hoặc đặt lại mật khẩu. Nếu tài khoản ấy của "
            "người khác, hãy đăng ký bằng thư điện tử."
        )
        self._tell(notify.Contact("stranger", phone=phone), "account_exists", str(told))

    def send_unknown_account_sms(self, phone: str, **kwargs: object) -> None:
        """Word that no code comes, a few times a day: whoever asks on elsewhere sends no more."""
        del kwargs
        most, seconds = settings.CODES_TO_A_NUMBER, 24 * 3600
        if throttle.count("portal.told", phone, seconds=seconds) > most:
            return
        known = queries.by_phone(phone)
        kind, told = (
            "account_unknown",
            _("Số này chưa có tài khoản. Bạn có thể đăng ký trên cổng dịch vụ công."),
        )
        if known and known.phone_confirmed:
            kind, told = "no_codes", NO_CODES
            if accounts.takes_codes(known, clock.today()):
                kind, told = "another_holder", ANOTHER_HOLDER
        self._tell(notify.Contact("stranger", phone=phone), kind, str(told))

    def _limit(self, phone: str) -> None:
        """A number gets few messages in a while, whoever asks. Refuses TooManyAttempts."""
        window = settings.SIGN_IN_WINDOW
        throttle.limit("portal.code", phone, most=settings.CODES_TO_A_NUMBER, seconds=window)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """allauth's letters, through the notice gateway like every other."""
        if template_prefix.endswith("/unknown_account") and _is_confirmed(email):
            self._tell(notify.Contact("stranger", email=email), "no_codes", str(NO_CODES))
            return
        letter = self.render_mail(template_prefix, email, {**context, "email": email})
        contact = notify.Contact(_reference(context.get("user")), email=email)
        self._tell(contact, template_prefix.rpartition("/")[2], letter.body, letter.subject)

    def _tell(self, to: notify.Contact, template: str, body: str, subject: object = "") -> None:
        notify.get().send(
            notify.Message(
                to=to,
                template=f"account.{template}",
                subject=str(subject or _("Tài khoản trên cổng dịch vụ công")),
                body=str(body).strip(),
                about="",
                at=clock.now(),
            )
        )

    def set_password(self, user: Person, password: str) -> None:
        by = queries.actor_for_citizen(user)
        account_actions.change_password(user.pk, password=password, by=by, at=clock.now())
        user.refresh_from_db(fields=["password", "password_is_first"])

    def clean_password(self, password: str, user: Person | None = None) -> str:
        """A password that somebody else drew is not chosen again."""
        if user and user.password_is_first and user.check_password(password):
            raise ValidationError(_("Hãy chọn mật khẩu khác với mật khẩu được cấp."))
        return str(super().clean_password(password, user))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        is_official = queries.has_post(queries.person_of(request.user.pk or 0), clock.today())
        return "/desk/" if is_official else str(super().get_password_change_redirect_url(request))

    def post_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> Any:  # noqa: ANN401
        """After the second factor, where there is one."""
        by, at = queries.actor_for_citizen(user), clock.now()
        account_actions.note_sign_in(user.pk, by=by, at=at)
        if user.password_waits:
            account_actions.prove_password(user.pk, by=by, at=at)
        acting.begin_session(request, user)
        answer = super().post_login(request, user, **kwargs)
        devices.know(request, answer, user)
        return answer

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ANN401
        attempts.failed(request, _login_of(credentials), _meant_by(credentials))

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Person,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """What allauth tells of a second factor is kept, whether or not a letter goes out."""
        if template_prefix.startswith("mfa/"):
            change, by = template_prefix.rpartition("/")[2], queries.actor_for_citizen(user)
            account_actions.note_second_factor(user.pk, change=change, by=by, at=clock.now())
        if template_prefix.endswith("/password_reset"):
            for address in EmailAddress.objects.filter(user=user.pk, verified=True):
                to = notify.Contact(_reference(user), email=address.email)
                self._tell(to, "password_reset", str(RESET))
        super().send_notification_mail(template_prefix, user, context, email)

    def get_client_ip(self, request: HttpRequest) -> str:
        return throttle.address(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ANN401
        """Count the attempt for whoever is meant, before the password is looked at."""
        try:
            attempts.password(request, _login_of(credentials), _meant_by(credentials))
        except throttle.TooManyAttempts as refusal:
            raise self.validation_error("too_many_login_attempts") from refusal
        super().pre_authenticate(request, **credentials)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Person | None:  # noqa: ANN401
        """A success starts the person's count afresh."""
        person: Person | None = super().authenticate(request, **credentials)
        if person is not None:
            attempts.password_was_right(request, person)
        return person


def _login_of(credentials: dict[str, str]) -> str:
    """What was typed as telephone number, e-mail address or user name."""
    return str(next((v for k, v in credentials.items() if k != "password"), "")).lower()


def _meant_by(credentials: dict[str, str]) -> set[Person]:
    """Everybody whose password these credentials are held against."""
    meant = {queries.by_phone(credentials.get("phone", ""))}
    meant.add(queries.by_username(credentials.get("username", "")))
    if email := credentials.get("email"):
        meant.update(filter_users_by_email(email, for_login=True))
    return {person for person in meant if person is not None}


def _is_confirmed(email: str) -> bool:
    return bool(EmailAddress.objects.filter(email__iexact=email, verified=True).exists())


def _reference(person: object) -> str:
    return f"citizen:{person.public_id}" if isinstance(person, Person) else "stranger"


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc] # allauth is not typed
    """Keeps the secrets of authenticator apps encrypted under the installation's own secret."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Mã không đúng. Hãy nhập mã đang hiện trong ứng dụng xác thực."),
    }

    def get_totp_label(self, user: Person) -> str:
        return user.phone or user.email or user.username

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> Fernet:
    drawn = hashlib.sha256(f"mfa:{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(drawn))
