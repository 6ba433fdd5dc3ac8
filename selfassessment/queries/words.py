"""How things stand, in the same words everywhere."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import User
from exchange_portal.ui.texts import clock, day, local, short_day
from selfassessment.models import AgreedAnswer, Assessment, Rating, ScaleStep
from selfassessment.queries.agreed import Answer

SOON = 7  # days before a due date from which it is worth a warm colour
NOTHING = "–"


@dataclass(frozen=True)
class Standing:
    """A word, and the colour that helps it: done, now, late or quiet."""

    label: str
    status: str


class Timed(Protocol):
    """Whatever has a last day."""

    def days_left(self, now: datetime) -> int | None: ...


def standing(assessment: Timed, *, is_submitted: bool, now: datetime) -> Standing:
    """Where an institution is. Whether it has begun makes no difference."""
    left = assessment.days_left(now)
    if is_submitted:
        return Standing(_("Inlämnad"), "done")
    if left is not None and left < 0:
        return Standing(_late(-left), "late")
    return Standing(_("Inte inlämnad"), "quiet")


def to_staff(assessment: Assessment, *, is_submitted: bool, now: datetime) -> Standing:
    """Where what was asked of an institution is."""
    if assessment.withdrawn_at is not None:
        return withdrawn()
    if not assessment.has_opened(now):
        label = _("Öppnar %(day)s") % {"day": short_day(assessment.opens_on)}
        return Standing(label, "quiet")
    return standing(assessment, is_submitted=is_submitted, now=now)


def withdrawn() -> Standing:
    return Standing(_("Återkallad"), "quiet")


def time_left(assessment: Timed, now: datetime) -> Standing:
    """What the institution itself is told: how long there is, or how late it is."""
    left = assessment.days_left(now)
    if left is None or left < 0:
        return standing(assessment, is_submitted=False, now=now)
    if left == 0:
        return Standing(_("Sista dagen i dag"), "now")
    label = ngettext("%(days)s dag kvar", "%(days)s dagar kvar", left) % {"days": left}
    return Standing(label, "now" if left <= SOON else "quiet")


def saved(answer: Answer | AgreedAnswer, reader: User, now: datetime) -> str:
    """«Sparat 10.42», «Sparat 10.42 av Ben Åkesson» or «Sparat tisdag 1 december kl. 10.42»."""
    if answer.saved_at is None or answer.saved_by is None:
        return ""
    when = _when(answer.saved_at, now)
    if answer.saved_by.pk == reader.pk:
        return _("Sparat %(when)s") % {"when": when}
    return _("Sparat %(when)s av %(name)s") % {"when": when, "name": answer.saved_by.name}


def own_saved(rating: Rating | None, now: datetime) -> str:
    """«Sparat 10.42»: of one's own answer."""
    if rating is None or rating.version == 0:
        return ""
    return _("Sparat %(when)s") % {"when": _when(rating.saved_at, now)}


def as_text(
    *, present: ScaleStep | None, wanted: ScaleStep | None, comment: str, asks_wanted: bool
) -> str:
    """An answer as lines of text, as people and scripts compare it; `read` reads it again."""
    lines = [f"{_('Nu')}: {_word(present)}"]
    if asks_wanted:
        lines.append(f"{_('Dit vi vill nå')}: {_word(wanted)}")
    return "\n".join([*lines, comment])


def read(
    text: str, steps: tuple[ScaleStep, ...], *, asks_wanted: bool
) -> tuple[int | None, int | None, str] | None:
    """Positions of both steps, and the comment; None for a text that `as_text` did not write."""
    words = {word: step.position for step in steps for word in (step.word_sv, step.word_en)}
    known: dict[str, int | None] = {NOTHING: None, **words}
    count = 2 if asks_wanted else 1
    first = text.split("\n", count)
    chosen = [line.rpartition(": ")[2] for line in first[:count]]
    if len(first) != count + 1 or not all(word in known for word in chosen):
        return None
    positions = [known[word] for word in chosen]
    return positions[0], positions[1] if asks_wanted else None, first[count]


def _word(step: ScaleStep | None) -> str:
    return local(step, "word") if step else NOTHING


def _when(at: datetime, now: datetime) -> str:
    if localdate(at) == localdate(now):
        return clock(at)
    return _("%(day)s kl. %(time)s") % {"day": day(at), "time": clock(at)}


def _late(days: int) -> str:
    return ngettext("Försenad %(days)s dag", "Försenad %(days)s dagar", days) % {"days": days}
