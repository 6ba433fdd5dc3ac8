"""Leaders who each answer a self-assessment alone, some of them in two browsers at once.

A choice takes the place of another one, and that is no loss if whoever made it had been shown the
other one. So what each version of an answer was is told to everyone alike, and the newest that
anybody was told of is what stands in the end.
"""

import json
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from tests.proofs._writers import Writer

LEVELS = ("present", "wanted")

type Choices = tuple[int | None, int | None]  # the positions of both levels
type Place = tuple[str, str]  # whose answer, and the address where it is saved


@dataclass
class Question:
    """A leader's answer as this browser was last told of it."""

    address: str
    choices: Choices = (None, None)
    version: int = 0


@dataclass(frozen=True)
class Told:
    place: Place
    version: int
    choices: Choices


@dataclass
class Rater(Writer):
    """One browser of the leader `name`."""

    questions: list[Question]
    steps: int
    told: list[Told] = field(default_factory=list, init=False)
    unsaved: int = field(default=0, init=False)

    def save(self, number: int) -> None:
        """Choose something else than is chosen, and again if another browser was faster."""
        question, level = random.choice(self.questions), random.randrange(len(LEVELS))
        is_saved = False
        while not is_saved:
            begun_from, position = question.version, self._other_than(question.choices[level])
            fields: dict[str, str | int] = {LEVELS[level]: position, "version": begun_from}
            answer = self.heard(question.address, fields)
            self._learn(question, json.loads(answer.body))
            is_saved = answer.status == HTTPStatus.OK
        is_newest = question.version == begun_from + 1
        self.unsaved += is_newest and question.choices[level] != position

    def _other_than(self, chosen: int | None) -> int:
        return random.choice([one for one in range(1, self.steps + 1) if one != chosen])

    def _learn(self, question: Question, told: Mapping[str, int]) -> None:
        question.choices = (told["present"], told["wanted"])
        question.version = told["version"]
        place = (self.name, question.address)
        self.told.append(Told(place, question.version, question.choices))


def lost(raters: Sequence[Rater], stored: Mapping[Place, Choices]) -> int:
    """Versions that were told to be something else too, answers that are not as the newest that was
    told, and choices that were acknowledged and not saved."""
    versions: dict[Place, dict[int, set[Choices]]] = defaultdict(lambda: defaultdict(set))
    for told in (one for rater in raters for one in rater.told):
        versions[told.place][told.version].add(told.choices)
    overwritten = sum(len(all_told) - 1 for one in versions.values() for all_told in one.values())
    changed = sum(stored.get(place) not in one[max(one)] for place, one in versions.items())
    return overwritten + changed + sum(rater.unsaved for rater in raters)
