//! UK03: a stated achievement that the figures do not give.

use std::collections::HashMap;

use crate::domain::capaian::keluarga_cocok;
use crate::domain::dasar_target::DasarTarget;
use crate::domain::kolom::Bidang;
use crate::domain::nilai::Keraguan;
use crate::domain::polaritas::Polaritas;
use crate::finding::{Temuan, Tingkat};
use crate::rules::bantu::pasangan::pasangan;
use crate::rules::bantu::rekam::Rekam;
use crate::rules::bantu::ukur::{Ukur, yang};
use crate::rules::bantu::{angka, persen};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    kode: "UK03",
    nama: "Capaian tertulis tidak sama dengan hasil hitung",
    tingkat: Tingkat::Peringatan,
    apa: "Capaian yang tertulis dihitung ulang dari realisasi dan targetnya dengan profil lembaga; selisih lebih dari 0,01 dilaporkan. Angka yang sudah dibatasi sesuai batas atas profil juga diterima.",
    mengapa: "Capaian yang keliru terbawa ke rekap pimpinan; sering penyebabnya rumus yang berbeda, bukan datanya.",
    sumber: "LKjIP direktorat jenderal (48, 45,52, 94,83 %); Universitas Samudra; PermenPANRB 8/2021",
    salah: "\
*** JTI/tw4.xlsx
=== TW IV
PENGUKURAN KINERJA TRIWULAN IV TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Realisasi TW|Capaian %
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|57|«98»
",
    benar: "\
*** JTI/tw4.xlsx
=== TW IV
PENGUKURAN KINERJA TRIWULAN IV TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Realisasi TW|Capaian %
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|57|95
",
    periksa: Periksa::Ruang(periksa),
};

/// Percent points by which a stated figure may differ; a hair more, because 0.01 is no exact binary fraction.
const TOLERANSI: f64 = 0.01 + 1e-9;
/// Formulas that differ from realisation by target in their direction only.
const ARAH_LAIN: [&str; 3] = ["(2×target−realisasi)/target", "target/realisasi", "stabil"];

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let tables = konteks.tables;
    let ukur = yang(tables, |row| {
        let jauh = |hitung: Option<f64>| {
            row.capaian_tertulis().zip(hitung).is_some_and(|(tertulis, hitung)| (tertulis - hitung).abs() > TOLERANSI)
        };
        jauh(row.capaian.penuh()) && jauh(row.capaian.dibatasi())
    });
    let pk: HashMap<u32, Rekam<'_>> =
        pasangan(tables, tables.pengukuran().map(|row| *row), tables.pk().map(|row| *row))
            .into_iter()
            .map(|(uk, pk)| (uk.nomor, pk))
            .collect();
    ukur.iter().filter_map(|ukur| satu(ukur, pk.get(&ukur.rekam.nomor))).collect()
}

fn satu(ukur: &Ukur<'_>, pk: Option<&Rekam<'_>>) -> Option<Temuan> {
    let (tertulis, penuh, capaian) = (ukur.capaian_tertulis()?, ukur.penuh()?, ukur.capaian.dibatasi()?);
    let isian = ukur.isian(Bidang::Capaian).filter(|isian| !isian.turunan)?;
    // 0,95 where others write 95: NL04 asks about it.
    let ragu = isian.keraguan.contains(&Keraguan::MungkinPecahanPersen);
    if ragu && (tertulis * 100.0 - penuh).abs() <= 1.0 {
        return None;
    }
    let keluarga = keluarga(ukur, tertulis);
    if ukur.polaritas().is_none() && keluarga.iter().any(|nama| ARAH_LAIN.contains(nama)) {
        // Nobody said which direction is better, and the form chose one.
        return None;
    }
    let pesan = format!(
        "Capaian tertulis {} tidak sama dengan hasil hitung {}{}{}.{}",
        persen(tertulis),
        persen(penuh),
        if capaian < penuh { format!(" (dibatasi {})", persen(capaian)) } else { String::new() },
        rumus(ukur),
        dugaan(ukur, tertulis, &keluarga)
    );
    let saran = format!("Perbaiki sel capaian menjadi {}, atau periksa lagi realisasi dan targetnya.", persen(capaian));
    let temuan = ukur.temuan(&ATURAN, Bidang::Capaian, pesan, &saran)?;
    let temuan = temuan.beda(persen(tertulis), persen(capaian)).selisih(tertulis - capaian);
    let target = match ukur.target_dari {
        Some(DasarTarget::Pk) => pk.and_then(|pk| pk.tempat(Bidang::Target.tahunan())),
        _ => ukur.tempat_target(),
    };
    Some(temuan.semua_terkait(ukur.tempat(Bidang::Realisasi)).semua_terkait(target))
}

