"""Furniture and body: the case tables with their floors, and the claims that the component makes by name."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.blocks import COMPONENT, blocks
from dateline.record.reading import FURNITURE, ROLES, Block, Reading, Source

CASES = Path(__file__).parents[1] / "cases" / "blocks"
FLOOR_F1 = 0.95
FLOOR_BODY = 0.995

HEADLINE = "Orvia and Maravel agree to share the port of Hesk"
FIRST = "Orvia and Maravel agreed on Monday to share the port of Hesk for ten years, their foreign ministers said."
SECOND = "The accord ends a quarrel over fees that had kept eleven ships outside the harbour since the end of March."
THIRD = "Neither side would say who had given way, and the harbour master had no comment on the matter on Monday."


def read(*lines: str, title: str = "") -> list[tuple[str, str]]:
    """Return role and words of every block of a text of these lines."""
    text = "\n".join(lines)
    found = blocks(Reading(text, Source(title=title)))
    return [(block.role, text[block.start : block.end]) for block in found]


def role_among_prose(line: str) -> str:
    """Return the role of a line that stands alone between paragraphs of an article."""
    found = read(HEADLINE, FIRST, SECOND, line, THIRD, SECOND.replace("March", "April"))
    return next(role for role, words in found if words == line)


def judged(lines: list[str], found: tuple[Block, ...]) -> list[bool]:
    """Return for each line whether more than half of what its blocks hold is furniture."""
    verdicts = []
    start = 0
    for line in lines:
        end = start + len(line)
        held = [(min(end, block.end) - max(start, block.start), block.role) for block in found]
        inside = [(size, role) for size, role in held if size > 0]
        verdicts.append(2 * sum(size for size, role in inside if role in FURNITURE) > sum(size for size, _ in inside))
        start = end + 1
    return verdicts


def test_case_tables_hold_their_floors() -> None:
    right = wrong = missed = kept = lost = 0
    report = []
    for path in sorted(CASES.glob("*/*.txt")):
        rows = [row.split("\t", 1) for row in path.read_text(encoding="utf-8").split("\n") if "\t" in row]
        lines = [line for _, line in rows]
        for (role, line), called in zip(rows, judged(lines, blocks(Reading("\n".join(lines)))), strict=True):
            if not role:
                continue
            gold = role in FURNITURE
            right += gold and called
            missed += gold and not called
            wrong += called and not gold
            kept += not gold and not called
            lost += called and not gold
            if gold != called and path.parent.name != "fresh":
                report.append(f"{path.parent.name}/{path.name}: {role}: {line[:100]}")
    assert right + missed >= 150, "the case tables are gone"
    f1 = 2 * right / (2 * right + wrong + missed)
    body = kept / (kept + lost)
    words = "\n".join([f"F1 {f1:.4f}, body recall {body:.4f}", *report])
    assert f1 >= FLOOR_F1, words
    assert body >= FLOOR_BODY, words


@given(st.text(alphabet=st.sampled_from("Aa b.\n\r\u2028\t:—-(1)@\ud800\x00é“”|>©/文ע"), max_size=120) | st.text())
def test_blocks_part_the_text_and_leave_only_white_space(text: str) -> None:
    position = 0
    for block in blocks(Reading(text)):
        assert text[position : block.start].strip() == ""
        assert block.start < block.end <= len(text)
        assert text[block.start : block.end].strip() == text[block.start : block.end]
        assert block.role in ROLES
        assert block.reason
        position = block.end
    assert text[position:].strip() == ""


def test_component_adds_blocks_and_reads_nothing() -> None:
    assert (COMPONENT.adds, COMPONENT.reads) == ("blocks", ())


def test_dateline_is_parted_from_the_first_sentence() -> None:
    found = read(HEADLINE, "HESK, Orvia, June 18 (Reuters) - " + FIRST)
    assert found == [("title", HEADLINE), ("dateline", "HESK, Orvia, June 18 (Reuters) -"), ("body", FIRST)]


def test_party_after_a_name_is_no_dateline() -> None:
    line = "Senator Mira Solano (R-Orvia) said on Monday that she would vote against the accord."
    assert read(HEADLINE, FIRST, line)[-1] == ("body", line)


def test_speaker_of_a_transcript_is_no_dateline() -> None:
    line = "SOLANO: I have told the minister what I think of the accord and of those who wrote it."
    assert read(HEADLINE, line) == [("title", HEADLINE), ("body", line)]


def test_caption_credit_byline_and_stamp_glued_to_the_head_are_parted() -> None:
    line = f"A ship waits off Hesk. Photo: Ana Li/Coastal Press By Jana Brand June 19, 2023 8:10 am ET HESK—{FIRST}"
    assert [role for role, _ in read(HEADLINE, line, SECOND)] == [
        "title",
        "caption",
        "caption",
        "byline",
        "dateline",
        "body",
        "body",
    ]


def test_teaser_above_the_article_is_the_duplicate_and_is_cut() -> None:
    text = "\n".join([HEADLINE, FIRST[:-12], "50% off", HEADLINE, "By Jana Brand", FIRST, SECOND])
    found = blocks(Reading(text))
    assert [block.role for block in found] == ["duplicate", "duplicate", "promo", "title", "byline", "body", "body"]
    assert "cut" in found[1].marks


def test_paragraph_printed_again_below_its_place_is_a_duplicate() -> None:
    assert read(HEADLINE, FIRST, SECOND, THIRD, FIRST)[-1] == ("duplicate", FIRST)


def test_quotation_given_in_part_and_then_whole_is_kept() -> None:
    part = "“We shall not leave the port before the fees are paid.”"
    whole = "“We shall not leave the port before the fees are paid. We have waited for long enough,” the envoy said."
    assert {role for role, _ in read(FIRST, part, SECOND, whole)} == {"body"}


def test_headline_is_the_line_that_the_source_names() -> None:
    found = read("Harbour Wire, the paper of the coast", HEADLINE, FIRST, SECOND, title=HEADLINE)
    assert found[:2] == [("promo", "Harbour Wire, the paper of the coast"), ("title", HEADLINE)]


def test_prompts_of_a_site_in_another_language_are_furniture() -> None:
    prompts = [
        "Прочитайте ещё новости порта",
        "Zapamiętaj moje dane w tej przeglądarce",
        "Schrijf je in voor ons bericht",
    ]
    assert {role_among_prose(prompt) in FURNITURE for prompt in prompts} == {True}


def test_text_wholly_in_another_language_stays_body() -> None:
    lines = [
        "Les deux pays ont signé lundi un accord qui partage le port de Hesk pour une durée de dix ans.",
        "Le ministre n'a pas voulu dire qui avait cédé dans cette longue querelle sur les droits du port.",
    ]
    assert [role for role, _ in read(*lines)] == ["body", "body"]


def test_reactions_in_a_row_of_one_word_lines_are_furniture() -> None:
    found = read(FIRST, SECOND, "What's Your Reaction?", "like", "love", "sad", "wow")
    assert [role for role, _ in found] == ["body", "body", "form", "form", "form", "form", "form"]


def test_headlines_under_a_heading_for_them_are_furniture() -> None:
    found = read(FIRST, SECOND, "Read next", "Who will pay for the pier?", "Eleven ships and no harbour")
    assert [role for role, _ in found[2:]] == ["related", "related", "related"]


@pytest.mark.parametrize(
    "line",
    [
        "Hear more on our podcast",
        "Scroll down to read more",
        "How do you rate this article?",
        "Is the accord good for Hesk? Have your say.",
        "▶ Inside the port of Hesk",
        "The pier of Hesk at dawn (Ana Li/Coastal Wire)",
        "A worker mends a net in Hesk harbour. (Post archive)",
        "Élise Danel/Lakeside Photo",
        "Minister Solano, left, with the harbour master of Hesk",
        "Coastal Post reporter Ana Li contributed.",
        "Continued on page 7",
        "- 3 -",
        "2024-06-18 10:21:03",
        "Sent from my phone",
        "An error occurred. Please try again.",
        "Därför stängdes hamnen",
    ],
)
def test_line_of_a_site_amid_prose_is_furniture(line: str) -> None:
    assert role_among_prose(line) in FURNITURE


def test_words_of_a_site_are_kept_where_the_article_speaks_to_its_reader() -> None:
    address = "You may have seen the ships from our window, and you may have asked what they were waiting for there."
    question = "Do you use the app?"
    assert ("body", question) in read(HEADLINE, FIRST, address, question, address.replace("ships", "boats"), SECOND)


def test_slogan_over_the_headline_is_no_title() -> None:
    found = read("Half price until Sunday", HEADLINE, FIRST, SECOND)
    assert found[:2] == [("promo", "Half price until Sunday"), ("title", HEADLINE)]


def test_headlines_of_other_stories_under_a_label_in_the_tail_are_furniture() -> None:
    found = read(
        HEADLINE, FIRST, SECOND, THIRD, "OTHER NEWS", "Storm shuts three harbours", "Minister quits over grain"
    )
    assert [role in FURNITURE for role, _ in found[-3:]] == [True, True, True]


def test_list_at_the_end_of_a_text_without_furniture_is_kept() -> None:
    found = read(HEADLINE, FIRST, SECOND, THIRD, "Fees are halved", "Patrols end in May")
    assert [role for role, _ in found[-2:]] == ["body", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "Jana Brand is chief correspondent in Hesk, where she has reported on ports and the sea since 2009.",
        "Friend of lighthouses, enemy of cant. Views from the far shore.",
        "A reader of charts and a mother of three. I write about the sea.",
    ],
)
def test_portrait_of_somebody_not_in_the_news_at_the_end_is_a_biography(line: str) -> None:
    assert read(HEADLINE, FIRST, SECOND, THIRD, THIRD.replace("Monday", "Tuesday"), line)[-1] == ("bio", line)


def test_portrait_of_somebody_in_the_news_at_the_end_is_body() -> None:
    line = "Mira Solano has reported on the sea since 2009."
    told = "Solano was let go on Friday after nine days in a cell, and said that nobody had told her why she was held."
    assert read(HEADLINE, FIRST, SECOND, THIRD, told, line)[-1] == ("body", line)


def test_biography_stands_in_the_tail_only() -> None:
    line = "Jana Brand is a correspondent in Hesk. She covers ports and the sea."
    assert read(FIRST, SECOND, THIRD, line)[-1][0] == "bio"
    assert role_among_prose(line) == "body"


@pytest.mark.parametrize(
    "line",
    [
        "Follow the ships, the prosecutor told the jury.",
        "Subscribers to the harbour radio were sent a letter in May.",
        "Share prices fell after the vote.",
        "Share of the vote",
        "Read the accord first, she said.",
        "Sign up or leave, the union told its members.",
        "Related talks on grain have stalled.",
        "Comments by the envoy drew a protest from Orvia.",
        "Photographs of the pier showed no damage.",
        "By Friday, the ships had left.",
        "Reporting by the agency showed that the pier had been mined.",
        "A number of users posted photos of Minister Solano standing beside a taller man.",
        "He did not always follow through on promises that he had made at the pier.",
        "What happens next?",
        "“No comment.”",
        "- Maravel",
        "1. A ceasefire within ten days",
        "10:30 a.m.",
        "Privacy",
        "Get out now",
        "The comment and the general",
        "Señor Peña goes home",
        "Follow the money, an old saying of the port goes.",
        "The new radio costs US$ 299 in the shops of Hesk.",
        "An earlier version of the bill had set no limit.",
        "Photos taken on Monday were shown to the court.",
        "The deal takes 20 percent off the tariff on steel.",
    ],
)
def test_news_that_looks_like_furniture_is_kept(line: str) -> None:
    assert role_among_prose(line) == "body"


@pytest.mark.parametrize(
    "text",
    [
        "like\n" * 100_000,
        "a " * 500_000,
        "A-" * 500_000,
        " " * 1_000_000,
        "By A. " * 160_000,
        "\ud800\x00" * 100_000,
        "A'" * 500_000,
        "‘we ‘you. " * 100_000,
        ("‘we (A/ you told. " * 12 + "\n") * 4_000,
        "Get our (A/A" * 80_000,
    ],
    ids=["lines", "words", "hyphens", "blanks", "names", "surrogates", "marks", "quotes", "asked", "credits"],
)
def test_hostile_text_of_any_length_is_read_in_linear_time(text: str) -> None:
    begin = time.process_time()
    blocks(Reading(text))
    assert time.process_time() - begin < 20
