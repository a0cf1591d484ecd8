"""Consolidation as an office would script it: pandas over openpyxl, in and out.

    python pandas_openpyxl.py RUANG KELUAR.xlsx
"""

import pandas as pd

from bersama import KOLOM, bersih, jalankan


def baca(jalur):
    for nama, frame in pd.read_excel(jalur, sheet_name=None, header=None, engine="openpyxl").items():
        yield nama, frame.astype(object).where(frame.notna(), None).values.tolist()


def tulis(semua, keluar):
    with pd.ExcelWriter(keluar, engine="openpyxl") as buku:
        for jenis, baris in semua.items():
            frame = pd.DataFrame(baris, columns=KOLOM[jenis]).map(bersih)
            frame.to_excel(buku, sheet_name=jenis, index=False)


if __name__ == "__main__":
    jalankan(baca, tulis)
