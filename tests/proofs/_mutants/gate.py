"""The gate and the wall before it."""

from tests.proofs._mutants.mutant import FACTOR, GATE, Mutant, cells

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
        "programmes/views/pages.py",
        "@gate()\ndef home(",
        "def home(",
        ("tests/access/test_routes.py",),
    ),
]
