"""One PDF of every kind, from invented content, to be looked at and held against the standards."""

from argparse import ArgumentParser
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.management.base import BaseCommand

from meetings.documents import About, write_submission_pdf, write_summary_pdf
from meetings.frozen import Frozen, FrozenAnswer, FrozenFile, fingerprint
from meetings.queries.together import Asked, Part, Voice
from selfassessment import samples
from selfassessment.documents import write_summary_pdf as write_assessment_pdf

LONG_WORD = "Jämställdhetsintegreringsuppföljningsansvarsfördelningsbeslutsunderlag" * 3
PARAGRAPH = (
    "Vi ser att kvinnor och män får olika bemötande i handläggningen, och att vi saknar underlag "
    "för att säga varför. Analysen görs i dag en gång om året och når sällan dem som beslutar. "
)


ANSWERS = [
    ("Vilka ojämställdhetsproblem ser ni inom ert ansvar?", "Kort svar."),
    (
        f"En fråga med ett långt ord: {LONG_WORD}",
        f"Punkter:\n– lön & villkor <b>inte fetstil</b>\n– «citat» och ”citat”\n\n{LONG_WORD}",
    ),
    ("Vilka tecken klarar PDF:en?", "Tecken: 👩🏽‍⚕️ 🎉 ✓ → ½ ≥ € Ω Ж 中文 عربى"),
    ("Hur arbetar ni med problemen i dag?", (PARAGRAPH * 6 + "\n\n") * 5),
    ("Vad vill ni ha hjälp med?", ""),
]
FILES = (
    FrozenFile(
        name="Handlingsplan för åren 2026–2029 (utkast, åäö).pdf",
        size=2_130_000,
        sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        content_type="application/pdf",
    ),
    FrozenFile(
        name=f"{LONG_WORD}.docx",
        size=48_000,
        sha256="2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
        content_type="application/octet-stream",
    ),
)


def sample() -> Frozen:
    """Everything that is hard to set: emoji, other alphabets, long words and long texts."""
    return Frozen(
        institution="Myndigheten för påhittade exempel",
        institution_en="Agency for Invented Examples",
        cohort="Grupp 2",
        round="JiM+ 2026–2027",
        meeting_number=1,
        theme_sv="Inriktning",
        theme_en="Direction",
        title_sv="Beskriv hur det ser ut hos er i dag",
        title_en="Describe where you stand today",
        due_on=date(2026, 11, 30),
        sharing="cohort",
        number=2,
        submitted_at=datetime(2026, 12, 1, 9, 42, tzinfo=UTC),
        submitted_by="Åsa Öberg-Äppelqvist",
        function_sv="Samordnare för jämställdhetsintegrering",
        function_en="Coordinator for gender mainstreaming",
        answers=tuple(
            FrozenAnswer(number=number, prompt_sv=prompt, prompt_en="", text=text)
            for number, (prompt, text) in enumerate(ANSWERS, start=1)
        ),
        files=FILES,
    )


ABOUT = About(
    name="Träff 1",
    theme_sv="Inriktning",
    theme_en="Direction",
    cohort="Grupp 2",
    round="JiM+ 2026–2027",
    held_on=date(2026, 12, 4),
    asked_at=datetime(2026, 12, 1, 9, 42, tzinfo=UTC),
)


def together(copy: Frozen) -> Part:
    """The sample's answers, from three institutions."""
    names = [copy.institution, "Ännu en påhittad myndighet", LONG_WORD]
    asked = {
        (answer.number, answer.prompt_sv): Asked(
            number=answer.number,
            prompt_sv=answer.prompt_sv,
            prompt_en=answer.prompt_en,
            voices=[Voice(institution=name, text=answer.text, version=uuid4()) for name in names],
        )
        for answer in copy.answers
    }
    return Part(title_sv=copy.title_sv, title_en=copy.title_en, institutions=names, questions=asked)


class Command(BaseCommand):
    help = "Skriver en PDF av varje slag till en mapp."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        copy, summary = sample(), samples.sample()
        kinds = {
            "inlamning.pdf": write_submission_pdf(copy, fingerprint(copy.as_content())),
            "sjalvskattning.pdf": write_assessment_pdf(summary, fingerprint(summary.as_content())),
            "sammanstallning.pdf": write_summary_pdf(ABOUT, [together(copy)], "0" * 64),
        }
        for name, made in kinds.items():
            (folder / name).write_bytes(made)
            self.stdout.write(f"{name}: {len(made)} byte")
