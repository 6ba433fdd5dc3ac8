from preparation.models.completions import Completion
from preparation.models.confirmations import Confirmation, Disowned
from preparation.models.plans import Preparation

__all__ = ["Completion", "Confirmation", "Disowned", "Preparation"]
