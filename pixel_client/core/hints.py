"""Hints for errors: codes, with texts that name the arguments of the reader's front end."""

from __future__ import annotations

import enum

__all__ = ["HintCode"]


class HintCode(enum.StrEnum):
    """What to do about an error, as a code."""

    text: str
    """The hint, with `{…}` where an argument is named."""

    def __new__(cls, value: str, text: str = "") -> HintCode:
        """Give a code its text."""
        made = str.__new__(cls, value)
        made._value_, made.text = value, text
        return made

    CLOCK_OFF = "clock-off", "this computer's clock is more than 15 minutes off: set it right"
    FILE_CHANGED = (
        "file-changed",
        "what arrived is not what was hashed: was the file changed meanwhile?",
    )
    FILE_TOO_LARGE = (
        "file-too-large",
        "the file is too big for one body: upload it in parts with {multipart}",
    )
    FOLDER_IN_NAME = (
        "folder-in-name",
        "to tell them apart at the service, put the folder in front with {prefix_folder}",
    )
    JOURNAL_DAMAGED = (
        "journal-damaged",
        "move it away, or name another with {journal}; files that only it knows of would then be"
        " uploaded a second time",
    )
    JOURNAL_IN_USE = (
        "journal-in-use",
        "wait until that has ended, or name another with {journal} (on a network drive that cannot"
        " lock files every journal seems in use: keep it on a disk of this computer)",
    )
    JOURNAL_OF_ANOTHER = "journal-of-another", "name another with {journal}"
    KEY_CHANGED = (
        "key-changed",
        "the service signs with another key than it did for this file: upload the file again",
    )
    LONG_FOLDER = "long-folder", "rename the file or its folder, or leave {prefix_folder} out"
    MAYBE_UPLOADED = (
        "maybe-uploaded",
        "it was sent before, and the service no longer knows its upload job: look whether it is"
        " there, and if it is not, send it again with {reupload}",
    )
    METADATA_DIFFERS = (
        "metadata-differs",
        "its name or metadata is another now, which was not sent: change it at the service, or"
        " upload it again with {reupload}",
    )
    NOT_LISTED = (
        "not-listed",
        "the service no longer lists it: with {reupload_missing} it is sent again",
    )
    NOT_READ_BACK = "not-read-back", "it was not read back"
    PART_TOO_SMALL = "part-too-small", "S3 takes parts from 5 MiB only"
    REDIRECTED = "redirected", "redirects are not followed with a token"
    REQUEST_CHANGED = (
        "request-changed",
        "something on the way, such as a proxy, changed the request",
    )
    REQUEST_EXPIRED = (
        "request-expired",
        "the presigned request expired before the bytes were sent: the link is slow for this much"
        " at a time; upload the file again, fewer files at once or smaller parts",
    )
    STORAGE_FULL = "storage-full", "the storage is full: make room, then go on"
    STRANGER_ANSWERS = (
        "stranger-answers",
        "does a proxy, or the sign-in page of this network, answer in S3's place?",
    )
    TOO_MANY_OPEN_FILES = (
        "too-many-open-files",
        "raise the limit of open files with ulimit -n{or_lower}",
    )
    UNTRUSTED_CERTIFICATE = "untrusted-certificate", "the certificate is not trusted: see {verify}"
    UPLOAD_DROPPED = (
        "upload-dropped",
        "the service has dropped this upload: upload the file again",
    )
    ZONE_UNKNOWN = "zone-unknown", "give the zone of the camera's clock with {zone}"

    @property
    def words(self) -> str:
        """The hint for users of Python, as a part of a sentence."""
        return self.text.format_map(_ARGUMENTS)


_ARGUMENTS = {
    "journal": "journal=...",
    "multipart": "multipart=True",
    "prefix_folder": "prefix_folder=True",
    "reupload": "reupload=True",
    "reupload_missing": 'reupload="missing"',
    "or_lower": ", or lower the client option upload_max_concurrency",
    "verify": "the client option verify",
    "zone": "zone='Europe/Oslo'",
}
