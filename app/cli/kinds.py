"""Every kind of record and every paper of the command line: a module declares its own and is one name in the tuple."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from app.cli import complaints, handover, plans, records, training
from app.cli.kind import Kind, Paper

MODULES = (records, complaints, handover, plans, training)
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in chain.from_iterable(module.KINDS for module in MODULES)}
PAPERS: Mapping[str, Paper] = {paper.name: paper for paper in chain.from_iterable(module.PAPERS for module in MODULES)}
LISTS: tuple[str, ...] = tuple(chain.from_iterable(module.LISTS for module in MODULES))
IMPORTS: tuple[str, ...] = tuple(chain.from_iterable(module.IMPORTS for module in MODULES))
