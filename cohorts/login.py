"""Who comes in: invited people, while they have something to do here. Nobody learns who that is.

A stranger, a former participant and a wrong password meet the same pages after the same work.
Mail with codes goes straight to the mail server: a code is never stored as text in the outbox.
"""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import cache
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.forms import (
    ConfirmLoginCodeForm,
    ConfirmPasswordResetCodeForm,
    RequestLoginCodeForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.account.internal.flows.password_reset_by_code import PasswordResetVerificationProcess
from allauth.account.internal.stagekit import clear_login
from allauth.core import context, ratelimit
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cohorts import login_mail
from cohorts.language import remember
from cohorts.models import User, WorkAddress, rights_of

logger = logging.getLogger(__name__)


def may_log_in(user: User, email: str, now: datetime) -> bool:
    """An address opens the door while its owner has a seat at its institution or is the assistant
    of its head, or an engagement that the address is the main one for. After a round's end the seat
    goes on for reading."""
    address = WorkAddress.objects.filter(user=user.pk, email=email.lower()).first()
    if address is None or not user.is_active:
        return False
    rights = rights_of(user, now)
    if address.institution_id in {place.institution_id for place in rights.participations()}:
        return True
    if any(one.institution_id == address.institution_id for one in rights.assists):
        return True
    return user.email == address.email and bool(rights.engagements)


class InvitedOnlyBackend(AuthenticationBackend):
    """A right password is as good as a wrong one for those who may not come in."""

    def get_user(self, user_id: int) -> User | None:
        """The user of a request, who remembers for as long as it lasts what they may."""
        user: User | None = super().get_user(user_id)
        if user is not None:
            user.rights_at = {}
        return user

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        user: User | None = super().authenticate(request, **credentials)
        self.unstash_authenticated_user()  # the inactive get no page of their own
        if user is None or not may_log_in(user, credentials.get("email", ""), request.now):  # type: ignore[attr-defined]
            return None
        return user


class RequestCodeForm(RequestLoginCodeForm):
    """Those who may not come in are unknown here."""

    _user: User | None

    def clean_email(self) -> str:
        email: str = super().clean_email()
        if self._user is not None and not may_log_in(self._user, email, context.request.now):
            self._user = None
        return email


class ResetForm(ResetPasswordForm):
    """Those who may not come in are unknown here."""

    users: list[User]

    def clean_email(self) -> str:
        email: str = super().clean_email()
        self.users = [one for one in self.users if may_log_in(one, email, context.request.now)]
        return email


class NewPasswordForm(ResetPasswordKeyForm):
    """Asked once more: since the code went, the address may have been taken from its reader."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        request = context.request
        reset = PasswordResetVerificationProcess.resume(request)
        if reset is None or not may_log_in(self.user, reset.state["email"], request.now):
            raise InvitedOnlyAdapter(request).validation_error("invalid_password_reset")
        return cleaned


class CodeLimit:
    """Counts tries per session in the shared cache: the count that allauth keeps in the session
    itself is the same for all requests that arrive at once."""

    def clean_code(self) -> str:
        request = context.request
        if not ratelimit.consume(request, action="try_code", key=request.session.session_key or ""):
            raise InvitedOnlyAdapter(request).validation_error("too_many_login_attempts")
        code: str = super().clean_code()  # type: ignore[misc]
        return code


class CodeForm(CodeLimit, ConfirmLoginCodeForm):
    pass


class ResetCodeForm(CodeLimit, ConfirmPasswordResetCodeForm):
    pass


class InvitedOnlyAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        return redirect("account_login")

    def pre_login(
        self, request: HttpRequest, user: User, *, email: str | None, **hook: Any
    ) -> HttpResponse | None:
        """Asked once more, since a code may have been waiting in the mail for a while."""
        if not may_log_in(user, email or user.email, request.now):  # type: ignore[attr-defined]
            clear_login(request)
            return redirect("account_login")
        response: HttpResponse | None = super().pre_login(request, user, email=email, **hook)
        return response

    def post_login(self, request: HttpRequest, user: User, **hook: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **hook)
        remember(response, user.language)
        return response

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Composed now, sent beside the request: how long the mail server takes, or that it does
        not answer, must not show who is known here."""
        person = User.objects.filter(work_addresses__email=email.lower()).first()
        if person is not None:
            mail = login_mail.write(template_prefix, email, context, language=person.language)
            _postmen().submit(_deliver, mail)


@cache
def _postmen() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=2, thread_name_prefix="login-mail")


def _deliver(mail: EmailMultiAlternatives) -> None:
    try:
        mail.send()
    except (OSError, ValueError) as error:  # smtplib's own are of the first kind
        logger.error("A login mail could not be sent: %s", type(error).__name__)
