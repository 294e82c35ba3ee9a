"""The fixed lines of a copy: embargo, slugline, notes to the desk, corrections, end marks, captions and credits.

In English, Arabic and Sorani. `role_of` tells such a line by its opening or by the whole of it; the others read what it
says.
"""

from __future__ import annotations

import re

from desk.article import fields, wire
from desk.article.scripts import normalised
from desk.article.trouble import Trouble
from desk.formats import wire_lists as lists
from desk.formats.wire_arrangement import Role
from desk.formats.wire_furniture import without_label as without_its_label

LONGEST = 600
"""Characters of the longest passage that may be anything but body."""


def _labelled(words: str, after: str = r"\s*[:：]") -> re.Pattern[str]:
    names = "|".join(re.escape(normalised(word)) for word in lists.phrases(words))
    return re.compile(rf"[\s(\[*_–—-]*(?:{names}){after}")


_EMBARGO = _labelled(
    lists.EMBARGO,
    r"(?:\s*[:：]|(?:(?<=\suntil)|(?<=\still)|(?<=\sbefore)|(?<=\sحتی)|(?<=\sقبل)|(?<=\sتا)|(?<=\sپیش)"
    r"|(?<=\sپێش))\s+(?=.{0,60}\d))",
)
_SLUG, _NOTE, _CORRECTION = map(_labelled, (lists.SLUG, lists.NOTE, lists.CORRECTION))
_CORRECTS, _UPDATES = (
    re.compile(rf"\((?:{'|'.join(map(normalised, lists.phrases(words)))})\s")
    for words in (lists.CORRECTS, lists.UPDATES)
)
"""In brackets, what an agency changed: what was wrong, and what is only new, which no reader need be told."""
_KEYWORDS = _labelled(lists.KEYWORDS)
_OPENINGS: tuple[tuple[re.Pattern[str], Role], ...] = (
    (_EMBARGO, Role.EMBARGO),
    (_SLUG, Role.SLUGLINE),
    (_NOTE, Role.NOTE),
    (_CORRECTION, Role.CORRECTION),
    (_CORRECTS, Role.CORRECTION),
    (_UPDATES, Role.NOTE),
    (_KEYWORDS, Role.KEYWORDS),
)
_RELEASES = frozenset(map(normalised, lists.phrases(lists.RELEASES)))
_CONTACT = re.compile(r"\(\([^()]{0,200}@[^()]{1,200}\)\)")
"""Where the desk reaches who wrote it, as agencies have it below the sign-off."""
_END_WORD = "|".join(map(normalised, lists.phrases(lists.ENDS)))
_END = re.compile(
    rf"[\s(\[*/_–—-]*(?P<word>{_END_WORD})[\s)\]*/_–—-]*|#(?:\s?#){{1,5}}|/{{3}}|\*(?:\s?\*){{2,5}}"
    r"|\[desk [0-9a-f]{16}\]"
)
_BARE_SLUG = re.compile(r"(?:[A-Z][A-Z0-9]{1,14})(?:[-/][A-Z0-9]{2,14}){1,5}(?: \((?:UPDATE|ADV|LD|TAKE) ?\d{0,2}\))?")


def role_of(text: str) -> Role | None:
    """What a line is by its opening words or by all of them; None where they do not tell."""
    if len(text) > LONGEST:
        return None
    plain = normalised(text)
    for opening, role in _OPENINGS:
        if opening.match(plain):
            return role
    if _BARE_SLUG.fullmatch(text):
        return Role.SLUGLINE
    if plain.strip(" .:*-") in _RELEASES or _CONTACT.fullmatch(text):
        return Role.NOTE
    return Role.END if is_end_mark(text) else None


def is_end_mark(text: str) -> bool:
    """Whether a line says only that the copy ends or goes on: `ENDS`, `(MORE)`, `-30-`, `###`.

    A number and a small word need their dashes: `more` alone may be anybody's.
    """
    if len(text) > 24:
        return False
    found = _END.fullmatch(normalised(text))
    if found is None:
        return False
    word = found["word"]
    return word is None or normalised(text) != word or (not word.isdecimal() and not text.islower())


def is_sure_end_mark(text: str) -> bool:
    """Whether a line ends the copy wherever it stands: `- ENDS -`, `(MORE)`, but not a row of stars between parts."""
    return is_end_mark(text) and (
        text[0] == "#" or text.isupper() or (any(mark.isalpha() for mark in text) and not text[-1].isalpha())
    )


_LABEL = re.compile(r"[^:：]{1,40}[:：]\s*")


def without_label(text: str) -> str:
    """A note, a correction or a row of keywords without the word for it at its start."""
    plain = normalised(text[:200])
    found = next((one for one, _role in _OPENINGS if one not in (_CORRECTS, _UPDATES) and one.match(plain)), None)
    label = _LABEL.match(text) if found else None
    if label is None:
        return text
    rest = text[label.end() :]
    return rest.rstrip(")]").rstrip() if text[:1] in "([" and text[-1:] in ")]" and "(" not in rest else rest


