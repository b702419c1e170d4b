"""Reads XMP packets into a flat mapping; no document type, no entity, nothing unbounded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.parsers import expat

__all__ = ["MAX_PACKET_BYTES", "read_xmp"]

MAX_PACKET_BYTES = 4 * 1024**2  # extended XMP holds whole pictures; those are not wanted
MAX_PROPERTIES = 5_000
MAX_DEPTH = 64
MAX_TEXT = 10_000  # characters of a property

# Prefixes are a writer's choice; these names are used here whatever the prefix in the file.
_NAMESPACES = {
    "http://www.dji.com/drone-dji/1.0": "drone-dji",
    "http://pix4d.com/camera/1.0": "Camera",
    "http://ns.sensefly.com/Camera/1.0": "Camera",
    "http://ns.flyingfishtechs.com/Camera/1.0": "Camera",
    "http://www.parrot.com/drone-parrot/1.0": "drone-parrot",
    "https://www.skydio.com/drone-skydio/1.0": "drone-skydio",
    "http://ns.google.com/photos/1.0/panorama": "GPano",
    "http://ns.adobe.com/exif/1.0": "exif",
    "http://ns.adobe.com/tiff/1.0": "tiff",
    "http://ns.adobe.com/xap/1.0": "xmp",
}
_STRUCTURE = {"rdf", "x", "xml", "xmlns"}


class _RefusedError(Exception):
    """The packet holds what is not read here."""


class _Collector:
    """Takes expat's events and keeps the properties, each under its path below the description."""

    def __init__(self) -> None:
        self.properties: dict[str, str] = {}
        self.prefixes: dict[str, str] = {}
        self.path: list[str] = []
        self.names: list[str] = []
        self.text: list[str] = []
        self.length = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        for key, value in attributes.items():
            if key.startswith("xmlns:"):
                self.prefixes[key[6:]] = _NAMESPACES.get(value.rstrip("/"), key[6:])
        if len(self.names) >= MAX_DEPTH:
            raise _RefusedError(f"its elements are nested more than {MAX_DEPTH} deep")
        self.names.append(name)
        prefix, _, local = name.rpartition(":")
        if prefix not in _STRUCTURE:
            known = self.prefixes.get(prefix, prefix)
            self.path.append(f"{known}:{local}" if not self.path else local)
        for key, value in attributes.items():
            prefix, _, local = key.rpartition(":")
            if prefix and prefix not in _STRUCTURE:
                top = f"{self.prefixes.get(prefix, prefix)}:{local}"
                self.keep("/".join([*self.path, local]) if self.path else top, value)
        self.text, self.length = [], 0

    def characters(self, text: str) -> None:
        if self.length < MAX_TEXT:
            self.text.append(text)
            self.length += len(text)

    def end(self, name: str) -> None:
        text = "".join(self.text).strip()
        if text and self.path:
            self.keep("/".join(self.path), text)
        self.text, self.length = [], 0
        self.names.pop()
        if name.rpartition(":")[0] not in _STRUCTURE and self.path:
            self.path.pop()

    def keep(self, key: str, value: str) -> None:
        if len(self.properties) >= MAX_PROPERTIES:
            raise _RefusedError(f"it has more than {MAX_PROPERTIES} properties")
        # The first of a list, and the first packet's value of a name, stand.
        self.properties.setdefault(key, value[:MAX_TEXT].strip())


def _refuse(*_: Any) -> None:
    raise _RefusedError("it declares a document type or entities, which XMP has none of")


def read_xmp(packets: Iterable[bytes]) -> tuple[dict[str, str], list[str]]:
    """Read XMP packets.

    Args:
        packets: XML documents, in order of precedence.

    Returns:
        The properties, as `prefix:Name` (`drone-dji:GimbalYawDegree`; inside a structure
        `prefix:Name/Part`) with prefixes as this package names them; and what could not be read,
        a sentence each. What came before a fault is kept.
    """
    collected: dict[str, str] = {}
    damage: list[str] = []
    for packet in packets:
        text = packet.rstrip(b"\0 \r\n\t")
        if not text:
            continue
        if len(text) > MAX_PACKET_BYTES:
            damage.append(f"a packet has {len(text)} bytes; {MAX_PACKET_BYTES} are read at most")
            continue
        collector = _Collector()
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = collector.start
        parser.EndElementHandler = collector.end
        parser.CharacterDataHandler = collector.characters
        parser.StartDoctypeDeclHandler = _refuse
        parser.EntityDeclHandler = _refuse
        try:
            parser.Parse(text, True)
        except (expat.ExpatError, _RefusedError, ValueError, LookupError) as error:
            damage.append(str(error))
        for key, value in collector.properties.items():
            collected.setdefault(key, value)
    return collected, damage
