"""The grammar of the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from app import __version__
from app.cli import attachments, exchange, kinds, plans, verbs
from app.core.text import T


class UsageError(Exception):
    """The command line cannot be understood; the text says what would be."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{self.format_usage().rstrip()}\n{message}")


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Return the options of a command line; ``run`` among them is the verb's function.

    Raises:
        UsageError: It cannot be understood.
    """
    parser = _parser()
    options, more = parser.parse_known_args(list(argv))
    # Words that stand behind an option belong to the list of words before it.
    words = getattr(options, "filters", getattr(options, "values", None))
    if more and (words is None or any(word.startswith("-") for word in more)):
        parser.error(str(T("cli", "not understood: {words}").with_(words=" ".join(more))))
    if more and words is not None:
        words.extend(more)
    return options


def _common(**defaults: Any) -> _Parser:
    """Return the options that may stand before the verb or behind it.

    Behind it they have no default, or they would undo what stands before it.
    """

    def default(name: str) -> Any:
        return defaults.get(name, argparse.SUPPRESS)

    common = _Parser(add_help=False)
    common.add_argument("--data", default=default("data"), metavar="DIR", help="the office's data folder here")
    common.add_argument(
        "--as",
        dest="staff",
        default=default("staff"),
        metavar="STAFFNO",
        help="act as this member of staff; PIN from WUYE_PIN or a prompt",
    )
    common.add_argument("--lang", default=default("lang"), choices=("zh_CN", "en"), help="language of the texts")
    common.add_argument("--json", action="store_true", default=default("json"), help="print one JSON object")
    return common


def _parser() -> argparse.ArgumentParser:
    before, behind = _common(data="", staff="", lang=None, json=False), _common()
    parser = _Parser(prog="wuye-desk", parents=[before], description="Wuye Desk 物业客服台: verbs without a window")
    parser.add_argument("--version", action="version", version=f"Wuye Desk {__version__}")
    commands = parser.add_subparsers(dest="verb", required=True, metavar="VERB", parser_class=_Parser)

    def verb(name: str, run: Callable[..., Any], words: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, parents=[behind], help=words, description=words)
        made.set_defaults(run=run)
        return made

    found = verb("init", verbs.init, "make an empty office with the built-in dictionaries and scenario cards")
    found.add_argument("--office", required=True, metavar="NAME", help="the office's name")
    found.add_argument("--no-pin", action="store_true", help="log in without PINs: for trials and scripts")
    found.add_argument("--admin", default="0001", metavar="STAFFNO", help="staff number of the administrator")
    found.add_argument("--admin-name", default="", metavar="NAME", help="name of the administrator")

    demo = verb("demo", verbs.demo, "make an invented office with a year of work in it")
    demo.add_argument("--seed", type=int, default=1, help="another seed makes another office")

    taken = verb("import", verbs.import_file, "take over a spreadsheet")
    taken.add_argument("kind", choices=kinds.IMPORTS)
    taken.add_argument("file")
    taken.add_argument("--sheet", default=None, help="name of the sheet; the best fitting one if not given")
    taken.add_argument("--map", default=None, metavar="MAP.json", help='{"field": "column title or letter"}')
    taken.add_argument("--dry-run", action="store_true", help="try without keeping anything")
    taken.add_argument("--refused", default=None, metavar="FILE", help="write the refused rows there, with the reasons")

    listed = verb("list", verbs.list_rows, "list records")
    _list_options(listed)
    amount = listed.add_mutually_exclusive_group()
    amount.add_argument("--limit", type=_count, default=50)
    amount.add_argument("--all", action="store_true")

    out = verb("export", verbs.export, "write a list to a file, exactly as filtered")
    _list_options(out)
    out.add_argument("--format", choices=("xlsx", "pdf", "csv"), default=None)
    out.add_argument("--out", required=True, metavar="FILE")
    out.add_argument("--columns", default="", metavar="KEY,KEY", help="columns in order")

    show = verb("show", verbs.show, "show one record")
    show.add_argument("kind", choices=tuple(kinds.KINDS))
    show.add_argument("id", help="id, or a number people use")

    new = verb("new", verbs.new, "make a record, as the form does")
    new.add_argument("kind", choices=[kind.name for kind in kinds.KINDS.values() if kind.new])
    new.add_argument("values", nargs="*", metavar="field=value")

    act = verb("do", verbs.do, "act on a record")
    act.add_argument("kind", choices=tuple(kinds.KINDS))
    act.add_argument("id", help="id, or a number people use")
    act.add_argument("action")
    act.add_argument("values", nargs="*", metavar="field=value")

    paper = verb("print", verbs.print_paper, "write a sheet to a PDF")
    paper.add_argument("paper", choices=tuple(kinds.PAPERS))
    meant = paper.add_mutually_exclusive_group()
    meant.add_argument("--id", action="append", default=[], help="id or number; may be given several times")
    meant.add_argument("--staff", dest="id", action="append", default=[], metavar="STAFFNO", help="whose: training")
    meant.add_argument("--date", default="", metavar="DAY", help="the day it is for, such as 2026-11-23 or 明天")
    meant.add_argument("--week", dest="date", default="", metavar="WEEK", help="the week it is for: 2026-W48")
    paper.add_argument("--out", required=True, metavar="FILE.pdf")

    plan = verb("plans", plans.sheet, "write a weekly plan as a workbook, or read an edited one back")
    plan.add_argument("action", choices=("write", "read"))
    plan.add_argument("name", metavar="WEEK|FILE.xlsx", help="the plan to write, or the workbook to read back")
    plan.add_argument("--out", default="", metavar="FILE.xlsx", help="where to write it")
    plan.add_argument("--dry-run", action="store_true", help="say what the file would bring, and keep nothing")

    attach = verb("attach", attachments.attach, "attach pictures and files to a record")
    attach.add_argument("kind", choices=attachments.KINDS)
    attach.add_argument("id", help="id, or a number people use")
    attach.add_argument("files", nargs="+", metavar="FILE")
    attach.add_argument("--note", default="", help="what they show")
    attach.add_argument("--personal", action="store_true", help="they hold personal data")

    got = verb("attachments", attachments.attachments, "list the attachments of a record, or get one of them")
    got.add_argument("kind", choices=(*attachments.KINDS, "get"))
    got.add_argument("id", help="id or number of the record; with get the id of the attachment")
    got.add_argument("--out", default="", metavar="FILE", help="where to save it; its own name if not given")

    setting = verb("set", verbs.setting, "show settings, or change one")
    setting.add_argument("values", nargs="*", metavar="key=value")

    kept = verb("backup", verbs.backup, "copy the live database to a file and check the copy")
    kept.add_argument("file")
    back = verb("restore", verbs.restore, "put a backup in the database's place; what was there is kept aside")
    back.add_argument("file")
    verb("verify", verbs.verify, "check that the database is sound")
    verb("doctor", verbs.doctor, "check everything this program needs, and say what is wrong")
    shared = verb("sync", verbs.verify, "exchange with the other desks through the shared folder")
    exchange.add_verbs(shared, behind)
    tour = verb("tour", verbs.tour, "invented office, one worked day, every page and sheet as a picture")
    tour.add_argument("--out", required=True, metavar="DIR")
    return parser


def _list_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=kinds.LISTS)
    parser.add_argument("filters", nargs="*", metavar="filter=value", help="such as state=new,dispatched or open=yes")
    parser.add_argument("--search", default="", help="words that must occur")
    parser.add_argument("--sort", default="", metavar="KEY", help="column key; KEY- for descending")


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("a count is 0 or more")
    return number
