"""Everything that changes assessments, and the answers to them."""

from selfassessment.actions.agreeing import MAX_CHARACTERS, Choice, agree, agree_all
from selfassessment.actions.answering import LEVELS, close_answering, rate, reopen_answering
from selfassessment.actions.asking import NobodyToAsk, ask_respondents
from selfassessment.actions.handing_in import make_pdf_again, submit
from selfassessment.actions.opening import open_assessment, open_for_all
from selfassessment.actions.refusals import (
    AlreadyShown,
    AnsweredElsewhere,
    AnsweringClosed,
    ChangedMeanwhile,
    Conflict,
    DatesOutOfOrder,
    HandedIn,
    Incomplete,
    NobodyAnswered,
    NotOpenYet,
    NotPublished,
    Refused,
    RoundOver,
    StillAnswering,
    TooLong,
    UnknownStep,
)

__all__ = [
    "LEVELS",
    "MAX_CHARACTERS",
    "AlreadyShown",
    "AnsweredElsewhere",
    "AnsweringClosed",
    "ChangedMeanwhile",
    "Choice",
    "Conflict",
    "DatesOutOfOrder",
    "HandedIn",
    "Incomplete",
    "NobodyAnswered",
    "NobodyToAsk",
    "NotOpenYet",
    "NotPublished",
    "Refused",
    "RoundOver",
    "StillAnswering",
    "TooLong",
    "UnknownStep",
    "agree",
    "agree_all",
    "ask_respondents",
    "close_answering",
    "make_pdf_again",
    "open_assessment",
    "open_for_all",
    "rate",
    "reopen_answering",
    "submit",
]
