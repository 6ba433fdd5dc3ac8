"""The authenticator app that the demo's staff share, so that their real login can be tried too."""

from datetime import datetime

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105  (shown on the demo's first page)
PERIOD = 30  # seconds


def code_now(now: datetime) -> str:
    return str(format_hotp_value(hotp_value(SECRET, int(now.timestamp()) // PERIOD)))
