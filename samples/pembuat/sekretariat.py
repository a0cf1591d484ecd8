"""Workspace `sekretariat`: a secretariat whose people have indicators of their own, after the procedure of a DPRD:
IKI, PK, Rencana Aksi, measurement by quarter and by semester. Nothing is planted: it gives no finding."""

from __future__ import annotations

import datetime as dt
import random

from bentuk import Instansi, Kol, V, grup, mulai, nomor_sasaran, tabel, tanda_tangan
from lembar import Lembar
from model import Indikator, Pejabat, Unit, capaian, nip
from ruang import Ruang

D = dt.date
TOML = '''# Contoh ruang kerja: kinerja perorangan. Semua nama, NIP dan angka adalah rekaan.
[instansi]
nama = "Sekretariat Dewan Contoh"
tahun = 2026
kop = ["PEMERINTAH KABUPATEN CONTOH", "SEKRETARIAT DEWAN CONTOH"]

[tenggat]
pk = 2026-02-28
rencana_aksi = 2026-02-28
triwulan = [2026-04-10, 2026-07-10, 2026-10-10, 2027-01-10]
'''

S1 = "Meningkatnya ketepatan layanan administrasi sekretariat"
S2 = "Meningkatnya ketepatan penyusunan dokumen perencanaan"
UNIT = [("TU", "Subbagian Tata Usaha dan Kepegawaian", "", "Contoh Kartikasari, S.Sos.", "Kepala Subbagian Tata Usaha dan Kepegawaian"),
        ("PRG", "Subbagian Program dan Keuangan", "", "Contoh Permana, S.E.", "Kepala Subbagian Program dan Keuangan"),
        ("S01", "Pengelola Surat", "TU", "Contoh Wibowo, A.Md.", "Pengelola Surat"),
        ("S02", "Analis Kepegawaian", "TU", "Contoh Rahayu, S.A.P.", "Analis Kepegawaian"),
        ("S03", "Analis Perencanaan", "PRG", "Contoh Nugroho, S.E.", "Analis Perencanaan")]
TUGAS = {"TU": ("Memimpin layanan tata usaha dan kepegawaian", "a. mengendalikan surat; b. mengendalikan layanan kepegawaian"),
         "PRG": ("Memimpin penyusunan program dan pengelolaan keuangan", "a. mengendalikan dokumen perencanaan; b. mengendalikan laporan kinerja"),
         "S01": ("Mengelola surat masuk dan surat keluar sekretariat", "a. mencatat surat masuk; b. mengirim surat keluar; c. menyimpan arsip surat"),
         "S02": ("Menyiapkan layanan kepegawaian", "a. memproses usul kepegawaian; b. memutakhirkan data pegawai"),
         "S03": ("Menyiapkan dokumen perencanaan dan pelaporan kinerja", "a. menyusun rencana kinerja; b. mengumpulkan data kinerja")}
CARA = {"IKK 1.1": ("Rata-rata ketepatan layanan surat dan layanan kepegawaian", "Rekap layanan bagian"),
        "IKK 2.1": ("Penghitungan dokumen yang selesai sesuai jadwal", "Daftar kendali dokumen"),
        "IKI 1.1.1": ("Surat yang selesai dalam satu hari dibagi seluruh surat, dikali 100%", "Buku agenda surat"),
        "IKI 1.1.2": ("Usul yang selesai tepat waktu dibagi seluruh usul, dikali 100%", "Daftar kendali usul kepegawaian"),
        "IKI 2.1.1": ("Penghitungan dokumen yang selesai sesuai jadwal", "Laporan penyusunan dokumen")}


