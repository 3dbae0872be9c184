import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.codebook.page_fields import refusal_in
from dateline.codebook.wires import is_wire, wire_in
from dateline.errors import PageError
from dateline.store.addresses import clean_address
from dateline.store.credits import signed
from dateline.store.html import article_of_page
from dateline.store.page import decoded
from dateline.store.stamps import day_first_in, stamp_in

FIRST = (
    "The envoy of Arvania met the foreign minister of Belmark on Tuesday to speak of the river treaty, "
    "both governments said in a joint note after the talks."
)
SECOND = (
    "Belmark will reopen its lock at Sarn in the spring, the minister told reporters, and Arvania is to pay "
    "for half of the dredging that the pilots of both countries asked for."
)
PROSE = f"<p>{FIRST}</p><p>{SECOND}</p>"


def page(head: str = "", body: str = PROSE, language: str = "en") -> str:
    return (
        f'<!DOCTYPE html><html lang="{language}"><head>'
        "<title>Talks on the river open in Sarn | The Sarn Courier</title>"
        f"{head}</head><body><article><h1>Talks on the river open in Sarn</h1>{body}</article></body></html>"
    )


def linked(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **values})}</script>'


def signals(head: str = "", body: str = PROSE, url: str = "", language: str = "en") -> list[tuple[str, str, str]]:
    source = article_of_page(page(head, body, language), url)[1]
    return [(signal.kind, signal.day.isoformat(), signal.origin) for signal in source.signals]


def published(head: str = "", body: str = PROSE, url: str = "", language: str = "en") -> tuple[str, str] | None:
    found = signals(head, body, url, language)
    return next(((day, origin) for kind, day, origin in found if kind == "published"), None)


def outcome(given: bytes | str, url: str = "") -> str:
    """Return the text of the article, or the code of the refusal."""
    try:
        return article_of_page(given, url)[0]
    except PageError as error:
        return error.code


def refused(given: bytes | str) -> str:
    with pytest.raises(PageError) as caught:
        article_of_page(given)
    return caught.value.code


# The text


def test_the_text_is_one_paragraph_a_line_and_nothing_else() -> None:
    text, _ = article_of_page(page(body=f"<p>{FIRST.replace(' the ', chr(10) + ' the ')}</p>\n\n<p>\t{SECOND}</p>"))
    lines = text.split("\n")
    assert lines[-2:] == [FIRST, SECOND]
    assert all(line == line.strip() and line for line in lines)


def test_reader_comments_are_not_the_article() -> None:
    comment = '<div id="comments"><p>I do not believe a word that either of these two governments says today.</p></div>'
    assert "believe a word" not in article_of_page(page(body=PROSE + comment))[0]


def test_an_article_nested_ten_thousand_deep_is_read_or_refused() -> None:
    nested = "<html><body>" + "<div>" * 10_000 + PROSE + "</div>" * 10_000 + "</body></html>"
    found = outcome(nested)
    assert FIRST in found or found in {"DL133", "DL134"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_page_is_read_in_any_form_of_unicode(encoding: str) -> None:
    assert FIRST in article_of_page(page().encode(encoding))[0]


def test_utf_8_is_read_as_such_though_latin_1_is_declared() -> None:
    assert "Šarnë" in article_of_page(page('<meta charset="iso-8859-1">', f"{PROSE}<p>Said in Šarnë.</p>").encode())[0]


def test_a_declared_encoding_is_used_where_bytes_are_not_utf_8() -> None:
    text = page('<meta charset="windows-1251">', f"{PROSE}<p>Сказано в Сарне вчера, сообщил министр.</p>")
    assert "Сарне" in article_of_page(text.encode("cp1251"))[0]


@pytest.mark.parametrize("name", ["bogus-9", "rot13", "utf-7", "idna"])
def test_a_declared_encoding_that_is_none_does_not_stop_the_page(name: str) -> None:
    assert FIRST in article_of_page(page(f'<meta charset="{name}">', f"{PROSE}<p>caf\u00e9</p>").encode("latin-1"))[0]


def test_control_characters_do_not_reach_the_text() -> None:
    text, _ = article_of_page(page(body=f"{PROSE}<p>One\x00 two\x0b three &#1; &#xFFFE; four \ud800 five six.</p>"))
    assert not {"\x00", "\x01", "\x0b", "\ufffe", "\ud800"} & set(text)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (b"", "DL131"),
        ("  \n ", "DL131"),
        (b"\x00" * 900, "DL131"),
        (b"Plain words about a river. " * 40, "DL132"),
        (bytes(range(256)) * 40 + b"<p>", "DL132"),
        ('<?xml version="1.0"?><rss><channel><title>News</title></channel></rss>', "DL132"),
        ("<html><body><script>load()</script></body></html>", "DL134"),
        ("<html><body><p>Loading</p></body></html>", "DL134"),
        (page().replace("Talks on the river open in Sarn", "Page not found"), "DL135"),
        (page().replace("Talks on the river open in Sarn", "Before you continue to the Courier"), "DL135"),
        ("<p>" + "word " * 5_000_000, "DL136"),
    ],
)
def test_what_holds_no_article_is_refused_with_its_reason(given: bytes | str, code: str) -> None:
    assert refused(given) == code


