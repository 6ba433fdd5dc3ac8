"""What is new in the templates: a version that rounds may take changes from, and a draft."""

from typing import Any
from uuid import uuid4

from demo import facts, stories
from demo.building import Build
from programmes import actions
from programmes.models import TemplateVersion
from programmes.recorded import document_of

PUBLISHED, BEGUN = -4, -1  # days


def write(building: Build) -> None:
    """Gun has published next year's JiM+; Disa is writing next year's JiHU."""
    label = str(building.day(0).year + 1)
    version, document = _latest(facts.JIM.programme, facts.JIM.template, label)
    document["reminder_days"] = [14, 7, 3, 1]
    last = document["meetings"][-1]
    last["theme_sv"], last["theme_en"] = stories.LAST_THEME
    last["assignments"][0]["questions"].append(stories.NEW_QUESTION)
    by, now = building.staff["Gun Ek"], building.at(PUBLISHED, 14)
    draft = actions.begin_draft(
        version.template.programme,
        document=document,
        based_on=version,
        form_key=uuid4(),
        by=by,
        now=now,
    )
    actions.publish_draft(draft, revision=0, by=by, now=now)

    version, document = _latest(facts.JIHU.programme, facts.JIHU.template, label)
    document["meetings"][-1]["sessions"][1]["audience"] = []
    actions.begin_draft(
        version.template.programme,
        document=document,
        based_on=version,
        form_key=uuid4(),
        by=building.staff["Disa Wik"],
        now=building.at(BEGUN, 10),
    )


def _latest(programme: str, label: str, new: str) -> tuple[TemplateVersion, dict[str, Any]]:
    versions = TemplateVersion.objects.select_related("template__programme")
    version = versions.get(template__programme__slug=programme, label=label)
    return version, document_of(version) | {"label": new}
