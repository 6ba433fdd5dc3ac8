"""Bars of steps: they count, and say in words all that they draw."""

from exchange_portal.ui.charts import WIDTH, StepChart, bar

STEPS = ("Saknas", "På gång", "Uppnått")


def made(*counts: int) -> list[tuple[str, int]]:
    return list(zip(STEPS, counts, strict=True))


def test_a_bar_is_filled_to_its_end() -> None:
    parts = bar("Ledning", made(1, 1, 1)).parts

    assert [(part.x, part.width) for part in parts] == [(0, 100), (100, 100), (200, 100)]
    assert sum(part.width for part in bar("Ledning", made(3, 3, 1)).parts) == WIDTH


def test_what_nobody_has_chosen_is_said_and_not_drawn() -> None:
    one = bar("Ledning", made(2, 0, 1))

    assert one.sentence == "Saknas 2, På gång 0, Uppnått 1"
    assert [part.word for part in one.shown] == ["Saknas", "Uppnått"]


def test_no_answers_at_all() -> None:
    one = bar("Ledning", made(0, 0, 0))

    assert (one.shown, one.sentence) == ([], "Saknas 0, På gång 0, Uppnått 0")


def test_a_chart_sums_up_in_a_sentence() -> None:
    bars = (bar("Ledning", made(1, 2, 0)), bar("Stöd", made(3, 1, 1)))

    assert (
        StepChart("Svar", "Område", bars).sentence
        == "Av 8 påståenden står 4 på Saknas, 3 på På gång och 1 på Uppnått."
    )


def test_steps_keep_their_depths_apart() -> None:
    four = bar("Nu", [(str(step), 1) for step in range(4)]).parts
    seven = bar("Nu", [(str(step), 1) for step in range(7)]).parts

    assert [part.depth for part in four] == [1, 2, 3, 4]
    assert (seven[0].depth, seven[-1].depth) == (1, 4)
