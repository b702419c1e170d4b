"""Replaces and finds words that would identify a tenant, in any encoding."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

_STAND_IN = r"https://(?:pixel|sign-in|s3)\.example(?:/acme)?"
_WHOLE_BELOW = 5  # shorter words are part of too many others


def replaced(text: str, words: Mapping[str, str]) -> str:
    """Replace words in a text, in upper or lower case, also as parts of `kystverk_photos`.

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
    """Whether a text contains one of the words, plain, percent-encoded or in base64."""
    pattern = re.compile("|".join(_pattern(word) for word in words if word) or "(?!)", re.I)
    return any(pattern.search(re.sub(_STAND_IN, "", reading)) for reading in decodings(text))


def _pattern(word: str) -> str:
    escaped = re.escape(word)
    return escaped if len(word) >= _WHOLE_BELOW else rf"(?<![^\W\d_]){escaped}(?![^\W\d_])"


# 12 bytes or more: shorter ones decode to text by chance too often.
_BASE64 = re.compile(r"(?<![\w+/-])[\w+/-]{16,}={0,2}")
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_DEPTH = 3  # JSON in base64 in a query is the deepest nesting known


def decodings(text: str, depth: int = _DEPTH) -> Iterator[str]:
    """Yield a text and its decodings: percent signs, escapes, base64, also nested.

    Args:
        text: The text as sent or written.
        depth: How many encodings may be nested.
    """
    yield text
    if depth == 0:
        return
    others = {unquote(text), _ESCAPED.sub(_unescaped, text), *_from_base64(text)} - {text}
    for other in sorted(others):
        yield from decodings(other, depth - 1)


def _unescaped(found: re.Match[str]) -> str:
    number = found[1] or found[2]
    return chr(int(number, 16)) if number else found[3]


def _from_base64(text: str) -> Iterator[str]:
    for found in _BASE64.finditer(text):
        run = found[0].rstrip("=").replace("-", "+").replace("_", "/")
        try:
            decoded = base64.b64decode(run + "=" * (-len(run) % 4)).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
        if decoded.isprintable():
            yield decoded
