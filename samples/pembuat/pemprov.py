"""Workspace `pemprov`: eleven OPD and three bidang; DKI layouts and others; most cascade mistakes."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

from bentuk import Instansi, KENDALA, LANJUT, pk_dki, petunjuk
from lembar import Lembar
from model import Indikator, Pejabat, Unit, dari_anak, nip, periksa_kaskade
from ruang import Ruang

D = dt.date
TOML = '''# Contoh ruang kerja. Semua nama, NIP dan angka adalah rekaan.
[instansi]
nama = "Pemerintah Provinsi Contoh"
tahun = 2026

[tenggat]
pk = 2026-02-15
rencana_aksi = 2026-02-15
triwulan = [2026-04-15, 2026-07-15, 2026-10-15, 2027-01-15]

[capaian]
profil = "umum"
batas_atas = 120.0

[[pengecualian]]                  # sudah lewat: temuannya tetap muncul, dan AL09
aturan = "RA03"
unit = "DISHUB"
alasan = "Menunggu penetapan standar keluaran, berita acara forum triwulan I"
sampai = 2026-03-31
'''

OPD = [("DISDIK", "Dinas Pendidikan", "Disdik"), ("DINKES", "Dinas Kesehatan", "Dinkes"), ("DPUPR", "Dinas Pekerjaan Umum dan Penataan Ruang", "Dinas PUPR"),
       ("DISHUB", "Dinas Perhubungan", "Dishub"), ("DINSOS", "Dinas Sosial", "Dinsos"), ("BAPPEDA", "Badan Perencanaan Pembangunan Daerah", ""),
       ("DISPORA", "Dinas Pemuda dan Olahraga", ""), ("DLH", "Dinas Lingkungan Hidup", ""), ("DISKOMINFO", "Dinas Komunikasi dan Informatika", ""),
       ("BKD", "Badan Kepegawaian Daerah", ""), ("SATPOLPP", "Satuan Polisi Pamong Praja", "Satpol PP")]
BIDANG = [("BKD-MUT", "Bidang Mutasi dan Promosi", "Bidang Mutasi"), ("BKD-KIN", "Bidang Kinerja dan Disiplin", "Bidang Kinerja"),
          ("BKD-DIK", "Bidang Pengembangan Kompetensi", "Bidang Pengembangan")]
NAMA = ["Dr. Contoh Siswanto, M.Pd.", "dr. Contoh Handayani, M.Kes.", "Ir. Contoh Kurniawan, M.T.", "Contoh Sasongko, S.T., M.Si.", "Contoh Rahmawati, S.Sos., M.Si.", "Contoh Darmawan, S.E., M.Si.",
        "Contoh Pratama, S.Pd., M.M.", "Contoh Utami, S.T., M.Si.", "Contoh Setiadi, S.Kom., M.T.", "Contoh Widodo, S.H., M.Si.", "Contoh Nasrullah, S.IP., M.Si.",
        "Contoh Yuliana, S.Sos.", "Contoh Permana, S.H.", "Contoh Safitri, S.Psi., M.Psi."]

A = "Meningkatnya kualitas layanan dasar masyarakat"
B = "Meningkatnya prestasi pemuda dan olahraga"
C = "Meningkatnya kualitas sarana wilayah dan lingkungan"
E = "Meningkatnya akuntabilitas dan kapasitas pemerintahan"
K = "Terlaksananya kegiatan strategis daerah"
O = "Meningkatnya tata kelola perangkat daerah"


def unit():
    rng = random.Random("unit pemprov")
    hasil = []
    for n, (kode, nama, alias) in enumerate([*OPD, *BIDANG]):
        hasil.append(Unit(kode, nama, Pejabat(NAMA[n], nip(rng), "Kepala " + nama), alias, "BKD" if "-" in kode else "", f"{kode.lower()}@pemprov-contoh.example"))
    return hasil


def kaskade():
    iku, ikk, iki = [], [], []

    def induk(kode, sasaran, teks, satuan, periode, kons, bobot, target=None, tw=(0, 0, 0, 0)):
        iku.append(Indikator("IKU " + kode, "", "IKU", "", sasaran, teks, satuan, "maksimum", periode, kons, bobot, target, tw))

    def anak(kode, unit_, bagian, sasaran, teks, satuan, periode, kons, target, tw, pol="maksimum", bobot=None, atas=None):
        p = kode.rsplit(".", 1)[0]
        if atas is None:
            atas = "IKU " + p if any(i.kode == "IKU " + p for i in iku) else "IKK " + p if any(i.kode == "IKK " + p for i in ikk) else ""
        tw = tuple(tw) if isinstance(tw, (tuple, list)) else (tw,) * 4
        ikk.append(Indikator("IKK " + kode, atas, "IKK", unit_, sasaran, teks, satuan, pol, periode, kons, bobot, target, tw, bagian))

    def orang(kode, atas, unit_, teks, satuan, periode, kons, target, tw, pol="maksimum"):
        iki.append(Indikator("IKI " + kode, atas, "IKI", unit_, O, teks, satuan, pol, periode, kons, None, target, tw))

    induk("1.1", A, "Persentase capaian standar pelayanan minimal bidang dasar", "%", "nilai akhir", "rata-rata", 15)
    induk("1.2", B, "Jumlah pemuda dan olahragawan berprestasi", "Orang", "jumlah", "jumlah", 10)
    induk("2.1", C, "Persentase sarana jalan dan angkutan dalam kondisi baik", "%", "nilai akhir", "rata-rata tertimbang", 15)
    induk("2.2", C, "Indeks kualitas lingkungan hidup", "Indeks", "nilai akhir", "langsung", 10)
    induk("2.3", C, "Persentase kawasan permukiman kumuh yang ditangani", "%", "nilai akhir", "rata-rata", 10, 40, (10, 20, 30, 40))
    induk("3.1", E, "Predikat SAKIP pemerintah provinsi", "Predikat", "nilai akhir", "langsung", 15)
    induk("3.2", E, "Indeks sistem pemerintahan berbasis elektronik", "Indeks", "nilai akhir", "langsung", 10)
    induk("3.3", E, "Indeks profesionalitas aparatur sipil negara", "Indeks", "nilai akhir", "langsung", 5)
    induk("3.4", E, "Jumlah aparatur yang meningkat kompetensinya", "Orang", "jumlah", "jumlah", 10)

    St, Kh, Op = "Strategis", "Khusus", "Operasional"
    for n, (kode, t, nama) in enumerate([("DISDIK", 95, "pendidikan"), ("DINKES", 93, "kesehatan"), ("DINSOS", 88, "sosial"), ("DPUPR", 84, "pekerjaan umum"),
                                         ("SATPOLPP", 90, "ketenteraman dan ketertiban umum")], 1):
        anak(f"1.1.{n}", kode, St, A, f"Persentase capaian standar pelayanan minimal bidang {nama}", "%", "nilai akhir", "rata-rata", t, t, bobot=[20, 20, 20, 20, 15][n - 1])
    anak("1.2.1", "DISPORA", St, B, "Jumlah pemuda dan olahragawan binaan yang berprestasi", "Orang", "jumlah", "jumlah", 60, (10, 15, 15, 20))
    anak("1.2.2", "DISDIK", St, B, "Jumlah siswa olahragawan yang berprestasi", "Orang", "jumlah", "jumlah", 40, (5, 10, 10, 15))
    anak("2.1.1", "DPUPR", St, C, "Persentase panjang jalan provinsi dalam kondisi mantap", "%", "nilai akhir", "rata-rata tertimbang", 80, 80, bobot=60)
    anak("2.1.2", "DISHUB", St, C, "Persentase angkutan umum yang laik jalan", "%", "nilai akhir", "rata-rata tertimbang", 75, 75, bobot=40)
    anak("2.2.1", "DLH", St, C, "Indeks kualitas lingkungan hidup", "Indeks", "nilai akhir", "langsung", 67.5, (65, 66, 67, 67.5))
    anak("3.1.1", "BAPPEDA", St, E, "Predikat SAKIP pemerintah provinsi", "Predikat", "nilai akhir", "langsung", "BB", "BB")
    anak("3.2.1", "DISKOMINFO", St, E, "Indeks sistem pemerintahan berbasis elektronik", "Indeks", "nilai akhir", "langsung", 3.6, (3.3, 3.4, 3.5, 3.6))
    anak("3.3.1", "BKD", St, E, "Indeks profesionalitas aparatur sipil negara", "Indeks", "nilai akhir", "langsung", 85, (79, 81, 83, 85))
    anak("3.4.1", "BKD", St, E, "Jumlah aparatur yang meningkat kompetensinya", "Orang", "jumlah", "jumlah", 600, (120, 150, 180, 150))
    anak("3.4.1.1", "BKD-MUT", St, E, "Jumlah aparatur yang mengikuti uji kompetensi jabatan", "Orang", "jumlah", "jumlah", 150, (30, 40, 40, 40))
    anak("3.4.1.2", "BKD-KIN", St, E, "Jumlah aparatur yang mengikuti bimbingan penyusunan sasaran kinerja", "Orang", "jumlah", "jumlah", 150, (30, 40, 50, 30))
    anak("3.4.1.3", "BKD-DIK", St, E, "Jumlah aparatur yang mengikuti pelatihan teknis", "Orang", "jumlah", "jumlah", 300, (60, 70, 90, 80))

    N, T = "nilai akhir", "tanpa"
    anak("4.1.1", "DISDIK", Kh, K, "Persentase satuan pendidikan yang direhabilitasi sesuai rencana", "%", N, T, 100, (20, 45, 70, 100))
    anak("4.1.2", "DISDIK", Kh, K, "Jumlah guru yang memperoleh sertifikat pendidik", "Orang", "jumlah", T, 400, (80, 120, 120, 80))
    anak("4.1.3", "DISDIK", Op, O, "Persentase penyelesaian tindak lanjut hasil pemeriksaan", "%", N, T, 85, (40, 55, 70, 85))
    anak("4.1.4", "DISDIK", Op, O, "Persentase kesesuaian realisasi belanja terhadap rencana kas", "%", "rata-rata", T, 100, 100, "stabil")
    anak("4.2.1", "DINKES", Kh, K, "Persentase puskesmas yang menerapkan rekam medis elektronik", "%", N, T, 80, (50, 60, 70, 80))
    anak("4.2.2", "DINKES", St, A, "Persentase balita yang mengalami tengkes", "%", N, T, 15, (18, 17, 16, 15), "minimum")
    anak("4.2.3", "DINKES", Kh, K, "Jumlah fasilitas kesehatan yang terakreditasi", "Unit", "jumlah", T, 40, (8, 12, 12, 8))
    anak("4.2.4", "DINKES", Op, O, "Nilai survei kepuasan masyarakat", "Nilai", N, T, 85, (82, 83, 84, 85))
    anak("4.3.1", "DPUPR", Kh, K, "Persentase paket pekerjaan konstruksi yang sesuai jadwal", "%", "rata-rata", T, 90, 90)
    anak("4.3.2", "DPUPR", Op, O, "Persentase aduan jalan rusak yang ditangani paling lama tujuh hari", "%", "rata-rata", T, 85, 85)
    anak("4.3.3", "DPUPR", Op, O, "Persentase alat berat dalam kondisi siap pakai", "%", "rata-rata", T, 88, 88, atas="IKK 4.3.3")
    anak("4.4.1", "DISHUB", St, C, "Jumlah terminal yang memenuhi standar pelayanan", "Unit", "jumlah", "jumlah", 6, (1, 2, 2, 1), atas="")
    anak("4.4.2", "DISHUB", Kh, K, "Persentase simpang bersinyal yang terpadu", "%", N, T, 60, (30, 40, 50, 60))
    anak("4.4.3", "DISHUB", Op, O, "Rata-rata waktu penerbitan izin trayek", "Hari", "rata-rata", T, 5, 5, "minimum")
    anak("4.4.4", "DISHUB", Op, O, "Persentase kendaraan wajib uji yang diuji tepat waktu", "%", N, T, 80, (60, 65, 70, 80))
    anak("4.5.1", "DINSOS", St, A, "Jumlah penyandang masalah kesejahteraan sosial yang direhabilitasi", "Orang", "jumlah", T, 500, (100, 150, 150, 100))
    anak("4.5.2", "DINSOS", St, A, "Jumlah keluarga penerima manfaat yang mandiri", "Orang", "", T, 200, (30, 40, 60, 90))
    anak("4.5.3", "DINSOS", Op, O, "Persentase data kesejahteraan sosial yang diverifikasi", "%", N, T, 95, (25, 50, 75, 95))
    anak("4.6.1", "BAPPEDA", St, E, "Persentase keselarasan rencana kerja perangkat daerah", "%", N, T, 92, (80, 85, 90, 92))
    anak("4.6.2", "BAPPEDA", Kh, K, "Jumlah dokumen kajian kegiatan strategis daerah", "Dokumen", "jumlah", T, 6, (1, 1, 2, 2))
    anak("4.6.3", "BAPPEDA", Op, O, "Nilai kinerja anggaran perangkat daerah", "Nilai", N, T, 90, (60, 70, 80, 90))
    anak("4.7.1", "DISPORA", St, B, "Jumlah organisasi kepemudaan yang aktif", "Organisasi", N, T, "100 dari 110 Organisasi",
         ("40 dari 110 Organisasi", "60 dari 110 Organisasi", "80 dari 110 Organisasi", "100 dari 110 Organisasi"))
    anak("4.7.2", "DISPORA", St, "Meningkatnya partisipasi masyarakat berolahraga", "Jumlah kelompok olahraga masyarakat yang dibina", "Kelompok", "jumlah", T, 140, (30, 40, 40, 30))
    anak("4.7.3", "DISPORA", St, B, "Indeks pembangunan pemuda", "Indeks", N, T, 56.5, 56.5)
    anak("4.8.1", "DLH", St, C, "Persentase sampah yang terkelola", "%", N, T, 82, (70, 74, 78, 82))
    anak("4.8.2", "DLH", Kh, K, "Persentase usaha yang taat izin lingkungan", "%", N, T, 75, (60, 65, 70, 75))
    anak("4.8.3", "DLH", Op, O, "Persentase pengaduan lingkungan yang ditindaklanjuti", "%", N, T, 95, (80, 85, 90, 95))
    anak("4.9.1", "DISKOMINFO", Kh, K, "Jumlah organisasi perangkat daerah yang menerapkan sertifikat elektronik", "Organisasi", N, T, "30 dari 40 Organisasi",
         ("10 dari 40 Organisasi", "20 dari 40 Organisasi", "25 dari 40 Organisasi", "30 dari 40 Organisasi"))
    anak("4.9.2", "DISKOMINFO", St, E, "Persentase layanan publik yang tersedia secara daring", "%", N, T, "80 - 90 %", "80 - 90 %")
    anak("4.9.3", "DISKOMINFO", Op, O, "Nilai keamanan informasi perangkat daerah", "Nilai", N, T, ">= 80", ">= 80")
    anak("4.9.4", "DISKOMINFO", Op, O, "Persentase titik layanan jaringan yang berfungsi", "%", N, T, 97, (94, 95, 96, 97))
    anak("4.10.1", "BKD", Kh, K, "Persentase jabatan pimpinan yang terisi melalui seleksi terbuka", "%", N, T, 95, (80, 85, 90, 95))
    anak("4.10.2", "BKD", Op, O, "Rata-rata waktu penerbitan keputusan kenaikan pangkat", "Hari", "rata-rata", T, 20, 20, "minimum")
    for n, (k, isi) in enumerate([("BKD-MUT", ["Persentase usulan mutasi yang diproses tepat waktu", "Persentase peta jabatan yang dimutakhirkan", "Jumlah keputusan promosi yang diterbitkan"]),
                                  ("BKD-KIN", ["Persentase pegawai yang menyusun sasaran kinerja tepat waktu", "Persentase pelanggaran disiplin yang diproses", "Jumlah laporan penilaian kinerja pegawai"]),
                                  ("BKD-DIK", ["Persentase pegawai yang memenuhi jam pelajaran pelatihan", "Persentase alumni pelatihan yang menerapkan hasil pelatihan", "Jumlah rencana pengembangan kompetensi yang disusun"])], 11):
        anak(f"4.{n}.1", k, Op, O, isi[0], "%", "rata-rata", T, 90 + n - 11, 90 + n - 11)
        anak(f"4.{n}.2", k, Op, O, isi[1], "%", N, T, 88, (70, 76, 82, 88))
        anak(f"4.{n}.3", k, Op, O, isi[2], "Dokumen" if k != "BKD-KIN" else "Laporan", "jumlah", T, 12, (2, 4, 4, 2))
    anak("4.14.1", "SATPOLPP", Kh, K, "Jumlah operasi penegakan peraturan daerah", "Kegiatan", "jumlah", T, 44, (10, 12, 12, 10))
    anak("4.14.2", "SATPOLPP", St, A, "Persentase gangguan ketertiban yang diselesaikan", "%", N, T, 90, (75, 80, 85, 90), atas="IKU 9.9")
    anak("4.14.3", "SATPOLPP", Op, O, "Jumlah anggota yang mengikuti pelatihan dasar", "Orang", "jumlah", T, 80, (20, 20, 20, 20))

    orang("2.2.1.1", "IKK 2.2.1", "DLH", "Indeks kualitas lingkungan hidup", "Indeks", N, "langsung", 67.5, (65, 66, 67, 67.5), "stabil")
    orang("3.2.1.1", "IKK 3.2.1", "DISKOMINFO", "Indeks sistem pemerintahan berbasis elektronik", "%", N, "langsung", 3.6, (3.3, 3.4, 3.5, 3.6))
    orang("4.1.2.1", "IKK 4.1.2", "DISDIK", "Jumlah guru yang didampingi dalam sertifikasi", "Orang", "jumlah", T, 100, (20, 30, 30, 20))
    orang("4.1.2.1", "IKK 4.1.2", "DISDIK", "Jumlah berkas sertifikasi guru yang diverifikasi", "Dokumen", "jumlah", T, 100, (20, 30, 30, 20))
    orang("4.2.4.1", "", "DINKES", "Jumlah responden survei kepuasan masyarakat", "Orang", "jumlah", T, 400, (100, 100, 100, 100))
    orang("2.2.2", "IKU 2.2", "DLH", "Indeks kualitas air", "Indeks", N, "langsung", 67.5, (65, 66, 67, 67.5))
    orang("4.6.2.1", "IKK 4.6.2", "BAPPEDA", "Jumlah naskah kajian yang disusun", "Dokumen", "jumlah", T, 6, (1, 1, 2, 2))

    iku = [dari_anak(i, [*iku, *ikk]) for i in iku]
    iku = [replace(i, target=110, tw=(15, 25, 25, 45)) if i.kode == "IKU 1.2" else i for i in iku]
    kunci = lambda i: [int(x) for x in i.kode.split()[1].split(".")]
    hasil = sorted(iku, key=kunci) + sorted(ikk, key=kunci) + iki
    periksa_kaskade(hasil, kecuali={"IKU 1.1", "IKU 1.2", "IKK 4.3.3", "IKK 4.14.2", "IKI 4.1.2.1"})
    return hasil


INST = Instansi("Pemerintah Provinsi Contoh", ("PEMERINTAH PROVINSI CONTOH",), "Kota Contoh", Pejabat("Contoh Mahendra", None, "Gubernur Provinsi Contoh"), "pemprov-contoh.example")


def buat() -> Ruang:
    R = Ruang("pemprov", INST, unit(), kaskade(), TOML)
    P = dict(ttd_teks="Kota Contoh, Januari 2026")
    PA, TW1, TW2 = dict(ttd_tanggal=D(2026, 1, 28)), dict(ttd_tanggal=D(2026, 4, 9)), dict(ttd_tanggal=D(2026, 7, 13))
    B0, B1, B2 = dict(tanggal=D(2026, 1, 29)), dict(tanggal=D(2026, 4, 10)), dict(tanggal=D(2026, 7, 13))
    PD = dict(label_unit="Perangkat Daerah")

    # ---- the cascade
    S = R.salah_kaskade
    S("IKU 2.3", "Kode", "KS01", "no unit has an IKK under this IKU")
    S("IKK 4.4.1", "Kode Induk", "KS02", "unit indicator without a parent, and Konsolidasi Unit is not tanpa")
    S("IKI 4.2.4.1", "Kode Induk", "KS03", "IKI that traces to no IKK")
    S("IKI 3.2.1.1", "Satuan", "KS05", "satuan % under a parent measured in Indeks, direct link")
    S("IKI 2.2.1.1", "Polaritas", "KS05", "polaritas stabil under a parent with maksimum, direct link")
    S("IKU 1.2", "Target", "KS06", "target 110, its IKK add up to 100")
    S("IKK 4.14.2", "Kode Induk", "KS07", "parent IKU 9.9 does not exist")
    S("IKI 4.1.2.1", "Kode", "KS07", "code used twice", ke=2)
    S("IKI 2.2.2", "Kode Induk", "KS07", "IKI directly under an IKU: a level is skipped")
    S("IKK 4.3.3", "Kode Induk", "KS07", "indicator is its own parent: a cycle")
    S("IKK 1.1.1", "Bobot", "KS09", "weights under IKU 1.1 total 95")

    # ---- DISDIK: clean; merged, with a note list
    o = dict(tema="calibri", operator="Subbagian Program Disdik")
    R.kirim("DISDIK/PK Kepala Dinas Pendidikan 2026.xlsx", R.isi("pk_dki", "DISDIK", nama="PK", gabung=True, kop=True, ttd_nip="titik", **PD, **P), **o | B0)
    R.kirim("DISDIK/RA Dinas Pendidikan 2026.xlsx", R.isi("ra_dki", "DISDIK", nama="RA", catatan=True, id_ringkas=True, **PD, **PA), **o | B0)
    R.kirim("DISDIK/Pengukuran TW I 2026.xlsx", R.isi("uk_polos", "DISDIK", 1, nama="TW I", pic=True, rumus=True, kop=True, **PD, **TW1,
                                                            judul_kolom={"capaian": "Capaian\n(%)", "tindak_lanjut": "Tindak\u00a0Lanjut", "satuan": "Satuan "}), **o | B1)
    R.kirim("DISDIK/Pengukuran TW II 2026.xlsx", R.isi("uk_polos", "DISDIK", 2, nama="TW II", pic=True, rumus=True, kop=True, batas_teks=False, **PD, **TW2), cara="lo", **o | B2)

    # ---- DINKES: clean; saved by LibreOffice, signed in December of the year before
    o = dict(tema="liberation", operator="Perencanaan Dinkes", cara="lo")
    R.kirim("DINKES/PK DINKES 2026.xlsx", R.isi("pk_dki", "DINKES", nama="PK", gabung="kosong", angka="persen", ttd_teks="Kota Contoh, Desember 2025", **PD), **o | B0)
    R.kirim("DINKES/RA DINKES 2026.xlsx", R.isi("ra_dki", "DINKES", nama="RA", gabung="kosong", id_ringkas=True, waktu_romawi=True, **PD, **PA), **o | B0)
    R.kirim("DINKES/TW1 DINKES 2026.xlsx", R.isi("uk_rekap", "DINKES", 1, nama="TW I", r0=2, nama_unit="Dinkes", **PD, **TW1), **o | B1)
    R.kirim("DINKES/TW2 DINKES 2026.xlsx", R.isi("uk_rekap", "DINKES", 2, nama="TW II", **PD, **TW2), **o | B2)

    # ---- DPUPR
    o = dict(tema="arial", operator="Sekretariat DPUPR")
    L = R.isi("pk_dki", "DPUPR", nama="PK", c0=1, **PD, **P)
    b = R.kirim("DPUPR/PK_DPUPR_2026.xlsx", L, **o | B0)
    n = R.u("DPUPR").pejabat.nip
    b.salah(L, L.ganti("id", "nip", n[:4] + "13" + n[6:]), "ID05", "birth month 13 in the NIP")
    b.salah(L, L.ganti("IKK 4.3.1", "no", 3), "PK06", "numbering goes on (3) in section Sasaran Khusus instead of starting again at 1")
    L = R.isi("ra_dki", "DPUPR", nama="RA", c0=1, id_ringkas=True, **PD, **PA)
    b = R.kirim("DPUPR/RA_DPUPR_2026.xlsx", L, **o | B0)
    b.salah(L, L.ganti("IKK 2.1.1/TW2", "kriteria", "<kriteria keberhasilan>"), "TL06", "placeholder of the blank form left in")
    L = R.isi("uk_cirebon", "DPUPR", 1, nama="TW I", rumus=True, **PD, **TW1)
    b = R.kirim("DPUPR/UK_TW1_DPUPR_2026.xlsx", L, **o | B1)
    pagu = L.sel[L.acuan[("IKK 4.3.1", "pagu")]].nilai
    selisih = pagu * 12 // 10 - L.sel[L.acuan[("IKK 4.3.1", "ra1")]].nilai
    L.ganti("IKK 4.3.1", "pa1", 120.0, "0.00")
    b.salah(L, L.ganti("IKK 4.3.1", "ra1", pagu * 12 // 10, "#,##0"), "FX06", "realisasi anggaran is 120 % of the pagu")
    pos = L.acuan[("total", "ra1")]
    L.sel[pos].nilai += selisih
    L.ganti("total", "pa1", round(L.sel[pos].nilai / L.sel[L.acuan[("total", "pagu")]].nilai * 100, 2), "0.00")
    L = R.isi("uk_cirebon", "DPUPR", 2, nama="TW II", **PD, **TW2)
    b = R.kirim("DPUPR/UK_TW2_DPUPR_2026.xlsx", L, **o | B2)
    b.salah(L, L.ganti("total", "pagu", L.sel[L.acuan[("total", "pagu")]].nilai + 100_000_000, "#,##0"), "FX05", "typed total of pagu is 100.000.000 above the sum of its rows")

    # ---- DISHUB
    o = dict(tema="tahoma", operator="Dishub")
    L = R.isi("pk_dki", "DISHUB", nama="PK", gabung=True, nomor="1", **PD, **P)
    b = R.kirim("DISHUB - PK 2026.xlsx", L, **o | B0)
    b.salah(L, L.ganti("IKK 4.4.2", "sumber", "Laporan bidang"), "PK06", "Sumber Data outside e-SAKIP, e-Monev KSD, e-Kinerja")
    b.salah(L, L.ganti("ttd", "nip1", "NIP"), "ID08", "NIP of the first party left empty")
    L = R.isi("ra_dki", "DISHUB", nama="RA", gabung="kosong", tanpa_tahap={("IKK 4.4.3", 4)}, **PD, **PA)
    b = R.kirim("DISHUB - RA 2026.xlsx", L, **o | B0)
    b.salah(L, L.alamat("IKK 4.4.3", "indikator"), "RA02", "no stage for TW 4 under Rata-rata waktu penerbitan izin trayek")
    b.salah(L, L.ganti("IKK 2.1.2/TW3", "output", None), "RA03", "Target/Output left blank for the TW 3 stage (its waiver ended 2026-03-31)")
    L = R.isi("uk_polos", "DISHUB", 1, nama="TW I", boleh_bawah=False, gabung="kosong", judul_kolom={"tindak_lanjut": "Tindak Lnajut"}, kolom_tambahan=[("surat", "Nomor Surat Tugas")],
              isi_tambahan={"surat": lambda i: f"ST/{i.pendek.replace('.', '')}/2026"}, **PD, **TW1)
    b = R.kirim("DISHUB - TW I 2026.xlsx", L, **o | B1)
    b.salah(L, L.alamat("kepala", "tindak_lanjut"), "TL03", "header \"Tindak Lnajut\" is only similar to Tindak Lanjut")
    b.salah(L, L.alamat("kepala", "surat"), "TL04", "unknown column that holds data (info)")
    L = R.isi("uk_polos", "DISHUB", 2, nama="TW II", boleh_bawah=False, gabung="kosong", pic=True, **PD, **TW2)
    b = R.kirim("DISHUB - TW II 2026.xlsx", L, **o | B2)
    L.ganti("IKK 4.4.2", "realisasi_tw", 36); L.ganti("IKK 4.4.2", "capaian", 90, "0.00")
    for k, v in (("tindak_lanjut", LANJUT[3]), ("pic", R.u("DISHUB").pejabat.jabatan), ("batas", "30 September 2026")):
        L.ganti("IKK 4.4.2", k, v)
    b.salah(L, L.ganti("IKK 4.4.2", "kendala", None), "UK07", "capaian 90 without kendala")
    L.ganti("IKK 4.4.3", "realisasi_tw", 4)
    b.salah(L, L.ganti("IKK 4.4.3", "capaian", 125, "0.00"), "UK03", "polaritas minimum computed as T/R = 125; the profile gives (2T-R)/T = 120")

    # ---- DINSOS
    o = dict(tema="bookman", operator="Dinas Sosial")
    L = R.isi("pk_lampiran", "DINSOS", nama="PK", lampiran="5", identitas="dua", uang="rp", **PA)
    b = R.kirim("DINSOS/PK Dinas Sosial.xlsx", L, **o | B0)
    b.salah(L, L.ganti("anggaran_total", "anggaran", "Rp 9.876.543.000"), "PK05", "typed budget total differs from the sum of its lines")
    L = R.isi("ra_generik", "DINSOS", nama="RA", identitas="dua", id_ringkas=True, rumus=True, **PA)
    b = R.kirim("DINSOS/RA Dinas Sosial.xlsx", L, **o | B0)
    b.salah(L, L.alamat("IKK 4.5.2", "target"), "UK12", "TW 30, 40, 60, 90 fit no accumulation to 200, and the cascade leaves Konsolidasi Periode blank")
    L = R.isi("uk_deli", "DINSOS", 1, nama="TW I", identitas="dua", **TW1)
    b = R.kirim("DINSOS/TW I Dinas Sosial.xlsx", L, **o | B1)
    b.salah(L, L.ganti("IKK 4.5.1", "satuan", "laporan,bulan, persen"), "NL05", "composite satuan")
    L = R.isi("uk_deli", "DINSOS", 2, nama="TW II", identitas="dua", gabung="kosong", **TW2)
    b = R.kirim("DINSOS/TW II Dinas Sosial.xlsx", L, **o | B2)
    b.salah(L, L.ganti("IKK 4.5.3", "target", 90), "UK02", "annual target 90, PK and RA say 95 (the quarters' targets are right)")

    # ---- BAPPEDA: clean; .xls
    o = dict(tema="times", operator="Bappeda")
    R.kirim("BAPPEDA/PK.xls", R.isi("pk_dki", "BAPPEDA", nama="PK Bappeda", ttd_nip="titikdua", identitas="satu", **PD, **P), **o | B0)
    R.kirim("BAPPEDA/RA.xls", R.isi("ra_dki", "BAPPEDA", nama="RA Bappeda", identitas="satu", id_ringkas=True, label_unit="OPD", **PA), **o | B0)
    R.kirim("BAPPEDA/TW I.xls", R.isi("uk_deli", "BAPPEDA", 1, nama="TW I", identitas="satu", **PD, **TW1), **o | B1)
    R.kirim("BAPPEDA/TW II.xls", R.isi("uk_deli", "BAPPEDA", 2, nama="TW II", identitas="satu", **PD, **TW2), **o | B2)

    # ---- DISPORA
    o = dict(tema="cambria", operator="Dispora")
    L = R.isi("pk_satuan", "DISPORA", nama="PK Kadis", ttd_tanggal=D(2024, 1, 28), uang="rplengkap", label_total="TOTAL ANGARAN", identitas="tiga", baris_tambahan=[
        {"_kode": "tanpa_indikator", "_grup": {"no": "x", "sasaran": "x"}, "no": 3, "sasaran": "Meningkatnya kualitas prasarana olahraga"}], **PD)
    b = R.kirim("arsip januari.zip/PK Dispora 2026.xlsx", L, **o | B0)
    b.salah(L, L.ganti("IKK 4.7.2", "target", "140 Kelompok (1400 orang)"), "NL06", "second quantity in brackets")
    b.salah(L, L.alamat("tanpa_indikator", "sasaran"), "PK01", "sasaran without any indicator")
    b.salah(L, L.alamat("ttd", "tanggal"), "ID02", "signed in 2024, the title says 2026")
    R.kirim("arsip januari.zip/RA Dispora 2026.xlsx", R.isi("ra_generik", "DISPORA", nama="RA", rumus=True, id_ringkas=True, **PD, **PA), **o | B0)
    L = R.isi("uk_polos", "DISPORA", 1, nama="TW I", boleh_bawah=False, **PD, **TW1)
    b = R.kirim("Dispora TW I 2026.xlsx", L, **o | B1)
    L.ganti("IKK 4.7.2", "capaian", 106.67, "0.00")
    b.salah(L, L.ganti("IKK 4.7.2", "realisasi_tw", "32 Orang"), "NL05", "value in Orang, satuan Kelompok")
    L = R.isi("uk_polos", "DISPORA", 2, nama="TW II", boleh_bawah=False, **PD, **TW2)
    b = R.kirim("Dispora TW II 2026.xlsx", L, **o | B2)
    L.kolom_sembunyi.add(L.acuan[("kepala", "bukti")][1])
    b.salah(L, L.alamat("kepala", "bukti"), "TL07", "hidden column that holds data")

    # ---- DLH
    o = dict(tema="calibri", operator="DLH")
    L = R.isi("pk_dki", "DLH", nama="PK", inds=[replace(i, bagian="Operasional") if i.bagian == "Khusus" else i for i in R.ikk("DLH")], tanpa_bagian=("Khusus",), c0=2, **PD, **P)
    b = R.kirim("DLH/PK DLH 2026.xlsx", L, **o | B0)
    b.salah(L, L.alamat("kepala", "sasaran"), "PK06", "section Sasaran Khusus is missing")
    L = R.isi("ra_bulan", "DLH", nama="RA", id_ringkas=True, kop=True, **PD, **PA)
    b = R.kirim("DLH/RA DLH 2026.xlsx", L, **o | B0)
    b.salah(L, L.ganti("IKK 4.8.1", "b8", 75), "RA06", "August 75 after July 78, September 78 again")
    L = R.isi("uk_rekap", "DLH", 1, nama="TW I", boleh_bawah=False, **PD, **TW1)
    b = R.kirim("DLH/TW I DLH 2026.xlsx", L, **o | B1)
    b.salah(L, L.ganti("IKK 4.8.1", "r1", 0.72), "NL04", "0.72 (General) in a column of percent points")
    L = R.isi("uk_rekap", "DLH", 2, nama="TW II", boleh_bawah=False, **PD, **TW2)
    b = R.kirim("DLH/TW II DLH 2026.xlsx", L, **o | B2)
    b.salah(L, L.ganti("IKK 4.8.2", "tw2", 63), "UK02", "target of TW II 63, PK and RA say 65")

    # ---- DISKOMINFO: clean; .ods, fractions, ranges, numbers as text
    o = dict(tema="liberation", operator="Diskominfo")
    R.kirim("DISKOMINFO/PK Diskominfo 2026.ods", R.isi("pk_dki", "DISKOMINFO", nama="PK", gabung="kosong", **PD, **P), **o | B0)
    R.kirim("DISKOMINFO/RA Diskominfo 2026.ods", R.isi("ra_bulan", "DISKOMINFO", nama="RA", gabung=True, id_ringkas=True, **PD, **PA), **o | B0)
    R.kirim("DISKOMINFO/TW I Diskominfo 2026.ods", R.isi("uk_polos", "DISKOMINFO", 1, nama="TW I", angka="teks", capaian="teks", **PD, **TW1), **o | B1)
    R.kirim("DISKOMINFO/TW II Diskominfo 2026.xlsx", R.isi("uk_polos", "DISKOMINFO", 2, nama="TW II", angka="teks", capaian="teks", pic=True, **PD, **TW2), cara="openpyxl", **o | B2)

    # ---- BKD and its three bidang: clean; one sheet per bidang
    o = dict(tema="bookman", operator="Sekretariat BKD")
    kepala = R.u("BKD").pejabat
    R.kirim("BKD/PK BKD 2026.xlsx", R.isi("pk_dki", "BKD", nama="PK BKD", gabung=True, angka="persen", **PD, **P), **o | B0)
    R.kirim("BKD/RA BKD 2026.xlsx", R.isi("ra_dki", "BKD", nama="RA BKD", id_ringkas=True, catatan=True, **PD, **PA), cara="openpyxl", **o | B0)
    R.kirim("BKD/TW I BKD 2026.xlsx", R.isi("uk_polos", "BKD", 1, nama="TW I", pic=True, batas_teks=False, status=True, **PD, **TW1), cara="openpyxl", **o | B1)
    R.kirim("BKD/TW II BKD 2026.xlsx", R.isi("uk_polos", "BKD", 2, nama="TW II", pic=True, status=True, **PD, **TW2), cara="openpyxl", **o | B2)

    def per_bidang(bentuk, *a, **k):
        return [R.isi(bentuk, kode, *a, nama=alias, atasan=kepala, **k) for kode, _, alias in BIDANG]
    R.kirim("BKD/PK Bidang BKD 2026.xlsx", *per_bidang("pk_lampiran", lampiran="6", angka="satuan", uang="titik", **PA), **o | B0)
    R.kirim("BKD/RA Bidang BKD 2026.xlsx", *per_bidang("ra_generik", id_ringkas=True, rumus=True, **PA), **o | B0)
    R.kirim("BKD/TW I Bidang BKD 2026.xlsx", *per_bidang("uk_polos", 1, rumus=True, **TW1), **o | B1)
    R.kirim("BKD/TW II Bidang BKD 2026.xlsx", *per_bidang("uk_polos", 2, rumus=True, gabung="kosong", **TW2), cara="lo", **o | B2)

    # ---- SATPOLPP: no Rencana Aksi
    o = dict(tema="arial", operator="Satpol PP")
    L = R.isi("pk_dki", "SATPOLPP", nama="PK", identitas="dua", **PD, **P)
    b = R.kirim("Satpol PP/PK Satpol PP 2026.xlsx", L, **o | B0)
    n = R.u("SATPOLPP").pejabat.nip
    b.salah(L, L.ganti("id", "nip", n[:8] + str(int(n[:4]) + 10) + n[12:]), "ID06", "appointed at the age of ten")
    L = R.isi("uk_rekap", "SATPOLPP", 1, nama="TW I", boleh_bawah=False, identitas="dua", **PD, **TW1)
    b = R.kirim("Satpol PP/TW I Satpol PP 2026.xlsx", L, **o | B1)
    L.ganti("IKK 4.14.3", "r1", 0)
    b.salah(L, L.ganti("IKK 4.14.3", "kendala", None), "UK06", "realisasi 0 without kendala")
    L = R.isi("uk_rekap", "SATPOLPP", 2, nama="TW II", boleh_bawah=False, identitas="dua", **PD, **TW2)
    b = R.kirim("Satpol PP/TW II Satpol PP 2026.xlsx", L, **o | B2)
    L.ganti("IKK 4.14.3", "r1", 0)
    L.ganti("IKK 4.14.1", "kendala", KENDALA[2])
    b.salah(L, L.ganti("IKK 4.14.1", "r2", 8), "UK09", "running total falls: TW II 8 after TW I 10 or more")
    R.tanam.append(("-", "-", "-", "AL01", "unit SATPOLPP: no Rencana Aksi was sent"))

    # ---- files of nobody
    asing = Unit("X", "Dinas Pariwisata dan Kebudayaan", Pejabat("Contoh Halim, S.Sos.", "197806152003121004", "Kepala Dinas Pariwisata dan Kebudayaan"))
    L = Lembar("PK")
    pk_dki(L, INST, asing, [replace(i, teks=i.teks.replace("perangkat daerah", "destinasi wisata").replace("kajian", "promosi wisata")) for i in R.ikk("BAPPEDA") if i.kode != "IKK 3.1.1"], dict(**PD, **P))
    R.kirim("lain/PK Dinas Pariwisata.xlsx", L, tema="arial", **B0).salah(L, L.alamat("id", "unit"), "ID01", "not in the register")
    R.kirim("lain/Laporan.xlsx", mentah="Yth. Bagian Perencanaan,\r\nberkas kami susulkan kemudian.\r\n".encode()).salah(None, "-", "BK01", "a text file renamed to .xlsx")
    R.kirim("lain/PK terpotong.xlsx", mentah=b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00" + bytes(range(200)) * 4).salah(None, "-", "BK01", "a workbook cut off while it was being sent")
    R.tanam.append(("-", "-", "-", "AL09", "waiver RA03 for unit DISHUB in selaras.toml ended 2026-03-31"))
    R.lain += ["`BKD/... Bidang BKD 2026.xlsx`: one sheet per bidang; BKD-MUT, BKD-KIN and BKD-DIK are units of their own with Induk BKD. Their IKK 3.4.1.1 to 3.4.1.3 have an IKK (3.4.1 of BKD) as parent.",
               "`DINKES/PK DINKES 2026.xlsx` is signed in December 2025, which is legal for a PK of 2026.",
               "`DINSOS/RA Dinas Sosial.xlsx`: the UK12 stands on the only form of that unit that has the annual target and all four quarters."]
    return R
