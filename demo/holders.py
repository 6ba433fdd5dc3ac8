"""Invented people with seats, by institution, in the order of `JIM_FUNCTIONS` or `JIHU_FUNCTIONS`.
An empty name is a vacancy."""

from collections.abc import Mapping

from demo.people import Holder

JIM_FUNCTIONS = ("coordinator", "head", "planning", "core_activity", "finance")
JIM_SEATS = {
    "KV": ("Eve Ström", "Erik Malm", "Nora Vik", "Johan Brandt", "Kerstin Löf"),
    "Polisen": ("Sara Lindh", "Gunnar Frost", "Olof Sjödin", "Disa Nord", "Mona Hjelm"),
    "MIG": ("Amir Haddad", "Berit Ohlin", "Klas Sten", "Lena Kvist", "Jasmin Ferm"),
    "SiS": ("Bo Kling", "Harriet Voss", "Tove Alm", "Nils Edin", "Ingrid Palm"),
    "VR": ("Ada Lind", "Hedda Ask", "Ben Sund", "Maja Wall", ""),
    "Forte": ("Dan Falk", "Karin Ahl", "Stina Holt", "Peder Rask", "Ulla Moberg"),
    "Formas": ("Frida Lund", "Tomas Hed", "Siri Glad", "Jonas Bark", "Anja Rydh"),
    "Vinnova": ("Vidar Nyman", "Åsa Thorn", "Elin Sjö", "Kim Dahlgren", "Mats Odén"),
    "SKV": ("Lisa Norén", "Bertil Snäll", "Per Östlund", "Agnes Rom", "Hugo Brink"),
    "AF": ("Yusuf Demir", "Marta Säll", "Göran Lilja", "Petra Wik", "Emil Storm"),
    "FK": ("Inga Sand", "Leif Aronson", "Hanna Blad", "Ola Frisk", "Doris Ek"),
    "CSN": ("Rut Åkesson", "Mikael Torp", "Sofia Ask", "Anton Lo", "Birgit Hall"),
    "PM": ("Tage Viklund", "Solveig Roos", "Malin Berg", "", "Ivar Hult"),
}
LEFT = {"SiS": -6}  # on what day the coordinator left the seat, which is vacant since

JIHU_FUNCTIONS = ("coordinator", "head", "planning", "core_activity", "key_function")
JIHU_SEATS = {
    "KaU": ("Majken Sjö", "Arvid Hallin", "Lotta Brodd", "Sten Wide", ""),
    "ORU": ("Tora Nygren", "Rolf Alving", "Meta Lindow", "", "Ylva Krans"),
    "MIUN": ("Simon Fors", "Elsa Brant", "", "Britt Älv", ""),
    "LNU": ("Nadja Holm", "Henrik Vall", "Oskar Juhl", "Gustav Ros", "Runa Stål"),
}


def _holders(
    functions: tuple[str, ...], seats: Mapping[str, tuple[str, ...]]
) -> tuple[Holder, ...]:
    return tuple(
        Holder(name, institution, function)
        for institution, names in seats.items()
        for function, name in zip(functions, names, strict=True)
        if name
    )


JIM_HOLDERS = _holders(JIM_FUNCTIONS, JIM_SEATS)
JIHU_HOLDERS = _holders(JIHU_FUNCTIONS, JIHU_SEATS)
