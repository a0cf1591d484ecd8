//! TL07: hidden rows, columns and sheets that hold data.

use crate::domain::address::column_letters;
use crate::domain::date::find_year;
use crate::domain::document::Fact;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::document::{self, WorkspaceDocument};
use crate::rules::helpers::fact::{self, SheetFact};
use crate::rules::helpers::temuan;
use crate::rules::{Aturan, Check, RuleContext};
use crate::tables::{Tables, named_quarter};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "TL07",
    name: "Data tersembunyi",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Baris, kolom, atau lembar tersembunyi berisi data. Isinya tetap dihitung, kecuali lembar tersembunyi di samping lembar tampak yang sama jenis dokumennya.",
    why: "Yang tersembunyi tidak terlihat saat dokumen diperiksa dan ditandatangani, tetapi ikut terhitung.",
    source: "Pemeriksaan LAY-07.",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
Sasaran|Indikator Kinerja|Target
Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
~ «Tata kelola baik»|Jumlah dokumen mutu yang terbit|4
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
Sasaran|Indikator Kinerja|Target
Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
Tata kelola baik|Jumlah dokumen mutu yang terbit|4
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    fact::fact(context.tables)
        .filter_map(|(sheet, fact)| {
            if let Fact::HiddenSheetLeftOut { rows } = fact {
                if of_another_quarter(context.tables, &sheet) {
                    let message = format!(
                        "Lembar ini tersembunyi ({rows} baris) dan tidak dihitung; lembar yang tampak memuat triwulan lain."
                    );
                    let advice = "Bila isinya berlaku, tampilkan lembar ini lalu kirim ulang; bila hanya sisa draf, hapus.";
                    return Some(temuan(&ATURAN, sheet.cell_count(Vec::new()), message, advice).unit(sheet.unit));
                }
                if let Some((own, seen)) = of_another_year(context, &sheet) {
                    let message = format!(
                        "Lembar ini tersembunyi ({rows} baris) dan tidak dihitung; namanya menyebut tahun {own}, sedangkan lembar yang tampak untuk tahun {seen}."
                    );
                    let advice = "Bila hanya arsip tahun lain, tidak perlu diubah; sebaiknya hapus lembar itu sebelum berkasnya dikirim.";
                    let told = temuan(&ATURAN, sheet.cell_count(Vec::new()), message, advice).unit(sheet.unit);
                    return Some(Temuan { severity: Severity::Info, ..told });
                }
                let message = format!(
                    "Lembar ini tersembunyi ({rows} baris) dan tidak dihitung, karena lembar yang tampak berisi dokumen yang sama jenisnya."
                );
                let advice = "Hapus lembar itu bila hanya sisa draf; bila justru lembar itu yang berlaku, tampilkan, dan hapus lembar yang tampak itu.";
                let told = temuan(&ATURAN, sheet.cell_count(Vec::new()), message, advice).unit(sheet.unit);
                // No figure comes of it.
                return Some(Temuan { severity: Severity::Info, ..told });
            }
            let (place, what, advice) = match fact {
                Fact::HiddenRow { cell } => (
                    sheet.cell(*cell),
                    format!("Baris {} tersembunyi", cell.row + 1),
                    "Tampilkan baris itu; hapus hanya bila isinya memang tidak berlaku.",
                ),
                Fact::HiddenColumn { cell } => (
                    sheet.cell(*cell),
                    format!("Kolom {} tersembunyi", column_letters(cell.column)),
                    "Tampilkan kolom itu; bila isinya memang tidak berlaku, kosongkan isinya dan biarkan kolomnya.",
                ),
                Fact::HiddenSheet => (
                    sheet.cell_count(Vec::new()),
                    "Lembar ini tersembunyi".to_string(),
                    "Tampilkan lembar itu; hapus hanya bila memang tidak berlaku.",
                ),
                _ => return None,
            };
            // A hidden column may hold evidence or remarks alone.
            let held = if matches!(fact, Fact::HiddenColumn { .. }) { "ikut dibaca" } else { "ikut dihitung" };
            let message = format!("{what}, padahal berisi data yang {held}.");
            Some(temuan(&ATURAN, place, message, advice).unit(sheet.unit))
        })
        .collect()
}

/// Whether the name of a hidden sheet says a quarter, and every visible form of its file is of another one.
fn of_another_quarter(tables: &Tables, sheet: &SheetFact<'_>) -> bool {
    let Some(own) = named_quarter(&sheet.sheet.name) else { return false };
    let forms = document::submission(tables).filter(|one| one.file.path == sheet.file.path);
    let quarter = |one: &WorkspaceDocument<'_>| {
        one.content.triwulan.as_ref().map(|title| title.value).or_else(|| named_quarter(&one.content.sheet))
    };
    let mut said = forms.filter_map(|one| quarter(&one)).peekable();
    said.peek().is_some() && said.all(|quarter| quarter != own)
}

/// The year that the name of a hidden sheet says, and that of the visible forms of its file, where it is another one.
fn of_another_year(context: &RuleContext<'_>, sheet: &SheetFact<'_>) -> Option<(i32, i32)> {
    let own = find_year(&sheet.sheet.name)?;
    let mut forms = document::submission(context.tables).filter(|one| one.file.path == sheet.file.path);
    let seen = forms.find_map(|one| one.content.year.map(|year| year.value))?;
    (own != seen).then_some((own, seen))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test;

    #[test]
    fn a_hidden_draft_beside_a_visible_document_of_its_kind_does_not_count() {
        let content = "PERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Target\n1|A|Jumlah mitra|4\n";
        let message = |image: &str| test::temuan("TL07", image).pop().map(|one| one.message).unwrap_or_default();
        let draft = message(&format!("*** JTI/pk.xlsx\n=== PK\n{content}=== Draf (tersembunyi)\n{content}"));
        assert!(draft.contains("tidak dihitung"), "{draft}");
        let last_year = content.replace("2026", "2025");
        let last = message(&format!("*** JTI/pk.xlsx\n=== PK\n{content}=== PK 2025 (tersembunyi)\n{last_year}"));
        assert!(last.contains("menyebut tahun 2025, sedangkan lembar yang tampak untuk tahun 2026"), "{last}");
        let form = |tw: &str| {
            format!(
                "PENGUKURAN KINERJA TRIWULAN {tw} TAHUN 2026\nNo|Sasaran|Indikator|Target TW|Realisasi TW\n1|A|Jumlah mitra|4|4\n"
            )
        };
        let before =
            message(&format!("*** JTI/uk.xlsx\n=== TW II\n{}=== TW I (tersembunyi)\n{}", form("II"), form("I")));
        assert!(before.contains("triwulan lain"), "{before}");
        let one = message(&format!("*** JTI/pk.xlsx\n=== PK (tersembunyi)\n{content}"));
        assert!(one.contains("yang ikut dihitung"), "{one}");
    }
}
