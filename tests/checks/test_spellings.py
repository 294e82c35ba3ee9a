"""Names that a story spells two ways, and names that only look like it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.checks.cases import found, mended, story

TWO_WAYS = [
    ("en", "Masoud Barzani came. Later Barzany left. Masoud Barzani said so.", {"Barzany", "Barzani"}),
    ("en", "President Zelensky spoke. When Zelenskyy left, Zelensky waved.", {"Zelenskyy", "Zelensky"}),
    (
        "en",
        "Aid came to Mosul and Sulaimani. In Sulaimany it rained; to Sulaimani it came.",
        {"Sulaimany", "Sulaimani"},
    ),
    ("en", "Mr Hassan spoke. Then Mr Hasan left, and Mr Hassan too.", {"Hasan", "Hassan"}),
    ("en", "In Duhok it rained, and in Duhok it snowed. From Dohuk they came.", {"Dohuk", "Duhok"}),
    ("en", "Talks in Sulaimaniyah ended. In Sulaimani they began, in Sulaimani.", {"Sulaimaniyah", "Sulaimani"}),
    ("en", "So Mohammed Karim said. Then Muhammad Karim left.", {"Mohammed", "Muhammad"}),
    ("en", "At Kirkuk and at Krikuk they met. Near Kirkuk’s dam.", {"Krikuk", "Kirkuk"}),
    ("ckb", "سەرۆک مەسعود بارزانی وتی. سەرۆک مەسعود بارازانی ڕۆیشت.", {"بارزانی", "بارازانی"}),
    ("ckb", "دکتۆر ئەحمەد کەریم هات. دکتۆر ئەحمەد کەرییم ڕۆیشت.", {"کەریم", "کەرییم"}),
    ("ckb", "وەزیر شاخەوان عەبدوڵڵا هات. وەزیر شاخەوان عەبدوڵا ڕۆیشت.", {"عەبدوڵڵا", "عەبدوڵا"}),
    ("ar", "قال الرئيس أحمد كريم. ثم عاد الرئيس احمد كريم.", {"أحمد", "احمد"}),
    ("ar", "قال السيد مصطفى كريم. ثم قال السيد مصطفي كريم.", {"مصطفى", "مصطفي"}),
    ("ar", "وصل الدكتور محمد البارزاني. وغادر الدكتور محمد البرزاني.", {"البارزاني", "البرزاني"}),
    ("ckb", "سەرۆکی حکومەت، مەسرور بارزانی هات. مەسروور بارزانی ڕۆیشت.", {"مەسرور", "مەسروور"}),
    (
        "ar",
        "قال رئيس الوزراء محمد شياع السوداني. ثم وصل رئيس الوزراء محمد شياع السودانى مساء.",
        {"السوداني", "السودانى"},
    ),
    ("ar", "قال أحمد الجبوري. ثم أضاف احمد الجبوري.", {"أحمد", "احمد"}),
    ("ar", "قال محمد شياع السوداني. وأضاف محمد شياع السودانى.", {"السوداني", "السودانى"}),
    ("ar", "قال المتحدث باسم الوزارة إبراهيم الخالدي. وأضاف ابراهيم الخالدي.", {"إبراهيم", "ابراهيم"}),
    ("ar", "التقى عبد الله حسن الصحفيين. ثم غادر عبدالله حسن.", {"عبد الله", "عبدالله"}),
    ("ar", "قالت فاطمة الزهراء. وأضافت فاطمه الزهراء.", {"فاطمة", "فاطمه"}),
    ("ar", "قال سالم العيداني. وعاد سالم العيدني.", {"العيداني", "العيدني"}),
    ("ckb", "نازدار محەمەد گوتی. نازدار محمەد ڕۆیشت.", {"محەمەد", "محمەد"}),
    ("ckb", "نازدار فەرەج گوتی ئاو نییە. نازدار فەرج هەروەها هات.", {"فەرەج", "فەرج"}),
    ("ckb", "وتەبێژ پێشەوا هەورامانی گوتی. پێشەوا هەورامنی ڕۆیشت.", {"هەورامانی", "هەورامنی"}),
    ("ckb", "وتی سالار بێستون. دواتر سالار بێستوون ڕۆیشت.", {"بێستون", "بێستوون"}),
]
NOT_TWO = [
    ("ar", "قال حسن علي وقال حسين علي، وقال محمد حسن وأضاف محمد حسين."),
    ("ar", "قال كريم أحمد وقالت كريمة أحمد."),
    ("ar", "قال محمد العيداني ولمحمد العيداني أخ. ومحمد العيداني غائب."),
    ("ar", "قال محمود حسن إن محمد حسن غائب، وقال سالم عمر لسالم عامر."),
    ("ar", "قال مُحمد الجبوري. وأضاف محمد الجبوري ومحمـد الجبوري."),
    ("ar", "عاد إلى المدينة الكبيرة. ثم غادر المدينه الكبيره مساء."),
    ("ar", "التقى عبد الله حسن وعبد الرحمن حسن."),
    ("ckb", "ئاوات کەریم و ئاوارە کەریم گوتیان."),
    ("ckb", "نازدار فەرەج گوتی. نازدار فەرەجی لەگەڵ بوو. نازدار فەرەجیش گوتی."),
    ("ckb", "مەسرور بارزانی گوتی. مەسعود بارزانی گوتی. نازدار سەعید و نازدار سەعد گوتیان."),
    ("ckb", "گوتی کارەکانی بەردەوام دەبن. کارەکانی بەردوام نابن."),
    ("ckb", "نازدار دەکات و گوتی نازدار دەکەت."),
    ("en", "From Syria came Syrian traders, and the Syrians of Aleppo’s old town."),
    ("en", "So Boris Johnson said, and then Alan Johnsen."),
    ("en", "In Gambia and in Zambia, and in Niger and Nigeria."),
    ("en", "On Tuesday they met; on Thursday, in March, marches began. So the Marches went."),
    ("en", "From Duhok to Erbil, to Kirkuk and Sulaimani; Hezbollah and Hamas."),
    ("en", "Karim and his sister Karima; Maria and Mario."),
    ("en", "In Tuscany the Tuscan hills; from Germany came German wine, from Hungary Hungarian."),
    ("en", "A Minister of the Ministry met other Ministers."),
    ("en", "The Barzanis met Barzani, and Barzani’s men."),
    ("ckb", "سەرۆک بارزانی وتی. سەرۆک بارزانییەکان هاتن."),
    ("ckb", "سەرۆک ئەحمەد کەریم هات. وەزیر ئەحمەد ڕەشید ڕۆیشت."),
    ("ckb", "دکتۆر کەریم هات. دکتۆر کەریمدا ڕۆیشت."),
    ("ar", "قال الرئيس كريم الحسن. ثم قال النائب وكريم الحسين."),
    ("ar", "قال السيد حسين كريم. ثم قال السيد حسن كريم."),
    ("ar", "قال الرئيس محمد البارزاني. أعلن البارزاني ذلك، وأعلنت البارزاني ذلك."),
    ("ckb", "سەرۆک بارزانی هات. لەگەڵ بارزانی، لەگەڵی بارزانی."),
    ("ar", "قال الوزير البارزاني. ثم والبارزاني قال."),
]


@pytest.mark.parametrize(("tag", "body", "names"), TWO_WAYS)
def test_a_name_that_is_spelt_two_ways_is_found(tag: str, body: str, names: set[str]) -> None:
    article = story(tag, body, byline="Desk")
    (finding,) = found(article, "name-two-ways")
    assert not finding.blocks
    assert set(finding.about.split("/")) == names
    rarer, usual = finding.about.split("/")
    assert rarer not in mended(article, finding).body.replace(usual, "")


@pytest.mark.parametrize(("tag", "body"), NOT_TWO)
def test_inflections_and_other_people_are_not(tag: str, body: str) -> None:
    assert not found(story(tag, body, byline="Desk"), "name-two-ways")


def test_the_spelling_that_comes_more_often_is_the_right_one() -> None:
    article = story("en", "So Barzany said. Then Masoud Barzani left, and Barzani spoke.")
    (finding,) = found(article, "name-two-ways")
    assert mended(article, finding).body == "So Barzani said. Then Masoud Barzani left, and Barzani spoke."


def test_of_two_as_frequent_the_first_is_kept_in_the_headline_too() -> None:
    article = replace(story("en", "Then came Barzany to the dam."), headline="Talks with Barzani go on")
    (finding,) = found(article, "name-two-ways")
    assert (finding.place, finding.about) == ("body", "Barzany/Barzani")
