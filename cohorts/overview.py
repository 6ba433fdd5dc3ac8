"""What a list would do, put together for its page: what needs somebody first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import InvitationList, Participation, Round, User
from cohorts.planned import Outcome, Plan, print_of
from exchange_portal.ui.texts import day, local


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row of the page."""

    number: int
    name: str
    address: str
    where: str
    tag: str
    status: str
    said: str
    is_changed: bool
    is_remarked: bool  # whoever presses the button looks at it first


class Overview:
    """`changed`: numbers of rows that are not as they were when somebody looked."""

    def __init__(self, plans: Sequence[Plan], changed: Iterable[int] = ()) -> None:
        self.plans, self.changed = plans, set(changed)
        self.print = print_of(plans)

    def _with(self, outcome: Outcome) -> list[Plan]:
        return [plan for plan in self.plans if plan.outcome is outcome]

    @cached_property
    def wrong(self) -> list[Plan]:
        return self._with(Outcome.WRONG)

    @cached_property
    def filling(self) -> list[Plan]:
        return [plan for plan in self.plans if plan.fills]

    @cached_property
    def remarked(self) -> list[Plan]:
        return [plan for plan in self.filling if plan.remark]

    @cached_property
    def lines(self) -> list[Line]:
        """Those that changed, the wrong ones, those to look at, and the rest, each as in the
        file."""
        return [self._line(plan) for plan in sorted(self.plans, key=self._order)]

    def _order(self, plan: Plan) -> tuple[int, int]:
        urgency = 3
        if plan.row.number in self.changed:
            urgency = 0
        elif plan.outcome is Outcome.WRONG:
            urgency = 1
        elif plan.fills and plan.remark:
            urgency = 2
        return urgency, plan.row.number

    def _line(self, plan: Plan) -> Line:
        row = plan.row
        where = [row.institution, row.function]
        if plan.seat and plan.place:
            where = [plan.place.institution.name, local(plan.seat, "name")]
        tags = {
            Outcome.WRONG: (_("Att rätta"), "late"),
            Outcome.NEW: (_("Ny person"), "done"),
            Outcome.KNOWN: (_("Känd person får platsen"), "done"),
            Outcome.ALREADY: (_("Har redan platsen"), "quiet"),
        }
        tag, status = tags[plan.outcome]
        return Line(
            number=row.number,
            name=row.name or _known_name(plan),
            address=plan.address or row.address,
            where=", ".join(one for one in where if one),
            tag=tag,
            status=status,
            said=" ".join(one for one in (plan.said, plan.remark, _days(plan)) if one),
            is_changed=row.number in self.changed,
            is_remarked=plan.fills and plan.remark != "",
        )

    @property
    def sum(self) -> str:
        """«4 993 kan bjudas in, 7 behöver rättas, 12 har redan sin plats.»"""
        counts = [
            (
                len(self.filling),
                ngettext("%(count)s kan bjudas in", "%(count)s kan bjudas in", len(self.filling)),
            ),
            (
                len(self.wrong),
                ngettext("%(count)s behöver rättas", "%(count)s behöver rättas", len(self.wrong)),
            ),
            (
                len(self._with(Outcome.ALREADY)),
                ngettext(
                    "%(count)s har redan sin plats",
                    "%(count)s har redan sin plats",
                    len(self._with(Outcome.ALREADY)),
                ),
            ),
        ]
        return ", ".join(words % {"count": count} for count, words in counts if count) + "."


def _known_name(plan: Plan) -> str:
    """Whose address it is is not told of those whose identity is protected."""
    person = plan.person
    return "" if person is None or person.is_protected else person.name


def _days(plan: Plan) -> str:
    """Only where somebody has written days."""
    told = []
    if plan.fills and plan.row.from_on:
        told.append(_("Från %(day)s.") % {"day": day(plan.from_on)})
    return " ".join(told)


def waiting_for(user: User, round: Round, place: Participation | None) -> list[InvitationList]:
    """One's lists that nobody has been invited from, or with rows to mend, the latest first."""
    made = InvitationList.objects.filter(made_by=user, round=round, participation=place)
    return list(made.exclude(rows=[]).defer("rows").order_by("-made_at")[:5])
