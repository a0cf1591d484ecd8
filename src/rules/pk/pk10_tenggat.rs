//! PK10: an agreement signed after the deadline.

use chrono::{Days, Months, NaiveDate};

use crate::domain::dokumen::JenisDokumen;
use crate::domain::tanggal::{TempatTanggal, cari_tempat_tanggal, format_panjang};
use crate::finding::{Tempat, Temuan, Tingkat};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    kode: "PK10",
    nama: "PK ditandatangani setelah tenggat",
    tingkat: Tingkat::Peringatan,
    apa: "Tanggal pengesahan PK dibandingkan dengan tenggat PK dalam selaras.toml. Bila tanggalnya hanya menyebut bulan, hari terakhir bulan itu yang dipakai; PK perubahan tidak diperiksa.",
    mengapa: "PK disahkan paling lambat satu bulan setelah dokumen anggaran disetujui, agar pengukuran triwulan pertama punya pegangan.",
    sumber: "PermenPANRB 53/2014; Instruksi Sekda DKI Jakarta 4/2024; SOP politeknik (akhir Februari)",
    salah: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60

|||«Kota Contoh, 16 Maret 2026»
|Pihak Kedua,||Pihak Pertama,
|Direktur||Ketua Jurusan
|Nama Direktur||Nama Ketua
|NIP 197001011995011001||NIP 197501012000011002
",
    benar: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60

|||Kota Contoh, 16 Februari 2026
|Pihak Kedua,||Pihak Pertama,
|Direktur||Ketua Jurusan
|Nama Direktur||Nama Ketua
|NIP 197001011995011001||NIP 197501012000011002
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let Some(tenggat) = konteks.setelan.tenggat.pk else { return Vec::new() };
    let mut temuan = Vec::new();
    for (nomor, terdaftar, isi) in konteks.tables.dokumen_dipakai(JenisDokumen::Pk).filter(|(_, _, isi)| !isi.perubahan)
    {
        let Some(isian) = &isi.pengesahan else { continue };
        let Some(tanggal) = cari_tempat_tanggal(&isian.mentah).and_then(|satu| hari(&satu)) else { continue };
        let Some(berkas) = konteks.tables.berkas_dokumen(nomor).filter(|_| tanggal > tenggat) else { continue };
        let (ditemukan, seharusnya) = (format_panjang(tanggal), format_panjang(tenggat));
        let pesan = format!("PK ditandatangani {ditemukan}, melewati tenggat {seharusnya}.");
        let saran =
            "Periksa tanggal pengesahannya; bila memang terlambat, sampaikan alasannya kepada biro perencanaan.";
        let tempat = Tempat::sel(&berkas.jalur, &isi.lembar, isian.sel);
        let satu = Temuan::baru(ATURAN.kode, ATURAN.tingkat, tempat, pesan, saran).unit(terdaftar.unit.as_deref());
        temuan.push(
            satu.beda(ditemukan, format!("paling lambat {seharusnya}")).selisih((tanggal - tenggat).num_days() as f64),
        );
    }
    temuan
}

/// The day, or the last one of the month when no day stands there.
fn hari(tertulis: &TempatTanggal) -> Option<NaiveDate> {
    tertulis.tanggal().or_else(|| {
        NaiveDate::from_ymd_opt(tertulis.tahun, tertulis.bulan, 1)?
            .checked_add_months(Months::new(1))?
            .checked_sub_days(Days::new(1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_without_a_day_counts_until_its_end() {
        let hari_dari = |teks: &str| cari_tempat_tanggal(teks).and_then(|satu| hari(&satu));
        assert_eq!(hari_dari("Jakarta, Februari 2026"), NaiveDate::from_ymd_opt(2026, 2, 28));
        assert_eq!(hari_dari("Jakarta, Desember 2025"), NaiveDate::from_ymd_opt(2025, 12, 31));
        assert_eq!(hari_dari("Kota Contoh, 3 Maret 2026"), NaiveDate::from_ymd_opt(2026, 3, 3));
    }
}
