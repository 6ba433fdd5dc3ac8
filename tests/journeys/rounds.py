"""What the journeys of a round start from: universities, and the template that the portal
ships for them. A world holds as much as its journey needs.

Built like `tests.journeys.world`: inside the running portal's own database, through actions alone.
"""

import json
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.utils import timezone
from django.utils.timezone import get_default_timezone, localdate

if TYPE_CHECKING:
    from cohorts.models import Institution, Participation, Round, User
    from programmes.models import TemplateVersion
    from selfassessment.models import Assessment

STAFF = "from tests.journeys.rounds import build_staff; build_staff()"
PREPARATION = "from tests.journeys.rounds import build_preparation; build_preparation({})"

UNIVERSITIES = (
    ("Karlstads universitet", "KaU"),
    ("Örebro universitet", "ORU"),
    ("Linnéuniversitetet", "LNU"),
)
DISA = ("Disa Wik", "disa@jamy.example")
SEATS = {
    ("KaU", "coordinator"): ("Majken Sjö", "majken@kau.example"),
    ("ORU", "coordinator"): ("Tora Nygren", "tora@oru.example"),
    ("ORU", "head"): ("Rolf Alving", "rolf@oru.example"),
    ("ORU", "planning"): ("Meta Lindow", "meta@oru.example"),
    ("ORU", "core_activity"): ("Sten Wide", "sten@oru.example"),
}
KICKOFF = 29  # days from today: before what is due before it opens, and near enough to be answered
MANAGEMENT = "ledningens-forandring-och-ambition"
ASKED = {MANAGEMENT: 10, "forutsattningar": 12, "planering-och-uppfoljning": 14}  # due in days
STEPS = {"planning": ("221212211", "343334343"), "core_activity": ("333433333", "444444444")}


def build_staff() -> None:
    """The agency with Disa, who runs the programme, and universities. No round yet."""
    _Making()
    print("{}")


def build_preparation(*, answered: Sequence[str] = (), vacant: Sequence[str] = ()) -> None:
    """A round in its preparation. `answered`: the functions whose leaders have answered for
    themselves; `vacant`: those whose seat nobody has. Prints the keys of what was made, as JSON."""
    making = _Making()
    making.start_round()
    making.invite(vacant)
    making.set_dates()
    making.ask()
    for function in answered:
        making.answer(function)
    making.forget_mail()
    print(json.dumps({"kickoff": str(making.meeting("kickoff").key)}))


class _Making:
    def __init__(self) -> None:
        self.now = timezone.now()
        self.institutions: dict[str, Institution] = {}
        self.people: dict[tuple[str, str], User] = {}
        self.disa = self._staff()
        for name, short_name in UNIVERSITIES:
            self._institution(name, short_name, "university")

    def day(self, number: int) -> date:
        return localdate(self.now) + timedelta(days=number)

    def then(self, number: int) -> datetime:
        """Ten o'clock of that day, for what has been done."""
        return datetime.combine(self.day(number), time(10), get_default_timezone())

    def _institution(self, name: str, short_name: str, kind: str) -> "Institution":
        from cohorts import actions

        self.institutions[short_name] = actions.add_institution(
            name=name, short_name=short_name, kind=kind, by=None, now=self.then(-60)
        )
        return self.institutions[short_name]

    def _staff(self) -> "User":
        from allauth.mfa.totp.internal.auth import TOTP

        from cohorts import actions
        from cohorts.models import Engagement, Programme
        from tests.personas import AGENCY, TOTP_SECRET

        agency = self._institution(*AGENCY, kind="agency")
        name, email = DISA
        disa = actions.invite(agency, email=email, name=name, by=None, now=self.then(-60))
        TOTP.activate(disa, TOTP_SECRET)
        actions.engage(
            disa,
            role=Engagement.Role.PROCESS_LEADER,
            scope=actions.scope_of(Programme.objects.get(slug="jihu")),
            from_on=self.day(-60),
            by=None,
            now=self.then(-60),
        )
        return disa

    def start_round(self) -> None:
        from programmes import actions

        kau, oru = self.institutions["KaU"], self.institutions["ORU"]
        start = actions.Start(
            name="JiHU nu",
            preparation_starts_on=self.day(-30),
            preparation_ends_on=self.day(20),
            ends_on=self.day(400),
            contact=self.disa,
            groups=[actions.Group(name="Lärosätesgruppen", anchor=kau, others=[oru])],
        )
        self.round: Round = actions.start_round(
            self._version(), start=start, token=uuid4(), by=self.disa, now=self.then(-32)
        )

    @staticmethod
    def _version() -> "TemplateVersion":
        from programmes.models import TemplateVersion

        return TemplateVersion.objects.get(template__programme__slug="jihu", label="2022")

    def invite(self, vacant: Sequence[str]) -> None:
        from cohorts import actions

        for (place, function), (name, email) in SEATS.items():
            if function in vacant:
                continue
            holding = actions.invite_to_seat(
                self.participation(place).seats.get(function__code=function),
                name=name,
                email=email,
                from_on=self.day(-30),
                is_top_management=function == "head",
                by=self.disa,
                now=self.then(-30),
            )
            self.people[place, function] = holding.user

    def participation(self, place: str) -> "Participation":
        from cohorts.models import Participation

        rows = Participation.objects.select_related("institution", "cohort__round")
        return rows.get(institution=self.institutions[place])

    def meeting(self, kind: str) -> Any:
        from meetings.models import Meeting

        return Meeting.objects.get(cohort__round=self.round, kind=kind, number=1)

    def set_dates(self) -> None:
        """Of the first meeting and the one that prepares it."""
        from meetings import actions as meetings
        from programmes import actions

        act: dict[str, Any] = {"by": self.disa, "now": self.then(-20)}
        for kind, days in (("coordinators", 5), ("kickoff", KICKOFF)):
            meeting = self.meeting(kind)
            actions.set_date(meeting, held_on=self.day(days), version=meeting.date_version, **act)
            link = f"https://mote.jamy.example/{kind}"
            meetings.change_meeting(self.meeting(kind), place="Digitalt", link=link, **act)

    def ask(self) -> None:
        """The three self-assessments of the preparation."""
        from selfassessment import actions
        from selfassessment.models import InstrumentVersion

        places = [self.participation(place) for place in ("KaU", "ORU")]
        for instrument, due in ASKED.items():
            actions.open_for_all(
                places,
                version=InstrumentVersion.objects.get(instrument__key=instrument),
                opens_on=self.day(-4),
                due_on=self.day(due),
                by=self.disa,
                now=self.then(-4),
            )

    def answer(self, function: str) -> None:
        from selfassessment import actions
        from selfassessment.queries.asked import asked

        assessment = self._assessment()
        statements = asked(assessment.instrument_version).statements
        for statement, *steps in zip(statements, *STEPS[function], strict=True):
            for saves, (level, step) in enumerate(zip(actions.LEVELS, steps, strict=True)):
                actions.rate(
                    assessment,
                    statement=statement,
                    level=level,
                    position=int(step),
                    version=saves,
                    by=self.people["ORU", function],
                    now=self.then(-2),
                )
        actions.finish(assessment, by=self.people["ORU", function], now=self.then(-2))

    def _assessment(self) -> "Assessment":
        from selfassessment.models import Assessment

        return Assessment.objects.select_related("instrument_version").get(
            participation__institution=self.institutions["ORU"],
            instrument_version__instrument__key=MANAGEMENT,
        )

    def forget_mail(self) -> None:
        """What has happened before the journey was mailed then."""
        from demo.earlier_mail import leave_unsent

        leave_unsent(before=self.now)
