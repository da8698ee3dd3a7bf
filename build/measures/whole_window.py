"""Our start: from the start of the process to the log-in painted over an open database, and on to the first page."""

import gc
import json
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def span() -> dict[str, float]:
    """Return processor and wall time since the process was started."""
    wall = (time.time_ns() - int(os.environ["WUYE_BENCH_STARTED"])) / 1e9
    return {"cpu": time.process_time(), "wall": wall}


def main(folder: str) -> None:
    """Start as the program does, and stop when the first page stands."""
    import main as program

    gc.disable()  # as the program does before it loads its window
    options = program.window_options(["--data", folder])
    assert options
    from PySide6.QtCore import QEvent, QEventLoop, QObject
    from PySide6.QtWidgets import QWidget

    from app.host.paths import Paths
    from ui.bridge.voice import Voice
    from ui.jobs.jobs import Jobs
    from ui.shell import start
    from ui.shell.crash import CrashWatch
    from ui.shell.window import MainWindow

    class Painted(QObject):
        """Notes which widgets were painted."""

        def __init__(self) -> None:
            super().__init__()
            self.seen: set[QObject] = set()

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint:
                self.seen.add(watched)
            return False

        def wait_for(self, widget: QWidget) -> None:
            widget.installEventFilter(self)
            widget.update()
            while widget not in self.seen:
                application.processEvents()

    paths = Paths(Path(options["data"]))
    application = start.make_application()
    CrashWatch(paths, application).start()
    start.dress(application, paths)
    voice = Voice(application)
    jobs = Jobs(voice, parent=application)
    window = MainWindow(jobs, voice)
    window.begin(paths)
    painted = Painted()
    window.show()
    assert window.login is not None
    painted.wait_for(window.login)
    stages = {"login": span()}
    assert window.context is not None
    actor = window.context.accounts.login("1002")
    before = span()
    window.enter(actor)
    assert window.frame is not None
    while window.frame.page is None or not jobs.idle:
        # Turning without waiting would take the interpreter from the thread that reads.
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
    painted.wait_for(window.frame.page)
    after = span()
    stages["first page"] = {key: stages["login"][key] + after[key] - before[key] for key in after}
    print(json.dumps({"stages": stages, "extra": {}}))
    sys.stdout.flush()
    os._exit(0)


main(sys.argv[1])