/// " (realisasi 57 ÷ target 60)".
fn rumus(ukur: &Ukur<'_>) -> String {
    let (Some(realisasi), Some(target)) = (ukur.realisasi_angka(), ukur.target_banding) else { return String::new() };
    let (realisasi, target, nama) = (angka(realisasi), angka(target), ukur.nama_target());
    match ukur.polaritas().unwrap_or(Polaritas::Maksimum) {
        Polaritas::Maksimum => format!(" (realisasi {realisasi} ÷ {nama} {target})"),
        polaritas => format!(" (realisasi {realisasi}, {nama} {target}, polaritas {})", polaritas.nama()),
    }
}

fn keluarga(ukur: &Ukur<'_>, tertulis: f64) -> Vec<&'static str> {
    let angka = ukur.target_banding.zip(ukur.realisasi_angka());
    angka.map(|(target, realisasi)| keluarga_cocok(target, realisasi, tertulis, 0.01)).unwrap_or_default()
}

/// Where the stated figure may come from.
fn dugaan(ukur: &Ukur<'_>, tertulis: f64, keluarga: &[&str]) -> String {
    let simpul = ukur.rekam.simpul().and_then(|simpul| simpul.target.angka());
    let setahun = ukur.target_tahunan_angka().or(simpul);
    let setahun = setahun.filter(|setahun| *setahun != 0.0 && ukur.target_banding != Some(*setahun));
    if let (Some(setahun), Some(realisasi)) = (setahun, ukur.realisasi_angka())
        && (realisasi / setahun * 100.0 - tertulis).abs() <= TOLERANSI
    {
        return format!(
            " Angka yang tertulis adalah realisasi dibagi target tahunan {}, bukan target triwulannya.",
            angka(setahun)
        );
    }
    match keluarga {
        [] => String::new(),
        cocok => format!(" Angka yang tertulis cocok dengan rumus {}.", cocok.join(" atau ")),
    }
}

#[cfg(test)]
mod tests {
    use crate::finding::Temuan;
    use crate::rules::bantu::uji::temuan as temuan_uji;

    fn uk(kolom: &str, isi: &str) -> Vec<Temuan> {
        let kepala = format!(
            "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II\n\nNo|Sasaran|Indikator|Satuan|{kolom}"
        );
        temuan_uji("UK03", &format!("{kepala}\n1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|{isi}"))
    }

    const KOLOM: &str = "Target|Target TW|Realisasi TW|Capaian %";

    #[test]
    fn a_hundredth_is_rounding_and_the_cap_of_the_profile_is_accepted() {
        assert!(uk(KOLOM, "60|30|28.45|94.83").is_empty());
        assert!(uk(KOLOM, "60|30|45|150").is_empty());
        assert!(uk(KOLOM, "60|30|45|120").is_empty());
        assert_eq!(uk(KOLOM, "60|30|45|100").len(), 1);
    }

    #[test]
    fn a_figure_against_the_annual_target_is_explained() {
        let hasil = uk(KOLOM, "60|30|27|45");
        assert!(hasil[0].pesan.contains("dibagi target tahunan 60"), "{}", hasil[0].pesan);
        assert!(hasil[0].pesan.contains("(realisasi 27 ÷ target TW II 30)"), "{}", hasil[0].pesan);
    }

    #[test]
    fn the_formula_that_would_give_the_figure_is_named() {
        let hasil = uk(KOLOM, "60|30|24|125");
        assert!(hasil[0].pesan.contains("cocok dengan rumus target/realisasi"), "{}", hasil[0].pesan);
    }

    #[test]
    fn an_indicator_of_unknown_direction_may_use_either_formula() {
        let kepala = "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II\n\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW|Capaian %";
        let baris = |capaian: &str| format!("{kepala}\n1|Layanan|Lama layanan|Hari|10|10|8|{capaian}");
        assert!(temuan_uji("UK03", &baris("120")).is_empty() && temuan_uji("UK03", &baris("125")).is_empty());
        assert_eq!(temuan_uji("UK03", &baris("110")).len(), 1);
    }

    #[test]
    fn what_cannot_be_computed_is_not_compared() {
        assert!(uk(KOLOM, "60|30|belum ada data|98").is_empty());
        assert!(uk(KOLOM, "60|30||98").is_empty());
    }
}
