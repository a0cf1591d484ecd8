"""The layouts: each function fills one `Lembar` with one form, worded as real forms word it.

Options (a dict `o`) say how the person who filled it in works: first column, header row, letterhead,
identity block, vertical merges or blanks, how numbers are typed, signature block.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from lembar import Lembar, a1
from model import (BULAN, ROMAWI, Indikator, Pejabat, Unit, baca, capaian, di_bawah, id_angka, kumulatif, nip_berspasi,
                   realisasi, rp, tanggal_id)

AKUNTANSI = '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-'


@dataclass
class V:
    nilai: object
    format: str | None = None
    rumus: str | None = None       # "={realisasi_tw}/{target_tw}*100": keys of the same row


@dataclass
class Kol:
    kunci: str
    judul: str
    lebar: float = 12
    gaya: str = "isi"
    anak: list | None = None


@dataclass(frozen=True)
class Instansi:
    nama: str
    kop: tuple
    kota: str
    atasan: Pejabat
    domain: str
    panggilan: str = "Jurusan"


def baris_teks(teks: str, lebar: float) -> int:
    """How many lines a text takes in a column of that width."""
    return sum(max(1, -(-len(p) // max(1, int(lebar * 1.05)))) for p in teks.split("\n"))


def daun(kolom):
    return [d for k in kolom for d in (k.anak or [k])]


# ---------------------------------------------------------------- parts of a page
def tabel(L: Lembar, r: int, c: int, kolom: list[Kol], baris: list[dict], nomor=None, gabung=True, gabung_kolom=(),
          prefiks="kepala", atur_lebar=True) -> int:
    """Header (one or two rows), number row, body, totals. Returns the row after the table."""
    dua = any(k.anak for k in kolom)
    x = c
    for k in kolom:
        if k.anak:
            L.tulis(r, x, k.judul, "kepala")
            L.gabung(r, x, r, x + len(k.anak) - 1)
            for n, a in enumerate(k.anak):
                if n: L.tulis(r, x + n, None, "kepala")
                L.tulis(r + 1, x + n, a.judul, "kepala")
                L.catat(prefiks, a.kunci, r + 1, x + n)
            x += len(k.anak)
        else:
            L.tulis(r, x, k.judul, "kepala")
            L.catat(prefiks, k.kunci, r, x)
            if dua:
                L.tulis(r + 1, x, None, "kepala")
                L.gabung(r, x, r + 1, x)
            x += 1
    kol = daun(kolom)
    if atur_lebar:
        for n, k in enumerate(kol):
            L.lebar[c + n] = k.lebar
    lebar = [L.lebar.get(c + n, 10) for n in range(len(kol))]
    baris_kepala = max(baris_teks(k.judul, lebar[n] * 0.9) for n, k in enumerate(kol))
    if baris_kepala > 1:
        L.tinggi[r + (1 if dua else 0)] = 15.0 * baris_kepala
    r += 2 if dua else 1
    if nomor:
        for n in range(len(kol)):
            L.tulis(r, c + n, f"({n + 1})" if nomor == "(1)" else n + 1, "nomor")
        r += 1
    awal = r
    sebelum: dict[str, tuple] = {}
    buka: dict[str, int] = {}

    def tutup(kunci, sampai):
        if kunci in buka and gabung is True and sampai > buka[kunci]:
            L.gabung(buka[kunci], c + pos[kunci], sampai, c + pos[kunci])

    pos = {k.kunci: n for n, k in enumerate(kol)}
    for b in baris:
        if "_bagian" in b:
            for k in list(buka): tutup(k, r - 1)
            buka.clear(); sebelum.clear()
            for n in range(len(kol)):
                L.tulis(r, c + n, b["_bagian"] if n == 0 else None, "bagian")
            L.gabung(r, c, r, c + len(kol) - 1)
            L.catat("bagian", b["_bagian"], r, c)
            r += 1
            continue
        if b.get("_total"):
            for k in list(buka): tutup(k, r - 1)
            buka.clear()
        alamat = {k.kunci: a1(r, c + n) for n, k in enumerate(kol)}
        tinggi = 1
        for n, k in enumerate(kol):
            v = b.get(k.kunci)
            v = v if isinstance(v, V) else V(v)
            gaya = ("totalangka" if k.gaya == "angka" else "total") if b.get("_total") else k.gaya
            if k.kunci in gabung_kolom and not b.get("_total"):
                grup = b.get("_grup", {}).get(k.kunci)
                if grup is not None and sebelum.get(k.kunci) == grup and gabung != "ulang":
                    if gabung is not True:
                        L.tulis(r, c + n, None, gaya)
                    else:
                        L.tulis(r, c + n, None, gaya)
                    continue
                tutup(k.kunci, r - 1)
                buka[k.kunci] = r
                sebelum[k.kunci] = grup
            rumus = v.rumus
            if rumus:
                for kk, aa in alamat.items():
                    rumus = rumus.replace("{" + kk + "}", aa)
                rumus = rumus.replace("{awal}", str(awal + 1)).replace("{akhir}", str(r)).replace("{kol}", "".join(ch for ch in a1(r, c + n) if ch.isalpha()))
            L.tulis(r, c + n, v.nilai, gaya, v.format, rumus)
            if isinstance(v.nilai, str) and not b.get("_total"):
                sela = 2 if k.kunci in gabung_kolom and gabung is True else 1
                tinggi = max(tinggi, -(-baris_teks(v.nilai, lebar[n]) // sela))
            for kode in (b.get("_kode"), b.get("_sub")):
                if kode:
                    L.catat(kode, k.kunci, r, c + n)
        if tinggi > 1:
            L.tinggi[r] = min(15.0 * tinggi, 150.0)
        if b.get("_total"):
            L.gabung(r, c, r, c + min(n for n, k in enumerate(kol) if n and b.get(k.kunci) is not None) - 1)
        r += 1
    for k in list(buka): tutup(k, r - 1)
    return r


def judul(L, r, c, n, baris, gaya="judul"):
    for t in baris:
        L.tulis(r, c, t, gaya)
        if n > 1:
            L.gabung(r, c, r, c + n - 1)
        L.catat("judul", str(t), r, c)
        r += 1
    return r


def identitas(L, r, c, isi, cara):
    """`isi`: (label, value, field). One cell, two cells, or label / colon / value in three."""
    for label, nilai, medan in isi:
        if cara == "satu":
            L.tulis(r, c, f"{label} : {nilai}", "id")
            L.catat("id", medan, r, c)
        elif cara == "dua":
            L.tulis(r, c, f"{label} :", "id")
            L.tulis(r, c + 2, nilai, "id")
            L.catat("id", medan, r, c + 2)
        else:
            L.tulis(r, c, label, "id")
            L.gabung(r, c, r, c + 1)
            L.tulis(r, c + 1, None, "id")
            L.tulis(r, c + 2, ":" if cara == "tiga" else f": {nilai}", "id")
            if cara == "tiga":
                L.tulis(r, c + 3, nilai, "id")
                L.catat("id", medan, r, c + 3)
            else:
                L.catat("id", medan, r, c + 2)
        r += 1
    return r


def mulai(L, inst: Instansi, u: Unit, o, n, baris_judul):
    """Letterhead, title and identity block; returns the row for the table header."""
    c = o.get("c0", 0)
    for x in range(c):
        L.lebar[x] = 2.5
    r = o.get("r0", 0)
    if o.get("kop"):
        r = judul(L, r, c, n, [*inst.kop, u.nama.upper()], "kop")
        r = judul(L, r, c, n, [f"Jalan Contoh Raya Nomor 1, {inst.kota} 00000, laman {inst.domain}"], "kop2")
        r += 1
    if baris_judul:
        r = judul(L, r, c, n, baris_judul)
        r += o.get("jarak", 1)
    if o.get("identitas", "tiga"):
        r = identitas(L, r, c, o.get("isi_identitas") or isi_identitas(u, o), o.get("identitas", "tiga"))
        r += 1
    if "baris_kepala" in o:
        assert r <= o["baris_kepala"] - 1, (L.nama, r, o["baris_kepala"])
        r = o["baris_kepala"] - 1
    return r, c


def isi_identitas(u: Unit, o):
    p = u.pejabat
    unit = (o.get("label_unit", "Unit Kerja"), o.get("nama_unit", u.nama), "unit")
    if o.get("id_ringkas"):
        return [unit]
    return [("Nama", p.nama, "nama"), ("NIP", p.nip if o.get("nip_rapat", True) else nip_berspasi(p.nip), "nip"),
            ("Jabatan", p.jabatan, "jabatan"), unit]


def tanda_tangan(L, r, c, n, inst: Instansi, u: Unit, o):
    """Pihak Kedua left, Pihak Pertama right."""
    t = o.get("ttd_tanggal", dt.date(2026, 2, 16))
    teks_tanggal = o.get("ttd_teks") or f"{o.get('kota', inst.kota)}, {tanggal_id(t)}"
    atasan: Pejabat = o.get("atasan", inst.atasan)
    kiri = (c, c + max(1, n // 3) - (0 if n > 5 else 0))
    kanan = (c + n - max(2, n // 3), c + n - 1)
    if n <= 5:
        kiri, kanan = (c, c + 1), (c + n - 2, c + n - 1)
    while kanan[0] > kiri[1] + 1 and sum(L.lebar.get(x, 9) for x in range(kanan[0], kanan[1] + 1)) < 36:
        kanan = (kanan[0] - 1, kanan[1])
    r += 1

    def tulis(rr, sisi, teks, gaya, medan):
        if not teks:
            return
        L.tulis(rr, sisi[0], teks, gaya)
        L.gabung(rr, sisi[0], rr, sisi[1])
        for x in range(sisi[0] + 1, sisi[1] + 1):
            L.tulis(rr, x, None, gaya)
        if medan:
            L.catat("ttd", medan, rr, sisi[0])

    def nip_teks(n_):
        if n_ is None:
            return None
        return {"spasi": "NIP " + nip_berspasi(n_), "titik": "NIP. " + n_, "titikdua": "NIP : " + nip_berspasi(n_)}[o.get("ttd_nip", "spasi")]

    tulis(r, kanan, teks_tanggal, "ttd", "tanggal")
    label = o.get("ttd_label", ("Pihak Kedua,", "Pihak Pertama,"))
    tulis(r + 1, kiri, label[0], "ttd", None)
    tulis(r + 1, kanan, label[1], "ttd", None)
    tulis(r + 2, kiri, atasan.jabatan + ",", "ttd", "jabatan2")
    tulis(r + 2, kanan, u.pejabat.jabatan + ",", "ttd", "jabatan1")
    tulis(r + 6, kiri, atasan.nama, "ttdnama", "nama2")
    tulis(r + 6, kanan, u.pejabat.nama, "ttdnama", "nama1")
    tulis(r + 7, kiri, nip_teks(atasan.nip), "ttd", "nip2")
    tulis(r + 7, kanan, nip_teks(u.pejabat.nip), "ttd", "nip1")
    return r + 8


# ---------------------------------------------------------------- values as people type them
def nilai(v, satuan, gaya="angka"):
    """`angka` 57 | `teks` "57" | `persen` 0.57 as 57% | `satuan` "57 %", "120 Orang" """
    if v is None or isinstance(v, str):
        return V(v)
    if gaya == "teks":
        return V(id_angka(v))
    if gaya == "persen" and satuan == "%":
        pas = float(v).is_integer()
        return V(round(v / 100, 6), "0%" if pas else "0.00%")
    if gaya == "satuan":
        if satuan == "%":
            return V(id_angka(v) + " %")
        if satuan in ("Nilai", "Indeks", "Angka"):
            return V(v)
        return V(f"{id_angka(v)} {satuan}")
    return V(v)


def grup(i, *kunci):
    return {k: i.sasaran for k in kunci}


def nomor_sasaran(inds):
    no, hasil = {}, []
    for i in inds:
        no.setdefault(i.sasaran, len(no) + 1)
        hasil.append(no[i.sasaran])
    return hasil


def nama_sasaran(i, o):
    """[S 1] before the text in the vocational layout."""
    if o.get("kode_sasaran") and i.kode.split()[1][0].isdigit():
        return f"[S {min(int(i.kode.split()[1].split('.')[0]), 4)}] {i.sasaran}"
    return i.sasaran


# ---------------------------------------------------------------- budget
KEGIATAN = ["Penyelenggaraan layanan pendidikan", "Pengembangan kapasitas sumber daya manusia", "Pengadaan sarana dan prasarana",
            "Penyelenggaraan kerja sama kelembagaan", "Penguatan tata kelola dan pelaporan", "Pemeliharaan gedung dan peralatan",
            "Penyelenggaraan kegiatan kemahasiswaan", "Penyusunan dokumen perencanaan"]
PROGRAM = ["Program Penunjang Urusan Pemerintahan Daerah Provinsi", "Program Pengelolaan dan Pengembangan Layanan",
           "Program Pemberdayaan dan Peningkatan Kapasitas", "Program Pengendalian dan Evaluasi Pelayanan", "Program Peningkatan Sarana dan Prasarana"]


def anggaran(u: Unit, program=False):
    rng = random.Random("anggaran " + u.kode)
    pilih = rng.sample(PROGRAM if program else KEGIATAN, 3 if program else 4)
    hasil = [[f"{rng.randint(4400, 4480)}.{rng.choice(['BDB', 'EBA', 'DBA'])}.{n + 1:03}", k, rng.randint(80, 2400) * 1_000_000 + rng.randint(0, 999) * 1000]
             for n, k in enumerate(pilih)]
    if rng.random() < 0.5:
        hasil[-1][2] = 0           # printed as a dash by the accounting format
    return hasil


def tabel_anggaran(L, r, c, u: Unit, kolom: list[Kol], o, program=False):
    """Second table of a PK. Money as numbers, as "Rp ..." or as dotted text; the total as formula or typed."""
    gaya = o.get("uang", "angka")
    isi, baris = anggaran(u, program), []
    if gaya != "angka":
        isi = [x for x in isi if x[2]]
    for n, (kode, nama, uang) in enumerate(isi):
        teks = {"rp": "Rp " + rp(uang), "rplengkap": "Rp" + rp(uang) + ",00", "titik": rp(uang)}.get(gaya)
        b = {"_kode": f"anggaran{n + 1}", "no": n + 1, "kode": kode, "nama": nama, "keterangan": "APBD",
             "anggaran": V(teks) if teks else V(uang, AKUNTANSI)}
        if o.get("daftar"):
            b["nama"] = f"{n + 1}. {nama}"
        for q, p in enumerate((20, 45, 75, 100)):
            b[f"tw{q + 1}"] = p
        baris.append(b)
    jumlah = sum(x[2] for x in isi)
    teks = {"rp": "Rp " + rp(jumlah), "rplengkap": "Rp" + rp(jumlah) + ",00", "titik": rp(jumlah)}.get(gaya)
    t = {"_kode": "anggaran_total", "_total": True, "anggaran": V(teks) if teks else V(jumlah, AKUNTANSI, "=SUM({kol}{awal}:{kol}{akhir})" if o.get("rumus") else None)}
    t[kolom[0].kunci] = o.get("label_total", "JUMLAH")
    baris.append(t)
    return tabel(L, r, c, kolom, baris, prefiks="kepala_anggaran", atur_lebar=False)


# ---------------------------------------------------------------- Perjanjian Kinerja
def pk_lampiran(L, inst, u, inds, o):
    """PermenPANRB 53/2014, annexes I/3-6 .. I/6-6."""
    no, sas, keg, prog = {"3": ("No.", "Sasaran Strategis", "Program", True), "4": ("No.", "Sasaran Program/Kegiatan", "Kegiatan", False),
                          "5": ("No", "Sasaran Strategis", "Program", True), "6": ("No", "Sasaran", "Kegiatan", False)}[o["lampiran"]]
    kolom = [Kol("no", no, 6, "tengah"), Kol("sasaran", sas, 34), Kol("indikator", "Indikator Kinerja", 48), Kol("target", "Target", 24, "tengah")]
    r, c = mulai(L, inst, u, o, 4, o.get("judul", ["PERJANJIAN KINERJA TAHUN 2026", u.nama.upper()]))
    no_ = nomor_sasaran(inds)
    baris = [{"_kode": i.kode, "_grup": grup(i, "no", "sasaran"), "no": n, "sasaran": i.sasaran, "indikator": i.teks,
              "target": nilai(i.target, i.satuan, o.get("angka", "satuan"))} for i, n in zip(inds, no_)]
    r = tabel(L, r, c, kolom, baris, nomor="(1)" if o["lampiran"] in "34" else o.get("nomor"), gabung=o.get("gabung", True), gabung_kolom=("no", "sasaran"))
    r += 1
    if o["lampiran"] == "5":
        kk = [Kol("nama", "Program", 30), Kol("_k", "", 0), Kol("anggaran", "Anggaran", 20), Kol("keterangan", "Keterangan", 20)]
        kk = [Kol("nama", keg, 0), Kol("anggaran", "Anggaran", 0, "angka"), Kol("keterangan", "Keterangan", 0)]
        r = tabel_anggaran(L, r, c + 1, u, kk, o, prog)
    else:
        r = tabel_anggaran(L, r, c + 1, u, [Kol("nama", keg, 0), Kol("anggaran", "Anggaran", 0, "angka")], o, prog)
    tanda_tangan(L, r, c, 4, inst, u, o)


def pernyataan(L, inst, u, o):
    """The statement page that is signed."""
    c = o.get("c0", 0)
    L.lebar.update({c: 16, c + 1: 14, c + 2: 4, c + 3: 60})
    r = mulai(L, inst, u, {**o, "identitas": None, "c0": c}, 4, ["PERJANJIAN KINERJA TAHUN 2026"])[0]
    def paragraf(r, teks, tinggi=48):
        L.tulis(r, c, teks, "teks"); L.gabung(r, c, r, c + 3); L.tinggi[r] = tinggi
        return r + 2
    r = paragraf(r, "Dalam rangka mewujudkan manajemen pemerintahan yang efektif, transparan, dan akuntabel serta berorientasi pada hasil, "
                    "kami yang bertanda tangan di bawah ini:")
    r = identitas(L, r, c, [("Nama", u.pejabat.nama, "nama"), ("Jabatan", u.pejabat.jabatan, "jabatan")], "tiga")
    r = paragraf(r, "selanjutnya disebut pihak pertama,", 16)
    r = identitas(L, r, c, [("Nama", inst.atasan.nama, "nama2"), ("Jabatan", inst.atasan.jabatan, "jabatan2")], "tiga")
    r = paragraf(r, "selaku atasan pihak pertama, selanjutnya disebut pihak kedua,", 16)
    r = paragraf(r, "Pihak pertama berjanji akan mewujudkan target kinerja yang seharusnya sesuai lampiran perjanjian ini, dalam rangka mencapai target "
                    "kinerja jangka menengah seperti yang telah ditetapkan dalam dokumen perencanaan.")
    r = paragraf(r, "Pihak kedua akan melakukan supervisi yang diperlukan serta akan melakukan evaluasi terhadap capaian kinerja dari perjanjian ini.")
    return r, c


def pk_satuan(L, inst, u, inds, o):
    """The variant with SATUAN and a number row 1..5."""
    kolom = [Kol("no", "NO", 6, "tengah"), Kol("sasaran", "SASARAN", 34), Kol("indikator", "INDIKATOR KINERJA", 46), Kol("satuan", "SATUAN", 14, "tengah"),
             Kol("target", "TARGET", 24, "tengah")]
    r, c = mulai(L, inst, u, o, 5, o.get("judul", ["PERJANJIAN KINERJA TAHUN 2026", u.nama.upper()]))
    baris = [{"_kode": i.kode, "_grup": grup(i, "no", "sasaran"), "no": n, "sasaran": i.sasaran, "indikator": i.teks, "satuan": i.satuan,
              "target": nilai(i.target, i.satuan, o.get("angka", "angka"))} for i, n in zip(inds, nomor_sasaran(inds))]
    baris += o.get("baris_tambahan", [])
    if o.get("dua_target"):
        kolom.append(Kol("target2", o["dua_target"], 16, "tengah"))
        for b, i in zip(baris, inds): b["target2"] = b["target"]
    r = tabel(L, r, c, kolom, baris, nomor="1" if not o.get("dua_target") else None, gabung=o.get("gabung", True), gabung_kolom=("no", "sasaran"))
    r = tabel_anggaran(L, r + 1, c + 1, u, [Kol("nama", o.get("label_program", "PROGRAM"), 0), Kol("anggaran", "ANGGARAN", 0, "angka"),
                                            Kol("keterangan", "KETERANGAN", 0)], o, o.get("program", True))
    tanda_tangan(L, r, c, 5, inst, u, o)


def pk_kemendag(L, inst, u, inds, o):
    """With predicted achievement per quarter."""
    tw = lambda: [Kol(f"tw{q}", f"Tw {q}", 9, "tengah") for q in (1, 2, 3, 4)]
    kolom = [Kol("no", "No", 6, "tengah"), Kol("sasaran", "Sasaran Strategis", 30), Kol("indikator", "Indikator Sasaran Strategis", 46),
             Kol("target", "Target", 18, "tengah"), Kol("prediksi", "Prediksi Capaian (%)", anak=tw())]
    r, c = mulai(L, inst, u, o, 8, o.get("judul", ["PERJANJIAN KINERJA TAHUN 2026", u.nama.upper()]))
    baris = [{"_kode": i.kode, "_grup": grup(i, "no", "sasaran"), "no": n, "sasaran": i.sasaran, "indikator": i.teks,
              "target": nilai(i.target, i.satuan, o.get("angka", "persen")), **{f"tw{q + 1}": i.tw[q] for q in range(4)}}
             for i, n in zip(inds, nomor_sasaran(inds))]
    r = tabel(L, r, c, kolom, baris, gabung=o.get("gabung", True), gabung_kolom=("no", "sasaran"))
    kk = [Kol("no", "No", 0, "tengah"), Kol("nama", "Program", 0), Kol("anggaran", "Anggaran (Rp)", 0, "angka"), Kol("_", "", 0)]
    kk = [Kol("no", "No", 0, "tengah"), Kol("nama", "Program", 0), Kol("anggaran", "Anggaran (Rp)", 0, "angka"), Kol("prediksi", "Prediksi Capaian (%)", anak=tw())]
    r = tabel_anggaran(L, r + 1, c, u, kk, {**o, "label_total": "JUMLAH"})
    tanda_tangan(L, r, c, 8, inst, u, o)


def pk_dki(L, inst, u, inds, o):
    """DKI Jakarta: three sections, quarters and Tahunan, Sumber Data."""
    kolom = [Kol("no", "NO", 5, "tengah"), Kol("sasaran", "Sasaran", 28), Kol("indikator", "Indikator Kinerja", 34), Kol("sumber", "Sumber Data", 14, "tengah"),
             Kol("pengukuran", "Pengukuran Kinerja", 26),
             Kol("tw", "Triwulan", anak=[Kol(f"tw{q}", ROMAWI[q], 11, "tengah") for q in (1, 2, 3, 4)]),
             Kol("target", "Tahunan", 12, "tengah"), Kol("keterangan", "Keterangan", 16)]
    r, c = mulai(L, inst, u, o, 11, o.get("judul", ["PERJANJIAN KINERJA KEPALA PERANGKAT DAERAH TAHUN 2026"]))
    baris, gaya = [], o.get("angka", "satuan")
    for bagian in ("Strategis", "Khusus", "Operasional"):
        isi = [i for i in inds if i.bagian == bagian]
        if bagian not in o.get("tanpa_bagian", ()):
            baris.append({"_bagian": f"Sasaran {bagian}"})
        for n, i in enumerate(isi, 1):
            baris.append({"_kode": i.kode, "_grup": {"sasaran": (bagian, i.sasaran)}, "no": n, "sasaran": i.sasaran, "indikator": i.teks,
                          "sumber": {"Strategis": "e-SAKIP", "Khusus": "e-Monev KSD", "Operasional": "e-Kinerja"}[bagian],
                          "pengukuran": cara_ukur(i), **{f"tw{q + 1}": nilai(i.tw[q], i.satuan, gaya) for q in range(4)},
                          "target": nilai(i.target, i.satuan, gaya), "keterangan": None})
    r = tabel(L, r, c, kolom, baris, nomor=o.get("nomor"), gabung=o.get("gabung", "ulang"), gabung_kolom=("sasaran",))
    tanda_tangan(L, r, c, 11, inst, u, {"ttd_label": ("", ""), **o} if o.get("ttd_polos") else o)


def cara_ukur(i: Indikator):
    if i.satuan == "%":
        return "Jumlah yang memenuhi dibagi jumlah seluruhnya dikali 100%"
    if i.satuan in ("Indeks", "Nilai", "Predikat"):
        return "Hasil penilaian lembaga yang berwenang"
    return "Penghitungan jumlah pada akhir periode"


def pk_vokasi(L, inst, u, inds, o):
    """Vocational higher education: codes in brackets, then the budget by activity."""
    kolom = [Kol("sasaran", "Sasaran", 36), Kol("indikator", "Indikator Kinerja", 56), Kol("satuan", "Satuan", 12, "tengah"), Kol("target", "Target", 18, "tengah")]
    r, c = mulai(L, inst, u, o, 4, o.get("judul", ["PERJANJIAN KINERJA TAHUN 2026", f"{u.nama.upper()} DENGAN DIREKTUR {inst.nama.upper()}"]))
    baris = [{"_kode": i.kode, "_grup": grup(i, "sasaran"), "sasaran": nama_sasaran(i, {"kode_sasaran": True}), "indikator": f"[{i.kode}] {i.teks}", "satuan": i.satuan,
              "target": nilai(i.target, i.satuan, o.get("angka", "angka"))} for i in inds]
    baris += o.get("baris_tambahan", [])
    r = tabel(L, r, c, kolom, baris, gabung=o.get("gabung", True), gabung_kolom=("sasaran",))
    r = tabel_anggaran(L, r + 1, c, u, [Kol("kode", "Kode", 0), Kol("nama", "Nama Kegiatan", 0), Kol("anggaran", "Anggaran", 0, "angka")], o)
    tanda_tangan(L, r, c, 4, inst, u, o)


# ---------------------------------------------------------------- Rencana Aksi
TAHAP = [("Menyusun rencana kerja dan jadwal untuk {x}", "Rencana kerja disahkan pimpinan", "1 Dokumen rencana kerja"),
         ("Melaksanakan kegiatan tahap pertama dan mendata {x}", "Data terkumpul dan terverifikasi", "1 Laporan pelaksanaan"),
         ("Melanjutkan kegiatan dan mengevaluasi {x} pada tengah tahun", "Hasil evaluasi dibahas dalam rapat", "1 Notula rapat evaluasi"),
         ("Menyelesaikan kegiatan dan melaporkan {x}", "Laporan akhir diterima pimpinan", "1 Laporan akhir")]


def pokok(i: Indikator):
    """A short noun phrase from the indicator, for the text of an action."""
    return " ".join(i.teks.split()[1:]).split(" yang ")[0]


def ra_dki(L, inst, u, inds, o):
    kolom = [Kol("no", "NO", 5, "tengah"), Kol("sasaran", "Sasaran", 26), Kol("indikator", "Indikator Kinerja Utama", 32), Kol("target", "Target IKU", 14, "tengah"),
             Kol("aksi", "Rencana Aksi dan/atau Rencana Mitigasi yang ditetapkan awal tahun", 44), Kol("kriteria", "Kriteria Keberhasilan", 28),
             Kol("output", "Target/Output", 22), Kol("waktu", "Waktu", 10, "tengah")]
    r, c = mulai(L, inst, u, o, 8, o.get("judul", ["RENCANA AKSI PENCAPAIAN KINERJA TAHUN 2026"]))
    baris = []
    for n, i in enumerate(inds, 1):
        for q in (1, 2, 3, 4):
            if (i.kode, q) in o.get("tanpa_tahap", ()):
                continue
            aksi, kriteria, output = TAHAP[q - 1]
            g = {k: i.kode for k in ("no", "sasaran", "indikator", "target")}
            baris.append({"_kode": i.kode, "_sub": f"{i.kode}/TW{q}", "_grup": g, "no": n, "sasaran": i.sasaran, "indikator": i.teks,
                          "target": nilai(i.target, i.satuan, o.get("angka", "satuan")), "aksi": aksi.format(x=pokok(i)), "kriteria": kriteria,
                          "output": output, "waktu": f"TW {q}" if not o.get("waktu_romawi") else f"Triwulan {ROMAWI[q]}"})
    r = tabel(L, r, c, kolom, baris, nomor=o.get("nomor"), gabung=o.get("gabung", True), gabung_kolom=("no", "sasaran", "indikator", "target"))
    if o.get("catatan"):
        L.tulis(r + 1, c, "CATATAN:", "ketkecil")
        L.tulis(r + 2, c, "1. Rencana aksi hanya dapat diubah pada forum evaluasi triwulanan.", "ketkecil")
        L.tulis(r + 3, c, "2. Setiap indikator paling sedikit memuat satu tahapan pada setiap triwulan.", "ketkecil")
        r += 4
    tanda_tangan(L, r, c, 8, inst, u, o)


def ra_bulan(L, inst, u, inds, o):
    """Monthly positions; the last month of a quarter is that quarter's target."""
    kolom = [Kol("no", "No", 5, "tengah"), Kol("sasaran", "Tujuan/ Sasaran Strategis/ Program", 30), Kol("indikator", "Indikator Kinerja", 36),
             Kol("target", "Target Tahun 2026", 14, "tengah"), Kol("bulan", "Target Bulan", anak=[Kol(f"b{m}", BULAN[m - 1], 10, "tengah") for m in range(1, 13)])]
    r, c = mulai(L, inst, u, o, 16, o.get("judul", ["RENCANA AKSI KINERJA TAHUN 2026"]))
    gaya = o.get("angka", "angka")
    baris = [{"_kode": i.kode, "_grup": grup(i, "no", "sasaran"), "no": n, "sasaran": i.sasaran, "indikator": i.teks, "target": nilai(i.target, i.satuan, gaya),
              **{f"b{m}": nilai(i.tw[(m - 1) // 3], i.satuan, gaya) for m in range(1, 13)}} for i, n in zip(inds, nomor_sasaran(inds))]
    r = tabel(L, r, c, kolom, baris, nomor=o.get("nomor"), gabung=o.get("gabung", "kosong"), gabung_kolom=("no", "sasaran"))
    tanda_tangan(L, r, c, 16, inst, u, o)


def ra_klaten(L, inst, u, inds, o):
    kolom = [Kol("sasaran", "Sasaran", 30), Kol("indikator", "Indikator", 40), *[Kol(f"tw{q}", f"Target TW{q}", 10, "tengah") for q in (1, 2, 3, 4)],
             *[Kol(f"r{q}", f"Realisasi TW{q}", 10, "tengah") for q in (1, 2, 3, 4)], Kol("capaian", "Capaian Triwulan", 10, "tengah"),
             Kol("persen", "% capaian", 10, "tengah"), Kol("akumulasi", "% capaian akumulasi", 11, "tengah"), Kol("catatan", "Catatan hasil monitoring", 20),
             Kol("tindak_lanjut", "Tindak lanjut", 20)]
    r, c = mulai(L, inst, u, o, 15, o.get("judul", ["RENCANA AKSI KINERJA TAHUN 2026"]))
    baris = [{"_kode": i.kode, "_grup": grup(i, "sasaran"), "sasaran": i.sasaran, "indikator": i.teks,
              **{f"tw{q + 1}": nilai(i.tw[q], i.satuan, o.get("angka", "angka")) for q in range(4)}} for i in inds]
    r = tabel(L, r, c, kolom, baris, gabung=o.get("gabung", True), gabung_kolom=("sasaran",))
    tanda_tangan(L, r, c, 15, inst, u, o)


def ra_generik(L, inst, u, inds, o):
    kolom = [Kol("no", "No", 5, "tengah"), Kol("sasaran", "Sasaran", 28), Kol("indikator", "Indikator", 36), Kol("target", "Target", 12, "tengah"),
             Kol("aksi", "Rencana Aksi/Kegiatan", 36), Kol("tw", "Target", anak=[Kol(f"tw{q}", f"TW {ROMAWI[q]}", 10, "tengah") for q in (1, 2, 3, 4)]),
             Kol("anggaran", "Anggaran (Rp)", 17, "angka"), Kol("pj", "Penanggung Jawab", 20), Kol("keterangan", "Keterangan", 14)]
    r, c = mulai(L, inst, u, o, 12, o.get("judul", ["RENCANA AKSI KINERJA TAHUN 2026"]))
    rng = random.Random("ra " + u.kode)
    gaya, uang, baris = o.get("angka", "angka"), [], []
    for i, n in zip(inds, nomor_sasaran(inds)):
        uang.append(rng.randint(10, 300) * 500_000)
        baris.append({"_kode": i.kode, "_grup": grup(i, "no", "sasaran"), "no": n, "sasaran": i.sasaran, "indikator": i.teks, "target": nilai(i.target, i.satuan, gaya),
                      "aksi": TAHAP[rng.randint(0, 3)][0].format(x=pokok(i)), **{f"tw{q + 1}": nilai(i.tw[q], i.satuan, gaya) for q in range(4)},
                      "anggaran": V(uang[-1], "#,##0"), "pj": u.pejabat.jabatan, "keterangan": None})
    if o.get("total", True):
        baris.append({"_kode": "total", "_total": True, "no": "JUMLAH",
                      "anggaran": V(sum(uang), "#,##0", "=SUM({kol}{awal}:{kol}{akhir})" if o.get("rumus") else None)})
    r = tabel(L, r, c, kolom, baris, nomor=o.get("nomor"), gabung=o.get("gabung", True), gabung_kolom=("no", "sasaran"))
    tanda_tangan(L, r, c, 12, inst, u, o)


# ---------------------------------------------------------------- Pengukuran
KENDALA = ["Jadwal pelaksanaan bergeser karena revisi anggaran", "Data dukung dari mitra terlambat diterima", "Jumlah petugas pelaksana belum memadai",
           "Sebagian kegiatan masih dalam proses pengadaan"]
LANJUT = ["Menjadwalkan ulang kegiatan dan memantau setiap minggu", "Menyurati mitra dan menunjuk narahubung", "Menugaskan petugas tambahan dari unit terkait",
          "Mempercepat proses pengadaan bersama pejabat pengadaan"]
BATAS = {1: dt.date(2026, 6, 30), 2: dt.date(2026, 9, 30)}


def cerita(i, u, tw, rr):
    """kendala, tindak lanjut, PIC, batas waktu: filled where the row is below target."""
    rng = random.Random(f"kendala {i.kode} {tw}")
    k = rng.randint(0, 3)
    if di_bawah(i, tw, rr):
        return KENDALA[k], LANJUT[k], u.pejabat.jabatan, BATAS[tw]
    return None, None, None, None


def bukti(i, u, inst, tw, rng):
    if rng.random() < 0.6:
        return f"https://berkas.{inst.domain}/{u.kode.lower()}/tw{tw}/{i.pendek.replace('.', '-')}"
    return f"Laporan {pokok(i)} TW {ROMAWI[tw]}"


def realisasi_untuk(inds, o):
    return {i.kode: realisasi(i, o.get("boleh_bawah", True)) for i in inds}


def uk_polos(L, inst, u, inds, tw, o):
    """No | Sasaran | ... | Bukti Dukung; options: PIC and Batas Waktu, Status, Pembilang and Penyebut."""
    j = {"no": "No", "sasaran": "Sasaran", "indikator": "Indikator", "satuan": "Satuan", "target": "Target", "target_tw": "Target TW", "realisasi_tw": "Realisasi TW",
         "capaian": "Capaian %", "kendala": "Kendala", "tindak_lanjut": "Tindak Lanjut", "pic": "PIC", "batas": "Batas Waktu", "bukti": "Bukti Dukung",
         "status": "Status", "pembilang": "Pembilang", "penyebut": "Penyebut", **o.get("judul_kolom", {})}
    lebar = {"no": 5, "sasaran": 26, "indikator": 36, "satuan": 10, "kendala": 24, "tindak_lanjut": 24, "pic": 18, "batas": 16, "bukti": 30, "status": 14}
    urut = ["no", "sasaran", "indikator", "satuan", "target", "target_tw", *(["pembilang", "penyebut"] if o.get("pecahan") else []), "realisasi_tw", "capaian",
            *(["status"] if o.get("status") else []), "kendala", "tindak_lanjut", *(["pic", "batas"] if o.get("pic") else []), "bukti"]
    urut = [k for k in urut if k not in o.get("tanpa_kolom", ())]
    gaya_kol = lambda k: "isi" if k in ("sasaran", "indikator", "kendala", "tindak_lanjut", "bukti", "pic") else "tengah"
    kolom = [Kol(k, j[k], lebar.get(k, 12), gaya_kol(k)) for k in urut]
    for k, judul_ in o.get("kolom_tambahan", []):
        kolom.append(Kol(k, judul_, 18))
    r, c = mulai(L, inst, u, {"id_ringkas": True, **o}, len(kolom), o.get("judul", [f"PENGUKURAN KINERJA TRIWULAN {ROMAWI[tw]} TAHUN 2026"]))
    rr, gaya, baris = realisasi_untuk(inds, o), o.get("angka", "angka"), []
    kosong = o.get("kosong", "-")
    for i, n in zip(inds, nomor_sasaran(inds)):
        rng = random.Random(f"bukti {i.kode} {tw}")
        T, R = i.tw[tw - 1], rr[i.kode][tw - 1]
        C = capaian(i, T, R)
        kendala, lanjut, pic, batas = cerita(i, u, tw, rr[i.kode])
        pc = o.get("capaian", "angka")
        rumus = None
        if o.get("rumus") and not isinstance(T, str):
            rumus = {"maksimum": "{realisasi_tw}/{target_tw}", "minimum": "(2*{target_tw}-{realisasi_tw})/{target_tw}",
                     "stabil": "(1-ABS({realisasi_tw}-{target_tw})/{target_tw})"}[i.polaritas]
            rumus = f"={rumus}" if pc == "persen" else f"={rumus}*100"
        cap = V(C / 100 if rumus else round(C / 100, 4), "0.00%", rumus) if pc == "persen" else V(C if rumus else round(C, 2), "0.00", rumus)
        if pc == "teks":
            cap = V(id_angka(round(C, 2)))
        b = {"_kode": i.kode, "_grup": grup(i, "no", "sasaran"), "no": n, "sasaran": i.sasaran,
             "indikator": f"[{i.kode}] {i.teks}" if o.get("kode") else i.teks, "satuan": i.satuan, "target": nilai(i.target, i.satuan, gaya), "target_tw": nilai(T, i.satuan, gaya),
             "realisasi_tw": nilai(R, i.satuan, gaya), "capaian": cap, "kendala": kendala or kosong, "tindak_lanjut": lanjut or kosong,
             "pic": pic or kosong, "bukti": bukti(i, u, inst, tw, rng),
             "batas": kosong if not batas else V(tanggal_id(batas)) if o.get("batas_teks", True) else V(batas, "dd/mm/yyyy"),
             "status": "Sangat Tinggi" if C >= 91 else "Tinggi" if C >= 76 else "Sedang" if C >= 66 else "Rendah" if C >= 51 else "Sangat Rendah"}
        if o.get("pecahan") and i.satuan == "%":
            b["penyebut"] = 200
            b["pembilang"] = round(R * 2, 2) if not float(R * 2).is_integer() else int(R * 2)
        for k, f in o.get("isi_tambahan", {}).items():
            b[k] = f(i)
        baris.append(b)
    baris += o.get("baris_tambahan", [])
    r = tabel(L, r, c, kolom, baris, nomor=o.get("nomor"), gabung=o.get("gabung", True), gabung_kolom=("no", "sasaran"))
    if o.get("ttd", True):
        tanda_tangan(L, r, c, len(kolom), inst, u, {"ttd_label": ("Mengetahui,", ""), **o})


def uk_impor(L, inst, u, inds, tw, o):
    """The import sheet: header in row 1, indicators by code only, no title and no signature."""
    kolom = [Kol("kode", "Kode Indikator", 16, "tengah"), Kol("realisasi_tw", "Realisasi TW", 14, "tengah"), Kol("kendala", "Kendala yg Dihadapi", 32),
             Kol("solusi", "Solusi yg Telah Dilakukan", 32), Kol("tindak_lanjut", "Rencana Tindak Lanjut", 32), Kol("pic", "PIC Tindak Lanjut", 22),
             Kol("batas", "Batas Waktu TL", 18), Kol("bukti", "Link Bukti Dukung Kinerja", 40),
             Kol("bukti_lalu", "Link Bukti Dukung Rencana Tindak Lanjut Triwulan Sebelumnya", 40)]
    r, c = (o.get("r0", 0), o.get("c0", 0))
    rr, baris = realisasi_untuk(inds, o), []
    for i in inds:
        kendala, lanjut, pic, batas = cerita(i, u, tw, rr[i.kode])
        dasar = f"https://berkas.{inst.domain}/{u.kode.lower()}"
        baris.append({"_kode": i.kode, "kode": i.kode if o.get("kode_lengkap") else i.pendek, "realisasi_tw": nilai(rr[i.kode][tw - 1], i.satuan, o.get("angka", "angka")),
                      "kendala": f"- {kendala}\n- Koordinasi antarbagian perlu waktu" if kendala else "Tidak ada",
                      "solusi": "- Rapat koordinasi dua mingguan" if kendala else "Tidak ada", "tindak_lanjut": f"- {lanjut}" if lanjut else "Tidak ada",
                      "pic": pic or "Tidak ada", "batas": tanggal_id(batas) if batas else "Tidak ada", "bukti": f"{dasar}/tw{tw}/{i.pendek.replace('.', '-')}",
                      "bukti_lalu": f"{dasar}/tl-sebelumnya/{i.pendek.replace('.', '-')}"})
    baris += o.get("baris_tambahan", [])
    tabel(L, r, c, kolom, baris)


def uk_rekap(L, inst, u, inds, tw, o):
    """Running totals per quarter; tujuan and sasaran as section rows in the same column."""
    kolom = [Kol("no", "No", 8, "tengah"), Kol("indikator", "Tujuan / Sasaran / Indikator Kinerja", 48), Kol("jenis", "Jenis (IKU/Proksi)", 11, "tengah"),
             Kol("periode", "Jenis (Periode)", 13, "tengah"), Kol("persen", "Jenis (%/Non %)", 10, "tengah"), Kol("target", "Target", 10, "tengah"),
             Kol("satuan", "Satuan", 11, "tengah"), Kol("t", "Alokasi Target (Kumulatif)", anak=[Kol(f"tw{q}", f"TW {ROMAWI[q]}", 9, "tengah") for q in (1, 2, 3, 4)]),
             Kol("r", "Realisasi (Kumulatif)", anak=[Kol(f"r{q}", f"TW {ROMAWI[q]}", 9, "tengah") for q in (1, 2, 3, 4)]), Kol("kendala", "Kendala/Hambatan", 34)]
    r, c = mulai(L, inst, u, {"id_ringkas": True, **o}, 16, o.get("judul", ["KERTAS KERJA PENGUKURAN KINERJA TRIWULANAN", f"TRIWULAN {ROMAWI[tw]} TAHUN 2026"]))
    rr, gaya, baris, sebelum, ns, ni = realisasi_untuk(inds, o), o.get("angka", "angka"), [], None, 0, 0
    baris.append({"no": "1", "indikator": "Tujuan: " + o.get("tujuan", "Terwujudnya layanan yang berkualitas dan akuntabel")})
    for i in inds:
        if i.sasaran != sebelum:
            ns, ni, sebelum = ns + 1, 0, i.sasaran
            baris.append({"no": f"1.{ns}", "indikator": "Sasaran: " + i.sasaran})
        ni += 1
        T = kumulatif(i, list(i.tw))
        R = kumulatif(i, [rr[i.kode][q] if q < tw else None for q in range(4)])
        kendala = cerita(i, u, tw, rr[i.kode])[0]
        baris.append({"_kode": i.kode, "no": f"1.{ns}.{ni}", "indikator": i.teks, "jenis": "IKU", "periode": "Akumulatif" if i.periode == "jumlah" else "Posisi Akhir",
                      "persen": "%" if i.satuan == "%" else "Non %", "target": nilai(i.target, i.satuan, gaya), "satuan": i.satuan,
                      **{f"tw{q + 1}": nilai(T[q], i.satuan, gaya) for q in range(4)}, **{f"r{q + 1}": nilai(R[q], i.satuan, gaya) for q in range(4)},
                      "kendala": kendala or "Tidak ada kendala"})
    r = tabel(L, r, c, kolom, baris)
    tanda_tangan(L, r, c, 16, inst, u, {"ttd_label": ("Mengetahui,", ""), **o})


def uk_cirebon(L, inst, u, inds, tw, o):
    """Both halves of the year side by side, with the budget of each indicator."""
    kolom = [Kol("no", "No", 5, "tengah"), Kol("sasaran", "Sasaran Strategis", 26), Kol("indikator", "Indikator", 34), Kol("pengukuran", "Cara Pengukuran", 26),
             Kol("target", "Target Tahun", 11, "tengah"), Kol("r1", "Realisasi TW1", 11, "tengah"), Kol("p1", "% TW1", 9, "tengah"), Kol("k1", "Ket TW1", 20),
             Kol("r2", "Realisasi TW2", 11, "tengah"), Kol("p2", "%", 9, "tengah"), Kol("k2", "Ket", 20), Kol("program", "Program", 28), Kol("pagu", "Pagu", 16, "angka"),
             Kol("ra1", "Realisasi Anggaran TW1", 16, "angka"), Kol("pa1", "%", 8, "tengah"), Kol("ra2", "TW2", 16, "angka"), Kol("pa2", "%", 8, "tengah")]
    r, c = mulai(L, inst, u, {"id_ringkas": True, **o}, 17, o.get("judul", ["PENGUKURAN CAPAIAN KINERJA DAN ANGGARAN", f"TRIWULAN {ROMAWI[tw]} TAHUN 2026"]))
    rr, baris, jumlah = realisasi_untuk(inds, {**o, "boleh_bawah": False}), [], [0, 0, 0]
    for n, i in enumerate(inds, 1):
        assert all(t == i.target for t in i.tw), "this form has no quarter target: use it for constant targets only"
        rng = random.Random("pagu " + i.kode)
        pagu = rng.randint(100, 900) * 1_000_000
        s1, s2 = rng.randint(14, 24), rng.randint(25, 36)
        b = {"_kode": i.kode, "_grup": {"no": i.kode, "sasaran": i.sasaran}, "no": n, "sasaran": i.sasaran, "indikator": i.teks, "pengukuran": cara_ukur(i),
             "target": nilai(i.target, i.satuan, o.get("angka", "angka")), "program": KEGIATAN[rng.randint(0, 7)], "pagu": V(pagu, "#,##0")}
        for q, s in ((1, s1), (2, s2)):
            if q > tw:
                continue
            R = rr[i.kode][q - 1]
            b[f"r{q}"] = nilai(R, i.satuan, o.get("angka", "angka"))
            b[f"p{q}"] = V(round(capaian(i, i.tw[q - 1], R), 2), "0.00")
            b[f"k{q}"] = "Tercapai sesuai target"
            b[f"ra{q}"] = V(pagu * s // 100, "#,##0")
            b[f"pa{q}"] = V(float(s), "0.00")
            jumlah[q] += pagu * s // 100
        jumlah[0] += pagu
        baris.append(b)
    f = "=SUM({kol}{awal}:{kol}{akhir})" if o.get("rumus") else None
    t = {"_kode": "total", "_total": True, "no": "JUMLAH", "pagu": V(jumlah[0], "#,##0", f)}
    for q in (1, 2):
        if q <= tw:
            t[f"ra{q}"] = V(jumlah[q], "#,##0", f)
            t[f"pa{q}"] = V(round(jumlah[q] / jumlah[0] * 100, 2), "0.00")
    baris.append(t)
    r = tabel(L, r, c, kolom, baris, gabung=o.get("gabung", True), gabung_kolom=("sasaran",))
    tanda_tangan(L, r, c, 17, inst, u, {"ttd_label": ("Mengetahui,", ""), **o})


def uk_deli(L, inst, u, inds, tw, o):
    """One row per quarter under each indicator; quarters to come have a target and nothing else."""
    kolom = [Kol("no_renstra", "Nomor Renstra", 9, "tengah"), Kol("sasaran", "Sasaran Renstra", 28), Kol("no_indikator", "Nomor Indikator", 10, "tengah"),
             Kol("indikator", "Indikator Sasaran Renstra", 36), Kol("satuan", "Satuan", 12, "tengah"), Kol("target", "Target Tahun", 12, "tengah"),
             Kol("rincian", "Rincian Capaian", anak=[Kol("triwulan", "Triwulan", 10, "tengah"), Kol("target_tw", "Target", 11, "tengah"),
                                                     Kol("realisasi_tw", "Realisasi", 11, "tengah"), Kol("capaian", "Capaian %", 11, "tengah"), Kol("keterangan", "Keterangan", 28)])]
    r, c = mulai(L, inst, u, {"id_ringkas": True, **o}, 11, o.get("judul", [f"LAPORAN PENGUKURAN KINERJA TRIWULAN {ROMAWI[tw]} TAHUN 2026"]))
    rr, gaya, baris = realisasi_untuk(inds, {**o, "boleh_bawah": False}), o.get("angka", "angka"), []
    urut = {}
    for i, n in zip(inds, nomor_sasaran(inds)):
        urut[n] = urut.get(n, 0) + 1
        for q in (1, 2, 3, 4):
            R = rr[i.kode][q - 1] if q <= tw else None
            g = {"no_renstra": i.sasaran, "sasaran": i.sasaran, **{k: i.kode for k in ("no_indikator", "indikator", "satuan", "target")}}
            baris.append({"_kode": i.kode, "_sub": f"{i.kode}/TW{q}", "_grup": g, "no_renstra": str(n), "sasaran": i.sasaran, "no_indikator": f"{n}.{urut[n]}",
                          "indikator": i.teks, "satuan": i.satuan, "target": nilai(i.target, i.satuan, gaya), "triwulan": f"TW {ROMAWI[q]}",
                          "target_tw": nilai(i.tw[q - 1], i.satuan, gaya), "realisasi_tw": nilai(R, i.satuan, gaya),
                          "capaian": V(round(capaian(i, i.tw[q - 1], R), 2), "0.00") if R is not None else None,
                          "keterangan": "Tercapai sesuai target" if R is not None else None})
    r = tabel(L, r, c, kolom, baris, gabung=o.get("gabung", True), gabung_kolom=("no_renstra", "sasaran", "no_indikator", "indikator", "satuan", "target"))
    tanda_tangan(L, r, c, 11, inst, u, {"ttd_label": ("Mengetahui,", ""), **o})


# ---------------------------------------------------------------- sheets that are not forms
def petunjuk(L, r0=0):
    L.lebar.update({0: 6, 1: 100})
    L.tulis(r0, 0, "PETUNJUK PENGISIAN", "judul"); L.gabung(r0, 0, r0, 1)
    for n, t in enumerate(["Isilah setiap lembar sesuai dokumen yang telah ditetapkan.", "Kolom Realisasi diisi angka pada akhir triwulan.",
                           "Kolom Kendala dan Tindak Lanjut wajib diisi apabila capaian di bawah target.", "Tuliskan tautan bukti dukung yang dapat dibuka oleh Bagian Perencanaan.",
                           "Kirim kembali berkas ini paling lambat tanggal 10 bulan berikutnya."], 1):
        L.tulis(r0 + 1 + n, 0, n, "tengah"); L.tulis(r0 + 1 + n, 1, t, "teks")