def test_a_long_article_on_an_error_page_is_an_article() -> None:
    assert FIRST in article_of_page(page(body=PROSE * 6).replace("Talks on the river", "Page not found: talks"))[0]


def test_a_heading_that_goes_on_is_not_a_whole_heading() -> None:
    assert (refusal_in("Not found"), refusal_in("Not found wanting: the pilots of Sarn")) == ("error", "")


# What the page says of itself


def test_the_title_loses_the_outlet_behind_it() -> None:
    _, source = article_of_page(page())
    assert (source.title, source.outlet) == ("Talks on the river open in Sarn", "The Sarn Courier")


def test_the_publisher_of_the_article_is_the_outlet() -> None:
    assert article_of_page(page(linked(publisher={"@type": "Organization", "name": "Upper Sarn Post"})))[1].outlet == (
        "Upper Sarn Post"
    )


def test_a_site_that_reprints_an_agency_is_the_outlet_and_the_agency_the_wire() -> None:
    head = '<meta property="og:site_name" content="The Sarn Courier">' + linked(publisher={"name": "Associated Press"})
    _, source = article_of_page(page(head))
    assert (source.outlet, source.wire) == ("The Sarn Courier", "Associated Press")


def test_an_agency_on_its_own_site_is_the_outlet() -> None:
    assert (
        article_of_page(page(linked(publisher={"name": "Reuters"}, author={"name": "Anna Kern"})))[1].outlet
        == "Reuters"
    )


@pytest.mark.parametrize(
    ("credit", "authors", "wire"),
    [
        ("By Anna Kern, Reuters", ["Anna Kern"], "Reuters"),
        ("AFP", [], "Agence France-Presse"),
        ("Reuters Staff", [], "Reuters"),
        ("By ANNA KERN and BO LIND, Associated Press", ["Anna Kern", "Bo Lind"], "Associated Press"),
        ("Anna Kern (AP)", ["Anna Kern"], "Associated Press"),
        ("Anna Kern/AFP", ["Anna Kern"], "Agence France-Presse"),
        ("By Anna Kern in Sarn", ["Anna Kern"], ""),
        ("Anna Kern; anna kern; Anna Kern", ["Anna Kern"], ""),
        ("Anna Kern, anna@courier.example", ["Anna Kern"], ""),
        ("Anna Kern, Deputy Political Editor", ["Anna Kern"], ""),
        ("Anna Kern, June 18, 2023", ["Anna Kern"], ""),
        ("The Sarn Courier", [], ""),
        ("Sarn Courier Staff", [], ""),
        ("https://courier.example/staff/kern", [], ""),
        ("AP Singh", ["AP Singh"], ""),
        ("Ani Efe", ["Ani Efe"], ""),
        ("admin", [], ""),
        ("", [], ""),
    ],
)
def test_a_byline_is_parted_into_people_and_agency(credit: str, authors: list[str], wire: str) -> None:
    assert signed(credit, "The Sarn Courier") == (authors, wire)


