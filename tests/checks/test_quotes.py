"""Quotation marks without their pair, and quotations without a speaker."""

from __future__ import annotations

import pytest

from tests.checks.cases import found, story, written

UNPAIRED = [
    ("en", "He said “the dam will hold."),
    ("en", "The dam will hold,” he said."),
    ("en", 'He said "the dam will hold.'),
    ("en", "“The dam will hold,” he said. “We are sure.\n\nThe talks go on."),
    ("ckb", "وتی «بەنداوەکە دەمێنێتەوە."),
    ("ckb", "بەنداوەکە دەمێنێتەوە» وتی."),
    ("ckb", 'وتی "بەنداوەکە دەمێنێتەوە.'),
    ("ar", "قال «السد باق."),
    ("ar", "السد باق» قال الوزير."),
    ("ar", "قال “السد باق."),
    ("en", "“He told me ‘go away,” she said."),
    ("en", "They call it the ‘old dam and go."),
    ("ckb", "گوتی »ئاو نەما و ڕۆیشت."),
]
PAIRED = [
    ("en", "“He told me ‘go away’,” she said, “and ‘do not come back.’”"),
    ("en", "In the ‘90s ‘Ali Hasan met ‘em; the boys’ ‘old’ dam."),
    ("ckb", "گوتی »ئاو نەما« و ڕۆیشت، «باران» و »بەفر«."),
    ("ar", "قال »السد باق« ثم «عاد»."),
    ("en", "He said “the dam will hold.”"),
    ("en", "A man of 6' 2\" came."),
    ("en", 'A "flat" 40" screen.'),
    ("en", "“The dam will hold,” he said. “We are sure.\n\n“And so are they,” he said."),
    ("en", "He said ‘no’, and it’s the ministers’ dam; rock ’n’ roll."),
    ("en", "Use `print(\"` here, and <span title='\"'>so</span>."),
    ("ckb", "وتی «بەنداوەکە دەمێنێتەوە»."),
    ("ckb", "وتی ”بەنداوەکە دەمێنێتەوە“."),
    ("ckb", "وتی «ئەو وتی ‹نا› بە ئێمە»."),
    ("ar", "قال «السد باق»."),
    ("ar", "قال ”السد باق“ ثم “عاد”."),
    ("ar", 'قال "السد باق".'),
    ("de", "Er sagte: „Der Damm hält.“"),
]


@pytest.mark.parametrize(("tag", "body"), UNPAIRED)
def test_a_mark_without_its_pair_is_found(tag: str, body: str) -> None:
    article = story(tag, body)
    (finding,) = found(article, "unpaired-quote")
    assert written(article, finding) in '“”«»"‘'
    assert not finding.blocks


@pytest.mark.parametrize(("tag", "body"), PAIRED)
def test_marks_with_their_pair_are_not(tag: str, body: str) -> None:
    assert not found(story(tag, body), "unpaired-quote")


