"""Workspace `kotak-surat`: seven units whose forms come by mail, in the shape of several mail programs."""

from __future__ import annotations

import datetime as dt
import io
import random
import shutil
import tempfile
import zipfile
from pathlib import Path

from bentuk import Instansi
from lembar import simpan_semua
from model import Indikator, Pejabat, Unit, dari_anak, nip, periksa_kaskade
from ruang import Ruang
from surat import Surat, gmail, mbox, outlook, ponsel, thunderbird

D, T = dt.date, dt.datetime
DOMAIN = "akademi-contoh.example"
TOML = '''# Contoh ruang kerja yang kirimannya surat. Semua nama, NIP, alamat dan angka adalah rekaan.
[instansi]
nama = "Akademi Contoh"
tahun = 2026

[tenggat]
pk = 2026-02-28
rencana_aksi = 2026-02-28
triwulan = [2026-04-10, 2026-07-10, 2026-10-10, 2027-01-10]

[surat]
hari_perbaikan = 5
'''
UNIT = [("PTI", "Program Studi Teknologi Informasi", "Contoh Cahyono, S.Kom., M.Kom."), ("PTM", "Program Studi Teknik Mesin", "Contoh Darmawan, S.T., M.T."),
        ("PTS", "Program Studi Teknik Sipil", "Contoh Fitriani, S.T., M.T."), ("PAK", "Program Studi Akuntansi", "Contoh Hidayat, S.E., M.Ak."),
        ("PAB", "Program Studi Administrasi Bisnis", "Contoh Indrawati, S.E., M.M."), ("PKS", "Program Studi Kesehatan", "Contoh Kurniawan, S.Kep., M.Kes."),
        ("PAG", "Program Studi Agribisnis", "Contoh Mulyani, S.P., M.P.")]
INST = Instansi("Akademi Contoh", ("AKADEMI CONTOH",), "Kota Contoh",
                Pejabat("Dr. Contoh Sasmita, M.Si.", "196903121995032002", "Direktur Akademi Contoh"), DOMAIN, "Program Studi")
S1, S2, S3 = "Meningkatnya kualitas lulusan", "Meningkatnya kualitas dosen", "Meningkatnya kerja sama"


def unit():
    rng = random.Random("unit kotak-surat")
    return [Unit(k, n, Pejabat(p, nip(rng), "Ketua " + n), "", "", f"{k.lower()}@{DOMAIN}") for k, n, p in UNIT]


def kaskade():
    iku = [Indikator("IKU 1.1", "", "IKU", "", S1, "Persentase lulusan yang bekerja atau melanjutkan studi", "%", "maksimum", "nilai akhir", "rata-rata", 40, None, (0,) * 4),
           Indikator("IKU 2.1", "", "IKU", "", S2, "Persentase dosen yang bersertifikat kompetensi", "%", "maksimum", "nilai akhir", "rata-rata", 30, None, (0,) * 4),
           Indikator("IKU 3.1", "", "IKU", "", S3, "Jumlah kerja sama yang dilaksanakan", "Dokumen", "maksimum", "jumlah", "jumlah", 30, None, (0,) * 4)]
    ikk = []
    for n, (kode, nama, _) in enumerate(UNIT):
        for p, s, teks, satuan, periode, tw in (
                ("1.1", S1, f"Persentase lulusan {nama} yang bekerja atau melanjutkan studi", "%", "nilai akhir", (15 + n, 30 + n, 45 + n, 60 + n)),
                ("2.1", S2, f"Persentase dosen {nama} yang bersertifikat kompetensi", "%", "nilai akhir", (60 + n, 65 + n, 70 + n, 75 + n)),
                ("3.1", S3, f"Jumlah kerja sama {nama} yang dilaksanakan", "Dokumen", "jumlah", (2, 2 + n % 2, 3, 2))):
            target = sum(tw) if periode == "jumlah" else tw[3]
            ikk.append(Indikator(f"IKK {p}.{n + 1}", f"IKU {p}", "IKK", kode, s, teks, satuan, "maksimum", periode, "jumlah" if p == "3.1" else "rata-rata", None, target, tw))
    semua = [*(dari_anak(i, ikk) for i in iku), *sorted(ikk, key=lambda i: i.kode)]
    periksa_kaskade(semua)
    return semua


