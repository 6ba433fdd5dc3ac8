"""What each column of the table asks: the address of a page and a word that stands there, or
something that is sent.

A page is a route, the name of its thing (`Play.keys`), and the word. Words with «kanariefågel»
stand in nothing else that anybody wrote."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.programmes.eighteen_months.browsing import press
from tests.programmes.eighteen_months.play import Play

ABOUT = "kanariefågel"
NOTE, DRAFT, FORTE, TRY, BUDGET = (
    f"{ABOUT} {word}" for word in ("bekräftelse", "nuläge", "Forte", "pröva", "budget")
)
AGREED, COMMENT, SHARED, VINNOVA = (
    f"{ABOUT} {word}" for word in ("självskattning", "kommentar", "material", "Vinnova")
)
OWN, PRESENTED = f"{ABOUT} hemma", f"{ABOUT} presentation"
LINK = "https://mote.example/1"

PAGES: dict[str, tuple[str, str, str]] = {
    "group 2": ("cohort", "group 2", "Formas"),
    "group 3": ("cohort", "group 3", "CSN"),
    "group A": ("cohort", "group A", "Rymdstyrelsen"),
    "board": ("staff_board", "", "Vetenskapsrådet"),
    "new round": ("round_templates", "", "JiM+"),
    "seats": ("own_seats", "VR", "Hedda Öberg"),
    "Petra's name": ("cohort", "group 2", "Petra Holm"),
    "Petra at home": ("own_seats", "VR", "Petra Holm"),
    "preparation": ("plan_preparation", "round", "Webbutbildningens namn"),
    "readiness": ("readiness", "VR", "Vetenskapsrådet"),
    "ready": ("readiness", "VR", "Ni är redo"),
    "confirmation": ("confirmed", "confirmation", NOTE),
    "own answers": ("rated", "assess", "Vi vet vilka ojämställdhetsproblem"),
    "common answers": ("assessment", "assess", AGREED),
    "assessment": ("submitted_assessment", "assessment", AGREED),
    "staff assessment": ("staff_assessments", "", "Vetenskapsrådet"),
    "asked": ("asked_assessment", "assess", "Vetenskapsrådet"),
    "presentation": ("submitted", "presented", PRESENTED),
    "draft 1": ("assignment", "describe 1", DRAFT),
    "Forte's draft 1": ("assignment", "describe 1", FORTE),
    "draft after 1": ("assignment", "try 1", TRY),
    "draft 3": ("assignment", "describe 3", BUDGET),
    "Vinnova's draft": ("assignment", "describe A", VINNOVA),
    "handed in 1": ("submitted", "handed in 1", DRAFT),
    "kept A": ("submitted", "kept A", VINNOVA),
    "shared A": ("submitted", "shared A", VINNOVA),
    "owing A": ("missing_assignment", "describe A", "Rymdstyrelsen"),
    "owing VR": ("missing_assignment", "describe A", "Vetenskapsrådet"),
    "list": ("staff_submissions", "", "Vetenskapsrådet"),
    "said 1": ("submitted", "handed in 1", COMMENT),
    "said to staff": ("staff_submitted", "handed in 1", COMMENT),
    "link 1": ("meeting", "meeting 1", LINK),
    "link 5": ("meeting", "meeting 5", LINK.replace("1", "5")),
    "meeting 2": ("meeting", "meeting 2", "Problem- och målformulering"),
    "meeting 3": ("meeting", "meeting 3", "Jämställdhetsbudgetering"),
    "meeting 5": ("meeting", "meeting 5", "Fördjupning"),
    "material 1": ("material", "material 1", f"{SHARED} 1"),
    "material 3": ("material", "material 3", f"{SHARED} 3"),
    "own shelf": ("material", "own material", OWN),
    "change material": ("describe_material", "material 1", f"{SHARED} 1"),
    "sheet": ("hand_over_sheet", "ben's seat", "Ben Åkesson"),
    "guests": ("guest", "guest", "Siri Falk"),
}


def invite_fia(play: Play, client: Client, who: str) -> Any:
    address = play.emails.get("fia") or play.address("Fia Norén", "VR")
    page = play.url("invite_colleague", "finance")
    return press(client, page, name="Fia Norén", address=address)


def invite_again(play: Play, client: Client, who: str) -> Any:
    return client.post(play.url("invite_again", "fia's seat"))


def confirm(play: Play, client: Client, who: str) -> Any:
    ticked = dict.fromkeys(("owns", "wants", "time"), "on")
    page, to = play.url("confirmation", "VR"), play.url("confirm", "VR")
    return play.receipt(press(client, page, to, text=NOTE, **ticked), "confirmation")


def say_course(play: Play, client: Client, who: str) -> Any:
    return press(client, play.url("course", "VR"), play.url("say_course", "VR"), kind="known")


def let_through(play: Play, client: Client, who: str) -> Any:
    return client.post(play.url("let_through", "VR"), {"reason": "Vi väntar inte."})


def rate(play: Play, client: Client, who: str) -> Any:
    return press(client, play.url("rate", "assess", "1"), present="2")


def withdraw(play: Play, client: Client, who: str) -> Any:
    sent = {"reason": "Fel grupp.", "whom": "en"}
    return client.post(play.url("withdraw_assessment", "assess"), sent)


def hand_in_assessment(play: Play, client: Client, who: str) -> Any:
    answer = press(client, play.url("submit_assessment", "assess"))
    return play.receipt(answer, "assessment")


def write(assignment: str, **texts: str) -> Any:
    def deed(play: Play, client: Client, who: str) -> Any:
        page, to = play.url("assignment", assignment), play.url("save_draft", assignment)
        text = texts.get(who) or texts["others"]
        return press(client, page, to, text=text, ta="")

    return deed


def hand_in(assignment: str, as_: str) -> Any:
    def deed(play: Play, client: Client, who: str) -> Any:
        return play.receipt(press(client, play.url("submit", assignment)), as_)

    return deed


def answer(meeting: int) -> Any:
    """Yes, from the own seat; from Hedda's for those who have none there."""

    def deed(play: Play, client: Client, who: str) -> Any:
        holding = f"{who}'s seat" if f"{who}'s seat" in play.keys else "hedda's seat"
        return say_yes(play, client, meeting, holding)

    return deed


