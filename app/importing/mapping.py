"""Which row is the header and which column is which field, from the words in it; corrected by a person's mapping.

Explanations beside and below the data do no harm: a column without a header is ignored, and the header is the row in
which the words of the kind stand side by side.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from pathlib import Path

from app.core.errors import Invalid, NotFound, Refused
from app.core.text import T, Text
from app.importing.cells import Cell, cell_text, column_index, column_letter, folded
from app.importing.reading import Sheet, Workbook

HEADER_ROWS = 30
"""Rows looked at in search of the header."""
LONGEST_HEADER = 60
FUZZY_CUTOFF = 86.0
"""Similarity (0–100) from which a misspelt word counts: one wrong letter in seven."""


class ValueKind(Enum):
    """What a field holds, and so how its cells are converted."""

    TEXT = "text"
    LONG_TEXT = "long text"
    INTEGER = "integer"
    HUNDREDTHS = "hundredths"
    MONEY = "money"
    PHONES = "phones"
    ID_CARD = "identity card"
    PAPER = "identity card or passport"
    DAY = "day"
    MOMENT = "moment"
    YES_NO = "yes or no"
    CHOICE = "choice"
    LIST = "list"


@dataclass(frozen=True)
class FieldSpec:
    """One field a kind can be imported with.

    Attributes:
        key: Its name for the sink, in MAP.json and in tests.
        title: What people call it.
        synonyms: Header words that mean it (see ``vocabulary``).
        kind: How its cells are converted.
        required: A row without it is refused; a file without its column cannot be imported.
        choices: For ``CHOICE``: value → words that mean it.
        otherwise: For ``CHOICE``: the value for unknown words; without it they are refused.
        lenient: A cell that cannot be converted is left empty with a note instead of refusing the row.
        exact: For ``CHOICE``: a word that merely holds a known one (“12345热线”) is unknown.
    """

    key: str
    title: Text
    synonyms: tuple[str, ...] = ()
    kind: ValueKind = ValueKind.TEXT
    required: bool = False
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])
    otherwise: str | None = None
    lenient: bool = False
    exact: bool = False


@dataclass(frozen=True)
class KindSpec:
    """What can be imported: its fields and the words by which its sheet is known.

    Attributes:
        name: The word on the command line (``owners``).
        title: What people call it.
        fields: Its fields; of two that fit a header equally well the earlier takes it.
        sheet_names: Words found in the names of its sheets.
        chain: Fields from the large to the small (building, unit, room): where only the last is filled with a plain
            number, the ones before are those of the row above.
        one_of: Fields of which a file must have at least one.
    """

    name: str
    title: Text
    fields: tuple[FieldSpec, ...]
    sheet_names: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()

    def field(self, key: str) -> FieldSpec:
        """Return the field of this key.

        Raises:
            KeyError: There is none.
        """
        for spec in self.fields:
            if spec.key == key:
                return spec
        raise KeyError(key)

    @cached_property
    def words(self) -> dict[str, list[str]]:
        """Header word, plain → keys of the fields it means."""
        words: dict[str, list[str]] = {}
        for spec in self.fields:
            for word in (spec.key, spec.title.source, str(spec.title), *spec.synonyms):
                keys = words.setdefault(plain_header(word), [])
                if spec.key not in keys:
                    keys.append(spec.key)
        words.pop("", None)
        return words


@dataclass(frozen=True)
class Header:
    """A row recognised as the header.

    Attributes:
        index: Its place among the rows kept, or -1 where the sheet has none.
        columns: Field key → place of its column.
        score: How well it fits; higher is better.
    """

    index: int
    columns: dict[str, int]
    score: float


_REMARK = re.compile(r"[(（\[【<《].*?[)）\]】>》]|[(（\[【].*$")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
"""A word of a header in Latin letters, spelled_so, spelledSo or spelled so."""
_PUNCTUATION = re.compile(r"[\s_\-.:：*＊#/\\、,，。;；\"'“”‘’?？!！]+")
_TOO_GENERAL = frozenset(
    (
        "编号", "序号", "id", "no", "号", "名称", "name", "类型", "type", "状态", "status", "备注", "说明", "date",
        "code", "时间", "日期", "time", "datetime", "项目", "身份", "关系", "其他", "number", "owner",
    )
)  # fmt: skip
"""Words that mean something only when they are the whole header: “业主编号” is not a ticket's “编号”."""


