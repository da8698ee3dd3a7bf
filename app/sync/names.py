"""What everything on the share is called.

Names are lower-case base32 and digits, shorter than 90 characters below the share's root and never one that Windows
keeps for itself; they are read without regard to case, since a file server may change it. A path is relative to the
root, its parts joined with "/". Ids and hashes are bytes here and hex in the database.
"""

from __future__ import annotations

import base64
import re

from app.sync.wire import ID_BYTES, LARGEST

SITE = "SITE"
ROSTER = "roster"
LIVE = "live"
ACKS = "ack"
STREAMS = "st"
SNAPSHOTS = "snap"
BLOBS = "blob"
LANES = "lane"
JOINING = "join"

FOLDERS = (ROSTER, LIVE, ACKS, STREAMS, LANES, JOINING, SNAPSHOTS, BLOBS)
"""What an office's folder consists of besides ``SITE``."""
PACKED = 64
"""How many segments go into a pack, and packs of one level into one of the next."""

_HASH_BYTES = 32
_ROSTER_BYTES = 10
_TEMP_BYTES = 10
_BEACON = re.compile(r"([a-z2-7]{26})-([1-9][0-9]{0,18})")
_ACK = re.compile(r"([a-z2-7]{26})-([1-9][0-9]{0,18})\.ak")
_SEGMENT = re.compile(r"([0-9]{10,19})(?:\.r([1-9][0-9]{0,3}))?\.sg")
_PACK = re.compile(r"([0-9]{10,19})-([0-9]{10,19})\.pk")
_ROSTER = re.compile(r"([a-z2-7]{16})(?:\.r[1-9])?\.ro")
_SNAPSHOT = re.compile(r"([a-z2-7]{52})\.sn")
_CHUNK = re.compile(r"([a-z2-7]{52})")
_BLOB = re.compile(r"([a-z2-7]{52})-([0-9]{1,9})(?:\.r[1-9])?")
_JOIN = re.compile(r"([a-z2-7]{26})\.(inv|req)")
_LANE = re.compile(r"[a-hj-np-z]{1,2}")
_TEMP = re.compile(r"~[a-z0-9]{1,40}\.tmp")


def shown(raw: bytes) -> str:
    """Return ``raw`` as names have it: lower-case base32 without padding."""
    return base64.b32encode(raw).decode().rstrip("=").lower()


def raw(name: str, length: int = ID_BYTES) -> bytes | None:
    """Return the bytes that ``name`` shows, or None if it does not show exactly ``length`` bytes."""
    if not name.isascii():
        return None
    try:
        found = base64.b32decode(name.upper() + "=" * (-len(name) % 8))
    except ValueError:
        return None
    return found if len(found) == length and shown(found) == name.lower() else None


# --- streams -------------------------------------------------------------------------------------------------------


def beacon_name(stream: bytes, seq: int) -> str:
    """Return the name, within ``LIVE``, that says how far a stream is published."""
    return f"{_shown(stream)}-{_count(seq)}"


def beacon_path(stream: bytes, seq: int) -> str:
    """Return the path of a beacon."""
    return f"{LIVE}/{beacon_name(stream, seq)}"


def parse_beacon(name: str) -> tuple[bytes, int] | None:
    """Return stream and seq of a beacon's name, or None if it is none."""
    return _numbered(_BEACON, name)


def stream_folder(stream: bytes, level: int = 0) -> str:
    """Return the folder of a stream's segments (level 0) or packs (1, 2 …)."""
    if not 0 <= level <= 9:
        raise ValueError("a level is one digit")
    return f"{STREAMS}/{_shown(stream)}/{level}"


def segment_path(stream: bytes, seq: int) -> str:
    """Return the path of a segment."""
    return f"{stream_folder(stream)}/{_count(seq):010}.sg"


def repair_path(stream: bytes, seq: int, copy: int) -> str:
    """Return the path of a further copy of a segment, put beside a damaged one.

    Args:
        stream: Id of the stream.
        seq: The segment.
        copy: Which copy, 1 to 9999.
    """
    if not 1 <= copy <= 9999:
        raise ValueError("copies are counted from 1 to 9999")
    return f"{stream_folder(stream)}/{_count(seq):010}.r{copy}.sg"


def parse_segment(name: str) -> tuple[int, int] | None:
    """Return seq and copy (0 for the segment itself) of a segment's name, or None if it is none."""
    found = _SEGMENT.fullmatch(_lower(name))
    if found is None or (seq := _read_seq(found[1])) is None:
        return None
    return seq, int(found[2] or 0)


def pack_path(stream: bytes, first: int, last: int, level: int = 1) -> str:
    """Return the path of the pack that holds the segments ``first`` to ``last``."""
    if level < 1 or last < first:
        raise ValueError("not a pack")
    return f"{stream_folder(stream, level)}/{_count(first):010}-{_count(last):010}.pk"


def parse_pack(name: str) -> tuple[int, int] | None:
    """Return the first and the last segment that a pack's name promises, or None if it is none."""
    found = _PACK.fullmatch(_lower(name))
    if found is None:
        return None
    first, last = _read_seq(found[1]), _read_seq(found[2])
    return None if first is None or last is None or last < first else (first, last)


def ack_path(stream: bytes, number: int) -> str:
    """Return the path of the ``number``-th acknowledgement of a stream's device."""
    return f"{ACKS}/{_shown(stream)}-{_count(number)}.ak"


def parse_ack(name: str) -> tuple[bytes, int] | None:
    """Return stream and number of an acknowledgement's name, or None if it is none."""
    return _numbered(_ACK, name)


# --- the office ----------------------------------------------------------------------------------------------------


