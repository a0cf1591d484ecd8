//! BK02: the same file, or the same document, sent more than once.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::tanggal::format_panjang;
use crate::domain::tempat::Tempat;
use crate::finding::{Temuan, Tingkat};
use crate::tables::{Berkas, DokumenTerdaftar, Status, Tables};

use crate::rules::bantu::{daftar, temuan};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "BK02",
    nama: "Dokumen dikirim lebih dari sekali",
    tingkat: Tingkat::Peringatan,
    apa: "Berkas yang isinya persis sama dikirim dua kali, atau satu unit mengirim dokumen yang sama untuk periode yang sama dalam beberapa berkas.",
    mengapa: "Hanya satu yang dihitung, yaitu yang terbaru; pengirim perlu tahu berkas mana yang tidak dipakai. Perbaikan yang menyusul lewat surel hanya info, karena urutannya pasti.",
    sumber: "Pemeriksaan FILE-02: pengiriman ganda tetap tercatat dan versi yang dipakai disebutkan.",
    salah: "\
*** JTI/pk lama.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|50%
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    benar: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let mut temuan = salinan(konteks.tables);
    temuan.extend(digantikan(konteks.tables));
    temuan
}

/// Files with the bytes of another.
fn salinan(tables: &Tables) -> Vec<Temuan> {
    let unit =
        |nomor: u32| tables.dokumen.iter().find(|satu| satu.berkas == nomor).and_then(|satu| satu.unit.as_deref());
    tables
        .berkas
        .iter()
        .zip(0_u32..)
        .filter_map(|(berkas, nomor)| {
            let asal = berkas.salinan_dari.as_deref()?;
            let pesan = format!("Isi berkas ini persis sama dengan {asal}; yang dipakai adalah {asal}.");
            let saran = "Hapus salah satu; bila maksudnya mengirim perbaikan, kirim berkas yang sudah diubah.";
            Some(
                temuan(&ATURAN, Tempat::berkas(&berkas.jalur), pesan, saran)
                    .unit(unit(nomor))
                    .terkait(Tempat::berkas(asal)),
            )
        })
        .collect()
}

/// Documents in whose place a newer one counts, one finding for each pair of files.
fn digantikan(tables: &Tables) -> Vec<Temuan> {
    let mut pasangan: BTreeMap<(u32, u32), Vec<&DokumenTerdaftar>> = BTreeMap::new();
    for dokumen in &tables.dokumen {
        if let Status::Digantikan(pengganti) = dokumen.status
            && let Some(pengganti) = tables.dokumen.get(pengganti as usize)
        {
            pasangan.entry((dokumen.berkas, pengganti.berkas)).or_default().push(dokumen);
        }
    }
    pasangan
        .into_iter()
        .filter_map(|((lama, baru), dokumen)| {
            let (lama, baru) = (tables.berkas.get(lama as usize)?, tables.berkas.get(baru as usize)?);
            let unit = dokumen.first()?.unit.as_deref();
            let nama: Vec<String> = dokumen.iter().map(|satu| sebut(satu)).collect();
            let (nama, milik) = (daftar(&nama), unit.unwrap_or("ini"));
            let tempat = Tempat::berkas(&lama.jalur);
            let temuan = if let Some(hari) = menyusul(lama, baru) {
                let hari = format_panjang(hari);
                let pesan = format!(
                    "{nama} unit {milik} dikirim lagi lewat surel {hari}; yang dipakai adalah {}, bukan berkas ini.",
                    baru.jalur
                );
                let satu =
                    temuan(&ATURAN, tempat, pesan, "Tidak ada yang perlu dilakukan: kiriman terbaru yang dihitung.");
                Temuan { tingkat: Tingkat::Info, ..satu }
            } else {
                let pesan = format!(
                    "{nama} unit {milik} dikirim lebih dari sekali; yang dipakai adalah {}, bukan berkas ini.",
                    baru.jalur
                );
                let saran = "Pastikan berkas yang dipakai itu memang yang terakhir disahkan, lalu hapus yang lain.";
                temuan(&ATURAN, tempat, pesan, saran)
            };
            lama.salinan_dari.is_none().then(|| temuan.unit(unit).terkait(Tempat::berkas(&baru.jalur)))
        })
        .collect()
}

/// The day on which the newer file was received, when mail says of both when they came: then nobody needs to ask which
/// of them is the last.
fn menyusul(lama: &Berkas, baru: &Berkas) -> Option<NaiveDate> {
    let saat = |berkas: &Berkas| berkas.asal_surel.as_ref().and_then(|asal| asal.tanggal);
    saat(lama).zip(saat(baru)).filter(|(lama, baru)| lama < baru).and_then(|_| baru.hari_surel())
}

fn sebut(dokumen: &DokumenTerdaftar) -> String {
    let nama = dokumen.jenis.nama();
    dokumen.triwulan.map_or_else(|| nama.to_string(), |triwulan| format!("{nama} {triwulan}"))
}

#[cfg(test)]
mod tests {
    use crate::rules::bantu::uji;

    const PK: &str = "=== PK\nPERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Target\n1|A|Jumlah mitra|4\n";

    #[test]
    fn the_same_bytes_are_told_once_on_the_copy() {
        let temuan = uji::temuan("BK02", &format!("*** JTI/a.xlsx\n{PK}*** ulang JTI/b.xlsx\n{PK}"));
        let [satu] = temuan.as_slice() else { panic!("{temuan:?}") };
        assert_eq!((satu.tempat.berkas.as_str(), satu.unit.as_deref()), ("ulang JTI/b.xlsx", Some("JTI")));
        assert!(satu.pesan.contains("JTI/a.xlsx"), "{}", satu.pesan);
    }

    #[test]
    fn the_same_document_of_two_units_is_no_duplicate() {
        assert!(
            uji::temuan("BK02", &format!("*** JTI/a.xlsx\n{PK}*** JTM/b.xlsx\n{PK}2|A|Jumlah dosen|5\n")).is_empty()
        );
    }
}
