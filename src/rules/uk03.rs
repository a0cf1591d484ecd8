//! UK03: a stated achievement that the figures do not give.

use std::collections::HashMap;

use polars::prelude::{col, lit};

use super::bantu::pasangan::pasangan;
use super::bantu::rekam::Rekam;
use super::bantu::ukur::{Acuan, Ukur, yang};
use super::bantu::{angka, persen};
use super::{Aturan, Konteks};
use crate::domain::capaian::keluarga_cocok;
use crate::domain::kolom::Bidang;
use crate::domain::nilai::Keraguan;
use crate::domain::polaritas::Polaritas;
use crate::finding::{Temuan, Tingkat};

pub(super) const ATURAN: Aturan = Aturan {
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
    periksa,
};

/// Percent points by which a stated figure may differ; a hair more, because 0.01 is no exact binary fraction.
const TOLERANSI: f64 = 0.01 + 1e-9;
/// Formulas that differ from realisation by target in their direction only.
const ARAH_LAIN: [&str; 3] = ["(2×target−realisasi)/target", "target/realisasi", "stabil"];

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let tables = konteks.tables;
    let jauh = |hitung: &str| {
        let selisih = col("capaian_tertulis") - col(hitung);
        selisih.clone().gt(lit(TOLERANSI)).or(selisih.lt(lit(-TOLERANSI)))
    };
    // A comparison with a missing figure is null, and a filter takes null for no.
    let ukur = yang(tables, jauh("capaian_penuh").and(jauh("capaian")));
    let pk: HashMap<u32, Rekam<'_>> =
        pasangan(tables, &tables.pengukuran, &tables.pk).into_iter().map(|(uk, pk)| (uk.nomor, pk)).collect();
    ukur.iter().filter_map(|ukur| satu(ukur, pk.get(&ukur.rekam.nomor))).collect()
}

fn satu(ukur: &Ukur<'_>, pk: Option<&Rekam<'_>>) -> Option<Temuan> {
    let (tertulis, penuh, capaian) = (ukur.tertulis?, ukur.penuh?, ukur.capaian?);
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
    let target = match ukur.acuan {
        Some(Acuan::Pk) => pk.and_then(|pk| pk.tempat(Bidang::Target.tahunan())),
        _ => ukur.tempat_target(),
    };
    Some(temuan.semua_terkait(ukur.tempat(Bidang::Realisasi)).semua_terkait(target))
}

/// " (realisasi 57 ÷ target 60)".
fn rumus(ukur: &Ukur<'_>) -> String {
    let (Some(realisasi), Some(target)) = (ukur.realisasi, ukur.target) else { return String::new() };
    let (realisasi, target, nama) = (angka(realisasi), angka(target), ukur.nama_target());
    match ukur.polaritas().unwrap_or(Polaritas::Maksimum) {
        Polaritas::Maksimum => format!(" (realisasi {realisasi} ÷ {nama} {target})"),
        polaritas => format!(" (realisasi {realisasi}, {nama} {target}, polaritas {})", polaritas.nama()),
    }
}

fn keluarga(ukur: &Ukur<'_>, tertulis: f64) -> Vec<&'static str> {
    let angka = ukur.target.zip(ukur.realisasi);
    angka.map(|(target, realisasi)| keluarga_cocok(target, realisasi, tertulis, 0.01)).unwrap_or_default()
}

/// Where the stated figure may come from.
fn dugaan(ukur: &Ukur<'_>, tertulis: f64, keluarga: &[&str]) -> String {
    let simpul = ukur.rekam.simpul().and_then(|simpul| simpul.target.angka());
    let setahun = ukur.target_tahunan.or(simpul).filter(|setahun| *setahun != 0.0 && ukur.target != Some(*setahun));
    if let (Some(setahun), Some(realisasi)) = (setahun, ukur.realisasi)
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
