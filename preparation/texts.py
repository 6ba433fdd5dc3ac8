"""What a head confirms, in our own words. A confirmation keeps the words as they were."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Statement:
    code: str
    text_sv: str
    text_en: str


OWNS = Statement(
    code="owns",
    text_sv="Ledningen äger arbetet. Vi fattar besluten, följer upp dem och kommer när vi är "
    "kallade.",
    text_en="The management owns the work. We take the decisions, follow them up and come when we "
    "are called.",
)
WANTS = Statement(
    code="wants",
    text_sv="Vi vill vara med. De som berörs hos oss vet varför vi deltar och vad det ska leda "
    "till.",
    text_en="We want to take part. Those concerned with us know why we do, and what it shall lead "
    "to.",
)
TIME_SV = (
    "Tiden är avsatt. Var och en som har en plats får {preparation} timmar i förberedelsen och "
    "{meetings} timmar för träffarna."
)
TIME_EN = (
    "Time is set aside. Each person with a seat gets {preparation} hours in the preparation and "
    "{meetings} hours for the meetings."
)


def statements(*, preparation_hours: int, meeting_hours: int) -> tuple[Statement, ...]:
    hours = {"preparation": preparation_hours, "meetings": meeting_hours}
    time = Statement(code="time", text_sv=TIME_SV.format(**hours), text_en=TIME_EN.format(**hours))
    return OWNS, WANTS, time
