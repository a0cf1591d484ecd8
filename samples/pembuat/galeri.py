"""Draw the pictures of docs/gambar.md: every output as it is printed on A4, in colour and in grey, and on a telephone.

    python3 galeri.py ../../target/release/selaras     (needs `soffice`, `pdftoppm`, `chromium`, and Pillow)

Copies of ../politeknik and ../sekretariat are run; LibreOffice and Chromium print what came out. Each picture has at most
64 colours, so that none is larger than 150 kB.
"""

import email.policy
import html
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from PIL import Image

AKAR = Path(__file__).resolve().parent.parent.parent
KE = AKAR / "docs" / "gambar"
TITIK = 80  # per inch, for a page of A4
HARI = "20-07-2026"
# A letter is plain text; a mail program shows it so.
SURAT = """<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<body style="margin:1em"><pre style="font:14px/1.5 sans-serif;white-space:pre-wrap;overflow-wrap:anywhere">%s</pre>"""


def jalankan(*kata, **lain):
    hasil = subprocess.run([str(k) for k in kata], capture_output=True, text=True, **lain)
    assert hasil.returncode in (0, 1), (kata, hasil.stdout, hasil.stderr)


def hanya(dari: Path, ke: Path, lembar: str):
    """A copy of a workbook of which one sheet alone is printed."""
    with zipfile.ZipFile(dari) as buku, zipfile.ZipFile(ke, "w", zipfile.ZIP_DEFLATED) as salinan:
        for satu in buku.infolist():
            isi = buku.read(satu)
            if satu.filename == "xl/workbook.xml":
                teks = isi.decode()
                for bagian in teks.split("<sheet ")[1:]:
                    nama = bagian.split('name="')[1].split('"')[0]
                    if nama != lembar:
                        teks = teks.replace(f'name="{nama}" sheetId', f'name="{nama}" state="hidden" sheetId')
                nomor = [x.split('name="')[1].split('"')[0] for x in teks.split("<sheet ")[1:]].index(lembar)
                # LibreOffice prints nothing but print areas as soon as one sheet has one.
                area = r'<definedName name="_xlnm.Print_Area" localSheetId="(\d+)">[^<]*</definedName>'
                teks = re.sub(area, lambda m: m[0] if int(m[1]) == nomor else "", teks)
                teks = re.sub(r' (activeTab|firstSheet)="\d+"', "", teks)
                teks = teks.replace("<workbookView ", f'<workbookView activeTab="{nomor}" ')
                isi = teks.encode()
            salinan.writestr(satu.filename, isi)


class Bengkel:
    def __init__(self, program: Path, folder: Path):
        self.program, self.folder = program, folder

    def selaras(self, *kata):
        jalankan(self.program, *kata, cwd=self.folder)

    def pdf_lembar(self, buku: Path, lembar: str) -> Path:
        salinan = self.folder / f"{len(list(self.folder.iterdir()))}.xlsx"
        hanya(buku, salinan, lembar)
        profil = f"-env:UserInstallation=file://{self.folder}/profil"
        jalankan("soffice", "--headless", profil, "--convert-to", "pdf", "--outdir", self.folder, salinan)
        return salinan.with_suffix(".pdf")

    def pdf_naskah(self, naskah: Path) -> Path:
        profil = f"-env:UserInstallation=file://{self.folder}/profil"
        jalankan("soffice", "--headless", profil, "--convert-to", "pdf", "--outdir", self.folder, naskah)
        return self.folder / f"{naskah.stem}.pdf"

    def halaman_cetak(self, halaman: Path) -> Path:
        pdf = self.folder / f"{halaman.parent.name}.pdf"
        self.chromium(f"--print-to-pdf={pdf}", "--no-pdf-header-footer", halaman.as_uri())
        return pdf

    def chromium(self, *kata):
        umum = ["--headless", "--hide-scrollbars", "--no-sandbox", "--disable-gpu", f"--user-data-dir={self.folder}/chromium"]
        jalankan("chromium", *umum, *kata)

    def ponsel(self, halaman: Path, nama: str):
        """The page as a telephone of 360 by 740 shows it: in a frame, for a window is never that narrow."""
        bingkai = self.folder / "bingkai.html"
        bingkai.write_text(
            '<!doctype html><body style="margin:0"><iframe src="%s" style="border:0;width:360px;height:740px"></iframe>'
            % halaman.as_uri()
        )
        gambar = self.folder / f"{nama}.png"
        self.chromium(f"--screenshot={gambar}", "--window-size=500,740", "--allow-file-access-from-files", bingkai.as_uri())
        simpan(Image.open(gambar).convert("RGB").crop((0, 0, 360, 740)), nama)

    def layar(self, halaman: Path, nama: str):
        gambar = self.folder / f"{nama}.png"
        self.chromium(f"--screenshot={gambar}", "--window-size=900,1250", halaman.as_uri())
        simpan(Image.open(gambar).convert("RGB"), nama)

    def kertas(self, pdf: Path, nama: str, halaman=1, kelabu=True, titik=TITIK, ponsel=False):
        gambar = self.halaman(pdf, nama, halaman, titik)
        simpan(gambar, nama)
        if kelabu:
            simpan(gambar.convert("L").convert("RGB"), f"{nama}-kelabu")
        if ponsel:
            self.saku(pdf, nama, halaman)

    def halaman(self, pdf: Path, nama: str, halaman: int, titik: int) -> Image.Image:
        awal = self.folder / f"kertas-{nama.replace('/', '-')}-{titik}"
        jalankan("pdftoppm", "-r", titik, "-f", halaman, "-l", halaman, "-png", pdf, awal)
        return Image.open(next(self.folder.glob(f"{awal.name}*.png"))).convert("RGB")

    def saku(self, pdf: Path, nama: str, halaman: int):
        """The page of a workbook as a telephone of 360 by 740 opens it, as wide as the glass, drawn at twice its dots."""
        gambar = self.halaman(pdf, nama, halaman, 200)
        lebar = 720
        gambar = gambar.resize((lebar, round(gambar.height * lebar / gambar.width)), Image.Resampling.LANCZOS)
        simpan(gambar.crop((0, 0, lebar, min(gambar.height, 1480))), f"{nama}-ponsel")


