"""From the description alone: which scenario, type, category and level it probably is, and the words that say so.

A keyword counts the more the longer it is and the fewer cards know it; its characters may stand a little
apart (``推车借`` is found in ``推车能借一下``). The characters and pairs of which a card's keywords are made
speak softly besides, so that 电梯没反应 leads to the lifts though no card spells it so. A word denied right
before (``不是漏水``) speaks against. Words of danger raise the level to 1 whatever the card says. The program
only proposes; the person decides.
"""

from __future__ import annotations

import functools
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.text import T, Text


@dataclass(frozen=True)
class ScenarioHint:
    """What the proposer needs to know of a scenario card.

    Attributes:
        code: The card's code.
        title: Its title; its words count a little.
        keywords: What residents say.
        type: The ticket type it sets.
        category: The category leaf it sets.
        level: The level it sets, 1 to 3.
        department: The department it sets.
    """

    code: str
    title: str
    keywords: tuple[str, ...]
    type: str
    category: str
    level: int
    department: str


@dataclass(frozen=True)
class CategoryHint:
    """What the proposer needs to know of a leaf of the category tree; the attributes are those of a scenario's."""

    code: str
    title: str
    keywords: tuple[str, ...]
    type: str
    level: int
    department: str


@dataclass(frozen=True)
class Proposal:
    """What a description probably is; empty codes and level 0 where nothing speaks for anything.

    Attributes:
        scenario: Code of the likeliest scenario.
        type: Ticket type.
        category: Code of the category leaf.
        level: 1 to 3; 0 if unknown.
        department: Department code.
        reason: Why, with the words found.
        confidence: 0 to 1; below one half the page should show the proposal as a question.
        scenarios: The likeliest scenarios, best first, at most three.
        urgent: The words of danger that raised the level.
    """

    scenario: str
    type: str
    category: str
    level: int
    department: str
    reason: Text
    confidence: float
    scenarios: tuple[str, ...] = ()
    urgent: tuple[str, ...] = ()


# A person may be hurt, or every minute makes it much worse. Plain 火 is not enough: 灭火器, 火花 and 发火 are no fire.
_DANGER = re.compile(
    r"(?:燃气|煤气|天然气|液化气)(?:味|泄漏|泄露|漏|有味|的味|很重|报警)|有?(?:燃气|煤气)的?味道|"
    r"困在|被困|困人|困住|关在电梯|冒烟|浓烟|着火|起火|失火|大火|火苗|火灾|烧起来|烧着了|触电|电到|漏电|打火花|冒火花|"
    r"爆管|(?:水管|管子|管道|主管)爆|喷水|晕倒|昏倒|不省人事|坠落|砸到人|砸伤|溺水"
)
_DENYING = "(?:(?<!是)不是|(?<!有)没有|并非|并不是|不算|没发现|不存在)"
_DENIED = re.compile(rf"{_DENYING}[^，。,.;；！？!? ]{{0,2}}$")
_DENIAL = re.compile(rf"{_DENYING}[^，。,.;；！？!? ]*")
# Characters that carry the sentence and not the matter; a pair of two of them is nearly worthless.
_CARRIERS = frozenset(
    "的了在我你您他她们家是有没不这那个一下问想请麻烦能可以怎么什吗呢吧啊来去要给还就都也到说和跟把被让几点多少得过再上里人"
)
_STOPS = frozenset("，。,.;；！？!?")
_GAP = 2
_READ = 300  # characters: who writes more has said what it is about by then
_LEAST = 1.2
_SURE = 6.0
_PAIR, _SINGLE = 0.4, 0.3


@dataclass(frozen=True)
class _Word:
    text: str
    weight: float
    signs: frozenset[str]  # empty for words that are only looked for whole


@dataclass(frozen=True)
class _Voice:
    words: tuple[_Word, ...]
    soft: Mapping[str, float]


@dataclass(frozen=True)
class _Found:
    score: float
    words: tuple[str, ...]


_NOTHING = _Found(0.0, ())


