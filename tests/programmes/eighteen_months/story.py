"""What happens before each block of the table, in order. People use pages; what a page would take
long for is done by actions: the agency's own people, links, and eight of nine answers."""

from collections.abc import Callable

from cohorts import actions as cohorts
from cohorts.models import Guest
from meetings import actions as meetings
from meetings.models import Meeting
from programmes.models import MentorOffer
from selfassessment import actions as assessments
from selfassessment.models import Assessment, InstrumentVersion
from selfassessment.queries.asked import asked
from tests.programmes.eighteen_months.browsing import press
from tests.programmes.eighteen_months.columns import (
    AGREED,
    BUDGET,
    LINK,
    OWN,
    PRESENTED,
    SHARED,
    TRY,
    VINNOVA,
)
from tests.programmes.eighteen_months.moves import (
    come_in,
    done,
    follow,
    hand_in,
    invite_colleague,
    invite_from_file,
    move_meeting,
    share,
    start_round,
    write,
)
from tests.programmes.eighteen_months.play import Play
from tests.programmes.starting import version_of
from tests.selfassessment.conftest import MANAGEMENT, ship

PREPARATION = {
    "preparation_hours": "16",
    "meeting_hours": "60",
    "course_name_sv": "Grunderna",
    "course_link": "https://kurs.example/",
    "course_minutes": "90",
}


def started(play: Play) -> None:
    ship()
    programme = version_of("jim-plus", "2021").template.programme
    play.employee("Gun Hall", "administrator", cohorts.portal_scope())
    play.employee("Cleo Berg", "process_leader", cohorts.scope_of(programme))
    round = start_round(
        play,
        "2021",
        name="JiM+ 2027–2028",
        preparation_starts_on="2027-01-11",
        preparation_ends_on="2027-04-11",
        ends_on="2028-07-11",
        groups={"Grupp 2": ("VR", "Forte", "Formas"), "Grupp 3": ("SKV", "CSN")},
        meeting_1="2027-04-27",
    )
    follow(play, round, "Grupp 2", "group 2")
    play.keys["group 3"] = round.cohorts.get(name="Grupp 3").key
    play.employee("Paul Frisk", "process_leader", cohorts.scope_of(play.group("group 3")))
    play.keys["VR"] = play.place("VR").key


def invited(play: Play) -> None:
    people = [("VR", "Ada Lind"), ("Forte", "Dan Ek"), ("Formas", "Mia Ask"), ("SKV", "Eve Nyman")]
    invite_from_file(play, [(place, "coordinator", name) for place, name in people])
    play.seated("Ada Lind", "VR", "coordinator")
    play.seated("Dan Ek", "Forte", "coordinator")
    come_in(play, "ada")
    for name, code in (
        ("Hedda Öberg", "head"),
        ("Ben Åkesson", "planning"),
        ("Petra Holm", "core_activity"),
    ):
        invite_colleague(play, "ada", name, "VR", code)
    invite_colleague(play, "dan", "Lena Ström", "Forte", "planning")
    play.keys["finance"] = play.seat("VR", "finance").key
    _twin(play)
    _plan_preparation(play, "VR", confirm_by="2027-02-15", course_due_on="2027-03-15")
    play.keys["fia's seat"] = play.keys["ben's seat"]  # until she has one


def _plan_preparation(play: Play, place: str, mark: str = "", **days: str) -> None:
    """What it asks of that place, Min sida calls «confirm» and «course»."""
    plan = PREPARATION | days
    done(press(play.browser("cleo"), play.url("plan_preparation", "round"), **plan))
    for route, name in (("confirmation", "confirm"), ("course", "course")):
        play.asked[play.url(route, place)] = f"{name} {mark}".strip()


def _twin(play: Play) -> None:
    """The Mia of Formas is invited to CSN, by somebody who does not know of her."""
    email, csn = play.address("Twin", "CSN"), play.institution("CSN")
    twin = cohorts.invite(csn, email=email, name="Mia Ask", **play.by)
    seat = play.seat("CSN", "finance", "group 3")
    cohorts.fill_seat(seat, user=twin, from_on=play.clock.today, **play.by)


def prepared(play: Play) -> None:
    """Fia is there now, by the table before."""
    play.seated("Fia Norén", "VR", "finance")
    for who in ("petra", "fia"):
        page, to = play.url("course", "VR"), play.url("say_course", "VR")
        done(press(play.browser(who), page, to, kind="known"))


def asked_of_leaders(play: Play) -> None:
    version = InstrumentVersion.objects.get(instrument__key=MANAGEMENT)
    page = play.url("open_assessments")
    form = {"cohort": str(play.keys["group 2"]), "version": str(version.pk)}
    done(press(play.browser("cleo"), page, **form, opens_on="2027-03-22", due_on="2027-04-05"))
    assess = Assessment.objects.get(participation=play.place("VR"))
    play.keys["assess"] = assess.key
    for route in ("answering", "assessment", "rated"):
        play.asked[play.url(route, "assess")] = "assess"


def agreed(play: Play) -> None:
    """The four leaders have answered alone, which closes the answering."""
    for who in ("hedda", "ben", "petra", "fia"):
        _answer_all(play, who)
    page, to = play.url("assessment", "assess"), play.url("agree", "assess")
    done(press(play.browser("ada"), page, to, text=AGREED, choose=True))
    for assignment in ("presentation", "course task"):
        write(play, "ada", assignment, PRESENTED)
        hand_in(play, "ada", assignment, "presented" if assignment == "presentation" else "_")


def _answer_all(play: Play, who: str) -> None:
    assess = Assessment.objects.get(key=play.keys["assess"])
    act = {"by": play.person(who), "now": play.clock.now}
    for statement in asked(assess.instrument_version).statements:
        for version, level in enumerate(assessments.LEVELS):
            chosen = {"level": level, "position": 2, "version": version}
            assessments.rate(assess, statement=statement, **chosen, **act)
    done(play.browser(who).post(play.url("finish_answering", "assess")))


