"""Writes samples/hari-pertama: what a planner and twelve units type on the first day. All names are invented.

    python3 samples/pembuat/hari_pertama.py PROGRAM

The cascade is the blank one of `selaras mulai`, filled in; the forms are those of `selaras templat`, filled in as units do.
"""

import datetime
import pathlib
import shutil
import subprocess
import sys
import tempfile

import openpyxl

PROGRAM = sys.argv[1]
TARGET = pathlib.Path(__file__).resolve().parent.parent / "hari-pertama"
UNITS = [
    ("JTI", "Jurusan Teknologi Informasi"), ("JTM", "Jurusan Teknik Mesin"), ("JTS", "Jurusan Teknik Sipil"),
    ("JTE", "Jurusan Teknik Elektro"), ("JAK", "Jurusan Akuntansi"), ("JAB", "Jurusan Administrasi Bisnis"),
    ("JAG", "Jurusan Agribisnis"), ("JKS", "Jurusan Kesehatan"), ("PERPUS", "UPT Perpustakaan"),
    ("BAHASA", "UPT Bahasa"), ("BAK", "Bagian Akademik"), ("BUM", "Bagian Umum"),
]
DAY = "2026-01-12"


def run(*arguments):
    subprocess.run([PROGRAM, *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)


def cascade(path):
    book = openpyxl.load_workbook(path)
    settings = {row[0].value: row[1] for row in book["Pengaturan"].iter_rows(min_row=5)}
    settings["Nama instansi"].value = "Politeknik Contoh"
    settings["Alamat pengembalian"].value = "perencanaan@politeknik-contoh.example"
    settings["Tanda tangan surat"].value = "Bagian Perencanaan\nPoliteknik Contoh"
    register = [["PIMPINAN", "Politeknik Contoh", None, None, "Contoh Direktur", "196802151994031002", "Direktur", None]]
    for code, name in UNITS:
        nip = f"19750410200003{1 + len(register) % 2}{len(register):03d}"
        register.append([code, name, None, "PIMPINAN", f"Contoh Kepala {code}", nip, f"Kepala {name}", f"{code.lower()}@politeknik-contoh.example"])
    nodes = [
        ["IKU 1", None, "IKU", None, "Layanan makin baik", "Persentase layanan selesai tepat waktu", "%", "maksimum", "nilai akhir", "rata-rata", None, 80, 20, 40, 60, 80],
        ["IKU 2", None, "IKU", None, "Kerja sama meningkat", "Jumlah kerja sama dengan mitra", "Dokumen", "maksimum", "jumlah", "jumlah", None, 48, 12, 12, 12, 12],
    ]
    for number, (code, name) in enumerate(UNITS, 1):
        nodes.append([f"IKK 1.{number}", "IKU 1", "IKK", code, "Layanan makin baik", f"Persentase layanan {name} selesai tepat waktu", "%", "maksimum", "nilai akhir", "langsung", None, 80, 20, 40, 60, 80])
        nodes.append([f"IKK 2.{number}", "IKU 2", "IKK", code, "Kerja sama meningkat", f"Jumlah kerja sama {name} dengan mitra", "Dokumen", "maksimum", "jumlah", "langsung", None, 4, 1, 1, 1, 1])
    for sheet, rows in (("Unit", register), ("Kaskade", nodes)):
        for line, row in enumerate(rows, 2):
            for column, value in enumerate(row, 1):
                book[sheet].cell(line, column).value = value
    book.save(path)


def column(sheet, heading):
    for row in sheet.iter_rows(max_row=20):
        for cell in row:
            if str(cell.value or "").strip() == heading:
                return cell.column, cell.row
    raise KeyError(heading)


def sign(sheet, day):
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("<tempat>"):
                cell.value = f"Kota Contoh, {day}"
            elif cell.value == "NIP <NIP>":
                cell.value = None


def measured(form, target, share, count):
    """A measurement as its unit fills it in: the share of services, the number of agreements."""
    book = openpyxl.load_workbook(form)
    sheet = book.worksheets[0]
    realisation, head = column(sheet, "Realisasi TW")
    proof, _ = column(sheet, "Bukti Dukung")
    indicator, _ = column(sheet, "Indikator")
    for row in range(head + 1, head + 4):
        text = str(sheet.cell(row, indicator).value or "")
        if "Persentase" in text:
            sheet.cell(row, realisation).value = share / 100
        elif "Jumlah" in text:
            sheet.cell(row, realisation).value = count
        else:
            continue
        sheet.cell(row, proof).value = "https://bukti.politeknik-contoh.example/" + form.stem
    sign(sheet, "6 April 2026")
    book.save(target)


def agreed(form, target):
    book = openpyxl.load_workbook(form)
    sign(book.worksheets[0], "20 Februari 2026")
    book.save(target)


def strange(target):
    """A form that nobody knows: headings of the unit's own."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Laporan"
    rows = [
        ["LAPORAN KINERJA TRIWULAN II TAHUN 2026"], ["Unit Kerja : Bagian Umum"], [],
        ["Nmr", "Sasarannya", "Apa yang diukur", "Satuan", "Zorvak", "Plimba", "Berkas"],
        [1, "Layanan makin baik", "[IKK 1.12] Persentase layanan Bagian Umum selesai tepat waktu", "%", 40, 41, "https://bukti.politeknik-contoh.example/BUM"],
        [2, "Kerja sama meningkat", "[IKK 2.12] Jumlah kerja sama Bagian Umum dengan mitra", "Dokumen", 1, 1, "https://bukti.politeknik-contoh.example/BUM"],
    ]
    for row in rows:
        sheet.append(row)
    book.save(target)


def saved(folder):
    """Saves forms as an office program does, with their formulas calculated."""
    files = sorted(str(file) for file in folder.glob("*.xlsx"))
    target = TARGET / folder.name
    target.mkdir(parents=True)
    command = ["soffice", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(target), *files]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def main():
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir()
    with tempfile.TemporaryDirectory() as made:
        typed = pathlib.Path(made) / "typed"
        for folder in ("putaran-1", "putaran-2"):
            (typed / folder).mkdir(parents=True)
        house = pathlib.Path(made) / "politeknik-2026"
        run("mulai", house)
        cascade(house / "kaskade.xlsx")
        shutil.copy(house / "kaskade.xlsx", TARGET / "kaskade.xlsx")
        run("templat", house, "--jenis", "pk,tw1,tw2", "--tanggal", DAY)
        forms = house / "hasil" / "templat"
        for number, (code, _) in enumerate(UNITS):
            agreed(forms / code / f"{code}_PK_2026.xlsx", typed / "putaran-1" / f"PK {code}.xlsx")
            # Two units send nothing in the first round, one is far below its target and does not say why.
            if number not in (9, 10):
                share = 4 if code == "JKS" else 21 + number
                measured(forms / code / f"{code}_TW-I_2026.xlsx", typed / "putaran-1" / f"TW I {code}.xlsx", share, 1)
            if code != "BUM":
                measured(forms / code / f"{code}_TW-II_2026.xlsx", typed / "putaran-2" / f"TW II {code}.xlsx", 41 + number, 1)
        strange(typed / "putaran-2" / "laporan bagian umum.xlsx")
        for folder in ("putaran-1", "putaran-2"):
            saved(typed / folder)
    (TARGET / "jawaban.toml").write_text(
        'jenis = "pengukuran"\n\n[kolom]\n"Nmr" = "no"\n"Sasarannya" = "sasaran"\n"Apa yang diukur" = "indikator"\n'
        '"Zorvak" = "target"\n"Plimba" = "realisasi"\n"Berkas" = "bukti_dukung"\n'
    )


main()
