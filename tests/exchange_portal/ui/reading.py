"""Reading pages in tests as a browser does."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import tinyhtml5  # type: ignore[import-untyped]


def tree(page: str) -> Element:
    """The whole document that a browser makes of a page or a piece of one."""
    whole: Element = tinyhtml5.parse(page, namespace_html_elements=False)
    return whole


def words(element: Element) -> str:
    """What stands in an element, on one line."""
    return " ".join("".join(element.itertext()).split())


def texts(page: Element, path: str) -> list[str]:
    return [words(element) for element in page.findall(path)]


def values(page: Element, name: str) -> list[str]:
    """Every value of an attribute, in the order of the page."""
    return [element.attrib[name] for element in page.iter() if name in element.attrib]


def with_class(page: Element, name: str) -> Iterator[Element]:
    return (one for one in page.iter() if name in one.attrib.get("class", "").split())
