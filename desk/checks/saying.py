"""Words by which a text says that somebody speaks, in three languages: `he said`, `وتی`, `وأضاف`."""

from __future__ import annotations

import re
from functools import lru_cache

from desk.article.scripts import normalised
from desk.checks.vocabulary import alike, known, listed

_WORDS = known("""
say says said saying tell tells told ask asks asked add adds added write writes wrote written according stated
calls called warn warns warned announce announces announced insist insists insisted argue argues argued
explain explains explained reply replies replied recall recalls recalled noted notes claim claims claimed admit
admits admitted testify testified declare declares declared describe describes described posted
tweeted tweets read reads quoted quoting cited citing urge urged promise promised vow vowed
acknowledge acknowledged acknowledges conclude concluded continued stressed emphasized
emphasised shouted chanted joke joked remarked responded suggest suggested
believe believes believed entitled titled headlined slogan
spokesman spokeswoman spokesperson answered concede conceded deny denied accuse accused pleaded whispered
sang laugh laughs laughed sigh sighs sighed smile smiles smiled nods nodded shrugs shrugged mutter muttered yelled cried
recount recounts recounted reflects reflected complain complains complained begged pleads asserts
asserted maintains maintained observes observed estimated predict predicts predicted boast boasts boasted scoff scoffs
scoffed hopes hoped feared wonder wonders wondered think thinks thought feel feels felt pointed quips quipped
lamented laments recounting demanded demands confirmed confirms revealed reveals confessed swore sobbed groaned
""")
_ENGLISH_PHRASES = re.compile(
    r"\bin the words of\b|\bas\b[^.!?\n]{1,40}\bputs? it\b|\bstatement\b|\binterview\b"
    r"|\bin (?:an?|the|his|her|their|its)(?: \w+)? (?:letter|report|message|speech|note|memo|e-?mail|post|ruling)\b"
    r"|\b(?:shook|raised|threw|rubbed|covered|closed|bowed|wiped|lowered|lifted|clenched|spread) (?:his|her|their)\b",
    re.IGNORECASE,
)
"""What speaks without a verb of speech, a gesture among it: `Dara shook his head. “We have never …”`"""
_STEMS = tuple(
    map(
        normalised,
        listed("""
    وتی وتیان وتوویەتی وتیشی گوتی گوتیان گوتیشی گووتی دەڵێ دەڵێن ئەڵێ ڕایگەیاند ڕاگەیاند ڕاگەیەندرا ڕایدەگەیەن
    ڕایانگەیاند نووسی دەنووس نووسیویەتی ئاماژە باسی باسیان جەختی دووپات لێدوان پرسی وەڵامی هۆشداری بەپێی
    بەیاننامە ڕوونیکردەوە
    ئاشکرای خستەڕوو خستەروو زیادی درکاندی نووسراوە هاتووە دروشمی
    گێڕا پێیوا پێیانوا وتە ووتی گوت قسە دانی پێداگری ڕەخنە دڵنیای هاوار چرپاندی پۆست توییت بڵاوی پەیام داوای بانگەواز
    دەیوت دەیگوت دەیانوت دەیانگوت ئێژێ دەبێژێ ڕوونیدەکاتەوە ڕوونیانکردەوە دەگێڕ تێیدەگەیەن دەپرس هێمای سەرنجی
    بڕوای باوەڕی گلەیی سکاڵای تەئکید دەربڕی دەردەبڕ هەڕەشەی بەڵێنی سوێندی پاڕایەوە داکۆکی نیگەرانی ڕەتیکرد ئاگاداری
    بانگەشەی ستایشی تیشکی پێشبینی هیوای ئومێدی ئاخی گریا پێکەنی لاواندەوە دەقی وتووێژ چاوپێکەوتن
    قال قالت قالوا يقول تقول يقولون اضاف يضيف تضيف اكد يؤكد تؤكد اوضح يوضح توضح ذكر يذكر تذكر صرح اعلن يعلن تعلن
    كتب يكتب تكتب اشار يشير تشير تابع بحسب وفقا نقلا حذر يحذر اعتبر يعتبر شدد يشدد تشدد تساءل
    لفت يلفت افاد يفيد تفيد زعم نفى هتف تصريح ناشد
    قائل القول بالقول مضيف مؤكد موضح مشير معتبر محذر مبين يشرح اختتم استطرد مستطرد استدرك مستدرك عقب اجاب يجيب
    واصل روى يروي حكى يحكي همس صرخ طالب انتقد كشف غرد خاطب تحدث استنكر ندد اعرب
    اردف يردف تردف مردف افصح ادلى اعترف يعترف رجح يرجح توقع يتوقع تعهد يتعهد هدد يهدد ادان استغرب نصح ينصح برر
    جزم اقسم تمنى رحب ناقل متسائل معلن معرب منوه مشدد لافت معلق معلل وجه انذر ابلغ اخبر حاجج استشهد لخص
    """),
    )
)
_EXACT = alike("""
    أقر أقرت أقروا يقر تقر نوه نوهت نوهوا ينوه علق علقت رد ردت ردوا يرد سأل سألت سألوا يسأل ختم ختمت
    حسب دعا دعت وصف وصفت يصف شرح شرحت نبه نبهت نبهوا ينبه يرى ترى يرون يعتقد تعتقد حث حثت نشر نشرت كلام كلامه
    متابعا متابعة مستغربا وعد وعدت شعار عنوان بعنوان شعارها
""")
"""Short ones, which begin other words too (اقرب, سالم, ردود)."""
_PHRASES = tuple(
    f" {prefix}{normalised(phrase)} "
    for prefix in ("", "و")
    for phrase in (
        "على حد تعبير", "على حد تعبيره", "على حد تعبيرها", "على حد قول", "على حد قوله", "على حد قولها", "على لسان",
        "على حد وصفه", "حد قولهم", "بين أن", "مبينا أن", "عبر عن", "في بيان", "في كلمة", "جاء في",
        "كما جاء", "في رسالة", "في تقرير", "في خطاب", "وفق ما", "وزاد", "بحد تعبير", "من جهته", "من جانبه",
        "لە زاری", "لە زمانی", "پێی وایە", "پێی وابوو", "پێیان وایە", "لای وایە", "بە بڕوای", "بە ڕای", "بە بۆچوونی",
        "ڕوونی کردەوە", "ڕوونیان کردەوە", "ڕای گەیاند", "دانی پێدا", "لە نامەیەکدا", "لە ڕاپۆرتێکدا", "ڕەتی کردەوە",
        "ئاشکرای کرد", "لە لێدوانێکدا", "لای خۆیەوە", "بە قسەی", "بە گوتەی", "بە وتەی",
    )
)  # fmt: skip
_PREFIXES = ("و", "ف")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u200c\u064b-\u0652\u0670])*")


def has_saying(text: str) -> bool:
    """Whether a text has a word of saying in it."""
    if any(is_saying(word) for word in _WORD.findall(text)) or _ENGLISH_PHRASES.search(text):
        return True
    if text.isascii():
        return False
    plain = f" {' '.join(_WORD.findall(normalised(text)))} "
    return any(phrase in plain for phrase in _PHRASES)


@lru_cache(maxsize=8192)
def is_saying(word: str) -> bool:
    """Whether a word says by itself that somebody speaks."""
    if word.isascii():
        return word.casefold() in _WORDS
    plain = normalised(word)
    return any(
        one.startswith(_STEMS) or one in _EXACT for one in (plain, plain[1:] if plain[:1] in _PREFIXES else plain)
    )
