"""The admin."""

from tests.proofs._mutants.mutant import SEATS, Mutant, admin

MUTANTS = [
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
]
