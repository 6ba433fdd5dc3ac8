from selfassessment.models.asking import Asking
from selfassessment.models.assessments import AgreedAnswer, Assessment, Finish, Rating
from selfassessment.models.instruments import (
    Area,
    Instrument,
    InstrumentVersion,
    Scale,
    ScaleStep,
    Statement,
)
from selfassessment.models.submitted import SubmittedAssessment

__all__ = [
    "AgreedAnswer",
    "Area",
    "Asking",
    "Assessment",
    "Finish",
    "Instrument",
    "InstrumentVersion",
    "Rating",
    "Scale",
    "ScaleStep",
    "Statement",
    "SubmittedAssessment",
]
