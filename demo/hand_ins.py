"""What the JiM+ institutions have handed in, and what they are writing."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from cohorts.models import Participation, User
from demo import stories
from demo.building import Build
from demo.facts import JIM
from demo.stories import COURSES, STORIES, Story
from meetings import actions as meetings
from meetings.actions import Written
from meetings.models import Assignment, SubmittedVersion
from meetings.queries.drafts import draft

LATE = "Vinnova"  # has not handed in what was due after meeting 1
type Tasks = dict[tuple[int | None, str], Assignment]  # by meeting's number, and phase


@dataclass(frozen=True, kw_only=True)
class Space:
    """An institution at work with an assignment."""

    assignment: Assignment
    participation: Participation
    by: User

    def write(self, texts: tuple[str, ...], *, now: datetime) -> None:
        questions = self.assignment.questions.order_by("number")
        written = [
            Written(question=question, text=text, version=0)
            for question, text in zip(questions, texts, strict=False)
            if text
        ]
        meetings.save_answers(
            self.assignment,
            participation=self.participation,
            written=written,
            by=self.by,
            now=now,
        )

    def attach(self, name: str, content_type: str, content: bytes, *, now: datetime) -> None:
        meetings.add_file(
            self.assignment,
            participation=self.participation,
            upload=SimpleUploadedFile(name, content, content_type),
            by=self.by,
            now=now,
        )

    def hand_in(self, *, now: datetime) -> SubmittedVersion:
        return meetings.submit(
            self.assignment,
            participation=self.participation,
            stamp=draft(self.assignment, self.participation).stamp,
            by=self.by,
            now=now,
        )


def put_templates(building: Build) -> None:
    """Beside the assignment before meeting 2, in every group, by Gun, who runs them all."""
    first, *others = [
        _tasks(building, group.name)[2, Assignment.Phase.BEFORE] for group in JIM.groups
    ]
    name, content_type, content = stories.TEMPLATE_BESIDE
    meetings.add_assignment_file(
        first,
        also=others,
        upload=SimpleUploadedFile(name, content, content_type),
        by=building.staff["Gun Ek"],
        now=building.at(-14, 9, 30),
    )


def work(building: Build) -> None:
    """All of the preparation and, but for one, what was due after meeting 1."""
    for group in JIM.groups:
        tasks = _tasks(building, group.name)
        for place, (short_name, participation) in enumerate(
            building.participations(group.name).items()
        ):
            by = building.holders[short_name, "coordinator"]
            story, course = STORIES[short_name], COURSES[place % len(COURSES)]
            for (number, phase), day, texts in _done(story, course):
                if phase == Assignment.Phase.AFTER and short_name == LATE:
                    continue
                space = Space(assignment=tasks[number, phase], participation=participation, by=by)
                now = building.at(day - place, 9 + place, 12 + 9 * place)
                space.write(texts, now=now)
                space.hand_in(now=now)


def prepare_next(building: Build) -> None:
    """Before meeting 2 Forte, Polisen and Skatteverket have handed in; Formas has begun."""
    forte, now = _next(building, "Grupp 2", "Forte"), building.at(-2, 15, 22)
    forte.write(stories.PROBLEMS_BY_FORTE, now=now)
    forte.attach(*stories.FILE_OF_FORTE, now=now)
    _comment(building, forte.hand_in(now=now))
    polisen, now = _next(building, "Grupp 1", "Polisen"), building.at(-1, 10, 41)
    polisen.write(stories.PROBLEMS_BY_POLISEN, now=now)
    polisen.hand_in(now=now)
    _return(building, _next(building, "Grupp 3", "SKV"))
    formas = _next(building, "Grupp 2", "Formas")
    formas.write(stories.DRAFT_AT_FORMAS, now=building.at(-1, 16, 48))


def _comment(building: Build, version: SubmittedVersion) -> None:
    """Cleo has read it the day after, and sends what she wrote in the margin."""
    name, content_type, content = stories.MARGIN_BY_CLEO
    meetings.comment_on(
        version,
        text=stories.COMMENT_BY_CLEO,
        uploads=[SimpleUploadedFile(name, content, content_type)],
        form_key=uuid4(),
        by=building.staff["Cleo Berg"],
        now=building.at(-1, 9, 18),
    )


def _return(building: Build, space: Space) -> None:
    """Handed in, and returned the next day for completion."""
    now = building.at(-3, 8, 30)
    space.write(stories.PROBLEMS_BY_SKV, now=now)
    version = space.hand_in(now=now)
    pia, now = building.staff["Pia Dahl"], building.at(-2, 13, 5)
    meetings.return_for_completion(version, comment=stories.RETURNED, by=pia, now=now)


def _next(building: Build, group: str, short_name: str) -> Space:
    return Space(
        assignment=_tasks(building, group)[2, Assignment.Phase.BEFORE],
        participation=building.participations(group)[short_name],
        by=building.holders[short_name, "coordinator"],
    )


def _done(
    story: Story, course: tuple[str, ...]
) -> list[tuple[tuple[int | None, str], int, tuple[str, ...]]]:
    """Which assignment, the last day that anyone handed it in, and the answers."""
    phases = Assignment.Phase
    return [
        ((None, phases.PREPARATION), -52, course),
        ((1, phases.PREPARATION), -42, (story.who, story.aim)),
        ((1, phases.BEFORE), -41, (story.problem, story.works, story.asks)),
        ((1, phases.AFTER), -7, (story.chosen, story.learnt, story.onwards)),
    ]


def _tasks(building: Build, group: str) -> Tasks:
    found = building.cohorts[group].assignments.select_related("cohort__round", "meeting")
    return {(one.meeting.number if one.meeting else None, one.phase): one for one in found}
