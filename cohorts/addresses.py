"""E-mail addresses as people write and paste them, made comparable."""

import unicodedata

UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp"}


def tidy(address: str) -> str:
    """In small letters, composed, and without blanks, which come along from tables and pages."""
    composed = unicodedata.normalize("NFC", address)
    return "".join(one for one in composed if unicodedata.category(one) not in UNSEEN).lower()


def mailbox(address: str) -> str:
    """What an address leads to, whatever stands after a «+»: `ada+jim@vr.example` is Ada's."""
    name, at, domain = tidy(address).rpartition("@")
    return f"{name.partition('+')[0]}{at}{domain}" if not name.startswith("+") else tidy(address)


def domain(address: str) -> str:
    return tidy(address).rpartition("@")[2]
