"""Texts that stand on pages of other rooms."""

from exchange_portal.pages.models import PageText


def text(slug: PageText.Slug) -> PageText | None:
    """The agency's words, as they are now. Every installation has them from the first day."""
    return PageText.objects.filter(slug=slug).first()
