"""Whose seat and when, and the agency's people."""

from tests.proofs._mutants.mutant import COHORTS, RIGHTS, VISIBILITY, Mutant, admin, cells

MUTANTS = [
    # --- Whose seat, and when ------------------------------------------------------------
    Mutant(
        "a seat counts before and after its dates",
        RIGHTS,
        "model.objects.current(now).filter(user__in=user)",
        "model.objects.filter(user__in=user)",
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
        "cohorts/models/charge.py",
        "        return reached\n",
        "        return EVERYTHING\n",
        cells("cleo"),
    ),
    Mutant(
        "the leader of one group runs all of them",
        "cohorts/models/scopes.py",
        "self.kind == kinds.COHORT and self.cohort_id == cohort.pk",
        "self.kind == kinds.COHORT",
        (VISIBILITY,),
    ),
    Mutant(
        "everyone runs every group",
        "cohorts/rules.py",
        "return rights_of(user, now).runs_this(cohort)",
        "return True",
        cells("dan"),
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
        "return runs_cohort(user, version.submission.assignment.cohort, now)",
        "return True",
        cells("dan"),
    ),
]