class Kotak:
    """What is put into masuk/, and what the README says of it."""

    def __init__(self, R: Ruang):
        self.R, self.berkas, self.tanam, self.lampiran, self.lewat = R, [], {}, [], []

    def buku(self, nama, lembar, **k):
        """A workbook under a working name; its bytes come from `isi` once all are saved."""
        self.R.kirim(nama, lembar, **k)
        return nama

    def simpan(self):
        with tempfile.TemporaryDirectory() as t:
            simpan_semua(self.R.berkas, Path(t))
            self.data = {b.path: (Path(t) / b.path).read_bytes() for b in self.R.berkas}

    def salah(self, nama, L, kunci, medan, nilai, kode, teks):
        """Plants a mistake in a cell; the value it had is the one that mends it."""
        pos = L.acuan[(kunci, medan)]
        semula = L.sel[pos].nilai
        self.tanam.setdefault(nama, []).append((L.nama, L.ganti(kunci, medan, nilai), kode, semula, teks))

    def catat(self, jalur, unit, nama):
        """An attachment: where it lies, whose it is, which workbook it holds."""
        self.lampiran.append((jalur, unit, nama))


def buat():
    R = Ruang("kotak-surat", INST, unit(), kaskade(), TOML)
    K = Kotak(R)
    tw1 = dict(identitas="tiga", boleh_bawah=False, ttd_tanggal=D(2026, 4, 6))
    pk = lambda u, **o: R.isi("pk_satuan", u, nama="PK", identitas="tiga", **o)
    ra = lambda u, **o: R.isi("ra_generik", u, nama="RA", identitas="tiga", id_ringkas=True, rumus=True, **o)
    ukur = lambda u, **o: R.isi("uk_polos", u, 1, nama="TW I", **tw1 | o)
    APR = dict(tanggal=D(2026, 4, 6))

    # PTI, Thunderbird: two forms in one letter, TW I in another; xlsxwriter
    o = dict(tema="calibri", operator="Operator PTI")
    L = pk("PTI"); K.buku("pti-pk.xlsx", L, **o)
    K.salah("pti-pk.xlsx", L, "IKK 2.1.1", "target", 70, "PK03", "target 70, kaskade 75")
    K.salah("pti-pk.xlsx", L, "IKK 3.1.1", "satuan", None, "PK01", "satuan kosong")
    K.buku("pti-ra.xlsx", ra("PTI"), **o)
    L = ukur("PTI", rumus=True); K.buku("pti-tw1.xlsx", L, **o | APR)
    K.salah("pti-tw1.xlsx", L, "IKK 3.1.1", "realisasi_tw", "dua", "NL03", "kata di kolom angka")
    # PTM, Outlook: the action plan first wrapped in winmail.dat, then sent again; openpyxl
    o = dict(tema="times", operator="Admin PTM", cara="openpyxl")
    L = pk("PTM"); K.buku("ptm-pk.xlsx", L, **o)
    K.salah("ptm-pk.xlsx", L, "id", "nip", "19700101199501100", "ID04", "NIP 17 angka")
    L = R.isi("ra_generik", "PTM", nama="RA", identitas="tiga", id_ringkas=True); K.buku("ptm-ra.xlsx", L, **o)
    K.salah("ptm-ra.xlsx", L, "IKK 3.1.2", "tw4", 9, "RA05", "jumlah target triwulan tidak sama dengan target tahunan")
    K.buku("ptm-tw1.xlsx", ukur("PTM"), **o | APR)
    # PTS, Gmail: a zip with an .xls in it, and a letter that the secretary passed on
    o = dict(tema="arial", operator="Operator PTS")
    K.buku("pts-pk.xlsx", pk("PTS"), **o)
    L = ra("PTS"); K.buku("pts-ra.xls", L, **o)
    K.salah("pts-ra.xls", L, "IKK 2.1.3", "target", 71, "RA01", "target RA berbeda dari PK")
    K.buku("pts-tw1.xlsx", ukur("PTS"), **o | APR)
    # PAK, telephone: no date, wrong types; LibreOffice
    o = dict(tema="liberation", operator="PAK", cara="lo")
    K.buku("pak-pk.xlsx", pk("PAK"), **o)
    K.buku("pak-ra.xlsx", ra("PAK"), **o)
    L = ukur("PAK"); K.buku("pak-tw1.xlsx", L, **o | APR)
    K.salah("pak-tw1.xlsx", L, "IKK 1.1.4", "capaian", 50, "UK03", "capaian tidak cocok dengan realisasi dan target")
    # PAB, in a mailbox: a first version, the revision, and that once more
    o = dict(tema="tahoma", operator="Operator PAB")
    inds = [i for i in R.ikk("PAB")]
    L = pk("PAB"); L.ganti("IKK 1.1.5", "target", 40); L.ganti("IKK 3.1.5", "satuan", None); K.buku("pab-pk1.xlsx", L, **o)
    L = pk("PAB"); K.buku("pab-pk2.xlsx", L, **o, tanggal=D(2026, 2, 24))
    K.salah("pab-pk2.xlsx", L, "IKK 3.1.5", "satuan", None, "PK01", "satuan kosong, juga di versi pertama")
    K.buku("pab-ra.xlsx", ra("PAB"), **o)
    K.buku("pab-tw1.xlsx", ukur("PAB"), **o | APR)
    # PKS, Maildir: all is well
    o = dict(tema="cambria", operator="Operator PKS")
    K.buku("pks-pk.xlsx", pk("PKS"), **o)
    K.buku("pks-ra.xlsx", ra("PKS"), **o)
    K.buku("pks-tw1.xlsx", ukur("PKS"), **o | APR)
    # PAG sent nothing.
    K.simpan()
    surat(K)
    return K


