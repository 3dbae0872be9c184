"""Strategies for the laws: any string, news-like texts with damage, and piles of them."""

from datetime import date, timedelta

from hypothesis import strategies as st

from dateline.record import ids
from dateline.record.reading import DateSignal, Reading, Source
from dateline.record.signals import signals_to

WORDS = st.sampled_from(
    [
        "the",
        "minister",
        "said",
        "on",
        "June",
        "18-19",
        "that",
        "talks",
        "in",
        "Ostrava",
        "will",
        "resume",
        ".",
        "2031-03-05",
        "3",
        "March",
        "2031",
        "Jan.",
        "U.S.",
        "“we",
        "agreed”",
        "he",
        "told",
        "Mr.",
        "Kern",
        "(Reuters)",
        "–",
        "READ",
        "Subscribe",
        "Photo:",
        "X/Agency",
        "By",
        "Newsletter",
        "Sign-Up",
        "18.06.2031",
        "May",
        "March",
        "2031",
        "8:10",
        "am",
        "ET",
        "1990s",
        "12-15",
        "April,",
        "said;",
        "Veldria’s",
        "envoy...",
        "don't",
        "70%",
        "off",
        "»",
        "|",
        "Dodaj",
        "komentarz",
        "*",
        "中文",
        "عربي",
        "\u200f",
        "\x00",
        "�",
        "#tag",
        "@name",
        "http://a.example/b",
        "Norway's",
        "Chinese",
        "NATO",
        "foreign",
        "they",
        "Angela",
        "Merkel,",
        "Beijing",
        "both",
        "sides",
        "[email",
        "protected]",
        "…",
    ]
)

LINES = st.lists(WORDS, max_size=14).map(" ".join)

NEWS = st.lists(LINES, max_size=12).map("\n".join)
"""Text that is put together from the words of news, of furniture and of damage."""

TEXTS = st.one_of(st.text(max_size=300), NEWS)
"""Any string at all, or one like news."""

DAYS = st.integers(0, 20_000).map(lambda days: date(1990, 1, 1) + timedelta(days=days))

SIGNALS = st.lists(
    st.builds(
        DateSignal,
        st.sampled_from(("published", "modified")),
        DAYS,
        st.sampled_from(("field:published", "json-ld:datePublished", "htmldate", "argument")),
        st.just("as it stood"),
    ),
    max_size=2,
).map(tuple)

SOURCES = st.builds(
    Source,
    url=st.sampled_from(("", "https://a.example/1", "https://b.example/2")),
    title=st.sampled_from(("", "Envoys meet in Ostrava")),
    outlet=st.sampled_from(("", "The Harbour Post", "Meridian")),
    authors=st.sampled_from(((), ("Anna Kern",))),
    wire=st.sampled_from(("", "Meridian")),
    signals=SIGNALS,
)

READINGS = st.builds(Reading, TEXTS, SOURCES)


def arrival_row(reading: Reading) -> dict[str, object]:
    """Return the row of ARRIVAL that stands for an unread article."""
    source = reading.source
    text = reading.text.encode("utf-8", "replace").decode("utf-8")
    return {
        "article_id": ids.article_id(text, source.url, source.outlet),
        "text": text,
        "language": source.language,
        "url": source.url or None,
        "outlet": source.outlet or None,
        "title": source.title or None,
        "authors": list(source.authors),
        "wire_given": source.wire or None,
        "signals": signals_to(source.signals),
    }


SLOGANS = st.lists(
    st.sampled_from(("Ahead of the tide", "More from Ostrava", "Sign up", "Photo: Meridian", "Il giornale del porto")),
    min_size=1,
    max_size=3,
    unique=True,
)
"""Lines of furniture: none ends like a sentence."""


@st.composite
def _one_outlet(draw: st.DrawFn) -> list[dict[str, object]]:
    """Return three to six different articles of one outlet that share a slogan, amid lines of their own.

    Each has a paragraph of its own that is longer than any line of NEWS, so that none is another's printing.
    """
    slogans = draw(SLOGANS)
    rows = []
    for number in range(draw(st.integers(3, 6))):
        own = f"Norway told reporters in Ostrava that round {number} of the talks would go on. " * 4
        lines = [*draw(NEWS).split("\n"), own.strip(), *draw(st.permutations(slogans))]
        rows.append(arrival_row(Reading("\n".join(draw(st.permutations(lines))), Source(outlet="The Harbour Post"))))
    return rows


REPEATING = _one_outlet()
"""Rows of ARRIVAL in which the outlet's lines repeat, by the way they are made."""

LOOSE = st.lists(READINGS.map(arrival_row), max_size=8)
"""Rows of ARRIVAL that have little to do with each other."""


def _distinct(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    return list({row["article_id"]: row for row in rows}.values())


ARRIVALS = st.one_of(LOOSE, REPEATING, st.builds(list.__add__, REPEATING, LOOSE)).map(_distinct)
"""Rows of ARRIVAL: a small pile; in two of three kinds of them a stage that looks for repeated lines finds some."""
