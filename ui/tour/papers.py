"""Every sheet and workbook the program makes, and their pages as pictures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QImage

from app.context import AppContext
from app.features.staff.rules import Actor
from app.store.listing import Lister, ListQuery
from ui.tour.album import Album

GROUP = "纸张"
PAGES_SHOWN = 3
DPI = 96


class Papers:
    """Makes papers from an office.

    Args:
        context: The office.
        actor: Who prints.
        album: Where they go.
    """

    def __init__(self, context: AppContext, actor: Actor, album: Album) -> None:
        self._context, self._actor, self._album = context, actor, album
        self._folder = album.out / "papers"

    def run(self, ticket: str) -> None:
        """Write every sheet and workbook.

        Args:
            ticket: The ticket worked on during the day.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        context, actor = self._context, self._actor
        opened = [
            row[0]
            for row in context.store.rows(
                "SELECT id FROM ticket WHERE state IN ('dispatched', 'working') ORDER BY entered_at DESC LIMIT 6"
            )
        ]
        codes = [row[0] for row in context.store.rows("SELECT code FROM scenario WHERE active ORDER BY code")]
        self._pdf("派工单", "work-slip.pdf", lambda path: context.papers.write_slips(actor, [ticket], path))
        self._pdf("派工单（多张）", "work-slips.pdf", lambda path: context.papers.write_slips(actor, opened, path))
        self._pdf("场景卡", "scenario-card.pdf", lambda path: context.card_papers.write(actor, codes[:1], path))
        self._pdf("场景卡全集", "scenario-cards.pdf", lambda path: context.card_papers.write(actor, codes, path))
        self._complaints()
        self._handovers()
        self._plans()
        self._training()
        for name, make in context.listers().items():
            lister = make(actor)
            title = str(lister.listing.title)
            # A year of tickets is a book; the sheet shows what is open, the workbook has everything.
            query = ListQuery(filters={"open": True}) if name == "tickets" else ListQuery()
            self._pdf(f"{title}台账", f"{name}.pdf", self._ledger(lister, query))
            self._file(f"{title}（Excel）", f"{name}.xlsx", self._ledger(lister, ListQuery()))
        self._file("工单（CSV）", "tickets.csv", self._ledger(context.listers()["tickets"](actor), ListQuery()))

    def _complaints(self) -> None:
        context, actor = self._context, self._actor
        sent = "SELECT id FROM complaint_letter WHERE sent_at IS NOT NULL ORDER BY id"
        letters = [row[0] for row in context.store.rows(sent)]
        dispute = str(context.store.value("SELECT id FROM complaint WHERE dispute = 1 ORDER BY id LIMIT 1"))
        papers = context.complaint_papers
        self._pdf("投诉答复函", "complaint-letter.pdf", lambda path: papers.write_letters(actor, letters[:1], path))
        self._pdf("投诉信函（多封）", "complaint-letters.pdf", lambda path: papers.write_letters(actor, letters, path))
        self._pdf("纠纷卷宗", "dispute-file.pdf", lambda path: papers.write_file(actor, dispute, path))
        self._pdf("调解意见书", "agreement.pdf", lambda path: papers.write_agreement(actor, dispute, path))

    def _handovers(self) -> None:
        context, actor, papers = self._context, self._actor, self._context.handover_papers
        order = "ORDER BY cut_off DESC, id LIMIT 3"
        found = [row[0] for row in context.store.rows(f"SELECT id FROM handover WHERE state = 'sealed' {order}")]
        if found:
            self._pdf("交接班记录", "handover.pdf", lambda path: papers.write(actor, found[:1], path))
            self._pdf("交接班记录（多份）", "handovers.pdf", lambda path: papers.write(actor, found, path))
            self._file(
                "交接班记录（Excel）", "handover.xlsx", lambda path: papers.write_workbook(actor, found[0], path)
            )
        self._pdf("空白交接表", "handover-blank.pdf", lambda path: papers.write_blank(actor, path))

    def _plans(self) -> None:
        context, actor, papers = self._context, self._actor, self._context.plan_papers
        week = context.plans.find(context.plans.this_week())
        before = context.plans.previous(week) if week else ""
        if week:
            self._pdf("周工作计划", "week-plan.pdf", lambda path: papers.write(actor, [week], path))
            self._file(
                "周工作计划（Excel，可读回）", "week-plan.xlsx", lambda path: papers.write_sheet(actor, week, path)
            )
        if before:
            self._pdf("周复盘", "week-review.pdf", lambda path: papers.write(actor, [before], path, review=True))

    def _training(self) -> None:
        context, actor, papers = self._context, self._actor, self._context.training_papers

        def first(sql: str) -> list[str]:
            return [str(row[0]) for row in context.store.rows(sql)]

        newcomer = first("SELECT id FROM training WHERE state = 'open' AND tier = 'newcomer' LIMIT 1")
        passed = first("SELECT id FROM training WHERE state = 'passed' LIMIT 1")
        drill = first("SELECT id FROM training_session WHERE form = 'drill' ORDER BY starts_at DESC LIMIT 1")
        self._pdf("培训清单", "training.pdf", lambda path: papers.write_checklists(actor, newcomer, path))
        self._pdf("培训签到表", "training-sign-in.pdf", lambda path: papers.write_sign_in(actor, drill, path))
        self._pdf("培训合格证书", "training-certificate.pdf", lambda path: papers.write_passing(actor, passed, path))
        self._pdf("年度培训总览", "training-year.pdf", lambda path: papers.write_year(actor, 0, path))
        self._file("年度培训总览（Excel）", "training-year.xlsx", lambda path: papers.write_year(actor, 0, path))

    def _ledger(self, lister: Lister, query: ListQuery) -> Callable[[Path], object]:
        return lambda path: self._context.ledgers.export(self._actor, lister, query, path)

    def _file(self, words: str, name: str, make: Callable[[Path], object]) -> Path:
        path = self._folder / name
        make(path)
        self._album.files.append((f"papers/{name}", path.stat().st_size, words))
        return path

    def _pdf(self, words: str, name: str, make: Callable[[Path], object]) -> None:
        from app.documents.preview import opened

        path = self._file(words, name, make)
        with opened(path) as preview:
            for index in range(min(PAGES_SHOWN, len(preview))):
                pixels = preview.draw(index, DPI)
                image = QImage(
                    pixels.data, pixels.width, pixels.height, pixels.stride, QImage.Format.Format_RGB32
                ).copy()
                caption = f"第 {index + 1} 页，共 {len(preview)} 页"
                self._album.add(image, GROUP, f"{path.stem}-{index + 1}", words, caption, link=f"papers/{name}")
