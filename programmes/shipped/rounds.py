"""The programmes as they have been run: JiM+ from 2021 and from 2022, JiHU from 2022.

Functions, themes, who comes when, and the hours of the JiHU days are as published. Assumed, because
the sources say nothing of it: the hours of the JiM+ meetings and of the coordinators' meetings,
that JiHU has coordinators' meetings as well, which months a round takes after its preparation, the
days before and after meetings, the reminders, and the English names.
"""

from dataclasses import replace
from datetime import time

from programmes.shipped import texts
from programmes.shipped.facts import (
    FunctionFact,
    MeetingFact,
    ProgrammeFact,
    SessionFact,
    TemplateFact,
)

COORDINATOR = FunctionFact(
    code="coordinator",
    role="coordinator",
    name_sv="Samordnare för jämställdhetsintegrering",
    name_en="Coordinator for gender mainstreaming",
)
PLANNING = FunctionFact(
    code="planning",
    role="management",
    name_sv="Central funktion för verksamhetsplanering och uppföljning",
    name_en="Central planning and follow-up",
)
CORE_ACTIVITY = FunctionFact(
    code="core_activity",
    role="management",
    name_sv="Ansvarig chef för en del av kärnverksamheten",
    name_en="Head of a part of the core activity",
)
FINANCE = FunctionFact(
    code="finance",
    role="management",
    name_sv="Ekonomifunktion eller funktion med budgetansvar",
    name_en="Finance, or a function with budget responsibility",
)
DIRECTOR_GENERAL = FunctionFact(
    code="head", role="head", name_sv="Generaldirektör", name_en="Director-General"
)
ANALYST = FunctionFact(
    code="analyst", role="member", name_sv="Analysfunktion", name_en="Analyst function"
)
MANAGER = FunctionFact(code="management", role="management", name_sv="Chef", name_en="Manager")
CONTROLLER = FunctionFact(
    code="controller", role="member", name_sv="Controller", name_en="Controller"
)
RECTOR = FunctionFact(code="head", role="head", name_sv="Rektor", name_en="Vice-Chancellor")
PREFECT = replace(
    CORE_ACTIVITY,
    name_sv="Ansvarig chef för en del av kärnverksamheten (t.ex. prefekt)",
    name_en="Head of a part of the core activity (such as a head of department)",
)
KEY_FUNCTION = FunctionFact(
    code="key_function",
    role="member",
    name_sv="Nyckelfunktion kopplad till inriktningen",
    name_en="Key function tied to the direction",
    is_required=False,
)

type Called = tuple[FunctionFact, ...]


def _session(starts: int, ends: int, called: Called) -> SessionFact:
    codes = tuple(function.code for function in called)
    return SessionFact(starts_at=time(starts), ends_at=time(ends), audience=codes)


def _full_day(called: Called) -> tuple[SessionFact, ...]:
    return _session(9, 12, called), _session(13, 16, called)


def _meeting(
    number: int,
    theme_sv: str,
    theme_en: str,
    sessions: tuple[SessionFact, ...],
    theme: texts.Theme,
) -> MeetingFact:
    first = (texts.PRESENTATION,) if number == 1 else ()
    return MeetingFact(
        kind="kickoff" if number == 1 else "themed",
        number=number,
        theme_sv=theme_sv,
        theme_en=theme_en,
        sessions=sessions,
        assignments=(*first, *texts.around_meeting(theme)),
    )


def _with_coordinators(*meetings: MeetingFact) -> tuple[MeetingFact, ...]:
    """A coordinators' meeting before each."""
    before = (
        MeetingFact(
            kind="coordinators",
            number=one.number,
            theme_sv=f"Vi förbereder träff {one.number}",
            theme_en=f"Preparing for meeting {one.number}",
            sessions=(_session(10, 11, (COORDINATOR,)),),
        )
        for one in meetings
    )
    return tuple(each for pair in zip(before, meetings, strict=True) for each in pair)


