"""The limit of a start: a bare QMainWindow, from the start of the process to its first paint."""

import json
import os
import sys
import time

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow

application = QApplication([])
painted: list[bool] = []


class Window(QMainWindow):
    """Counts its paints."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Note that it was painted."""
        painted.append(True)


window = Window()
window.resize(1280, 800)
window.show()
while not painted:
    application.processEvents()
span = {"cpu": time.process_time(), "wall": (time.time_ns() - int(os.environ["WUYE_BENCH_STARTED"])) / 1e9}
print(json.dumps({"stages": {"start": span}, "extra": {}}))
sys.stdout.flush()
os._exit(0)
