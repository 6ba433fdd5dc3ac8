"""The preparation, who is ready, questions to the contact person, and presentations."""

from tests.proofs._mutants.mutant import Mutant

CONFIRMING = "tests/preparation/test_confirming.py"
COURSE = "tests/preparation/test_course.py"
READINESS = "tests/programmes/test_readiness.py"
QUESTIONS = "tests/cohorts/test_questions.py"
PRESENTATIONS = "tests/meetings/test_presentations.py"

MUTANTS = [
    Mutant(
        "the others of the group see whether a head has confirmed",
        "preparation/views/confirming.py",
        "@gate(Participation, rule=may_follow)\n",
        "@gate(Participation)\n",
        (CONFIRMING,),
    ),
    Mutant(
        "the others of the group read what a head has confirmed",
        "preparation/models/confirmations.py",
        'own | rights.runs("participation__cohort__")',
        'own | rights.sees("participation__cohort__")',
        (CONFIRMING,),
    ),
    Mutant(
        "anyone of the institution confirms for it",
        "preparation/rules.py",
        "    return participation in places_of(rights_of(user, now).at_work, role)\n",
        "    return participation in places_of(rights_of(user, now).at_work)\n",
        (CONFIRMING,),
    ),
    Mutant(
        "whoever comes to one meeting in a head's place confirms for the institution",
        "preparation/rules.py",
        "places_of(rights_of(user, now).at_work, role)",
        "places_of(rights_of(user, now).holdings, role)",
        ("tests/preparation/test_for_whom.py",),
    ),
    Mutant(
        "colleagues fetch each other's certificates",
        "preparation/views/courses.py",
        "@gate(Completion, rule=may_read_proof)",
        "@gate(Completion)",
        (COURSE,),
    ),
    Mutant(
        "people of groups that one does not run are brought in",
        "preparation/views/courses.py",
        "Cohort.objects.run_by(request.user, request.now).filter(round=round)",
        "Cohort.objects.filter(round=round)",
        (COURSE,),
    ),
    Mutant(
        "the others of the group see what an institution lacks",
        "programmes/views/readiness.py",
        "@gate(Participation, rule=may_follow)",
        "@gate(Participation)",
        (READINESS,),
    ),
    Mutant(
        "why an institution was let through is read by the group",
        "programmes/models/passes.py",
        'own | rights.runs("participation__cohort__")',
        'own | rights.sees("participation__cohort__")',
        (READINESS,),
    ),
    Mutant(
        "colleagues read each other's questions",
        "cohorts/models/questions.py",
        "Q(asked_by=user.pk, participation__in=rights.place_ids())",
        "Q(participation__in=rights.place_ids())",
        (QUESTIONS,),
    ),
    Mutant(
        "questions to groups that one does not run are listed",
        "cohorts/views/questions.py",
        "ContactQuestion.objects.run_by(request.user, request.now)",
        "ContactQuestion.objects.all()",
        (QUESTIONS,),
    ),
    Mutant(
        "one asks in the name of another institution",
        "cohorts/actions/questions.py",
        "if not belongs_to(by, participation, now):",
        "if not by:",
        (QUESTIONS,),
    ),
    Mutant(
        "those who take part arrange the presentations",
        "meetings/views/presentations.py",
        '@gate(Meeting, rule=may_arrange, methods=["POST"])\ndef place_presentation(',
        '@gate(Meeting, methods=["POST"])\ndef place_presentation(',
        (PRESENTATIONS,),
    ),
    Mutant(
        "presentations that are not shared are shown to the group",
        "meetings/queries/presentations.py",
        "SubmittedVersion.objects.visible_to(user, now).newest()",
        "SubmittedVersion.objects.newest()",
        (PRESENTATIONS,),
    ),
]
