"""Every component in every state, as the gallery shows and the tests render them.

The words are samples, in Swedish whatever the reader's language.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.utils.html import format_html, format_html_join

from exchange_portal.ui.charts import StepChart, bar
from exchange_portal.ui.todo import Todo
from exchange_portal.ui.way import Stop


@dataclass(frozen=True)
class State:
    """One look of a component: what it is called, its props, and what it wraps."""

    label: str
    props: dict[str, Any] = field(default_factory=dict)
    content: str = ""


def _page(number: int) -> Any:
    return Paginator(range(70), 30).get_page(number)


_DAY = date(2026, 12, 1)
_STOPS = [
    Stop("Förberedelse", "klar 31 mars", "past"),
    Stop("Träff 1", "Inriktning", "past"),
    Stop("Träff 2", "om 9 dagar", "here"),
    Stop("Träff 3", "Budgetering"),
    Stop("Träff 4", "Uppföljning"),
    Stop("Träff 5", "datum kommer"),
    Stop("Efteråt", "mål och effekter"),
]
_TODOS = [
    Todo(
        title="Beskriv hur ni arbetar med mål i dag",
        url="#",
        action="Fortsätt",
        due_on=date(2026, 11, 24),
        about="Inför träff 2. Ungefär en timme.",
        tag="2 dagar kvar",
        status="now",
        leads=True,
    ),
    Todo(
        title="Utse ekonomifunktion till träff 3",
        url="#",
        action="Bjud in",
        due_on=date(2026, 11, 27),
        about="Platsen är tom. Träffen handlar om resurser.",
        tag="Ledig plats",
        status="late",
    ),
    Todo(title="Läs minnesanteckningarna från träff 1", url="#", action="Läs", is_quiet=True),
]
_WAYS = [Stop("Förberedelse", "till 31 mars", "here"), Stop("Träff 1", "datum kommer")]

_HEAD = format_html_join("", '<th scope="col">{}</th>', [("Institution",), ("Inför träff 2",)])
_ROWS = format_html_join(
    "",
    '<tr><th scope="row">{}</th><td><span class="tag {}">{}</span></td></tr>',
    [("Vetenskapsrådet", "", "Inte inlämnad"), ("Forte", "done", "Inlämnad")],
)
_TABLE = format_html("<thead><tr>{}</tr></thead><tbody>{}</tbody>", _HEAD, _ROWS)

_STEPS = ("Saknas", "På gång", "Uppnått")
_DEGREES = ("Inte alls", "I liten grad", "Till stor del", "Fullt ut")
_BARS = (
    bar("Ledning och ansvar", zip(_STEPS, (1, 2, 0), strict=True)),
    bar("Stöd, samordning och kompetens", zip(_STEPS, (3, 1, 1), strict=True)),
)

STATES: dict[str, tuple[State, ...]] = {
    "button": (
        State("den viktigaste", {"label": "Lämna in", "kind": "primary"}),
        State("vanlig", {"label": "Spara utkast"}),
        State("länk som knapp", {"label": "Se träffen", "href": "#", "describe": "träff 2"}),
        State("tyst", {"label": "Logga in med lösenord", "kind": "quiet", "type": "button"}),
        State("tar bort", {"label": "Ta bort", "kind": "danger", "describe": "rapport.pdf"}),
    ),
    "tag": (
        State("klart", {"label": "Inlämnad", "status": "done"}),
        State("nu", {"label": "2 dagar kvar", "status": "now"}),
        State("sent", {"label": "Försenad 3 dagar", "status": "late"}),
        State("stilla", {"label": "Inte inlämnad"}),
    ),
    "way": (
        State("mitt i omgången", {"stops": _STOPS}),
        State("i början", {"stops": _WAYS}),
    ),
    "todo_list": (
        State("flera saker", {"todos": _TODOS}),
        State("en sak", {"todos": _TODOS[:1]}),
    ),
    "empty": (
        State(
            "bara ord", {"title": "Inget att göra just nu", "text": "Nästa uppgift kommer i mars."}
        ),
        State("med en väg vidare", {"title": "Inga filer", "href": "#", "label": "Välj filer"}),
    ),
    "back": (State("vanlig", {"href": "#", "label": "Till min sida"}),),
    "pagination": (
        State("första sidan", {"page": _page(1)}),
        State("i mitten", {"page": _page(2)}),
        State("sista sidan", {"page": _page(3)}),
    ),
    "facts": (
        State("två rader", {"rows": [("Lämnas in", "senast 24 november"), ("Tid", "en timme")]}),
    ),
    "date_block": (State("med datum", {"day": _DAY}), State("utan datum", {"day": None})),
    "person": (
        State("bara namn", {"name": "Cleo Berg"}),
        State(
            "allt",
            {
                "name": "Cleo Berg",
                "function": "Kontaktperson",
                "institution": "Jämställdhetsmyndigheten",
                "href": "#",
                "label": "Skriv till Cleo",
            },
        ),
    ),
    "file": (
        State("namn och storlek", {"name": "Verksamhetsplan.pdf", "size": 2_100_000, "href": "#"}),
        State(
            "väntar",
            {"name": "Målkedja.docx", "size": 40_200, "tag": "Kontrolleras", "status": "now"},
        ),
        State(
            "att läsa om och att hämta",
            {
                "name": "Underlag till träff 1",
                "href": "#",
                "fetch": "#",
                "facts": "PDF, 2,1 MB. Cleo Berg, 1 december 2026.",
                "tag": "Ny version",
                "status": "done",
            },
        ),
        State(
            "stoppad, med en knapp",
            {
                "name": "Ett långt namn på en fil som någon sparade för länge sedan.xlsx",
                "tag": "Stoppad",
                "status": "late",
                "note": "Filen innehåller något skadligt. Ingen kan öppna den.",
            },
            format_html('<button class="button quiet" type="button">{}</button>', "Ta bort"),
        ),
    ),
    "panel": (
        State("med rubrik", {"title": "Er kontaktperson"}, "Cleo Berg"),
        State("utan rubrik", {}, "Något att läsa"),
    ),
    "inset": (
        State("vanlig", {}, "Ingen på myndigheten kan läsa ert utkast."),
        State("klart", {"title": "Inlämnad", "status": "done"}, "Ni har fått ett kvitto."),
        State("nu", {"title": "Kompletteras", "status": "now"}, "Skriv mer om målen."),
        State("sent", {"title": "Försenad", "status": "late"}, "Sista dagen var 24 november."),
        State("stilla", {"status": "quiet"}, "Omgången är slut."),
    ),
    "details": (
        State("stängd", {"summary": "Vad menas?"}, "Någon har i uppdrag att hålla ihop arbetet."),
        State("öppen", {"summary": "Vad menas?", "is_open": True}, "Någon har i uppdrag."),
    ),
    "alert": (
        State("klart", {"status": "done"}, "Utkastet är sparat."),
        State("nu", {"status": "now"}, "Någon annan har ändrat texten."),
        State("sent", {"title": "Filen togs inte emot", "status": "late"}, "Den är för stor."),
        State("stilla", {}, "Du är utloggad."),
    ),
    "table": (
        State(
            "med rubrik",
            {"caption": "Var är vi? Institution för institution"},
            _TABLE,
        ),
        State("med dold rubrik", {"caption": "Inlämningar", "is_caption_hidden": True}, _TABLE),
    ),
    "step_bar": (
        State("tre steg", {"bar": _BARS[0]}),
        State("fyra steg", {"bar": bar("Nu", zip(_DEGREES, (1, 0, 2, 1), strict=True))}),
        State("ett steg", {"bar": bar("Nu", zip(_DEGREES, (0, 5, 0, 0), strict=True))}),
        State("inga svar", {"bar": bar("Nu", zip(_DEGREES, (0, 0, 0, 0), strict=True))}),
    ),
    "step_chart": (
        State("område för område", {"chart": StepChart("Svar i varje område", "Område", _BARS)}),
    ),
}
