"""What an action of this room says when it refuses. The text is for the person who tried."""

from django.utils.translation import gettext as _

from exchange_portal.ui.texts import moment
from materials.models import Material


class Refused(Exception):
    """The reason, in words for the reader, as `str()`."""


class RoundOver(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Omgången pågår inte. Det går att läsa det som är delat, men inte att lägga till.")
        )


class SentBefore(Refused):
    """Another file came with the same form, as when one goes back in the browser."""

    def __init__(self) -> None:
        super().__init__(
            _("Du har redan delat en fil med det här formuläret. Skicka igen för att dela en till.")
        )


class ChangedMeanwhile(Refused):
    """Someone else has changed the words since they were shown. Nothing was overwritten."""

    def __init__(self, material: Material) -> None:
        self.material = material
        super().__init__(
            _("En kollega har ändrat under tiden. Jämför med det som står där nu och spara igen.")
        )


class Withdrawn(Refused):
    def __init__(self, material: Material) -> None:
        at = material.withdrawn_at
        super().__init__(_("Materialet togs bort %(at)s.") % {"at": moment(at) if at else ""})