def test_an_abbreviation_is_an_agency_only_by_itself_and_in_its_own_case() -> None:
    assert [wire_in(words).name for words in ("AP", "ap", "AP Singh", "Reuters Staff")] == [
        "Associated Press", "", "", "Reuters",
    ]  # fmt: skip


def test_a_name_with_more_than_an_agency_in_it_is_no_agency() -> None:
    assert [is_wire(name) for name in ("The Associated Press", "Reuters Institute", "Sarn Courier")] == [
        True,
        False,
        False,
    ]


def test_authors_come_by_reference_out_of_a_graph() -> None:
    graph = {
        "@graph": [
            {"@type": "Article", "author": {"@id": "#k"}, "datePublished": "2023-06-19"},
            {"@type": "Person", "@id": "#k", "name": "Anna Kern"},
        ]
    }
    head = f'<script type="application/ld+json">{json.dumps(graph)}</script>'
    assert article_of_page(page(head))[1].authors == ("Anna Kern",)


def test_the_byline_shown_adds_the_agency_to_the_author_known() -> None:
    head, body = linked(author={"name": "Anna Kern"}), f'<div class="byline">By Anna Kern, Reuters</div>{PROSE}'
    _, source = article_of_page(page(head, body))
    assert (source.authors, source.wire) == (("Anna Kern",), "Reuters")


def test_the_agency_of_a_related_piece_is_not_that_of_the_article() -> None:
    card = '<aside class="related"><span class="byline">By Bo Lind, Reuters</span></aside>'
    assert article_of_page(page(linked(author={"name": "Anna Kern"}), PROSE + card))[1].wire == ""


@pytest.mark.parametrize(
    ("head", "asked", "address"),
    [
        ('<link rel="canonical" href="https://courier.example/a/1?utm_source=x">', "", "https://courier.example/a/1"),
        ('<link rel="canonical" href="/a/1#top">', "https://courier.example/b?id=2", "https://courier.example/a/1"),
        ('<link rel="canonical" href="https://courier.example/">', "https://courier.example/b?id=2&fbclid=z",
         "https://courier.example/b?id=2"),
        ('<link rel="canonical" href="javascript:alert(1)">', "", ""),
        ('<link rel="canonical" href="http://[::1">', "https://courier.example/b", "https://courier.example/b"),
        ("", "file:///home/kern/a.html", ""),
    ],
)  # fmt: skip
def test_the_address_is_the_page_s_own_without_tracking(head: str, asked: str, address: str) -> None:
    assert article_of_page(page(head), asked)[1].url == address


def test_a_reprint_keeps_its_own_address() -> None:
    head = (
        '<link rel="canonical" href="https://wire.example/a">'
        '<meta property="og:url" content="https://courier.example/reprint">'
    )
    assert article_of_page(page(head), "https://courier.example/reprint")[1].url == "https://courier.example/reprint"


def test_credentials_in_an_address_are_dropped() -> None:
    assert clean_address("https://kern:word@Courier.example/a") == "https://courier.example/a"


# When it was published


def test_published_and_modified_are_kept_apart() -> None:
    head = linked(datePublished="2023-06-19T08:00:00+02:00", dateModified="2023-06-20T09:00:00+02:00")
    assert signals(head) == [
        ("published", "2023-06-19", "json-ld:datePublished"),
        ("modified", "2023-06-20", "json-ld:dateModified"),
    ]


def test_a_day_is_that_of_the_stamp_s_own_zone() -> None:
    assert published(linked(datePublished="2023-06-19T00:30:00+09:00")) == ("2023-06-19", "json-ld:datePublished")


def test_the_outlet_s_own_time_goes_before_the_same_instant_in_utc() -> None:
    head = linked(datePublished="2023-06-20T01:30:00Z")
    shown = '<time class="published" datetime="2023-06-19T21:30:00-04:00">Monday</time>'
    assert published(head, shown + PROSE) == ("2023-06-19", "time")


