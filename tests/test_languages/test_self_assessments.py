"""Self-assessments in both languages, from the first question to the summary."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import is_mfa_enabled
from django.urls import reverse

from selfassessment.models import SubmittedAssessment
from tests.personas import World
from tests.selfassessment.asking import url
from tests.selfassessment.conftest import Stage, build_stage
from tests.test_languages.test_pages import Step, Walker, get


@pytest.fixture
def assessed(world: World, own_storage: Path) -> Stage:
    return build_stage(world)


def answering(stage: Stage) -> Iterator[Step]:
    names = ("answering", "rated")
    yield from get("hedda", reverse("home"), *(url(name, stage.vr) for name in names))
    yield from get("hedda", url("rate", stage.vr, 1), url("rate", stage.vr, 9))
    yield "hedda", url("rate", stage.vr, 1), {"present": "9"}
    yield from get("ada", reverse("home"), url("assessment", stage.vr))
    yield "ada", url("close_answering", stage.vr), {}


def handing_in(stage: Stage) -> Iterator[Step]:
    submitted = SubmittedAssessment.objects.get()
    yield from get("ada", url("assessment", stage.vr), url("submit_assessment", stage.vr))
    yield "ada", url("submit_assessment", stage.vr), {"stamp": ""}
    here = reverse("submitted_assessment", args=[submitted.key])
    yield from get("ada", here, reverse("home"))
    yield from get("cleo", here, reverse("staff_assessments"), reverse("open_assessments"))
    yield "cleo", reverse("open_assessments"), {"opens_on": "x"}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_page_mixes_the_languages(assessed: Stage, language: str) -> None:
    if not is_mfa_enabled(assessed.world.cleo):
        TOTP.activate(assessed.world.cleo, "A" * 32)
    walker = Walker(assessed, language)  # type: ignore[arg-type]
    assert walker.wrong(list(answering(assessed))) == {}

    assessed.rate(assessed.world.hedda, 2)
    assessed.close()
    assessed.agree(assessed.vr)
    assessed.hand_in()
    walker.names.append("Svar")
    assert walker.wrong(list(handing_in(assessed))) == {}
