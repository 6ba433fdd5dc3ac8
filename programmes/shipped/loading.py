"""From facts to rows. Works with the models of a migration as with today's."""

from dataclasses import asdict
from typing import Any

from programmes.shipped.facts import AssignmentFact, MeetingFact, ProgrammeFact, TemplateFact
from programmes.shipped.rounds import PROGRAMMES

PLAIN = {"audience", "sessions", "assignments", "questions"}  # rows of their own


def load(apps: Any) -> None:
    """Add and publish the versions that are not there. A second time changes nothing."""
    for programme in PROGRAMMES:
        template = _template(apps, programme)
        known = set(template.versions.values_list("label", flat=True))
        for fact in programme.templates:
            if fact.label not in known:
                _Loading(apps, template, fact).publish()


def _template(apps: Any, fact: ProgrammeFact) -> Any:
    names = {"name_sv": fact.name_sv, "name_en": fact.name_en}
    programme, _is_new = apps.get_model("cohorts", "Programme").objects.get_or_create(
        slug=fact.slug, defaults=names
    )
    templates = apps.get_model("programmes", "ProgrammeTemplate").objects
    return templates.get_or_create(programme=programme)[0]


class _Loading:
    """One version. Its rows are added while it is a draft; publishing shuts it."""

    def __init__(self, apps: Any, template: Any, fact: TemplateFact) -> None:
        self.apps = apps
        self.fact = fact
        version = self._model("TemplateVersion")
        self.version = version.objects.create(
            template=template, label=fact.label, **_known_to(version, fact)
        )
        self.position = 0
        self.questions: list[Any] = []

    def publish(self) -> None:
        self._functions()
        reminder = self._model("ReminderPlan")
        reminder.objects.bulk_create(
            reminder(version=self.version, days_before=days) for days in self.fact.reminder_days
        )
        for assignment in self.fact.preparation:
            self._assignment(assignment, None)
        for meeting in self.fact.meetings:
            self._meeting(meeting)
        self._model("QuestionPlan").objects.bulk_create(self.questions)
        self.version.state = "published"
        self.version.save(update_fields=["state"])

    def _model(self, name: str) -> Any:
        return self.apps.get_model("programmes", name)

    def _functions(self) -> None:
        plan = self._model("FunctionPlan")
        rows = [
            plan(version=self.version, position=position, **asdict(fact))
            for position, fact in enumerate(self.fact.functions)
        ]
        plan.objects.bulk_create(rows)
        self.functions = {row.code: row for row in self.version.functions.all()}

    def _meeting(self, fact: MeetingFact) -> None:
        plan = self._model("MeetingPlan").objects.create(version=self.version, **_plain(fact))
        for session in fact.sessions:
            row = plan.sessions.create(**_plain(session))
            row.audience.set(self.functions[code] for code in session.audience)
        for assignment in fact.assignments:
            self._assignment(assignment, plan)

    def _assignment(self, fact: AssignmentFact, meeting: Any) -> None:
        self.position += 1
        plan = self._model("AssignmentPlan").objects.create(
            version=self.version, meeting=meeting, position=self.position, **_plain(fact)
        )
        question = self._model("QuestionPlan")
        self.questions += [
            question(assignment=plan, number=number, **asdict(one))
            for number, one in enumerate(fact.questions, start=1)
        ]


def _known_to(model: Any, fact: TemplateFact) -> dict[str, Any]:
    """The plain facts that the model has fields for: a migration's may lack those that came
    later, which a later migration sets."""
    names = ("preparation_months", "exchange_months", "needs_top_management")
    fields = {field.name for field in model._meta.fields}
    return {name: getattr(fact, name) for name in names if name in fields}


def _plain(fact: Any) -> dict[str, Any]:
    return {name: value for name, value in vars(fact).items() if name not in PLAIN}
