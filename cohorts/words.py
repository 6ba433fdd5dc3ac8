"""Names as they stand inside a sentence: «de andra i grupp 2», «Ada Lind, samordnare»."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cohorts.models import Cohort, Function, Holding, Unreached
from cohorts.queries import Invited
from exchange_portal.ui.texts import full_day, local

GROUP = "Grupp"


def cohort_in_sentence(name: Cohort | str, language: str | None = None) -> str:
    """«grupp 2»: a name that begins with the Swedish word is one in Swedish only. Other names,
    and English sentences, keep theirs."""
    name = str(name)
    is_swedish = (language or get_language() or "sv").startswith("sv")
    return uncapped(name) if is_swedish and name.startswith(f"{GROUP} ") else name


def function_in_sentence(function: Function, language: str | None = None) -> str:
    return uncapped(local(function, "name", language))


def part_in_sentence(holding: Holding) -> str:
    """«controller», «ersättare för controller»."""
    function = uncapped(local(holding.seat, "name"))
    return (
        _("ersättare för %(function)s") % {"function": function}
        if holding.is_stand_in
        else function
    )


def period_in_words(holding: Holding) -> str:
    """«från 3 mars 2026 till och med 1 juni 2026»."""
    words = {
        "first": full_day(holding.from_on),
        "last": holding.last_on and full_day(holding.last_on),
    }
    if holding.last_on is None:
        return _("från %(first)s") % words
    return _("från %(first)s till och med %(last)s") % words


def english_name(name: str, name_en: str) -> str:
    """What an institution is called in English, for those who read English: said beside the name,
    which stays the same in every list. Empty for others, and where it is the same."""
    is_english = (get_language() or "").startswith("en")
    return name_en if is_english and name_en != name else ""


def uncapped(text: str) -> str:
    """With a small first letter, unless it begins with letters that stand for words: «HR-chef»."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def invited_words(holding: Any) -> tuple[str, str]:
    """How far an invitation has come (`queries.invited`), in words and as the status of a tag."""
    if holding.invited == Invited.UNREACHED:
        return str(Unreached.Reason(holding.reason).label), "late"
    words: dict[str, tuple[str, str]] = {
        Invited.CAME: (_("Har loggat in"), "done"),
        Invited.TO_COME: (_("Börjar senare"), "quiet"),
        Invited.REFUSED: (_("Mejlet kom inte fram"), "late"),
        Invited.UNCLEAR: (_("Oklart om mejlet kom fram"), "now"),
        Invited.SENT: (_("Har inte loggat in än"), "now"),
        Invited.ON_ITS_WAY: (_("Inbjudan mejlas strax"), "quiet"),
    }
    return words[holding.invited]
