"""The JiM+ round of 2021–2022 as it was: programme, functions, themes, groups and agencies.

Assumed, because the sources say nothing of it: the hours of the sessions, the day of meeting 2, the
hour of the coordinators' meeting, and the English names of the functions. The dates are moved so
that meeting 1 is nine days away, and the people (in `people.py`) are invented.
"""

from dataclasses import dataclass
from datetime import time
from typing import Any

from cohorts.models import Function
from meetings.actions import QuestionText

PROGRAMME = "jim-plus"  # one that the portal comes with
ROUND_NAME = "JiM+ 2021–2022"
DAYS_TO_FIRST_MEETING = 9
DAYS_TO_COORDINATORS_MEETING = 5
DAYS_TO_SECOND_MEETING = 79
DAYS_TO_DUE = 2
DAYS_OPEN = 12
PREPARATION_DAYS = 90
ROUND_DAYS = 455  # from the end of preparation: fifteen months
REMINDER_DAYS = (14, 7, 1)

HOST = ("Jämställdhetsmyndigheten", "Swedish Gender Equality Agency", "JÄMY")

# name, English name, short name; the first of each group is its anchor
GROUPS = {
    "Grupp 1": (
        ("Kriminalvården", "Swedish Prison and Probation Service", "KV"),
        ("Polismyndigheten", "Swedish Police Authority", "Polisen"),
        ("Migrationsverket", "Swedish Migration Agency", "MIG"),
        ("Statens institutionsstyrelse", "National Board of Institutional Care", "SiS"),
    ),
    "Grupp 2": (
        ("Vetenskapsrådet", "Swedish Research Council", "VR"),
        ("Forte", "Swedish Research Council for Health, Working Life and Welfare", "Forte"),
        ("Formas", "Swedish Research Council for Sustainable Development", "Formas"),
        ("Vinnova", "Sweden’s Innovation Agency", "Vinnova"),
    ),
    "Grupp 3": (
        ("Skatteverket", "Swedish Tax Agency", "SKV"),
        ("Arbetsförmedlingen", "Swedish Public Employment Service", "AF"),
        ("Försäkringskassan", "Swedish Social Insurance Agency", "FK"),
        ("Centrala studiestödsnämnden", "Swedish Board of Student Finance", "CSN"),
        ("Pensionsmyndigheten", "Swedish Pensions Agency", "PM"),
    ),
}


@dataclass(frozen=True)
class FunctionFact:
    code: str
    role: Function.Role
    name_sv: str
    name_en: str


FUNCTIONS = (
    FunctionFact(
        "coordinator",
        Function.Role.COORDINATOR,
        "Samordnare för jämställdhetsintegrering",
        "Coordinator for gender mainstreaming",
    ),
    FunctionFact("head", Function.Role.HEAD, "Generaldirektör", "Director-General"),
    FunctionFact(
        "planning",
        Function.Role.MANAGEMENT,
        "Central funktion för verksamhetsplanering och uppföljning",
        "Central planning and follow-up",
    ),
    FunctionFact(
        "core_activity",
        Function.Role.MANAGEMENT,
        "Ansvarig chef för en del av kärnverksamheten",
        "Head of a part of the core activity",
    ),
    FunctionFact(
        "finance",
        Function.Role.MANAGEMENT,
        "Ekonomifunktion eller funktion med budgetansvar",
        "Finance, or a function with budget responsibility",
    ),
)
ALL_FUNCTIONS = tuple(function.code for function in FUNCTIONS)
WITHOUT_HEAD = tuple(code for code in ALL_FUNCTIONS if code != "head")


@dataclass(frozen=True)
class MeetingFact:
    number: int
    theme_sv: str
    theme_en: str
    audience: tuple[str, ...]  # the head takes part in the first and the last