def surat(K):
    d, R = K.data, K.R
    def s(u, nama, subjek, ke, saat, isi, *lampiran):
        return Surat(nama, f"{u.lower()}@{DOMAIN}" if "@" not in u else u, subjek, f"{ke}@{DOMAIN}", saat, isi, list(lampiran))
    def taruh(jalur, data):
        K.berkas.append((jalur, data))

    nama_pk = "Perjanjian Kinerja Tahun 2026 – Program Studi Teknologi Informasi (ditandatangani).xlsx"
    taruh("PTI/PK dan RA.eml", thunderbird(s("PTI", "Operator PTI – Akademi", "Perjanjian Kinerja dan Rencana Aksi 2026 – PTI", "pti.1", T(2026, 2, 20, 9, 5),
                                            "Yth. Perencanaan, terlampir PK dan RA kami.", (nama_pk, d["pti-pk.xlsx"]), ("RA 2026.xlsx", d["pti-ra.xlsx"]))))
    K.catat(f"PTI/PK dan RA.eml/{nama_pk}", "PTI", "pti-pk.xlsx")
    K.catat("PTI/PK dan RA.eml/RA 2026.xlsx", "PTI", "pti-ra.xlsx")
    K.lewat.append(("PTI/PK dan RA.eml/logo unit.png", "gambar tanda tangan surat"))
    taruh("PTI/TW I.eml", thunderbird(s("PTI", "Operator PTI – Akademi", "Pengukuran TW I – PTI", "pti.2", T(2026, 4, 7, 8, 0), "Terlampir.", ("TW I.xlsx", d["pti-tw1.xlsx"]))))
    K.catat("PTI/TW I.eml/TW I.xlsx", "PTI", "pti-tw1.xlsx")
    K.lewat.append(("PTI/TW I.eml/logo unit.png", "gambar tanda tangan surat"))

    taruh("PTM/PK.eml", outlook(s("PTM", "Admin Teknik Mesin", "PK 2026", "ptm.1", T(2026, 2, 23, 13, 30), "Terlampir PK.", ("PK Téknik Mesin 2026.xlsx", d["ptm-pk.xlsx"]))))
    K.catat("PTM/PK.eml/PK Téknik Mesin 2026.xlsx", "PTM", "ptm-pk.xlsx")
    K.lewat.append(("PTM/PK.eml/image001.png", "gambar tanda tangan surat"))
    tnef = bytes([0x78, 0x9F, 0x3E, 0x22, 1, 0, 1, 6, 0x90, 8, 0, 4, 0, 0, 0]) + b"isi yang hanya dibaca Outlook" * 8
    taruh("PTM/RA.eml", outlook(s("PTM", "Admin Teknik Mesin", "RA 2026", "ptm.2", T(2026, 2, 23, 13, 40), "Terlampir RA."), winmail=tnef))
    K.catat("PTM/RA.eml/winmail.dat", "", "terbungkus winmail.dat: tidak dapat dibuka, disebut dengan cara mengirim ulang")
    taruh("PTM/RA ulang.eml", outlook(s("PTM", "Admin Teknik Mesin", "RE: RA 2026", "ptm.3", T(2026, 2, 24, 8, 15), "Kirim ulang.", ("RA PTM.xlsx", d["ptm-ra.xlsx"]), ("TW I PTM.xlsx", d["ptm-tw1.xlsx"]))))
    K.catat("PTM/RA ulang.eml/RA PTM.xlsx", "PTM", "ptm-ra.xlsx")
    K.catat("PTM/RA ulang.eml/TW I PTM.xlsx", "PTM", "ptm-tw1.xlsx")
    K.lewat.append(("PTM/RA ulang.eml/image001.png", "gambar tanda tangan surat"))

    arsip = io.BytesIO()
    with zipfile.ZipFile(arsip, "w", zipfile.ZIP_DEFLATED) as z:
        for nama, isi in (("PTS/PK PTS.xlsx", d["pts-pk.xlsx"]), ("PTS/RA PTS.xls", d["pts-ra.xls"])):
            info = zipfile.ZipInfo(nama, (2026, 2, 25, 10, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            z.writestr(info, isi)
    taruh("dari Gmail/PTS.eml", gmail(s("PTS", "Contoh Fitriani", "Kiriman PTS – PK & RA", "pts.1", T(2026, 2, 25, 10, 5), "Yth. Perencanaan,\nterlampir satu zip — mohon diperiksa.", ("kiriman PTS.zip", arsip.getvalue()))))
    K.catat("dari Gmail/PTS.eml/kiriman PTS.zip/PTS/PK PTS.xlsx", "PTS", "pts-pk.xlsx")
    K.catat("dari Gmail/PTS.eml/kiriman PTS.zip/PTS/RA PTS.xls", "PTS", "pts-ra.xls")
    asli = gmail(s("PTS", "Contoh Fitriani", "TW I PTS", "pts.2", T(2026, 4, 8, 7, 45), "Terlampir TW I.", ("TW I PTS.xlsx", d["pts-tw1.xlsx"])))
    taruh("dari Gmail/terusan sekretariat.eml", gmail(s(f"sekretariat@{DOMAIN}", "Sekretariat", "Fwd: TW I PTS", "sek.1", T(2026, 4, 13, 9, 0), "Mohon diproses."), terusan=asli))
    K.catat("dari Gmail/terusan sekretariat.eml/noname.eml/TW I PTS.xlsx", "PTS", "pts-tw1.xlsx")

    taruh("ponsel.eml", ponsel(s("PAK", "PAK", "Laporan", "pak.1", None, "Terlampir, terima kasih.", ("PK_PAK.xlsx", d["pak-pk.xlsx"]), ("RA_PAK.xlsx", d["pak-ra.xlsx"]), ("TW1_PAK.xlsx", d["pak-tw1.xlsx"]))))
    for n in ("PK_PAK", "RA_PAK", "TW1_PAK"):
        K.catat(f"ponsel.eml/{n}.xlsx", "PAK", f"{dict(PK_PAK='pak-pk', RA_PAK='pak-ra', TW1_PAK='pak-tw1')[n]}.xlsx")
    K.lewat.append(("ponsel.eml/IMG_0417.jpeg", "foto"))

    isi_kotak = [(T(2026, 2, 20, 15, 0), gmail(s("PAB", "Operator PAB", "PK dan RA PAB", "pab.1", T(2026, 2, 20, 15, 0), "Terlampir PK dan RA.\nFrom sini kami lanjutkan minggu depan.", ("PK PAB.xlsx", d["pab-pk1.xlsx"]), ("RA PAB.xlsx", d["pab-ra.xlsx"])))),
                 (T(2026, 2, 24, 15, 0), gmail(s("PAB", "Operator PAB", "PK PAB (perbaikan)", "pab.2", T(2026, 2, 24, 15, 0), "Mohon pakai yang ini.", ("PK PAB.xlsx", d["pab-pk2.xlsx"])))),
                 (T(2026, 2, 24, 16, 0), thunderbird(s("PAB", "Operator PAB", "PK PAB (perbaikan)", "pab.3", T(2026, 2, 24, 16, 0), "Khawatir belum masuk.", ("PK PAB.xlsx", d["pab-pk2.xlsx"])))),
                 (T(2026, 4, 9, 15, 0), gmail(s("PAB", "Operator PAB", "TW I PAB", "pab.4", T(2026, 4, 9, 15, 0), "Terlampir.", ("TW I PAB.xlsx", d["pab-tw1.xlsx"]))))]
    # Thunderbird's own folder: a mailbox without an extension, and its index.
    taruh("Thunderbird/Inbox", mbox(isi_kotak))
    taruh("Thunderbird/Inbox.msf", b"// <!-- <mdb:mork:z v=\"1.4\"/> -->\n")
    K.catat("Thunderbird/Inbox/1/PK PAB.xlsx", "PAB", "versi pertama, digantikan")
    K.catat("Thunderbird/Inbox/1/RA PAB.xlsx", "PAB", "pab-ra.xlsx")
    K.catat("Thunderbird/Inbox/2/PK PAB.xlsx", "PAB", "pab-pk2.xlsx")
    K.catat("Thunderbird/Inbox/3/PK PAB.xlsx", "PAB", "salinan yang sama persis")
    K.catat("Thunderbird/Inbox/4/TW I PAB.xlsx", "PAB", "pab-tw1.xlsx")
    K.lewat.append(("Thunderbird/Inbox/3/logo unit.png", "gambar tanda tangan surat"))

    taruh("Maildir/cur/1771639200.M1P1.server", outlook(s("PKS", "Operator PKS", "PK dan RA", "pks.1", T(2026, 2, 21, 9, 0), "Terlampir.", ("PK PKS.xlsx", d["pks-pk.xlsx"]), ("RA PKS.xlsx", d["pks-ra.xlsx"]))))
    taruh("Maildir/new/1775523600.M2P1.server", outlook(s("PKS", "Operator PKS", "TW I", "pks.2", T(2026, 4, 7, 9, 0), "Terlampir.", ("TW I PKS.xlsx", d["pks-tw1.xlsx"]), ("nota dinas.pdf", b"%PDF-1.4\n%%EOF\n"))))
    for dalam, nama in (("cur/1771639200.M1P1.server", "PK PKS.xlsx"), ("cur/1771639200.M1P1.server", "RA PKS.xlsx"), ("new/1775523600.M2P1.server", "TW I PKS.xlsx")):
        K.catat(f"Maildir/{dalam}/{nama}", "PKS", {"PK": "pks-pk.xlsx", "RA": "pks-ra.xlsx", "TW": "pks-tw1.xlsx"}[nama[:2]])
    K.lewat += [("Maildir/cur/1771639200.M1P1.server/image001.png", "gambar tanda tangan surat"), ("Maildir/new/1775523600.M2P1.server/image001.png", "gambar tanda tangan surat"),
                ("Maildir/new/1775523600.M2P1.server/nota dinas.pdf", "dokumen PDF")]
    msg = bytes([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) + bytes(504)
    taruh("PTM/surat pengantar.msg", msg)
    K.catat("PTM/surat pengantar.msg", "", "surat Outlook (.msg): tidak dapat dibuka, disebut dengan cara menyimpannya sebagai .eml")


PENGANTAR = """# A sample inbox

Workspace `kotak-surat`: Akademi Contoh, seven units, {n} indicators. Six units sent their PK, Rencana Aksi and Pengukuran
TW I of 2026 by mail, one (PAG) sent nothing. Everything is made up. The messages are written as Thunderbird, Outlook, Gmail
and a telephone write them; they lie in `masuk/` as people save them: single messages, a mailbox as Thunderbird keeps it
(`Inbox`, without an extension), a Maildir folder. The lists hold for a run dated 2026-04-20, and a test holds the program
to them: every attachment reaches its unit, marked workbooks and letters come out, and the mended ones that are sent back
come through a second run with their findings gone.

This page and the messages are written by `../pembuat/buat.py`.

## Lampiran

`unit` is empty for what cannot be opened; the remark says what is planted.

| jalur | unit | keterangan |
|---|---|---|
"""


def tulis(K, akar: Path):
    dasar = akar / K.R.nama
    if (dasar / "masuk").exists():
        shutil.rmtree(dasar / "masuk")
    (dasar / "masuk").mkdir(parents=True)
    (dasar / "selaras.toml").write_text(K.R.toml, encoding="utf-8")
    (dasar / ".gitattributes").write_text("masuk/** -text\n", encoding="utf-8")
    K.R._tulis_kaskade(dasar / "kaskade.xlsx")
    for jalur, data in K.berkas:
        tujuan = dasar / "masuk" / jalur
        tujuan.parent.mkdir(parents=True, exist_ok=True)
        tujuan.write_bytes(data)
    garis = lambda *x: "| " + " | ".join(str(y) for y in x) + " |\n"
    ceritakan = {"pti-pk.xlsx": "nama berkas RFC 2231 bersambung, tanda tangan bergambar", "ptm-pk.xlsx": "nama berkas RFC 2047", "pts-pk.xlsx": "zip di dalam surat",
                 "pts-ra.xls": "zip di dalam surat; .xls", "pts-tw1.xlsx": "diteruskan sekretariat; pengirim pertamalah yang dicatat", "pak-pk.xlsx": "tanpa tanggal, jenis isi salah",
                 "pab-pk2.xlsx": "versi baru, yang dipakai", "pks-pk.xlsx": "Maildir"}
    teks = PENGANTAR.format(n=len(K.R.kaskade))
    for jalur, unit_, nama in K.lampiran:
        teks += garis(jalur, unit_, ceritakan.get(nama, "" if nama in K.data else nama))
    teks += "\n## Lampiran yang dilewati\n\n| jalur | keterangan |\n|---|---|\n" + "".join(garis(*x) for x in K.lewat)
    teks += ("\n## Kesalahan yang ditanam\n\n`perbaikan` is what mends the cell.\n\n| jalur | lembar | sel | kode | perbaikan | kekeliruan |\n|---|---|---|---|---|---|\n")
    for jalur, _, nama in K.lampiran:
        for lembar, sel, kode, semula, kekeliruan in K.tanam.get(nama, []):
            teks += garis(jalur, lembar, sel, kode, semula, kekeliruan)
    (dasar / "README.md").write_text(teks, encoding="utf-8")
