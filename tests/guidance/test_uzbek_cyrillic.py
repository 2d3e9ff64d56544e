"""Uzbek in Cyrillic letters: a list of words that the rules and their exceptions must get right."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from api.guidance.catalogue import Catalogue
from api.guidance.guidance import Guidance
from api.guidance.reading.content_rows import CyrillicWords
from api.guidance.reading.loading import load_catalogue
from api.guidance.reading.uzbek_cyrillic import UzbekCyrillic
from api.settings import PROJECT
from tests.guidance.small_content import change, problems

WORDS = CyrillicWords.model_validate(
    yaml.safe_load((PROJECT / "content/uzbek_cyrillic.yaml").read_text(encoding="utf-8"))
)
CYRILLIC = UzbekCyrillic(WORDS)
TURKISH = r"«[^»]*[çğışöü][^»]*»|\([^)]*[çğışöü][^)]*\)|\w*[çğışöü]\w*"


def by_rules() -> list[tuple[str, str]]:
    pairs = """
        oʻzbek ўзбек; gʻalaba ғалаба; Oʻsh Ўш; GʻALABA ҒАЛАБА; yoʻl йўл; yoʻq йўқ; yoshlar ёшлар; yuz юз; yangi янги;
        yer ер; yetti етти; qayerda қаерда; elchixona элчихона; ekan экан; aeroport аэропорт; kelasi келаси;
        shahar шаҳар; choy чой; SHXK ШХК; Shokir Шокир; Isʼhoq Исҳоқ; maʼlumot маълумот; sanʼat санъат;
        eʼlon эълон; daʼvo даъво; tong тонг; singil сингил; mashhur машҳур; xalq халқ; hujjat ҳужжат; qogʻoz қоғоз;
        jarima жарима; uyi уйи; oila оила;
        ketsa кетса; aytsin айтсин; boʻshatsa бўшатса; ruxsatsiz рухсатсиз;
        kuzatsa кузатса; qiynoqqa қийноққа; OITS ОИТС
    """
    return [(pair.split()[0], pair.split()[1]) for pair in pairs.split(";")]


def by_exceptions() -> list[tuple[str, str]]:
    pairs = """
        politsiya полиция; militsiyaga милицияга; registratsiyangiz регистрациянгиз; deportatsiya депортация;
        inspeksiya инспекция; kvitansiyani квитанцияни; konvensiya конвенция; Fransiya Франция; pensiya пенсия;
        komissiya комиссия; Rossiya Россия; konstitutsiyaviy конституциявий; ofitser офицер; retsept рецепт;
        sentr центр; iyul июль; iyulda июлда; Iyun Июнь; yanvar январь; yanvardan январдан; oktabrgacha октябргача;
        rubl рубль; rublgacha рублгача; film фильм; kuryerlik курьерлик; obyekt объект; subyekt субъект;
        kalkulyatordan калькулятордан; konsultatsiya консультация; byudjet бюджет; EAES ЕАЭС; Yevropa Европа;
        spetspriyomnik спецприёмник; reestr реестр; reestrdamisiz реестрдамисиз; reestrini реестрини;
        kanselyariya канцелярия; Shveysariya Швейцария; podyezdga подъездга; Sheremetyevoda Шереметьевода;
        Arxangelsk Архангельск; Bolshaya Большая; modeli модели; York Йорк; Vyetnam Вьетнам; nyuans нюанс;
        belgisi белгиси; yorliq ёрлиқ; jinoyat жиноят
    """
    return [(pair.split()[0], pair.split()[1]) for pair in pairs.split(";")]


@pytest.mark.parametrize(("latin", "cyrillic"), by_rules() + by_exceptions())
def test_words(latin: str, cyrillic: str) -> None:
    assert CYRILLIC.write(latin) == cyrillic


@pytest.mark.parametrize(
    "kept",
    [
        "RuID",
        "QR",
        "WhatsApp",
        "SMS",
        "gosuslugi.ru",
        "consul@mfa.gov.kg",
        "/wipe",
        "@jardam_bot",
        "`JRDM-2X4K`",
        "{answer_to}",
        "«Tercüman ve avukat istiyorum»",
        "(geri gönderme merkezi)",
        "tahdit kodu",
        "YİMER",
        "XIV",
        "112",
    ],
)
def test_what_is_typed_or_copied_letter_for_letter_stays(kept: str) -> None:
    assert CYRILLIC.write(f"Bu {kept} dir") == f"Бу {kept} дир"


@pytest.mark.parametrize("mark", "ʻʼ‘’'`")
def test_any_mark_of_the_letters_is_read(mark: str) -> None:
    assert CYRILLIC.write(f"o{mark}g{mark}il") == "ўғил"


def test_endings_of_kept_words_are_written() -> None:
    assert CYRILLIC.write("WhatsAppda, RuID-ga, ID-kartangiz") == "WhatsAppда, RuID-га, ID-картангиз"


def test_quotes_around_a_word_are_no_marks() -> None:
    assert CYRILLIC.write("'yoʻl' va «hujjat»") == "'йўл' ва «ҳужжат»"


@given(st.text(alphabet="abdefghijklmnopqrstuvxyzʻʼ ABDEGHIKLMNOQRSTUXYZ0123456789.,!?«»", max_size=200))
def test_no_latin_letter_is_left_and_no_digit_changes(text: str) -> None:
    words = " ".join(word for word in text.split(" ") if not word.lower().startswith(tuple(WORDS.kept)))
    written = CYRILLIC.write(words)
    assert re.findall(r"\d", written) == re.findall(r"\d", words)
    left = re.sub(r"\b[IVX]+\b|\S+\.[a-z]\S*", "", written)
    assert not re.search(r"(?<![ʻʼ])[a-z]", left), left


@pytest.fixture(scope="module")
def catalogue(guidance: Guidance) -> Catalogue:
    return guidance.catalogue


def test_all_guidance_is_there_in_both_letters(catalogue: Catalogue) -> None:
    for translations in catalogue.topics.values():
        latin, cyrillic = translations["uz"], translations["uz-Cyrl"]
        assert cyrillic.language == "uz-Cyrl"
        assert list(cyrillic.sections) == list(latin.sections)
        for section_id, section in latin.sections.items():
            other = cyrillic.sections[section_id]
            assert re.findall(r"\d+", other.text) == re.findall(r"\d+", section.text)
            letters = re.findall(r"[A-Za-z]{3,}", re.sub(rf"{TURKISH}|\S+\.[a-z]\S*|\S+@\S+", "", other.text))
            assert all(word.lower().startswith(tuple(WORDS.kept)) for word in letters), letters


def test_buttons_and_lists_are_there_too(catalogue: Catalogue) -> None:
    assert catalogue.countries["RU"].name["uz-Cyrl"] == "Россия"
    assert catalogue.interface.say("uz-Cyrl", "button-all-topics") == CYRILLIC.write(
        catalogue.interface.say("uz", "button-all-topics")
    )
    assert all("uz-Cyrl" in violation.label for violation in catalogue.violations.values())


def test_sms_cards_stay_in_the_letters_in_which_they_fit(catalogue: Catalogue) -> None:
    assert all(card["uz-Cyrl"] == card["uz"] for card in catalogue.sms_cards.values())


def test_what_people_typed_is_not_rewritten(catalogue: Catalogue) -> None:
    assert "Gʻijduvon" in catalogue.interface.say("uz-Cyrl", "city-not-found", city="Gʻijduvon")


def test_other_letters_of_a_language_without_rules_are_refused(content: Path) -> None:
    change(content, "languages.yaml", "ky:", "ky-Arab: {name: x, source: false, telegram: [], letters_of: ky}\nky:")
    assert problems(content) == [
        "languages.yaml: key `ky-Arab.letters_of`: there is no rule that writes `ky` in other letters; remove the line"
    ]


def test_the_small_content_loads_without_uzbek(content: Path) -> None:
    assert list(load_catalogue(content).languages) == ["ru", "ky"]
