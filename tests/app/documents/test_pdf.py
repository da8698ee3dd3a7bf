from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from app.core.clock import MINUTE
from app.core.errors import EnvironmentFault, Refused
from app.documents import files
from app.documents.blocks import (
    Bar,
    Bars,
    Block,
    Checklist,
    Document,
    Field,
    Fields,
    Group,
    Heading,
    Item,
    Lines,
    Orientation,
    PageBreak,
    Paragraph,
    Picture,
    Pictures,
    Qr,
    Row,
    Signatures,
    Spacer,
    Table,
)
from app.documents.columns import Column, Kind
from app.documents.fonts import Fonts
from app.documents.pdf import write_pdf
from app.documents.preview import opened
from app.documents.progress import Cancelled

RARE = ("𠮷", "㼆", "䶮", "𬭎")


def sheet(*blocks: Block, title: str = "维修工单", orientation: Orientation = Orientation.PORTRAIT) -> Document:
    return Document(title, "城南物业服务中心", blocks, "待派单", "2026-11-22 14:30 打印", orientation)


def texts(path: Path) -> list[str]:
    with opened(path) as pdf:
        return [pdf.text(index) for index in range(len(pdf))]


def squashed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("name", RARE)
@pytest.mark.parametrize("strong", [False, True])
def test_a_rare_name_is_found_and_copied_as_it_was_typed(tmp_path: Path, fonts: Fonts, name: str, strong: bool) -> None:
    path = tmp_path / "slip.pdf"
    result = write_pdf(sheet(Fields([Field("报修人", f"王{name}明", strong=strong)])), path, fonts)
    assert result.missing == frozenset()
    assert f"王{name}明" in texts(path)[0]
    if program := shutil.which("pdftotext"):
        shown = subprocess.run([program, "-enc", "UTF-8", path, "-"], capture_output=True, check=True).stdout
        assert f"王{name}明" in shown.decode("utf-8")


def test_every_text_comes_back_as_it_was_given(tmp_path: Path, fonts: Fonts) -> None:
    said = (
        "厨房水管漏水，已关总阀（业主：“独居老人”），请先致电 138-0000-1234；单号 GD261122-A-0007……",
        "反斜杠 \\ 与括号 ( ) 和 <b>标记</b> <img src='C:/x.png'/> &amp; 100% 都是文字。",
        "费用 ￥1,200.50，编号 123456789012345678901234567890，比例 95.5％。",
    )
    path = tmp_path / "slip.pdf"
    write_pdf(sheet(*(Paragraph(text) for text in said)), path, fonts)
    shown = squashed(texts(path)[0])
    for text in said:
        assert squashed(text) in shown


def test_a_character_no_face_has_is_a_box_is_reported_and_can_still_be_copied(tmp_path: Path, fonts: Fonts) -> None:
    path = tmp_path / "slip.pdf"
    result = write_pdf(sheet(Paragraph("王\U0002f800明 😀")), path, fonts)
    assert "😀" in result.missing
    assert "😀" in texts(path)[0]
    assert fonts.missing("王明😀") == {"😀"}


def test_every_page_says_which_of_how_many_and_every_document_counts_its_own(tmp_path: Path, fonts: Fonts) -> None:
    path = tmp_path / "slips.pdf"
    documents = [sheet(Paragraph("一"), PageBreak(), Paragraph("二"), title="甲"), sheet(Paragraph("三"), title="乙")]
    assert write_pdf(documents, path, fonts).pages == 3
    shown = texts(path)
    assert ["Page 1 of 2" in shown[0], "Page 2 of 2" in shown[1], "Page 1 of 1" in shown[2]] == [True] * 3
    assert all("城南物业服务中心" in page and "2026-11-22 14:30 打印" in page for page in shown)


def ledger(rows: int) -> Table:
    columns = (
        Column("no", "工单号", 9),
        Column("at", "报修时间", 8, Kind.MOMENT),
        Column("text", "描述", 24),
        Column("fee", "费用", 6, Kind.MONEY),
        Column("took", "用时", 6, Kind.DURATION),
    )

    def made() -> Iterator[Row]:
        for i in range(rows):
            yield (f"GD261122-A-{i:04d}", 1_795_000_000_000, "水管漏水，请上门。" * (1 + i % 5), i * 100, i * MINUTE)

    return Table(columns, list(made()), total=("合计", None, "", sum(range(rows)) * 100, None), dense=True)


def test_a_long_table_repeats_its_heading_and_shows_every_row_once(tmp_path: Path, fonts: Fonts) -> None:
    path = tmp_path / "ledger.pdf"
    result = write_pdf(sheet(ledger(1000), orientation=Orientation.LANDSCAPE), path, fonts)
    shown = texts(path)
    assert result.pages == len(shown) > 10
    assert all("工单号" in page and "描述" in page for page in shown)
    assert re.findall(r"GD261122-A-(\d{4})", "".join(shown)) == [f"{i:04d}" for i in range(1000)]
    assert "2026-11-18 19:06" in shown[0]
    assert "499,500.00" in shown[-1]


