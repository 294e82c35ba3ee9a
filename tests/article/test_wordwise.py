"""Changes in plain lines: both texts can be had from them, only lines that changed are told."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article.wordwise import changed_lines, worded

TALKS = "The talks go on. No date was set for the next round."
ERBIL = "Water ministers of the two countries met in Erbil on Tuesday, officials said."


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        ("The talks began.\n\nThey go on.", "The talks ended.\n\nThey go on.", ["The talks [-began-]{+ended+}."]),
        ("One.", "One.\n\nTwo.\nThree.", ["{+Two.+}", "{+Three.+}"]),
        ("One.\n\nTwo.", "One.", ["[-Two.-]"]),
        ("same", "same", []),
        (f"{TALKS}\n\n{ERBIL}\n\nEnd of it.", f"{ERBIL}\n\nEnd of it.\n\n{TALKS}", [f"[<{TALKS}<]", f"{{>{TALKS}>}}"]),
    ],
)
def test_only_lines_that_changed_are_told(before: str, after: str, lines: list[str]) -> None:
    assert list(changed_lines(before, after)) == lines


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(*(st.lists(st.sampled_from([TALKS, ERBIL, "One.", "Two words", "\n"]), max_size=5).map("\n".join),) * 2)
def test_both_texts_can_be_had_from_the_one(before: str, after: str) -> None:
    both = worded(before, after)
    new = re.sub(r"\[-.*?-\]|\[<.*?<\]", "", both)
    assert squeezed(re.sub(r"\{\+|\+\}|\{>|>\}", "", new)) == squeezed(after)
    assert all(line in both for line in changed_lines(before, after))


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        # English: numbers, dates, contractions, compounds
        ("Some 1,200 people came.", "Some 1,300 people came.", "Some [-1,200-]{+1,300+} people came."),
        ("It rose 3.5% in May.", "It rose 3.7% in May.", "It rose [-3.5%-]{+3.7%+} in May."),
        ("Filed on 2026-03-03 there.", "Filed on 2026-03-04 there.", "Filed on [-2026-03-03-]{+2026-03-04+} there."),
        ("Filed on 3/3/2026 there.", "Filed on 4/3/2026 there.", "Filed on [-3/3/2026-]{+4/3/2026+} there."),
        ("Score of 3-2 there.", "Score of 3-1 there.", "Score of 3-[-2-]{+1+} there."),
        ("They do not go there.", "They don’t go there.", "They [-do not-]{+don’t+} go there."),
        ("A well-known man said so.", "A little-known man said so.", "A [-well-]{+little+}-known man said so."),
        ("The minister’s car left.", "The ministers’ car left.", "The [-minister’s-]{+ministers’+} car left."),
        (
            "Some 1\u202f200 people came.",
            "Some 1\u202f300 people came.",
            "Some [-1\u202f200-]{+1\u202f300+} people came.",
        ),
        ("Help came 👩\u200d🚒 late.", "Help came 👨\u200d🚒 late.", "Help came [-👩\u200d🚒-]{+👨\u200d🚒+} late."),
        ("Flags 🇮🇶🇰🇷 there.", "Flags 🇮🇶🇹🇷 there.", "Flags 🇮🇶[-🇰🇷-]{+🇹🇷+} there."),
        # Sorani: joiners, figures
        (
            "لە کوردستان نووسینەکان هەن.",
            "لە کوردستان نووسین\u200cەکان هەن.",
            "لە کوردستان [-نووسینەکان-]{+نووسین\u200cەکان+} هەن.",
        ),
        ("لەوێ می\u200cڕۆم ئێستا.", "لەوێ می\u200cڕۆن ئێستا.", "لەوێ [-می\u200cڕۆم-]{+می\u200cڕۆن+} ئێستا."),
        ("نزیکەی ١٬٢٠٠ کەس هاتن.", "نزیکەی ١٬٣٠٠ کەس هاتن.", "نزیکەی [-١٬٢٠٠-]{+١٬٣٠٠+} کەس هاتن."),
        ("لە هەولێر بڕیار درا.", "لە هەولێر وبڕیار درا.", "لە هەولێر {+و+}بڕیار درا."),
        # Arabic: clitics by themselves, all else by the word
        ("قال الوزير اليوم ذلك.", "قال والوزير اليوم ذلك.", "قال {+و+}الوزير اليوم ذلك."),
        ("قال في المدينة ذلك.", "قال في بالمدينة ذلك.", "قال في {+ب+}المدينة ذلك."),
        ("أعلن وزير ذلك أمس.", "أعلن الوزير ذلك أمس.", "أعلن {+ال+}وزير ذلك أمس."),
        ("أعلن الوزير ذلك أمس.", "أعلن للوزير ذلك أمس.", "أعلن [-ال-]{+لل+}وزير ذلك أمس."),
        ("أعلن بالبيان ذلك أمس.", "أعلن كالبيان ذلك أمس.", "أعلن [-ب-]{+ك+}البيان ذلك أمس."),
        ("أعلن الوزير ذلك أمس.", "أعلن الوزراء ذلك أمس.", "أعلن [-الوزير-]{+الوزراء+} ذلك أمس."),
        ("أعلن محمد ذلك أمس.", "أعلن مُحَمَّد ذلك أمس.", "أعلن [-محمد-]{+مُحَمَّد+} ذلك أمس."),
        ("بلغ ٣٫٥٪ هذا العام.", "بلغ ٣٫٧٪ هذا العام.", "بلغ [-٣٫٥٪-]{+٣٫٧٪+} هذا العام."),
        ("في ١٤٤٧/٩/٣ هنا.", "في ١٤٤٧/٩/٤ هنا.", "في [-١٤٤٧/٩/٣-]{+١٤٤٧/٩/٤+} هنا."),
        ("أن لا يعود قريبا.", "أن بلا يعود قريبا.", "أن {+ب+}لا يعود قريبا."),
        ("أن في المساء قريبا.", "أن من المساء قريبا.", "أن [-في-]{+من+} المساء قريبا."),
    ],
)
def test_what_is_marked_is_a_word_as_its_readers_see_it(before: str, after: str, line: str) -> None:
    assert list(changed_lines(before, after)) == [line]
    turned = re.sub(r"\[-(.*?)-\]", "\0\\1\1", line)
    turned = re.sub(r"\{\+(.*?)\+\}", r"[-\1-]", turned).replace("\0", "{+").replace("\1", "+}")
    swapped = re.sub(r"(\{\+.*?\+\})(\[-.*?-\])", r"\2\1", turned)
    assert list(changed_lines(after, before)) == [swapped]
