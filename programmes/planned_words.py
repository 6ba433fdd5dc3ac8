"""Days that a template counts, in words: «Öppnar 28 dagar före träffen. Sista dag 7 dagar före.»"""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exchange_portal.ui.texts import full_day
from programmes.models import AssessmentPlan


def around_meeting(opens: int | None, due: int) -> str:
    """Of an assignment that hangs on a meeting."""
    return _sentence(None if opens is None else _from_meeting(opens), _from_meeting(due))


def around_preparation(opens: int | None, due: int) -> str:
    """Of one that hangs on no meeting. Without a day it is open from the first."""
    words = None if opens is None else _from_preparation(opens)
    return _sentence(words, _from_preparation(due))


def assessment_when(counts_from: str, opens: int | None, due: int) -> str:
    if counts_from == AssessmentPlan.CountsFrom.PREPARATION:
        return around_preparation(opens, due)
    words = None if opens is None else _from_round(opens)
    return _sentence(words, _from_round(due))


def days_of(opens_on: date | None, due_on: date) -> str:
    return _sentence(full_day(opens_on) if opens_on else None, full_day(due_on))


def reminders(days: Iterable[int]) -> str:
    """«3 dagar före sista dagen. På sista dagen.»"""
    words = [
        ngettext("En dag före sista dagen.", "%(days)s dagar före sista dagen.", one)
        % {"days": one}
        if one
        else _("På sista dagen.")
        for one in days
    ]
    return " ".join(words)


def _sentence(opens: str | None, due: str) -> str:
    if opens is None:
        return _("Sista dag %(due)s.") % {"due": due}
    return _("Öppnar %(opens)s. Sista dag %(due)s.") % {"opens": opens, "due": due}


def _from_meeting(days: int) -> str:
    if days == 0:
        return _("samma dag som träffen")
    if days > 0:
        words = ngettext("en dag före träffen", "%(days)s dagar före träffen", days)
    else:
        words = ngettext("en dag efter träffen", "%(days)s dagar efter träffen", -days)
    return words % {"days": abs(days)}


def _from_preparation(days: int) -> str:
    if days == 0:
        return _("när förberedelsen slutar")
    if days > 0:
        words = ngettext(
            "en dag innan förberedelsen slutar",
            "%(days)s dagar innan förberedelsen slutar",
            days,
        )
    else:
        words = ngettext("en dag efter förberedelsen", "%(days)s dagar efter förberedelsen", -days)
    return words % {"days": abs(days)}


def _from_round(days: int) -> str:
    if days <= 0:
        return _("när omgången slutar")
    words = ngettext("en dag innan omgången slutar", "%(days)s dagar innan omgången slutar", days)
    return words % {"days": days}
