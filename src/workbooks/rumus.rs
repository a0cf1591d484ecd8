//! Figures of children and quarters as spreadsheet formulas, joined as the cascade says; the achievement itself is
//! written in [`crate::domain::capaian::formula`].
//!
//! Every formula comes with the result that it gives today, computed here by the same rule; a writer takes the formula
//! only where that is the figure the house computed, else it writes the figure alone. Only functions that Excel and LibreOffice compute alike, and plain cell references. Text in a cell (a dash, a grade)
//! counts as nothing there. A test of the whole house recalculates the workbooks and compares.

use crate::domain::capaian::agregat::gabung;
use crate::domain::capaian::{Profil, Realisasi, Target, hitung};
use crate::domain::polaritas::{KonsolidasiPeriode, KonsolidasiUnit, Polaritas};

/// A cell that a formula takes: its address, its figure now, its weight.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Butir {
    pub(super) sel: String,
    pub(super) nilai: Option<f64>,
    pub(super) bobot: Option<f64>,
}

/// Cells that a formula may name one by one; Excel takes 255.
const SEL_TERBANYAK: usize = 200;
/// Longest formula; Excel takes 8192 characters.
const RUMUS_TERPANJANG: usize = 8_000;

/// Figures of children as one; cells without a figure do not count. `None` where the cascade asks for nothing, or a
/// formula would grow out of bounds.
pub(super) fn gabungan(cara: KonsolidasiUnit, butir: &[Butir]) -> Option<(String, Option<f64>)> {
    if butir.is_empty() || butir.len() > SEL_TERBANYAK {
        return None;
    }
    let terisi: Vec<(f64, Option<f64>)> = butir.iter().filter_map(|b| Some((b.nilai?, b.bobot))).collect();
    let daftar = butir.iter().map(|b| b.sel.as_str()).collect::<Vec<_>>().join(",");
    let bila_ada = |rumus: &str| format!("IF(COUNT({daftar})=0,\"\",{rumus}({daftar}))");
    let rumus = match cara {
        KonsolidasiUnit::Jumlah => bila_ada("SUM"),
        KonsolidasiUnit::RataRata => bila_ada("AVERAGE"),
        KonsolidasiUnit::Maksimum => bila_ada("MAX"),
        KonsolidasiUnit::Minimum => bila_ada("MIN"),
        KonsolidasiUnit::Langsung => match butir {
            [satu] => format!("IF(ISNUMBER({0}),{0},\"\")", satu.sel),
            _ => return None,
        },
        KonsolidasiUnit::RataRataTertimbang => {
            let suku = |fungsi: &str| -> Option<String> {
                let suku: Option<Vec<String>> =
                    butir.iter().map(|b| Some(format!("{fungsi}({})*{}", b.sel, b.bobot?))).collect();
                Some(suku?.join("+"))
            };
            let pembagi = suku("ISNUMBER")?;
            format!("IF({pembagi}=0,\"\",({})/({pembagi}))", suku("N")?)
        }
        KonsolidasiUnit::Tanpa => return None,
    };
    let hasil = if terisi.is_empty() { None } else { gabung(cara, &terisi) };
    (rumus.len() <= RUMUS_TERPANJANG).then_some((rumus, hasil))
}

/// Realisation to date out of the cells of the quarters so far.
pub(super) fn sampai(cara: KonsolidasiPeriode, kuartal: &[Butir]) -> Option<(String, Option<f64>)> {
    match cara {
        KonsolidasiPeriode::Jumlah => gabungan(KonsolidasiUnit::Jumlah, kuartal),
        KonsolidasiPeriode::RataRata => gabungan(KonsolidasiUnit::RataRata, kuartal),
        KonsolidasiPeriode::NilaiAkhir => {
            let rumus =
                kuartal.iter().fold("\"\"".to_string(), |dalam, b| format!("IF(ISNUMBER({0}),{0},{dalam})", b.sel));
            Some((rumus, kuartal.iter().rev().find_map(|b| b.nilai)))
        }
    }
}

