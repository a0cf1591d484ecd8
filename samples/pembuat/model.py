"""The one data model behind every form: units, indicators, quarter targets, realisasi, capaian.

A clean form is written from this and from nothing else, so PK, Rencana Aksi, Pengukuran and
kaskade.xlsx agree with each other.
"""

from __future__ import annotations

import datetime as dt
import math
import random
import re
from dataclasses import dataclass, replace

BULAN = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
ROMAWI = {1: "I", 2: "II", 3: "III", 4: "IV"}
CACAH = {"Orang", "Dokumen", "Laporan", "Kegiatan", "Unit", "Paket", "Kelompok", "Hari", "Organisasi"}


def tanggal_id(t: dt.date) -> str:
    return f"{t.day} {BULAN[t.month - 1]} {t.year}"


@dataclass(frozen=True)
class Pejabat:
    nama: str
    nip: str | None
    jabatan: str


@dataclass(frozen=True)
class Unit:
    kode: str
    nama: str
    pejabat: Pejabat
    alias: str = ""
    induk: str = ""
    surel: str = ""


@dataclass(frozen=True)
class Indikator:
    kode: str
    induk: str
    jenjang: str
    unit: str
    sasaran: str
    teks: str
    satuan: str
    polaritas: str            # maksimum | minimum | stabil
    periode: str              # jumlah | rata-rata | nilai akhir
    konsolidasi: str
    bobot: float | None
    target: object
    tw: tuple
    bagian: str = "Strategis"  # section of the DKI form

    @property
    def pendek(self):
        return self.kode.split(" ", 1)[1]


def nip(rng: random.Random) -> str:
    lahir = dt.date(rng.randint(1966, 1984), rng.randint(1, 12), rng.randint(1, 28))
    tmt = lahir.year + rng.randint(23, 29)
    return f"{lahir:%Y%m%d}{tmt}{rng.choice(['01', '03', '04', '12'])}{rng.choice('12')}{rng.randint(1, 9):03}"


def nip_berspasi(n: str) -> str:
    return f"{n[:8]} {n[8:14]} {n[14]} {n[15:]}"


def id_angka(v, desimal_titik=False) -> str:
    """57 -> "57", 0.7 -> "0,7" """
    if isinstance(v, str):
        return v
    s = f"{round(v, 4):.4f}".rstrip("0").rstrip(".")
    return s if desimal_titik else s.replace(".", ",")


def rp(n: int) -> str:
    return f"{n:,}".replace(",", ".")


# ---------------------------------------------------------------- values and capaian
def baca(v):
    """A typed target or realisasi as ('angka', x) | ('rentang', lo, hi) | ('nilai huruf', s)."""
    if isinstance(v, (int, float)):
        return ("angka", float(v))
    if m := re.match(r"^(\d+) dari (\d+)", v):
        return ("angka", int(m[1]) / int(m[2]))
    if m := re.match(r"^(\d+) - (\d+)", v):
        return ("rentang", float(m[1]), float(m[2]))
    if m := re.match(r"^>= (\d+)", v):
        return ("angka", float(m[1]))
    return ("huruf", v)


def capaian(i: Indikator, t, r) -> float:
    """Profile `umum`, not capped: what the unit states."""
    bt, br = baca(t), baca(r)
    if bt[0] == "huruf":
        return 100.0
    R = br[1]
    if bt[0] == "rentang":
        return 100.0 if bt[1] <= R <= bt[2] else R / (bt[2] if R > bt[2] else bt[1]) * 100
    T = bt[1]
    if i.polaritas == "maksimum":
        return R / T * 100
    if i.polaritas == "minimum":
        return max(0.0, (2 * T - R) / T * 100)
    return max(0.0, 100 - abs(R - T) / T * 100)


def kumulatif(i: Indikator, nilai: list) -> list:
    """Running totals where the quarters add up; the position itself otherwise."""
    if i.periode != "jumlah":
        return list(nilai)
    jumlah, hasil = 0, []
    for v in nilai:
        if v is None:
            hasil.append(None)
        else:
            jumlah += v
            hasil.append(jumlah)
    return hasil


