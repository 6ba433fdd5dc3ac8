"""Writing templates, and taking their changes into running rounds."""

from tests.proofs._mutants.mutant import Mutant, cells

DRAFTS = "tests/programmes/test_drafts.py"
OFFERS = "tests/programmes/test_offers.py"
FILES = "tests/programmes/test_template_files.py"
WHO = f"{DRAFTS}::test_only_those_who_start_rounds_of_the_programme"

MUTANTS = [
    Mutant(
        "drafts of templates of any programme",
        "programmes/models/drafts.py",
        "return rows.filter(template__programme__in=rights.programmes_led)",
        "return rows.all()",
        (WHO,),
    ),
    Mutant(
        "templates are written for any programme",
        "programmes/drafts.py",
        "    if rights.is_administrator:\n        return rows\n",
        "    if rights is not None:\n        return rows\n",
        (WHO, f"{FILES}::test_a_leader_reads_in_templates_of_the_own_programme_only"),
    ),
    Mutant(
        "templates of any programme that are no longer offered",
        "programmes/drafts.py",
        "rows = rows.filter(template__programme__in=rights.programmes_led)",
        "rows = rows.all()",
        (WHO,),
    ),
    Mutant(
        "whoever sees a round takes changes into it",
        "programmes/rules.py",
        "return rights.is_administrator or round.programme_id in rights.programmes_led",
        "return True",
        cells("cleo"),
    ),
    Mutant(
        "a change meets what somebody may have begun",
        "programmes/actions/offer_assignments.py",
        "if at.may_have_begun(assignment):",
        "if at.may_have_begun(assignment) and not assignment.pk:",
        (f"{OFFERS}::test_what_has_opened_is_left_as_it_is_whether_begun_or_not",),
    ),
]
