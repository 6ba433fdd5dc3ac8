"""What an action of this room says when it refuses. The text is for the person who tried."""

from datetime import date

from django.utils.translation import gettext as _

from cohorts.models import Institution, Round
from exchange_portal.ui.texts import full_day


class Refused(Exception):
    """The reason, in words for the reader, as `str()`. `group` is the position of the group that
    it is about, `field` the name of what to mend there or in the round."""

    field = ""
    institution: Institution | None = None  # one that stands in two places

    def __init__(self, words: str, *, group: int | None = None, field: str = "") -> None:
        self.group = group
        self.field = field or self.field
        super().__init__(words)


class NotPublished(Refused):
    def __init__(self) -> None:
        super().__init__(_("Mallen är inte färdig. Välj en annan mall."))


class Retired(Refused):
    def __init__(self) -> None:
        super().__init__(_("Nya omgångar startas inte längre från mallen. Välj en annan."))


class NameTaken(Refused):
    field = "name"

    def __init__(self) -> None:
        super().__init__(_("Det finns redan en omgång med det namnet. Välj ett annat."))


class NoContact(Refused):
    field = "contact"

    def __init__(self) -> None:
        super().__init__(_("Välj en kontaktperson som arbetar med programmet."))


class DatesInDisorder(Refused):
    def __init__(self, field: str) -> None:
        words = {
            "preparation_ends_on": _(
                "Förberedelsen slutar innan den börjar. Ändra ett av datumen."
            ),
            "ends_on": _("Omgången slutar före förberedelsen. Ändra ett av datumen."),
        }
        super().__init__(words[field], field=field)


class NoGroups(Refused):
    def __init__(self) -> None:
        super().__init__(_("Välj minst en institution."))


class NoInstitution(Refused):
    field = "anchor"

    def __init__(self, name: str, *, group: int) -> None:
        super().__init__(_("%(group)s har ingen institution.") % {"group": name}, group=group)


class SameGroupName(Refused):
    field = "group_name"

    def __init__(self, name: str, *, group: int) -> None:
        words = _("Två grupper heter %(group)s. Ge en av dem ett annat namn.")
        super().__init__(words % {"group": name}, group=group)


class TwiceInGroup(Refused):
    field = "anchor"

    def __init__(self, institution: Institution, name: str, *, group: int) -> None:
        words = _("%(institution)s står två gånger i %(group)s. Ta bort den ena.")
        about = {"institution": institution, "group": name}
        self.institution = institution
        super().__init__(words % about, group=group)


class InTwoGroups(Refused):
    field = "anchor"

    def __init__(self, institution: Institution, name: str, *, group: int) -> None:
        words = _("%(institution)s är redan med i %(group)s. Ta bort den ur en av grupperna.")
        about = {"institution": institution, "group": name}
        self.institution = institution
        super().__init__(words % about, group=group)


class MeetingsInDisorder(Refused):
    def __init__(self, number: int, *, group: int) -> None:
        words = _("Träff %(number)s ligger före en tidigare träff. Ändra ett av datumen.")
        super().__init__(words % {"number": number}, group=group, field=f"meeting_{number}")


class OutsideRound(Refused):
    def __init__(
        self, day: date, round: "Round | None", *, group: int | None = None, field: str = ""
    ) -> None:
        words = _("%(day)s ligger utanför omgången. Välj ett annat datum.")
        about = {"day": full_day(day)}
        if round is not None:
            words = _("%(day)s ligger utanför omgången, som pågår %(first)s till %(last)s.")
            first, last = round.preparation_starts_on, round.ends_on
            about |= {"first": full_day(first), "last": full_day(last)}
        super().__init__(words % about, group=group, field=field)


class ChangedMeanwhile(Refused):
    """The meeting's date, or what hangs on it, is not what the page showed."""

    def __init__(self, held_on: date | None) -> None:
        words = _("Någon har tagit bort träffens datum under tiden. Ingenting är ändrat nu.")
        if held_on is not None:
            words = _(
                "Någon har ändrat träffens datum till %(day)s under tiden. Ingenting är ändrat nu."
            ) % {"day": full_day(held_on)}
        super().__init__(words)
