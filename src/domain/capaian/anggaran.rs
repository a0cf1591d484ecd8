//! Money and the evaluation form E.81: absorption, efficiency, and the form's four computed columns (domain 7.8).

use serde::{Deserialize, Serialize};

use super::{Alasan, bulat::tanpa_derau, rasio};

/// Absorption (serapan): realisation over ceiling, percent points. A ceiling of 0 gives none.
pub fn serapan(realisasi: f64, pagu: f64) -> Result<f64, Alasan> {
    rasio::persen(realisasi, pagu)
}

/// What became of the money compared with what became of the work (Banjarnegara, domain 7.8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Efisiensi {
    /// Achievement exceeds absorption by more than 5 points.
    Efisien,
    /// They differ by at most 5 points.
    CukupEfisien,
    /// Absorption exceeds achievement by more than 5 points.
    TidakEfisien,
}

impl Efisiensi {
    /// The words for a reader.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Efisien => "efisien",
            Self::CukupEfisien => "cukup efisien",
            Self::TidakEfisien => "tidak efisien",
        }
    }
}

/// Achievement minus absorption in points, and its label. `None` when either is no number.
pub fn efisiensi(capaian: f64, serapan: f64) -> Option<(f64, Efisiensi)> {
    let selisih = tanpa_derau(capaian - serapan);
    if !selisih.is_finite() {
        return None;
    }
    let label = if selisih > 5.0 {
        Efisiensi::Efisien
    } else if selisih >= -5.0 {
        Efisiensi::CukupEfisien
    } else {
        Efisiensi::TidakEfisien
    };
    Some((selisih, label))
}

/// The typed figures of one row of form E.81, of one kind (K or Rp). Names end in the form's own column numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BarisE81 {
    /// Target of the Renstra at its end.
    pub target_renstra_4: Option<f64>,
    /// Realisation of the Renstra up to the year before last.
    pub realisasi_lalu_5: Option<f64>,
    /// Target of the Renja of the running year.
    pub target_renja_6: Option<f64>,
    /// Realisation of each quarter, in the quarter alone.
    pub triwulan_7_10: [Option<f64>; 4],
}

/// The computed figures of the same row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HasilE81 {
    /// `11 = 7 + 8 + 9 + 10` over the filled quarters; none when no quarter is filled.
    pub realisasi_renja_11: Option<f64>,
    /// `12 = 11 / 6 x 100`, percent points.
    pub tingkat_renja_12: Result<f64, Alasan>,
    /// `13 = 5 + 11`. Real sheets also hold `6 + 11`, which adds a target to a realisation.
    pub realisasi_renstra_13: Option<f64>,
    /// `14 = 13 / 4 x 100`, percent points.
    pub tingkat_renstra_14: Result<f64, Alasan>,
}

/// Columns 11 to 14 of form E.81 (domain 3.7, 7.8).
pub fn e81(baris: &BarisE81) -> HasilE81 {
    let terisi: Vec<f64> = baris.triwulan_7_10.iter().flatten().copied().collect();
    let realisasi_renja_11 = (!terisi.is_empty()).then(|| terisi.iter().sum());
    let realisasi_renstra_13 = baris.realisasi_lalu_5.zip(realisasi_renja_11).map(|(lalu, renja)| lalu + renja);
    HasilE81 {
        realisasi_renja_11,
        tingkat_renja_12: tingkat(realisasi_renja_11, baris.target_renja_6),
        realisasi_renstra_13,
        tingkat_renstra_14: tingkat(realisasi_renstra_13, baris.target_renstra_4),
    }
}

fn tingkat(realisasi: Option<f64>, target: Option<f64>) -> Result<f64, Alasan> {
    let (realisasi, target) = realisasi.zip(target).ok_or(Alasan::TidakAda)?;
    super::rumus::maksimum(target, realisasi)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absorption_is_realisation_over_ceiling_and_a_ceiling_of_zero_has_none() {
        assert_eq!(serapan(750.0, 1000.0), Ok(75.0));
        assert_eq!(serapan(750.0, 0.0), Err(Alasan::PenyebutNol));
    }

    #[test]
    fn efficiency_compares_achievement_with_absorption() {
        // Banjarnegara (domain 7.8): > 5 efisien, |.| <= 5 cukup, else tidak efisien.
        for (capaian, serapan, label) in [
            (100.0, 94.9, Efisiensi::Efisien),
            (100.0, 95.0, Efisiensi::CukupEfisien),
            (90.0, 95.0, Efisiensi::CukupEfisien),
            (89.9, 95.0, Efisiensi::TidakEfisien),
        ] {
            assert_eq!(efisiensi(capaian, serapan).map(|(_, label)| label), Some(label), "{capaian} {serapan}");
        }
        assert_eq!(efisiensi(f64::NAN, 1.0), None);
    }

    #[test]
    fn form_e81_adds_realisation_to_realisation_and_never_to_a_target() {
        // Domain 7.8: 11 = 7+8+9+10, 12 = 11/6, 13 = 5+11, 14 = 13/4. With 13 = 6+11 (CIREBON) column 14 would be 75 %.
        let hasil = e81(&BarisE81 {
            target_renstra_4: Some(200.0),
            realisasi_lalu_5: Some(40.0),
            target_renja_6: Some(100.0),
            triwulan_7_10: [Some(10.0), Some(15.0), Some(25.0), None],
        });
        assert_eq!(hasil.realisasi_renja_11, Some(50.0));
        assert_eq!(hasil.tingkat_renja_12, Ok(50.0));
        assert_eq!(hasil.realisasi_renstra_13, Some(90.0));
        assert_eq!(hasil.tingkat_renstra_14, Ok(45.0));
    }

    #[test]
    fn form_e81_without_figures_has_no_results_rather_than_zeros() {
        let kosong = BarisE81 {
            target_renstra_4: Some(0.0),
            realisasi_lalu_5: None,
            target_renja_6: Some(100.0),
            triwulan_7_10: [None; 4],
        };
        let hasil = e81(&kosong);
        assert_eq!(hasil.realisasi_renja_11, None);
        assert_eq!(hasil.tingkat_renja_12, Err(Alasan::TidakAda));
        assert_eq!(hasil.realisasi_renstra_13, None);
        assert_eq!(
            e81(&BarisE81 { realisasi_lalu_5: Some(1.0), triwulan_7_10: [Some(1.0); 4], ..kosong }).tingkat_renstra_14,
            Err(Alasan::TargetNol)
        );
    }
}
