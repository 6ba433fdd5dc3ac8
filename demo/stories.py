"""What the demo's agencies have written. All of it is invented: no agency has said so."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Story:
    """What an institution answers in the preparation and round meeting 1."""

    who: str
    aim: str
    problem: str
    works: str
    asks: str
    chosen: str
    learnt: str
    onwards: str = ""


COURSES = (
    ("Alla fem funktionerna har gått utbildningen.", ""),
    (
        "Planering, ekonomi och kärnverksamhet har gått den. Samordnaren kunde grunderna.",
        "Hur man räknar på en budget med jämställdhet i tankarna.",
    ),
    (
        "Alla utom generaldirektören, som fick en genomgång av samordnaren i stället.",
        "Vad andra myndigheter frågar efter i sin uppföljning.",
    ),
)

STORIES = {
    "KV": Story(
        who="Vi finns i hela landet. De flesta av våra klienter är män, och det märks i det mesta.",
        aim="Att frågan ställs när vi planerar, inte när allt redan är klart.",
        problem="Utbudet av sysselsättning är smalare för kvinnor. Vi ser det i platsstatistiken.",
        works="Två regioner har en egen handlingsplan, för där har chefen frågat efter den.",
        asks="Hur får ni alla regioner att göra lika, utan att allt styrs uppifrån?",
        chosen="Sysselsättningen för kvinnor. Vi har talat med tre regionchefer.",
        learnt="En region ändrade schemat. Det gick fortare än vi trodde när chefen bestämde.",
        onwards="Nora tar med det till planeringsdialogen.",
    ),
    "Polisen": Story(
        who="Vi är många och arbetar nära människor, dygnet runt.",
        aim="Att våra uppföljningar säger något om skillnader, och att någon gör något åt dem.",
        problem="Vi vet för lite om hur olika grupper bemöts. Våra enkäter är sällan uppdelade.",
        works="Ett område delar upp sin statistik varje månad. Analytikern där vill och får.",
        asks="Hur delar ni upp statistik utan att det blir en tabell som ingen läser?",
        chosen="Uppdelad statistik. Vi har talat med analysenheten och ett lokalområde.",
        learnt="Mallen var klar på en vecka. Att tolka siffrorna tar längre tid.",
    ),
    "MIG": Story(
        who="Vi prövar ansökningar. Varje beslut rör en människas hela liv.",
        aim="Att handläggarna har samma stöd, vem de än möter.",
        problem="Kvinnor får oftare sin sak prövad genom någon annans. Det visar en granskning.",
        works="Enskilda samtal är rutin sedan två år. Chefen följer upp att de blir av.",
        asks="Hur håller ni liv i en rutin när många slutar?",
        chosen="De enskilda samtalen. Vi har gått igenom rutinen med två enheter.",
        learnt="Rutinen fanns, men mallen sa emot den. Nu är mallen ändrad.",
        onwards="Lena följer upp efter sommaren.",
    ),
    "SiS": Story(
        who="Våra ungdomshem och behandlingshem tar emot dem som har det svårast.",
        aim="Att flickor och pojkar får vård efter behov och inte efter vana.",
        problem="Flickor avskiljs oftare än pojkar vid samma slags händelser, visar vår logg.",
        works="Ett hem går igenom varje händelse i personalgruppen, för föreståndaren vill det.",
        asks="",
        chosen="Genomgången av händelser. Två hem till vill pröva.",
        learnt="Personalen tyckte att det var skönt att få tala om det. Det tog en timme i veckan.",
    ),
    "VR": Story(
        who="Vi delar ut pengar till forskning. Våra bedömare är forskare själva.",
        aim="Att vi vet vad våra egna val gör med vem som får forska.",
        problem="Söktrycket skiljer sig mellan ämnen, och vi frågar sällan varför.",
        works="Könsfördelningen i våra grupper följs varje år, för den står i verksamhetsplanen.",
        asks="Hur når ni dem som aldrig söker?",
        chosen="Hur utlysningarna är skrivna. Vi har talat med två ämnesråd.",
        learnt="Vi skrev om en utlysning. Fler frågor kom, och det var bra frågor.",
        onwards="Ben för in det i planen för nästa år.",
    ),
    "Forte": Story(
        who="Vi finansierar forskning om hälsa, arbetsliv och välfärd.",
        aim="En målkedja som används på riktigt, från problem till uppföljning.",
        problem="Kvinnor söker lika ofta som män, men får lägre belopp i två av fem utlysningar.",
        works="Beredningsgrupperna får en genomgång av jäv och normer före varje omgång.",
        asks="Hur har ni gjort för att få in målen i den ordinarie planen?",
        chosen="Beloppen. Vi har talat med ekonomi och med ordförandena i två grupper.",
        learnt="Skillnaden finns redan i vad som söks. Nu vet vi var vi ska leta.",
        onwards="Stina tar fram siffror för alla fem utlysningarna.",
    ),
    "Formas": Story(
        who="Vi finansierar forskning för hållbar utveckling.",
        aim="Att alla våra handläggare kan ställa frågan om kön, utan att vara experter.",
        problem="Ordförandena i våra beredningsgrupper är oftare män. Vi har räknat i fem år.",
        works="Handläggarna har en checklista. Den används för att den är kort.",
        asks="Vad gör ni med en checklista som alla fyller i på samma sätt?",
        chosen="Vem som blir ordförande. Vi har talat med ledningsgruppen.",
        learnt="Två frågade nya namn. Båda tackade ja.",
    ),
    "Vinnova": Story(
        who="Vi stöder innovation. De flesta som söker är företag.",
        aim="Att pengarna når fler än dem som redan kan söka.",
        problem="Bolag som leds av kvinnor söker mindre belopp. Det ser vi i ansökningarna.",
        works="Ett program har egna mål och följer dem. Programledaren drev det.",
        asks="Hur mäter ni effekt när den kommer först om fem år?",
        chosen="",
        learnt="",
    ),
    "SKV": Story(
        who="Vi möter nästan alla i landet, oftast utan att de tänker på det.",
        aim="Att våra kontroller och vår service träffar rätt, vem det än gäller.",
        problem="Kvinnor som driver företag ringer oftare om samma sak. Vi vet inte varför.",
        works="Servicen mäts uppdelat. Det är inbyggt i systemet, så ingen måste komma ihåg det.",
        asks="Hur går ni från en skillnad i siffror till en orsak?",
        chosen="Samtalen från företagare. Vi har lyssnat tillsammans med kundtjänst.",
        learnt="Tre brev var svåra att förstå. Ett är omskrivet.",
    ),
    "AF": Story(
        who="Vi finns för den som söker arbete och den som söker personal.",
        aim="Att män och kvinnor får insatser efter behov.",
        problem="Kvinnor får insatser senare än män. Det har vi sett i två egna analyser.",
        works="Cheferna får siffror varje månad. De frågar när något sticker ut.",
        asks="Hur talar ni om skillnader utan att handläggarna känner sig anklagade?",
        chosen="Tiden till första insats. Vi har talat med tre kontor.",
        learnt="Ett kontor bokar samtalen i en annan ordning. Vi får se om det räcker.",
        onwards="Yusuf samlar in siffrorna om en månad.",
    ),
    "FK": Story(
        who="Vi betalar ut ersättning när livet ändrar sig.",
        aim="Att beslut håller samma nivå i hela landet, för kvinnor och män.",
        problem="Kvinnor får oftare avslag i en av våra förmåner. Vi har granskat 200 ärenden.",
        works="Granskningarna görs varje år, och ledningen har bestämt att läsa dem.",
        asks="Hur följer ni upp beslut utan att styra dem?",
        chosen="Motiveringen i avslagen. Två enheter läser varandras beslut.",
        learnt="Samma sak motiveras på flera sätt. Vi skriver exempel tillsammans.",
    ),
    "CSN": Story(
        who="Vi gör det möjligt att studera.",
        aim="Att vi vet vem vi inte når.",
        problem="Fler män betalar inte tillbaka i tid. Breven ser likadana ut till alla.",
        works="Vi prövar texter på riktiga läsare. Det började som ett försök och blev kvar.",
        asks="",
        chosen="Påminnelsebreven. Vi har talat med kommunikation och inkasso.",
        learnt="Ett kortare brev gav fler svar. Skillnaden mellan män och kvinnor minskade något.",
    ),
    "PM": Story(
        who="Vi betalar ut pensioner och berättar vad de blir.",
        aim="Att fler gör medvetna val i tid.",
        problem="Kvinnors pension är lägre. Mycket avgörs långt innan de hör av oss.",
        works="Prognosen visar vad deltid gör. Den är byggd ihop med andra myndigheter.",
        asks="Hur når ni dem som inte tror att det gäller dem?",
        chosen="Informationen till föräldrar. Vi har talat med två andra myndigheter.",
        learnt="Vi får inte använda varandras utskick. Nu prövar vi en gemensam sida.",
    ),
}

# Before meeting 2: who has handed in, and what.
PROBLEMS_BY_FORTE = (
    "De kommer in sent. Problemen står i en bilaga, och målen i verksamhetsplanen handlar om hur "
    "många som har gått en utbildning. Från nästa år vill vi ha ett mål om beviljade belopp.",
    "Beredningsgrupperna har en rutin som sitter, för den är kort och någon frågar efter den. "
    "Samordnaren har 40 procent av sin tid, men är inte med när planen beslutas.",
    "Vi vill se ett mål som någon annan har skrivit om, före och efter.",
)
PROBLEMS_BY_SKV = (
    "Genom enheternas planering i höst. Två av sju enheter har ett eget mål.",
    "Mallen frågar efter det, så ingen kan hoppa över det.",
)
RETURNED = "Tack! Berätta också vilka två mål det är, så kan de andra i gruppen jämföra."
PROBLEMS_BY_POLISEN = (
    "De står i planen som aktiviteter, inte som mål. Därför följer ingen upp dem.",
    "Områdena rapporterar varje månad, och ledningen läser.",
    "Att skriva ett mål som går att mäta utan nya system.",
)
DRAFT_AT_FORMAS = (
    "Vi har ett mål om ordförandena i våra beredningsgrupper. Det är nytt för i år.",
)
FILE_OF_FORTE = (
    "Bidrag per utlysning, kvinnor och män.csv",
    "text/csv",
    (
        "utlysning;sökande kvinnor;sökande män;beviljat kvinnor, tkr;beviljat män, tkr\n"
        "Arbetsliv;124;118;3 900;4 050\n"
        "Hälsa;210;163;4 100;4 700\n"
        "Välfärd;97;88;3 600;3 550\n"
        "Äldre;64;41;3 200;3 800\n"
        "Unga forskare;152;149;2 000;2 000\n"
    ).encode(),
)
TEMPLATE_BESIDE = (
    "Läget i dag, mall.csv",
    "text/csv",
    (
        "Problem;Var i verksamheten?;Hur vet ni det?;Mål i dag;Vem följer upp?\n"
        "(ett exempel) Olika tid för beslut;Handläggning;Egen statistik;Inget än;Ingen än\n"
        ";;;;\n"
    ).encode("utf-8-sig"),
)
COMMENT_BY_CLEO = (
    "Tack, det här är tydligt! Siffrorna per utlysning är precis det som gruppen behöver se.\n\n"
    "Ett tips till träffen: börja med Äldre, där skillnaden är störst. Jag har skrivit några "
    "frågor i kanten."
)
MARGIN_BY_CLEO = (
    "Frågor i kanten.txt",
    "text/plain",
    (
        "Äldre: 64 kvinnor och 41 män sökte, men männen fick mer. Vet ni varför?\n"
        "Hälsa: är det samma mönster om ni räknar per ansökan?\n"
        "Mål: vilket av dem skulle ni vilja följa varje kvartal?\n"
    ).encode(),
)

# What is new in next year's template.
LAST_THEME = ("Fördjupning och fortsättning", "In depth, and what comes next")
NEW_QUESTION = {
    "prompt_sv": "Vem hos er för arbetet vidare när omgången är slut?",
    "prompt_en": "Who of you carries the work on when the round is over?",
    "hint_sv": "",
    "hint_en": "",
    "is_required": False,
}
