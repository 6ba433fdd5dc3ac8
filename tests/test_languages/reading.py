"""What a page says in a language: its words, without what people and institutions are called."""

import re
from html.parser import HTMLParser

SPOKEN = ("title", "alt", "aria-label", "placeholder", "label")
SILENT = ("script", "style", "code", "textarea")
EMPTY = ("br", "col", "hr", "img", "input", "link", "meta", "source", "wbr")


def _listed(words: str) -> set[str]:
    return set(words.split())


SWEDISH = _listed(
    "och att det som en ett är på för inte ni du har med av till när eller kan den de här er ert "
    "era din ditt dina från om så men vad vem hur alla ingen inget inga ny nya nytt ändra spara "
    "sida sidan uppgift uppgiften inlämnad inlämning utkast träff träffar mejl kod koden lösenord "
    "sök visa välj lägg skicka gäller ja nej roll namn datum slag svar frågor grupper"
)
ENGLISH = _listed(
    "the and of to you your is are not please this that select enter add change save view delete "
    "password email code sign page by with from no yes none true false or filter search submit "
    "submitted name date run action selected results remove home error holding engagement session "
    "meeting assignment group user required invalid must cannot has been was will"
)
STRANGE = {"sv": ENGLISH, "en": SWEDISH}


class Page(HTMLParser):
    """Collects words with the language of the element that they stand in."""

    def __init__(self, names: list[str]) -> None:
        super().__init__()
        self.names = names
        self.open: list[tuple[str, str, bool]] = [("", "", False)]  # tag, language, is silent
        self.said: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        _outer, language, is_silent = self.open[-1]
        language = given.get("lang", language)
        is_silent = is_silent or tag in SILENT or "words" in given.get("class", "").split()
        spoken = [given[name] for name in SPOKEN if name in given]
        if given.get("type") == "submit":
            spoken.append(given.get("value", ""))
        if not is_silent:
            self.said += [(language, text) for text in spoken]
        if tag not in EMPTY:
            self.open.append((tag, language, is_silent))

    def handle_endtag(self, tag: str) -> None:
        while tag not in EMPTY and len(self.open) > 1 and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        _tag, language, is_silent = self.open[-1]
        if not is_silent:
            self.said.append((language, data))

    def words(self, language: str) -> set[str]:
        text = " ".join(said for spoken, said in self.said if spoken == language)
        for name in self.names:
            text = text.replace(name, " ")
        return set(re.findall(r"\b[^\W\d_]+\b", text.lower()))


def strange_words(html: str, language: str, names: list[str]) -> set[str]:
    """Words of the other language that the page says as if they were its own."""
    page = Page(sorted(names, key=len, reverse=True))
    page.feed(html)
    words = page.words(language)
    foreign = words & STRANGE[language]
    if language == "en":
        foreign |= {word for word in words if set(word) & set("åäö")}
    return foreign
