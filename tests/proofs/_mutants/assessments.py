"""Self-assessments."""

from tests.proofs._mutants.mutant import Mutant, cells

ASSESSMENTS = "selfassessment/models/assessments.py"
ASSESSED = "tests/selfassessment/test_visibility.py"
WITHDRAWING = "tests/selfassessment/test_withdrawing.py"
PARTS = "tests/selfassessment/test_parts.py"
AGREEING = "tests/selfassessment/test_agreeing.py"

MUTANTS = [
    Mutant(
        "assessments are for the whole group",
        ASSESSMENTS,
        "return self.filter(participation__in=own).with_origin()",
        "return self.filter(participation__cohort__participations__in=own).with_origin()",
        cells("dan"),
    ),
    Mutant(
        "a rating is read by colleagues",
        ASSESSMENTS,
        "return self.filter(respondent=user.pk, assessment__participation__in=own)",
        "return self.filter(assessment__participation__in=own)",
        (ASSESSED,),
    ),
    Mutant(
        "agreed answers are read by everyone",
        "selfassessment/models/agreed.py",
        "return self.filter(~Exists(others), assessment__participation__in=own)\n",
        "return self.filter(~Exists(others))\n",
        (ASSESSED,),
    ),
    Mutant(
        "peers read what was handed in",
        "selfassessment/models/submitted.py",
        "own = Q(assessment__participation__in=rights.place_ids())",
        "own = rights.takes_part(COHORT)",
        cells("dan"),
    ),
    Mutant(
        "everyone answers as a leader",
        "selfassessment/rules.py",
        "return assessment.is_of_management and is_called(user, assessment, now)",
        "return assessment.is_of_management",
        cells("ada"),
    ),
    Mutant(
        "leaders answer for an institution",
        "selfassessment/rules.py",
        "return assessment.is_of_management and is_called(user, assessment, now)",
        "return is_called(user, assessment, now)",
        cells("ben"),
    ),
    Mutant(
        "anyone closes the answering",
        "selfassessment/rules.py",
        "return assessment.is_of_management and coordinates(user, assessment.participation, now)",
        "return assessment.is_of_management",
        cells("ben"),
    ),
    Mutant(
        "answers are opened again after a distribution was shown",
        "selfassessment/actions/answering.py",
        "    if is_shown(assessment):\n        raise AlreadyShown\n",
        "",
        ("tests/selfassessment/test_reopening.py",),
    ),
    Mutant(
        "members answer for the management group",
        "selfassessment/rules.py",
        "    if assessment.is_of_management:\n        roles",
        "    if False:\n        roles",
        (ASSESSED,),
    ),
    Mutant(
        "everyone hands in a self-assessment",
        "selfassessment/rules.py",
        "    return coordinates(user, assessment.participation, now)\n",
        "    return belongs_to(user, assessment.participation, now)\n",
        cells("ben"),
    ),
    Mutant(
        "two answers are shown as a distribution",
        "selfassessment/queries/agreed.py",
        "if sum(count for _word, count in steps) < FEWEST:",
        "if not sum(count for _word, count in steps):",
        (AGREEING,),
    ),
    Mutant(
        "the distribution is shown while leaders answer",
        "selfassessment/queries/agreed.py",
        "if assessment.closed_at is None or assessment.withdrawn_at is not None:",
        "if assessment.withdrawn_at is not None:",
        (AGREEING,),
    ),
    Mutant(
        "staff are told of other groups' assessments",
        "selfassessment/queries/for_staff.py",
        '.filter(rights_of(user, now).runs("participation__cohort__"))',
        ".all()",
        cells("cleo"),
    ),
    Mutant(
        "anyone withdraws what was asked",
        "selfassessment/models/asking.py",
        'self.filter(rights_of(user, now).runs("participation__cohort__"))',
        "self.all()",
        cells("ada"),
    ),
    Mutant(
        "what is withdrawn is read on",
        "selfassessment/views/withdrawn.py",
        "if assessment.withdrawn_at is None:",
        "if True:",
        (WITHDRAWING,),
    ),
    Mutant(
        "what is withdrawn is answered on",
        "selfassessment/actions/answering.py",
        "    if assessment.withdrawn_at is not None:\n        raise Withdrawn\n",
        "",
        (WITHDRAWING,),
    ),
    Mutant(
        "the draft of what is withdrawn is told to its page",
        "selfassessment/views/saving.py",
        "    if assessment.withdrawn_at is not None:\n",
        "    if False:\n",
        (WITHDRAWING,),
    ),
    Mutant(
        "staff are told what is late in other groups",
        "selfassessment/queries/for_staff.py",
        '        charge.covers("participation__cohort__", or_outside=True),\n',
        "",
        ("tests/programmes/test_late.py",),
    ),
    Mutant(
        "Min sida tells of other institutions' assessments",
        "selfassessment/queries/todo_rows.py",
        ".filter(participation__in=places)",
        "",
        ("tests/selfassessment/test_todo.py",),
    ),
    Mutant(
        "parts of others are read",
        "selfassessment/models/agreed.py",
        "self.filter(~Exists(others), assessment__participation__in=own)",
        "self.filter(assessment__participation__in=own)",
        (PARTS,),
    ),
    Mutant(
        "parts of others are shown on the page",
        "selfassessment/queries/agreed.py",
        "{one.area_id for one in parts if not one.is_open}",
        "set[int]()",
        (PARTS,),
    ),
    Mutant(
        "parts of others are saved into by scripts",
        "selfassessment/queries/parts.py",
        "Part.objects.closed_to(user, now).filter(assessment=assessment)",
        "Part.objects.none()",
        (PARTS,),
    ),
    Mutant(
        "parts of others are written in",
        "selfassessment/actions/agreeing.py",
        "    if choice.statement.area_id in closed_areas(assessment, by, now):\n",
        "    if False:\n",
        (PARTS,),
    ),
    Mutant(
        "parts of others are written in with the whole form",
        "selfassessment/actions/agreeing.py",
        "        if choice.statement.area_id in closed:\n",
        "        if False:\n",
        (PARTS,),
    ),
    Mutant(
        "everyone says who answers what",
        "selfassessment/rules.py",
        "not assessment.is_of_management and coordinates(user, assessment.participation, now)",
        "not assessment.is_of_management",
        cells("ben"),
    ),
    Mutant(
        "a part is given to a seat of another institution",
        "selfassessment/actions/parts.py",
        "seat is not None and seat.participation_id != assessment.participation_id",
        "False",
        (PARTS,),
    ),
]
