"""From facts to rows. Works with the models of a migration as with today's."""

from collections.abc import Collection
from dataclasses import asdict
from itertools import count
from typing import Any

from programmes.shipped.facts import ProgrammeFact
from programmes.shipped.rounds import PROGRAMMES

type Document = dict[str, Any]


def load(apps: Any) -> None:
    """Add and publish the versions that are not there. A second time changes nothing."""
    for programme in PROGRAMMES:
        template = _template(apps, programme)
        known = set(template.versions.values_list("label", flat=True))
        for fact in programme.templates:
            if fact.label not in known:
                publish(apps, template, asdict(fact))


def publish(apps: Any, template: Any, document: Document, **more: Any) -> Any:
    """The version that the document describes, with its plans. The rows are added while it is a
    draft; publishing shuts it."""
    return _Loading(apps, template, document, more).publish()


def code_for(phase: str, meeting: Document | None, taken: Collection[str]) -> str:
    """For an assignment without a code: «before-2», and «before-2-2» for the next such one."""
    parts = [phase]
    if meeting is not None:
        parts += ["coordinators"] if meeting["kind"] == "coordinators" else []
        parts.append(str(meeting["number"]))
    first = "-".join(parts)
    later = (f"{first}-{number}" for number in count(2))
    return first if first not in taken else next(one for one in later if one not in taken)


def _template(apps: Any, fact: ProgrammeFact) -> Any:
    names = {"name_sv": fact.name_sv, "name_en": fact.name_en}
    programme, _is_new = apps.get_model("cohorts", "Programme").objects.get_or_create(
        slug=fact.slug, defaults=names
    )
    templates = apps.get_model("programmes", "ProgrammeTemplate").objects
    return templates.get_or_create(programme=programme)[0]


class _Loading:
    """One version. What a migration's models do not know yet, a later migration adds."""

    def __init__(self, apps: Any, template: Any, document: Document, more: Document) -> None:
        self.apps = apps
        self.document = document
        names = ("preparation_months", "exchange_months", "needs_top_management")
        plain = {name: document[name] for name in names if name in document}
        self.version = self._model("TemplateVersion").objects.create(
            template=template,
            label=document["label"],
            **self._known("TemplateVersion", plain),
            **more,
        )
        self.codes: list[str] = []
        self.questions: list[Any] = []

    def publish(self) -> Any:
        self._functions()
        reminder = self._model("ReminderPlan")
        reminder.objects.bulk_create(
            reminder(version=self.version, days_before=days)
            for days in self.document["reminder_days"]
        )
        for assignment in self.document["preparation"]:
            self._assignment(assignment, None, None)
        for meeting in self.document["meetings"]:
            self._meeting(meeting)
        self._model("QuestionPlan").objects.bulk_create(self.questions)
        self._assessments(self.document.get("assessments", ()))
        self.version.state = "published"
        self.version.save(update_fields=["state"])
        return self.version

    def _model(self, name: str) -> Any:
        return self.apps.get_model("programmes", name)

    def _known(self, name: str, values: Document) -> Document:
        fields = {field.name for field in self._model(name)._meta.concrete_fields}
        return {key: value for key, value in values.items() if key in fields}

    def _functions(self) -> None:
        plan = self._model("FunctionPlan")
        rows = [
            plan(version=self.version, position=position, **self._known("FunctionPlan", one))
            for position, one in enumerate(self.document["functions"])
        ]
        plan.objects.bulk_create(rows)
        self.functions = {row.code: row for row in self.version.functions.all()}

    def _meeting(self, meeting: Document) -> None:
        plan = self._model("MeetingPlan").objects.create(
            version=self.version, **self._known("MeetingPlan", meeting)
        )
        for session in meeting["sessions"]:
            row = plan.sessions.create(starts_at=session["starts_at"], ends_at=session["ends_at"])
            row.audience.set(self.functions[code] for code in session["audience"])
        for assignment in meeting["assignments"]:
            self._assignment(assignment, meeting, plan)

    def _assignment(self, task: Document, meeting: Document | None, plan: Any) -> None:
        code = task["code"] or code_for(task["phase"], meeting, self.codes)
        self.codes.append(code)
        row = self._model("AssignmentPlan").objects.create(
            version=self.version,
            meeting=plan,
            position=len(self.codes),
            **self._known("AssignmentPlan", {**task, "code": code}),
        )
        question = self._model("QuestionPlan")
        self.questions += [
            question(assignment=row, number=number, **one)
            for number, one in enumerate(task["questions"], start=1)
        ]

    def _assessments(self, assessments: Collection[Document]) -> None:
        if not assessments:
            return
        asked = [one["instrument"] for one in assessments]
        instruments = self.apps.get_model("selfassessment", "Instrument").objects
        known = instruments.in_bulk(asked, field_name="key")
        plan = self._model("AssessmentPlan")
        plan.objects.bulk_create(
            plan(
                version=self.version,
                position=position,
                **{**one, "instrument": known[one["instrument"]]},
            )
            for position, one in enumerate(assessments)
        )
