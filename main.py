"""Wuye Desk 物业客服台: hands the command line on. A verb goes to ``app.cli``, no verb opens the window.

The frozen program is also started by itself, to read a spreadsheet or to touch the shared folder in a process of its
own; that comes before anything else is loaded.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

READER_VERB = "--read-spreadsheet"
WORKER_VERB = "--share-worker"
TOUR_VERB = "tour"
"""The one verb that shows the window, which the command line does not know."""
WITH_VALUE = ("--data", "--lang")
"""Options of the window, each followed by its value; everything else is the command line's business."""

USAGE = 2


def main(argv: Sequence[str]) -> int:
    """Do what the command line says and return the exit code.

    Args:
        argv: The command line, the program's name first.
    """
    if argv[1:2] == [READER_VERB]:
        from app.importing.reader_process import main as read

        return read(argv[2:])
    if argv[1:2] == [WORKER_VERB]:
        from app.sync.worker import main as serve

        return serve(argv[2:])
    if argv[1:2] == [TOUR_VERB]:
        from ui.tour.tour import main as tour

        return tour(argv[2:])
    options = window_options(argv[1:])
    if options is None:
        from app.cli.main import main as run

        return run(argv[1:])
    if not has_display():
        sys.stderr.write(
            "没有可用的显示屏，无法打开窗口。可用命令行：python main.py --help；"
            "或离屏演示：python main.py tour --out DIR\n"
            "No display to open a window on. Use a verb (python main.py --help), "
            "or see the program work offscreen: python main.py tour --out DIR\n"
        )
        return USAGE
    # Nothing that is loaded now can be garbage; once the window stands, a timer of its thread collects.
    gc.disable()
    from ui.shell.start import main as start

    return start(options)


def window_options(arguments: Sequence[str]) -> dict[str, str] | None:
    """Return the window's options, or None if the arguments are for the command line.

    Args:
        arguments: Without the program's name.
    """
    options: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name not in WITH_VALUE or (not equals and not rest):
            return None
        options[name.lstrip("-")] = value if equals else rest.pop(0)
    return options


def has_display() -> bool:
    """Say whether windows can be shown here."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    sys.exit(main(sys.argv))