MEETINGS = (
    MeetingFact(1, "Inriktning", "Direction", ALL_FUNCTIONS),
    MeetingFact(2, "Problem- och målformulering", "Problems and goals", WITHOUT_HEAD),
    MeetingFact(3, "Jämställdhetsbudgetering", "Gender budgeting", WITHOUT_HEAD),
    MeetingFact(4, "Uppföljning", "Follow-up", WITHOUT_HEAD),
    MeetingFact(5, "Fördjupning", "In depth", ALL_FUNCTIONS),
)
COORDINATORS_MEETING = MeetingFact(
    1, "Vi förbereder träff 1", "Preparing for meeting 1", ("coordinator",)
)
type Hours = tuple[time, time]
MORNING: Hours = (time(9), time(12))
AFTERNOON: Hours = (time(13), time(16))
COORDINATORS_HOUR: Hours = (time(10), time(11))
PLACE = "Digitalt"

ASSIGNMENT: dict[str, Any] = {
    "title_sv": "Beskriv hur det ser ut hos er i dag",
    "title_en": "Describe where you stand today",
    "instructions_sv": (
        "På träff 1 väljer ni inriktning. Berätta kort var ni står i dag, så att de andra i "
        "gruppen känner igen sig och kan hjälpa till.\n\n"
        "- Skriv tillsammans. Alla på er myndighet som har en plats i gruppen ser samma utkast.\n"
        "- En halv sida per fråga räcker.\n"
        "- Bifoga gärna det ni redan har, till exempel ett styrdokument."
    ),
    "instructions_en": (
        "At meeting 1 you choose your direction. Tell the others briefly where you stand today, "
        "so that they recognise themselves and can help.\n\n"
        "- Write together. Everyone in your agency with a seat in the group sees the same draft.\n"
        "- Half a page for each question is enough.\n"
        "- Attach what you already have, for example a steering document."
    ),
    "minutes": 90,
}
QUESTIONS = (
    QuestionText(
        prompt_sv="Vilka ojämställdhetsproblem ser ni inom ert ansvar?",
        prompt_en="Which gender inequality problems do you see within your responsibility?",
        hint_sv="Välj två eller tre. Berätta hur ni vet att de finns.",
        hint_en="Choose two or three. Say how you know that they exist.",
        is_required=True,
    ),
    QuestionText(
        prompt_sv="Hur arbetar ni med problemen i dag?",
        prompt_en="How do you work with the problems today?",
        hint_sv="Vem gör vad? Var syns arbetet i er ordinarie planering?",
        hint_en="Who does what? Where does the work show in your ordinary planning?",
        is_required=True,
    ),
    QuestionText(
        prompt_sv="Vad vill ni ha hjälp med av de andra i gruppen?",
        prompt_en="What would you like the others in the group to help you with?",
        hint_sv="Till exempel något ni har kört fast i, eller något ni vill höra hur andra gör.",
        hint_en="For example something you are stuck on, or how others go about something.",
        is_required=False,
    ),
)
FORTE_ANSWERS = (
    "Kvinnor söker våra bidrag lika ofta som män, men får i genomsnitt lägre belopp i två av våra "
    "fem utlysningar. Vi ser det i bidragsstatistiken sedan fyra år. Vi vet ännu inte om det beror "
    "på vad som söks eller på hur vi bedömer.",
    "Beredningsgrupperna får en genomgång av jäv och normer före varje omgång. Samordnaren följer "
    "statistiken, men målen finns inte i verksamhetsplanen. Därför frågar ingen efter dem på våra "
    "uppföljningar.",
    "Hur har ni gjort för att få in målen i den ordinarie planen? Vi vill gärna se en målkedja som "
    "används på riktigt.",
)
FORMAS_DRAFT = (
    "Vi har tittat på vem som sitter i våra beredningsgrupper. Ordförande är oftare en man.",
)
FORTE_FILE = (
    "Bidrag per utlysning, kvinnor och män.csv",
    "text/csv",
    (
        "utlysning;sökande kvinnor;sökande män;beviljat kvinnor, tkr;beviljat män, tkr\n"
        "Arbetsliv;124;118;3 900;4 050\n"
        "Hälsa;210;163;4 100;4 700\n"
        "Välfärd;97;88;3 600;3 550\n"
        "Äldre;64;41;3 200;3 800\n"
        "Unga forskare;152;149;2 000;2 000\n"
    ).encode(),
)
