"""What is mailed to those who say that they want to take part, and the link that confirms it."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from exchange_portal.outbox.kinds import Mail
from exchange_portal.outbox.mail import compose
from exchange_portal.ui.texts import local
from programmes.models import ExpressionOfInterest

SALT = "programmes.interest"


def token_of(interest: ExpressionOfInterest) -> str:
    return signing.dumps(interest.key.hex, salt=SALT)


def key_of(token: str) -> UUID | None:
    """Of the expression of interest that the link is to; None of a link that is not ours."""
    try:
        return UUID(signing.loads(token, salt=SALT))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def confirmation(interest: ExpressionOfInterest) -> dict[str, Any]:
    path = reverse("confirm_interest", args=[token_of(interest)])
    return _about(interest) | {"confirm_url": f"{settings.PORTAL_URL}{path}"}


def receipt_context(interest: ExpressionOfInterest) -> dict[str, Any]:
    return _about(interest)


def decision_context(interest: ExpressionOfInterest) -> dict[str, Any]:
    return _about(interest) | {"state": interest.state, "reason": interest.reason}


def decision_mail(interest: ExpressionOfInterest) -> Mail:
    """As it will be sent; the decision need not be saved."""
    context = decision_context(interest)
    return compose("programmes/interest_decision", context, language=interest.language)


def _about(interest: ExpressionOfInterest) -> dict[str, Any]:
    return {
        "name": interest.contact_name,
        "institution": interest.institution_name,
        "programme": local(interest.programme, "name", interest.language),
        "interest": interest,
    }
