//! RA03: a stage without criterion, output or time.

use crate::domain::column::{Field, FormColumn};
use crate::domain::document::DocumentKind;
use crate::domain::text::listed;
use crate::domain::value::Value;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::quote;
use crate::rules::helpers::record::{IndikatorRecord, indikator_row};
use crate::rules::helpers::write::without_content;
use crate::rules::{Aturan, Check, RuleContext};

use super::ra02_tahapan::all_year;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "RA03",
    name: "Tahapan rencana aksi belum lengkap",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &["TL06"],
    fields: &[Field::RencanaAksi, Field::Kriteria, Field::Keluaran],
    what: "Setiap tahapan rencana aksi punya kriteria keberhasilan, target atau keluaran, dan waktu. Hanya kolom yang ada pada formulir yang diperiksa.",
    why: "Tanpa ukuran dan waktu, pelaksanaan tahapan tidak dapat dinilai.",
    source: "Instruksi Sekda DKI Jakarta 4/2024 lampiran B",
    wrong: "\
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

NO|Sasaran|Indikator Kinerja Utama|Target IKU|Rencana Aksi dan/atau Rencana Mitigasi yang ditetapkan awal tahun|Kriteria Keberhasilan|Target/Output|Waktu
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%|Bursa kerja|«»|Laporan bursa kerja|TW I s.d. TW IV
",
    correct: "\
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

NO|Sasaran|Indikator Kinerja Utama|Target IKU|Rencana Aksi dan/atau Rencana Mitigasi yang ditetapkan awal tahun|Kriteria Keberhasilan|Target/Output|Waktu
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%|Bursa kerja|20 perusahaan hadir|Laporan bursa kerja|TW I s.d. TW IV
",
    check: Check::Workspace(check),
};

const CHECKED: [(Field, &str); 3] =
    [(Field::Kriteria, "kriteria keberhasilan"), (Field::Keluaran, "target atau keluaran"), (Field::Time, "waktu")];

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let row = indikator_row(context.tables, DocumentKind::RencanaAksi);
    row.filter(with_actions)
        .flat_map(|record| [not_yet_complete(&record), unreadable_time(&record)])
        .flatten()
        .collect()
}

fn with_actions(record: &IndikatorRecord<'_>) -> bool {
    record.own_entry(Field::RencanaAksi.yearly()).is_some_and(|entry| !without_content(entry))
}

fn not_yet_complete(record: &IndikatorRecord<'_>) -> Option<Temuan> {
    let (blank, name): (Vec<FormColumn>, Vec<String>) = CHECKED
        .iter()
        .map(|(field, name)| (field.yearly(), (*name).to_string()))
        .filter(|(column, _)| record.has(*column) && record.entry(*column).is_some_and(without_content))
        .filter(|(column, _)| !record.has_further(column.field))
        .unzip();
    let name = listed(&name);
    let aksi = record.entry(Field::RencanaAksi.yearly())?.text().unwrap_or_default();
    let message = format!("Tahapan {} belum punya {name}.", quote(aksi));
    let advice = format!("Lengkapi {name} tahapan ini.");
    record.many_temuan(&ATURAN, &blank, message, &advice)
}

fn unreadable_time(record: &IndikatorRecord<'_>) -> Option<Temuan> {
    let column = Field::Time.yearly();
    let entry = record.own_entry(column)?;
    let Value::Text { text } = &entry.value else { return None };
    if without_content(entry) || all_year(text) {
        return None;
    }
    let message = format!("Waktu {} tidak dapat dibaca sebagai triwulan.", quote(text));
    let advice = "Tulis waktunya sebagai triwulan, misalnya \"TW I\" atau \"TW I s.d. TW IV\".";
    Some(record.temuan(&ATURAN, column, message, advice)?.found(text))
}
