"""An invented summary, to be looked at and held against the standards for PDFs."""

from datetime import UTC, date, datetime

from selfassessment.frozen import Frozen, FrozenAnswer, FrozenArea, FrozenStep

LONG_WORD = "Jämställdhetsintegreringsuppföljningsansvarsfördelningsbeslutsunderlag" * 2
STEPS = ("Inte alls", "I liten grad", "Till stor del", "Fullt ut")
COMMENTS = (
    "",
    "Tecken: 👩🏽‍⚕️ ✓ → ½ ≥ Ω Ж 中文",
    f"Punkter:\n– ett <b>inte fetstil</b>\n– två\n\n{LONG_WORD}",
    "Vi är inte överens: två av oss ser resurserna som tillräckliga, de andra inte. " * 6,
)


def sample() -> Frozen:
    """Both levels, a step that nobody has chosen, long words and other alphabets."""
    return Frozen(
        institution="Myndigheten för påhittade exempel",
        institution_en="Agency for Invented Examples",
        cohort="Grupp 2",
        round="JiM+ 2026–2027",
        instrument="exempel",
        instrument_version=1,
        bearer="management_group",
        title_sv="Förändringspotential och ambitionsnivå",
        title_en="Potential for change and level of ambition",
        asks_wanted=True,
        due_on=date(2026, 11, 30),
        number=1,
        submitted_at=datetime(2026, 12, 1, 9, 42, tzinfo=UTC),
        submitted_by="Åsa Öberg-Äppelqvist",
        function_sv="Samordnare för jämställdhetsintegrering",
        function_en="Coordinator for gender mainstreaming",
        steps=tuple(
            FrozenStep(position=position, word_sv=word, word_en="")
            for position, word in enumerate(STEPS, start=1)
        ),
        areas=(_area("Förändringspotential", 1, 5), _area(f"Område med {LONG_WORD}", 6, 4)),
    )


def _area(title: str, first: int, count: int) -> FrozenArea:
    answers = tuple(
        FrozenAnswer(
            number=number,
            text_sv=f"Påstående nummer {number} om hur det ser ut hos oss",
            text_en="",
            present=1 + number % 2,
            wanted=3 + number % 2,
            comment=COMMENTS[number % len(COMMENTS)],
        )
        for number in range(first, first + count)
    )
    return FrozenArea(title_sv=title, title_en="", answers=answers)
