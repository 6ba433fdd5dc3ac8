"""What has changed in a thing of a template, in words: «Tema: «Uppföljning» blir «Fördjupning»»."""

from collections.abc import Iterable
from datetime import time
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from cohorts.models import Function
from meetings.models import Assignment, Meeting, Session, Sharing
from meetings.queries.words import belonging_to, hours
from programmes.planned_words import around_meeting, around_preparation
from programmes.template_file.checks import named

type Document = dict[str, Any]
type Names = dict[str, str]  # of functions, by code

FUNCTION = ("name_sv", "name_en", "role", "is_required", "seat_count")
MEETING = ("kind", "theme_sv", "theme_en")
ASSIGNMENT = ("title_sv", "title_en", "instructions_sv", "instructions_en", "minutes", "sharing")
QUESTION = ("prompt_sv", "prompt_en", "hint_sv", "hint_en", "is_required")
CHOICES: dict[str, Any] = {
    "role": Function.Role,
    "kind": Meeting.Kind,
    "sharing": Sharing,
    "phase": Assignment.Phase,
}


def _label(name: str) -> str:
    labels = {
        "name_sv": _("Namn"),
        "name_en": _("Namn på engelska"),
        "role": _("Roll"),
        "is_required": _("Måste finnas"),
        "seat_count": _("Platser per institution"),
        "kind": _("Slag"),
        "theme_sv": _("Tema"),
        "theme_en": _("Tema på engelska"),
        "title_sv": _("Rubrik"),
        "title_en": _("Rubrik på engelska"),
        "instructions_sv": _("Instruktion"),
        "instructions_en": _("Instruktion på engelska"),
        "minutes": _("Tid i minuter"),
        "sharing": _("Vilka läser"),
        "prompt_sv": _("Fråga"),
        "prompt_en": _("Fråga på engelska"),
        "hint_sv": _("Hjälp"),
        "hint_en": _("Hjälp på engelska"),
    }
    return labels.get(name, name)


def details(was: Document | None, becomes: Document | None, names: Iterable[str]) -> list[str]:
    """«Namn: A blir B», or what something new is like."""
    if becomes is None:
        return []
    if was is None:
        return [f"{_label(name)}: {_value(name, becomes[name])}" for name in names if becomes[name]]
    return [
        _("%(label)s: %(was)s blir %(becomes)s")
        % {
            "label": _label(name),
            "was": _value(name, was[name]),
            "becomes": _value(name, becomes[name]),
        }
        for name in names
        if was[name] != becomes[name]
    ]


def _value(name: str, value: Any) -> str:
    if name in CHOICES:
        return str(CHOICES[name](value).label)
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, str):
        return f"«{value}»" if value else _("inget")
    return str(value)


def placed(was: Document | None, becomes: Document | None) -> list[str]:
    """When it is done, if that is new."""
    names = ("meeting", "phase", "opens_days_before", "due_days_before")
    if becomes is None or (was and all(was[name] == becomes[name] for name in names)):
        return []
    days = becomes["opens_days_before"], becomes["due_days_before"]
    if not becomes["meeting"]:
        return [f"{_('Förberedelse')}. {around_preparation(*days)}"]
    kind, number = becomes["meeting"].rsplit("-", 1)
    place = belonging_to(becomes["phase"], kind, int(number))
    return [f"{place}. {around_meeting(*days)}"]


def questions(was: Document | None, becomes: Document | None) -> list[str]:
    old, new = (one["questions"] if one else [] for one in (was, becomes))
    if was is None or becomes is None or len(old) != len(new):
        known = [one["prompt_sv"] for one in old]
        kept = [one["prompt_sv"] for one in new]
        gone = [one for one in known if one not in kept] if becomes else []
        return [
            *(_("Ny fråga: %(words)s") % {"words": one} for one in kept if one not in known),
            *(_("Frågan tas bort: %(words)s") % {"words": one} for one in gone),
        ]
    return [
        _("Fråga %(number)s. %(words)s") % {"number": number, "words": words}
        for number, (one, other) in enumerate(zip(old, new, strict=True), start=1)
        for words in details(one, other, QUESTION)
    ]


def names_of(document: Document) -> Names:
    return {one["code"]: named(one, "name") for one in document["functions"]}


def sessions(was: list[Document], becomes: list[Document], before: Names, now: Names) -> list[str]:
    """Hour for hour, in the order of the day: what it was and what it becomes."""
    old = [session_words(one, before) for one in was]
    new = [session_words(one, now) for one in becomes]
    pairs = zip(was, becomes, old, new, strict=False)
    return [
        *(
            _("%(was)s blir %(becomes)s") % {"was": words, "becomes": other}
            for one, another, words, other in pairs
            if one != another
        ),
        *(_("Nytt pass: %(words)s") % {"words": one} for one in new[len(old) :]),
        *(_("Passet tas bort: %(words)s") % {"words": one} for one in old[len(new) :]),
    ]


def session_words(session: Document, names: Names) -> str:
    """«9–12 för Rektor och Samordnare»."""
    planned = Session(
        starts_at=time.fromisoformat(session["starts_at"]),
        ends_at=time.fromisoformat(session["ends_at"]),
    )
    if not session["audience"]:
        return _("%(hours)s, kallar ingen") % {"hours": hours(planned)}
    who = get_text_list([names[code] for code in session["audience"]], _("och"))
    return _("%(hours)s för %(who)s") % {"hours": hours(planned), "who": who}
