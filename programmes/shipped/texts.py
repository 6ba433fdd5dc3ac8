"""Our own words for what institutions are asked to do before and after meetings, and in the
preparation. Staff change them in each round's own copies."""

from dataclasses import dataclass

from programmes.shipped.facts import AssignmentFact, QuestionFact


@dataclass(frozen=True, kw_only=True)
class Theme:
    """`what` is the theme within a sentence; `today` asks how it is now, `home` what to try."""

    what_sv: str
    what_en: str
    today_sv: str
    today_en: str
    home_sv: str
    home_en: str


def around_meeting(theme: Theme) -> tuple[AssignmentFact, AssignmentFact]:
    """Describe the theme as it is today, a week before; try something at home, within a month."""
    return _describe(theme), _try(theme)


def _describe(theme: Theme) -> AssignmentFact:
    return AssignmentFact(
        phase="before",
        opens_days_before=28,
        due_days_before=7,
        minutes=90,
        title_sv=f"Beskriv hur ni arbetar med {theme.what_sv} i dag",
        title_en=f"Describe how you work with {theme.what_en} today",
        instructions_sv=(
            "Berätta kort hur det ser ut hos er just nu. Då kommer träffen fort till det som är "
            "svårt, och de andra kan hjälpa till.\n\n"
            "- Skriv tillsammans. Alla hos er med en plats i gruppen ser samma utkast.\n"
            "- En halv sida per fråga räcker.\n"
            "- Skriv också det som inte fungerar. Gruppen läser när ni har lämnat in."
        ),
        instructions_en=(
            "Tell briefly what it is like with you right now. The meeting then quickly gets to "
            "what is difficult, and the others can help.\n\n"
            "- Write together. Everyone with you who has a seat in the group sees the same "
            "draft.\n"
            "- Half a page for each question is enough.\n"
            "- Write what does not work too. The group reads once you have submitted."
        ),
        questions=(
            QuestionFact(prompt_sv=theme.today_sv, prompt_en=theme.today_en),
            QuestionFact(
                prompt_sv="Vad fungerar bra, och vad beror det på?",
                prompt_en="What works well, and why?",
                hint_sv="Tänk på vilka som har tid, mandat och kunskap.",
                hint_en="Think of who has time, mandate and knowledge.",
            ),
            QuestionFact(
                prompt_sv="Vad vill ni ha hjälp av gruppen med på träffen?",
                prompt_en="What do you want the group’s help with at the meeting?",
                is_required=False,
            ),
        ),
    )


def _try(theme: Theme) -> AssignmentFact:
    return AssignmentFact(
        phase="after",
        opens_days_before=0,
        due_days_before=-28,
        minutes=120,
        title_sv=f"Ta hem och pröva: {theme.what_sv}",
        title_en=f"Take home and try: {theme.what_en}",
        instructions_sv=(
            "Välj en sak från träffen och pröva den hemma, i liten skala. Berätta sedan hur det "
            "gick, så lär sig alla av det.\n\n"
            "- Välj något som går att göra på några veckor.\n"
            "- Bestäm vem som gör vad innan ni börjar.\n"
            "- Det gör inget om det inte blev som ni tänkte. Skriv det."
        ),
        instructions_en=(
            "Choose one thing from the meeting and try it at home, on a small scale. Then tell "
            "how it went, so that everyone learns from it.\n\n"
            "- Choose something that can be done in a few weeks.\n"
            "- Decide who does what before you begin.\n"
            "- It does not matter if it did not turn out as you thought. Write that."
        ),
        questions=(
            QuestionFact(prompt_sv=theme.home_sv, prompt_en=theme.home_en),
            QuestionFact(
                prompt_sv="Hur gick det, och vad lärde ni er?",
                prompt_en="How did it go, and what did you learn?",
            ),
            QuestionFact(
                prompt_sv="Vad gör ni härnäst, och vem ansvarar?",
                prompt_en="What do you do next, and who is responsible?",
                is_required=False,
            ),
        ),
    )