def test_a_related_piece_does_not_date_the_page() -> None:
    other = {"@type": "NewsArticle", "datePublished": "2019-01-01"}
    video = {"@type": "VideoObject", "datePublished": "2018-01-01"}
    head = linked(video=video, relatedLink=[other], datePublished="2023-06-19")
    assert signals(head) == [("published", "2023-06-19", "json-ld:datePublished")]


def test_an_organisation_founded_long_ago_does_not_date_the_page() -> None:
    organisation = {"@type": "Organization", "name": "Courier", "dateCreated": "1999-05-01"}
    assert published(f'<script type="application/ld+json">{json.dumps(organisation)}</script>') is None


@pytest.mark.parametrize(
    "script",
    [
        '[{"@type": "WebSite"}, {"@type": ["NewsArticle"], "datePublished": "2023-06-19"}]',
        '{"@graph": [{"@type": "ReportageNewsArticle", "datePublished": "2023-06-19",}]}',
        '<!-- {"@type": "BlogPosting", "datePublished": "2023-06-19"} -->',
        '{"@type": "NewsArticle", "headline": "Talks "open" in Sarn", "datePublished": "2023-06-19"}',
        '{"@type": "NewsArticle", "headline": "Talks\n open", "datePublished": "2023-06-19"}',
        '{"@type": "http://schema.org/NewsArticle", "datePublished": "2023-06-19"',
    ],
)
def test_json_ld_is_read_however_it_is_wrapped_or_broken(script: str) -> None:
    assert published(f'<script type="application/ld+json">{script}</script>') == ("2023-06-19", "json-ld:datePublished")


@pytest.mark.parametrize(
    ("head", "body", "url", "expected"),
    [
        ('<meta property="article:published_time" content="2023-06-19T08:00:00Z">', "", "",
         ("2023-06-19", "meta:article:published_time")),
        ('<meta name="date" content="2023-06-21"><meta name="pubdate" content="20230619">', "", "",
         ("2023-06-19", "meta:pubdate")),
        ("", '<span itemprop="datePublished" content="2023-06-19">Monday</span>', "",
         ("2023-06-19", "microdata:datePublished")),
        ("", "", "https://courier.example/2023/06/19/talks.html", ("2023-06-19", "address")),
        ('<script>var page = {"publishDate": "2023-06-19T10:00"}</script>', "", "",
         ("2023-06-19", "script:publishDate")),
        ("", '<div class="date">19 June 2023</div>', "", ("2023-06-19", "shown:date")),
        ("", "<p>Sarn, 19 juin 2023</p>", "", ("2023-06-19", "shown:line")),
    ],
)  # fmt: skip
def test_each_date_names_where_it_stood(head: str, body: str, url: str, expected: tuple[str, str]) -> None:
    assert published(head, body + PROSE, url) == expected


def test_a_page_without_a_date_has_no_signal() -> None:
    assert signals() == []


def test_a_date_inside_the_prose_is_not_the_page_s() -> None:
    sentence = (
        f"<p>{FIRST} The treaty itself was signed in the old customs house of Sarn on 4 March 2011 by four kings.</p>"
    )
    assert published(body=sentence + PROSE) is None


def test_a_year_or_month_alone_makes_no_day() -> None:
    assert published('<meta name="date" content="2023"><meta name="pubdate" content="2023-06">') is None


