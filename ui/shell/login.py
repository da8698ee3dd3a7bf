"""Logging in, and the lock that hides everything: number and PIN, or a choice of people where there are no PINs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget

from app.core.clock import SECOND
from app.core.errors import AppError
from app.core.text import T, Text
from ui.i18n.language import bind_text
from ui.shell.gate import Gate
from ui.theme.metrics import GRID
from ui.widgets.basic import button, label, set_kind

if TYPE_CHECKING:
    from app.context import AppContext
    from app.features.staff.rules import Actor
    from app.features.staff.service import Accounts
    from ui.jobs.jobs import Jobs

REMEMBERED = "login"
_PEOPLE_SHOWN = 7


class LoginPage(Gate):
    """Asks who sits at the desk.

    Args:
        context: The office.
        jobs: Checks PINs off the window's thread: that takes a moment on purpose.

    Signals:
        entered: Somebody logged in; carries the ``Actor``.
        unlocked: The person whose desk was locked is back; carries the ``Actor`` with the roles they hold now.
    """

    entered = Signal(object)
    unlocked = Signal(object)

    def __init__(self, context: AppContext, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context, self._jobs = context, jobs
        self._locked: Actor | None = None
        self._trainee: tuple[str, str] | None = None
        """Number and PIN of a newcomer who has given theirs and waits for the mentor's."""
        self._typed = ("", "")
        self._wait_s = 0
        self._busy = False
        self.number = _field(T("shell", "Staff number"))
        self.pin = _field(T("shell", "PIN"))
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.people = QListWidget()
        self.people.setFrameShape(QFrame.Shape.NoFrame)
        bind_text(self.people.setAccessibleName, T("shell", "Who works here now"))
        self.problem = label("")
        self.problem.setWordWrap(True)
        self.enter = button(T("shell", "Log in"), "primary", on=self.submit)
        self.other = button(T("shell", "Somebody else logs in"), "quiet", on=self._somebody_else)
        self._number_label, self._pin_label = (
            label(T("shell", "Staff number"), "muted"),
            label(T("shell", "PIN"), "muted"),
        )
        for widget in (self._number_label, self.number, self._pin_label, self.pin, self.people, self.problem):
            self.body.addWidget(widget)
        self.body.addSpacing(4)
        self.body.addWidget(self.enter)
        self.body.addWidget(self.other)
        self.number.returnPressed.connect(self._number_done)
        self.pin.returnPressed.connect(self.submit)
        self.people.itemActivated.connect(lambda _item: self.submit())
        for field in (self.number, self.pin):
            field.textEdited.connect(lambda _text: self._tell(None))
        self._ticks = QTimer(self, interval=SECOND)
        self._ticks.timeout.connect(self._tick)
        self.begin()

    # --- who is asked ---------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Ask anybody to log in."""
        self._locked = None
        self._trainee = None
        office = self._context.settings.text("office.name") or T("shell", "Wuye Desk")
        desk = self._context.settings.text("desk.name")
        self.set_head("office", office, desk or T("shell", "Who works at this desk now?"))
        bind_text(self.enter.setText, T("shell", "Log in"))
        self.number.setText(str(self._context.view_states.load("", REMEMBERED).get("number", "")))
        self._arrange()

    def lock(self, actor: Actor) -> None:
        """Hide what the person was at, and ask for their PIN."""
        self._locked, self._trainee = actor, None
        self.set_head("lock", actor.name, T("shell", "Locked. Everything is as you left it."))
        bind_text(self.enter.setText, T("shell", "Unlock"))
        self.number.setText(actor.number)
        self._arrange()

    def _arrange(self) -> None:
        pins, locked = self._context.accounts.pin_required, self._locked is not None
        for widget in (self._number_label, self.number):
            widget.setVisible(pins and not locked)
        for widget in (self._pin_label, self.pin):
            widget.setVisible(pins)
        self.people.setVisible(not pins and not locked)
        if not pins and not locked:
            self._fill_people()
        self.other.setVisible(locked or self._trainee is not None)
        self.pin.clear()
        self._stop_waiting()
        self._tell(None)
        self.take_keyboard()

    def _fill_people(self) -> None:
        self.people.clear()
        last = self.number.text()
        accounts = self._context.accounts.choices()
        for account in accounts:
            item = QListWidgetItem(f"{account.number}   {account.name}")
            item.setData(256, account.number)
            self.people.addItem(item)
            if account.number == last or not self.people.currentItem():
                self.people.setCurrentItem(item)
        shown = max(1, min(_PEOPLE_SHOWN, len(accounts)))
        self.people.setFixedHeight(shown * max(30, self.people.sizeHintForRow(0)) + 2)

    def take_keyboard(self) -> None:
        """Put the cursor where the next thing is typed."""
        if self.people.isVisibleTo(self):
            self.people.setFocus()
        elif not self.pin.isVisibleTo(self):
            self.enter.setFocus()
        elif self.number.isVisibleTo(self) and not self.number.text():
            self.number.setFocus()
        else:
            self.pin.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.enter.hasFocus():
            self.submit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Be ready to be typed into."""
        super().showEvent(event)
        self.take_keyboard()

    # --- entering -------------------------------------------------------------------------------------------------

    def submit(self) -> None:
        """Check number and PIN, and let the person in."""
        if self._busy or self._wait_s:
            return
        accounts, locked, pin = self._context.accounts, self._locked, self.pin.text()
        if locked is not None:
            self._check(lambda: _unlocked(accounts, locked, pin), self.unlocked.emit)
            return
        number = self._chosen()
        if not number:
            self._tell(T("shell", "Enter your staff number."))
            self.number.setFocus()
            return
        trainee = self._trainee
        if trainee is not None:
            self._check(lambda: accounts.login(*trainee, number, pin), self._entered)
            return
        self._typed = number, pin
        self._check(lambda: accounts.login(number, pin), self._entered)

    def _ask_mentor(self, error: AppError) -> None:
        """Ask the mentor of a newcomer for number and PIN as well."""
        self._trainee = self._typed
        self.set_head("training", T("shell", "Together with the mentor"), error.text)
        self.number.clear()
        self._arrange()

    def _chosen(self) -> str:
        if self.people.isVisibleTo(self):
            item = self.people.currentItem()
            return str(item.data(256)) if item is not None else ""
        return self.number.text().strip()

    def _number_done(self) -> None:
        self.pin.setFocus()
        self.pin.selectAll()

    def _check(self, work: Callable[[], Actor], then: Callable[[Actor], None]) -> None:
        self._busy = True
        self.enter.setEnabled(False)

        def done(actor: Actor) -> None:
            self._rest()
            self.pin.clear()
            then(actor)

        self._jobs.run(work, done=done, failed=self._refused, owner=self)

    def _entered(self, actor: Actor) -> None:
        self._trainee, self._typed = None, ("", "")
        self._context.view_states.save("", REMEMBERED, {"number": actor.number})
        self.entered.emit(actor)

    def _refused(self, error: AppError) -> None:
        self._rest()
        self.pin.clear()
        self.take_keyboard()
        if error.code == "account.accompanied" and self._trainee is None and self._locked is None:
            self._ask_mentor(error)
            return
        seconds = dict(error.text.params).get("seconds")
        if error.code == "account.wait" and isinstance(seconds, int):
            self._wait_s = seconds
            self._ticks.start()
            self._tick(0)
        else:
            self._tell(error.text)

    def _rest(self) -> None:
        self._busy = False
        self.enter.setEnabled(True)

    def _somebody_else(self) -> None:
        self.begin()
        self.number.clear()
        self.take_keyboard()

    # --- waiting --------------------------------------------------------------------------------------------------

    def _tick(self, passed: int = 1) -> None:
        self._wait_s = max(0, self._wait_s - passed)
        if self._wait_s:
            self.enter.setEnabled(False)
            self._tell(T("shell", "Too many wrong PINs. Next try in {seconds} s.").with_(seconds=self._wait_s))
        else:
            self._stop_waiting()
            self._tell(None)

    def _stop_waiting(self) -> None:
        self._wait_s = 0
        self._ticks.stop()
        self.enter.setEnabled(True)

    def _tell(self, text: Text | None) -> None:
        self.problem.setVisible(text is not None)
        set_kind(self.problem, "late", "tone")
        bind_text(self.problem.setText, text or "")


def _unlocked(accounts: Accounts, locked: Actor, pin: str) -> Actor:
    """Return the person whose desk was locked, with the roles they hold now and whoever sat down with them."""
    accounts.confirm(locked, pin)
    return replace(accounts.actor(locked.id), companion=locked.companion)


def _field(name: Text) -> QLineEdit:
    made = QLineEdit()
    made.setMinimumHeight(4 * GRID)
    bind_text(made.setAccessibleName, name)
    return made
