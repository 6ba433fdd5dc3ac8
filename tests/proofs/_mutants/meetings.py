"""Drafts, and what was handed in."""

from tests.proofs._mutants.mutant import DRAFTS, SUBMISSIONS, Mutant, cells

BESIDE = "meetings/models/assignment_files.py"
FEEDBACK, SAID = "meetings/models/feedback.py", "tests/meetings/test_feedback.py"
BESIDE_TESTS = "tests/meetings/test_assignment_files.py"

MUTANTS = [
    Mutant(
        "the group's summary holds what is not shared",
        "meetings/queries/together.py",
        "sharing=Sharing.COHORT, ",
        "",
        ("tests/meetings/test_summaries.py",),
    ),
    # --- Drafts, and what was handed in ----------------------------------------------------
    Mutant(
        "drafts are for the whole group",
        DRAFTS,
        "return self.filter(submission__participation__in=own)",
        "return self.filter(submission__participation__cohort__participations__in=own)",
        cells("dan"),
    ),
    Mutant(
        "the agency sees drafts",
        DRAFTS,
        "own = rights_of(user, now).place_ids()\n",
        "own = Participation.objects.visible_to(user, now)\n",
        cells("cleo"),
    ),
    Mutant(
        "one works in any draft of the group",
        "meetings/queries/drafts.py",
        "seats = [holding.seat for holding in rights_of(user, now).holdings]",
        "seats = list(Seat.objects.filter(participation__cohort=assignment.cohort_id))",
        cells("dan", "cleo"),
    ),
    Mutant(
        "everyone may hand in",
        "meetings/rules.py",
        "_has_place(assignment, user, now, role=Function.Role.COORDINATOR)",
        "_has_place(assignment, user, now)",
        cells("ben"),
    ),
    Mutant(
        "readers of the group have a PDF made anew",
        "meetings/rules.py",
        "return belongs_to(user, version.submission.participation, now) or may_follow(",
        "return True or may_follow(",
        cells("ada"),
    ),
    Mutant(
        "what is not shared is read by the group",
        SUBMISSIONS,
        "| Q(sharing=Sharing.COHORT) & rights",
        "| rights",
        cells("dan"),
    ),
    Mutant(
        "what is shared is read by other groups",
        SUBMISSIONS,
        "Q(sharing=Sharing.COHORT) & rights.takes_part(COHORT)",
        "Q(sharing=Sharing.COHORT)",
        cells("eve"),
    ),
    Mutant(
        "the page of an assignment names what is not shared",
        "meetings/queries/handed_in.py",
        "sharing=Sharing.COHORT, submission__assignment__in=assignment",
        "",
        ("tests/meetings/test_assignment_page.py",),
    ),
    Mutant(
        "news tell of what is not shared",
        "meetings/queries/shared.py",
        "sharing=Sharing.COHORT, ",
        "",
        ("tests/meetings/test_todo.py",),
    ),
    Mutant(
        "news come from every group",
        "meetings/queries/shared.py",
        "submission__participation__cohort__in=cohorts",
        "",
        ("tests/meetings/test_todo.py",),
    ),
    Mutant(
        "files are fetched by anyone",
        SUBMISSIONS,
        'return self.filter(version__in=seen.values("pk")).select_related("file")',
        'return self.select_related("file")',
        cells("eve"),
    ),
    Mutant(
        "anyone asks colleagues to answer",
        "meetings/rules.py",
        "rights_of(user, now).participations(Function.Role.COORDINATOR)\n",
        "rights_of(user, now).participations()\n",
        cells("ben"),
    ),
    Mutant(
        "a coordinator asks the colleagues of others",
        "meetings/queries/missing.py",
        "if place.pk in own and one.pk != user.pk",
        "if one.pk != user.pk",
        ("tests/meetings/test_asking.py",),
    ),
    # --- Files beside an instruction --------------------------------------------------------
    Mutant(
        "files beside an instruction are fetched by other groups",
        BESIDE,
        "rights.runs(COHORT) | rights.sees(COHORT) & is_harmless, withdrawn_at=None",
        "withdrawn_at=None",
        cells("eve"),
    ),
    Mutant(
        "a withdrawn file is still fetched",
        BESIDE,
        "rights.sees(COHORT) & is_harmless, withdrawn_at=None",
        "rights.sees(COHORT) & is_harmless",
        (f"{BESIDE_TESTS}::test_withdrawn_it_is_gone_for_everyone",),
    ),
    Mutant(
        "institutions fetch what the virus scan stopped",
        BESIDE,
        "rights.sees(COHORT) & is_harmless",
        "rights.sees(COHORT)",
        (f"{BESIDE_TESTS}::test_a_stopped_file_is_told_of_to_staff_alone",),
    ),
    Mutant(
        "participants put files beside instructions",
        "meetings/rules.py",
        "return runs_cohort(user, assignment.cohort, now)",
        "return True",
        cells("ada"),
    ),
    Mutant(
        "a file lands beside instructions of groups that others run",
        "meetings/queries/assignment_files.py",
        'cohort__in=Cohort.objects.run_by(user, now).values("pk"),',
        "",
        (f"{BESIDE_TESTS}::test_only_groups_that_one_runs",),
    ),
    # --- What the agency says of it --------------------------------------------------------
    Mutant(
        "the group is told that there are comments on what it reads",
        FEEDBACK,
        "return self.filter(own | rights.runs(COHORT)).select_related(",
        "return self.filter(own | rights.sees(COHORT)).select_related(",
        cells("ada"),
    ),
    Mutant(
        "an institution withdraws comments on its own",
        "meetings/rules.py",
        "return may_follow(user, comment.version, now)",
        "return True",
        cells("dan"),
    ),
    Mutant(
        "files with comments are fetched by the group",
        FEEDBACK,
        "return self.filter(own & is_harmless | rights.runs(COHORT))",
        "return self.filter(own & is_harmless | rights.sees(COHORT))",
        cells("ada"),
    ),
    Mutant(
        "files of a withdrawn comment are fetched",
        FEEDBACK,
        "own = Q(comment__withdrawn_at=None, **{OWN: rights.place_ids()})",
        "own = Q(**{OWN: rights.place_ids()})",
        (f"{SAID}::test_withdrawn_there_is_a_trace_and_no_more",),
    ),
    Mutant(
        "a withdrawn comment is still read",
        "meetings/queries/feedback.py",
        "is_hidden = withdrawn_at is not None and not for_staff",
        "is_hidden = False",
        (
            "tests/meetings/test_feedback_rows.py::test_a_withdrawn_comment_is_told_without_its_words",
        ),
    ),
    Mutant(
        "the group reads what the agency says of a version",
        "meetings/views/handing_in.py",
        "attempts(versions, for_staff=False) if is_own else []",
        "attempts(versions, for_staff=False)",
        (f"{SAID}::test_the_others_of_the_group_see_nothing_of_it",),
    ),
    Mutant(
        "institutions fetch what the virus scan stopped in feedback",
        FEEDBACK,
        "own & is_harmless | rights",
        "own | rights",
        (f"{SAID}::test_a_stopped_file_is_told_of_to_staff_alone",),
    ),
]
