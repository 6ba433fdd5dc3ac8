"""How much there is of everything. The figures are the portal's design size."""

from cohorts.models import Institution

ROUND = "Full storlek"
GROUPS = 105
GROUP = 4  # institutions in a group
INSTITUTIONS = GROUPS * GROUP
HOLDERS = 6  # of each seat, one after the other
SUBMISSIONS = 6_500
ANSWERS = 160_000
FILES = 20_000
MAILS = 4_200
BATCH = 2_000  # rows a statement

# Days from today.
PREPARATION = (-330, -240)
MEETINGS = {1: -200, 2: -120, 3: -30, 4: 60, 5: 150}
END = 215

KINDS = [*Institution.Kind]
FIRST_NAMES = (
    *("Aino", "Amir", "Anna", "Astrid", "Berit", "Björn", "Dilan", "Ebba", "Elin", "Erik"),
    *("Fatima", "Gösta", "Hanna", "Håkan", "Ida", "Inger", "Ivan", "Jonas", "Karin", "Lars"),
    *("Leila", "Maja", "Mehmet", "Nils", "Olof", "Petra", "Sara", "Åke", "Örjan", "Östen"),
)
LAST_NAMES = (
    *("Ahmed", "Berg", "Blom", "Dahl", "Ek", "Falk", "Forsberg", "Gran", "Hall", "Holm"),
    *("Johansson", "Kovač", "Lind", "Lund", "Moberg", "Nilsson", "Nyberg", "Olsson", "Persson"),
    *("Quist", "Rask", "Sand", "Sjö", "Strand", "Svensson", "Tamm", "Vik", "Åberg", "Öberg"),
)
WORDS = "Vi har gått igenom hur uppdraget styrs i dag, vem som äger det och vad som saknas. "
