"""One run of the command line: where the office lies, who acts, in which language, and what is closed at the end."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from app.cli.kind import Kind, Paper
from app.context import AppContext, open_office
from app.core.errors import Refused
from app.core.text import T, load_catalogue
from app.diagnostics.crash import CrashFolder
from app.features.staff.rules import Actor
from app.host.paths import Paths

PIN_VARIABLE = "WUYE_PIN"
LANGUAGE_VARIABLE = "WUYE_LANG"


class Session:
    """What a verb works with.

    Args:
        options: The parsed command line.
        kinds: Every kind of record, by name.
        papers: Every kind of sheet, by name.
    """

    def __init__(self, options: argparse.Namespace, kinds: Mapping[str, Kind], papers: Mapping[str, Paper]) -> None:
        self.options = options
        self.kinds = kinds
        self.papers = papers
        self.paths = Paths(Path(options.data).absolute()) if options.data else Paths.usual()
        self._context: AppContext | None = None

    def language(self) -> None:
        """Install the texts of the language asked for; Chinese unless told otherwise."""
        code = self.options.lang or os.environ.get(LANGUAGE_VARIABLE) or "zh_CN"
        load_catalogue(self.paths.resources / "i18n", code)

    @property
    def context(self) -> AppContext:
        """The open office.

        Raises:
            Refused: There is none in the data folder.
        """
        if self._context is None:
            self._context = open_office(self.paths)
        return self._context

    def create(self) -> AppContext:
        """Open the data folder for an office that is about to be founded.

        Raises:
            Refused: There is one already.
        """
        self._context = open_office(self.paths, create=True)
        if self._context.office.founded:
            raise Refused(
                T("cli", "There is an office in {folder} already. Choose another folder with --data.").with_(
                    folder=str(self.paths.data)
                ),
                "office.exists",
            )
        return self._context

    @cached_property
    def actor(self) -> Actor:
        """Who acts: the staff number of --as, with the PIN from the environment or a prompt.

        Without PINs the administrator acts unless --as names another.

        Raises:
            Refused: Number and PIN do not fit, or nobody was named.
        """
        accounts = self.context.accounts
        number: str = self.options.staff
        if not accounts.pin_required:
            people = accounts.choices()
            if not number and people:
                number = people[0].number
            return self._alone(accounts.identify(number))
        if not number:
            raise Refused(T("cli", "Who acts? Give a staff number with --as."), "cli.nobody")
        pin = os.environ.get(PIN_VARIABLE)
        if pin is None:
            if not sys.stdin.isatty():
                raise Refused(
                    T("cli", "A PIN is needed: set {name} in the environment, or run this in a terminal.").with_(
                        name=PIN_VARIABLE
                    ),
                    "cli.no_pin",
                )
            pin = getpass.getpass(T("cli", "PIN of {number}: ").format(number=number))
        return self._alone(accounts.identify(number, pin))

    def _alone(self, actor: Actor) -> Actor:
        """A verb is given by one person: whoever works only in company gives none."""
        self.context.accounts.require_alone(actor)
        return actor

    def log_defect(self, error: BaseException) -> None:
        """Keep a defect's text where the window keeps its own, without values, for the support bundle."""
        CrashFolder(self.paths.logs).write(error)

    def close(self) -> None:
        """Close the office, if it was opened."""
        if self._context is not None:
            self._context.close()
            self._context = None