JIM_2021 = (PLANNING, CORE_ACTIVITY, FINANCE, COORDINATOR)
JIM_2022 = (ANALYST, MANAGER, CONTROLLER, COORDINATOR)
JIHU = (PLANNING, PREFECT, KEY_FUNCTION, COORDINATOR)
FIRST_AND_LAST = (
    _session(10, 12, (RECTOR, *JIHU)),
    _session(13, 16, (COORDINATOR,)),
)
BETWEEN = (_session(9, 12, JIHU), _session(13, 15, (COORDINATOR,)))

BUDGET = ("Jämställdhetsbudgetering", "Gender budgeting")
FOLLOW_UP = ("Uppföljning", "Follow-up")
IN_DEPTH = ("Fördjupning", "In depth")
DIRECTION = ("Inriktning", "Direction")

JIM_FROM_2021 = TemplateFact(
    label="2021",
    needs_top_management=True,
    functions=(*JIM_2021, DIRECTOR_GENERAL),
    preparation=(texts.COURSE,),
    meetings=_with_coordinators(
        _meeting(1, *DIRECTION, _full_day((*JIM_2021, DIRECTOR_GENERAL)), texts.DIRECTION),
        _meeting(
            2,
            "Problem- och målformulering",
            "Problems and goals",
            _full_day(JIM_2021),
            texts.PROBLEMS,
        ),
        _meeting(3, *BUDGET, _full_day(JIM_2021), texts.BUDGET),
        _meeting(4, *FOLLOW_UP, _full_day(JIM_2021), texts.FOLLOW_UP),
        _meeting(5, *IN_DEPTH, _full_day((*JIM_2021, DIRECTOR_GENERAL)), texts.IN_DEPTH),
    ),
)
JIM_FROM_2022 = TemplateFact(
    label="2022",
    functions=JIM_2022,
    preparation=(texts.COURSE,),
    meetings=_with_coordinators(
        _meeting(1, *DIRECTION, _full_day(JIM_2022), texts.DIRECTION),
        _meeting(
            2, "Problemformulering", "Problems and goals", _full_day(JIM_2022), texts.PROBLEMS
        ),
        _meeting(3, *BUDGET, _full_day(JIM_2022), texts.BUDGET),
        _meeting(4, *IN_DEPTH, _full_day(JIM_2022), texts.IN_DEPTH),
        _meeting(5, *FOLLOW_UP, _full_day(JIM_2022), texts.FOLLOW_UP),
    ),
)
JIHU_FROM_2022 = TemplateFact(
    label="2022",
    functions=(RECTOR, *JIHU),
    exchange_months=12,
    preparation=(texts.COURSE,),
    meetings=_with_coordinators(
        _meeting(
            1,
            "Uppstart: inriktningar, problembilder och förutsättningar",
            "Kick-off: directions, problem pictures, preconditions",
            FIRST_AND_LAST,
            texts.UNIVERSITY_DIRECTION,
        ),
        _meeting(
            2,
            "Problembilder, mål och åtgärder",
            "Problem pictures, goals and measures",
            BETWEEN,
            texts.UNIVERSITY_PROBLEMS,
        ),
        _meeting(
            3,
            "Uppföljning av resultat och effekter",
            "Follow-up of results and effects",
            BETWEEN,
            texts.FOLLOW_UP,
        ),
        _meeting(
            4,
            "Vidareutveckling och fördjupning",
            "Further development and depth",
            BETWEEN,
            texts.UNIVERSITY_ON,
        ),
        _meeting(
            5,
            "Nuläge och fortsättning",
            "Present state and continuation",
            FIRST_AND_LAST,
            texts.UNIVERSITY_NOW,
        ),
    ),
)

PROGRAMMES = (
    ProgrammeFact(
        slug="jim-plus",
        name_sv="JiM+",
        name_en="JiM+",
        templates=(JIM_FROM_2021, JIM_FROM_2022),
    ),
    ProgrammeFact(
        slug="jihu",
        name_sv="Fördjupat erfarenhetsutbyte för lärosäten (JiHU)",
        name_en="Exchange in depth for universities (JiHU)",
        templates=(JIHU_FROM_2022,),
    ),
)