def roster_path(digest: bytes) -> str:
    """Return the path of the roster entry with this hash."""
    return f"{ROSTER}/{shown(_long(digest, _ROSTER_BYTES)[:_ROSTER_BYTES])}.ro"


def roster_copy(path: str, copy: int) -> str:
    """Return the path of a further copy of a roster entry, 1 to 9, put beside a damaged one."""
    return f"{path.removesuffix('.ro')}.r{copy}.ro"


def parse_roster(name: str) -> str | None:
    """Return the path of the roster entry that a name in its folder belongs to, or None if it belongs to none."""
    found = _ROSTER.fullmatch(_lower(name))
    return f"{ROSTER}/{found[1]}.ro" if found else None


def lane_path(code: str) -> str:
    """Return the path whose existence claims a lane: one or two letters, without I and O, which look like digits."""
    if not _LANE.fullmatch(_lower(code)):
        raise ValueError("a lane is one or two letters")
    return f"{LANES}/{_lower(code)}"


def parse_lane(name: str) -> str | None:
    """Return the lane's letters in capitals, or None if the name claims none."""
    return name.upper() if _LANE.fullmatch(_lower(name)) else None


def invitation_path(invitation: bytes) -> str:
    """Return the path of an invitation."""
    return f"{JOINING}/{_shown(invitation)}.inv"


def request_path(invitation: bytes) -> str:
    """Return the path of the answer to an invitation."""
    return f"{JOINING}/{_shown(invitation)}.req"


def parse_joining(name: str) -> tuple[bytes, str] | None:
    """Return id and kind ("inv" or "req") of a file in ``JOINING``, or None if it is neither."""
    found = _JOIN.fullmatch(_lower(name))
    if found is None or (invitation := raw(found[1])) is None:
        return None
    return invitation, found[2]


# --- snapshots and attachments -------------------------------------------------------------------------------------


def snapshot_path(digest: bytes) -> str:
    """Return the path of the manifest of a snapshot; ``digest`` is the 32-byte hash of its vector."""
    return f"{SNAPSHOTS}/{shown(_long(digest))}.sn"


def parse_snapshot(name: str) -> bytes | None:
    """Return the hash in a manifest's name, or None if it is none."""
    found = _SNAPSHOT.fullmatch(_lower(name))
    return raw(found[1], _HASH_BYTES) if found else None


def chunk_folder(chunk: bytes) -> str:
    """Return the folder of a chunk."""
    return f"{SNAPSHOTS}/ch/{shown(_long(chunk))[:2]}"


def chunk_path(chunk: bytes) -> str:
    """Return the path of the chunk with this 32-byte id."""
    return f"{chunk_folder(chunk)}/{shown(chunk)}"


def parse_chunk(name: str) -> bytes | None:
    """Return the id in a chunk's name, or None if it is none."""
    return raw(name, _HASH_BYTES) if _CHUNK.fullmatch(_lower(name)) else None


def blob_folder(blob: bytes) -> str:
    """Return the folder of an attachment's parts."""
    return f"{BLOBS}/{shown(_long(blob))[:2]}"


def blob_path(blob: bytes, part: int, copy: int = 0) -> str:
    """Return the path of a part of an attachment.

    Args:
        blob: The attachment's 32-byte id.
        part: Which part, counted from 0.
        copy: Which further copy, put beside a damaged one, 1 to 9; 0 for the part itself.
    """
    if not 0 <= part < 10**9 or not 0 <= copy <= 9:
        raise ValueError("parts and copies are counted from 0")
    return f"{blob_folder(blob)}/{shown(blob)}-{part}" + (f".r{copy}" if copy else "")


def parse_blob(name: str) -> tuple[bytes, int] | None:
    """Return id and part of an attachment's name, a further copy's too, or None if it is none."""
    found = _BLOB.fullmatch(_lower(name))
    if found is None or (blob := raw(found[1], _HASH_BYTES)) is None:
        return None
    return blob, int(found[2])


# --- files being written -------------------------------------------------------------------------------------------


def temp_path(beside: str, token: bytes) -> str:
    """Return a path in the folder of ``beside`` for a file that is being written.

    Args:
        beside: What it will be called.
        token: 10 random bytes.
    """
    folder, slash, _ = beside.rpartition("/")
    return f"{folder}{slash}~{shown(_long(token, _TEMP_BYTES)[:_TEMP_BYTES])}.tmp"


def is_temp(name: str) -> bool:
    """Say whether this is a file that was being written."""
    return _TEMP.fullmatch(_lower(name)) is not None


def _lower(name: str) -> str:
    return name.lower() if name.isascii() else ""


def _shown(stream: bytes) -> str:
    if len(stream) != ID_BYTES:
        raise ValueError("an id has 16 bytes")
    return shown(stream)


def _long(digest: bytes, least: int = _HASH_BYTES) -> bytes:
    if len(digest) < least or (least == _HASH_BYTES and len(digest) != least):
        raise ValueError(f"a hash has {least} bytes")
    return digest


def _count(seq: int) -> int:
    if not 1 <= seq <= LARGEST:
        raise ValueError("counted from 1")
    return seq


def _numbered(pattern: re.Pattern[str], name: str) -> tuple[bytes, int] | None:
    found = pattern.fullmatch(_lower(name))
    if found is None or (stream := raw(found[1])) is None or (seq := _read_seq(found[2])) is None:
        return None
    return stream, seq


def _read_seq(digits: str) -> int | None:
    seq = int(digits)
    canonical = len(digits) <= 10 or digits[0] != "0"
    return seq if canonical and 1 <= seq <= LARGEST else None
