"""What both scripts share: which header means what, and which rows of a sheet are entries.

A sheet comes as a list of rows of plain values. No cell is checked; nothing is said about what was left out.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
import time
from pathlib import Path

# Wording of a header (lower case, blanks as one space) and its field.
KAMUS = {
    "sasaran": ["sasaran", "sasaran strategis", "sasaran program/kegiatan", "sasaran kegiatan", "sasaran opd", "kinerja utama"],
    "indikator": ["indikator", "indikator kinerja", "indikator kinerja utama", "indikator kinerja kegiatan",
                  "nama indikator", "indikator sasaran", "nama iku"],
    "kode": ["kode indikator"],
    "satuan": ["satuan", "sat.", "nama satuan", "satuan indikator"],
    "target": ["target", "target iku", "target pk", "target setahun", "target tahunan", "target kinerja", "target tahun"],
    "target_tw": ["target tw", "target tw ini", "rincian capaian target"],
    "realisasi_tw": ["realisasi tw", "realisasi tw ini", "rincian capaian realisasi"],
    "capaian": ["capaian %", "capaian (%)", "persentase capaian"],
    "aksi": ["rencana aksi/kegiatan", "langkah-langkah", "strategi pencapaian",
             "rencana aksi dan/atau rencana mitigasi yang ditetapkan awal tahun"],
    "kendala": ["kendala", "hambatan", "kendala yg dihadapi", "kendala yang dihadapi"],
    "tindak_lanjut": ["tindak lanjut", "rtl", "rencana tindak lanjut"],
    "penanggung_jawab": ["pic", "ketua tim (pic)", "pic tindak lanjut", "penanggung jawab"],
}
for nomor, romawi in enumerate(["i", "ii", "iii", "iv"], 1):
    KAMUS[f"target_tw{nomor}"] = [f"target tw {romawi}", f"target tw{nomor}", f"target triwulan tw {nomor}"]
    KAMUS[f"realisasi_tw{nomor}"] = [f"realisasi tw{nomor}"]
    KAMUS[f"capaian_tw{nomor}"] = [f"% tw{nomor}"]
ARTI = {bunyi: bidang for bidang, semua in KAMUS.items() for bunyi in semua}

KOLOM = {
    "pk": ["unit", "kode", "sasaran", "indikator", "satuan", "target", "berkas", "lembar", "baris"],
    "rencana_aksi": ["unit", "kode", "sasaran", "indikator", "satuan", "target", "target_tw1", "target_tw2", "target_tw3",
                     "target_tw4", "aksi", "berkas", "lembar", "baris"],
    "pengukuran": ["unit", "triwulan", "kode", "sasaran", "indikator", "satuan", "target", "target_tw", "realisasi",
                   "capaian", "kendala", "tindak_lanjut", "penanggung_jawab", "berkas", "lembar", "baris"],
}
JENIS = [("pengukuran kinerja", "pengukuran"), ("rencana aksi", "rencana_aksi"), ("perjanjian kinerja", "pk")]
ROMAWI = {"I": 1, "II": 2, "III": 3, "IV": 4}


def berkas(ruang: Path) -> list[Path]:
    return sorted((ruang / "masuk").rglob("*.xlsx"))


def rapi(isi) -> str:
    return re.sub(r"\s+", " ", str(isi)).strip().lower() if isi is not None else ""


def kosong(isi) -> bool:
    return isi is None or isi == "" or isi != isi


def angka(isi):
    """1250.5, "1.250,5", "87,5%" as a number; anything else is nothing."""
    if isinstance(isi, bool) or kosong(isi):
        return None
    if isinstance(isi, (int, float)):
        return float(isi)
    teks = str(isi).strip().rstrip("%").strip()
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?|\d+(,\d+)?", teks):
        return float(teks.replace(".", "").replace(",", "."))
    return None


def kepala(baris: list[list]):
    """The header of a sheet: row below it, and field by column; None when there is none."""
    for nomor, isi in enumerate(baris[:40]):
        atas = [rapi(sel) for sel in isi]
        bawah = [rapi(sel) for sel in baris[nomor + 1]] if nomor + 1 < len(baris) else []
        letak, akhir, induk = {}, nomor + 1, ""
        for kolom, judul in enumerate(atas):
            anak = bawah[kolom] if kolom < len(bawah) else ""
            induk = judul or induk
            for bunyi, turun in ((judul, 1), (f"{induk} {anak}".strip(), 2)):
                bidang = ARTI.get(bunyi) if bunyi and (turun == 1 or (induk and anak)) else None
                if bidang and bidang not in letak:
                    letak[bidang] = kolom
                    akhir = max(akhir, nomor + turun)
        if "indikator" in letak and len(letak) >= 3:
            if "target" in letak and "target_tw1" in letak and letak["target"] == letak["target_tw1"]:
                del letak["target"]
            return akhir, letak
    return None


def baca_lembar(jalur: str, unit: str, nama: str, baris: list[list]):
    """Kind of document and its entries; None for a sheet that is none."""
    judul = next(((rapi(sel), jenis) for isi in baris[:8] for sel in isi for awal, jenis in JENIS
                  if rapi(sel).startswith(awal)), None)
    letak = kepala(baris) if judul else None
    if letak is None:
        return None
    jenis, (awal, letak) = judul[1], letak
    triwulan = re.search(r"triwulan (i{1,3}|iv)\b", judul[0])
    triwulan = ROMAWI[triwulan[1].upper()] if triwulan else None
    hasil = []
    for nomor, isi in enumerate(baris[awal:], awal + 1):
        ambil = lambda bidang: isi[letak[bidang]] if bidang in letak and letak[bidang] < len(isi) else None
        if kosong(ambil("indikator")):
            if hasil:
                break
            continue
        dasar = {"unit": unit, "berkas": jalur, "lembar": nama, "baris": nomor, "sasaran": ambil("sasaran"),
                 "indikator": ambil("indikator"), "satuan": ambil("satuan"), "target": ambil("target")}
        kode = re.match(r"\[(.+?)\]", str(dasar["indikator"]))
        dasar["kode"] = ambil("kode") or (kode[1] if kode else None)
        if jenis == "pk":
            hasil.append(dasar)
        elif jenis == "rencana_aksi":
            hasil.append(dasar | {b: ambil(b) for b in ("target_tw1", "target_tw2", "target_tw3", "target_tw4", "aksi")})
        else:
            dasar |= {b: ambil(b) for b in ("kendala", "tindak_lanjut", "penanggung_jawab")}
            if "realisasi_tw1" in letak:
                for tw in range(1, 5):
                    if not kosong(ambil(f"realisasi_tw{tw}")):
                        hasil.append(dasar | {"triwulan": tw, "target_tw": None, "realisasi": ambil(f"realisasi_tw{tw}"),
                                              "capaian": ambil(f"capaian_tw{tw}")})
            else:
                hasil.append(dasar | {"triwulan": triwulan, "target_tw": ambil("target_tw"),
                                      "realisasi": ambil("realisasi_tw"), "capaian": ambil("capaian")})
    return jenis, hasil


def bersih(isi):
    """A value as it may stand in any sheet."""
    if kosong(isi):
        return None
    return isi.isoformat() if isinstance(isi, (dt.date, dt.datetime)) else isi


def jalankan(baca, tulis) -> None:
    """Runs a script: reads every workbook of a workspace, writes one; prints what there was as JSON."""
    import json

    ruang, keluar = Path(sys.argv[1]), Path(sys.argv[2])
    mulai = time.perf_counter()
    semua = {jenis: [] for jenis in KOLOM}
    for jalur in berkas(ruang):
        for nama, baris in baca(jalur):
            lembar = baca_lembar(str(jalur.relative_to(ruang / "masuk")), jalur.parent.name, nama, baris)
            if lembar:
                semua[lembar[0]].extend(lembar[1])
    dibaca = time.perf_counter()
    tulis(semua, keluar)
    selesai = time.perf_counter()
    # Cells in percent format come as fractions without a word about it, so only other units are added up.
    biasa = [angka(b["realisasi"]) for b in semua["pengukuran"] if b["satuan"] not in (None, "%")]
    print(json.dumps({"baris": {jenis: len(isi) for jenis, isi in semua.items()},
                      "realisasi": sum(a for a in biasa if a is not None),
                      "membaca": dibaca - mulai, "menulis": selesai - dibaca}))