def realisasi(i: Indikator, boleh_bawah=True) -> tuple:
    """Invented realisasi for TW I and TW II: mostly a little above target, some below."""
    rng = random.Random("realisasi " + i.kode + i.unit)
    hasil = []
    for q in (0, 1):
        t = i.tw[q]
        jenis = baca(t)
        bawah = boleh_bawah and rng.random() < 0.22
        faktor = rng.choice([0.86, 0.92, 0.95]) if bawah else rng.choice([1.0, 1.02, 1.04, 1.06, 1.1])
        if jenis[0] == "huruf":
            hasil.append(t); continue
        if jenis[0] == "rentang":
            hasil.append((jenis[1] + jenis[2]) / 2); continue
        if isinstance(t, str) and " dari " in t:
            a, b, rest = re.match(r"^(\d+) dari (\d+)(.*)$", t).groups()
            hasil.append(f"{min(int(b), round(int(a) * max(faktor, 1.0)))} dari {b}{rest}"); continue
        T = jenis[1]
        if i.polaritas == "minimum":
            r = T * (2 - faktor)
        elif i.polaritas == "stabil":
            r = T * (0.96 if bawah else 1)
        else:
            r = T * faktor
        if i.satuan in CACAH:
            naik = (i.polaritas == "minimum") == bawah
            r = math.ceil(r) if naik else math.floor(r)
        elif T < 5:
            r = round(r, 2)
        else:
            r = round(r, 1)
        if i.satuan == "%":
            r = min(r, 100.0)
        c = capaian(i, T, r)
        if not (80 <= c <= 119) or (not bawah and c < 100):
            r = T
        if i.periode == "nilai akhir" and q == 1:
            r = max(r, hasil[0]) if i.polaritas == "maksimum" else (min(r, hasil[0]) if i.polaritas == "minimum" else r)
        if float(r).is_integer():
            r = int(r)
        hasil.append(r)
    return tuple(hasil)


def di_bawah(i: Indikator, tw: int, rr: tuple) -> bool:
    """Below target in this quarter, or to date: then kendala and tindak lanjut are filled."""
    if capaian(i, i.tw[tw - 1], rr[tw - 1]) < 100 - 1e-9:
        return True
    if tw == 2 and i.periode in ("jumlah", "rata-rata") and all(isinstance(x, (int, float)) for x in i.tw):
        return capaian(i, sum(i.tw[:2]), sum(rr[:2])) < 100 - 1e-9
    return False


# ---------------------------------------------------------------- the cascade must hold
def agregat(cara, anak, ambil):
    v = [ambil(a) for a in anak]
    if cara == "jumlah": return sum(v)
    if cara == "rata-rata": return sum(v) / len(v)
    if cara == "rata-rata tertimbang": return sum(a.bobot * x for a, x in zip(anak, v)) / sum(a.bobot for a in anak)
    if cara == "maksimum": return max(v)
    if cara == "minimum": return min(v)
    if cara == "langsung":
        assert len(set(v)) == 1, v
        return v[0]


def dari_anak(iku: Indikator, semua: list[Indikator]) -> Indikator:
    """An IKU with its Target and TW consolidated from its children."""
    anak = [x for x in semua if x.induk == iku.kode]
    if iku.konsolidasi == "tanpa" or not anak:
        return iku
    def bulat(x):
        return x if isinstance(x, str) else (int(round(x, 4)) if float(round(x, 4)).is_integer() else round(x, 4))
    return replace(iku, target=bulat(agregat(iku.konsolidasi, anak, lambda a: a.target)),
                   tw=tuple(bulat(agregat(iku.konsolidasi, anak, lambda a, q=q: a.tw[q])) for q in range(4)))


def periksa_kaskade(semua: list[Indikator], kecuali=()):
    """Assert what the README promises of the clean part of a cascade."""
    kode = [i.kode for i in semua]
    for i in semua:
        if i.kode in kecuali:
            continue
        assert kode.count(i.kode) == 1, i.kode
        assert not i.induk or i.induk in kode, i.kode
        angka = [x for x in (i.target, *i.tw) if isinstance(x, (int, float))]
        if len(angka) == 5:
            t, tw = i.target, i.tw
            if i.periode == "jumlah": assert abs(sum(tw) - t) < 1e-9, (i.kode, tw, t)
            if i.periode == "rata-rata": assert abs(sum(tw) / 4 - t) < 1e-9, (i.kode, tw, t)
            if i.periode == "nilai akhir":
                assert tw[3] == t, (i.kode, tw, t)
                urut = sorted(tw, reverse=i.polaritas == "minimum")
                assert list(tw) == urut, (i.kode, tw)
        elif i.periode == "nilai akhir":
            assert i.tw[3] == i.target, i.kode
        anak = [x for x in semua if x.induk == i.kode and x.kode != i.kode]
        if anak and i.konsolidasi != "tanpa":
            assert abs(agregat(i.konsolidasi, anak, lambda a: a.target) - i.target) < 1e-6 if not isinstance(i.target, str) \
                else all(a.target == i.target for a in anak), i.kode
        bobot = [a.bobot for a in anak]
        if any(b is not None for b in bobot):
            assert abs(sum(bobot) - 100) < 1e-9, (i.kode, bobot)
    assert abs(sum(i.bobot for i in semua if i.jenjang == "IKU") - 100) < 1e-9