def test_a_row_taller_than_a_page_goes_on_and_loses_nothing(tmp_path: Path, fonts: Fonts) -> None:
    path = tmp_path / "tall.pdf"
    text = "".join(f"第{i}句话说完了。" for i in range(900))
    write_pdf(sheet(Table((Column("a", "甲", 3), Column("b", "乙", 12)), [("一", text), ("二", "尾")])), path, fonts)
    pages = texts(path)
    assert len(pages) > 2
    shown = re.sub("城南物业服务中心2026-11-2214:30打印|Page\\dof\\d|维修工单待派单甲乙", "", squashed("".join(pages)))
    assert [int(n) for n in re.findall(r"第(\d+)句", shown)] == list(range(900))


def test_groups_empty_tables_and_a_generator_of_rows(tmp_path: Path, fonts: Fonts) -> None:
    path = tmp_path / "t.pdf"
    columns = (Column("a", "姓名", 5), Column("b", "数量", 5, Kind.INT), Column("c", "已办", 3, Kind.FLAG))
    rows = (row for row in (Group("早班"), ("王小明", 1234, True), Group("晚班"), ("李静", 2, False)))
    write_pdf(sheet(Table(columns, rows), Table(columns, (), empty="没有记录")), path, fonts)
    shown = texts(path)[0]
    assert "早班" in shown
    assert "1,234" in shown
    assert "✓" in shown
    assert "没有记录" in shown


def test_all_blocks_together_and_a_heading_never_stands_alone(tmp_path: Path, fonts: Fonts) -> None:
    path = tmp_path / "all.pdf"
    for filler in range(180, 236, 4):
        blocks: tuple[Block, ...] = (
            Spacer(1),
            Checklist([Item("出示工牌"), Item("关阀", ticked=True)], columns=2),
            Qr("GD261122-A-0007", "GD261122-A-0007"),
            Spacer(filler - 60),
            Heading("处理结果"),
            Lines(2, "说明"),
            Signatures(["维修人", "业主"]),
        )
        write_pdf(sheet(*blocks), path, fonts)
        page = next(page for page in texts(path) if "处理结果" in page)
        assert "说明" in page


def test_a_long_value_in_a_narrow_place_goes_on_over_pages(tmp_path: Path, fonts: Fonts) -> None:
    path = tmp_path / "long.pdf"
    text = "".join(f"第{i}句。" for i in range(1500))
    write_pdf(
        sheet(Fields([Field("甲", "短"), Field("乙", text)]), Fields([Field("丙", text, wide=True)])), path, fonts
    )
    shown = re.sub(
        "城南物业服务中心2026-11-2214:30打印|Page\\d+of\\d+|维修工单待派单", "", squashed("".join(texts(path)))
    )
    assert [int(n) for n in re.findall(r"第(\d+)句", shown)] == [*range(1500), *range(1500)]


def test_documents_made_at_the_same_time_do_not_disturb_each_other(tmp_path: Path, fonts: Fonts) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = [
            pool.submit(write_pdf, sheet(Paragraph(f"{i} 𠮷田"), ledger(120)), tmp_path / f"{i}.pdf", fonts)
            for i in range(8)
        ]
        assert {job.result().pages for job in made} == {made[0].result().pages}
        read = list(pool.map(texts, [tmp_path / f"{i}.pdf" for i in range(8)]))
    for i, pages in enumerate(read):
        assert f"{i} 𠮷田" in pages[0]
        assert "GD261122-A-0119" in pages[-1]


def photograph(width: int, height: int, orientation: int = 1) -> bytes:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, "MakerOfTheCamera"
    Image.new("RGB", (width, height), (200, 30, 30)).save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_pictures_are_upright_small_and_without_the_cameras_words(tmp_path: Path, fonts: Fonts) -> None:
    path = tmp_path / "photos.pdf"
    pictures = (Picture(photograph(4000, 3000, 6), "维修前"), Picture(b"no picture", "坏"))
    write_pdf(sheet(Pictures(pictures)), path, fonts)
    assert b"MakerOfTheCamera" not in path.read_bytes()
    assert "cannot be shown" in texts(path)[0]
    page = pypdfium2.PdfDocument(path.read_bytes())[0]
    (image,) = [found for found in page.get_objects() if isinstance(found, pypdfium2.PdfImage)]
    assert image.get_px_size() == (1050, 1400)


def test_bars_show_label_and_value_whatever_the_value(tmp_path: Path, fonts: Fonts) -> None:
    path = tmp_path / "bars.pdf"
    bars = [Bar("满意度", 0.96, "96%", 0.95), Bar("投诉率", 0, "0%", 0.1), Bar("负", -1, "-100%"), Bar("超", 9, "900%")]
    write_pdf(sheet(Bars(bars, most=1), Bars([Bar("无", 0, "0 件")]), Bars([])), path, fonts)
    shown = texts(path)[0]
    assert all(str(bar.label) in shown and str(bar.shown) in shown for bar in bars)


