"""What is shared."""

from tests.proofs._mutants.mutant import Mutant

MODELS, RULES = "materials/models.py", "materials/rules.py"
OWN, OF_GROUPS, WIDER, WITHDRAWN, STOPPED, CHANGING, RUNNING = (
    (f"tests/materials/test_visibility.py::test_{name}",)
    for name in (
        "an_institutions_own_is_seen_by_nobody_else",
        "of_a_group_and_its_meetings",
        "of_a_round_a_programme_and_the_portal",
        "withdrawn_it_is_gone_for_everyone",
        "a_stopped_file_is_there_for_its_sender_alone",
        "who_may_change_and_withdraw",
        "who_runs_what",
    )
)
SHARING = ("tests/materials/test_sharing_pages.py::test_who_may_share_where",)
ROUNDS = 'Q(**{f"{scope}round__in": Round.objects.seen_by(user, now)})'
PROGRAMMES = 'Q(**{f"{scope}programme__in": Programme.objects.seen_by(user, now)})'

MUTANTS = [
    Mutant(
        "the agency reads what an institution keeps for itself",
        MODELS,
        "~institutions_own & shared",
        "shared",
        OWN,
    ),
    Mutant(
        "everyone reads what an institution keeps for itself",
        MODELS,
        'Q(**{f"{scope}institution__in": own})',
        'Q(**{f"{scope}institution__isnull": False})',
        OWN,
    ),
    Mutant(
        "what is shared with a group is read by others",
        MODELS,
        'rights.sees(f"{scope}cohort__")',
        'Q(**{f"{scope}cohort__isnull": False})',
        OF_GROUPS,
    ),
    Mutant(
        "what is shared in a round is read by others",
        MODELS,
        ROUNDS,
        'Q(**{f"{scope}round__isnull": False})',
        WIDER,
    ),
    Mutant(
        "what is shared in a programme is read by others",
        MODELS,
        PROGRAMMES,
        'Q(**{f"{scope}programme__isnull": False})',
        WIDER,
    ),
    Mutant(
        "what is shared with all is read by strangers",
        MODELS,
        '(Q(**{f"{scope}kind": Scope.Kind.PORTAL}) if is_here else NOTHING)',
        'Q(**{f"{scope}kind": Scope.Kind.PORTAL})',
        WIDER,
    ),
    Mutant(
        "what is withdrawn is still read",
        MODELS,
        ", material__withdrawn_at=None)",
        ")",
        WITHDRAWN,
    ),
    Mutant(
        "what the virus scan stopped is there for all",
        MODELS,
        "return self.filter(~Q(file__state=StoredFile.State.REFUSED) | Q(uploaded_by__in=reader))",
        "return self.all()",
        STOPPED,
    ),
    Mutant(
        "files of materials are fetched by anyone",
        MODELS,
        'reaching(user, now, "material__scope__"), ',
        "",
        OF_GROUPS,
    ),
    Mutant(
        "a group's page names what is not shared with its reader",
        "materials/queries/shelves.py",
        "_about(cohort), reaching(user, now)",
        "_about(cohort)",
        ("tests/materials/test_pages.py::test_place_for_place_the_newest_first",),
    ),
    Mutant(
        "an administrator withdraws what an institution keeps for itself",
        MODELS,
        "            ~INSTITUTIONS_OWN\n            & (",
        "            (",
        CHANGING,
    ),
    Mutant(
        "the group changes what an institution shared",
        RULES,
        "return material.institution_id in own or _visits_for(user, material, now)",
        "return bool(places)",
        CHANGING,
    ),
    Mutant(
        "participants change what the agency shared",
        RULES,
        "        return _runs(user, material, now)\n    places",
        "        return True\n    places",
        CHANGING,
    ),
    Mutant(
        "the group withdraws what an institution shared",
        RULES,
        "return may_change(user, material, now) or _runs(user, material, now)",
        "return True",
        CHANGING,
    ),
    Mutant(
        "whoever runs a group shares with its round",
        RULES,
        "scope.round_id == round.pk for scope",
        "True for scope",
        RUNNING,
    ),
    Mutant(
        "whoever runs a group shares with its programme",
        RULES,
        "scope.programme_id == programme.pk for scope",
        "True for scope",
        RUNNING,
    ),
    Mutant(
        "whoever runs a group shares with all",
        RULES,
        "scope.kind == Scope.Kind.PORTAL for scope",
        "True for scope",
        SHARING,
    ),
    Mutant(
        "participants share with meetings in the agency's name",
        "materials/queries/places.py",
        "if runs_cohort(user, cohort, now):",
        "if runs_cohort(user, cohort, now) or own:",
        SHARING,
    ),
]
