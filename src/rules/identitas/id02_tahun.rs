//! ID02: years that contradict each other.

use crate::domain::dokumen::{JenisDokumen, KunciIdentitas};
use crate::domain::tanggal::{TempatTanggal, bulan_dari_nama, cari_tahun, cari_tempat_tanggal, nama_bulan};
use crate::domain::tempat::Tempat;
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::dokumen::{self, DokumenRuang};
use crate::rules::bantu::{kutip, temuan};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "ID02",
    nama: "Tahun tidak cocok",
    tingkat: Tingkat::Peringatan,
    apa: "Tahun di judul, blok identitas, nama berkas, atau tanggal tanda tangan berbeda dari tahun ruang kerja. Tanda tangan bulan Desember tahun sebelumnya untuk PK dan Rencana Aksi, serta Januari tahun berikutnya untuk Pengukuran, tidak dipersoalkan.",
    mengapa: "Berkas tahun lalu yang terkirim lagi, atau judul yang lupa diganti, membuat angka masuk ke tahun yang salah.",
    sumber: "Pemeriksaan ID-02; Instruksi Sekda DKI Jakarta 4/2024 (PK 2024 bertanggal Desember 2023).",
    salah: "\
*** JTI/pk.xlsx
=== PK
«PERJANJIAN KINERJA TAHUN 2025»
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    benar: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%

|||Kota Contoh, 29 Desember 2025
|||Ketua Jurusan Teknologi Informasi,
|||Budi Santoso
|||NIP 19700101 199501 1 001
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let tahun = konteks.setelan.tahun;
    dokumen::kiriman(konteks.tables)
        .flat_map(|dokumen| {
            let mut temuan = Vec::new();
            temuan.extend(judul(&dokumen, tahun));
            temuan.extend(identitas(&dokumen, tahun));
            temuan.extend(nama_berkas(&dokumen, tahun));
            temuan.extend(tanda_tangan(&dokumen, tahun));
            temuan
        })
        .collect()
}

fn judul(dokumen: &DokumenRuang<'_>, tahun: i32) -> Option<Temuan> {
    let tertulis = dokumen.isi.tahun.filter(|tertulis| tertulis.nilai != tahun)?;
    let pesan = format!("Dokumen ini menyebut tahun {}, padahal ruang kerja ini untuk tahun {tahun}.", tertulis.nilai);
    Some(beda(dokumen, dokumen.sel(tertulis.sel), pesan, tertulis.nilai, tahun))
}

/// Lines of the identity block that name another year than the title does.
fn identitas(dokumen: &DokumenRuang<'_>, tahun: i32) -> Vec<Temuan> {
    let baris = dokumen.isi.identitas.iter().filter(|baris| baris.kunci == KunciIdentitas::Tahun);
    baris
        .filter_map(|baris| {
            let tertulis = cari_tahun(&baris.isian.mentah).filter(|tertulis| *tertulis != tahun)?;
            if dokumen.isi.tahun.is_some_and(|judul| judul.sel == baris.isian.sel) {
                return None;
            }
            let pesan = format!("Baris Tahun berisi {tertulis}, padahal ruang kerja ini untuk tahun {tahun}.");
            Some(beda(dokumen, dokumen.sel(baris.isian.sel), pesan, tertulis, tahun))
        })
        .collect()
}

/// The file's own name. A year that the title names too is the title's finding.
fn nama_berkas(dokumen: &DokumenRuang<'_>, tahun: i32) -> Option<Temuan> {
    let nama = dokumen.berkas.jalur.rsplit('/').next()?;
    let tertulis = cari_tahun(nama).filter(|tertulis| *tertulis != tahun)?;
    let sama_judul = dokumen.isi.tahun.is_some_and(|judul| judul.nilai == tertulis);
    let bulan = nama.split(|huruf: char| !huruf.is_alphabetic()).find_map(bulan_dari_nama);
    let tanggal = bulan.is_some_and(|bulan| sah(dokumen.terdaftar.jenis, bulan, tertulis, tahun));
    if sama_judul || tanggal {
        return None;
    }
    let pesan = format!("Nama berkas {} menyebut tahun {tertulis}, padahal isinya untuk tahun {tahun}.", kutip(nama));
    Some(beda(dokumen, Tempat::berkas(&dokumen.berkas.jalur), pesan, tertulis, tahun))
}

