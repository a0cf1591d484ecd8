"""Print the cell that each line of ../README.md names, as the shipped files hold it.

    python3 uji.py        (LibreOffice is asked for .xls and .ods)
"""

import io
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import openpyxl

import lembar

AKAR = Path(__file__).resolve().parent.parent


def buka(ruang: str, berkas: str, cache={}):
    if (ruang, berkas) in cache:
        return cache[(ruang, berkas)]
    if berkas == "kaskade.xlsx":
        data = (AKAR / ruang / berkas).read_bytes()
    elif ".zip/" in berkas:
        arsip, nama = berkas.split(".zip/")
        data = zipfile.ZipFile(AKAR / ruang / "masuk" / (arsip + ".zip")).read(nama)
    else:
        data = (AKAR / ruang / "masuk" / berkas).read_bytes()
    if not berkas.endswith(".xlsx"):
        with tempfile.TemporaryDirectory() as t:
            asal = Path(t) / ("a." + berkas.rsplit(".", 1)[1])
            asal.write_bytes(data)
            (Path(t) / "ke").mkdir()
            lembar.konversi([asal], "xlsx", Path(t) / "ke")
            data = (Path(t) / "ke" / "a.xlsx").read_bytes()
    cache[(ruang, berkas)] = [openpyxl.load_workbook(io.BytesIO(data), data_only=d) for d in (True, False)]
    return cache[(ruang, berkas)]


def main():
    ruang, bersih, gagal = None, False, 0
    for baris in (AKAR / "README.md").read_text(encoding="utf-8").splitlines():
        if baris.startswith("## "):
            ruang, bersih = baris[3:].strip(), False
        elif baris.startswith("### "):
            bersih = baris == "### Berkas bersih"
        elif bersih and (m := re.match(r"^- `(.+)`$", baris)):
            try:
                nilai, rumus = buka(ruang, m[1])
            except Exception as e:
                print("GAGAL", m[1], e); gagal += 1; continue
            for ws in rumus:
                for r in ws.iter_rows():
                    for c in r:
                        if isinstance(c.value, str) and c.value.startswith("=") and nilai[ws.title][c.coordinate].value is None:
                            print("GAGAL no cached value", m[1], c.coordinate); gagal += 1
        elif ruang and baris.startswith("| ") and not baris.startswith("| berkas"):
            berkas, lbr, sel, kode, teks = [x.strip() for x in baris.strip("| ").split(" | ")]
            if sel == "-":
                print(f"{kode}  {berkas}: {teks}"); continue
            nilai, rumus = buka(ruang, berkas)
            ws, f = nilai[lbr], rumus[lbr]
            isi = ws[sel].value
            tambah = f" formula {f[sel].value}" if isinstance(f[sel].value, str) and f[sel].value.startswith("=") else ""
            kiri = [str(c.value)[:28] for c in ws[ws[sel].row][: ws[sel].column - 1] if c.value is not None][-2:]
            print(f"{kode}  {berkas} [{lbr}!{sel}] = {isi!r}{tambah}   ({' | '.join(kiri)})  <- {teks}")
    print("failures:", gagal)
    sys.exit(1 if gagal else 0)


if __name__ == "__main__":
    main()