/// Target to date: of the quarters whose realisation is there. Pairs are (target, realisation).
pub(super) fn target_sampai(cara: KonsolidasiPeriode, kuartal: &[(Butir, Butir)]) -> Option<(String, Option<f64>)> {
    let terisi: Vec<&Butir> = kuartal.iter().filter(|(_, r)| r.nilai.is_some()).map(|(t, _)| t).collect();
    let realisasi = kuartal.iter().map(|(_, r)| r.sel.as_str()).collect::<Vec<_>>().join(",");
    let jumlah = kuartal.iter().map(|(t, r)| format!("ISNUMBER({})*N({})", r.sel, t.sel)).collect::<Vec<_>>().join("+");
    let semua: Option<Vec<f64>> = terisi.iter().map(|t| t.nilai).collect();
    let hasil = || {
        let nilai = semua.clone().filter(|nilai| !nilai.is_empty())?;
        Some((nilai.iter().sum::<f64>(), nilai.len() as f64))
    };
    match cara {
        KonsolidasiPeriode::Jumlah => {
            Some((format!("IF(COUNT({realisasi})=0,\"\",{jumlah})"), hasil().map(|(jumlah, _)| jumlah)))
        }
        KonsolidasiPeriode::RataRata => {
            let rumus = format!("IF(COUNT({realisasi})=0,\"\",({jumlah})/COUNT({realisasi}))");
            Some((rumus, hasil().map(|(jumlah, banyak)| jumlah / banyak)))
        }
        KonsolidasiPeriode::NilaiAkhir => {
            let rumus = kuartal.iter().fold("\"\"".to_string(), |dalam, (t, r)| {
                format!("IF(ISNUMBER({}),IF(ISNUMBER({1}),{1},\"\"),{dalam})", r.sel, t.sel)
            });
            Some((rumus, terisi.last().and_then(|t| t.nilai)))
        }
    }
}

/// What [`penuh`](crate::domain::capaian::formula::penuh) gives for these figures: the rule of the formula, computed here.
pub(super) fn hasil(profil: &Profil, polaritas: Polaritas, target: Option<f64>, realisasi: Option<f64>) -> Option<f64> {
    hitung(profil, polaritas, &Target::Angka(target?), &Realisasi::Angka(realisasi?)).penuh()
}

/// Whether two results are the same figure, or both none.
pub(super) fn sama(kiri: Option<f64>, kanan: Option<f64>) -> bool {
    match (kiri, kanan) {
        (None, None) => true,
        (Some(kiri), Some(kanan)) => (kiri - kanan).abs() <= 1e-9 * kiri.abs().max(kanan.abs()).max(1.0),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_both_figures_there_is_no_result() {
        let umum = Profil::default();
        assert_eq!(hasil(&umum, Polaritas::Maksimum, Some(10.0), None), None);
        assert_eq!(hasil(&umum, Polaritas::Maksimum, Some(0.0), Some(1.0)), None);
        assert_eq!(hasil(&umum, Polaritas::Minimum, Some(10.0), Some(8.0)), Some(120.0));
    }

    fn butir(sel: &str, nilai: Option<f64>, bobot: Option<f64>) -> Butir {
        Butir { sel: sel.to_string(), nilai, bobot }
    }

    #[test]
    fn children_without_a_figure_do_not_count() {
        let anak =
            [butir("M7", Some(60.0), Some(2.0)), butir("M9", None, Some(5.0)), butir("M10", Some(30.0), Some(1.0))];
        for (cara, rumus, hasil) in [
            (KonsolidasiUnit::Jumlah, "IF(COUNT(M7,M9,M10)=0,\"\",SUM(M7,M9,M10))", 90.0),
            (KonsolidasiUnit::RataRata, "IF(COUNT(M7,M9,M10)=0,\"\",AVERAGE(M7,M9,M10))", 45.0),
            (
                KonsolidasiUnit::RataRataTertimbang,
                "IF(ISNUMBER(M7)*2+ISNUMBER(M9)*5+ISNUMBER(M10)*1=0,\"\",(N(M7)*2+N(M9)*5+N(M10)*1)/(ISNUMBER(M7)*2+ISNUMBER(M9)*5+ISNUMBER(M10)*1))",
                50.0,
            ),
        ] {
            assert_eq!(gabungan(cara, &anak), Some((rumus.to_string(), Some(hasil))));
        }
        assert_eq!(gabungan(KonsolidasiUnit::Langsung, &anak), None);
        assert_eq!(gabungan(KonsolidasiUnit::Jumlah, &[butir("A1", None, None)]).map(|(_, hasil)| hasil), Some(None));
    }

    #[test]
    fn to_date_follows_the_quarters_that_are_filled() {
        let kuartal = [
            (butir("T1", Some(10.0), None), butir("R1", Some(8.0), None)),
            (butir("T2", Some(20.0), None), butir("R2", None, None)),
        ];
        let realisasi: Vec<Butir> = kuartal.iter().map(|(_, r)| r.clone()).collect();
        let akhir = sampai(KonsolidasiPeriode::NilaiAkhir, &realisasi).map(|(_, hasil)| hasil);
        assert_eq!(akhir, Some(Some(8.0)));
        for cara in [KonsolidasiPeriode::Jumlah, KonsolidasiPeriode::RataRata, KonsolidasiPeriode::NilaiAkhir] {
            assert_eq!(target_sampai(cara, &kuartal).map(|(_, hasil)| hasil), Some(Some(10.0)), "{cara:?}");
        }
    }
}
