"""From the command line to a verb and back: exit 0 done, 1 refused with a reason, 2 wrong usage; never a traceback."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any, TextIO

from app.cli.kinds import KINDS, PAPERS
from app.cli.parser import UsageError, parse
from app.cli.session import Session
from app.core.errors import AppError, Invalid
from app.core.text import T

DONE, REFUSED, USAGE = 0, 1, 2


def main(argv: Sequence[str]) -> int:
    """Run one verb and return its exit code.

    Args:
        argv: Arguments without the program's name.
    """
    _speak_utf8(sys.stdout)
    _speak_utf8(sys.stderr)
    try:
        options = parse(argv)
    except UsageError as error:
        print(error, file=sys.stderr)
        return USAGE
    except SystemExit as stop:  # argparse: --help and --version print and stop
        return int(stop.code or 0)
    session = Session(options, KINDS, PAPERS)
    try:
        session.language()
        answer: Any = options.run(session)
    except AppError as error:
        _refuse(error, as_json=options.json)
        return REFUSED
    except KeyboardInterrupt:
        print(str(T("cli", "Stopped.")), file=sys.stderr)
        return REFUSED
    except Exception as error:  # the last door: a defect is told in one line, its details go to the log
        session.log_defect(error)
        print(
            T("cli", "The program made a mistake ({name}). Details are in the log: {log}").format(
                name=type(error).__name__, log=session.paths.logs
            ),
            file=sys.stderr,
        )
        return REFUSED
    finally:
        session.close()
    if options.json:
        print(json.dumps(answer.data, ensure_ascii=False, separators=(",", ":")))
    elif answer.text:
        print(answer.text)
    return int(answer.code)


def _refuse(error: AppError, *, as_json: bool) -> None:
    if as_json:
        fields = {key: str(text) for key, text in error.fields.items()} if isinstance(error, Invalid) else {}
        print(json.dumps({"error": str(error), "code": error.code, "fields": fields}, ensure_ascii=False))
    print(error, file=sys.stderr)


def _speak_utf8(stream: TextIO) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="replace")
