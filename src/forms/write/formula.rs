//! Achievement and absorption as live formulas, with the choices of the institution's profile.

use crate::domain::capaian::{Profil, formula};
use crate::domain::polaritas::Polaritas;

/// Achievement in percent points of the figures in two cells, "" where there is none; text counts as nothing.
pub(super) fn capaian(profil: &Profil, polaritas: Polaritas, t: &str, r: &str) -> String {
    format!("={}", formula::capaian(profil, polaritas, t, r))
}

/// Budget absorbed, in percent points.
pub(super) fn serapan(pagu: &str, realisasi: &str) -> String {
    format!("=IF(COUNT({pagu},{realisasi})<2,\"\",IF({pagu}=0,\"\",100*{realisasi}/{pagu}))")
}
