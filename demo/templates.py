"""Templates that the agency has made of the shipped ones: one that a round is begun from, one that
rounds may take changes from, and a draft."""

from typing import Any
from uuid import uuid4

from cohorts.models import User
from demo import facts, stories
from demo.building import Build
from programmes import actions
from programmes.models import TemplateDraft, TemplateVersion
from programmes.recorded import document_of

PUBLISHED, BEGUN = -4, -1  # days
SHIPPED = "2022"


def ask_of_the_course_once(building: Build) -> None:
    """JiHU without the assignment about the web course: the preparation asks each person."""
    version, document = _latest(facts.JIHU.programme, SHIPPED, facts.JIHU.template)
    document["preparation"] = []
    by = building.staff[facts.JIHU.begun_by]
    _publish(building, version, document, by=by, day=facts.JIHU.begun_on - 1)


def write(building: Build) -> None:
    """Gun has published next year's JiM+; Disa is writing next year's JiHU."""
    label = str(building.day(0).year + 1)
    version, document = _latest(facts.JIM.programme, facts.JIM.template, label)
    document["reminder_days"] = [14, 7, 3, 1]
    last = document["meetings"][-1]
    last["theme_sv"], last["theme_en"] = stories.LAST_THEME
    last["assignments"][0]["questions"].append(stories.NEW_QUESTION)
    _publish(building, version, document, by=building.staff["Gun Ek"], day=PUBLISHED)

    version, document = _latest(facts.JIHU.programme, facts.JIHU.template, label)
    document["meetings"][-1]["sessions"][1]["audience"] = []
    _begin(building, version, document, by=building.staff["Disa Wik"], day=BEGUN)


def _publish(
    building: Build, version: TemplateVersion, document: dict[str, Any], *, by: User, day: int
) -> None:
    draft = _begin(building, version, document, by=by, day=day)
    actions.publish_draft(draft, revision=0, by=by, now=building.at(day, 14))


def _begin(
    building: Build, version: TemplateVersion, document: dict[str, Any], *, by: User, day: int
) -> TemplateDraft:
    return actions.begin_draft(
        version.template.programme,
        document=document,
        based_on=version,
        form_key=uuid4(),
        by=by,
        now=building.at(day, 10),
    )


def _latest(programme: str, label: str, new: str) -> tuple[TemplateVersion, dict[str, Any]]:
    versions = TemplateVersion.objects.select_related("template__programme")
    version = versions.get(template__programme__slug=programme, label=label)
    return version, document_of(version) | {"label": new}
