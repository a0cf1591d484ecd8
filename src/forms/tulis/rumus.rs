//! Achievement and absorption as live formulas, with the choices of the institution's profile.

use crate::domain::capaian::Profil;
use crate::domain::capaian::profil::{RealisasiNol, TargetNol};
use crate::domain::capaian::rumus::{MinimumNol, RumusMinimum};
use crate::domain::polaritas::Polaritas;

/// Achievement in percent points of the figures in two cells, "" where there is none; text counts as nothing.
pub(super) fn capaian(profil: &Profil, polaritas: Polaritas, t: &str, r: &str) -> String {
    let batas = |rumus: String| batas(profil, rumus);
    let nol = match (profil.target_nol, polaritas, profil.batas_atas) {
        (TargetNol::BatasAtas, Polaritas::Maksimum, Some(atas)) => {
            format!("IF({r}>0,{},\"\")", batas(atas.to_string()))
        }
        (TargetNol::TercapaiBilaNol, Polaritas::Minimum | Polaritas::Stabil, _) => {
            format!("IF({r}=0,{},\"\")", batas("100".to_string()))
        }
        _ => "\"\"".to_string(),
    };
    let inti = match (polaritas, profil.rumus_minimum) {
        (Polaritas::Maksimum, _) if profil.realisasi_nol == RealisasiNol::TidakDihitung => {
            format!("IF(OR({t}<0,{r}=0),\"\",{})", batas(format!("100*{r}/{t}")))
        }
        (Polaritas::Maksimum, _) => format!("IF({t}<0,\"\",{})", batas(format!("100*{r}/{t}"))),
        (Polaritas::Minimum, RumusMinimum::Linear) => {
            format!("IF({t}<0,\"\",{})", batas(format!("100*(2*{t}-{r})/{t}")))
        }
        (Polaritas::Minimum, RumusMinimum::Kebalikan) => {
            let seratus = profil.minimum_nol == MinimumNol::Seratus;
            let nol = if seratus { batas("100".to_string()) } else { "\"\"".to_string() };
            format!("IF(OR({t}<0,{r}<0),\"\",IF({r}=0,{nol},{}))", batas(format!("100*{t}/{r}")))
        }
        (Polaritas::Stabil, _) => batas(format!("100*(ABS({t})-ABS({r}-{t}))/ABS({t})")),
    };
    format!("=IF(COUNT({t},{r})<2,\"\",IF({t}=0,{nol},{inti}))")
}

/// Budget absorbed, in percent points.
pub(super) fn serapan(pagu: &str, realisasi: &str) -> String {
    format!("=IF(COUNT({pagu},{realisasi})<2,\"\",IF({pagu}=0,\"\",100*{realisasi}/{pagu}))")
}

fn batas(profil: &Profil, rumus: String) -> String {
    let bawah = profil.batas_bawah.map_or(rumus.clone(), |bawah| format!("MAX({rumus},{bawah})"));
    profil.batas_atas.map_or(bawah.clone(), |atas| format!("MIN({bawah},{atas})"))
}
