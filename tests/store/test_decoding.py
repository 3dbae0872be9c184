"""Encodings and languages: letters as they were written, and what language they are in."""

import pytest

from dateline.errors import SourceError
from dateline.store.decoding import decoded
from dateline.store.language import is_clearly_english, language_of

ENGLISH = (
    "The minister of Norland said on Tuesday that \u201ctalks with Sudmark will resume\u201d next week \u2013 after a "
    "pause of two years. Officials didn\u2019t say where the delegations would meet, but the caf\u00e9 in the old "
    "quarter was booked. "
)
SENTENCES = {
    "de": ("cp1252", "Der Außenminister erklärte am Dienstag, die Gespräche würden nächste Woche fortgesetzt."),
    "fr": ("cp1252", "Le ministre des Affaires étrangères a déclaré mardi que les négociations reprendraient bientôt."),
    "es": (
        "cp1252",
        "El ministro señaló el martes que las conversaciones continuarán mañana; «sin condiciones», añadió.",
    ),
    "it": ("cp1252", "Il ministro ha dichiarato martedì che i colloqui riprenderanno perché la città è più sicura."),
    "pt": ("cp1252", "O ministro declarou na terça-feira que as conversações serão retomadas na próxima semana."),
    "sv": ("cp1252", "Utrikesministern sade på tisdagen att samtalen återupptas nästa vecka i huvudstaden."),
    "pl": ("cp1250", "Minister oświadczył we wtorek, że rozmowy zostaną wznowione w przyszłym tygodniu."),
    "cs": ("cp1250", "Ministr zahraničí v úterý prohlásil, že jednání budou příští týden pokračovat."),
    "hu": ("cp1250", "A külügyminiszter kedden közölte, hogy a tárgyalások jövő héten folytatódnak."),
    "tr": ("cp1254", "Dışişleri Bakanı salı günü görüşmelerin gelecek hafta yeniden başlayacağını söyledi."),
    "ru": ("cp1251", "Министр иностранных дел заявил во вторник, что переговоры возобновятся на следующей неделе."),
    "uk": ("koi8_u", "Міністр закордонних справ заявив у вівторок, що переговори відновляться наступного тижня."),
    "el": ("cp1253", "Ο υπουργός Εξωτερικών δήλωσε την Τρίτη ότι οι συνομιλίες θα συνεχιστούν την επόμενη εβδομάδα."),
    "he": ("cp1255", "שר החוץ אמר ביום שלישי כי השיחות יתחדשו בשבוע הבא."),
    "ar": ("cp1256", "قال وزير الخارجية يوم الثلاثاء إن المحادثات ستستأنف الأسبوع المقبل."),
    "zh": ("gb18030", "外交部长星期二表示，会谈将于下周恢复。有关部门没有说明代表团将在哪里会面。"),
    "ja": ("shift_jis", "外務大臣は火曜日、会談が来週再開されると述べた。当局は場所を明らかにしていない。"),
    "ko": ("euc_kr", "외교부 장관은 화요일 회담이 다음 주에 재개될 것이라고 밝혔다."),
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_survives_its_code_page(language: str) -> None:
    codec, sentence = SENTENCES[language]
    assert decoded(sentence.encode(codec)) == sentence


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_is_known_by_its_language(language: str) -> None:
    assert language_of(SENTENCES[language][1]) == language


@pytest.mark.parametrize("language", SENTENCES)
def test_an_english_article_with_foreign_furniture_is_english(language: str) -> None:
    sentence = SENTENCES[language][1] + "\n"
    assert language_of(sentence + ENGLISH * 5) == "en"
    assert language_of(ENGLISH * 5 + sentence * 3) == "en"


@pytest.mark.parametrize("language", SENTENCES)
def test_a_foreign_article_with_an_english_notice_is_foreign(language: str) -> None:
    assert language_of(ENGLISH + SENTENCES[language][1] * 50) != "en"


@pytest.mark.parametrize(
    "text", ["", "Talks resume", "Blorvik visits Sudmark", "12 June 2023", "https://a.example/b?c=d"]
)
def test_what_is_too_short_to_tell_counts_as_english(text: str) -> None:
    assert language_of(text) == "en"


def test_addresses_are_no_language() -> None:
    assert language_of("https://velm.example/der-aussenminister-erklaerte-am-dienstag " * 30 + ENGLISH) == "en"
    assert is_clearly_english(ENGLISH)


@pytest.mark.parametrize(
    "codec", ["cp1252", "mac_roman", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_typographic_signs_survive(codec: str) -> None:
    assert decoded(ENGLISH.encode(codec)) == ENGLISH


def test_one_broken_character_does_not_spoil_the_others() -> None:
    content = ENGLISH.encode() * 2
    assert decoded(content + b"\xe2\x80") == ENGLISH * 2 + "\ufffd"
    assert decoded(content + b"\xff" + content) == ENGLISH * 2 + "\ufffd" + ENGLISH * 2


def test_a_line_in_another_encoding_is_read_in_its_own() -> None:
    content = (ENGLISH + "\n").encode() * 9 + "The café is old.\n".encode("cp1252")
    assert decoded(content).endswith("The café is old.\n")


def test_zeros_that_no_wide_encoding_explains_are_binary() -> None:
    with pytest.raises(SourceError, match="binary"):
        decoded(ENGLISH.encode() + bytes(3))
