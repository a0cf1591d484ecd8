//! Money and the evaluation form E.81: absorption, efficiency, and the form's four computed columns (domain 7.8).

use serde::{Deserialize, Serialize};

use crate::domain::exact;

use super::{Reason, ratio, whole::without_noise};

/// Absorption (serapan): realisation over ceiling, percent points. A ceiling of 0 gives none.
pub fn serapan(realisasi: f64, pagu: f64) -> Result<f64, Reason> {
    ratio::percent(realisasi, pagu)
}

/// What became of the money compared with what became of the work (Banjarnegara, domain 7.8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Efficiency {
    /// Achievement exceeds absorption by more than 5 points.
    #[serde(rename = "efisien")]
    Efficient,
    /// They differ by at most 5 points.
    #[serde(rename = "cukup_efisien")]
    FairlyEfficient,
    /// Absorption exceeds achievement by more than 5 points.
    #[serde(rename = "tidak_efisien")]
    Inefficient,
}

impl Efficiency {
    /// The words for a reader.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Efficient => "efisien",
            Self::FairlyEfficient => "cukup efisien",
            Self::Inefficient => "tidak efisien",
        }
    }
}

/// Achievement minus absorption in points, and its label. `None` when either is no number.
pub fn efficiency(capaian: f64, serapan: f64) -> Option<(f64, Efficiency)> {
    let gap = without_noise(capaian - serapan);
    if !gap.is_finite() {
        return None;
    }
    let label = if gap > 5.0 {
        Efficiency::Efficient
    } else if gap >= -5.0 {
        Efficiency::FairlyEfficient
    } else {
        Efficiency::Inefficient
    };
    Some((gap, label))
}

/// The typed figures of one row of form E.81, of one kind (K or Rp). Names end in the form's own column numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct E81Row {
    /// Target of the Renstra at its end.
    pub target_renstra_4: Option<f64>,
    /// Realisation of the Renstra up to the year before last.
    pub _5_past_realisasi: Option<f64>,
    /// Target of the Renja of the running year.
    pub target_renja_6: Option<f64>,
    /// Realisation of each quarter, in the quarter alone.
    pub triwulan_7_10: [Option<f64>; 4],
}

/// The computed figures of the same row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct E81Outcome {
    /// `11 = 7 + 8 + 9 + 10` over the filled quarters; none when no quarter is filled.
    pub realisasi_renja_11: Option<f64>,
    /// `12 = 11 / 6 x 100`, percent points.
    pub _12_renja_severity: Result<f64, Reason>,
    /// `13 = 5 + 11`. Real sheets also hold `6 + 11`, which adds a target to a realisation.
    pub realisasi_renstra_13: Option<f64>,
    /// `14 = 13 / 4 x 100`, percent points.
    pub _14_renstra_severity: Result<f64, Reason>,
}

/// Columns 11 to 14 of form E.81 (domain 3.7, 7.8).
pub fn e81(row: &E81Row) -> E81Outcome {
    let filled: Vec<f64> = row.triwulan_7_10.iter().flatten().copied().collect();
    let realisasi_renja_11 = (!filled.is_empty()).then(|| exact::sum(filled.iter().copied()));
    let realisasi_renstra_13 =
        row._5_past_realisasi.zip(realisasi_renja_11).map(|(past, renja)| exact::sum([past, renja]));
    E81Outcome {
        realisasi_renja_11,
        _12_renja_severity: severity(realisasi_renja_11, row.target_renja_6),
        realisasi_renstra_13,
        _14_renstra_severity: severity(realisasi_renstra_13, row.target_renstra_4),
    }
}

fn severity(realisasi: Option<f64>, target: Option<f64>) -> Result<f64, Reason> {
    let (realisasi, target) = realisasi.zip(target).ok_or(Reason::Absent)?;
    super::equation::maximum(target, realisasi)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absorption_is_realisation_over_ceiling_and_a_ceiling_of_zero_has_none() {
        assert_eq!(serapan(750.0, 1000.0), Ok(75.0));
        assert_eq!(serapan(750.0, 0.0), Err(Reason::ZeroDenominator));
    }

    #[test]
    fn efficiency_compares_achievement_with_absorption() {
        // Banjarnegara (domain 7.8): > 5 efisien, |.| <= 5 cukup, else tidak efisien.
        for (capaian, serapan, label) in [
            (100.0, 94.9, Efficiency::Efficient),
            (100.0, 95.0, Efficiency::FairlyEfficient),
            (90.0, 95.0, Efficiency::FairlyEfficient),
            (89.9, 95.0, Efficiency::Inefficient),
        ] {
            assert_eq!(efficiency(capaian, serapan).map(|(_, label)| label), Some(label), "{capaian} {serapan}");
        }
        assert_eq!(efficiency(f64::NAN, 1.0), None);
    }

    #[test]
    fn form_e81_adds_realisation_to_realisation_and_never_to_a_target() {
        // Domain 7.8: 11 = 7+8+9+10, 12 = 11/6, 13 = 5+11, 14 = 13/4. With 13 = 6+11 (CIREBON) column 14 would be 75 %.
        let outcome = e81(&E81Row {
            target_renstra_4: Some(200.0),
            _5_past_realisasi: Some(40.0),
            target_renja_6: Some(100.0),
            triwulan_7_10: [Some(10.0), Some(15.0), Some(25.0), None],
        });
        assert_eq!(outcome.realisasi_renja_11, Some(50.0));
        assert_eq!(outcome._12_renja_severity, Ok(50.0));
        assert_eq!(outcome.realisasi_renstra_13, Some(90.0));
        assert_eq!(outcome._14_renstra_severity, Ok(45.0));
    }

    #[test]
    fn form_e81_without_figures_has_no_results_rather_than_zeros() {
        let blank = E81Row {
            target_renstra_4: Some(0.0),
            _5_past_realisasi: None,
            target_renja_6: Some(100.0),
            triwulan_7_10: [None; 4],
        };
        let outcome = e81(&blank);
        assert_eq!(outcome.realisasi_renja_11, None);
        assert_eq!(outcome._12_renja_severity, Err(Reason::Absent));
        assert_eq!(outcome.realisasi_renstra_13, None);
        assert_eq!(
            e81(&E81Row { _5_past_realisasi: Some(1.0), triwulan_7_10: [Some(1.0); 4], ..blank })._14_renstra_severity,
            Err(Reason::ZeroTarget)
        );
    }
}
