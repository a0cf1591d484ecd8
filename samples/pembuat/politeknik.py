"""Workspace `politeknik`: fifteen units, IKU 1.1 to 4.2, PK, Rencana Aksi, TW I and TW II."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

from bentuk import Instansi, KENDALA, LANJUT, pernyataan, petunjuk
from lembar import Berkas, Lembar
from model import Indikator, Pejabat, Unit, dari_anak, nip, periksa_kaskade
from ruang import Ruang

D = dt.date
TOML = '''# Contoh ruang kerja. Semua nama, NIP dan angka adalah rekaan.
[instansi]
nama = "Politeknik Contoh"
tahun = 2026
kop = ["KEMENTERIAN PENDIDIKAN CONTOH", "POLITEKNIK CONTOH", "Jalan Contoh Nomor 1, Kota Contoh"]
logo = "logo.svg"

[tenggat]
pk = 2026-02-28
rencana_aksi = 2026-02-28
triwulan = [2026-04-10, 2026-07-10, 2026-10-10, 2027-01-10]

[capaian]
profil = "umum"
batas_atas = 120.0

[aturan.UK05]                     # lihat samples/README.md
tingkat = "info"

[[pengecualian]]
aturan = "PK03"
unit = "BAK"
indikator = "IKK 5.4.1"
alasan = "Perubahan satuan disetujui Direktur, nota dinas 12/2026"
sampai = 2026-12-31

[[pengecualian]]                  # tidak cocok dengan temuan apa pun: AL09
aturan = "PK10"
unit = "JTI"
alasan = "Penandatanganan menunggu pelantikan pejabat baru"
sampai = 2026-12-31
'''

S1 = "Meningkatnya kualitas lulusan pendidikan vokasi"
S2 = "Meningkatnya kualitas dosen pendidikan vokasi"
S3 = "Meningkatnya kualitas kurikulum dan pembelajaran"
S4 = "Meningkatnya tata kelola satuan kerja"

JURUSAN = [("JTI", "Jurusan Teknologi Informasi", "Jurusan TI"), ("JTM", "Jurusan Teknik Mesin", "Jurusan Mesin"), ("JTS", "Jurusan Teknik Sipil", "Jurusan Sipil"),
           ("JTE", "Jurusan Teknik Elektro", "Jurusan Elektro"), ("JAK", "Jurusan Akuntansi", ""), ("JAB", "Jurusan Administrasi Bisnis", "Jurusan Adm. Bisnis"),
           ("JAG", "Jurusan Agribisnis", ""), ("JKS", "Jurusan Kesehatan", "")]
LAINNYA = [("PERPUS", "UPT Perpustakaan", "Perpustakaan", "Kepala UPT Perpustakaan"),
           ("P3M", "Pusat Penelitian dan Pengabdian kepada Masyarakat", "P3M", "Kepala Pusat Penelitian dan Pengabdian kepada Masyarakat"),
           ("PPM", "Pusat Penjaminan Mutu", "", "Kepala Pusat Penjaminan Mutu"), ("BPKU", "Bagian Perencanaan dan Keuangan", "", "Kepala Bagian Perencanaan dan Keuangan"),
           ("BAK", "Bagian Akademik dan Kemahasiswaan", "", "Kepala Bagian Akademik dan Kemahasiswaan"), ("UPTB", "UPT Bahasa", "", "Kepala UPT Bahasa"),
           ("BUMUM", "Bagian Umum", "", "Kepala Bagian Umum")]
NAMA = ["Contoh Budiman, S.Kom., M.Kom.", "Contoh Hartono, S.T., M.T.", "Contoh Wulandari, S.T., M.T.", "Contoh Prasetyo, S.T., M.Eng.", "Contoh Lestari, S.E., M.Ak.",
        "Contoh Ramadhan, S.E., M.M.", "Contoh Setiawati, S.P., M.P.", "Contoh Anggraini, S.Kep., M.Kes.", "Contoh Nugraha, S.IP., M.IP.", "Contoh Maharani, S.Si., M.Si.",
        "Contoh Firmansyah, S.T., M.T.", "Contoh Suryadi, S.E., M.Ak.", "Contoh Puspita, S.Sos., M.Si.", "Contoh Kartika, S.Pd., M.Hum.", "Contoh Gunawan, S.H., M.H."]


def unit() -> list[Unit]:
    rng = random.Random("unit politeknik")
    hasil = []
    for n, (kode, nama, alias, *jab) in enumerate([*JURUSAN, *LAINNYA]):
        jabatan = jab[0] if jab else "Ketua " + nama
        hasil.append(Unit(kode, nama, Pejabat(NAMA[n], nip(rng), jabatan), alias if alias != kode else "", "", f"{kode.lower()}@politeknik-contoh.example"))
    return hasil


def kaskade() -> list[Indikator]:
    iku, ikk, iki = [], [], []

    def induk(kode, sasaran, teks, satuan, periode, kons, bobot, target=None, tw=(0, 0, 0, 0)):
        iku.append(Indikator("IKU " + kode, "", "IKU", "", sasaran, teks, satuan, "maksimum", periode, kons, bobot, target, tw))

    def anak(kode, unit_, sasaran, teks, satuan, periode, kons, target, tw, pol="maksimum", bobot=None, orang=False):
        p = kode.rsplit(".", 1)[0]
        ada = any(i.kode == "IKU " + p for i in iku)
        (iki if orang else ikk).append(Indikator(("IKI " if orang else "IKK ") + kode, ("IKK " if orang else "IKU ") + p if (ada or orang) else "", "IKI" if orang else "IKK",
                                                 unit_, sasaran, teks, satuan, pol, periode, kons, bobot, target, tuple(tw)))

    induk("1.1", S1, "Persentase lulusan yang berhasil mendapat pekerjaan, melanjutkan studi, atau menjadi wiraswasta", "%", "nilai akhir", "rata-rata", 15)
    induk("1.2", S1, "Persentase mahasiswa yang berkegiatan di luar program studi atau meraih prestasi", "%", "nilai akhir", "tanpa", 10, 13, (3, 6, 10, 13))
    induk("2.1", S2, "Persentase dosen yang berkegiatan tridarma di luar kampus atau membimbing mahasiswa berprestasi", "%", "nilai akhir", "maksimum", 10)
    induk("2.2", S2, "Persentase dosen yang memiliki sertifikat kompetensi atau berpengalaman praktisi", "%", "nilai akhir", "rata-rata tertimbang", 10)
    induk("2.3", S2, "Nilai keluaran penelitian dan pengabdian yang mendapat rekognisi per dosen", "Nilai", "nilai akhir", "langsung", 10)
    induk("3.1", S3, "Persentase program studi yang bekerja sama dengan mitra", "%", "nilai akhir", "tanpa", 10, 57, (20, 35, 45, 57))
    induk("3.2", S3, "Persentase mata kuliah yang menerapkan pemecahan kasus atau proyek kelompok", "%", "rata-rata", "minimum", 10)
    induk("3.3", S3, "Persentase program studi yang memiliki akreditasi atau sertifikat internasional", "%", "nilai akhir", "langsung", 5)
    induk("4.1", S4, "Predikat SAKIP minimal BB", "Predikat", "nilai akhir", "langsung", 10)
    induk("4.2", S4, "Nilai kinerja anggaran minimal 93", "Nilai", "nilai akhir", "langsung", 10)

    kerja = [60, 58, 55, 57, 59, 56, 54, 57]
    magang = [(20, 30, 30, 40), (15, 25, 25, 35), (10, 20, 20, 30), (20, 20, 30, 30), (25, 30, 35, 30), (20, 25, 30, 25), (15, 15, 20, 30), (10, 20, 30, 20)]
    sertifikat, bobot = [90, 85, 80, 85, 85, 80, 85, 85], [20, 15, 10, 15, 10, 10, 10, 10]
    mitra = [(2, 3, 3, 2), (2, 2, 3, 3), (1, 2, 2, 3), (2, 2, 2, 2), (3, 3, 3, 3), (2, 4, 2, 2), (1, 2, 3, 2), (1, 2, 2, 2)]
    kasus = [45, 44, 42, 50, 46, 43, 42, 48]
    for n, (kode, nama, _) in enumerate(JURUSAN):
        t = kerja[n]
        anak(f"1.1.{n + 1}", kode, S1, f"Persentase lulusan {nama} yang mendapat pekerjaan, melanjutkan studi, atau menjadi wiraswasta", "%", "nilai akhir", "rata-rata", t, (t - 45, t - 30, t - 15, t))
        anak(f"1.2.{n + 1}", kode, S1, f"Jumlah mahasiswa {nama} yang mengikuti magang industri", "Orang", "jumlah", "tanpa", sum(magang[n]), magang[n])
        s = sertifikat[n]
        anak(f"2.2.{n + 1}", kode, S2, f"Persentase dosen {nama} yang memiliki sertifikat kompetensi", "%", "nilai akhir", "rata-rata tertimbang", s, (s - 15, s - 10, s - 5, s), bobot=bobot[n])
        anak(f"3.1.{n + 1}", kode, S3, f"Jumlah kerja sama {nama} dengan dunia usaha dan dunia industri yang dilaksanakan", "Dokumen", "jumlah", "tanpa", sum(mitra[n]), mitra[n])
        anak(f"3.2.{n + 1}", kode, S3, f"Persentase mata kuliah {nama} yang menerapkan pemecahan kasus atau proyek kelompok", "%", "rata-rata", "minimum", kasus[n], (kasus[n],) * 4)
    anak("1.2.9", "JTI", S1, "Persentase mahasiswa Jurusan Teknologi Informasi yang putus studi", "%", "nilai akhir", "tanpa", 2.5, (4, 3.5, 3, 2.5), "minimum")
    anak("1.2.10", "JAK", S1, "Nilai rasio mahasiswa terhadap dosen tetap Jurusan Akuntansi", "Nilai", "nilai akhir", "tanpa", 25, (25,) * 4, "stabil")
    anak("1.2.11", "JKS", S1, "Persentase mahasiswa Jurusan Kesehatan yang mengulang ujian kompetensi", "%", "rata-rata", "tanpa", 10, (10,) * 4, "minimum")
    anak("2.1.1", "JTI", S2, "Persentase dosen Jurusan Teknologi Informasi yang berkegiatan tridarma di luar kampus", "%", "nilai akhir", "maksimum", 52, (20, 30, 40, 52))
    anak("2.1.2", "JTM", S2, "Persentase dosen Jurusan Teknik Mesin yang berkegiatan tridarma di luar kampus", "%", "nilai akhir", "maksimum", 50, (18, 28, 40, 50))
    anak("2.1.3", "JTE", S2, "Persentase dosen Jurusan Teknik Elektro yang berkegiatan tridarma di luar kampus", "%", "nilai akhir", "maksimum", 48, (16, 28, 38, 48))
    anak("2.1.4", "P3M", S2, "Persentase dosen yang melaksanakan penelitian terapan bersama mitra", "%", "nilai akhir", "maksimum", 52, (20, 30, 40, 52))
    anak("2.3.1", "P3M", S2, "Nilai keluaran penelitian dan pengabdian yang mendapat rekognisi per dosen", "Nilai", "nilai akhir", "langsung", 0.7, (0.1, 0.3, 0.5, 0.7))
    anak("3.1.9", "P3M", S3, "Jumlah dokumen kerja sama penelitian dengan mitra industri", "Dokumen", "jumlah", "tanpa", 8, (2, 2, 2, 2))
    anak("5.1.1", "P3M", S4, "Jumlah artikel ilmiah pada jurnal nasional terakreditasi", "Dokumen", "jumlah", "tanpa", 60, (10, 15, 15, 20))
    anak("5.1.2", "P3M", S4, "Jumlah permohonan kekayaan intelektual yang didaftarkan", "Dokumen", "jumlah", "tanpa", 16, (3, 4, 4, 5))
    anak("3.3.1", "PPM", S3, "Persentase program studi yang memiliki akreditasi atau sertifikat internasional", "%", "nilai akhir", "langsung", 2.5, (2.5,) * 4)
    anak("5.2.1", "PPM", S4, "Persentase program studi terakreditasi Unggul atau Baik Sekali", "%", "nilai akhir", "tanpa", 60, (40, 50, 55, 60))
    anak("5.2.2", "PPM", S4, "Persentase temuan audit mutu internal yang ditindaklanjuti", "%", "nilai akhir", "tanpa", 90, (20, 45, 70, 90))
    anak("5.2.3", "PPM", S4, "Indeks kepuasan pemangku kepentingan", "Indeks", "nilai akhir", "tanpa", 3.4, (3.2, 3.25, 3.3, 3.4))
    anak("5.2.4", "PPM", S4, "Persentase keluhan mahasiswa yang tidak tertangani", "%", "nilai akhir", "tanpa", 4, (6, 5.5, 5, 4), "minimum")
    anak("4.1.1", "BPKU", S4, "Predikat SAKIP minimal BB", "Predikat", "nilai akhir", "langsung", "BB", ("BB",) * 4)
    anak("4.2.1", "BPKU", S4, "Nilai kinerja anggaran minimal 93", "Nilai", "nilai akhir", "langsung", 94, (70, 80, 88, 94))
    anak("5.3.1", "BPKU", S4, "Persentase penyerapan anggaran", "%", "nilai akhir", "tanpa", 95, (15, 40, 65, 95))
    anak("5.3.2", "BPKU", S4, "Persentase deviasi rencana penarikan dana", "%", "rata-rata", "tanpa", 5, (5,) * 4, "minimum")
    anak("5.3.3", "BPKU", S4, "Jumlah laporan keuangan yang disampaikan tepat waktu", "Laporan", "jumlah", "tanpa", 12, (3,) * 4)
    anak("1.2.12", "BAK", S1, "Jumlah mahasiswa penerima beasiswa", "Orang", "jumlah", "tanpa", 500, (150, 100, 150, 100))
    anak("1.2.13", "BAK", S1, "Jumlah mahasiswa berprestasi tingkat nasional", "Orang", "jumlah", "tanpa", 40, (5, 10, 15, 10))
    anak("3.1.10", "BAK", S3, "Jumlah pedoman kurikulum yang dimutakhirkan", "Dokumen", "jumlah", "tanpa", 6, (1, 2, 2, 1))
    anak("5.4.1", "BAK", S4, "Nilai layanan akademik menurut mahasiswa", "Nilai", "rata-rata", "tanpa", 1000, (1000,) * 4)
    anak("5.4.2", "BAK", S4, "Rata-rata waktu penerbitan ijazah", "Hari", "rata-rata", "tanpa", 10, (10,) * 4, "minimum")
    anak("5.5.1", "PERPUS", S4, "Indeks kepuasan pemustaka", "Indeks", "nilai akhir", "tanpa", 3.5, (3.5,) * 4)
    anak("5.5.2", "PERPUS", S4, "Persentase layanan sirkulasi yang selesai tepat waktu", "%", "rata-rata", "tanpa", 95, (95,) * 4)
    anak("5.5.3", "PERPUS", S4, "Persentase mata kuliah yang koleksi rujukannya tersedia", "%", "nilai akhir", "tanpa", 80, (80,) * 4)
    anak("5.5.4", "PERPUS", S4, "Rata-rata waktu layanan bebas pustaka", "Hari", "rata-rata", "tanpa", 2, (2,) * 4, "minimum")
    anak("5.5.5", "PERPUS", S4, "Predikat akreditasi perpustakaan", "Predikat", "nilai akhir", "tanpa", "A", ("A",) * 4)
    anak("1.2.14", "UPTB", S1, "Jumlah mahasiswa peserta tes kemampuan bahasa Inggris", "Orang", "jumlah", "tanpa", 900, (200, 250, 200, 250))
    anak("3.1.11", "UPTB", S3, "Jumlah modul bahasa untuk program vokasi", "Dokumen", "jumlah", "tanpa", 4, (1, 1, 1, 1))
    anak("5.6.1", "UPTB", S4, "Persentase peserta tes yang mencapai skor sasaran", "%", "nilai akhir", "tanpa", "80 - 90 %", ("80 - 90 %",) * 4)
    anak("5.6.2", "UPTB", S4, "Nilai kepuasan peserta pelatihan bahasa", "Nilai", "nilai akhir", "tanpa", ">= 80", (">= 80",) * 4)
    for n, teks in enumerate(["Persentase pengadaan barang dan jasa yang diselesaikan sesuai rencana", "Persentase barang milik negara yang telah diinventarisasi",
                              "Persentase pegawai yang memiliki sasaran kinerja lengkap", "Persentase surat masuk yang ditindaklanjuti"], 1):
        anak(f"5.7.{n}", "BUMUM", S4, teks, "%", "nilai akhir", "tanpa", 100, (25, 50, 75, 100))

    anak("1.1.1.1", "JTI", S1, "Persentase lulusan bimbingan Program Studi Rekayasa Perangkat Lunak yang bekerja", "%", "nilai akhir", "rata-rata", 62, (17, 32, 47, 62), orang=True)
    anak("1.1.1.2", "JTI", S1, "Persentase lulusan bimbingan Program Studi Teknik Jaringan yang bekerja", "%", "nilai akhir", "rata-rata", 58, (13, 28, 43, 58), orang=True)
    anak("2.2.1.1", "JTI", S2, "Persentase dosen kelompok keahlian perangkat lunak yang bersertifikat kompetensi", "%", "nilai akhir", "rata-rata tertimbang", 90, (75, 80, 85, 90), bobot=60, orang=True)
    anak("2.2.1.2", "JTI", S2, "Persentase dosen kelompok keahlian jaringan yang bersertifikat kompetensi", "%", "nilai akhir", "rata-rata tertimbang", 90, (75, 80, 85, 90), bobot=40, orang=True)
    anak("2.3.1.1", "P3M", S2, "Nilai keluaran penelitian dan pengabdian yang mendapat rekognisi per dosen", "Nilai", "nilai akhir", "langsung", 0.7, (0.1, 0.3, 0.5, 0.7), orang=True)
    anak("3.2.4.1", "JTE", S3, "Persentase mata kuliah Program Studi Teknik Listrik yang menerapkan proyek kelompok", "%", "rata-rata", "minimum", 50, (50,) * 4, orang=True)
    anak("3.2.4.2", "JTE", S3, "Persentase mata kuliah Program Studi Elektronika yang menerapkan proyek kelompok", "%", "rata-rata", "minimum", 55, (55,) * 4, orang=True)
    anak("4.2.1.1", "BPKU", S4, "Nilai kinerja anggaran minimal 93", "Nilai", "nilai akhir", "langsung", 94, (70, 80, 88, 94), orang=True)

    iku = [dari_anak(i, [*iku, *ikk]) for i in iku]
    kunci = lambda i: [int(x) for x in i.kode.split()[1].split(".")]
    hasil = sorted(iku, key=kunci) + sorted(ikk, key=kunci) + sorted(iki, key=kunci)
    periksa_kaskade(hasil)
    return hasil


INST = Instansi("Politeknik Contoh", ("KEMENTERIAN PENDIDIKAN CONTOH", "POLITEKNIK CONTOH"), "Kota Contoh",
                Pejabat("Dr. Contoh Wirawan, S.T., M.T.", "196805141994031002", "Direktur Politeknik Contoh"), "politeknik-contoh.example")


def ubah(inds, kode, **k):
    return [replace(i, **k) if i.kode == kode else i for i in inds]


def buat() -> Ruang:
    R = Ruang("politeknik", INST, unit(), kaskade(), TOML)
    TW1, TW2 = dict(ttd_tanggal=D(2026, 4, 7)), dict(ttd_tanggal=D(2026, 7, 8))
    B1, B2 = dict(tanggal=D(2026, 4, 7)), dict(tanggal=D(2026, 7, 8))

    # ---- JTI: clean; formulas with cached values
    o = dict(tema="calibri", operator="Operator JTI")
    pk_jti = R.kirim("JTI/PK JTI 2026.xlsx", R.isi("pk_vokasi", "JTI", nama="PK", identitas="satu", rumus=True, baris_kepala=9), **o)
    R.kirim("JTI/Rencana Aksi JTI 2026.xlsx", R.isi("ra_generik", "JTI", nama="RA", rumus=True, identitas="satu", id_ringkas=True,
                                                    judul=["RENCANA AKSI ATAS PERJANJIAN KINERJA TAHUN 2026", "JURUSAN TEKNOLOGI INFORMASI"]), **o)
    R.kirim("JTI/Pengukuran TW I JTI.xlsx", R.isi("uk_polos", "JTI", 1, nama="TW I", pic=True, rumus=True, identitas="satu", kode=True, batas_teks=False, **TW1), **o | B1)
    R.kirim("JTI/Pengukuran TW II JTI.xlsx", R.isi("uk_polos", "JTI", 2, nama="TW II", pic=True, rumus=True, identitas="satu", kode=True, batas_teks=False, **TW2), **o | B2)

    # ---- JTM: statement page + annex I/4-6, in a zip with its revision
    o = dict(tema="times", operator="Admin Jurusan Mesin")
    def pk_jtm(tgl, judul):
        P, L = Lembar("Pernyataan"), R.isi("pk_lampiran", "JTM", nama="Lampiran", lampiran="4", kop=True, c0=1, baris_kepala=13, identitas="tiga", id_ringkas=True, judul=judul, ttd_tanggal=tgl, uang="rp")
        r, c = pernyataan(P, INST, R.u("JTM"), dict(kop=True))
        from bentuk import tanda_tangan
        tanda_tangan(P, r, c, 4, INST, R.u("JTM"), dict(ttd_tanggal=tgl))
        return P, L
    b = R.kirim("kiriman-februari.zip/JTM/PK JTM 2026.xlsx", *pk_jtm(D(2026, 2, 10), ["LAMPIRAN PERJANJIAN KINERJA TAHUN 2026"]), **o, tanggal=D(2026, 2, 11))
    b.salah(None, "-", "BK02", "older version of the same PK; the revision of 20 February is the one used")
    R.kirim("kiriman-februari.zip/JTM/PK JTM 2026 (revisi).xlsx", *pk_jtm(D(2026, 2, 20), ["LAMPIRAN PERJANJIAN KINERJA TAHUN 2026", "(REVISI)"]), **o, tanggal=D(2026, 2, 21))
    L = R.isi("ra_dki", "JTM", nama="Renaksi", kop=True, tanpa_tahap={("IKK 1.2.2", 3)}, id_ringkas=True)
    b = R.kirim("JTM/Rencana Aksi JTM 2026.xlsx", L, **o)
    b.salah(L, L.alamat("IKK 1.2.2", "indikator"), "RA02", "no stage for TW 3 under IKK 1.2.2")
    b.salah(L, L.ganti("IKK 3.1.2/TW2", "kriteria", None), "RA03", "Kriteria Keberhasilan left blank for the TW 2 stage of IKK 3.1.2")
    L = R.isi("uk_polos", "JTM", 1, nama="TW1", rumus=True, kop=True, **TW1)
    b = R.kirim("JTM/Pengukuran TW1 JTM.xlsx", L, cara="openpyxl", **o | B1)
    b.salah(L, L.alamat("IKK 1.1.2", "capaian"), "NL08", "Capaian formulas saved by a program that calculates nothing: no cached value in the whole column, this is the first")
    L = R.isi("uk_polos", "JTM", 2, nama="TW2", rumus=True, kop=True, **TW2)
    b = R.kirim("JTM/Pengukuran TW2 JTM.xlsx", L, **o | B2)
    lama = L.sel[L.acuan[("IKK 3.1.2", "capaian")]]
    b.salah(L, L.ganti("IKK 3.1.2", "capaian", round(lama.nilai, 2), "0.00"), "FX02", "Capaian typed as a constant in a column of formulas (the value itself is right)")

    # ---- JTS: blanks instead of merges, column F, .xls
    o = dict(tema="arial", operator="Operator JTS")
    L = R.isi("pk_lampiran", "JTS", nama="PK", lampiran="4", c0=5, identitas="dua", gabung="kosong", uang="titik", angka="satuan")
    b = R.kirim("JTS/PK_JTS.xls", L, **o)
    b.salah(L, L.ganti("ttd", "jabatan1", "Ketua Jurusan Teknik Mesin,"), "ID03", "role line in the signature names another unit than Unit Kerja (Jurusan Teknik Sipil)")
    L = R.isi("ra_klaten", "JTS", nama="RA", identitas="dua", id_ringkas=True, gabung="kosong")
    b = R.kirim("JTS/RA_JTS.xls", L, **o)
    b.salah(L, L.ganti("IKK 3.1.3", "indikator", "Jumlah kerja sama Jurusan Teknik Sipil yang ditandatangani"), "RA01", "wording of IKK 3.1.3 differs from the PK")
    L = R.isi("uk_polos", "JTS", 1, nama="TW I", pic=True, boleh_bawah=False, identitas="dua", **TW1)
    b = R.kirim("JTS/UK_TW1_JTS.xls", L, **o | B1)
    L.ganti("IKK 1.2.3", "realisasi_tw", 13)
    b.salah(L, L.ganti("IKK 1.2.3", "capaian", 130, "0.00"), "UK05", "capaian 130 without any explanation (level set to info by [aturan.UK05])")
    L.ganti("IKK 2.2.3", "realisasi_tw", 58.5); L.ganti("IKK 2.2.3", "capaian", 90, "0.00")
    L.ganti("IKK 2.2.3", "kendala", KENDALA[0]); L.ganti("IKK 2.2.3", "tindak_lanjut", LANJUT[0]); L.ganti("IKK 2.2.3", "batas", "30 Juni 2026")
    b.salah(L, L.ganti("IKK 2.2.3", "pic", None), "UK07", "capaian 90 with kendala, tindak lanjut and batas waktu, but no PIC")
    b.salah(L, L.ganti("IKK 3.2.3", "bukti", "-"), "UK08", "bukti dukung is a dash")
    L = R.isi("uk_polos", "JTS", 2, nama="TW II", pic=True, status=True, boleh_bawah=False, identitas="dua", **TW2)
    b = R.kirim("JTS/UK_TW2_JTS.xls", L, **o | B2)
    b.salah(L, L.ganti("IKK 3.2.3", "kendala", "Tuliskan kendala yang dihadapi"), "TL06", "instruction text of the blank form left in")
    b.salah(L, L.ganti("IKK 1.1.3", "status", "Sedang"), "UK04", "status Sedang although capaian is above 100")

    # ---- JTE: clean; .ods and LibreOffice
    o = dict(tema="liberation", operator="Sekretariat Jurusan Elektro")
    R.kirim("JTE/PK JTE 2026.ods", R.isi("pk_lampiran", "JTE", nama="PK", lampiran="6", identitas="tiga", rumus=True, angka="persen"), **o)
    R.kirim("JTE/RA JTE 2026.ods", R.isi("ra_generik", "JTE", nama="RA", identitas="tiga", nip_rapat=False, nama_unit="Jurusan Elektro", rumus=True, gabung="kosong", nomor="1"), **o)
    R.kirim("JTE/Pengukuran JTE TW I.xlsx", R.isi("uk_polos", "JTE", 1, nama="Pengukuran", angka="persen", capaian="persen", rumus=True, **TW1), cara="lo", **o | B1)
    R.kirim("JTE/Pengukuran JTE TW II.ods", R.isi("uk_polos", "JTE", 2, nama="Pengukuran", angka="persen", capaian="persen", rumus=True, **TW2), **o | B2)

    # ---- JAK: clean; flat and in the zip
    o = dict(tema="bookman", operator="Operator JAK")
    R.kirim("kiriman-februari.zip/PK JAK 2026.xlsx", R.isi("pk_vokasi", "JAK", identitas="dua", gabung="kosong", angka="teks", uang="rplengkap"), cara="openpyxl", **o, tanggal=D(2026, 2, 18))
    R.kirim("kiriman-februari.zip/RA JAK 2026.xlsx", R.isi("ra_klaten", "JAK", identitas="dua", id_ringkas=True, angka="teks"), cara="openpyxl", **o, tanggal=D(2026, 2, 18))
    R.kirim("Pengukuran TW I - Jurusan Akuntansi.xlsx", R.isi("uk_deli", "JAK", 1, identitas="satu", **TW1), cara="openpyxl", **o | B1)
    R.kirim("Pengukuran TW II - Jurusan Akuntansi.xlsx", R.isi("uk_deli", "JAK", 2, identitas="satu", gabung="kosong", **TW2), cara="openpyxl", **o | B2)

    # ---- JAB: a PK that departs from the cascade, and a measurement that departs from the PK
    o = dict(tema="tahoma", operator="Operator JAB")
    jab = ubah(R.ikk("JAB"), "IKK 1.1.6", target=50, tw=(11, 26, 41, 50))
    L = R.isi("pk_vokasi", "JAB", nama="PK JAB", inds=jab, identitas="tiga", kop=True)
    b = R.kirim("kiriman-februari.zip/PK JAB 2026.xlsx", L, **o, tanggal=D(2026, 2, 19))
    b.salah(L, L.alamat("IKK 1.1.6", "target"), "PK03", "target 50, the cascade says 56 (RA and measurement follow the PK)")
    L = R.isi("ra_generik", "JAB", nama="RA JAB", inds=jab, identitas="tiga", id_ringkas=True)
    b = R.kirim("kiriman-februari.zip/RA JAB 2026.xlsx", L, **o, tanggal=D(2026, 2, 19))
    L.ganti("IKK 1.2.6", "tw4", 15)
    b.salah(L, L.alamat("IKK 1.2.6", "target"), "RA05", "TW I to IV add up to 90, the annual target is 100 (jumlah)")
    x = dict(identitas="tiga", inds=jab, nomor="(1)")
    L = R.isi("uk_polos", "JAB", 1, nama="TW I", boleh_bawah=False, **x, **TW1, baris_tambahan=[
        {"_kode": "tambahan", "no": 9, "sasaran": "Meningkatnya kerja sama alumni", "indikator": "Jumlah pertemuan alumni yang diselenggarakan", "satuan": "Kegiatan", "target": 4,
         "target_tw": 1, "realisasi_tw": 1, "capaian": 100, "kendala": "-", "tindak_lanjut": "-", "bukti": "Laporan pertemuan alumni"}])
    b = R.kirim("JAB/TW I JAB.xlsx", L, **o | B1)
    b.salah(L, L.alamat("tambahan", "indikator"), "UK01", "indicator that the PK does not have")
    L.ganti("IKK 3.2.6", "capaian", None)
    b.salah(L, L.ganti("IKK 3.2.6", "realisasi_tw", "sudah tercapai"), "NL03", "text where a number is expected")
    L = R.isi("uk_polos", "JAB", 2, nama="TW II", boleh_bawah=False, **{**x, "inds": [i for i in jab if i.kode != "IKK 2.2.6"]}, **TW2)
    b = R.kirim("JAB/TW II JAB.xlsx", L, **o | B2)
    b.salah(L, L.alamat("kepala", "indikator"), "UK01", "IKK 2.2.6 of the PK is missing")
    b.salah(L, L.ganti("IKK 1.2.6", "target", 110), "UK02", "annual target 110, the PK says 100 (the quarter's target is right)")

    # ---- JAG: two target columns, wrong budget total, ratio that contradicts itself
    o = dict(tema="cambria", operator="Operator JAG")
    L = R.isi("pk_satuan", "JAG", nama="PK", dua_target="TARGET KINERJA", identitas="tiga", program=False, label_program="KEGIATAN")
    b = R.kirim("JAG/PK 2026 Agribisnis.xlsx", L, **o)
    b.salah(L, L.alamat("kepala", "target2"), "TL03", "two columns, TARGET and TARGET KINERJA, hold the same field")
    pos = L.acuan[("anggaran_total", "anggaran")]
    b.salah(L, L.ganti("anggaran_total", "anggaran", L.sel[pos].nilai + 15_000_000, "#,##0"), "PK05", "typed budget total is 15.000.000 above the sum of its lines")
    L = R.isi("ra_dki", "JAG", nama="RA", inds=[i for i in R.ikk("JAG") if i.kode != "IKK 3.2.7"], gabung="kosong", identitas="tiga", id_ringkas=True)
    b = R.kirim("JAG/RA 2026 Agribisnis.xlsx", L, **o)
    b.salah(L, L.alamat("kepala", "indikator"), "RA01", "IKK 3.2.7 of the PK is missing")
    L = R.isi("uk_polos", "JAG", 1, nama="TW I", pecahan=True, boleh_bawah=False, gabung="kosong", **TW1)
    b = R.kirim("JAG/Pengukuran TW I Agribisnis.xlsx", L, **o | B1)
    L.ganti("IKK 2.2.7", "pembilang", 100)
    b.salah(L, L.alamat("IKK 2.2.7", "realisasi_tw"), "UK11", "pembilang 100 of penyebut 200 is 50 %, not the realisasi stated")
    L.ganti("IKK 3.2.7", "pembilang", 0)
    b.salah(L, L.ganti("IKK 3.2.7", "penyebut", 0), "UK11", "penyebut is 0")
    R.kirim("JAG/Pengukuran TW II Agribisnis.xlsx", R.isi("uk_polos", "JAG", 2, nama="TW II", boleh_bawah=True, gabung="kosong", **TW2), **o | B2)

    # ---- JKS: no TW II
    o = dict(tema="calibri", operator="Operator Kesehatan")
    jks = R.ikk("JKS")
    ganda = next(i for i in jks if i.kode == "IKK 3.1.8")
    L = R.isi("pk_vokasi", "JKS", nama="PK", identitas="satu", angka="persen", gabung="kosong", baris_tambahan=[
        {"_kode": "ganda", "sasaran": f"[S 3] {S3}", "indikator": f"[{ganda.kode}] {ganda.teks}", "satuan": ganda.satuan, "target": ganda.target}])
    b = R.kirim("JKS_PK_2026.xlsx", L, **o)
    b.salah(L, L.ganti("IKK 1.2.8", "satuan", None), "PK01", "satuan left blank")
    b.salah(L, L.alamat("ganda", "indikator"), "PK02", "IKK 3.1.8 listed twice")
    R.kirim("JKS_RA_2026.xlsx", R.isi("ra_klaten", "JKS", nama="RA", identitas="satu", id_ringkas=True), **o)
    L = R.isi("uk_polos", "JKS", 1, nama="TW1", boleh_bawah=False, identitas="satu", pic=True, **TW1)
    b = R.kirim("JKS_TW1_2026.xlsx", L, **o | B1)
    L.ganti("IKK 1.2.11", "realisasi_tw", 9)
    b.salah(L, L.ganti("IKK 1.2.11", "capaian", 111.11, "0.00"), "UK03", "polaritas minimum computed as T/R = 111,11; the profile gives (2T-R)/T = 110")
    L.ganti("IKK 3.2.8", "realisasi_tw", 48)
    b.salah(L, L.ganti("IKK 3.2.8", "capaian", 104, "0.00"), "UK03", "capaian 104 stated, 48 of 48 is 100")
    b.salah(L, L.ganti("IKK 2.2.8", "capaian", "#DIV/0!", "0.00", f"={L.alamat('IKK 2.2.8', 'realisasi_tw')}/AZ1*100"), "NL01", "capaian is #DIV/0!")
    R.tanam.append(("-", "-", "-", "AL01", "unit JKS: no Pengukuran TW II was sent"))

    # ---- PERPUS: clean; statement and table on one sheet, header at row 40
    o = dict(tema="times", operator="Operator Perpustakaan")
    L = Lembar("Perjanjian Kinerja")
    pernyataan(L, INST, R.u("PERPUS"), dict(kop=True, c0=0))
    bawah = Lembar("x")
    from bentuk import pk_lampiran
    pk_lampiran(bawah, INST, R.u("PERPUS"), R.ikk("PERPUS"), dict(lampiran="6", r0=34, identitas="satu", id_ringkas=True, judul=["LAMPIRAN PERJANJIAN KINERJA TAHUN 2026", "UPT PERPUSTAKAAN"], jarak=1,
                                                                  baris_kepala=40, angka="satuan", uang="rp", nomor="(1)", ttd_tanggal=D(2026, 2, 17), gabung=True))
    L.sel.update(bawah.sel); L.gabungan += bawah.gabungan; L.tinggi.update(bawah.tinggi); L.acuan.update(bawah.acuan); L.lebar = {0: 8, 1: 34, 2: 46, 3: 40}
    R.kirim("UPT/Perpustakaan/PK Perpustakaan 2026.xlsx", L, **o)
    R.kirim("UPT/Perpustakaan/Rencana Aksi 2026.xlsx", R.isi("ra_generik", "PERPUS", identitas="tiga", id_ringkas=True, total=False), **o)
    R.kirim("UPT/Perpustakaan/Capaian TW I 2026.xlsx", R.isi("uk_cirebon", "PERPUS", 1, nama="TW I", identitas="satu", rumus=True, **TW1), **o | B1)
    R.kirim("UPT/Perpustakaan/Capaian TW II 2026.xlsx", R.isi("uk_cirebon", "PERPUS", 2, nama="TW II", identitas="satu", rumus=True, gabung="kosong", **TW2), **o | B2)

    # ---- P3M: import sheet by code
    o = dict(tema="calibri", operator="Admin P3M")
    L = R.isi("pk_lampiran", "P3M", nama="PK", lampiran="4", c0=2, kop=True, angka="satuan", uang="rp")
    b = R.kirim("P3M/PK P3M.xlsx", L, **o)
    b.salah(L, L.ganti("IKK 5.1.1", "target", None), "PK01", "target left blank")
    b.salah(L, L.ganti("id", "nip", float(R.u("P3M").pejabat.nip[:15] + "000"), "0"), "ID07", "NIP stored as a number: the last three digits are lost")
    R.kirim("P3M/RA P3M.xlsx", R.isi("ra_klaten", "P3M", nama="RA", kop=True, id_ringkas=True), **o)
    L = R.isi("uk_impor", "P3M", 1, nama="Import TW1", kode_lengkap=True)
    b = R.kirim("P3M/import_pengukuran_TW1_2026.xlsx", L, **o | B1)
    for k, v in (("kendala", KENDALA[1]), ("solusi", "Rapat koordinasi"), ("tindak_lanjut", LANJUT[1]), ("pic", R.u("P3M").pejabat.jabatan), ("batas", "30 Juni 2026")):
        L.ganti("IKK 3.1.9", k, v); L.ganti("IKK 5.1.2", k, v)
    b.salah(L, L.ganti("IKK 3.1.9", "realisasi_tw", -3), "NL07", "negative count of Dokumen")
    L.ganti("IKK 5.1.2", "realisasi_tw", 2)
    b.salah(L, L.ganti("IKK 5.1.2", "batas", "secepatnya"), "UK07", "batas waktu that is no date, on a row below target")
    L = R.isi("uk_impor", "P3M", 2, nama="Import TW2", kode_lengkap=True, boleh_bawah=False, baris_tambahan=[
        {"_kode": "tambahan", "kode": "IKK 5.1.9", "realisasi_tw": 4, "kendala": "Tidak ada", "solusi": "Tidak ada", "tindak_lanjut": "Tidak ada", "pic": "Tidak ada", "batas": "Tidak ada",
         "bukti": "https://berkas.politeknik-contoh.example/p3m/tw2/5-1-9", "bukti_lalu": "https://berkas.politeknik-contoh.example/p3m/tl"}])
    b = R.kirim("P3M/import_pengukuran_TW2_2026.xlsx", L, **o | B2)
    b.salah(L, L.alamat("tambahan", "kode"), "UK01", "code IKK 5.1.9 is neither in the PK nor in the cascade")

    # ---- PPM: clean; numbers as text, months, import sheet with short codes
    o = dict(tema="arial", operator="Operator PPM")
    R.kirim("PPM/PK PPM 2026.xlsx", R.isi("pk_vokasi", "PPM", nama="PK PPM", angka="teks", uang="titik", identitas="dua", kop=True), cara="lo", **o)
    R.kirim("PPM/RA PPM 2026.xlsx", R.isi("ra_bulan", "PPM", nama="RA PPM", r0=2, identitas="dua", id_ringkas=True, kop=True), cara="lo", **o)
    R.kirim("PPM/import TW1 2026 PPM.xlsx", R.isi("uk_impor", "PPM", 1, nama="TW1"), cara="openpyxl", **o | B1)
    R.kirim("PPM/import TW2 2026 PPM.xlsx", R.isi("uk_impor", "PPM", 2, nama="TW2"), cara="openpyxl", **o | B2)

    # ---- BPKU
    o = dict(tema="tahoma", operator="Subbagian Keuangan")
    L = R.isi("pk_lampiran", "BPKU", nama="PK", lampiran="3", identitas="tiga", angka="angka", daftar=True, uang="rp")
    b = R.kirim("BPKU/PK Bagian Perencanaan dan Keuangan.xlsx", L, cara="openpyxl", **o)
    b.salah(L, L.ganti("id", "nip", R.u("BPKU").pejabat.nip[:-1]), "ID04", "NIP of 17 digits")
    L = R.isi("ra_generik", "BPKU", nama="RA", identitas="tiga", id_ringkas=True)
    b = R.kirim("BPKU/RA Bagian Perencanaan dan Keuangan.xlsx", L, cara="openpyxl", **o)
    pos = L.acuan[("total", "anggaran")]
    b.salah(L, L.ganti("total", "anggaran", L.sel[pos].nilai - 2_500_000, "#,##0"), "FX05", "typed total is 2.500.000 below the sum of its rows")
    L = R.isi("uk_polos", "BPKU", 1, nama="TW I", identitas="tiga", boleh_bawah=False, **TW1)
    b = R.kirim("BPKU/TW I Bagian Perencanaan dan Keuangan.xlsx", L, **o | B1)
    b.salah(L, L.ganti("IKK 4.1.1", "realisasi_tw", "78,5 (A)"), "UK13", "78,5 is predikat BB, not A")
    L.ganti("IKK 5.3.1", "capaian", 100, "0.00")
    b.salah(L, L.ganti("IKK 5.3.1", "realisasi_tw", 15, None, f"={L.alamat('IKK 5.3.1', 'target_tw')}"), "NL07", "realisasi is a formula that copies its own target")
    L = R.isi("uk_polos", "BPKU", 2, nama="TW II", identitas="tiga", judul=["PENGUKURAN KINERJA TRIWULAN II TAHUN 2025"], **TW2)
    b = R.kirim("BPKU/TW II Bagian Perencanaan dan Keuangan.xlsx", L, **o | B2)
    b.salah(L, L.alamat("judul", "PENGUKURAN KINERJA TRIWULAN II TAHUN 2025"), "ID02", "title says 2025, signed July 2026 in the workspace of 2026")

    # ---- BAK: waiver, missing indicator, late signature
    o = dict(tema="bookman", operator="Staf BAK")
    bak = ubah([i for i in R.ikk("BAK") if i.kode != "IKK 3.1.10"], "IKK 5.4.1", satuan="Indeks")
    L = R.isi("pk_satuan", "BAK", nama="PK", inds=bak, identitas="tiga", program=False, label_program="KEGIATAN", ttd_tanggal=D(2026, 3, 9))
    b = R.kirim("BAK/PK BAK.xlsx", L, **o)
    b.salah(L, L.alamat("kepala", "indikator"), "PK03", "IKK 3.1.10 of the cascade is missing (from all forms of this unit)")
    b.salah(L, L.alamat("ttd", "tanggal"), "PK10", "signed 9 March 2026, the deadline is 28 February")
    R.lain.append(f"Waiver in `selaras.toml`: PK03 on `BAK/PK BAK.xlsx`, sheet PK, cell {L.alamat('IKK 5.4.1', 'satuan')} (satuan Indeks, the cascade says Nilai, IKK 5.4.1) is planted and waived until 2026-12-31, "
                  "so it is not in the table above.")
    L = R.isi("ra_generik", "BAK", nama="RA", inds=bak, identitas="tiga", id_ringkas=True)
    b = R.kirim("BAK/RA BAK.xlsx", L, **o)
    pos = L.acuan[("IKK 1.2.13", "indikator")]
    L.baris_sembunyi.add(pos[0])
    isi_baris = min(c for (r, c), s in L.sel.items() if r == pos[0] and s.nilai is not None)
    from lembar import a1
    b.salah(L, a1(pos[0], isi_baris), "TL07", "hidden row that holds an indicator")
    L = R.isi("uk_polos", "BAK", 1, nama="TW I", inds=bak, identitas="tiga", boleh_bawah=False, kosong=None, **TW1)
    b = R.kirim("BAK/TW I BAK.xlsx", L, **o | B1)
    L.ganti("IKK 1.2.13", "realisasi_tw", None); L.ganti("IKK 1.2.13", "capaian", None); L.ganti("IKK 1.2.13", "bukti", None)
    b.salah(L, L.alamat("IKK 1.2.13", "kendala"), "UK06", "no realisasi and no kendala")
    L.ganti("IKK 5.4.1", "capaian", None)
    b.salah(L, L.ganti("IKK 5.4.1", "realisasi_tw", "1.050"), "NL02", "1.050 typed as text: one thousand and fifty, or one and a bit?")
    L = R.isi("uk_polos", "BAK", 2, nama="TW II", inds=bak, identitas="tiga", tanpa_kolom=("realisasi_tw", "capaian"), **TW2)
    b = R.kirim("BAK/TW II BAK.xlsx", L, **o | B2)
    b.salah(L, L.alamat("kepala", "no"), "TL02", "no column Realisasi")

    # ---- UPTB: clean; three documents in one workbook
    o = dict(tema="cambria", operator="Operator UPT Bahasa")
    P, K = Lembar("Petunjuk Pengisian"), Lembar("Sheet3")
    petunjuk(P)
    R.kirim("UPT Bahasa - PK, RA, TW I 2026.xlsx", P,
            R.isi("pk_vokasi", "UPTB", nama="PK", identitas="tiga"), R.isi("ra_generik", "UPTB", nama="RA", identitas="tiga", id_ringkas=True),
            R.isi("uk_polos", "UPTB", 1, nama="TW I", identitas="tiga", pic=True, **TW1), K, **o | B1)
    R.kirim("UPT Bahasa - TW II 2026.xlsx", R.isi("uk_polos", "UPTB", 2, nama="TW II", identitas="tiga", **TW2, judul_kolom={
        "indikator": "Nama Indikator", "satuan": "Sat.", "target": "Target Tahunan", "realisasi_tw": "Realisasi Kinerja", "capaian": "Capaian (%)", "kendala": "Hambatan",
        "tindak_lanjut": "Rencana Tindak Lanjut", "bukti": "Data Dukung"}), **o | B2)

    # ---- BUMUM: clean; predicted achievement per quarter
    o = dict(tema="calibri", operator="Operator Bagian Umum")
    R.kirim("Bagian Umum/PK Bagian Umum TA 2026.xlsx", R.isi("pk_kemendag", "BUMUM", identitas="tiga", rumus=True), **o)
    R.kirim("Bagian Umum/Rencana Aksi Bagian Umum TA 2026.xlsx", R.isi("ra_dki", "BUMUM", identitas="tiga", id_ringkas=True, angka="persen", nomor="(1)"), **o)
    R.kirim("Bagian Umum/Pengukuran Kinerja TW I Bagian Umum.xlsx", R.isi("uk_rekap", "BUMUM", 1, identitas="satu", label_unit="Satuan Kerja", **TW1), cara="lo", **o | B1)
    R.kirim("Bagian Umum/Pengukuran Kinerja TW II Bagian Umum.xlsx", R.isi("uk_rekap", "BUMUM", 2, identitas="satu", **TW2), **o | B2)

    # ---- files of nobody
    R.berkas.append(Berkas("kiriman ulang/PK JTI 2026.xlsx", pk_jti.lembar, tema="calibri", operator="Operator JTI").salah(None, "-", "BK02", "the same bytes as JTI/PK JTI 2026.xlsx"))
    asing = Unit("X", "Jurusan Teknik Elektronika", Pejabat("Contoh Saputra, S.T., M.T.", "197503122000031002", "Ketua Jurusan Teknik Elektronika"))
    L = Lembar("PK")
    from bentuk import pk_vokasi
    pk_vokasi(L, INST, asing, [replace(i, teks=i.teks.replace("Jurusan Teknik Elektro", "Jurusan Teknik Elektronika"), kode=i.kode + "9") for i in R.ikk("JTE")], dict(identitas="tiga"))
    R.kirim("lain-lain/PK Jurusan Teknik Elektronika.xlsx", L, tema="arial").salah(L, L.alamat("id", "unit"), "ID01", "not in the register; Jurusan Teknik Elektro is the nearest name")
    R.kirim("lain-lain/kiriman kosong.xlsx", mentah=b"").salah(None, "-", "BK01", "file of 0 bytes")
    L = Lembar("Undangan")
    L.lebar.update({0: 14, 1: 16, 2: 50, 3: 26})
    for r, baris in enumerate([["JADWAL RAPAT"], [], ["Hari", "Pukul", "Acara", "Tempat"], ["Senin", "09.00", "Pembukaan", "Ruang Sidang"], ["Senin", "10.00", "Pembahasan jadwal semester", "Ruang Sidang"]]):
        for c, v in enumerate(baris):
            L.tulis(r, c, v, "judul" if r == 0 else "kepala" if r == 2 else "isi")
    R.kirim("lain-lain/jadwal rapat.xlsx", L, tema="arial").salah(None, "-", "TL01", "no table of a known form in any sheet")
    R.tanam.append(("-", "-", "-", "AL09", "waiver PK10 for unit JTI in selaras.toml matches no finding"))
    R.lain += ["`[aturan.UK05] tingkat = \"info\"` in `selaras.toml`: the planted UK05 is found, at info.",
               "`UPT Bahasa - PK, RA, TW I 2026.xlsx` holds three documents, an instruction sheet (\"Petunjuk Pengisian\") and an empty sheet (\"Sheet3\"): the last two are skipped.",
               "`UPT Bahasa - TW II 2026.xlsx` words its header by synonyms only; a program may say so at info (TL08).",
               "`kiriman-februari.zip/JTM/PK JTM 2026 (revisi).xlsx` has the statement page (Pernyataan) as its first sheet, without a table."]
    return R
