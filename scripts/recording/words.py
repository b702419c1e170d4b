"""Words that would tell whose tenant it was: replaced, and looked for, however they are spelled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from .readings import readings

_STAND_IN = r"https://(?:pixel|sign-in|s3)\.example(?:/acme)?"
_WHOLE_BELOW = 5  # a shorter word is a part of too many others


def replaced(text: str, words: Mapping[str, str]) -> str:
    """A text with other words, in capitals or not, also as a part of `kystverk_photos`.

    Args:
        text: Any text.
        words: Words and their stand-ins.
    """
    if not words:
        return text
    spelled = {word.lower(): stand_in for word, stand_in in words.items()} | dict(words)
    pattern = "|".join(_pattern(word) for word in sorted(words, key=len, reverse=True))

    def stand_in(found: re.Match[str]) -> str:
        word = found[0]
        if word in spelled or word.startswith("https://"):
            return spelled.get(word, word)
        other = spelled[word.lower()]
        return other.capitalize() if word[0].isupper() else other

    return re.sub(rf"{_STAND_IN}|(?i:{pattern})", stand_in, text)


def holds(text: str, words: Iterable[str]) -> bool:
    """Whether a text has one of the words in it, plain, percent-encoded or in base64."""
    pattern = re.compile("|".join(_pattern(word) for word in words if word) or "(?!)", re.I)
    return any(pattern.search(re.sub(_STAND_IN, "", reading)) for reading in readings(text))


def _pattern(word: str) -> str:
    escaped = re.escape(word)
    return escaped if len(word) >= _WHOLE_BELOW else rf"(?<![^\W\d_]){escaped}(?![^\W\d_])"
