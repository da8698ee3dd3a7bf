"""Several processes reach for the same names at once: each name goes to exactly one, and its file is that one's.

On a Samba server that holds for claims only: two clients that rename onto one name at the same moment may both be told
that it went well. So there they step in time, which makes such moments frequent.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.sync.smb import SambaServer

ROOT = Path(__file__).resolve().parents[2]
NAMES = 30

RACER = """
import json, sys
from pathlib import Path
from app.sync import folder
from app.sync.faults import ShareFault

words = json.loads(sys.argv[1])
if "port" in words:
    from tests.sync.smb import SmbShare
    share = SmbShare(words["port"], words["user"], words["password"])
else:
    share = folder.FolderShare(Path(words["root"]))
if words["direct"]:
    def refused(source, target):
        raise PermissionError(1, "")
    folder.rename_new = refused
share.names("")
won = []
for number in range(words["names"]):
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        getattr(share, words["call"])(f"lane/{number}", words["me"].encode() * 5000)
    except ShareFault as fault:
        if fault.kind != "exists":
            raise
    else:
        won.append(number)
print(json.dumps(won))
"""


def race(*racers: dict[str, object]) -> list[list[int]]:
    """Start processes, let them go for one name after the other, and return what each won."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", RACER, json.dumps({"names": NAMES, "me": str(number), "direct": False, **words})],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
        )
        for number, words in enumerate(racers)
    ]  # fmt: skip
    for _ in range(NAMES):
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in processes:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
    return [json.loads(process.communicate()[0]) for process in processes]


def check(won: list[list[int]], root: Path) -> None:
    """Every name has one winner, whose bytes stand there; nothing else is left."""
    winners = Counter(number for numbers in won for number in numbers)
    assert winners == dict.fromkeys(range(NAMES), 1)
    for me, numbers in enumerate(won):
        for number in numbers:
            assert (root / "lane" / str(number)).read_bytes() == str(me).encode() * 5000
    assert sorted(path.name for path in (root / "lane").iterdir()) == sorted(map(str, range(NAMES)))


@pytest.mark.parametrize(
    ("call", "direct"),
    [("create", [False] * 4), ("create", [True] * 4), ("create", [True, False, True, False]), ("claim", [False] * 4)],
    ids=["renamed", "direct", "both", "claimed"],
)
def test_in_a_folder(tmp_path: Path, call: str, direct: list[bool]) -> None:
    (tmp_path / "lane").mkdir()
    check(race(*({"root": str(tmp_path), "call": call, "direct": way} for way in direct)), tmp_path)


def test_on_a_file_server(samba_server: SambaServer) -> None:
    with samba_server.share() as share:
        share.folder("lane")
    words: dict[str, object] = {
        "call": "claim",
        "port": samba_server.port,
        "user": samba_server.user,
        "password": samba_server.password,
    }
    check(race(*[words] * 4), samba_server.root)
