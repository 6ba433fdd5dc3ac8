"""The demo's self-assessments: of the preparation, and one that leaders are answering."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from demo.building import Build
from demo.facts import JIHU, JIM
from selfassessment import actions
from selfassessment.models import Assessment, InstrumentVersion, Statement
from selfassessment.queries.agreed import draft
from selfassessment.queries.asked import asked

MANAGEMENT, PRECONDITIONS, PLANNING = (
    "ledningens-forandring-och-ambition",
    "forutsattningar",
    "planering-och-uppfoljning",
)
ANSWERING = (-12, 6)  # when the management groups are asked: assumed, to be ready before meeting 2
ASKED_OF_UNIVERSITIES = {MANAGEMENT: (-4, 16), PRECONDITIONS: (-4, 30), PLANNING: (31, 65)}
WITHDRAWN_FOR = "MIUN"
# The steps of the statements in order: now, and wanted.
HEDDA = ("2122", "4334")  # of the first statements
BEN = ("221221211", "343343334")  # of all; he has not said that he is done
FORTE_LEADERS = {
    "head": ("232323222", "343434333"),
    "planning": ("221212211", "343334343"),
    "core_activity": ("222322221", "333434333"),
    "finance": ("122212211", "343434332"),
}
FORTE_TOGETHER = ("222212211", "343434333")
# Those who are not here have not handed in.
STEPS = {
    PRECONDITIONS: {
        "KV": "22122212121",
        "Polisen": "12112111211",
        "MIG": "22222212221",
        "SiS": "11221212121",
        "VR": "32223222332",
        "Forte": "21221113221",
        "Formas": "22122212222",
        "Vinnova": "22222123222",
        "SKV": "22232222321",
        "FK": "32222223222",
        "CSN": "21222112221",
        "PM": "22221212222",
    },
    PLANNING: {
        "KV": "12112212112",
        "MIG": "22122112211",
        "SiS": "11122112111",
        "VR": "22322223122",
        "Forte": "12112113111",
        "Formas": "22212123112",
        "SKV": "22222213122",
        "AF": "12222213112",
        "FK": "22312223222",
        "PM": "12212112112",
        "Vinnova": "22212122112",
    },
}
# Who answers which area, area by area, on which day; at Polismyndigheten the budget alone.
DIVIDED = (
    ("ORU", PRECONDITIONS, -2, ("head", "key_function", "planning")),
    ("Polisen", PLANNING, JIM.preparation[1] - 9, ("", "finance", "")),
)
READY = ("planning", "finance")  # those who have said that theirs is
COMMENTS = {
    ("Forte", PRECONDITIONS): {
        1: "Ledningen har beslutat om en plan men följer upp den en gång om året.",
        3: "I två av fem utlysningar är det en del av beredningen.",
        4: "Samordnaren har 40 procent, men är inte med när verksamhetsplanen beslutas.",
        7: "När någon slutar börjar vi om. Det märktes senast i våras.",
        8: "Uppdraget är läst i ledningsgruppen.",
        10: "Vi delar upp på kön och ålder, sällan på mer.",
    },
    ("VR", PRECONDITIONS): {
        1: "Generaldirektören går igenom läget varje tertial.",
        11: "Klart på papper, mindre klart i vardagen.",
    },
    ("VR", PLANNING): {5: "Ekonomi är inte med än. Platsen är ledig."},
    ("Formas", PRECONDITIONS): {4: "En halvtid, utan egen budget."},
    ("KV", PRECONDITIONS): {2: "Regionerna ser olika på vem som ansvarar."},
    ("FK", PLANNING): {3: "Tre mål av elva, och de följs som de andra."},
}


def assess(building: Build) -> None:
    """In JiM+ most have handed in those of the preparation, and leaders answer before meeting 2:
    Forte is done; at Vetenskapsrådet Hedda has begun, and Ben has one press left. The universities
    have just been asked, one of them too early."""
    first, last = JIM.preparation
    for instrument in (PRECONDITIONS, PLANNING):
        _ask(building, instrument, first, last - 2)
        for place, (short_name, steps) in enumerate(STEPS[instrument].items()):
            _hand_in(building, short_name, instrument, steps, day=last - 4 - place)
    _ask(building, MANAGEMENT, *ANSWERING)
    _vr_begins(building)
    _forte_answers(building)
    _ask_universities(building)
    _withdraw(building)
    for short_name, instrument, day, codes in DIVIDED:
        _divide(building, _assessment(building, short_name, instrument), codes, day=day)


def _ask(building: Build, instrument: str, opens: int, due: int) -> None:
    for group in JIM.groups:
        _open(building, group.name, group.process_leader, instrument, (opens, due), asked_on=opens)


def _ask_universities(building: Build) -> None:
    (group,) = JIHU.groups
    for instrument, days in ASKED_OF_UNIVERSITIES.items():
        _open(building, group.name, group.process_leader, instrument, days, asked_on=-4)


def _withdraw(building: Build) -> None:
    """Mittuniversitetet was asked too early."""
    (group,) = JIHU.groups
    actions.withdraw(
        [_assessment(building, WITHDRAWN_FOR, MANAGEMENT)],
        reason="Ni får en ny rektor i januari. Vi öppnar den igen när hon har börjat.",
        by=building.staff[group.process_leader],
        now=building.at(-2, 10, 10),
    )


def _open(
    building: Build,
    group: str,
    process_leader: str,
    instrument: str,
    days: tuple[int, int],
    *,
    asked_on: int,
) -> None:
    actions.open_for_all(
        building.participations(group).values(),
        version=InstrumentVersion.objects.get(instrument__key=instrument),
        opens_on=building.day(days[0]),
        due_on=building.day(days[1]),
        by=building.staff[process_leader],
        now=building.at(asked_on, 9, 30),
    )


def _hand_in(building: Build, short_name: str, instrument: str, steps: str, *, day: int) -> None:
    comments = COMMENTS.get((short_name, instrument), {})
    assessment = _assessment(building, short_name, instrument)
    choices = _choices(asked(assessment.instrument_version).statements, steps, comments)
    _agree_and_submit(building, short_name, assessment, choices, day=day)


def _choices(
    statements: Iterable[Statement], steps: str, comments: Mapping[int, str] = MappingProxyType({})
) -> list[actions.Choice]:
    return [
        actions.Choice(
            statement=one,
            present=int(step),
            wanted=None,
            comment=comments.get(one.number, ""),
            version=0,
        )
        for one, step in zip(statements, steps, strict=True)
    ]


def _agree_and_submit(
    building: Build,
    short_name: str,
    assessment: Assessment,
    choices: list[actions.Choice],
    *,
    day: int,
) -> None:
    by, now = building.holders[short_name, "coordinator"], building.at(day, 14, 20)
    actions.agree_all(assessment, choices=choices, by=by, now=now)
    actions.submit(assessment, stamp=draft(assessment).stamp, by=by, now=now)


def _vr_begins(building: Build) -> None:
    _rate(building, "VR", "head", HEDDA, day=-1)
    _rate(building, "VR", "planning", BEN, day=-1)


def _forte_answers(building: Build) -> None:
    """When all four have said that they are done the answering closes by itself."""
    assessment = _assessment(building, "Forte", MANAGEMENT)
    for place, (function, levels) in enumerate(FORTE_LEADERS.items()):
        _rate(building, "Forte", function, levels, day=-8 + place)
        by, now = building.holders["Forte", function], building.at(-8 + place, 11, 40)
        actions.finish(assessment, by=by, now=now)
    choices = [
        actions.Choice(
            statement=statement, present=int(now), wanted=int(then), comment="", version=0
        )
        for statement, now, then in zip(
            asked(assessment.instrument_version).statements, *FORTE_TOGETHER, strict=True
        )
    ]
    _agree_and_submit(building, "Forte", assessment, choices, day=-3)


def _divide(building: Build, assessment: Assessment, codes: tuple[str, ...], *, day: int) -> None:
    """The coordinator divides; a day later some are ready."""
    place = assessment.participation
    seats = {
        code: place.seats.filter(function__code=code).order_by("number").first() for code in codes
    }
    whole = asked(assessment.instrument_version)
    areas = list(dict.fromkeys(one.area for one in whole.statements))
    short_name = place.institution.short_name
    actions.divide(
        assessment,
        seats={area: seats[code] for area, code in zip(areas, codes, strict=True)},
        stamp="",
        by=building.holders[short_name, "coordinator"],
        now=building.at(day, 9, 20),
    )
    for area, code in zip(areas, codes, strict=True):
        if code in READY:
            by, now = building.holders[short_name, code], building.at(day + 1, 13, 5)
            own = [one for one in whole.statements if one.area == area]
            actions.agree_all(assessment, choices=_choices(own, "2" * len(own)), by=by, now=now)
            actions.finish_parts(assessment, by=by, now=now)


def _rate(
    building: Build, short_name: str, function: str, levels: tuple[str, str], *, day: int
) -> None:
    assessment = _assessment(building, short_name, MANAGEMENT)
    statements = asked(assessment.instrument_version).statements
    for statement, *steps in zip(statements, *levels, strict=False):
        for saves, (level, step) in enumerate(zip(actions.LEVELS, steps, strict=True)):
            actions.rate(
                assessment,
                statement=statement,
                level=level,
                position=int(step),
                version=saves,
                by=building.holders[short_name, function],
                now=building.at(day, 11, 35),
            )


def _assessment(building: Build, short_name: str, instrument: str) -> Assessment:
    return Assessment.objects.with_origin().get(
        participation__institution=building.institutions[short_name],
        instrument_version__instrument__key=instrument,
    )
