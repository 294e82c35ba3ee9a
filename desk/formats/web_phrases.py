"""The fixed phrases that pages put around stories, in English, Arabic and Sorani."""

from __future__ import annotations

import re


def _phrases(*lines: str) -> re.Pattern[str]:
    """A whole text that says one of these and nothing else; phrases are parted by ` / `."""
    found = (phrase for line in lines for phrase in line.split(" / "))
    return re.compile(rf"\W*(?:{'|'.join(found)})\W*", re.IGNORECASE)


INVITES = _phrases(
    "read (?:more|also|next|on) / also read / see also / watch(?: also)? / recommended(?: for you)? / keep reading",
    "related(?: (?:stor(?:y|ies)|articles?|news|posts?|coverage|topics?|content))? / latest news / don.t miss",
    "more (?:on this(?: story)?|from .{1,40}|stories|news) / most (?:read|popular)",
    "you (?:may|might) also (?:like|be interested in)",
    "اقر[أا]\\s?(?:أيضا|ايضا|المزيد)\\w* / مواضيع (?:ذات صلة|متعلقة|مشابهة) / أخبار (?:ذات صلة|متعلقة) / ذات صلة",
    "شاهد أيضا\\w* / المزيد (?:من الأخبار|حول .{1,40}) / قد يعجبك أيضا\\w* / الأكثر قراءة",
    "زیاتر بخوێن(?:ە|نە)?رەوە / هەروەها بخوێن(?:ە)?رەوە / بابەتی (?:پەیوەندیدار|هاوشێوە)",
    "هەواڵی (?:پەیوەندیدار|زیاتر) / پەیوەندیدار / بابەتە (?:پەیوەندیدارەکان|هاوشێوەکان) / زۆرترین خوێندراوە",
)
"""What stands before links to other stories."""

AROUND = _phrases(
    "advertis(?:ement|ing) / ad / sponsored / story continues below(?: advertisement)? / loading",
    "article continues (?:after|below).{0,30} / share(?: (?:this|on|via)(?: .{1,30})?)? / tweet / print / e-?mail",
    "whatsapp / telegram / facebook / copy link / link copied / comments? / save / back to top / all rights reserved",
    "\\d[\\d.,]*\\s?[km]?\\s+(?:shares?|comments?|views?) / listen(?: to (?:this )?(?:article|story))?",
    "follow us(?: on .{1,40})? / (?:sign up|subscribe)(?: (?:to|for) .{1,80})? / we use cookies.{0,160}",
    "\\d+ min(?:ute)?s?(?: to)? read / \\d+ (?:minute|hour|day|week)s? ago",
    "(?:join|follow) (?:us|our (?:channel|page)).{0,60}",
    "accept(?: all)?(?: cookies)? / read(?: the)? full (?:article|story)",
    "إعلان / اعلان / شارك(?:ها?)?(?: .{1,20})? / مشاركة / طباعة / تعليقات?",
    "تابعونا.{0,40} / تابعنا.{0,40} / اشترك.{0,60}",
    "ڕیکلام / هاوبەشی (?:بکە|پێبکە) / بڵاوی بکەرەوە / بڵاوکردنەوە / چاپ / کۆمێنت(?:ەکان)? / بەشداری(?:کردن)?",
)
"""What pages say between their boxes, never a story."""

_LATIN = r"(?:previous|next|older|newer|prev)(?:\s+(?:article|post|story|news))?"
_ARABIC = r"(?:الخبر|المقال|الموضوع|المقالة|التدوينة)?\s*(?:السابقة?|التالية?)"
_SORANI = r"(?:بابەتی|هەواڵی|وتاری)?\s*(?:پێشووتر|پێشوو|دواتر|داهاتوو)"
NEIGHBOUR = re.compile(rf"\s*[«»<>←→‹›|]*\s*(?:{_LATIN}|{_ARABIC}|{_SORANI})\s*[:：»«←→|]*\s*", re.IGNORECASE)
"""What stands before the title of the story before or after this one."""
