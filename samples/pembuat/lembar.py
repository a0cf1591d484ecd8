"""A sheet as a grid of cells, and the hands that can write it.

The layouts in `bentuk.py` fill a `Lembar`; what program then saves it is decided per file, so that
the samples do not all come from one hand: xlsxwriter (formulas with cached values), openpyxl
(formulas without), or LibreOffice (.xlsx, .xls, .ods).
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter


def a1(r: int, c: int) -> str:
    return f"{get_column_letter(c + 1)}{r + 1}"


@dataclass
class Sel:
    nilai: object = None
    gaya: str = "isi"
    format: str | None = None
    rumus: str | None = None


# What a style name means; font and colours come from the theme of the file.
GAYA = {
    "kop": dict(tebal=True, datar="center", besar=2),
    "kop2": dict(datar="center", besar=-1),
    "judul": dict(tebal=True, datar="center", besar=2),
    "id": dict(tegak="top"),
    "teks": dict(lipat=True, tegak="top"),
    "kepala": dict(tebal=True, datar="center", tegak="vcenter", lipat=True, garis=True, warna=True),
    "nomor": dict(datar="center", garis=True, miring=True, besar=-1),
    "isi": dict(lipat=True, tegak="top", garis=True),
    "tengah": dict(datar="center", tegak="top", lipat=True, garis=True),
    "angka": dict(datar="right", tegak="top", garis=True),
    "bagian": dict(tebal=True, garis=True, tegak="vcenter"),
    "total": dict(tebal=True, garis=True, datar="center"),
    "totalangka": dict(tebal=True, garis=True, datar="right"),
    "ttd": dict(datar="center"),
    "ttdnama": dict(datar="center", tebal=True, bawah=True),
    "ketkecil": dict(miring=True, besar=-1),
}

TEMA = {
    "calibri": dict(huruf="Calibri", ukuran=11, warna="D9E1F2"),
    "arial": dict(huruf="Arial", ukuran=10, warna="D9D9D9"),
    "times": dict(huruf="Times New Roman", ukuran=11, warna=None),
    "bookman": dict(huruf="Bookman Old Style", ukuran=10, warna="E2EFDA"),
    "tahoma": dict(huruf="Tahoma", ukuran=10, warna="FFF2CC"),
    "cambria": dict(huruf="Cambria", ukuran=11, warna="DDEBF7"),
    "liberation": dict(huruf="Liberation Sans", ukuran=10, warna="CCCCCC"),
}


class Lembar:
    def __init__(self, nama: str):
        self.nama = nama
        self.sel: dict[tuple[int, int], Sel] = {}
        self.gabungan: list[tuple[int, int, int, int]] = []
        self.lebar: dict[int, float] = {}
        self.tinggi: dict[int, float] = {}
        self.baris_sembunyi: set[int] = set()
        self.kolom_sembunyi: set[int] = set()
        self.acuan: dict[tuple[str, str], tuple[int, int]] = {}

    def tulis(self, r, c, nilai, gaya="isi", format=None, rumus=None):
        self.sel[(r, c)] = Sel(nilai, gaya, format, rumus)

    def gabung(self, r1, c1, r2, c2):
        if (r1, c1) != (r2, c2):
            self.gabungan.append((r1, c1, r2, c2))

    def catat(self, kunci: str, medan: str, r: int, c: int):
        """Remember where a field of a record stands; the first record of that name wins."""
        self.acuan.setdefault((kunci, medan), (r, c))

    def alamat(self, kunci: str, medan: str) -> str:
        return a1(*self.acuan[(kunci, medan)])

    def ganti(self, kunci: str, medan: str, nilai, format=None, rumus=None) -> str:
        """Change one cell after the form is complete, and return its address."""
        pos = self.acuan[(kunci, medan)]
        lama = self.sel.get(pos, Sel())
        self.sel[pos] = Sel(nilai, lama.gaya, format, rumus)
        return a1(*pos)

    @property
    def baris_akhir(self):
        return max(r for r, _ in self.sel)


def simpan_xlsxwriter(path: Path, lembar2: list[Lembar], tema: dict, operator: str, tanggal: dt.date):
    wb = xlsxwriter.Workbook(str(path))
    saat = dt.datetime(tanggal.year, tanggal.month, tanggal.day, 9, 0)
    wb.set_properties({"author": operator, "created": saat})
    wb.formats[0].set_font_name(tema["huruf"])
    wb.formats[0].set_font_size(tema["ukuran"])
    cache = {}

    def fmt(gaya, angka):
        if (gaya, angka) not in cache:
            g = GAYA[gaya]
            d = {"font_name": tema["huruf"], "font_size": tema["ukuran"] + g.get("besar", 0)}
            if g.get("tebal"): d["bold"] = True
            if g.get("miring"): d["italic"] = True
            if g.get("bawah"): d["underline"] = 1
            if g.get("datar"): d["align"] = g["datar"]
            if g.get("tegak"): d["valign"] = g["tegak"]
            if g.get("lipat"): d["text_wrap"] = True
            if g.get("garis"): d["border"] = 1
            if g.get("warna") and tema["warna"]: d["bg_color"] = "#" + tema["warna"]
            if angka: d["num_format"] = angka
            cache[(gaya, angka)] = wb.add_format(d)
        return cache[(gaya, angka)]

    for L in lembar2:
        ws = wb.add_worksheet(L.nama)
        ws.set_landscape(); ws.set_paper(9); ws.fit_to_pages(1, 0); ws.set_margins(0.4, 0.4, 0.5, 0.5)
        for c, w in L.lebar.items():
            ws.set_column(c, c, w, None, {"hidden": c in L.kolom_sembunyi})
        for r in set(L.tinggi) | L.baris_sembunyi:
            ws.set_row(r, L.tinggi.get(r), None, {"hidden": r in L.baris_sembunyi})
        for r1, c1, r2, c2 in L.gabungan:
            s = L.sel.get((r1, c1), Sel())
            ws.merge_range(r1, c1, r2, c2, "", fmt(s.gaya, s.format))
        for (r, c), s in sorted(L.sel.items()):
            f = fmt(s.gaya, s.format)
            if s.rumus:
                ws.write_formula(r, c, s.rumus, f, s.nilai)
            elif s.nilai is None:
                ws.write_blank(r, c, None, f)
            elif isinstance(s.nilai, (dt.date, dt.datetime)):
                ws.write_datetime(r, c, dt.datetime(s.nilai.year, s.nilai.month, s.nilai.day), f)
            elif isinstance(s.nilai, str):
                ws.write_string(r, c, s.nilai, f)
            else:
                ws.write_number(r, c, s.nilai, f)
    wb.close()


def simpan_openpyxl(path: Path, lembar2: list[Lembar], tema: dict, operator: str, tanggal: dt.date):
    wb = openpyxl.Workbook()
    wb.remove(wb.active)
    wb.properties.creator = operator
    tipis = Side(style="thin")
    kotak = Border(left=tipis, right=tipis, top=tipis, bottom=tipis)

    def hias(cell, gaya, angka):
        g = GAYA[gaya]
        cell.font = Font(name=tema["huruf"], size=tema["ukuran"] + g.get("besar", 0), bold=g.get("tebal", False),
                         italic=g.get("miring", False), underline="single" if g.get("bawah") else None)
        cell.alignment = Alignment(horizontal=g.get("datar"), wrap_text=g.get("lipat", False),
                                   vertical={"vcenter": "center"}.get(g.get("tegak"), g.get("tegak")))
        if g.get("garis"): cell.border = kotak
        if g.get("warna") and tema["warna"]: cell.fill = PatternFill("solid", fgColor=tema["warna"])
        if angka: cell.number_format = angka

    for L in lembar2:
        ws = wb.create_sheet(L.nama)
        ws.page_setup.orientation = "landscape"; ws.page_setup.paperSize = 9
        ws.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
        ws.page_setup.fitToHeight = 0
        for c, w in L.lebar.items():
            d = ws.column_dimensions[get_column_letter(c + 1)]
            d.width = w; d.hidden = c in L.kolom_sembunyi
        for r, h in L.tinggi.items():
            ws.row_dimensions[r + 1].height = h
        for r in L.baris_sembunyi:
            ws.row_dimensions[r + 1].hidden = True
        for r1, c1, r2, c2 in L.gabungan:
            s = L.sel.get((r1, c1), Sel())
            for r in range(r1, r2 + 1):
                for c in range(c1, c2 + 1):
                    hias(ws.cell(r + 1, c + 1), s.gaya, s.format)
        for (r, c), s in sorted(L.sel.items()):
            cell = ws.cell(r + 1, c + 1)
            if cell.__class__.__name__ != "MergedCell":
                cell.value = s.rumus or s.nilai
            hias(cell, s.gaya, s.format)
        for r1, c1, r2, c2 in L.gabungan:
            ws.merge_cells(start_row=r1 + 1, start_column=c1 + 1, end_row=r2 + 1, end_column=c2 + 1)
    wb.save(path)


def tetapkan_waktu(path: Path, tanggal: dt.date):
    """Rewrite a zip package with fixed times, so that equal input gives equal bytes."""
    cap = f"{tanggal.isoformat()}T09:00:00Z".encode()
    with zipfile.ZipFile(path) as z:
        isi = [(i.filename, z.read(i), i.compress_type) for i in z.infolist()]
    with zipfile.ZipFile(path, "w") as z:
        for nama, data, mampat in isi:
            if nama == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:(created|modified)[^>]*>)[^<]*", lambda m: m.group(1) + cap, data)
            if nama == "meta.xml":
                data = re.sub(rb"(<(?:dc:date|meta:creation-date)>)[^<]*", lambda m: m.group(1) + cap, data)
                data = re.sub(rb"(<meta:editing-duration>)[^<]*", rb"\g<1>PT10M", data)
            info = zipfile.ZipInfo(nama, (1980, 1, 1, 0, 0, 0))
            info.compress_type = mampat
            info.external_attr = 0o644 << 16
            z.writestr(info, data)


def konversi(berkas: list[Path], jenis: str, ke: Path):
    """Let LibreOffice save some .xlsx files again as xlsx, xls or ods."""
    profil = os.environ.get("PROFIL_SOFFICE") or str(Path(tempfile.gettempdir()) / "profil-soffice-samples")
    saring = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "xls": "xls:MS Excel 97", "ods": "ods:calc8"}[jenis]
    subprocess.run(["soffice", f"-env:UserInstallation=file://{profil}", "--headless", "--convert-to", saring,
                    "--outdir", str(ke), *map(str, berkas)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@dataclass
class Berkas:
    """One workbook that a unit sent: where it lies below masuk/, who saved it, what was planted in it."""
    path: str
    lembar: list[Lembar]
    cara: str = "xlsxwriter"          # xlsxwriter | openpyxl | lo
    tema: str = "calibri"
    operator: str = "Operator"
    tanggal: dt.date = dt.date(2026, 2, 20)
    tanam: list[tuple[str, str, str, str]] = field(default_factory=list)   # lembar, sel, kode, kekeliruan
    catatan: str | None = None        # listed under "Berkas lain" instead of the clean list
    mentah: bytes | None = None       # not a workbook: these bytes as they are

    def salah(self, L: Lembar | None, sel: str, kode: str, teks: str):
        self.tanam.append((L.nama if L else "-", sel, kode, teks))
        return self

    @property
    def jenis(self):
        return self.path.rsplit(".", 1)[-1].lower()


def simpan_semua(berkas: list[Berkas], masuk: Path):
    """Write every file below masuk/; members of `x.zip/...` go into that archive."""
    kerja = Path(tempfile.mkdtemp(prefix="samples-"))
    jadi: dict[str, Path] = {}
    antre: dict[str, list[tuple[Berkas, Path]]] = {}
    for n, b in enumerate(berkas):
        sementara = kerja / f"{n:03}.xlsx"
        if b.mentah is not None:
            sementara.write_bytes(b.mentah)
            jadi[b.path] = sementara
            continue
        tulis = simpan_openpyxl if b.cara == "openpyxl" else simpan_xlsxwriter
        tulis(sementara, b.lembar, TEMA[b.tema], b.operator, b.tanggal)
        if b.cara == "lo" or b.jenis in ("xls", "ods"):
            antre.setdefault(b.jenis, []).append((b, sementara))
        else:
            jadi[b.path] = sementara
    for jenis, isi in antre.items():
        ke = kerja / f"lo-{jenis}"
        ke.mkdir()
        konversi([p for _, p in isi], jenis, ke)
        for b, p in isi:
            jadi[b.path] = ke / f"{p.stem}.{jenis}"
    arsip: dict[str, list[Berkas]] = {}
    for b in berkas:
        if b.mentah is None and b.jenis in ("xlsx", "ods"):
            tetapkan_waktu(jadi[b.path], b.tanggal)
        if ".zip/" in b.path:
            arsip.setdefault(b.path.split(".zip/")[0] + ".zip", []).append(b)
            continue
        tujuan = masuk / b.path
        tujuan.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(jadi[b.path], tujuan)
    for nama, isi in arsip.items():
        tujuan = masuk / nama
        tujuan.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(tujuan, "w", zipfile.ZIP_DEFLATED) as z:
            for b in isi:
                t = b.tanggal
                info = zipfile.ZipInfo(b.path.split(".zip/")[1], (t.year, t.month, t.day, 9, 30, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o644 << 16
                z.writestr(info, jadi[b.path].read_bytes())
    shutil.rmtree(kerja)
