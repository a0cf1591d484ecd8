"""Write samples/politeknik, samples/pemprov, samples/sekretariat, samples/kotak-surat and their READMEs.

    pip install -r requirements.txt      (and LibreOffice's `soffice` on the PATH)
    python3 buat.py
"""

from pathlib import Path

import kotak_surat
import pemprov
import politeknik
import sekretariat

AKAR = Path(__file__).resolve().parent.parent
PENGANTAR = """# Sample workspaces

Two invented institutions, ready to run: `politeknik` (a polytechnic, IKU 1.1 to 4.2, fifteen units) and `pemprov`
(a province, OPD in the DKI layouts and others). Every name, NIP, address and figure is made up. PK, Rencana Aksi and
Pengukuran TW I and TW II of 2026 lie in `masuk/` as units would have sent them: several layouts, programs and habits.

The tables below list every planted mistake: the file (`berkas`, the path below `masuk/`, or `arsip.zip/nama.xlsx`, or
`kaskade.xlsx`), sheet, the cell that the finding must name first, and the rule. `-` means none. A mistake at unit
level (AL01) has no file; `kekeliruan` names the unit. The lists hold for a run dated 2026-07-20. Clean files give no
finding at galat or peringatan; a file with planted mistakes may give findings that follow from them.

`hari-pertama.sh` plays the first day of a planner with the files of `hari-pertama/` (twelve units, two rounds, one strange form;
written by `pembuat/hari_pertama.py`), `setahun.sh` a whole year.

`sekretariat` is small and clean: two units and three of their people, each with IKI, PK, Rencana Aksi, and
measurements by quarter and by semester.

A further workspace, [kotak-surat](kotak-surat/README.md), gets its forms by mail and has a page of its own.

This page and the workbooks are written by `pembuat/buat.py`; see `pembuat/README.md`.

Conventions of the clean files: the capaian stated is of the quarter (realisasi TW against target TW, profile `umum`,
not capped); a row below target has kendala and tindak lanjut (PIC and batas waktu where the form asks); the forms of a
unit list its IKK, not the IKI of its people; the institution itself is not in the `Unit` register and its IKU have no
`Kode Unit`; `Nama Lain` holds other names divided by `;`; import sheets (`Kode Indikator | Realisasi TW | ...`) have
neither title nor signature block, the unit and the quarter are in the folder and file name; a governor signs without NIP.

"""


def main():
    teks = PENGANTAR
    for modul in (politeknik, pemprov, sekretariat):
        R = modul.buat()
        R.tulis(AKAR)
        teks += R.readme() + "\n"
        print(R.nama, len(R.berkas), "files,", len(list(R.semua_tanam())), "planted,", len(R.bersih()), "clean")
    K = kotak_surat.buat()
    kotak_surat.tulis(K, AKAR)
    print(K.R.nama, len(K.berkas), "messages and mailboxes,", len(K.lampiran), "attachments")
    (AKAR / "README.md").write_text(teks.rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
