"""What an action of this room says when it refuses. The text is for the person who tried."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from cohorts.models import User
from exchange_portal.ui.texts import day
from meetings.models import Assignment, DraftAnswer, Question, SubmittedVersion


class Refused(Exception):
    """The reason, in words for the reader, as `str()`."""


class NotOpenYet(Refused):
    def __init__(self, assignment: Assignment) -> None:
        words = _("Uppgiften öppnar när träffen har fått ett datum.")
        if assignment.opens_on is not None:
            words = _("Uppgiften öppnar %(day)s.") % {"day": day(assignment.opens_on)}
        super().__init__(words)


class NothingShared(Refused):
    def __init__(self) -> None:
        super().__init__(_("Ingen i gruppen har delat något till den här träffen än."))


class RoundOver(Refused):
    def __init__(self) -> None:
        super().__init__(_("Omgången pågår inte. Det går att läsa, men inte att ändra något."))


class HandedIn(Refused):
    """The draft is locked: this version has been handed in and not returned."""

    def __init__(self, version: SubmittedVersion) -> None:
        self.version = version
        super().__init__(_("Uppgiften är redan inlämnad. Utkastet går inte att ändra."))


class TooLong(Refused):
    def __init__(self, length: int, limit: int) -> None:
        super().__init__(
            _("Texten är %(length)s tecken. Högst %(limit)s får plats. Korta den och spara igen.")
            % {"length": _spaced(length), "limit": _spaced(limit)}
        )


class TooManyLines(Refused):
    def __init__(self, lines: int, limit: int) -> None:
        super().__init__(
            _("Texten är %(lines)s rader. Högst %(limit)s får plats. Korta den och spara igen.")
            % {"lines": _spaced(lines), "limit": _spaced(limit)}
        )


class Conflict(Refused):
    """Another text has been saved since this one was begun, by somebody else or by its writer in
    another tab. Nothing was overwritten."""

    def __init__(self, answer: DraftAnswer, by: User) -> None:
        self.answer = answer
        self.is_own = answer.saved_by_id == by.pk
        super().__init__(
            _("Du har sparat en annan text i en annan flik under tiden.")
            if self.is_own
            else _("En kollega har sparat en annan text under tiden.")
        )


class TooManyFiles(Refused):
    def __init__(self, limit: int) -> None:
        super().__init__(_("Ni kan ha högst %(limit)s filer. Ta bort någon.") % {"limit": limit})


class EnoughFiles(Refused):
    """Beside an instruction, in the group that has the most."""

    def __init__(self, limit: int, assignment: Assignment) -> None:
        super().__init__(
            _(
                "Uppgiften har redan %(limit)s filer i %(cohort)s, och fler får inte plats. Filen "
                "är inte tillagd i någon grupp. Ta bort en fil där och försök igen."
            )
            % {"limit": limit, "cohort": assignment.cohort.name}
        )


class ChangedMeanwhile(Refused):
    """The draft is no longer what the coordinator was shown."""

    def __init__(self) -> None:
        super().__init__(
            _("Utkastet har ändrats sedan du öppnade sidan. Läs igenom det igen och lämna in.")
        )


class Incomplete(Refused):
    """Required questions without an answer."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self.questions = questions
        super().__init__(_("Alla obligatoriska frågor behöver ett svar."))


class NothingToHandIn(Refused):
    def __init__(self) -> None:
        super().__init__(_("Utkastet är tomt. Skriv ett svar eller lägg till en fil först."))


class StoppedFiles(Refused):
    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            _("Ta bort filer som stoppades i viruskontrollen: %(names)s.")
            % {"names": ", ".join(names)}
        )


class AlreadyReturned(Refused):
    def __init__(self, at: datetime) -> None:
        super().__init__(
            _("Inlämningen skickades tillbaka för komplettering redan %(day)s.") % {"day": day(at)}
        )


class FilesLeftOut(Refused):
    """The same return came again with other files."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Inlämningen är redan tillbakaskickad med den texten, men filerna som du valde nu "
                "kom inte med. Skicka dem med en kommentar i stället."
            )
        )


class CommentMissing(Refused):
    def __init__(self) -> None:
        super().__init__(_("Skriv vad som behöver kompletteras."))


class NothingSaid(Refused):
    def __init__(self) -> None:
        super().__init__(_("Skriv en kommentar."))


class SentBefore(Refused):
    """Another text came with the same form, as when one goes back in the browser."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Du har redan skickat en kommentar med det här formuläret, och den är sparad. "
                "Skicka igen om den här också ska fram."
            )
        )


class TooMuchAttached(Refused):
    def __init__(self, limit: int) -> None:
        super().__init__(
            _("Högst %(limit)s filer kan följa med. Inget är skickat. Välj färre filer.")
            % {"limit": limit}
        )


class BadAttachment(Refused):
    """One of the files was not received; so that half of it is not sent, nothing is."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            _("«%(name)s» togs inte emot, och inget är skickat. %(reason)s")
            % {"name": name, "reason": reason}
        )


class ElsewhereMeeting(Refused):
    def __init__(self) -> None:
        super().__init__(_("Träffen hör till en annan grupp."))


class ElsewhereFunction(Refused):
    def __init__(self) -> None:
        super().__init__(_("Passet är för funktioner i en annan omgång. Välj dem i träffens egen."))


class NoDateYet(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Träffen har inget datum än. När datumet är bestämt får du frågan om du kommer.")
        )


class SessionOver(Refused):
    def __init__(self) -> None:
        super().__init__(_("Passet är slut. Det går inte att svara längre."))


class MovedMeanwhile(Refused):
    """The date is no longer the one that the page showed."""

    def __init__(self, held_on: date) -> None:
        super().__init__(
            _(
                "Träffen har flyttats till %(day)s sedan du öppnade sidan. Ditt svar är inte "
                "sparat. Svara för den nya dagen."
            )
            % {"day": day(held_on)}
        )


class NotCalled(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Den som du svarar för är inte kallad till passet. Svaret är inte sparat.")
        )


class AnsweredMeanwhile(Refused):
    """Another answer stands than the one that the page showed."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Ett annat svar har sparats sedan du öppnade sidan. Det står kvar så länge. "
                "Svara igen om det ska ändras."
            )
        )


def _spaced(number: int) -> str:
    """«20 000», with spaces that do not break."""
    return f"{number:,}".replace(",", "\u00a0")
