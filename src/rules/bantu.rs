//! What several rules share: figures and fields in Indonesian words, and the start of a finding.

pub(super) mod banding;
pub(super) mod deret;
pub(super) mod dokumen;
pub(super) mod fakta;
pub(super) mod isian;
pub(super) mod keys;
pub(super) mod mirip;
pub(super) mod nip;
pub(super) mod pasangan;
pub(super) mod rekam;
pub(super) mod simpul;
pub(super) mod tulis;
pub(super) mod ukur;

use crate::domain::bilangan;
use crate::domain::kolom::{Kolom, Periode};
use crate::domain::tanggal::nama_bulan;
use crate::domain::tempat::Tempat;
use crate::finding::Temuan;

use super::Aturan;

/// A finding of a rule at a place.
pub(super) fn temuan(aturan: &Aturan, tempat: Tempat, pesan: impl Into<String>, saran: impl Into<String>) -> Temuan {
    Temuan::baru(aturan.kode, aturan.tingkat, tempat, pesan, saran)
}

/// A figure as Indonesians write it, with as many decimals as it needs, at most four: `1.234,5`.
pub(super) fn angka(angka: f64) -> String {
    bilangan::angka_pendek(angka, 4)
}

/// Percent points with two decimals: `95,00 %`.
pub(super) fn persen(persen: f64) -> String {
    format!("{} %", bilangan::angka(persen, 2))
}

/// Rupiah, with cents only where there are any: `Rp1.250.000`.
pub(super) fn rupiah(rupiah: f64) -> String {
    let tanda = if rupiah < 0.0 { "-" } else { "" };
    let sen = (rupiah.abs().fract() * 100.0).round() > 0.0;
    format!("{tanda}Rp{}", bilangan::angka(rupiah.abs(), if sen { 2 } else { 0 }))
}

/// A field as people call it: "target TW II", "bukti dukung", "target bulan Maret".
pub(super) fn sebut(kolom: Kolom) -> String {
    let nama = kolom.bidang.nama().replace('_', " ");
    match kolom.periode {
        Periode::Tahunan => nama,
        Periode::Tahun(tahun) => format!("{nama} {tahun}"),
        Periode::SetiapTahun => format!("{nama} per tahun"),
        Periode::Berjalan => format!("{nama} triwulan ini"),
        Periode::Triwulan(triwulan) => format!("{nama} {triwulan}"),
        Periode::Bulan(bulan) => {
            format!("{nama} bulan {}", nama_bulan(u32::from(bulan)).map_or_else(|| bulan.to_string(), str::to_string))
        }
    }
}

/// Things in a row, as a sentence lists them: "a, b, dan c".
pub(super) fn daftar(butir: &[String]) -> String {
    match butir {
        [] => String::new(),
        [satu] => satu.clone(),
        [satu, dua] => format!("{satu} dan {dua}"),
        [awal @ .., akhir] => format!("{}, dan {akhir}", awal.join(", ")),
    }
}

/// A text short enough for a sentence.
pub(super) fn kutip(teks: &str) -> String {
    const TERPANJANG: usize = 80;
    let rapi = teks.split_whitespace().collect::<Vec<_>>().join(" ");
    if rapi.chars().count() <= TERPANJANG {
        return format!("\"{rapi}\"");
    }
    let awal: String = rapi.chars().take(TERPANJANG).collect();
    format!("\"{}…\"", awal.trim_end())
}

/// Whether two figures are equal for people: within a millionth of the larger one.
pub(super) fn sama(kiri: f64, kanan: f64) -> bool {
    (kiri - kanan).abs() <= 1e-6 * kiri.abs().max(kanan.abs()).max(1.0)
}

#[cfg(test)]
pub(super) use tests::uji;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kolom::Bidang;
    use crate::domain::triwulan::Triwulan;

    #[test]
    fn figures_are_written_as_indonesians_write_them() {
        assert_eq!(angka(1234.5), "1.234,5");
        assert_eq!(angka(57.0), "57");
        assert_eq!(angka(100.0 / 3.0), "33,3333");
        assert_eq!(angka(-0.000_001), "0");
        assert_eq!(angka(-1_234_567.0), "-1.234.567");
        assert_eq!(persen(95.0), "95,00 %");
        assert_eq!(rupiah(149_033_000.0), "Rp149.033.000");
        assert_eq!(rupiah(-1500.25), "-Rp1.500,25");
        assert_eq!(persen(999.999), "1.000,00 %");
        // As the workbooks show it: halves away from zero, never to the even neighbour.
        assert_eq!(persen(33.125), "33,13 %");
    }

    #[test]
    fn fields_lists_and_quotes_read_as_a_sentence() {
        assert_eq!(sebut(Bidang::Target.tw(Triwulan::II)), "target TW II");
        assert_eq!(sebut(Bidang::Target.bulan(3)), "target bulan Maret");
        assert_eq!(sebut(Bidang::BuktiDukung.tahunan()), "bukti dukung");
        assert_eq!(daftar(&["a".into(), "b".into(), "c".into()]), "a, b, dan c");
        assert_eq!(kutip("a\n b"), "\"a b\"");
    }

    /// Drawings run through the whole pipeline, for the tests of single rules.
    pub(in crate::rules) mod uji {
        use crate::finding::Temuan;
        use crate::pipeline::contoh;
        use crate::template::Pustaka;

        /// The findings of one rule, those folded under others included.
        pub(in crate::rules) fn temuan(kode: &str, gambar: &str) -> Vec<Temuan> {
            let pustaka = Pustaka::bawaan().expect("the shipped definitions");
            let (hasil, _) = contoh::jalankan(gambar, &pustaka).expect("a drawing that runs");
            let semua = hasil.temuan.into_iter().flat_map(|mut satu| {
                let ikutan = std::mem::take(&mut satu.ikutan);
                std::iter::once(satu).chain(ikutan)
            });
            semua.filter(|temuan| temuan.kode == kode).collect()
        }

        /// The cells of the findings of one rule, as A1 lists.
        pub(in crate::rules) fn sel(kode: &str, gambar: &str) -> Vec<String> {
            temuan(kode, gambar).iter().map(|temuan| temuan.tempat.teks_sel()).collect()
        }
    }
}
