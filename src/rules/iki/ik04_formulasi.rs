//! IK04: an indicator of a person that does not say how it is measured, or from what.

use crate::domain::column::Field;
use crate::domain::text::listed;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::record::IndikatorRecord;
use crate::rules::helpers::write::without_content;
use crate::rules::{Aturan, Check, RuleContext};

use super::chain::rows;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "IK04",
    name: "Formulasi atau sumber data IKI belum diisi",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &["TL06"],
    fields: &[Field::CaraPengukuran, Field::SumberData],
    what: "Setiap IKI menyebut formulasi atau penjelasannya dan sumber datanya, bila formulir punya kolomnya.",
    why: "Tanpa keduanya atasan tidak dapat meneliti IKI, dan realisasinya nanti tidak dapat dibuktikan.",
    source: "Formulir IKI pemerintah daerah: No, Kinerja Utama, Indikator, Formulasi/Penjelasan, Sumber Data; SOP DPRD Nganjuk langkah 2",
    wrong: "\
*** JTI/iki.xlsx
=== IKI
INDIKATOR KINERJA INDIVIDU TAHUN 2026

No|Kinerja Utama|Indikator|Formulasi|Sumber Data
1|Surat tercatat|Jumlah surat masuk yang dicatat|Jumlah surat|«-»
",
    correct: "\
*** JTI/iki.xlsx
=== IKI
INDIKATOR KINERJA INDIVIDU TAHUN 2026

No|Kinerja Utama|Indikator|Formulasi|Sumber Data
1|Surat tercatat|Jumlah surat masuk yang dicatat|Jumlah surat|Buku agenda
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    rows(context).filter_map(|record| one(&record)).collect()
}

fn one(record: &IndikatorRecord<'_>) -> Option<Temuan> {
    let blank = |field: &Field| record.entry(field.yearly()).is_some_and(without_content);
    let missing: Vec<Field> = [Field::CaraPengukuran, Field::SumberData].into_iter().filter(blank).collect();
    if missing.is_empty() {
        return None;
    }
    let columns: Vec<_> = missing.iter().map(|field| field.yearly()).collect();
    let names: Vec<String> = columns.iter().map(|column| record.named(*column)).collect();
    let message = format!("Kolom {} belum diisi untuk IKI ini.", listed(&names));
    let advice = match missing.as_slice() {
        [Field::CaraPengukuran] => "Tulis bagaimana indikator ini dihitung.",
        [Field::SumberData] => "Tulis dari dokumen atau aplikasi mana data indikator ini diambil.",
        _ => "Tulis bagaimana indikator ini dihitung, dan dari dokumen atau aplikasi mana datanya diambil.",
    };
    record.many_temuan(&ATURAN, &columns, message, advice)
}
