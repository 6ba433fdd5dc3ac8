"""Components that are remembered: the same HTML as if they were not."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString
from django.utils.translation import override

from exchange_portal.year import read_at

TAG = Template("{% ui 'tag' label=label status=status %}")
DATE = Template("{% ui 'date_block' day=day %}")


def tag(label: object, status: str = "done") -> str:
    return TAG.render(Context({"label": label, "status": status}))


def test_a_text_that_equals_safe_html_is_escaped_all_the_same() -> None:
    for _ in range(2):
        assert "<b>Klar</b>" in tag(SafeString("<b>Klar</b>"))
        assert "&lt;b&gt;Klar&lt;/b&gt;" in tag("<b>Klar</b>")


def test_every_prop_counts() -> None:
    assert [tag("Klar", "done"), tag("Klar", "late"), tag("Sen", "late")] == [
        '<span class="tag done">Klar</span>',
        '<span class="tag late">Klar</span>',
        '<span class="tag late">Sen</span>',
    ]


def test_each_language_has_its_own() -> None:
    for language, month in (("sv", "maj"), ("en", "May"), ("sv", "maj")):
        with override(language), read_at(datetime(2026, 1, 1, tzinfo=UTC)):
            html = DATE.render(Context({"day": date(2026, 5, 2)}))
        assert f"<small>{month}</small>" in html


def test_each_year_has_its_own() -> None:
    for year, month in ((2026, "maj"), (2027, "maj 2026"), (2026, "maj")):
        with read_at(datetime(year, 1, 1, tzinfo=UTC)):
            html = DATE.render(Context({"day": date(2026, 5, 2)}))
        assert f"<small>{month}</small>" in html


def test_a_wrong_word_is_refused_each_time() -> None:
    for _ in range(2):
        with pytest.raises(Exception, match="status is one of"):
            tag("Klar", "wrong")