def simpan(gambar: Image.Image, nama: str):
    for warna in (64, 32, 16):
        gambar.quantize(warna, dither=Image.Dither.NONE).save(KE / f"{nama}.png", optimize=True)
        if (KE / f"{nama}.png").stat().st_size < 150_000:
            return
    sys.exit(f"{nama}.png is too large")


def main():
    program = Path(sys.argv[1]).resolve()
    KE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as sementara:
        folder = Path(sementara)
        b = Bengkel(program, folder)
        for nama in ("politeknik", "sekretariat"):
            shutil.copytree(AKAR / "samples" / nama, folder / nama)
        with open(folder / "politeknik" / "selaras.toml", "a") as berkas:
            berkas.write('\n[surat]\nalamat = "perencanaan@politeknik-contoh.example"\n')
        b.selaras("templat", "politeknik", "--tanggal", "12-01-2026")
        b.selaras("templat", "sekretariat", "--dokumen", "iki", "--tanggal", "12-01-2026")
        formulir = folder / "politeknik" / "hasil" / "templat"
        for berkas, lembar, nama in (
            ("JTI/JTI_PK_2026.xlsx", "Perjanjian Kinerja", "formulir-pk"),
            ("JTI/JTI_RA_2026.xlsx", "Rencana Aksi", "formulir-ra"),
            ("PERPUS/PERPUS_TW-II_2026.xlsx", "TW II", "formulir-pengukuran"),
        ):
            b.kertas(b.pdf_lembar(formulir / berkas, lembar), nama, ponsel=True)
        iki = sorted((folder / "sekretariat" / "hasil" / "templat").glob("*/*IKI*.xlsx"))[0]
        b.kertas(b.pdf_lembar(iki, "Indikator Kinerja Individu"), "formulir-iki", ponsel=True)
        b.kertas(b.pdf_lembar(formulir / "JTI" / "JTI_PK_2026.xlsx", "Petunjuk Pengisian"), "petunjuk", ponsel=True)

        b.selaras("konsolidasi", "politeknik", "--tanggal", HARI, "--diam")
        hasil = folder / "politeknik" / "hasil"
        konsolidasi, rekap = hasil / "konsolidasi-2026.xlsx", hasil / "rekap-2026-tw2.xlsx"
        b.kertas(b.pdf_lembar(konsolidasi, "Ringkasan"), "konsolidasi-ringkasan", ponsel=True)
        b.kertas(b.pdf_lembar(konsolidasi, "Temuan"), "konsolidasi-temuan", ponsel=True)
        b.kertas(b.pdf_lembar(konsolidasi, "Pengukuran"), "konsolidasi-pengukuran", ponsel=True)
        b.kertas(b.pdf_lembar(rekap, "Ringkasan"), "rekap-ringkasan", ponsel=True)
        b.kertas(b.pdf_lembar(rekap, "Ringkasan"), "../rekap", titik=100, kelabu=False)
        b.kertas(b.pdf_lembar(rekap, "IKU"), "rekap-iku", ponsel=True)
        b.kertas(b.pdf_lembar(rekap, "LAKIP"), "rekap-lakip", ponsel=True)
        bertanda = sorted((hasil / "koreksi" / "JAB").glob("*.xlsx"))
        b.kertas(b.pdf_lembar(next(x for x in bertanda if x.name.startswith("TW I ")), "TEMUAN"), "tanda-temuan", ponsel=True)
        b.kertas(b.pdf_lembar(next(x for x in bertanda if x.name.startswith("TW I ")), "TW I"), "tanda-lembar", ponsel=True)
        laporan = hasil / "koreksi" / "JAB" / "laporan.html"
        b.kertas(b.halaman_cetak(laporan), "laporan")
        b.ponsel(laporan, "laporan-ponsel")
        b.kertas(b.halaman_cetak(hasil / "laporan.html"), "laporan-biro")
        b.ponsel(hasil / "laporan.html", "laporan-biro-ponsel")
        register = hasil / "register-2026.xlsx"
        b.kertas(b.pdf_lembar(register, "Register"), "register", ponsel=True)
        surat = folder / "surat.html"
        isi = email.message_from_bytes((hasil / "koreksi" / "JAB" / "koreksi.eml").read_bytes(), policy=email.policy.default)
        surat.write_text(SURAT % html.escape(isi.get_body(("plain",)).get_content()))
        b.kertas(b.halaman_cetak(surat), "surat")
        b.ponsel(surat, "surat-ponsel")
        b.selaras("cetak", "lakip", "politeknik", "--triwulan", "2", "--tanggal", HARI)
        b.kertas(b.pdf_naskah(folder / "politeknik" / "naskah" / "lakip-2026.docx"), "naskah-lakip", ponsel=True)
        b.selaras("konsolidasi", "politeknik", "--tanggal", HARI, "--diam", "--bahasa", "en")
        b.layar(hasil / "laporan.html", "laporan-en")
        b.kertas(b.pdf_lembar(rekap, "Reading Guide"), "reading-guide", kelabu=False)


if __name__ == "__main__":
    main()
