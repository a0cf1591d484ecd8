//! UK04: a status that its achievement does not earn.

use crate::domain::capaian::{AturanBatas, Skala};
use crate::domain::kolom::Bidang;
use crate::domain::teks;
use crate::finding::{Temuan, Tingkat};
use crate::rules::bantu::ukur::{Ukur, yang};
use crate::rules::bantu::{kutip, persen};
use crate::rules::{Aturan, Konteks, Periksa};
use crate::tables::PengukuranRow;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    kode: "UK04",
    nama: "Status tidak sesuai dengan capaiannya",
    tingkat: Tingkat::Peringatan,
    apa: "Status seperti \"Sangat Tinggi\" atau \"Tercapai\" dibandingkan dengan skala capaian. Sebutan yang skalanya tidak dikenal dibiarkan.",
    mengapa: "Pimpinan membaca statusnya, bukan angkanya.",
    sumber: "skala lima tingkat (Permendagri 86/2017 dan 54/2010 menurut LKjIP); Inspektorat Sampang 2019; KPU Kalimantan Timur",
    salah: "\
*** JTI/tw4.xlsx
=== TW IV
PENGUKURAN KINERJA TRIWULAN IV TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Realisasi TW|Capaian %|Status
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|42|70|«Tinggi»
",
    benar: "\
*** JTI/tw4.xlsx
=== TW IV
PENGUKURAN KINERJA TRIWULAN IV TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Realisasi TW|Capaian %|Status
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|42|70|Sedang
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let bernilai = |row: &PengukuranRow<'_>| row.capaian_tertulis().is_some() || row.capaian.dibatasi().is_some();
    let ukur = yang(konteks.tables, |row| row.status().is_some() && bernilai(row));
    ukur.iter().filter_map(|ukur| satu(ukur, konteks.setelan.profil.skala)).collect()
}

fn satu(ukur: &Ukur<'_>, skala_profil: Skala) -> Option<Temuan> {
    let isian = ukur.isian(Bidang::Status).filter(|isian| !isian.turunan)?;
    let tertulis = isian.teks()?;
    // The status of a wrong achievement follows from UK03: either figure may back it.
    let capaian: Vec<f64> = [ukur.capaian_tertulis(), ukur.penuh()].into_iter().flatten().collect();
    let utama = *capaian.first()?;
    let mut seharusnya: Vec<&'static str> = Vec::new();
    for capaian in &capaian {
        let boleh = sebutan(skala_profil, tertulis, *capaian)?;
        if boleh.iter().any(|label| teks::kunci(label) == teks::kunci(tertulis)) {
            return None;
        }
        seharusnya.extend(boleh);
    }
    let seharusnya: Vec<&'static str> = sebutan(skala_profil, tertulis, utama).unwrap_or(seharusnya);
    let daftar = seharusnya.iter().map(|label| kutip(label)).collect::<Vec<_>>().join(" atau ");
    if daftar.is_empty() {
        return None;
    }
    let pesan = format!("Status tertulis {}, padahal capaian {} berstatus {daftar}.", kutip(tertulis), persen(utama));
    let saran = format!("Ganti status menjadi {daftar}, atau periksa lagi capaiannya.");
    let temuan = ukur.temuan(&ATURAN, Bidang::Status, pesan, &saran)?.beda(tertulis, seharusnya.join(" atau "));
    Some(temuan.semua_terkait(ukur.tempat(Bidang::Capaian).or_else(|| ukur.tempat(Bidang::Realisasi))))
}

/// The words that the achievement may carry on the scales that know the word which was written; `None` when no scale
/// does.
fn sebutan(skala_profil: Skala, tertulis: &str, capaian: f64) -> Option<Vec<&'static str>> {
    let skala = [Skala::LimaTingkat, Skala::LimaTingkatSampang, skala_profil].into_iter();
    let mut kenal = skala.filter(|skala| skala.baca(tertulis).is_some()).peekable();
    let mut hasil: Vec<&'static str> = Vec::new();
    if kenal.peek().is_none() {
        return dua_sebutan(tertulis, capaian).map(|sebutan| vec![sebutan]);
    }
    for skala in kenal {
        for batas in [AturanBatas::MulaiDari, AturanBatas::DiAtas] {
            hasil.extend(skala.status(batas, Some(capaian)).filter(|label| !hasil.contains(label)));
        }
    }
    Some(hasil)
}

/// Words that know only reached and not reached.
fn dua_sebutan(tertulis: &str, capaian: f64) -> Option<&'static str> {
    const PENUH: f64 = 99.995;
    let (ya, tidak) = match teks::kunci(tertulis).as_str() {
        "tercapai" | "tidak tercapai" => ("Tercapai", "Tidak Tercapai"),
        "belum tercapai" => ("Tercapai", "Belum Tercapai"),
        "berhasil" | "tidak berhasil" => ("Berhasil", "Tidak Berhasil"),
        _ => return None,
    };
    Some(if capaian >= PENUH { ya } else { tidak })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_readings_of_the_printed_bounds_are_accepted() {
        let boleh = |tertulis, capaian| sebutan(Skala::Lampu, tertulis, capaian).unwrap_or_default();
        assert_eq!(boleh("sangat tinggi", 90.5), ["Tinggi", "Sangat Tinggi"]);
        assert_eq!(boleh("Tinggi", 70.0), ["Sedang"]);
        assert_eq!(boleh("Baik", 70.0), ["Cukup"]);
    }

    #[test]
    fn words_without_a_known_scale_are_left_alone() {
        assert_eq!(sebutan(Skala::Lampu, "Memuaskan", 70.0), None);
        assert_eq!(sebutan(Skala::Lampu, "Tercapai", 100.0), Some(vec!["Tercapai"]));
        assert_eq!(sebutan(Skala::Lampu, "Tercapai", 99.0), Some(vec!["Tidak Tercapai"]));
        assert_eq!(sebutan(Skala::Pringsewu, "Tercapai", 97.0), Some(vec!["Tercapai"]));
    }
}
