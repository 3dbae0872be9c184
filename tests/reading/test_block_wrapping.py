import textwrap

import pytest

from dateline.reading.block.wrapping import paragraphs

PROSE = [
    "The envoys of Veldria and Osmar met in Ostrava on 3 March 2031 and agreed to reopen the ferry line before autumn.",
    (
        "Neither side would say who is to pay for the boats. Officials in both capitals had said for months that it "
        "would stay closed until the crew of the trawler was home, and the crew is not home, as its captain said."
    ),
    "A second meeting is planned for 4-5 April. It will be held in a town that has not been named, with the same men.",
]


def _paragraphs(text: str) -> list[str]:
    return [" ".join(text[span.start : span.end].split()) for span in paragraphs(text)]


@pytest.mark.parametrize("width", [60, 72, 76, 90])
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_wrapped_paragraphs_are_whole_again(width: int, gap: str) -> None:
    text = gap.join(textwrap.fill(paragraph, width) for paragraph in PROSE)
    found = _paragraphs(text)
    assert " ".join(found) == " ".join(PROSE)
    if gap == "\n\n":
        assert found == PROSE


def test_wrapped_mail_keeps_its_headline_bullets_and_signature_apart() -> None:
    body = "\n\n".join(textwrap.fill(paragraph, 72) for paragraph in PROSE)
    text = f"Ferry line to reopen\n\n{body}\n\n- a first demand\n- a second demand\n\nAnna Kern\nOstrava"
    assert _paragraphs(text) == [
        "Ferry line to reopen",
        *PROSE,
        "- a first demand",
        "- a second demand",
        "Anna Kern",
        "Ostrava",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(PROSE),
        "Ferry line reopens\nEnvoys agree on date\nCrew still held\nTrade minister resigns\nDuty on aluminium stays",
        (
            "The sea that took the boats away\nwill bring them back another day,\nand men who would not speak of it\n"
            "will find the words, and sit, and sit\nuntil the lamps are lit again\nalong the quay, and in the rain"
        ),
        "",
        "\n\n\n",
        "one line",
    ],
)
def test_lines_that_were_not_wrapped_stay_lines(text: str) -> None:
    assert _paragraphs(text) == [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def test_a_million_lines_take_no_more_than_their_length() -> None:
    assert len(paragraphs("word word\n" * 200_000)) == 200_000
