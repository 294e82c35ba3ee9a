"""Checks of quotations: marks without their pair, and words that nobody is said to have said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desk.article import scripts
from desk.article.languages import language
from desk.checks.finding import Finding, Span
from desk.checks.prose import Prose, paragraphs
from desk.checks.vocabulary import known, listed

_MARKS = re.compile(r"[“”„«»\"]")
_INCHES = re.compile(r"[\d′'’½¼¾]$")


def unpaired(prose: Prose, tag: str) -> Iterator[Finding]:
    """Quotation marks without their pair, one finding a paragraph.

    English leaves a quotation open that goes on in the next paragraph, which opens it anew.
    """
    spans = list(paragraphs(prose.words))
    for number, (start, end) in enumerate(spans):
        next_at = spans[number + 1][0] if number + 1 < len(spans) else len(prose.words)
        behind = prose.words[next_at : next_at + 4].lstrip(" >*_")
        at = _lonely(prose.words, start, end, behind, tag)
        if at is not None:
            mark = prose.words[at]
            near = " ".join(prose.text[max(start, at - 20) : min(end, at + 20)].split())
            message = f"Give the quotation mark {mark} in the {prose.name} its pair, at “{near}”."
            yield prose.finding("unpaired-quote", (at, at + 1), message, about=near)


def _lonely(words: str, start: int, end: int, behind: str, tag: str) -> int | None:
    """Where a mark without its pair stands in one paragraph."""
    open_at: list[tuple[str, int]] = []
    for match in _MARKS.finditer(words, start, end):
        mark, at = match[0], match.start()
        closes = _closes(mark, open_at, tag)
        if closes:
            open_at.pop()
        elif mark == '"' and _INCHES.search(words[max(start, at - 1) : at]):
            continue
        elif mark in "”»" and not _turned(mark, tag):
            return at
        else:
            open_at.append((mark, at))
    if not open_at or (len(open_at) == 1 and behind[:1] == open_at[0][0]):
        return None
    return open_at[0][1]


def _closes(mark: str, open_at: list[tuple[str, int]], tag: str) -> bool:
    """Whether a mark closes the quotation that is open; an Arabic keyboard may have turned “ and ” round."""
    if not open_at:
        return False
    opening = open_at[-1][0]
    pairs = {'"': '"', "“": "”", "«": "»", "„": "“”"}
    if _turned(mark, tag):
        return mark != opening or mark == '"'
    return mark in pairs.get(opening, "")


def _turned(mark: str, tag: str) -> bool:
    return mark in "“”" and language(tag).direction == "rtl"


_QUOTED = re.compile(r"“[^“”\n]{1,2000}”|«[^«»\n]{1,2000}»|\"[^\"\n]{1,2000}\"|”[^“”\n]{1,2000}“")
_FEWEST_WORDS = 6
"""Fewer words in quotation marks are a title, or a word that is held at arm's length."""
_SAYING_WORDS = known("""
say says said saying tell tells told ask asks asked add adds added write writes wrote written according state states
stated call calls called warn warns warned announce announces announced insist insists insisted argue argues argued
explain explains explained reply replies replied recall recalls recalled note notes noted claim claims claimed admit
admits admitted testify testified declare declares declared describe describes described post posted posts tweet
tweeted tweets read reads quote quotes quoted quoting cite cited citing urge urged promise promised vow vowed
acknowledge acknowledged acknowledges conclude concluded continue continued stress stressed emphasize emphasized
emphasise emphasised shout shouted chant chanted joke joked remark remarked respond responded suggest suggested
believe believes believed statement entitled titled headlined slogan message letter report speech interview
spokesman spokeswoman spokesperson answer answers answered concede conceded deny denied accuse accused pleaded whispered
sang laugh laughs laughed sigh sighs sighed smile smiles smiled nods nodded shrugs shrugged mutter muttered yelled cried
recount recounts recounted reflect reflects reflected complain complains complained beg begs begged plead pleads assert
asserts asserted maintain maintains maintained observe observes observed point points pointed estimate estimates
estimated predict predicts predicted boast boasts boasted scoff scoffs scoffed hope hopes hoped fear fears feared wonder
wonders wondered think thinks thought feel feels felt words put
""")
_SAYING_STEMS = tuple(
    scripts.normalised(stem)
    for stem in listed("""
    وتی وتیان وتوویەتی وتیشی گوتی گوتیان گوتیشی گووتی دەڵێ دەڵێن ئەڵێ ڕایگەیاند ڕاگەیاند ڕاگەیەندرا ڕایدەگەیەن
    ڕایانگەیاند نووسی دەنووس نووسیویەتی ئاماژە باسی باسیان جەختی دووپات لێدوان پرسی وەڵامی هۆشداری بەپێی
    بەیاننامە ڕوونیکردەوە
    ئاشکرای خستەڕوو خستەروو زیادی درکاندی نووسراوە هاتووە دروشمی
    گێڕا پێیوا پێیانوا وتە ووتی گوت قسە دانی پێداگری ڕەخنە دڵنیای هاوار چرپاندی پۆست توییت بڵاوی پەیام داوای بانگەواز
    قال قالت قالوا يقول تقول يقولون اضاف يضيف تضيف اكد يؤكد تؤكد اوضح يوضح توضح ذكر يذكر تذكر صرح اعلن يعلن تعلن
    كتب يكتب تكتب اشار يشير تشير تابع حسب بحسب وفق نقل بيان حذر يحذر اعتبر يعتبر وصف شدد يشدد تشدد تساءل سال رد
    لفت يلفت بين افاد
    زعم نفى جاء هتف شعار عنوان تصريح رسالة تقرير ناشد دعا
    قائل قول القول بالقول مضيف مؤكد موضح مشير معتبر محذر مبين شرح يشرح ختم اختتم استطرد مستطرد استدرك علق عقب اجاب يجيب
    نبه زاد واصل روى يروي حكى يحكي همس صرخ طالب انتقد كشف غرد نشر خاطب تحدث استنكر ندد عبر اعرب كلام
    """)
)
_PREFIXES = ("و", "ف")


