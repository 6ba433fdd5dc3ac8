"""What mails about login say. Nothing of them is stored."""

from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from exchange_portal.outbox.mail import compose

CODE_MAILS = {
    "account/email/login_code": "cohorts/login_code",
    "account/email/password_reset_code": "cohorts/password_reset_code",
}
CHANGES = {
    "account/email/password_changed": gettext_noop("Ditt lösenord har ändrats."),
    "account/email/password_set": gettext_noop("Du har fått ett lösenord."),
    "account/email/password_reset": gettext_noop("Ditt lösenord har bytts ut."),
    "mfa/email/totp_activated": gettext_noop("En app för koder har kopplats till ditt konto."),
    "mfa/email/totp_deactivated": gettext_noop("Appen för koder har tagits bort från ditt konto."),
    "mfa/email/recovery_codes_generated": gettext_noop("Nya reservkoder har skapats."),
}


def write(
    template_prefix: str, email: str, values: dict[str, Any], *, language: str
) -> EmailMultiAlternatives:
    """`template_prefix` is allauth's name for the mail; one that is not listed here is a KeyError,
    so that no mail goes out in words that nobody has read."""
    if template_prefix in CODE_MAILS:
        mail = compose(CODE_MAILS[template_prefix], {"code": values["code"]}, language=language)
    else:
        with translation.override(language):
            values = values | {"what": _(CHANGES[template_prefix])}
        mail = compose("cohorts/account_changed", values, language=language)
    wire = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        to=[email],
        headers={"Auto-Submitted": "auto-generated", "Content-Language": language},
    )
    if mail.html:
        wire.attach_alternative(mail.html, "text/html")
    return wire
