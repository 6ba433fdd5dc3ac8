"""What the pages have in common on which a coordinator asks colleagues by mail."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LONGEST = 18  # digits of what the database can hold as an id


def is_id(text: str) -> bool:
    """Whether what a form sent may be the id of a person."""
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST


def asked_in_words(count: int) -> str:
    """How many of those chosen get a mail."""
    if not count:
        return _("De du valde har redan fått en påminnelse i dag. Inget mer skickades.")
    said = ngettext("En kollega får ett mejl.", "%(count)s kollegor får ett mejl.", count)
    return said % {"count": count}