def unattributed(prose: Prose) -> Iterator[Finding]:
    """Longer quotations that neither their own paragraph nor the ones beside it say the speaker of."""
    spans = list(paragraphs(prose.words))
    if prose.place != "body" or not spans:
        return
    outside = [_QUOTED.sub(" ", prose.words[start:end]) for start, end in spans]
    speaking = [_has_speaker(text) for text in outside]
    for number, (start, end) in enumerate(spans):
        if any(speaking[max(0, number - 1) : number + 2]) or outside[number].lstrip()[:1] == ">":
            continue
        for quoted in _QUOTED.finditer(prose.words, start, end):
            if _long_enough(quoted[0]) and not _is_introduced(prose.words, (start, end), quoted.span()):
                yield _unattributed(prose, quoted.span())


_THAT = frozenset(map(scripts.normalised, ("أن", "إن", "بأن", "فإن", "وأن", "که", "کە")))
_NAMED = re.compile(r"[A-ZÀ-ÖØ-Þ][^\W\d_]+")
_CALENDAR = known("""Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July
August September October November December""")


def _is_introduced(words: str, paragraph: Span, quoted: Span) -> bool:
    """Whether a quotation stands behind a colon or a word for that, before a dash, or beside a name in its sentence."""
    before, behind = words[paragraph[0] : quoted[0]].rstrip(" *_\n"), words[quoted[1] : paragraph[1]].lstrip(" *_\n")
    if before.endswith((":", "：")) or behind[:1] in ("—", "–") or behind[:2] == "- ":
        return True
    last = before.rpartition(" ")[2]
    if last and scripts.normalised(last) in _THAT:
        return True
    own = _SENTENCE_END.split(before)[-1], _SENTENCE_END.split(behind)[0] if behind[:1].islower() else ""
    return any(_has_name(part) for part in own)


_SENTENCE_END = re.compile(r"(?<=[.!?؟…\n])\s")


def _has_name(part: str) -> bool:
    """Whether a word in a sentence begins with a capital that is neither its first nor a day’s or a month’s."""
    names = (found for found in _NAMED.finditer(part) if found.start() > len(part) - len(part.lstrip()))
    return any(found[0] not in _CALENDAR for found in names)


def _unattributed(prose: Prose, span: Span) -> Finding:
    begin = " ".join(prose.text[span[0] + 1 : span[1] - 1].split()[:_FEWEST_WORDS])
    return prose.finding("unattributed-quote", span, f"Say near the quotation “{begin} …” who said so.", about=begin)


def _long_enough(quoted: str) -> bool:
    return len(quoted.split()) >= _FEWEST_WORDS


_WORD = re.compile(r"[^\W\d_]+(?:\u200c[^\W\d_]+)*")


def _has_speaker(text: str) -> bool:
    """Whether a paragraph has a word of saying in it."""
    return any(_is_saying(word) for word in _WORD.findall(text))


def _is_saying(word: str) -> bool:
    if word.isascii():
        return word.casefold() in _SAYING_WORDS
    plain = scripts.normalised(word)
    return plain.startswith(_SAYING_STEMS) or (plain[:1] in _PREFIXES and plain[1:].startswith(_SAYING_STEMS))