@pytest.mark.parametrize(
    ("words", "language", "expected"),
    [
        ("2023-06-19T23:59:59-04:00", "", date(2023, 6, 19)),
        ("20230619", "", date(2023, 6, 19)),
        ("Mon, 19 Jun 2023 08:00:00 GMT", "", date(2023, 6, 19)),
        ("June 19th, 2023", "", date(2023, 6, 19)),
        ("19 de junio de 2023", "", date(2023, 6, 19)),
        ("19. Juni 2023", "", date(2023, 6, 19)),
        ("19 июня 2023", "", date(2023, 6, 19)),
        ("2023年6月19日", "", date(2023, 6, 19)),
        ("19.06.2023", "", date(2023, 6, 19)),
        ("06/19/2023", "", date(2023, 6, 19)),
        ("04/06/2023", "en-US", date(2023, 4, 6)),
        ("04/06/2023", "en-GB", date(2023, 6, 4)),
        ("04/06/2023", "en", None),
        ("1687161600", "", date(2023, 6, 19)),
        ("2023-13-45", "", None),
        ("31 June 2023", "", None),
        ("10.12.2.4", "", None),
        ("June 2023", "", None),
        ("2023", "", None),
    ],
)
def test_a_stamp_is_read_only_where_it_says_one_day(words: str, language: str, expected: date | None) -> None:
    stamp = stamp_in(words, day_first=day_first_in(language))
    assert (stamp.day if stamp else None) == expected


# The laws


def test_a_page_gives_the_same_answer_alone_and_among_others() -> None:
    mine = page(linked(datePublished="2023-06-19", author={"name": "Anna Kern"}))
    alone = article_of_page(mine)
    for number in range(5):
        article_of_page(page(linked(datePublished=f"2020-01-0{number + 1}")))
        article_of_page(mine.replace("Tuesday", "Friday"))
    assert article_of_page(mine) == alone
    assert article_of_page(mine.encode()) == alone


@given(st.binary(max_size=300), st.integers(0, 3000))
@settings(max_examples=60, deadline=None)
def test_no_bytes_raise_anything_but_a_page_error(noise: bytes, cut: int) -> None:
    whole = page(linked(datePublished="2023-06-19")).encode()
    for each in (noise, b"<html><body>" + noise, whole[:cut] + noise + whole[cut:], whole[:cut]):
        assert outcome(each, noise.decode("latin-1"))


@given(st.binary(max_size=400))
def test_any_bytes_decode(noise: bytes) -> None:
    assert isinstance(decoded(noise), str)


@pytest.mark.parametrize(
    "hostile",
    [
        "<html><body>" + "<" * 200_000,
        "<html><title>" + " - " * 100_000 + f"</title><body>{PROSE}",
        f'<html><meta name="author" content="{"by " * 100_000}"><body>{PROSE}',
        '<html><script type="application/ld+json">' + "[" * 100_000 + f"</script><body>{PROSE}",
        '<html><script type="application/ld+json">{' + ", " * 100_000 + f"</script><body>{PROSE}",
        "<html><script>" + 'publishDate="2' * 20_000 + f"</script><body>{PROSE}",
        f'<html><body class="{"a " * 200_000}">{PROSE}',
        "<html><body><h1>Sarn</h1>" + "<div>1 2 3 June 12 12.12.</div>" * 2_000 + PROSE,
        f"<html><body><p>{' ' * 300_000}</p>{PROSE}",
    ],
)
def test_hostile_markup_is_read_or_refused(hostile: str) -> None:
    found = outcome(hostile)
    assert FIRST in found or found == "DL134"


def _short_page(title: str, words: str) -> str:
    return f"<html><head><title>{title}</title></head><body><main><h1>{title}</h1><p>{words}</p></main></body></html>"


def test_a_page_that_asks_for_consent_under_any_heading_is_no_article() -> None:
    words = (
        "We and our 87 partners use cookies and similar technologies to keep this service free. You may accept all "
        "of them, reject all but the necessary ones, or manage your preferences at any time under the link below."
    )
    with pytest.raises(PageError, match="consent"):
        article_of_page(_short_page("The choice is yours", words))


def test_a_short_report_on_cookies_is_an_article() -> None:
    words = (
        "The parliament of Veldria voted on Tuesday to fine companies that use cookies without asking. The bill "
        "passed by 61 votes to 38, and the privacy commissioner of the neighbouring kingdom of Osmar praised it."
    )
    assert "61 votes" in article_of_page(_short_page("Veldria to fine companies over cookies", words))[0]