def kaskade() -> list[Indikator]:
    p, t = "%", "Dokumen"
    return [
        Indikator("IKU 1", "", "IKU", "", S1, "Persentase layanan administrasi yang selesai tepat waktu", p, "maksimum", "rata-rata", "langsung", 60, 95, (95,) * 4),
        Indikator("IKU 2", "", "IKU", "", S2, "Jumlah dokumen perencanaan dan pelaporan yang selesai sesuai jadwal", t, "maksimum", "jumlah", "langsung", 40, 8, (2,) * 4),
        Indikator("IKK 1.1", "IKU 1", "IKK", "TU", S1, "Persentase layanan tata usaha dan kepegawaian yang selesai tepat waktu", p, "maksimum", "rata-rata", "rata-rata", None, 95, (95,) * 4),
        Indikator("IKK 2.1", "IKU 2", "IKK", "PRG", S2, "Jumlah dokumen perencanaan dan pelaporan yang disusun sesuai jadwal", t, "maksimum", "jumlah", "langsung", None, 8, (2,) * 4),
        Indikator("IKI 1.1.1", "IKK 1.1", "IKI", "S01", S1, "Persentase surat yang selesai dicatat dan diteruskan dalam satu hari", p, "maksimum", "rata-rata", "rata-rata", None, 96, (96,) * 4),
        Indikator("IKI 1.1.2", "IKK 1.1", "IKI", "S02", S1, "Persentase usul kepegawaian yang selesai tepat waktu", p, "maksimum", "rata-rata", "rata-rata", None, 94, (94,) * 4),
        Indikator("IKI 2.1.1", "IKK 2.1", "IKI", "S03", S2, "Jumlah dokumen perencanaan yang disusun sesuai jadwal", t, "maksimum", "jumlah", "langsung", None, 8, (2,) * 4),
    ]


# Realisasi of the two quarters; that of a unit is what its people's make together.
R = {"IKI 1.1.1": (97, 98), "IKI 1.1.2": (95, 94), "IKI 2.1.1": (2, 2), "IKK 1.1": (96, 96), "IKK 2.1": (2, 2)}


def unit() -> list[Unit]:
    rng = random.Random("unit sekretariat")
    return [Unit(kode, nama, Pejabat(orang, nip(rng), jabatan), "", induk, f"{kode.lower()}@dewan-contoh.example") for kode, nama, induk, orang, jabatan in UNIT]


INST = Instansi("Sekretariat Dewan Contoh", ("PEMERINTAH KABUPATEN CONTOH", "SEKRETARIAT DEWAN CONTOH"), "Kota Contoh",
                Pejabat("Drs. Contoh Mulyadi, M.Si.", "196702121993031004", "Sekretaris Dewan Contoh"), "dewan-contoh.example")


def iki(L, inst, u, inds, unit_kerja, atasan, o):
    """Indikator Kinerja Individu: jabatan, tugas, fungsi, then the table."""
    kolom = [Kol("no", "No", 5, "tengah"), Kol("sasaran", "Kinerja Utama/Sasaran", 30), Kol("indikator", "Indikator", 40),
             Kol("cara", "Formulasi/Penjelasan", 40), Kol("sumber", "Sumber Data", 26), Kol("atas", "Indikator Atasan yang Didukung", 34)]
    tugas, fungsi = TUGAS[u.kode]
    p = u.pejabat
    id_ = [("Nama", p.nama, "nama"), ("NIP", p.nip, "nip"), ("Jabatan", p.jabatan, "jabatan"), ("Tugas", tugas, "tugas"), ("Fungsi", fungsi, "fungsi"),
           ("Unit Kerja", unit_kerja, "unit")]
    r, c = mulai(L, inst, u, {"isi_identitas": id_, **o}, len(kolom), ["INDIKATOR KINERJA INDIVIDU TAHUN 2026"])
    baris = [{"_kode": i.kode, "_grup": grup(i, "no", "sasaran"), "no": n, "sasaran": i.sasaran, "indikator": i.teks, "cara": CARA[i.kode][0],
              "sumber": CARA[i.kode][1], "atas": i.induk} for i, n in zip(inds, nomor_sasaran(inds))]
    r = tabel(L, r, c, kolom, baris, gabung_kolom=("no", "sasaran"))
    tanda_tangan(L, r, c, len(kolom), inst, u, {"atasan": atasan, "ttd_label": ("Atasan Langsung,", "")} | o)