COURSE = AssignmentFact(
    phase="preparation",
    due_days_before=14,
    minutes=180,
    sharing="own",
    title_sv="Gå den introducerande webbutbildningen",
    title_en="Take the introductory web course",
    instructions_sv=(
        "Alla hos er som har en plats i gruppen går webbutbildningen, om de inte redan kan "
        "grunderna. Då har ni samma ord för samma saker när ni träffar de andra.\n\n"
        "Samordnaren lämnar in när alla är klara."
    ),
    instructions_en=(
        "Everyone with you who has a seat in the group takes the web course, unless they know the "
        "basics already. Then you have the same words for the same things when you meet the "
        "others.\n\n"
        "The coordinator submits when everyone is done."
    ),
    questions=(
        QuestionFact(
            prompt_sv="Vilka har gått utbildningen, och vilka kunde redan grunderna?",
            prompt_en="Who has taken the course, and who knew the basics already?",
            hint_sv="Skriv funktionerna. Namn behövs inte.",
            hint_en="Write the functions. Names are not needed.",
        ),
        QuestionFact(
            prompt_sv="Vad vill ni veta mer om?",
            prompt_en="What do you want to know more about?",
            is_required=False,
        ),
    ),
)
# Hangs on the first meeting, a week before it.
PRESENTATION = AssignmentFact(
    phase="preparation",
    opens_days_before=42,
    due_days_before=7,
    minutes=120,
    title_sv="Förbered en presentation av er till uppstartsträffen",
    title_en="Prepare a presentation of yourselves for the kick-off",
    instructions_sv=(
        "På uppstartsträffen har ni tio minuter. Berätta vilka ni är, vad ert uppdrag är och vad "
        "ni vill uppnå. Lägg till bilderna som en fil.\n\n"
        "De andra i gruppen kan läsa när ni har lämnat in."
    ),
    instructions_en=(
        "At the kick-off you have ten minutes. Tell who you are, what your mission is and what you "
        "want to achieve. Add the slides as a file.\n\n"
        "The others in the group can read once you have submitted."
    ),
    questions=(
        QuestionFact(
            prompt_sv="Vad vill ni att de andra ska veta om er?",
            prompt_en="What do you want the others to know about you?",
            hint_sv="Tre meningar räcker.",
            hint_en="Three sentences are enough.",
        ),
        QuestionFact(
            prompt_sv="Vad vill ni ha uppnått när omgången är slut?",
            prompt_en="What do you want to have achieved when the round is over?",
        ),
    ),
)

DIRECTION = Theme(
    what_sv="inriktning",
    what_en="direction",
    today_sv="Vilka ojämställdhetsproblem ser ni inom ert ansvar, och hur vet ni det?",
    today_en="Which inequality problems do you see within your remit, and how do you know?",
    home_sv="Vilket problem har ni valt att arbeta med, och vilka har ni talat med om det?",
    home_en="Which problem have you chosen to work on, and with whom have you discussed it?",
)
PROBLEMS = Theme(
    what_sv="problem och mål",
    what_en="problems and goals",
    today_sv="Hur kommer problemen in i er verksamhetsplan som mål och aktiviteter?",
    today_en="How do the problems enter your operational plan as goals and activities?",
    home_sv="Vilket mål har ni skrivit om eller lagt till, och vilket problem svarar det mot?",
    home_en="Which goal have you rewritten or added, and which problem does it answer to?",
)
BUDGET = Theme(
    what_sv="jämställdhetsbudgetering",
    what_en="gender budgeting",
    today_sv="Vilka får del av era resurser i dag, och hur följer ni det?",
    today_en="Who benefits from your resources today, and how do you follow it?",
    home_sv="Vilken post eller insats har ni granskat, och vad visade den?",
    home_en="Which item or effort have you examined, and what did it show?",
)
FOLLOW_UP = Theme(
    what_sv="uppföljning",
    what_en="follow-up",
    today_sv="Vilka indikatorer har ni för era mål, och vem läser av dem?",
    today_en="Which indicators do you have for your goals, and who reads them?",
    home_sv="Vilken indikator har ni prövat, och vad säger den om effekten?",
    home_en="Which indicator have you tried, and what does it say about the effect?",
)
IN_DEPTH = Theme(
    what_sv="gruppens fördjupning",
    what_en="the group’s subject in depth",
    today_sv="Vad behöver ni gå djupare i, och vad har ni redan prövat?",
    today_en="What do you need to study in depth, and what have you tried already?",
    home_sv="Vad från fördjupningen har ni prövat i den ordinarie verksamheten?",
    home_en="What have you tried of it in your ordinary work?",
)
UNIVERSITY_DIRECTION = Theme(
    what_sv="inriktning och förutsättningar",
    what_en="direction and preconditions",
    today_sv="Hur styr ert inriktningsdokument arbetet, och hur långt når det i organisationen?",
    today_en="How does your direction document steer the work, and how far does it reach?",
    home_sv="Vilken förutsättning har ni stärkt, och hur?",
    home_en="Which precondition have you strengthened, and how?",
)
UNIVERSITY_PROBLEMS = Theme(
    what_sv="problembilder, mål och åtgärder",
    what_en="problem pictures, goals and measures",
    today_sv="Vilken problembild har ni inom utbildning och forskning, och vad bygger den på?",
    today_en="What is your problem picture in education and research, and what is it built on?",
    home_sv="Vilken åtgärd har ni kopplat tydligare till ett problem?",
    home_en="Which measure have you tied more clearly to a problem?",
)
UNIVERSITY_ON = Theme(
    what_sv="vidareutveckling",
    what_en="further development",
    today_sv="Vad av det ni har prövat vill ni utveckla, och vad hindrar er?",
    today_en="What of what you have tried do you want to develop, and what hinders you?",
    home_sv="Vad har ni fört vidare till fakulteter, institutioner eller enheter?",
    home_en="What have you passed on to faculties, departments or units?",
)
UNIVERSITY_NOW = Theme(
    what_sv="nuläge och fortsättning",
    what_en="present state and continuation",
    today_sv="Vad har förändrats hos er sedan omgången började?",
    today_en="What has changed with you since the round began?",
    home_sv="Hur är arbetet inskrivet i nästa verksamhetsplan?",
    home_en="How is the work written into the next operational plan?",
)
