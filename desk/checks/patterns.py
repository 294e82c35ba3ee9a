"""The patterns that a person writes to find words by: read, made to fit folded text, and their faults told plainly."""

from __future__ import annotations

from desk.article.folding import Fold
from desk.article.trouble import Trouble

NOT_ALIKE = "This pattern speaks of single marks or joined letters: it works where spellings are not made alike."

_TOKEN = r"(?P<letters>\\?[^\x00-\x7f\p{M}]\p{M}*|[A-Za-z0-9]\p{M}+|\p{M}+)|\\.|."
_LETTER = r"[\p{L}\p{N}\p{M}]"
_JOINER = "[\u200c\u200d\u00ad\u2060]"
_WORD_BEGINS = f"(?:(?<!{_LETTER}{_JOINER}*)|(?!{_JOINER}*{_LETTER}))"
_WORD_ENDS = f"(?:(?!{_JOINER}*{_LETTER})|(?<!{_LETTER}{_JOINER}*))"


def literal(words: str) -> str:
    """The pattern of words that mean just themselves."""
    import regex

    return str(regex.escape(words))


def readable(words: str, fold: Fold | None) -> str:
    """The person's pattern for text that is folded so. Raises Trouble where it cannot be read."""
    import regex

    try:
        regex.compile(words)
        return _for_folded(words, fold) if fold else words
    except regex.error as error:
        raise Trouble(f"The pattern cannot be read: {error}.") from None
    except (RecursionError, OverflowError, MemoryError):
        raise Trouble("The pattern is too large: make it simpler.") from None


def whole_word(pattern: str) -> str:
    """The pattern where no letter, figure or mark goes on at either side; what is no letter itself needs none of this.

    A joiner between letters is part of the word; one at its edge is not.
    """
    return f"{_WORD_BEGINS}(?:{pattern}){_WORD_ENDS}"


def _for_folded(words: str, fold: Fold) -> str:
    """The pattern with its letters beyond ASCII, and those with marks, as they are found in folded text.

    Escapes and all that is ASCII stay. Raises Trouble where a mark that folding takes away is spoken of by itself.
    """
    import regex

    made, in_class = "", False
    for found in regex.finditer(_TOKEN, words, regex.DOTALL):
        token = found[0]
        if found["letters"] is None:
            in_class = token == "[" or (in_class and (token != "]" or made.endswith(("[", "[^"))))
            made += token
            continue
        letters = fold(token.removeprefix("\\"))
        alone = in_class or (not letters and words[found.end() : found.end() + 1] in ("*", "+", "?", "{"))
        if alone and len(letters) != 1:
            raise Trouble(NOT_ALIKE)
        made += f"(?:{literal(letters)})" if len(letters) > 1 else literal(letters)
    return made