def answer_for_hedda(meeting: int) -> Any:
    return lambda play, client, who: say_yes(play, client, meeting, "hedda's seat")


def say_yes(play: Play, client: Client, meeting: int, holding: str) -> Any:
    page = play.url("answer", f"session {meeting}", holding)
    return press(client, page, is_coming="ja")


def visit(play: Play, client: Client, who: str) -> Any:
    page = play.url("answer_as_guest", "session 3")
    return press(client, page, is_coming="ja")


def comment(play: Play, client: Client, who: str) -> Any:
    page = play.url("staff_submitted", "handed in 1")
    to = play.url("staff_comment", "handed in 1")
    return press(client, page, to, text=COMMENT)


def share(play: Play, client: Client, who: str) -> Any:
    upload = SimpleUploadedFile("sent.txt", b"Sent", "text/plain")
    page = play.url("share_material", "group 2")
    return press(client, page, choose=True, title_sv="För sent", upload=upload)


DEEDS: dict[str, Any] = {
    "invite Fia": invite_fia,
    "invite again": invite_again,
    "confirm": confirm,
    "say course": say_course,
    "let through": let_through,
    "rate": rate,
    "withdraw": withdraw,
    "hand in assessment": hand_in_assessment,
    "write 1": write("describe 1", dan=FORTE, others=DRAFT),
    "write 3": write("describe 3", others="För sent."),
    "hand in 1": hand_in("describe 1", "handed in 1"),
    "hand in 3": hand_in("describe 3", "nothing"),
    "answer 1": answer(1),
    "answer 2": answer(2),
    "answer 3": visit,
    "answer 5": answer(5),
    "answer for Hedda": answer_for_hedda(1),
    "answer for Hedda 5": answer_for_hedda(5),
    "comment": comment,
    "share": share,
}