def propose(description: str, scenarios: Sequence[ScenarioHint], categories: Sequence[CategoryHint] = ()) -> Proposal:
    """Return what a description probably is.

    Args:
        description: As typed; any text.
        scenarios: The cards in use.
        categories: The leaves of the category tree in use.
    """
    whole = unicodedata.normalize("NFKC", description).lower()
    text = whole[:_READ]
    index = _index(tuple(scenarios), tuple(categories))
    leaves = {hint.code: _score(text, index[hint.code, "category"]) for hint in categories}
    cards: dict[str, _Found] = {}
    for hint in scenarios:
        own, leaf = _score(text, index[hint.code, "scenario"]), leaves.get(hint.category, _NOTHING)
        # The card's own leaf is a second witness, but of less weight: several cards share one.
        words = own.words + tuple(word for word in leaf.words if not any(word in other for other in own.words))
        cards[hint.code] = _Found(own.score + 0.4 * leaf.score, words)
    ranked = sorted(
        (code for code in cards if cards[code].score >= _LEAST), key=lambda code: (-cards[code].score, code)
    )
    danger = _danger(whole)
    card = next((hint for hint in scenarios if ranked and hint.code == ranked[0]), None)
    leaf = _leaf(card, categories, leaves)
    found = cards[card.code] if card else leaves[leaf.code] if leaf else _NOTHING
    source = card or leaf
    level = (
        1 if danger else leaf.level if leaf and card and leaf.code != card.category else source.level if source else 0
    )
    return Proposal(
        scenario=card.code if card else "",
        type=source.type if source else "",
        category=leaf.code if leaf else card.category if card else "",
        level=level,
        department=source.department if source else "",
        reason=_reason(found.words, danger),
        confidence=_confidence([cards[code].score for code in ranked[:2]] if card else [found.score / 2]),
        scenarios=tuple(ranked[:3]),
        urgent=danger,
    )


def _leaf(
    card: ScenarioHint | None, categories: Sequence[CategoryHint], leaves: Mapping[str, _Found]
) -> CategoryHint | None:
    """The card's own leaf, unless another leaf of the same type is clearly better spoken for."""
    own = next((hint for hint in categories if card and hint.code == card.category), None)
    rivals = [hint for hint in categories if card is None or hint.type == card.type]
    best = max(rivals, key=lambda hint: leaves[hint.code].score, default=None)
    if best is None or leaves[best.code].score < _LEAST:
        return own
    if own and leaves[best.code].score < leaves[own.code].score + _LEAST:
        return own
    return best


def _reason(words: tuple[str, ...], danger: tuple[str, ...]) -> Text:
    if danger:
        return T("tickets", "Level 1 because of {danger}: people may be in danger").with_(danger=_quoted(danger))
    if words:
        return T("tickets", "Because of {words}").with_(words=_quoted(words[:4]))
    return T("tickets", "No word of this points to a scenario")


def _quoted(words: tuple[str, ...]) -> str:
    return "、".join(f"“{word}”" for word in words)


def _confidence(scores: Sequence[float]) -> float:
    if not scores:
        return 0.0
    best, second = scores[0], scores[1] if len(scores) > 1 else 0.0
    return min(1.0, best / _SURE) * (best - second / 2) / best if best > 0 else 0.0


def _danger(text: str) -> tuple[str, ...]:
    found = (match for match in _DANGER.finditer(text) if not _denied(text, match.start()))
    return tuple(dict.fromkeys(match[0] for match in found))


def _denied(text: str, at: int) -> bool:
    """Say whether a word of denial stands right before a place."""
    return _DENIED.search(text[max(0, at - 8) : at]) is not None


