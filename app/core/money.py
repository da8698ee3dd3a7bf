"""Money is an integer number of fen (分, one hundredth of a yuan); text only at the edge."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from app.core.errors import Invalid
from app.core.text import T


def parse_yuan(text: str, field: str = "amount") -> int:
    """Return the fen of an amount typed in yuan (``12``, ``12.5``, ``￥1,200.50``).

    Raises:
        Invalid: The text is not an amount, or has more than two decimals.
    """
    plain = text.strip().removeprefix("￥").removeprefix("¥").removesuffix("元").strip()
    plain = plain.replace(",", "").replace("，", "")
    try:
        fen = Decimal(plain) * 100
    except InvalidOperation:
        fen = Decimal("NaN")
    if not fen.is_finite() or fen != fen.to_integral_value():
        raise Invalid({field: T("core", "An amount in yuan with at most two decimals, such as 12.50.")})
    return int(fen)


def show_yuan(fen: int) -> str:
    """Return an amount of fen as yuan with two decimals and grouped thousands (``1,200.50``)."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"