fn tanda_tangan(dokumen: &DokumenRuang<'_>, tahun: i32) -> Option<Temuan> {
    let pengesahan = dokumen.isi.pengesahan.as_ref()?;
    let TempatTanggal { bulan, tahun: tertulis, .. } = cari_tempat_tanggal(&pengesahan.mentah)?;
    let judul = dokumen.isi.tahun.map_or(tahun, |judul| judul.nilai);
    let jenis = dokumen.terdaftar.jenis;
    if sah(jenis, bulan, tertulis, tahun) || sah(jenis, bulan, tertulis, judul) {
        return None;
    }
    let pesan =
        format!("Dokumen tahun {judul} ini ditandatangani {} {tertulis}.", nama_bulan(bulan).unwrap_or("pada tahun"));
    Some(beda(dokumen, dokumen.sel(pengesahan.sel), pesan, tertulis, judul))
}

/// Whether a document of a year may carry this month and year: its own year; for promises also the December before; for
/// measurements also the January after.
fn sah(jenis: JenisDokumen, bulan: u32, tertulis: i32, tahun: i32) -> bool {
    match jenis {
        JenisDokumen::Pengukuran => tertulis == tahun || (tertulis == tahun + 1 && bulan == 1),
        _ => tertulis == tahun || (tertulis == tahun - 1 && bulan == 12),
    }
}

fn beda(dokumen: &DokumenRuang<'_>, tempat: Tempat, pesan: String, tertulis: i32, tahun: i32) -> Temuan {
    let saran = "Perbaiki tahunnya bila salah tulis; bila berkas ini memang untuk tahun lain, keluarkan dari kiriman.";
    temuan(&ATURAN, tempat, pesan, saran).unit(dokumen.unit()).beda(tertulis.to_string(), tahun.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::bantu::uji;

    #[test]
    fn a_promise_may_be_signed_in_the_december_before() {
        assert!(sah(JenisDokumen::Pk, 12, 2025, 2026));
        assert!(!sah(JenisDokumen::Pk, 11, 2025, 2026));
        assert!(!sah(JenisDokumen::RencanaAksi, 1, 2027, 2026));
    }

    #[test]
    fn the_last_quarter_may_be_signed_in_the_january_after() {
        assert!(sah(JenisDokumen::Pengukuran, 1, 2027, 2026));
        assert!(!sah(JenisDokumen::Pengukuran, 12, 2025, 2026));
    }

    #[test]
    fn a_year_is_told_once_where_it_is_first_written() {
        let gambar = "\
*** JTI/pk JTI 2025.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2025
No|Sasaran|Indikator Kinerja|Target
1|A|Jumlah mitra|4

|||Kota Contoh, 5 Januari 2025
|||Ketua Jurusan,
|||Budi
";
        assert_eq!(uji::sel("ID02", gambar), ["A1"]);
    }

    #[test]
    fn a_file_name_or_a_signature_of_another_year_is_told() {
        let gambar = "\
*** JTI/pk JTI 2025.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|A|Jumlah mitra|4

|||Kota Contoh, 5 Januari 2025
|||Ketua Jurusan,
|||Budi
*** JTI/RA JTI Desember 2025.xlsx
=== RA
RENCANA AKSI TAHUN 2026
No|Sasaran|Indikator|Rencana Aksi|Waktu
1|A|Jumlah mitra|Kunjungan|TW I
";
        assert_eq!(uji::sel("ID02", gambar), ["", "D5"]);
    }
}
