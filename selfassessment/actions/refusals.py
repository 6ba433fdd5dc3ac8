"""What an action of this room says when it refuses. The text is for the person who tried."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from cohorts.models import User
from exchange_portal.ui.texts import day
from selfassessment.models import AgreedAnswer, Assessment, Rating, Statement, SubmittedAssessment


class Refused(Exception):
    """The reason, in words for the reader, as `str()`."""


class NotOpenYet(Refused):
    def __init__(self, assessment: Assessment) -> None:
        super().__init__(_("Självskattningen öppnar %(day)s.") % {"day": day(assessment.opens_on)})


class RoundOver(Refused):
    def __init__(self) -> None:
        super().__init__(_("Omgången pågår inte. Det går att läsa, men inte att ändra något."))


class NotPublished(Refused):
    def __init__(self) -> None:
        super().__init__(_("Instrumentet är inte publicerat än. Välj en publicerad version."))


class DatesOutOfOrder(Refused):
    def __init__(self) -> None:
        super().__init__(_("Den sista dagen ligger före dagen då det öppnar. Ändra en av dem."))


class DayHasPassed(Refused):
    def __init__(self) -> None:
        super().__init__(_("Den dagen har redan varit. Välj i dag eller en senare dag."))


class ReasonMissing(Refused):
    def __init__(self) -> None:
        super().__init__(_("Skriv varför ni återkallar den. Institutionen läser det."))


class NobodyLeft(Refused):
    """Everyone whom it would have concerned has handed in."""

    def __init__(self) -> None:
        super().__init__(
            _("Det är redan inlämnat. Då går det varken att återkalla eller att byta sista dag.")
        )


class AskedAndWithdrawn(Refused):
    """What would be asked anew was withdrawn, and can be opened again instead."""

    def __init__(self, assessment: Assessment) -> None:
        super().__init__(
            _(
                "Samma självskattning med samma första dag är återkallad för %(institution)s. Öppna"
                " den igen från listan, eller välj en annan dag."
            )
            % {"institution": assessment.participation.institution}
        )


class Withdrawn(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Självskattningen är återkallad, så det senaste är inte sparat. Det som redan är"
                " sparat finns kvar, oläst."
            )
        )


class HandedIn(Refused):
    """Nothing changes any more: this copy has been handed in."""

    def __init__(self, submitted: SubmittedAssessment) -> None:
        self.submitted = submitted
        super().__init__(_("Självskattningen är redan inlämnad. Svaren går inte att ändra."))


class AnsweringClosed(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Svaren är stängda, så ditt senaste val är inte sparat. Det du svarade förut finns.")
        )


class ClosedMeanwhile(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Svaren stängdes medan du läste. Det du har valt är sparat och räknas med.")
        )


class NotAllAnswered(Refused):
    """The statements are those without a whole answer."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.statements = statements
        super().__init__(_("Några frågor är kvar. Det du har valt är sparat. Svara på dem först."))


class StillAnswering(Refused):
    def __init__(self) -> None:
        super().__init__(_("Ledningsgruppen svarar fortfarande var för sig. Stäng svaren först."))


class AlreadyShown(Refused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Fördelningen har visats, så svaren går inte att öppna igen: då skulle det synas"
                " vem som ändrar vad."
            )
        )


class NobodyAnswered(Refused):
    def __init__(self) -> None:
        super().__init__(_("Ingen har svarat än. Vänta tills någon har gjort det."))


class UnknownStep(Refused):
    def __init__(self) -> None:
        super().__init__(_("Svaret finns inte på skalan. Välj ett av stegen och försök igen."))


class AnsweredElsewhere(Refused):
    """The same person has chosen something else in another window. Nothing was overwritten."""

    def __init__(self, rating: Rating) -> None:
        self.rating = rating
        super().__init__(
            _("Du har svarat något annat i ett annat fönster. Det svaret visas nu. Välj igen.")
        )


class TooLong(Refused):
    def __init__(self, length: int, limit: int) -> None:
        super().__init__(
            _("Texten är %(length)s tecken. Högst %(limit)s får plats. Korta den och spara igen.")
            % {"length": length, "limit": limit}
        )


class Conflict(Refused):
    """Another answer has been saved since this one was begun, by somebody else or by its writer in
    another tab. Nothing was overwritten."""

    def __init__(self, answer: AgreedAnswer, by: User) -> None:
        self.answer = answer
        self.is_own = answer.saved_by_id == by.pk
        super().__init__(
            _("Du har sparat ett annat svar i en annan flik under tiden.")
            if self.is_own
            else _("En kollega har sparat ett annat svar under tiden.")
        )


class ChangedMeanwhile(Refused):
    """The answers are no longer what the coordinator was shown."""

    def __init__(self) -> None:
        super().__init__(
            _("Svaren har ändrats sedan du öppnade sidan. Läs igenom dem igen och lämna in.")
        )


class Incomplete(Refused):
    def __init__(self, statements: Sequence[Statement]) -> None:
        self.statements = statements
        super().__init__(_("Alla påståenden behöver ett svar innan ni kan lämna in."))


class NotYourPart(Refused):
    """Somebody else answers it alone."""

    def __init__(self) -> None:
        super().__init__(
            _("Någon annan hos er svarar på den delen nu, så det du skrev där är inte sparat.")
        )


class NoPart(Refused):
    def __init__(self) -> None:
        super().__init__(_("Du har ingen egen del här längre. Det du har svarat är sparat."))


class NotDivided(Refused):
    def __init__(self) -> None:
        super().__init__(_("Inga delar är uppdelade, så alla hos er ser redan allt."))


class UnknownSeat(Refused):
    def __init__(self) -> None:
        super().__init__(_("Platsen finns inte hos er. Välj en av era platser."))


class DividedMeanwhile(Refused):
    """The parts are no longer what the coordinator was shown."""

    def __init__(self) -> None:
        super().__init__(
            _("Delarna har delats upp på nytt sedan du öppnade sidan. Titta igenom dem igen.")
        )


class PartIncomplete(Refused):
    """The statements are those of the part without an answer."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.statements = statements
        super().__init__(_("Det du har svarat är sparat. Något i din del saknar svar:"))