def slugline_of(line: str) -> str:
    """The slugline that a line gives, empty where it gives none that a slugline can hold."""
    label = _SLUG.match(normalised(line))
    words = line[line.replace("：", ":").index(":") + 1 :] if label else line
    try:
        return fields.read_slugline(re.sub(r"\s*\([^()]*\)\Z", "", words[:200]).strip())
    except Trouble:
        return ""


_CAPTION_LABEL = re.compile(
    r"\s*(?:photo caption|caption|picture caption|cutline|شرح الصورة|تعليق الصورة"
    r"|ژێرنووسی وێنە|دێڕی ژێر وێنە|وەسفی وێنە)\s*[:：]\s*",
    re.IGNORECASE,
)
_HAND = re.compile(r"\s+(?P<credit>(?:REUTERS|AFP|AP|EPA)/[^.\n]{2,60}|©\s?[^.\n]{2,60})\Z")
_CREDIT_LABEL = re.compile(
    r"\s*(?:photo credit|photo(?:graph)?s?(?: by| courtesy of)?|credit|image|picture|صورة|تصوير|عدسة"
    r"|وێنە|فۆتۆ|وێنەگر)\s*[:：]\s*"
    r"|\s*(?:photo(?:graph)?s?|pictures?) by\s+",
    re.IGNORECASE,
)
_NAMES_A_PHOTO = re.compile(
    r"\bphoto|\bpicture\b|\bimages?\b|getty|handout|file\b|\bvia\b|صورة|تصوير|أرشيف|وێنە|فۆتۆ|ئەرشیف|\S/\S",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"(?:AFP|AP|Reuters|Getty|EPA|Anadolu|Xinhua|DPA|رويترز|أ ف ب|الأناضول|د ب أ|ڕۆیتەرز|ڕۆیتەر)\Z", re.IGNORECASE
)


_SHOWN = re.compile(
    r"\s*(?:photo(?:graph)?|image|picture|صورة|وێنە|فۆتۆ)\s*[:：]\s*(?P<caption>[^()]+?)\s*\((?P<credit>[^()]{2,60})\)\s*\Z",
    re.IGNORECASE,
)
"""Behind `Photo:` what it shows, or who took it, and whose it is."""
_LONGEST_NAME = 3


def _shown(text: str) -> tuple[str, str]:
    """A caption behind `Photo:` and its credit, empty where it is who took the photo: `Photo: Hadi Mizban (AP)`."""
    found = _SHOWN.match(text)
    words = found["caption"].split() if found else []
    if found is None or len(found["credit"].split()) > _LONGEST_NAME + 1:
        return "", ""
    is_name = len(words) <= _LONGEST_NAME and not any(word[0].islower() or word[0].isdecimal() for word in words)
    return ("", "") if is_name else (found["caption"], found["credit"])


def is_caption(text: str, *, surely: bool) -> bool:
    """Whether a passage is a photo's caption: it says so, or ends in a credit. `surely` asks that it name a photo."""
    if len(text) > LONGEST or (text.count("\n") > 8 and not surely):
        return False
    if _CAPTION_LABEL.match(text) or _shown(text)[1] or (("/" in text or "©" in text) and _HAND.search(text)):
        return True
    caption, credit = wire.split_credit(text)
    if not caption or not credit or len(credit.split()) > 8:
        return False
    return bool(_NAMES_A_PHOTO.search(credit) or _AGENCY.match(credit)) or not surely


_SURE_CREDIT = re.compile(
    r"\bphotos?\b|\bpicture\b|getty|handout|صورة|تصوير|وێنە|فۆتۆ|\A(?:AFP|AP|Reuters|EPA)/[^\W\d_]+\s[^\W\d_]+\Z",
    re.IGNORECASE,
)


def is_caption_amid_text(text: str) -> bool:
    """Whether a paragraph amid the story is surely a caption: its last words are a credit that names a photo."""
    if text[-1:] != ")" and not _CAPTION_LABEL.match(text):
        return False
    caption, credit = wire.split_credit(_CAPTION_LABEL.sub("", text, count=1))
    bracket = text[text.rfind("(") + 1 : -1] or credit
    return bool(caption and credit) and len(credit.split()) <= 6 and bool(_SURE_CREDIT.search(bracket))


def is_credit(text: str) -> bool:
    """Whether a line is a photo's credit and nothing else: `Photo: Hadi Mizban/AFP`, `(Agency photo)`."""
    if len(text) > 120 or text.rstrip(")").endswith((".", "؟", "?", "!")):
        return False
    label = _CREDIT_LABEL.match(text)
    if label:
        if _shown(text)[1]:
            return False
        return len(text[label.end() :].split()) <= 8 and bool(text[label.end() :].strip())
    inner = text.strip()
    return (
        inner[:1] == "(" and inner[-1:] == ")" and bool(re.search(r"photo\)|photo/|\(photo|صورة|وێنە", inner.lower()))
    )


