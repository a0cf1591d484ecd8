//! Achievement as the text of a spreadsheet formula, with the same choices as [`super::compute`]: what the workbooks show
//! and what the forms that are given out compute. Text in a cell (a dash, a grade) counts as nothing there.

use super::Profil;
use super::equation::{MinimumFormula, ZeroMinimum};
use super::profil::{ZeroRealisasi, ZeroTarget};
use crate::domain::polaritas::Polaritas;

/// Achievement before floor and cap, of the figures in two cells; "" where there is none.
pub fn full(profil: &Profil, polaritas: Polaritas, target: &str, realisasi: &str) -> String {
    with(profil, polaritas, target, realisasi, |equation| equation)
}

/// Achievement after floor and cap, of the figures in two cells.
pub fn capaian(profil: &Profil, polaritas: Polaritas, target: &str, realisasi: &str) -> String {
    with(profil, polaritas, target, realisasi, |equation| limit(profil, equation))
}

fn with(profil: &Profil, polaritas: Polaritas, t: &str, r: &str, wrap: impl Fn(String) -> String) -> String {
    let zero_target = match (profil.zero_target, polaritas, profil.limit_upper) {
        (ZeroTarget::UpperLimit, Polaritas::Maximum, Some(limit)) => {
            format!("IF({r}>0,{},\"\")", wrap(limit.to_string()))
        }
        (ZeroTarget::ReachedWhenZero, Polaritas::Minimum | Polaritas::Stable, _) => {
            format!("IF({r}=0,{},\"\")", wrap("100".to_string()))
        }
        _ => "\"\"".to_string(),
    };
    let core = match (polaritas, profil.minimum_formula) {
        (Polaritas::Maximum, _) if profil.zero_realisasi == ZeroRealisasi::NotComputed => {
            format!("IF(OR({t}<0,{r}=0),\"\",{})", wrap(format!("100*{r}/{t}")))
        }
        (Polaritas::Maximum, _) => format!("IF({t}<0,\"\",{})", wrap(format!("100*{r}/{t}"))),
        (Polaritas::Minimum, MinimumFormula::Linear) => {
            format!("IF({t}<0,\"\",{})", wrap(format!("100*(2*{t}-{r})/{t}")))
        }
        (Polaritas::Minimum, MinimumFormula::Inverse) => {
            let hundred = profil.zero_minimum == ZeroMinimum::Hundred;
            let zero = if hundred { wrap("100".to_string()) } else { "\"\"".to_string() };
            format!("IF(OR({t}<0,{r}<0),\"\",IF({r}=0,{zero},{}))", wrap(format!("100*{t}/{r}")))
        }
        (Polaritas::Stable, _) => wrap(format!("100*(ABS({t})-ABS({r}-{t}))/ABS({t})")),
    };
    format!("IF(COUNT({t},{r})<2,\"\",IF({t}=0,{zero_target},{core}))")
}

/// Achievement after floor and cap, of the figure in a cell.
pub fn limited(profil: &Profil, full: &str) -> String {
    format!("IF(ISNUMBER({full}),{},\"\")", limit(profil, full.to_string()))
}

fn limit(profil: &Profil, equation: String) -> String {
    let lower = profil.limit_lower.map_or(equation.clone(), |lower| format!("MAX({equation},{lower})"));
    profil.limit_upper.map_or(lower.clone(), |upper| format!("MIN({lower},{upper})"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::capaian::ProfilName;

    #[test]
    fn the_formula_says_what_the_profile_decided() {
        let general = Profil { limit_upper: Some(120.0), ..Profil::standard(ProfilName::General) };
        assert_eq!(
            full(&general, Polaritas::Maximum, "J5", "L5"),
            "IF(COUNT(J5,L5)<2,\"\",IF(J5=0,\"\",IF(J5<0,\"\",100*L5/J5)))"
        );
        assert_eq!(limited(&general, "M5"), "IF(ISNUMBER(M5),MIN(MAX(M5,0),120),\"\")");
        let bps = Profil::standard(ProfilName::Bps);
        assert_eq!(
            full(&bps, Polaritas::Maximum, "J5", "L5"),
            "IF(COUNT(J5,L5)<2,\"\",IF(J5=0,IF(L5>0,120,\"\"),IF(OR(J5<0,L5=0),\"\",100*L5/J5)))"
        );
        let trend = Profil::standard(ProfilName::Trend);
        assert!(full(&trend, Polaritas::Minimum, "J5", "L5").contains("100*J5/L5"));
    }
}
