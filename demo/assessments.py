"""The demo's self-assessments: one that leaders are answering, one that is handed in."""

from datetime import timedelta
from typing import TYPE_CHECKING

from cohorts.models import Participation, User
from demo.people import address
from selfassessment import actions
from selfassessment.models import Assessment, InstrumentVersion
from selfassessment.queries.agreed import draft
from selfassessment.queries.asked import asked

if TYPE_CHECKING:
    from demo.actions import Build

MANAGEMENT, PRECONDITIONS = "ledningens-forandring-och-ambition", "forutsattningar"
DAYS_OPEN, DAYS_TO_DUE = 6, 6
HEDDA = ((2, 4), (1, 3), (2, 3), (2, 4))  # now and wanted, of the first statements
FORTE = (
    (2, "Ledningen har beslutat om en plan men följer upp den en gång om året."),
    (1, ""),
    (2, "I två av fem utlysningar är det en del av beredningen."),
    (2, "Samordnaren har 40 procent, men är inte med när verksamhetsplanen beslutas."),
    (1, ""),
    (2, ""),
    (1, "När någon slutar börjar vi om. Det märktes senast i våras."),
    (3, "Uppdraget är läst i ledningsgruppen."),
    (2, ""),
    (2, "Vi delar upp på kön och ålder, sällan på mer."),
    (1, ""),
)


def add_assessments(building: "Build") -> None:
    """Vetenskapsrådet's management group is answering; Forte has handed in its preconditions."""
    answering = _opened(building, "VR", MANAGEMENT)
    hedda = User.objects.get(email=address("Hedda Ask", "VR"))
    statements = asked(answering.instrument_version).statements
    answered_at = building.now - timedelta(days=1, minutes=25)
    for statement, levels in zip(statements, HEDDA, strict=False):
        for saves, (level, position) in enumerate(zip(actions.LEVELS, levels, strict=True)):
            actions.rate(
                answering,
                statement=statement,
                level=level,
                position=position,
                version=saves,
                by=hedda,
                now=answered_at,
            )
    _opened(building, "VR", PRECONDITIONS)
    _forte_hands_in(building, _opened(building, "Forte", PRECONDITIONS))


def _forte_hands_in(building: "Build", assessment: Assessment) -> None:
    dan = User.objects.get(email=address("Dan Falk", "Forte"))
    now = building.now - timedelta(days=1, hours=3)
    statements = asked(assessment.instrument_version).statements
    for statement, (position, comment) in zip(statements, FORTE, strict=True):
        choice = actions.Choice(
            statement=statement, present=position, wanted=None, comment=comment, version=0
        )
        actions.agree(assessment, choice=choice, by=dan, now=now)
    actions.submit(assessment, stamp=draft(assessment).stamp, by=dan, now=now)


def _opened(building: "Build", short_name: str, instrument: str) -> Assessment:
    return actions.open_assessment(
        Participation.objects.get(institution=building.institutions[short_name]),
        version=InstrumentVersion.objects.get(instrument__key=instrument),
        opens_on=building.day(-DAYS_OPEN),
        due_on=building.day(DAYS_TO_DUE),
        by=None,
        now=building.at_the_start,
    )