def _score(text: str, voice: _Voice) -> _Found:
    hits: list[tuple[float, str]] = []
    signs = frozenset(text)
    for word in voice.words:
        at = text.find(word.text)
        if at >= 0:
            hits.append((-word.weight if _denied(text, at) else word.weight, word.text))
        elif word.signs and word.signs <= signs and (at := _spread(text, word.text)) >= 0:
            weight = word.weight * 0.6
            hits.append((-weight if _denied(text, at) else weight, word.text))
    # 车位 inside a found 停我车位 says nothing new.
    hits.sort(key=lambda hit: (-len(hit[1]), -abs(hit[0])))
    kept: list[tuple[float, str]] = []
    for weight, word in hits:
        if not any(word in other for _, other in kept):
            kept.append((weight, word))
    kept.sort(key=lambda hit: -hit[0])
    soft = {part: voice.soft[part] for part in _parts(text) if part in voice.soft}
    words = [word for weight, word in kept if weight > 0]
    if not words:
        pairs = (part for part in soft if len(part) > 1 and soft[part] > _PAIR / 2 and not _CARRIERS & set(part))
        words = sorted(pairs, key=lambda part: (-soft[part], part))[:2]
    return _Found(sum(weight for weight, _ in kept) + sum(soft.values()), tuple(words))


@functools.lru_cache(maxsize=64)
def _parts(text: str) -> frozenset[str]:
    """The characters and pairs of a text, without the clauses that deny something."""
    plain = _DENIAL.sub(" ", text)
    return frozenset(part for part in (*plain, *_pairs(plain)) if not part.isspace())


@functools.lru_cache(maxsize=4)
def _index(
    scenarios: tuple[ScenarioHint, ...], categories: tuple[CategoryHint, ...]
) -> Mapping[tuple[str, str], _Voice]:
    """The words of every card and leaf with their weights, made once per set of cards."""
    return {
        **{(code, "scenario"): voice for code, voice in _voices(scenarios).items()},
        **{(code, "category"): voice for code, voice in _voices(categories).items()},
    }


def _voices(hints: Sequence[ScenarioHint] | Sequence[CategoryHint]) -> dict[str, _Voice]:
    spoken = {hint.code: _keywords(hint.keywords) for hint in hints}
    parts = {code: Counter(part for word in words for part in {*word, *_pairs(word)}) for code, words in spoken.items()}
    known = Counter(part for counts in parts.values() for part in counts)
    most = math.log(1 + len(hints))

    def rare(part: str) -> float:
        """1 for what one card alone says, near 0 for what all say or what carries no matter."""
        share = math.log((1 + len(hints)) / known[part]) / most
        return share * (0.2 if _CARRIERS.issuperset(part) else 1.0)

    def heard(word: str) -> float:
        return max(map(rare, _pairs(word)), default=0.0) * min(len(word), 6) ** 1.1

    def soft(part: str, count: int) -> float:
        return (_PAIR if len(part) > 1 else _SINGLE) * rare(part) * (1 + math.log(count))

    voices: dict[str, _Voice] = {}
    for hint in hints:
        own = spoken[hint.code]
        titles = [part for part in re.findall(r"[\u4e00-\u9fff]{2,}", hint.title) if part not in own]
        words = [_Word(word, heard(word), _loose(word)) for word in own]
        words.extend(_Word(title, 0.5 * min(len(title), 6) ** 1.1, frozenset()) for title in titles)
        voices[hint.code] = _Voice(tuple(words), {part: soft(part, count) for part, count in parts[hint.code].items()})
    return voices


def _keywords(words: Sequence[str]) -> tuple[str, ...]:
    plain = (unicodedata.normalize("NFKC", word).lower().strip() for word in words)
    return tuple(dict.fromkeys(word for word in plain if word))


def _pairs(word: str) -> list[str]:
    return [word[at : at + 2] for at in range(max(1, len(word) - 1))]


def _loose(word: str) -> frozenset[str]:
    """The characters of a word that may stand apart; none of Latin words and pairs, which would be found everywhere."""
    return frozenset() if len(word) < 3 or word.isascii() else frozenset(word)


def _spread(text: str, word: str) -> int:
    """Where a word begins whose characters stand a little apart within one clause, or -1."""
    start = text.find(word[0])
    while start >= 0:
        at = start
        for sign in word[1:]:
            after = text.find(sign, at + 1, at + 2 + _GAP)
            if after < 0 or not _STOPS.isdisjoint(text[at + 1 : after]):
                break
            at = after
        else:
            return start
        start = text.find(word[0], start + 1)
    return -1
