"""The secrets of authenticator apps, sealed: a copy of the database is not enough to make codes.

The key follows from the portal's own. A new PORTAL_SECRET_KEY with the old one among
PORTAL_OLD_SECRET_KEYS opens what the old one sealed.
"""

import base64
import hashlib
import hmac
import logging
import secrets

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

logger = logging.getLogger(__name__)


class SealingAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """A secret that cannot be opened is as good as none: every code is wrong."""
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logger.error("A second factor was sealed with a key that the portal does not have.")
            return base64.b32encode(secrets.token_bytes(20)).decode()


def resealed(sealed: str) -> str:
    """The same secret under the key of today. Raises InvalidToken when no key opens it."""
    return _box().rotate(sealed.encode()).decode()


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    digest = hmac.new(key.encode(), b"cohorts.second_factor", hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest)
