"""A workspace: its units, its cascade, the files sent, and the list of what was planted in them."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter

import bentuk
from bentuk import Instansi
from lembar import Berkas, Lembar, a1, simpan_semua, tetapkan_waktu
from model import Indikator, Unit

KOLOM_UNIT = ["Kode", "Nama Unit", "Nama Lain", "Induk", "Pimpinan", "NIP", "Jabatan", "Surel"]
KOLOM_KASKADE = ["Kode", "Kode Induk", "Jenjang", "Kode Unit", "Sasaran", "Indikator", "Satuan", "Polaritas", "Konsolidasi Periode",
                 "Konsolidasi Unit", "Bobot", "Target", "TW I", "TW II", "TW III", "TW IV"]


@dataclass
class Ruang:
    nama: str
    inst: Instansi
    unit: list[Unit]
    kaskade: list[Indikator]
    toml: str
    berkas: list[Berkas] = field(default_factory=list)
    tanam: list[tuple] = field(default_factory=list)     # berkas, lembar, sel, kode, kekeliruan (outside the files sent)
    lain: list[str] = field(default_factory=list)

    def u(self, kode) -> Unit:
        return next(u for u in self.unit if u.kode == kode)

    def ikk(self, unit) -> list[Indikator]:
        return [i for i in self.kaskade if i.unit == unit and i.jenjang == "IKK"]

    def sel_kaskade(self, kode, kolom, ke=1) -> str:
        baris = [n for n, i in enumerate(self.kaskade, 1) if i.kode == kode][ke - 1]
        return a1(baris, KOLOM_KASKADE.index(kolom))

    def salah_kaskade(self, kode_indikator, kolom, aturan, teks, ke=1):
        self.tanam.append(("kaskade.xlsx", "Kaskade", self.sel_kaskade(kode_indikator, kolom, ke), aturan, teks))

    def kirim(self, path, *lembar: Lembar, **k) -> Berkas:
        b = Berkas(path, list(lembar), **k)
        self.berkas.append(b)
        return b

    def isi(self, bentuk_, unit, *argumen, nama="Sheet1", inds=None, **o) -> Lembar:
        """Fill one sheet: `isi("pk_dki", "DISDIK", gabung=True)`, `isi("uk_polos", "JTI", 1, pic=True)`."""
        L = Lembar(nama)
        getattr(bentuk, bentuk_)(L, self.inst, self.u(unit), inds or self.ikk(unit), *argumen, o)
        return L

    # ------------------------------------------------------------ writing
    def tulis(self, akar: Path):
        dasar = akar / self.nama
        if (dasar / "masuk").exists():
            shutil.rmtree(dasar / "masuk")
        (dasar / "masuk").mkdir(parents=True)
        (dasar / "selaras.toml").write_text(self.toml, encoding="utf-8")
        self._tulis_kaskade(dasar / "kaskade.xlsx")
        simpan_semua(self.berkas, dasar / "masuk")

    def _tulis_kaskade(self, path: Path):
        wb = xlsxwriter.Workbook(str(path))
        wb.set_properties({"author": "Bagian Perencanaan", "created": dt.datetime(2026, 1, 5, 9, 0)})
        kepala = wb.add_format({"bold": True, "border": 1, "bg_color": "#D9E1F2", "text_wrap": True, "valign": "vcenter", "align": "center"})
        isi = wb.add_format({"border": 1, "text_wrap": True, "valign": "top"})
        def lembar(nama, kolom, lebar, baris):
            ws = wb.add_worksheet(nama)
            ws.freeze_panes(1, 1)
            for c, (k, w) in enumerate(zip(kolom, lebar)):
                ws.set_column(c, c, w)
                ws.write_string(0, c, k, kepala)
            for r, b in enumerate(baris, 1):
                for c, v in enumerate(b):
                    if v is None or v == "": ws.write_blank(r, c, None, isi)
                    elif isinstance(v, str): ws.write_string(r, c, v, isi)
                    else: ws.write_number(r, c, v, isi)
            ws.autofilter(0, 0, len(baris), len(kolom) - 1)
        lembar("Unit", KOLOM_UNIT, [12, 44, 30, 12, 34, 22, 44, 34],
               [[u.kode, u.nama, u.alias, u.induk, u.pejabat.nama, u.pejabat.nip, u.pejabat.jabatan, u.surel] for u in self.unit])
        lembar("Kaskade", KOLOM_KASKADE, [14, 12, 9, 12, 36, 54, 12, 12, 13, 20, 8, 12, 10, 10, 10, 10],
               [[i.kode, i.induk, i.jenjang, i.unit, i.sasaran, i.teks, i.satuan, i.polaritas, i.periode, i.konsolidasi, i.bobot, i.target, *i.tw]
                for i in self.kaskade])
        wb.close()
        tetapkan_waktu(path, dt.date(2026, 1, 5))

    # ------------------------------------------------------------ the list
    def semua_tanam(self):
        for b in self.berkas:
            for lembar, sel, kode, teks in b.tanam:
                yield (b.path, lembar, sel, kode, teks)
        yield from self.tanam

    def bersih(self):
        return [b.path for b in self.berkas if not b.tanam and b.catatan is None] + \
               ([] if any(t[0] == "kaskade.xlsx" for t in self.tanam) else ["kaskade.xlsx"])

    def readme(self) -> str:
        garis = lambda *x: "| " + " | ".join(str(y).replace("|", "\\|") for y in x) + " |"
        kotor = {t[0] for t in self.semua_tanam()} | {b.path for b in self.berkas if b.catatan}
        baris = [f"## {self.nama}", "", f"{self.inst.nama}: {len(self.unit)} units, {len(self.kaskade)} indicators, {len(self.berkas)} files sent.", "",
                 "### Kesalahan yang ditanam", "", garis("berkas", "lembar", "sel", "kode", "kekeliruan"), "|---|---|---|---|---|"]
        baris += [garis(*t) for t in self.semua_tanam()]
        baris += ["", "### Berkas bersih", ""] + [f"- `{p}`" for p in self.bersih()]
        baris += ["", "### Berkas lain", ""] + [f"- `{b.path}`: {b.catatan}" for b in self.berkas if b.catatan] + [f"- {t}" for t in self.lain]
        return "\n".join(baris) + "\n"
