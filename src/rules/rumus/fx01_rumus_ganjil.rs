//! FX01: a formula unlike those of its line.

use crate::domain::audit::{OddCell, OddKind};
use crate::domain::column::Field;
use crate::domain::polaritas::Polaritas;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::fact::SheetFact;
use crate::rules::{Aturan, Check, Need, RuleContext};

use super::odd;

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "FX01",
    name: "Rumus berbeda dari sel di sekitarnya",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[Need::Cascade],
    follows: &["FX05", "NL01", "UK03"],
    fields: &[Field::Capaian],
    what: "Di kolom atau baris yang rumusnya seragam, satu rumus menunjuk sel lain, memakai operator atau fungsi lain, atau menjumlahkan rentang lain. Rumus yang memang dihitung lain (polaritas minimum, pembagi nol) tidak dipersoalkan.",
    why: "Rumus yang bergeser satu baris tetap menghasilkan angka, dan tidak ada yang tampak salah.",
    source: "Pemeriksaan FX-01; berkas Renja Cirebon sel S168 (rata-rata, sedangkan yang lain jumlah).",
    wrong: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW|Capaian %
1|Lulusan siap kerja|Jumlah mitra industri|Mitra|10|5|=F3/E3*100 -> 50
2|Lulusan siap kerja|Jumlah dosen tamu|Orang|4|3|=F4/E4*100 -> 75
3|Lulusan siap kerja|Jumlah magang|Kegiatan|8|8|«=F5/E6*100 -> 40»
4|Lulusan siap kerja|Jumlah sertifikasi|Sertifikat|20|10|=F6/E6*100 -> 50
5|Lulusan siap kerja|Jumlah lomba|Lomba|5|5|=F7/E7*100 -> 100
",
    correct: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW|Capaian %
1|Lulusan siap kerja|Jumlah mitra industri|Mitra|10|5|=F3/E3*100 -> 50
2|Lulusan siap kerja|Jumlah dosen tamu|Orang|4|3|=F4/E4*100 -> 75
3|Lulusan siap kerja|Jumlah magang|Kegiatan|8|8|=F5/E5*100 -> 100
4|Lulusan siap kerja|Jumlah sertifikasi|Sertifikat|20|10|=F6/E6*100 -> 50
5|Lulusan siap kerja|Lama layanan|Hari|5|6|=E7/F7*100 -> 83.33
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let odd = odd::of_kinds(context.tables, &[OddKind::Formula, OddKind::Swapped]);
    odd.filter(|(sheet, odd)| !meant(context, sheet, odd)).map(|(sheet, odd)| one(context, &sheet, odd)).collect()
}

/// Whether another formula may be meant: of an achievement where less is better, or nobody says what is; and a numerator
/// and a denominator the other way round anywhere but where more is known to be better.
fn meant(context: &RuleContext<'_>, sheet: &SheetFact<'_>, odd: &OddCell) -> bool {
    let Some(cell) = odd::entry_at(context.tables, sheet, odd.cell) else { return odd.kind == OddKind::Swapped };
    let node = context.tables.node_from(cell.record_id).filter(|node| node.understood(Field::Polaritas));
    let computes_achievement = matches!(cell.column.field, Field::Capaian | Field::AccumulatedCapaian);
    let unwanted = Polaritas::sounds_unwanted(&context.tables.label_indikator(cell.record_id));
    match node.map(|node| node.polaritas) {
        Some(Polaritas::Maximum) => false,
        Some(Polaritas::Minimum | Polaritas::Stable) => computes_achievement,
        None => odd.kind == OddKind::Swapped || (computes_achievement && unwanted),
    }
}

fn one(context: &RuleContext<'_>, sheet: &SheetFact<'_>, odd: &OddCell) -> Temuan {
    let message = format!(
        "Rumus {} di sel ini berbeda dari rumus sel sejenis ({}); seperti sel-sel itu seharusnya {}.",
        odd::formula(odd.formula.as_ref()),
        odd::cells(odd),
        odd::formula(odd.expected.as_ref())
    );
    let advice = format!(
        "Salin rumus dari sel sejenis, atau jelaskan di {} mengapa sel ini dihitung lain.",
        odd::room_for_remark(context.tables, sheet, odd.cell)
    );
    odd::temuan(&ATURAN, context, (sheet, odd), message, advice)
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::cell;

    fn form(polaritas: &str, odd: &str) -> Vec<String> {
        let kaskade = format!(
            "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Polaritas|Target\nIKK 3||IKK|JTI|Jumlah layanan c|Layanan|{polaritas}|8\n"
        );
        let row = |number: u32, formula: &str| {
            let name = char::from(b'`' + number as u8);
            format!(
                "{number}|A|Jumlah layanan {name}|Layanan|8|4|{}\n",
                formula.replace('#', &(number + 2).to_string())
            )
        };
        let plain = "=F#/E#*100 -> 50";
        let rows: String = (1..=6).map(|number| row(number, if number == 3 { odd } else { plain })).collect();
        let head = "*** JTI/tw1.xlsx\n=== TW I\nPENGUKURAN KINERJA TRIWULAN I TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target|Realisasi TW|Capaian %\n";
        cell("FX01", &format!("{kaskade}{}{rows}", head.replace("\n\n", "\n")))
    }

    #[test]
    fn the_other_way_round_is_a_fault_only_where_more_is_known_to_be_better() {
        assert_eq!(form("maksimum", "=E#/F#*100 -> 50"), ["G5"]);
        assert_eq!(form("minimum", "=E#/F#*100 -> 50"), Vec::<String>::new());
        assert_eq!(form("minimum", "=(2*E#-F#)/E#*100 -> 50"), Vec::<String>::new());
    }

    #[test]
    fn another_cell_or_operator_is_told_and_a_guard_is_not() {
        assert_eq!(form("maksimum", "=F4/E#*100 -> 50"), ["G5"]);
        assert_eq!(form("maksimum", "=F#*E#*100 -> 50"), ["G5"]);
        assert_eq!(form("maksimum", "=IF(E#=0,0,F#/E#*100) -> 50"), Vec::<String>::new());
        assert_eq!(form("maksimum", "=F#/E#*100 -> 50"), Vec::<String>::new());
    }
}