FAR = {
    "en": "The dam was built forty years ago.",
    "ckb": "بەنداوەکە چل ساڵ لەمەوبەر دروستکرا.",
    "ar": "بني السد قبل أربعين عاما.",
}
UNATTRIBUTED = [
    ("en", "“The dam will hold for another hundred years at least.”"),
    ("en", 'The gates are old. "We shall need new ones before the winter comes." It rained.'),
    ("en", "In the village “nobody has slept since the water came up” on Monday."),
    ("ckb", "«بەنداوەکە بۆ سەد ساڵی دیکە هەر دەمێنێتەوە لێرە.»"),
    ("ckb", "ئاوەکە زۆرە. «ئێمە پێویستمان بە دەروازەی نوێ هەیە پێش زستان.»"),
    ("ckb", "«کەس نەخەوتووە لەو کاتەوە کە ئاوەکە هاتووەتە سەرەوە.»"),
    ("ar", "«سيبقى السد مئة عام أخرى على أبعد تقدير هنا.»"),
    ("ar", "البوابات قديمة. «سنحتاج إلى بوابات جديدة قبل حلول الشتاء.»"),
    ("ar", "«لم ينم أحد منذ ارتفعت المياه في القرية كلها.»"),
    (
        "en",
        "The road is shut, officials said. Cars stood all day.\n\n“We have never seen such a drought in our lives.”",
    ),
    ("en", "“We have never seen such a drought in our lives.”\n\nThe road is wide. Officials said it is shut."),
    ("en", "The letter was put in words on a note. “We have never seen such a drought in our lives.”"),
    ("en", "Under the report lay a message. “We have never seen such a drought in our lives.”"),
    ("ckb", "ڕێگاکە داخراوە، بەرپرسان وتیان. باران دەبارێت.\n\n«بیست ساڵە دروێنەی وامان نەبینیوە لەم ناوچەیەدا.»"),
    ("ar", "قال المحافظ إن الطريق مغلق. السيارات واقفة.\n\n«لم نشهد مثل هذا الحصاد منذ عشرين عاما كاملة.»"),
    ("ar", "بين النهر والجبل طريق أقرب وعبر الحقول سالم. «لم نشهد مثل هذا الحصاد منذ عشرين عاما كاملة.»"),
]
ATTRIBUTED = [
    (
        "en",
        "“We sold all that we had last year,” said he. It is dry.\n\n“There is no rain at all this year.”",
    ),
    ("en", "Dara shook his head. “We have never seen such a drought in our lives.”"),
    ("en", "In a letter to the council, “we have never seen such a drought in our lives.”"),
    ("en", "Dara, said his son, sold all.\n\n“We have never seen such a drought in our lives.”"),
    ("en", "“It is dry and we sold all that we had,” Dara said.\n\n“We have never seen such a drought in our lives.”"),
    (
        "en",
        "Dara said: “We sold it.\n\n“We have never seen such a drought.\n\n“And there will be no rain this year.”",
    ),
    *(
        ("ar", f"{verb} «لم نشهد مثل هذا الحصاد منذ عشرين عاما كاملة».")
        for verb in (
            *(
                "وأردف الوزير",
                "وعلى حد تعبير الوزير",
                "وأقر الوزير بأنه",
                "وأضاف الوزير",
                "وتابع",
                "وأوضح",
                "ولفت إلى أننا",
            ),
            *(
                "ونوّه إلى أننا",
                "وشدد على أننا",
                "وحذر من أننا",
                "واعترف بأننا",
                "وعبّر عن أسفه",
                "وجاء في البيان",
                "ومن جانبه",
            ),
        )
    ),
    *(
        ("ckb", f"{verb} «بیست ساڵە دروێنەی وامان نەبینیوە لەم ناوچەیەدا».")
        for verb in (
            *("دارا دەیگوت", "دارا پێی وایە", "لە زاری داراوە", "دارا ڕوونی کردەوە", "بە بڕوای دارا", "دارا دەردەبڕێت"),
            *(
                "دارا سوێندی خوارد",
                "دارا بەڵێنی دا",
                "دارا دەگێڕێتەوە",
                "دارا ڕەتیکردەوە",
                "لە نامەیەکدا",
                "بە گوتەی دارا",
            ),
        )
    ),
    ("en", "“The dam will hold for another hundred years at least,” he said."),
    (
        "en",
        "The minister spoke on Monday, and told reporters:\n\n“The dam will hold for another hundred years at least.”",
    ),
    ("en", "“The dam will hold for another hundred years at least.”\n\nThe minister added that it is safe."),
    ("en", "They call it the “old dam”, or “the wall”."),
    ("en", "> “The dam will hold for another hundred years at least.”\n> — Rojin Karim"),
    ("en", "In the words of one farmer, “we have not seen such a harvest in twenty years.”"),
    ("en", "For Ali, a farmer, “this is the end of everything that my father built here.”"),
    ("en", "“We have not seen such a harvest in twenty years,” laughs Ali."),
    ("en", "“We have not seen such a harvest in twenty years.” — Ali, a farmer"),
    ("en", "Asked about it, the minister was blunt: “We cannot have water for anybody this summer.”"),
    ("ckb", "ئەو پێیوایە «بیست ساڵە دروێنەی وامان نەبینیوە لەم ناوچەیەدا»."),
    ("ckb", "بە وتەی جوتیارێک «بیست ساڵە دروێنەی وامان نەبینیوە لەم ناوچەیەدا»."),
    ("ckb", "«بیست ساڵە دروێنەی وامان نەبینیوە لەم ناوچەیەدا»، ئەمە قسەی جوتیارێکە."),
    ("ar", "وختم بالقول «لم نشهد مثل هذا الحصاد منذ عشرين عاما كاملة»."),
    ("ar", "يرى المزارع أن «لم نشهد مثل هذا الحصاد منذ عشرين عاما كاملة»."),
    ("ar", "وشرح المزارع «لم نشهد مثل هذا الحصاد منذ عشرين عاما كاملة»."),
    ("ckb", "وەزیر وتی: «بەنداوەکە بۆ سەد ساڵی دیکە هەر دەمێنێتەوە لێرە.»"),
    ("ckb", "«بەنداوەکە بۆ سەد ساڵی دیکە هەر دەمێنێتەوە لێرە.» وەک وەزیر ڕایگەیاند."),
    ("ckb", "ناوی «بەنداوی کۆن» ە."),
    ("ar", "وقال الوزير: «سيبقى السد مئة عام أخرى على أبعد تقدير هنا.»"),
    ("ar", "«سيبقى السد مئة عام أخرى على أبعد تقدير هنا.»\n\nوأضاف الوزير أنه آمن."),
    ("ar", "اسمه «السد القديم» هنا."),
]


@pytest.mark.parametrize(("tag", "body"), UNATTRIBUTED)
def test_a_quotation_needs_a_speaker(tag: str, body: str) -> None:
    (finding,) = found(story(tag, f"{FAR[tag]}\n\n{body}\n\n{FAR[tag]}"), "unattributed-quote")
    assert not finding.blocks


@pytest.mark.parametrize(("tag", "body"), ATTRIBUTED)
def test_a_speaker_may_stand_in_the_paragraphs_beside_it(tag: str, body: str) -> None:
    assert not found(story(tag, f"{FAR[tag]}\n\n{body}\n\n{FAR[tag]}"), "unattributed-quote")