def plain_header(text: str) -> str:
    """Return a header without width, case, blanks, punctuation and required-marks."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text).casefold())


def header_scores(text: str, kind: KindSpec) -> dict[str, float]:
    """Return how well a header cell fits each field (0–1); fields it does not fit are left out."""
    if not text or len(text) > LONGEST_HEADER:
        return {}
    plain = plain_header(text)
    bare = plain_header(_REMARK.sub("", unicodedata.normalize("NFKC", text)))
    words = kind.words
    for form, score in ((plain, 1.0), (bare, 0.97)):
        if form in words:
            return dict.fromkeys(words[form], score)
    scores = _ending(text, words) if plain.isascii() else _contained(bare or plain, words)
    for key, score in _similar(bare or plain, words).items():
        scores[key] = max(score, scores.get(key, 0.0))
    return scores


def _contained(plain: str, words: Mapping[str, list[str]]) -> dict[str, float]:
    """Score Chinese headers that hold a known word, or are the core of one; better the more of it is covered."""
    scores: dict[str, float] = {}
    if len(plain) > 20 or plain in _TOO_GENERAL:
        return scores
    for word, keys in words.items():
        shorter, longer = sorted((word, plain), key=len)
        if len(shorter) < 2 or shorter.isascii() or shorter in _TOO_GENERAL or shorter not in longer:
            continue
        score = 0.45 + 0.4 * len(shorter) / len(longer) + (0.05 if longer.endswith(shorter) else 0.0)
        for key in keys:
            scores[key] = max(score, scores.get(key, 0.0))
    return scores


def _ending(text: str, words: Mapping[str, list[str]]) -> dict[str, float]:
    """Score headers in Latin letters that end in a known word: what they name stands last (“contact phone 1”)."""
    parts = [part.casefold() for part in _WORD.findall(_REMARK.sub("", unicodedata.normalize("NFKC", text)))]
    while parts and parts[-1].isdigit():
        parts.pop()
    whole = "".join(parts)
    for place in range(1, len(parts)):
        tail = "".join(parts[place:])
        if len(tail) >= 4 and tail in words and tail not in _TOO_GENERAL:
            return dict.fromkeys(words[tail], 0.5 + 0.4 * len(tail) / len(whole))
    return dict.fromkeys(words[whole], 0.95) if whole in words else {}


def _similar(plain: str, words: Mapping[str, list[str]]) -> dict[str, float]:
    """Score misspelt headers."""
    if len(plain) < 3:
        return {}
    from rapidfuzz import fuzz, process

    best = process.extractOne(plain, list(words), scorer=fuzz.ratio, score_cutoff=FUZZY_CUTOFF)
    return dict.fromkeys(words[best[0]], 0.9 * best[1] / 100) if best else {}


def match_headers(cells: Sequence[Cell], kind: KindSpec) -> tuple[dict[str, int], float]:
    """Assign columns to fields, the best fits first, each column and field once.

    Returns:
        Field key → column, and the summed score with a bonus for required fields.
    """
    order = {spec.key: place for place, spec in enumerate(kind.fields)}
    fits = [
        (-score, column, order[key], key)
        for column, cell in enumerate(cells)
        if isinstance(cell, str)
        for key, score in header_scores(cell_text(cell), kind).items()
    ]
    columns: dict[str, int] = {}
    total, taken = 0.0, set[int]()
    for negative, column, _, key in sorted(fits):
        if key in columns or column in taken:
            continue
        columns[key] = column
        taken.add(column)
        total -= negative
    total += sum(0.5 for spec in kind.fields if spec.required and spec.key in columns)
    return {spec.key: columns[spec.key] for spec in kind.fields if spec.key in columns}, total


def find_header(sheet: Sheet, kind: KindSpec) -> Header | None:
    """Return the best header row among the first rows; ``None`` where no row names at least two fields (or all)."""
    best: Header | None = None
    enough = min(2, len(kind.fields))
    for index in range(min(HEADER_ROWS, len(sheet.numbers))):
        columns, score = match_headers(sheet.row(index), kind)
        if len(columns) >= enough and (best is None or score > best.score):
            best = Header(index, columns, score)
    return best


def choose_sheet(workbook: Workbook, kind: KindSpec) -> tuple[Sheet, Header | None]:
    """Return the sheet whose header fits best, its name helping; hidden sheets only where no visible one fits."""
    best: tuple[float, Sheet, Header] | None = None
    for sheet in workbook.sheets:
        header = find_header(sheet, kind)
        if header is None:
            continue
        named = any(folded(word) in folded(sheet.name) for word in kind.sheet_names)
        missing = sum(spec.required and spec.key not in header.columns for spec in kind.fields)
        score = header.score + (3.0 if named else 0.0) - 3.0 * missing - (100.0 if sheet.hidden else 0.0)
        if best is None or score > best[0]:
            best = (score, sheet, header)
    if best is not None:
        return best[1], best[2]
    visible = [sheet for sheet in workbook.sheets if not sheet.hidden and sheet.numbers]
    return (visible or list(workbook.sheets))[0], None


def read_map(path: Path) -> dict[str, str | None]:
    """Read a mapping written by a person: a JSON object, field → column title or letter (``null``: leave it out).

    Raises:
        NotFound: There is no such file.
        Refused: The file cannot be read or is no such object.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise NotFound(T("importing", "There is no file “{name}”.").with_(name=path.name), "import.no_file") from None
    except json.JSONDecodeError as error:
        raise Refused(
            T("importing", "The mapping file is no valid JSON: look at line {line}, place {column}.").with_(
                line=error.lineno, column=error.colno
            ),
            "import.map",
        ) from error
    except (OSError, ValueError, RecursionError) as error:
        raise Refused(
            T("importing", "The mapping file cannot be read: {why}.").with_(
                why=getattr(error, "strerror", None) or str(error)
            ),
            "import.map",
        ) from error
    problem = Refused(
        T("importing", "The mapping file must be a JSON object such as {example}.").with_(
            example='{"phone": "联系电话"}'
        ),
        "import.map",
    )
    if not isinstance(content, dict):
        raise problem
    mapping: dict[str, str | None] = {}
    for key, value in content.items():  # pyright: ignore[reportUnknownVariableType] - JSON, checked in the next line
        if not isinstance(key, str) or not (value is None or isinstance(value, str)):
            raise problem
        mapping[key] = value
    return mapping


