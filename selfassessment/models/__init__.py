from selfassessment.models.agreed import AgreedAnswer
from selfassessment.models.asking import Asking
from selfassessment.models.assessments import Assessment, Finish, Rating
from selfassessment.models.instruments import (
    Area,
    Instrument,
    InstrumentVersion,
    ProposedPart,
    Scale,
    ScaleStep,
    Statement,
)
from selfassessment.models.parts import Part
from selfassessment.models.submitted import SubmittedAssessment

__all__ = [
    "AgreedAnswer",
    "Area",
    "Asking",
    "Assessment",
    "Finish",
    "Instrument",
    "InstrumentVersion",
    "Part",
    "ProposedPart",
    "Rating",
    "Scale",
    "ScaleStep",
    "Statement",
    "SubmittedAssessment",
]
