"""Consolidation as one would script it for speed: python-calamine in, polars between, XlsxWriter out.

    python calamine_polars_xlsxwriter.py RUANG KELUAR.xlsx
"""

import polars as pl
import xlsxwriter
from python_calamine import CalamineWorkbook

from bersama import KOLOM, bersih, jalankan


def baca(jalur):
    buku = CalamineWorkbook.from_path(str(jalur))
    for nama in buku.sheet_names:
        # Rows as they stand on the sheet, so that their numbers are right.
        yield nama, buku.get_sheet_by_name(nama).to_python(skip_empty_area=False)


def tulis(semua, keluar):
    with xlsxwriter.Workbook(keluar) as buku:
        for jenis, baris in semua.items():
            kolom = {nama: [bersih(satu.get(nama)) for satu in baris] for nama in KOLOM[jenis]}
            # A column may hold figures and what was typed instead of one; a frame has one type, so it holds text then.
            frame = pl.DataFrame([pl.Series(nama, seragam(isi), strict=False) for nama, isi in kolom.items()])
            frame.write_excel(buku, worksheet=jenis)


def seragam(isi):
    angka = all(satu is None or isinstance(satu, (int, float)) for satu in isi)
    return [satu if satu is None or angka else str(satu) for satu in isi]


if __name__ == "__main__":
    jalankan(baca, tulis)