def with_overrides(
    sheet: Sheet, kind: KindSpec, found: Header | None, overrides: Mapping[str, str | None]
) -> Header | None:
    """Return the header with a person's mapping in place of what was found.

    Args:
        sheet: The sheet.
        kind: What is imported.
        found: The header recognised without help.
        overrides: Field key → column title or letter; ``None`` leaves the field out.

    Raises:
        Invalid: A field or column is unknown; the text names those there are.
    """
    if not overrides:
        return found
    if found is None:
        titles = [title for title in overrides.values() if title is not None]
        index = next((row for row in range(min(HEADER_ROWS, len(sheet.numbers))) if _names_all(sheet, row, titles)), -1)
        found = Header(index, match_headers(sheet.row(index), kind)[0] if index >= 0 else {}, 0.0)
    problems: dict[str, Text] = {}
    chosen: dict[str, int] = {}
    for key, wanted in overrides.items():
        if all(spec.key != key for spec in kind.fields):
            known = "、".join(spec.key for spec in kind.fields)
            problems[key] = T("importing", "“{field}” is no field; there are: {known}.").with_(field=key, known=known)
        elif wanted is not None:
            column = find_column(sheet, found.index, wanted)
            if column is None:
                problems[key] = T("importing", "There is no column “{column}”.").with_(column=wanted)
            else:
                chosen[key] = column
    if problems:
        raise Invalid(problems, "import.map")
    kept = {key: place for key, place in found.columns.items() if key not in overrides and place not in chosen.values()}
    columns = {**kept, **chosen}
    return Header(
        found.index, {spec.key: columns[spec.key] for spec in kind.fields if spec.key in columns}, found.score
    )


def _names_all(sheet: Sheet, row: int, titles: Sequence[str]) -> bool:
    """Say whether a row holds at least one of the titles and all those that are no column letters."""
    words = {plain_header(cell_text(cell)) for cell in sheet.row(row) if isinstance(cell, str)}
    named = [plain_header(title) in words for title in titles]
    return any(named) and all(
        fits or column_index(title) is not None for fits, title in zip(named, titles, strict=True)
    )


def find_column(sheet: Sheet, header: int, wanted: str) -> int | None:
    """Return the column of this title, or of these letters where no title reads so."""
    if header >= 0:
        titles = [cell_text(cell) for cell in sheet.row(header)]
        for form in (cell_text, plain_header):
            for column, title in enumerate(titles):
                if title and form(title) == form(wanted):
                    return column
    column = column_index(wanted.strip())
    return column if column is not None and column < len(sheet.columns) else None


def column_title(sheet: Sheet, header: int, column: int) -> str:
    """Return what a person calls the column: its title, else its letter."""
    title = cell_text(sheet.columns[column][header]) if header >= 0 else ""
    return title or column_letter(column)
