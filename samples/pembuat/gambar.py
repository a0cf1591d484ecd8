"""Draw the pictures of docs/panduan.md: a marked sheet, the list of findings, a letter, what changed.

    python3 gambar.py ../../target/release/selaras        (needs LibreOffice's `soffice` and `pdftoppm`)

A copy of ../politeknik is run twice with one form mended in between; LibreOffice prints what came out.
"""

import email
import email.policy
import os
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
import zipfile
from pathlib import Path

import xlsxwriter

AKAR = Path(__file__).resolve().parent.parent.parent


def ubah(dari: Path, ke: Path, cara):
    """A package with the text of some parts changed."""
    with zipfile.ZipFile(dari) as z:
        isi = [(i.filename, z.read(i)) for i in z.infolist()]
    with zipfile.ZipFile(ke, "w", zipfile.ZIP_DEFLATED) as z:
        for nama, data in isi:
            z.writestr(nama, cara(nama, data.decode()) if nama.endswith((".xml", ".vml", ".rels")) else data)


def pdf(berkas: Path, ke: Path) -> Path:
    profil = os.environ.get("PROFIL_SOFFICE") or str(ke / "profil")
    subprocess.run(["soffice", f"-env:UserInstallation=file://{profil}", "--headless", "--convert-to", "pdf", "--outdir", str(ke), str(berkas)],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return ke / (berkas.stem + ".pdf")


def gambar(sumber: Path, halaman: int, kotak, nama: str, dpi=110):
    """A cut of a page as docs/<nama>.png; `kotak` in pixels: x, y, width, height."""
    x, y, w, h = kotak
    tujuan = AKAR / "docs" / nama
    subprocess.run(["pdftoppm", "-png", "-r", str(dpi), "-f", str(halaman), "-l", str(halaman), "-singlefile", "-x", str(x), "-y", str(y),
                    "-W", str(w), "-H", str(h), str(sumber), str(tujuan.with_suffix(""))], check=True)
    print(tujuan, tujuan.stat().st_size)


def main():
    selaras = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as t:
        t = Path(t)
        ruang = t / "politeknik"
        shutil.copytree(AKAR / "samples" / "politeknik", ruang, ignore=shutil.ignore_patterns("hasil"))
        jalankan = lambda hari: subprocess.run([selaras, "konsolidasi", ruang, "--tanggal", hari, "--diam"], stdout=subprocess.DEVNULL)
        jalankan("2026-07-13")
        ra = ruang / "masuk/BAK/RA BAK.xlsx"
        ubah(ra, t / "ra.xlsx", lambda n, s: s.replace(' hidden="1"', "").replace("<v>500</v>", "<v>510</v>") if n.startswith("xl/worksheets/") else s)
        shutil.copyfile(t / "ra.xlsx", ra)
        jalankan("2026-07-20")
        koreksi = ruang / "hasil/koreksi"

        # One comment shown, as when the pointer rests on its cell.
        def tampak(nama, teks):
            if not nama.endswith(".vml"):
                return teks
            def satu(m):
                b = m[0]
                if "<x:Row>10</x:Row>" in b:
                    b = b.replace("visibility:hidden", "visibility:visible").replace("</x:ClientData>", "<x:Visible/></x:ClientData>")
                return b
            return re.sub(r"<v:shape .*?</v:shape>", satu, teks, flags=re.S)
        ubah(koreksi / "JKS/JKS_TW1_2026 - koreksi.xlsx", t / "tanda.xlsx", tampak)
        lembar = pdf(t / "tanda.xlsx", t)
        gambar(lembar, 1, (30, 45, 1215, 460), "temuan.png")
        gambar(lembar, 2, (30, 40, 1215, 335), "tanda.png")

        surat = email.message_from_bytes((koreksi / "BAK/koreksi.eml").read_bytes(), policy=email.policy.default)
        isi = surat.get_body(("plain",)).get_content()
        lampiran = ", ".join(a.get_filename() for a in surat.iter_attachments())
        wb = xlsxwriter.Workbook(str(t / "surat.xlsx"))
        ws = wb.add_worksheet("Surat")
        ws.set_column(0, 0, 100)
        ws.set_margins(0.4, 0.4, 0.4, 0.4)
        ws.set_paper(9)
        kepala = [f"Kepada: {surat['To']}", f"Subjek: {surat['Subject']}", f"Lampiran: {lampiran}"]
        r = 0
        for n, b in enumerate([*kepala, "", *isi.splitlines()]):
            tepi = " " * (len(b) - len(b.lstrip()))
            for penggal in textwrap.wrap(b, 82 if n < 3 else 94, subsequent_indent=tepi) or [""]:
                ws.write_string(r, 0, penggal, wb.add_format({"font_name": "Liberation Sans", "font_size": 10, "bold": n < 3}))
                r += 1
        ws.fit_to_pages(1, 0)
        wb.close()
        gambar(pdf(t / "surat.xlsx", t), 1, (30, 30, 770, 880), "surat.png", 100)

        konsolidasi = ruang / "hasil/konsolidasi-2026.xlsx"
        nama = re.findall(r'<sheet name="([^"]+)"', zipfile.ZipFile(konsolidasi).read("xl/workbook.xml").decode())
        urut = nama.index("Perubahan")
        def sendiri(bagian, s):
            """Only the sheet Perubahan is printed."""
            if bagian == "xl/workbook.xml":
                n = -1
                def sembunyi(m):
                    nonlocal n
                    n += 1
                    return m[0] if n == urut else m[0].replace("<sheet ", '<sheet state="hidden" ')
                s = re.sub(r"<sheet [^>]+/>", sembunyi, s)
                s = re.sub(r"<workbookView[^>]*/>", f'<workbookView activeTab="{urut}" firstSheet="{urut}"/>', s)
            return s
        ubah(konsolidasi, t / "perubahan.xlsx", sendiri)
        gambar(pdf(t / "perubahan.xlsx", t), 1, (20, 45, 1130, 375), "perubahan.png")


if __name__ == "__main__":
    main()
