"""Links in mails by which one person does one thing without logging in.

Such a link says what, about which thing, for whom and until when. What makes it open is a
signature that is put on when the mail leaves the portal, and that no database holds: whoever reads
the mail in the portal has a link that does not open. The signature is of the receiver's address
too, so that a link to an address that is no longer theirs has ended.
"""

import re
from datetime import date
from uuid import UUID

from django.core.signing import Signer
from django.utils.crypto import constant_time_compare

KEY = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
UNSIGNED = re.compile(rf"/lank/[a-z]+/{KEY}/{KEY}/\d{{4}}-\d\d-\d\d/")
SIGNED = re.compile(rf"({UNSIGNED.pattern})[\w-]+/?")


def path_of(purpose: str, thing: UUID, *, person: UUID, until_on: date | str) -> str:
    """As it stands in a mail that is kept. `until_on` is the last day."""
    return f"/lank/{purpose}/{thing}/{person}/{until_on}/"


def signed(text: str, address: str) -> str:
    """The text as it is sent to the address: its links open."""
    return UNSIGNED.sub(lambda found: f"{found[0]}{signature_of(found[0], address)}/", text)


def unsigned(text: str) -> str:
    """What somebody writes or comes from, as it may be kept and read by others: its links do not
    open."""
    return SIGNED.sub(r"\1", text)


def signature_of(path: str, address: str) -> str:
    return Signer(salt=__name__).signature(f"{path} {address.lower()}")


def is_signed(path: str, address: str, signature: str) -> bool:
    return constant_time_compare(signature, signature_of(path, address))
