"""The access checks of the portal, one by one, and what the portal is without each."""

from tests.proofs._meeting_mutants import MEETING_MUTANTS
from tests.proofs._mutant import Mutant, admin, cells

VISIBILITY = "tests/cohorts/test_visibility.py"
SEATS = "tests/cohorts/test_admin.py"
DOORS = "tests/test_login/test_doors.py"
FACTOR = "tests/test_login/test_second_factor.py"

RIGHTS = "cohorts/models/rights.py"
COHORTS = "cohorts/models/cohorts.py"
GATE = "exchange_portal/access.py"
SUBMISSIONS = "meetings/models/submissions.py"
DRAFTS = "meetings/models/drafts.py"

MUTANTS = [
    # --- The gate and the wall -----------------------------------------------------------
    Mutant(
        "the gate fetches anything",
        GATE,
        "visible = model.objects.visible_to(request.user, request.now)",
        "visible = model.objects.all()",
        cells("eve"),
    ),
    Mutant(
        "the gate asks no rule",
        GATE,
        "if rule is not None and not rule(",
        "if rule is None and not rule(",
        cells("ben"),
    ),
    Mutant(
        "no wall before login",
        "exchange_portal/settings.py",
        '    "exchange_portal.middleware.LoginWallMiddleware",\n',
        "",
        cells("nobody"),
    ),
    Mutant(
        "no second factor",
        "exchange_portal/settings.py",
        '    "cohorts.middleware.SecondFactorMiddleware",\n',
        "",
        (FACTOR,),
    ),
    Mutant(
        "a bare page",
        "programmes/views.py",
        "@gate()\ndef home(",
        "def home(",
        ("tests/access/test_routes.py",),
    ),
    # --- Whose seat, and when ------------------------------------------------------------
    Mutant(
        "a seat counts before and after its dates",
        RIGHTS,
        "self._user.holdings.current(self._now).with_place()",
        "self._user.holdings.all().with_place()",
        cells("lena", "nora"),
    ),
    Mutant(
        "rounds are read for ever",
        RIGHTS,
        "sorted((one for one in held if self._counts(one)), ",
        "sorted(held, ",
        cells("olof"),
    ),
    Mutant(
        "everyone sees every cohort",
        COHORTS,
        "return self.filter(rights_of(user, now).sees())",
        "return self.all()",
        cells("nils"),
    ),
    Mutant(
        "peers see who left and who is to come",
        COHORTS,
        'everyone.current(now).filter(rights.takes_part(f"{COHORT}__"))',
        'everyone.filter(rights.takes_part(f"{COHORT}__"))',
        (VISIBILITY,),
    ),
    # --- The agency's people -------------------------------------------------------------
    Mutant(
        "an engagement never ends",
        RIGHTS,
        "self._user.engagements.current(self._now)",
        "self._user.engagements",
        ("tests/cohorts/test_rules.py",),
    ),
    Mutant(
        "guests run cohorts",
        RIGHTS,
        "[one for one in self.engagements if one.is_for_agency]",
        "self.engagements",
        cells("paul"),
    ),
    Mutant(
        "a process leader runs everything",
        RIGHTS,
        "    return reached\n",
        "    return EVERYTHING\n",
        cells("cleo"),
    ),
    Mutant(
        "everyone is agency staff",
        "cohorts/rules.py",
        "return bool(rights_of(user, now).for_agency)",
        "return True",
        cells("dan"),
    ),
    Mutant(
        "every process leader is an administrator",
        "cohorts/rules.py",
        "return rights_of(user, now).is_administrator",
        "return is_agency_staff(user, now)",
        admin("cleo"),
    ),
    Mutant(
        "a participant returns what was handed in",
        "meetings/rules.py",
        "return run.filter(pk=version.submission.assignment.cohort_id).exists()",
        "return True",
        cells("dan"),
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
        "is_own | Q(versions__sharing=Sharing.COHORT)",
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
        "submission__participation__cohort__in=set(cohorts)",
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
    # --- The admin -------------------------------------------------------------------------
    Mutant(
        "the admin is open to all who are logged in",
        "exchange_portal/ui/admin.py",
        "if not self.has_permission(request):",
        "if not request.user.is_authenticated:",
        admin("ada"),
    ),
    Mutant(
        "the admin asks no rules",
        "exchange_portal/ui/admin.py",
        "return bool(asked[rule])",
        "return True",
        admin("cleo"),
    ),
    Mutant(
        "the admin shows all rows",
        "exchange_portal/ui/admin.py",
        "return rows.visible_to(request.user, request.now)",
        "return rows.all()",
        admin("cleo"),
    ),
    Mutant(
        "to take part is to rule",
        "cohorts/admin/seats.py",
        "return super().get_queryset(request).filter(seat__participation__cohort__in=run)",
        "return super().get_queryset(request)",
        (SEATS,),
    ),
    Mutant(
        "meetings of other groups are changed",
        "meetings/admin.py",
        'return super().get_queryset(request).filter(**{f"{self.cohort}__in": run.values("pk")})',
        "return self.model.objects.all()",
        admin("cleo"),
    ),
    # --- Login -------------------------------------------------------------------------------
    Mutant(
        "those who have left log in",
        "cohorts/login.py",
        "return user.email == address.email and bool(rights.engagements)",
        "return user.email == address.email",
        (DOORS,),
    ),
    Mutant(
        "the address of an old place opens the door",
        "cohorts/login.py",
        "if address.institution_id in {place.institution_id for place in rights.participations()}:",
        "if rights.participations():",
        (DOORS,),
    ),
    *MEETING_MUTANTS,
]
