"""What is said of each row before anybody is invited."""

from datetime import timedelta

from django.test import Client

from cohorts import actions
from cohorts.models import User
from exchange_portal.ui.texts import full_day
from tests.cohorts.listing import HEADER, lines_of, of_round, upload
from tests.personas import World, login

FUNCTION = "Ekonomifunktion eller funktion med budgetansvar"
KNOWN, WRONG, NEW = "Känd person får platsen", "Att rätta", "Ny person"
ALREADY = "Har redan platsen"
ROWS = [
    "VR;Ansvarig chef för en del av kärnverksamheten;Åsa Ek;Asa\u00a0@VR.example ;;",
    "vetenskapsrådet;core_activity;Åsa Ek;asa+jim@vr.example;;",
    "VR;planning;Ben Åkesson;BEN+x@vr.example;;",
    "Forte;Samordnare;Dan Ek;dan@forte.example;;",
    "Forte;planning;Dan Ek;dan@forte.example;;",
    "Forte;Generaldirektör;Siv Bo;siv@forte.example;;",
    "Vetenskapsradet;finance;Siv Bo;siv@vr.example;;",
    "Kriminalvården;finance;Siv Bo;siv@kv.example;;",
    "Formas;ekonomi;Siv Bo;siv@formas.example;;",
    "Formas;finance;Siv Bo;siv@formas;;",
    "Formas;finance;Eve Nyman;eve@kv.example;;",
    "Formas;finance;;ny@formas.example;;",
    "Formas;finance;Ny Ek;ny@formas.example;i morgon;",
    "Formas;finance;Ny Ek;ny@formas.example;2020-01-01;",
    "Formas;finance;Åsa Ek;asa@vr.example;;",
    "Formas;finance;Ny Ek;ny@formas.example;;",
    "Formas;finance;Nu Ek;nu@formas.example;;",
    "Forte;finance;Dan Ek;daniel@forte.example;;",
    "Forte;core_activity;Ann Ek;ann@fortte.example;;",
    "Forte;core_activity;;;;",
]
SAID = {
    2: (NEW, ""),
    3: (WRONG, "Samma person står på rad 2."),
    4: (ALREADY, ""),
    5: (ALREADY, ""),
    6: (KNOWN, ""),
    8: (WRONG, "Ingen institution här heter Vetenskapsradet. Menar du Vetenskapsrådet?"),
    9: (WRONG, "Ingen institution här heter Kriminalvården."),
    10: (WRONG, f"Ingen funktion här heter ekonomi. Menar du {FUNCTION}?"),
    11: (WRONG, "siv@formas är ingen e-postadress."),
    12: (WRONG, "Adressen används redan på en annan institution. Be om en ny."),
    13: (WRONG, "Namn saknas."),
    14: (WRONG, "i morgon är inget datum. Skriv till exempel 2027-01-31."),
    15: (WRONG, "Den första dagen har redan varit. Välj i dag eller senare."),
    16: (WRONG, "Samma adress står på rad 2, på en annan institution."),
    17: (NEW, ""),
    18: (WRONG, "Platsen går till den som står på rad 17."),
    19: (
        NEW,
        "Någon med samma namn finns redan, med en annan adress. Är det samma person?",
    ),
    20: (NEW, "Ingen annan på institutionen har en adress på fortte.example."),
}


def test_every_row_tells_what_would_happen(world: World) -> None:
    until = world.today + timedelta(days=20)
    actions.fill_seat(
        world.seat("Forte", "head"),
        user=world.dan,
        from_on=world.today,
        until_on=until,
        by=None,
        now=world.now,
    )

    page = upload(login(Client(), world.cleo), of_round(world), HEADER, *ROWS)

    told = {number: (tag, said) for number, tag, said in lines_of(page)}
    last = full_day(until - timedelta(days=1))
    assert told == SAID | {7: (WRONG, f"Platsen är upptagen till och med {last}.")}
    assert [number for number, *_ in lines_of(page)][-4:] == [4, 5, 6, 17]  # what needs nobody
    assert "5 kan bjudas in, 12 behöver rättas, 2 har redan sin plats." in page.text
    assert not User.objects.filter(name="Åsa Ek").exists()
