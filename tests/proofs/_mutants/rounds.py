"""Starting rounds and setting dates."""

from tests.proofs._mutants.mutant import RIGHTS, VISIBILITY, Mutant, cells

ROUNDS = "tests/programmes/test_round_rights.py"
MISSING = "tests/programmes/test_missing.py"

MUTANTS = [
    Mutant(
        "templates of any programme",
        "programmes/models/templates.py",
        'covered(scopes, programme=way) | Q(**{f"{way}__in": run}),',
        "Q(),",
        cells("cleo"),
    ),
    Mutant(
        "templates that are drafts",
        "programmes/models/templates.py",
        "            state=TemplateVersion.State.PUBLISHED,\n",
        "",
        cells("gun"),
    ),
    Mutant(
        "anyone looks for a template to start from",
        "programmes/rules.py",
        "return rights.is_administrator or bool(rights.programmes_led)",
        "return True",
        cells("ada"),
    ),
    Mutant(
        "whoever runs a group starts rounds",
        "programmes/rules.py",
        "return rights.is_administrator or version.template.programme_id in rights.programmes_led",
        "return True",
        cells("cleo"),
    ),
    Mutant(
        "who leads one programme starts rounds of another",
        "programmes/rules.py",
        "version.template.programme_id in rights.programmes_led",
        "bool(rights.programmes_led)",
        (ROUNDS,),
    ),
    Mutant(
        "a template of another programme is offered",
        "programmes/queries/beginning.py",
        "rows = rows.filter(template__programme__in=rights.programmes_led)",
        "rows = rows.all()",
        (ROUNDS,),
    ),
    Mutant(
        "any role leads a programme",
        RIGHTS,
        'if one.role == one.Role.PROCESS_LEADER and one.scope.kind == "programme"',
        'if one.scope.kind == "programme"',
        (ROUNDS,),
    ),
    Mutant(
        "any process leader leads a programme",
        RIGHTS,
        'if one.role == one.Role.PROCESS_LEADER and one.scope.kind == "programme"',
        "if one.role == one.Role.PROCESS_LEADER",
        cells("cleo"),
    ),
    Mutant(
        "all institutions are seen by everyone",
        "cohorts/models/institutions.py",
        "if rights.is_administrator or rights.programmes_led:",
        "if rights is not None:",
        (VISIBILITY,),
    ),
    Mutant(
        "anyone becomes a contact person",
        "programmes/actions/starting.py",
        "if not contacts(version.template.programme, now).filter(pk=start.contact.pk).exists():",
        "if start.contact is None:",
        ("tests/programmes/test_starting.py",),
    ),
    Mutant(
        "those who take part follow the staff's page of the round",
        "programmes/rules.py",
        "return Cohort.objects.run_by(user, now).filter(round=round).exists()",
        "return True",
        cells("ada"),
    ),
    Mutant(
        "dates of groups that one does not run",
        "programmes/dates.py",
        "run = Cohort.objects.run_by(user, now).filter(round=round)",
        "run = Cohort.objects.filter(round=round)",
        (ROUNDS,),
    ),
    Mutant(
        "those who take part set dates",
        "programmes/rules.py",
        "return runs_cohort(user, meeting.cohort, now)",
        "return True",
        cells("ada"),
    ),
    Mutant(
        "mail about a date to people of other groups",
        "meetings/queries/calling.py",
        "        seat__participation__cohort__in={one.cohort_id for one in of},\n",
        "",
        ("tests/meetings/test_dates.py",),
    ),
    Mutant(
        "an institution's history names those who left to everyone",
        "programmes/institution.py",
        "        Holding.objects.visible_to(user, now)\n        .filter(",
        "        Holding.objects\n        .filter(",
        ("tests/programmes/test_institution.py",),
    ),
    Mutant(
        "an institution's history shows what was not shared",
        "programmes/institution.py",
        "SubmittedVersion.objects.visible_to(user, now).newest()",
        "SubmittedVersion.objects.with_origin().newest()",
        ("tests/programmes/test_institution.py",),
    ),
    Mutant(
        "an institution's history tells of groups that others run",
        "programmes/institution.py",
        "own = Participation.objects.visible_to(user, now).filter(institution=institution)",
        "own = Participation.objects.filter(institution=institution)",
        ("tests/programmes/test_institution.py",),
    ),
    Mutant(
        "those who take part write to those who are missing",
        "programmes/rules.py",
        "return runs_cohort(user, cohort, now)",
        "return True",
        cells("ada"),
    ),
    Mutant(
        "what was written in groups that one does not run",
        "programmes/models/nudges.py",
        'self.filter(rights_of(user, now).runs("cohort__"))',
        "self.all()",
        ("tests/programmes/test_nudging.py",),
    ),
    Mutant(
        "leaders are written to about a self-assessment",
        "programmes/missing.py",
        "        seat__function__role=Function.Role.COORDINATOR,\n",
        "",
        (MISSING,),
    ),
]