def caption_of(line: str) -> tuple[str, str]:
    """A caption and its credit, without the words for them."""
    text = _CAPTION_LABEL.sub("", line[:LONGEST], count=1) + line[LONGEST:]
    if len(text) > LONGEST:
        return text, ""
    shown = _shown(text)
    if shown[1]:
        return shown
    hand = _HAND.search(text)
    if hand:
        return text[: hand.start()], hand["credit"].lstrip("© ")
    return wire.split_credit(text)


def credit_of(line: str) -> str:
    """The credit on a line of its own, without the word for it and its brackets."""
    text = _CREDIT_LABEL.sub("", line, count=1).strip()
    name, credit = wire.split_credit(text)
    return text if name else credit or text


_REPORTING = re.compile(
    r"\W*(?:(?:additional |with )?reporting(?: and (?:writing|editing))?|writing|written|editing|edited|compiled) by\s"
    r"|\W*(?:إعداد|تحرير|كتابة|شارك في التغطية|تغطية|ترجمة)\s.{0,200}(?:تحرير|إعداد|شارك)"
    r"|\W*(?:ئامادەکردن|ئامادەکردنی|دەستکاری|دەستکاریکردنی|ڕاپۆرتی|وەرگێڕانی)\s?[:：]",
    re.IGNORECASE,
)
_FULL_STOP = re.compile(r"[^\W\d_]{3,}[\u064b-\u0652]?[.!?؟](?:\s|\Z)")
_MOST_WORDS = 6
"""Words of a sign-off that names nobody's part in the story."""
_SIGNING = "AFP|AP|Reuters|DPA|EPA|Xinhua|Anadolu|AA|رويترز|أ ف ب|أ\\.ف\\.ب|د ب أ|الأناضول|ڕۆیتەرز|ڕۆیتەر"
_INITIALS = re.compile(r"[a-z]{2,4}(?:[-/][a-z]{2,4}){1,5}")
_NAME = r"[^\W\d_][^\s/()]{1,20}(?: [^\W\d_][^\s/()]{1,20}){0,2}"
_AGENCIES = re.compile(rf"{_NAME}(?:/{_NAME}){{1,3}}")
_LONGEST_SIGN_OFF = 200


def is_bracketed_sign_off(text: str) -> bool:
    """Whether a line is a sign-off in its brackets and nothing else: `(Desk News/AFP)`, not `(and he never did)`."""
    line = " ".join(text.split()) if len(text) <= _LONGEST_SIGN_OFF and text[:1] == "(" else ""
    if not wire.split_sign_off(line)[1]:
        return False
    if _REPORTING.match(line):
        return True
    return len(line.split()) <= _MOST_WORDS and (not line[1].islower() or "/" in line)


_SIGNED = re.compile(rf"(?<=[.!?؟»”\"])\s+\((?:{_SIGNING})(?:/(?:{_SIGNING}))*\)\Z")


_ROLES = re.compile(r"(?<=[.!?؟»”\"])\s+(?P<sign_off>\([^()\n]{3,198}\))\Z")


def signed_from(text: str) -> int:
    """Where the white space before the sign-off in brackets at a paragraph's end begins, -1 where none stands.

    It names an agency, or who did what: `(Reporting by …; Editing by …)`.
    """
    if found := _SIGNED.search(text, max(0, len(text) - 60)):
        return found.start()
    found = _ROLES.search(text, max(0, len(text) - _LONGEST_SIGN_OFF - 2))
    is_one = found and _REPORTING.match(found["sign_off"]) and not _FULL_STOP.search(found["sign_off"])
    return found.start() if found and is_one else -1


def is_sign_off(text: str) -> bool:
    """Whether a story's last line signs it: `(Desk News/AFP)`, `(Reporting by …; Editing by …)`, `hk/sa`."""
    if len(text) > _LONGEST_SIGN_OFF or "\n\n" in text:
        return False
    line = " ".join(text.split())
    if line[0] == "(":
        return is_bracketed_sign_off(line)
    if _REPORTING.match(line):
        return not _FULL_STOP.search(line)
    named = _AGENCIES.fullmatch(line) and (
        line.isascii() is False or all(word[:1].isupper() for word in re.split(r"[ /]", line))
    )
    return bool(_INITIALS.fullmatch(line) or named)


def titled(line: str) -> tuple[str, str]:
    """The title of another story and its web address, as far as a line gives either."""
    text = without_its_label(line)
    found = re.search(r"[\s(<\[]*(?P<address>https?://[^\s<>()\[\]]{4,500})[\s)>\]]*\Z", text[-520:])
    if found is None:
        return text, ""
    return text[: max(0, len(text) - 520) + found.start()].strip(" —–-:"), found["address"]


def unquoted(text: str) -> str:
    """Quoted lines without the `>` before each."""
    return re.sub(r"(?m)^[ \t]*>[ \t]?", "", text)
