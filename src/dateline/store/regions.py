"""Tells the parts of a page that speak of its article from those that speak of other pieces."""

import re
from typing import Final

from lxml import etree

ASIDE: Final = frozenset(
    {
        "aside",
        "nav",
        "footer",
        "form",
        "iframe",
        "select",
        "noscript",
        "figure",
        "figcaption",
        "script",
        "style",
        "template",
        "head",
    }
)
OTHERS = re.compile(
    r"(?:^|[\s_-])(?:related|sidebar|comments?|widget|teasers?|recommend\w{0,8}|promo|newsletter|trending|popular|latest|"
    r"most|more|carousel|ticker|footer|cookie\w{0,8})(?:$|[\s_-])",
    re.IGNORECASE,
)


def belongs_elsewhere(element: etree._Element) -> bool:
    """Say whether an element stands in a part of the page that speaks of other pieces."""
    return any(
        above.tag in ASIDE or OTHERS.search(f"{above.get('class') or ''} {above.get('id') or ''}")
        for above in element.iterancestors()
        if above.tag not in {"body", "html"}
    )
