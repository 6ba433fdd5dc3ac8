from preparation.forms.confirming import ConfirmForm
from preparation.forms.courses import CourseForm, ImportForm
from preparation.forms.planning import PlanForm

__all__ = ["ConfirmForm", "CourseForm", "ImportForm", "PlanForm"]
