//! Achievement as the text of a spreadsheet formula, with the same choices as [`super::hitung`]: what the workbooks show
//! and what the forms that are given out compute. Text in a cell (a dash, a grade) counts as nothing there.

use super::Profil;
use super::profil::{RealisasiNol, TargetNol};
use super::rumus::{MinimumNol, RumusMinimum};
use crate::domain::polaritas::Polaritas;

/// Achievement before floor and cap, of the figures in two cells; "" where there is none.
pub fn penuh(profil: &Profil, polaritas: Polaritas, target: &str, realisasi: &str) -> String {
    dengan(profil, polaritas, target, realisasi, |rumus| rumus)
}

/// Achievement after floor and cap, of the figures in two cells.
pub fn capaian(profil: &Profil, polaritas: Polaritas, target: &str, realisasi: &str) -> String {
    dengan(profil, polaritas, target, realisasi, |rumus| batas(profil, rumus))
}

fn dengan(profil: &Profil, polaritas: Polaritas, t: &str, r: &str, bungkus: impl Fn(String) -> String) -> String {
    let target_nol = match (profil.target_nol, polaritas, profil.batas_atas) {
        (TargetNol::BatasAtas, Polaritas::Maksimum, Some(batas)) => {
            format!("IF({r}>0,{},\"\")", bungkus(batas.to_string()))
        }
        (TargetNol::TercapaiBilaNol, Polaritas::Minimum | Polaritas::Stabil, _) => {
            format!("IF({r}=0,{},\"\")", bungkus("100".to_string()))
        }
        _ => "\"\"".to_string(),
    };
    let inti = match (polaritas, profil.rumus_minimum) {
        (Polaritas::Maksimum, _) if profil.realisasi_nol == RealisasiNol::TidakDihitung => {
            format!("IF(OR({t}<0,{r}=0),\"\",{})", bungkus(format!("100*{r}/{t}")))
        }
        (Polaritas::Maksimum, _) => format!("IF({t}<0,\"\",{})", bungkus(format!("100*{r}/{t}"))),
        (Polaritas::Minimum, RumusMinimum::Linear) => {
            format!("IF({t}<0,\"\",{})", bungkus(format!("100*(2*{t}-{r})/{t}")))
        }
        (Polaritas::Minimum, RumusMinimum::Kebalikan) => {
            let seratus = profil.minimum_nol == MinimumNol::Seratus;
            let nol = if seratus { bungkus("100".to_string()) } else { "\"\"".to_string() };
            format!("IF(OR({t}<0,{r}<0),\"\",IF({r}=0,{nol},{}))", bungkus(format!("100*{t}/{r}")))
        }
        (Polaritas::Stabil, _) => bungkus(format!("100*(ABS({t})-ABS({r}-{t}))/ABS({t})")),
    };
    format!("IF(COUNT({t},{r})<2,\"\",IF({t}=0,{target_nol},{inti}))")
}

/// Achievement after floor and cap, of the figure in a cell.
pub fn dibatasi(profil: &Profil, penuh: &str) -> String {
    format!("IF(ISNUMBER({penuh}),{},\"\")", batas(profil, penuh.to_string()))
}

fn batas(profil: &Profil, rumus: String) -> String {
    let bawah = profil.batas_bawah.map_or(rumus.clone(), |bawah| format!("MAX({rumus},{bawah})"));
    profil.batas_atas.map_or(bawah.clone(), |atas| format!("MIN({bawah},{atas})"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::capaian::NamaProfil;

    #[test]
    fn the_formula_says_what_the_profile_decided() {
        let umum = Profil { batas_atas: Some(120.0), ..Profil::baku(NamaProfil::Umum) };
        assert_eq!(
            penuh(&umum, Polaritas::Maksimum, "J5", "L5"),
            "IF(COUNT(J5,L5)<2,\"\",IF(J5=0,\"\",IF(J5<0,\"\",100*L5/J5)))"
        );
        assert_eq!(dibatasi(&umum, "M5"), "IF(ISNUMBER(M5),MIN(MAX(M5,0),120),\"\")");
        let bps = Profil::baku(NamaProfil::Bps);
        assert_eq!(
            penuh(&bps, Polaritas::Maksimum, "J5", "L5"),
            "IF(COUNT(J5,L5)<2,\"\",IF(J5=0,IF(L5>0,120,\"\"),IF(OR(J5<0,L5=0),\"\",100*L5/J5)))"
        );
        let tren = Profil::baku(NamaProfil::Tren);
        assert!(penuh(&tren, Polaritas::Minimum, "J5", "L5").contains("100*J5/L5"));
    }
}
