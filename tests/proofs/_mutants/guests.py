"""Guests at a meeting, those who want to take part, mentors, and cohorts outside rounds."""

from tests.proofs._mutants.mutant import Mutant, cells

GUESTS, INTEREST = "tests/programmes/test_guests.py", "tests/programmes/test_interest.py"
NETWORKS, MENTORS = "tests/programmes/test_networks.py", "tests/programmes/test_mentors.py"

MUTANTS = [
    Mutant(
        "guests after their last day",
        "cohorts/models/cohorts.py",
        "return self.current(now).filter(user=user.pk, guest__isnull=False)",
        "return self.filter(user=user.pk, guest__isnull=False)",
        (GUESTS,),
    ),
    Mutant(
        "guests at sessions for coordinators alone",
        "meetings/models/meetings.py",
        'visited = rights.visits("meeting__scope") & Q(pk__in=Session.objects.for_guests())',
        'visited = rights.visits("meeting__scope")',
        (GUESTS,),
    ),
    Mutant(
        "guests read what the group has shared",
        "meetings/rules.py",
        "return not is_guest_at(user, meeting, now)",
        "return True",
        cells("irma"),
    ),
    Mutant(
        "guests of groups that others run",
        "cohorts/models/guests.py",
        'return self.filter(rights_of(user, now).runs("scope__cohort__"))',
        "return self.all()",
        cells("paul"),
    ),
    Mutant(
        "what is not confirmed is seen",
        "programmes/models/interest.py",
        "self.exclude(confirmed_at=None)",
        "self.all()",
        (INTEREST,),
    ),
    Mutant(
        "expressions of interest for everybody",
        "programmes/models/interest.py",
        "return rows.filter(programme__in=rights.programmes_led)",
        "return rows",
        (INTEREST,),
    ),
    Mutant(
        "functions of another cohort outside rounds are called",
        "cohorts/models/seats.py",
        "return self.cohort_id == cohort.pk",
        "return self.round_id is None",
        (NETWORKS,),
    ),
    Mutant(
        "anyone at the institution answers whether it is a mentor",
        "programmes/mentors.py",
        "ANSWERING = (Function.Role.COORDINATOR, Function.Role.HEAD)",
        "ANSWERING = tuple(Function.Role)",
        (MENTORS,),
    ),
    Mutant(
        "offers to mentors of other institutions",
        "programmes/models/mentors.py",
        "seen = Q() if rights.is_administrator else led | Q(participation__institution__in=own)",
        "seen = Q()",
        cells("ada"),
    ),
    Mutant(
        "those who take part look over the programme",
        "programmes/rules.py",
        "return may_lead(user, programme, now) or run.exists()",
        "return True",
        ("tests/programmes/test_phases.py",),
    ),
    Mutant(
        "groups of a programme that others run",
        "programmes/queries/groups.py",
        "run = Cohort.objects.run_by(user, now).filter(round__programme=programme)",
        "run = Cohort.objects.filter(round__programme=programme)",
        ("tests/programmes/test_phases.py",),
    ),
]