def test_indented_text_is_set_in_by_two_characters(tmp_path: Path, fonts: Fonts) -> None:
    path = tmp_path / "letter.pdf"
    write_pdf(sheet(Paragraph("一段\n二段", indented=True)), path, fonts)
    assert "一段" in texts(path)[0]
    assert "二段" in texts(path)[0]


def test_no_library_is_loaded_before_it_is_used() -> None:
    rooms = "pdf workbook listing preview blocks figures sheets"
    probe = (
        "import sys, importlib\n"
        f"for name in {rooms.split()!r}: importlib.import_module('app.documents.' + name)\n"
        "from pathlib import Path\nfrom app.documents.fonts import Fonts\nFonts(Path('resources/fonts'))\n"
        "print([name for name in ('reportlab', 'openpyxl', 'pypdfium2', 'PIL', 'segno') if name in sys.modules])"
    )
    root = Path(__file__).parents[3]
    ran = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=True, cwd=root, text=True)
    assert ran.stdout.strip() == "[]"


def test_the_same_documents_give_the_same_bytes_when_asked(tmp_path: Path, fonts: Fonts) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    for path in (first, second):
        write_pdf(sheet(ledger(30)), path, fonts, invariant=True)
    assert first.read_bytes() == second.read_bytes()


def test_the_title_is_in_the_file_and_nothing_of_the_machine(tmp_path: Path, fonts: Fonts) -> None:
    path = tmp_path / "slip.pdf"
    write_pdf(sheet(Paragraph("一")), path, fonts)
    content = path.read_bytes()
    assert str(tmp_path).encode() not in content
    shown = pypdfium2.PdfDocument(content).get_metadata_dict(skip_empty=True)
    assert (shown["Title"], shown["Author"]) == ("维修工单", "城南物业服务中心")


def test_cancelling_leaves_the_old_file_and_no_other(tmp_path: Path, fonts: Fonts) -> None:
    path = tmp_path / "ledger.pdf"
    path.write_bytes(b"old")
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> bool:
        told.append((done, total))
        return done < 400

    with pytest.raises(Cancelled):
        write_pdf(sheet(ledger(1000)), path, fonts, stop)
    assert told == [(0, 1001), (200, 1001), (400, 1001)]
    assert [entry.name for entry in tmp_path.iterdir()] == ["ledger.pdf"]
    assert path.read_bytes() == b"old"


def test_progress_ends_at_its_total(tmp_path: Path, fonts: Fonts) -> None:
    told: list[tuple[int, int]] = []
    write_pdf([sheet(ledger(450)), sheet(Paragraph("一"))], tmp_path / "a.pdf", fonts, lambda *at: not told.append(at))
    assert told[-1] == (452, 452)


def test_a_file_held_by_another_program_is_named_and_left_alone(
    tmp_path: Path, fonts: Fonts, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "slip.pdf"
    path.write_bytes(b"old")
    tries: list[int] = []

    def held(*_: object) -> None:
        tries.append(1)
        raise PermissionError(13, "sharing violation")

    monkeypatch.setattr(files.os, "replace", held)
    monkeypatch.setattr(files.time, "sleep", lambda _: None)
    with pytest.raises(Refused, match=r"slip\.pdf"):
        write_pdf(sheet(Paragraph("一")), path, fonts)
    assert len(tries) == files.ATTEMPTS
    assert [entry.name for entry in tmp_path.iterdir()] == ["slip.pdf"]
    assert path.read_bytes() == b"old"


def test_a_file_held_for_a_moment_is_written_all_the_same(
    tmp_path: Path, fonts: Fonts, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, real, held = tmp_path / "slip.pdf", files.os.replace, [PermissionError(), PermissionError()]

    def move(source: Path, target: Path) -> None:
        if held:
            raise held.pop()
        real(source, target)

    monkeypatch.setattr(files.os, "replace", move)
    monkeypatch.setattr(files.time, "sleep", lambda _: None)
    write_pdf(sheet(Paragraph("一")), path, fonts)
    assert "一" in texts(path)[0]


def test_a_missing_folder_is_said_so(tmp_path: Path, fonts: Fonts) -> None:
    with pytest.raises(EnvironmentFault, match=r"slip\.pdf"):
        write_pdf(sheet(Paragraph("一")), tmp_path / "gone" / "slip.pdf", fonts)


def test_a_preview_draws_pixels_and_holds_no_file(tmp_path: Path, fonts: Fonts) -> None:
    path = tmp_path / "slip.pdf"
    write_pdf(sheet(Paragraph("漏水" * 200)), path, fonts)
    with opened(path) as pdf:
        path.unlink()
        pixels = pdf.draw(0, 96)
        assert (pixels.width, pixels.height) == (794, 1123)
        assert len(pixels.data) == pixels.stride * pixels.height
        assert pixels.stride >= 4 * pixels.width
        assert min(pixels.data) < 64 < 250 < max(pixels.data)


def test_what_is_no_pdf_cannot_be_shown(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(b"nothing of the kind")
    with pytest.raises(EnvironmentFault), opened(path):
        pass