def ukur(L, inst, u, inds, masa, o):
    """One period: a quarter, or a semester made of both."""
    kolom = [Kol("no", "No", 5, "tengah"), Kol("sasaran", "Sasaran", 28), Kol("indikator", "Indikator Kinerja Individu" if u.induk else "Indikator Kinerja", 40), Kol("satuan", "Satuan", 10, "tengah"),
             Kol("target", "Target Tahunan", 10, "tengah"), Kol("target_tw", "Target Periode Ini", 12, "tengah"), Kol("realisasi_tw", "Realisasi Periode Ini", 12, "tengah"),
             Kol("capaian", "Capaian (%)", 11, "tengah"), Kol("bukti", "Bukti Dukung", 34)]
    nama = {1: "TRIWULAN I", 2: "TRIWULAN II", "S1": "SEMESTER I"}[masa]
    r, c = mulai(L, inst, u, {"id_ringkas": True, **o}, len(kolom), [f"PENGUKURAN KINERJA {nama} TAHUN 2026"])
    baris = []
    for i, n in zip(inds, nomor_sasaran(inds)):
        jumlah = i.periode == "jumlah"
        dua = R[i.kode]
        if masa == "S1":
            t, x = (sum(i.tw[:2]), sum(dua)) if jumlah else (i.tw[0], sum(dua) / 2)
        else:
            t, x = i.tw[masa - 1], dua[masa - 1]
        x = int(x) if float(x).is_integer() else x
        baris.append({"_kode": i.kode, "_grup": grup(i, "no", "sasaran"), "no": n, "sasaran": i.sasaran, "indikator": i.teks, "satuan": i.satuan, "target": i.target,
                      "target_tw": t, "realisasi_tw": x, "capaian": V(round(capaian(i, t, x), 2), "0.00"),
                      "bukti": f"Laporan {nama.title().replace('Iii', 'III').replace('Ii', 'II')} {i.kode}, nomor {len(i.kode)}{n}/{u.kode}/2026"})
    r = tabel(L, r, c, kolom, baris, gabung_kolom=("no", "sasaran"))
    tanda_tangan(L, r, c, len(kolom), inst, u, {"ttd_label": ("Mengetahui,", "")} | o)


def buat() -> Ruang:
    G = Ruang("sekretariat", INST, unit(), kaskade(), TOML)
    TW = {1: dict(ttd_tanggal=D(2026, 4, 6)), 2: dict(ttd_tanggal=D(2026, 7, 6)), "S1": dict(ttd_tanggal=D(2026, 7, 7))}
    for kode, nama, induk, *_ in UNIT:
        u = G.u(kode)
        inds = [i for i in G.kaskade if i.unit == kode]
        atas = dict(atasan=G.u(induk).pejabat) if induk else {}
        o = dict(operator=f"Operator {kode}", tanggal=D(2026, 2, 16))
        L = Lembar("IKI")
        iki(L, INST, u, inds, G.u(induk).nama if induk else nama, G.u(induk).pejabat if induk else INST.atasan, dict(ttd_tanggal=D(2026, 1, 26)))
        G.kirim(f"{kode}/IKI {nama} 2026.xlsx", L, **o | dict(tanggal=D(2026, 1, 26)))
        G.kirim(f"{kode}/PK {nama} 2026.xlsx", G.isi("pk_satuan", kode, nama="PK", inds=inds, identitas="tiga", program=False, label_program="KEGIATAN", **atas), **o)
        G.kirim(f"{kode}/Rencana Aksi {nama} 2026.xlsx",
                G.isi("ra_generik", kode, nama="RA", inds=inds, identitas="tiga", **atas, ttd_tanggal=D(2026, 2, 20)), **o | dict(tanggal=D(2026, 2, 20)))
        for masa, nama_berkas in ((1, "TW I"), (2, "TW II"), ("S1", "Semester I")):
            if masa == "S1" and not induk:
                continue
            L = Lembar(nama_berkas)
            ukur(L, INST, u, inds, masa, {**TW[masa], **atas})
            G.kirim(f"{kode}/Pengukuran {nama_berkas} {nama}.xlsx", L, **o | dict(tanggal=TW[masa]["ttd_tanggal"]))
    return G