def before_1(play: Play) -> None:
    _set_link(play, 1)


def _set_link(play: Play, number: int) -> None:
    meeting = Meeting.objects.get(key=play.keys[f"meeting {number}"])
    meetings.change_meeting(meeting, link=LINK.replace("1", str(number)), **play.by)


def after_1(play: Play) -> None:
    share(play, "cleo", str(play.keys["meeting 1"]), f"{SHARED} 1", "material 1")
    share(play, "ada", str(play.institution("VR").key), OWN, "own material")
    petra = str(play.person("petra").key)
    done(play.browser("ada").post(play.url("protect_person", petra)))


def handing_over(play: Play) -> None:
    write(play, "ben", "try 1", TRY)
    page = play.url("hand_over", "ben's seat")
    email = play.address("Nora Dahl", "VR")
    successor = {"name": "Nora Dahl", "address": email, "from_on": "2027-06-15"}
    done(press(play.browser("ada"), page, **successor))


def handed_over(play: Play) -> None:
    play.seated("Nora Dahl", "VR", "planning")


def before_2(play: Play) -> None:
    """Nora had answered for the day that the meeting was to be."""
    move_meeting(play, 2, "2027-08-31")
    done(
        press(play.browser("nora"), play.url("answer", "session 2", "nora's seat"), is_coming="ja")
    )
    move_meeting(play, 2, "2027-09-14")
    email = play.address("Ulf Sand", "VR")
    days = {"from_on": "2027-08-16", "last_on": "2027-09-30"}
    page = play.url("name_stand_in", "finance")
    done(press(play.browser("ada"), page, name="Ulf Sand", address=email, **days))
    play.seated("Ulf Sand", "VR", "finance")


def before_3(play: Play) -> None:
    move_meeting(play, 3, "2027-11-09")
    share(play, "cleo", str(play.keys["meeting 3"]), f"{SHARED} 3", "material 3")
    write(play, "ada", "describe 3", BUDGET)
    cleo, page = play.browser("cleo"), play.url("add_guest", "round")
    meeting = {"meeting": str(play.keys["meeting 3"])}
    done(press(cleo, page, institution=play.institution("ESV").name, **meeting))
    play.keys["guest"] = Guest.objects.get().key
    email = play.address("Siri Falk", "ESV")
    done(press(cleo, play.url("guest", "guest"), name="Siri Falk", address=email))


def still_there(play: Play) -> None:
    move_meeting(play, 4, "2028-02-08")


def gone(play: Play) -> None:
    page = play.url("end_colleague", "lena's seat")
    done(press(play.browser("dan"), page, last_on="2028-01-16"))
    mia, twin = (str(play.person(who).key) for who in ("mia", "twin"))
    done(press(play.browser("gun"), play.url("merge_people", mia, twin)))


def before_5(play: Play) -> None:
    move_meeting(play, 5, "2028-05-16")
    _set_link(play, 5)
    seat, email = str(play.seat("VR", "head").key), play.address("Sten Lo", "VR")
    page = play.url("stand_in_at_meeting", seat, "meeting 5")
    done(press(play.browser("ada"), page, name="Sten Lo", address=email))
    play.seated("Sten Lo", "VR", "head")


def mentor(play: Play) -> None:
    """Cleo asks, Ada says yes, Cleo gives the group, and fills the seats."""
    cleo, place = play.browser("cleo"), play.place("VR")
    done(cleo.post(play.url("offer_mentorship", str(place.key)), {"mentor": "1"}))
    offer = MentorOffer.objects.get()
    page = play.url("mentor_offer", str(offer.key))
    done(press(play.browser("ada"), page, accepts="ja"))
    round = start_round(
        play,
        "2021",
        name="JiM+ 2028–2030",
        preparation_starts_on="2028-08-21",
        preparation_ends_on="2028-11-20",
        ends_on="2030-02-20",
        groups={"Grupp A": ("Vinnova", "Rymd")},
        meeting_1="2028-09-26",
    )
    follow(play, round, "Grupp A", "group A", mark="A")
    page = play.url("place_mentor", str(offer.key))
    done(press(cleo, page, group=str(play.keys["group A"])))
    days = {"confirm_by": "2028-09-20", "course_due_on": "2028-10-20"}
    for short in ("VR", "Vinnova"):
        play.keys[f"{short} A"] = play.place(short, "group A").key
        _plan_preparation(play, f"{short} A", mark="A", **days)
    people = [("Vinnova", "Vera Modig"), ("VR", "Ada Lind")]
    invite_from_file(play, [(short, "coordinator", name) for short, name in people])
    for assignment, as_ in (("course task A", "kept A"), ("presentation A", "shared A")):
        write(play, "vera", assignment, VINNOVA)
        hand_in(play, "vera", assignment, as_)
    write(play, "vera", "describe A", VINNOVA)


def nothing(play: Play) -> None:
    """Time goes by."""


STORY: dict[str, Callable[[Play], None]] = {
    "started": started,
    "invited": invited,
    "prepared": prepared,
    "asked": asked_of_leaders,
    "agreed": agreed,
    "before 1": before_1,
    "after 1": after_1,
    "handing over": handing_over,
    "handed over": handed_over,
    "before 2": before_2,
    "before 3": before_3,
    "guest's last day": nothing,
    "guest gone": nothing,
    "still there": still_there,
    "gone": gone,
    "before 5": before_5,
    "stand-in's last day": nothing,
    "stand-in gone": nothing,
    "ended": nothing,
    "mentor": mentor,
    "forgotten": nothing,
}
