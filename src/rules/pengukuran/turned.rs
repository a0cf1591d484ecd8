//! Achievements that were made the other way round, of an indicator whose direction nobody says: target by realisation.
//!
//! Fewer may be better, and then it is right; that is asked, and nothing is accused.

use crate::domain::column::Field;
use crate::domain::satuan::standard_satuan;
use crate::domain::value::Value;
use crate::finding::{Severity, Temuan};
use crate::rules::Aturan;
use crate::rules::helpers::measure::RowMeasure;
use crate::rules::helpers::{figure, percent};

/// Formulas for what should be little, and how a sentence names them.
const LITTLE: [(&str, &str); 2] =
    [("target/realisasi", "target ÷ realisasi"), ("(2×target−realisasi)/target", "(2 × target − realisasi) ÷ target")];

/// What is asked of a stated achievement that fits one of these formulas. Where the wording speaks of something unwanted, or
/// time is measured, the form most likely meant just that.
pub(super) fn asked(aturan: &Aturan, measure: &RowMeasure<'_>, as_written: f64, family: &[&str]) -> Option<Temuan> {
    let (_, formula) = LITTLE.iter().find(|(name, _)| family.contains(name))?;
    let in_value = |field: Field| match &measure.entry(field)?.value {
        Value::Figure { satuan, .. } | Value::Limit { satuan, .. } => satuan.as_deref(),
        _ => None,
    };
    let satuan = [Some(measure.record.satuan()), in_value(Field::Realisasi), in_value(Field::Target)];
    if measure.record.sounds_unwanted() || satuan.into_iter().flatten().any(|satuan| standard_satuan(satuan).time) {
        return None;
    }
    let (reached, target, full) = (measure.compared()?, measure.own.target?, measure.full()?);
    let message = format!(
        "Capaian tertulis {} cocok dengan rumus {formula}, yaitu untuk indikator yang makin kecil makin baik; dengan realisasi {} ÷ target {} hasilnya {}. Arah indikator ini tidak tertulis.",
        percent(as_written),
        figure(reached),
        figure(target),
        percent(full)
    );
    let advice = format!(
        "Bila memang makin kecil makin baik, tidak perlu diubah; bila makin besar makin baik, perbaiki sel capaian menjadi {}.",
        percent(full)
    );
    let temuan = measure.temuan(aturan, Field::Capaian, message, &advice)?;
    let temuan = temuan.all_related(measure.place(Field::Realisasi)).all_related(measure.target_place());
    Some(Temuan { severity: Severity::Info, ..temuan })
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::rules::helpers::test::temuan;

    #[test]
    fn an_achievement_the_other_way_round_is_asked_about_and_accuses_nobody() {
        let told = |indikator: &str, satuan: &str, capaian: &str| {
            let head = "*** JTI/tw4.xlsx\n=== TW IV\nPENGUKURAN KINERJA TRIWULAN IV TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target|Realisasi TW|Capaian %";
            temuan("UK03", &format!("{head}\n1|A|{indikator}|{satuan}|10|9|{capaian}\n"))
        };
        let all = told("Jumlah taman yang ditata", "Taman", "111.11");
        assert_eq!(all.iter().map(|one| one.severity).collect::<Vec<_>>(), [Severity::Info]);
        assert!(all[0].advice.contains("menjadi 90,00 %"), "{}", all[0].advice);
        assert_eq!(told("Jumlah taman yang ditata", "Taman", "90").len(), 0);
        assert_eq!(told("Jumlah kecelakaan kerja", "Kejadian", "111.11").len(), 0);
        assert_eq!(told("Respons terhadap permohonan", "Hari", "111.11").len(), 0);
        let unit = "*** JTI/tw4.xlsx\n=== TW IV\nPENGUKURAN KINERJA TRIWULAN IV TAHUN 2026\n\nNo|Sasaran|Indikator|Target|Realisasi TW|Capaian %\n1|A|Kecepatan datang|10 menit|9 menit|110\n";
        assert_eq!(temuan("UK03", unit).len(), 0);
    }
}
