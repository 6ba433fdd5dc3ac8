"""The benchmark measures what it says, and its bars can be missed."""

from tests.benchmarks.__main__ import faults
from tests.benchmarks.measuring import Timing

FINE = {
    "page": "home",
    "rows": "30",
    "queries": 8,
    "ratio": 2.5,
    "html_kb": 20.0,
    "first_visit_kb": 60.0,
    "bar": 3,
    "most_queries": 10,
    "memory_mb": 120,
}


def test_a_page_within_its_bars_has_no_fault() -> None:
    assert faults([FINE, {**FINE, "rows": "300"}]) == []


def test_each_bar_can_be_missed() -> None:
    large = {"html_kb": 61.0, "first_visit_kb": 101.0, "memory_mb": 201}
    slow = {**FINE, **large, "ratio": 3.1, "queries": 11}

    assert faults([slow]) == [
        "home at 30 rows: 3.1 times the floor, at most 3",
        "home at 30 rows: 11 queries, at most 10",
        "home at 30 rows: 61.0 kB of HTML, at most 60",
        "home at 30 rows: 101.0 kB at first, at most 100",
        "home at 30 rows: 201 MB a web process, at most 200",
    ]


def test_queries_that_grow_with_the_rows_are_found() -> None:
    found = faults([FINE, {**FINE, "rows": "300", "queries": 9}])

    assert found == [
        "home at 30 rows: queries grow with the rows: [8, 9]",
        "home at 300 rows: queries grow with the rows: [8, 9]",
    ]


def test_the_portal_of_full_size_is_another_one() -> None:
    assert faults([FINE, {**FINE, "rows": "full", "queries": 9}]) == []


def test_times_are_told_by_their_middle_and_their_end() -> None:
    timing = Timing(page=[float(number) for number in range(1, 101)], floor=[2.0, 1.0, 3.0])

    assert (timing.p50, timing.floor_p50) == (50.5, 2.0)
    assert 94 < timing.p95 < 97
