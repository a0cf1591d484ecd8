//! UK15: one file as evidence of everything.

use std::sync::Arc;

use crate::domain::bukti::{self, Bukti};
use crate::domain::column::Field;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::measure::{RowMeasure, forms, that};
use crate::rules::helpers::quarters::places;
use crate::rules::helpers::quote;
use crate::rules::{Aturan, Check, RuleContext};

/// So many indicators with one file are told.
const FEWEST: usize = 3;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "UK15",
    name: "Satu berkas bukti untuk semua indikator",
    severity: Severity::Info,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &["ID13", "TL06"],
    fields: &[Field::BuktiDukung],
    what: "Semua indikator yang berbukti dalam satu formulir menunjuk satu berkas yang sama. Satu folder, satu halaman, atau satu dokumen yang terus diisi untuk semuanya tidak dipersoalkan.",
    why: "Satu berkas jarang membuktikan semua indikator; biasanya tautan baris pertama disalin ke bawah.",
    source: "Kejadian nyata: tautan bukti disalin ke semua baris.",
    wrong: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW|Bukti Dukung
1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|30|31|«https://drive.google.com/file/d/1aBcD/view»
2|Layanan|Indeks kepuasan mahasiswa|Indeks|3,4|3,5|https://drive.google.com/file/d/1aBcD/view
3|Kerja sama|Jumlah mitra industri|Mitra|4|4|https://drive.google.com/file/d/1aBcD/view
",
    correct: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW|Bukti Dukung
1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|30|31|https://drive.google.com/drive/folders/1aBcD
2|Layanan|Indeks kepuasan mahasiswa|Indeks|3,4|3,5|https://drive.google.com/drive/folders/1aBcD
3|Kerja sama|Jumlah mitra industri|Mitra|4|4|https://drive.google.com/drive/folders/1aBcD
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let own = |measure: &RowMeasure<'_>| {
        measure.entry(Field::BuktiDukung).is_some_and(|entry| !entry.derivation)
            && measure.running()
            && measure.filled(Field::BuktiDukung)
    };
    let one = |form: Vec<RowMeasure<'_>>| {
        let document = form.first()?.document;
        let form: Vec<_> = form.into_iter().map(named).collect();
        Some((document, one_form(&form)?))
    };
    let rows = that(context.tables, |row| row.support_bukti().is_some()).filter(own);
    let mut temuan: Vec<(u32, Temuan)> = forms(rows).filter_map(one).collect();
    temuan.sort_by_key(|(document, _)| *document);
    temuan.into_iter().map(|(_, one)| one).collect()
}

fn named(measure: RowMeasure<'_>) -> (RowMeasure<'_>, Arc<Vec<Bukti>>) {
    (measure, bukti::read(measure.support_bukti().unwrap_or_default()))
}

fn one_form(rows: &[(RowMeasure<'_>, Arc<Vec<Bukti>>)]) -> Option<Temuan> {
    let (first, named) = rows.first()?;
    let [one] = named.as_slice() else { return None };
    let all_same = rows.iter().all(|(_, named)| matches!(named.as_slice(), [other] if other.key == one.key));
    if rows.len() < FEWEST || !one.one_file() || !all_same {
        return None;
    }
    let message =
        format!("Semua {} indikator yang berbukti menunjuk satu berkas yang sama, {}.", rows.len(), quote(&one.raw));
    let advice = "Tulis bukti tiap indikator, atau satu folder yang memuat semuanya; bila berkas itu memang memuat semuanya, sebutkan halamannya.";
    let place = places(rows.iter().map(|(measure, _)| measure), Field::BuktiDukung).into_iter().next()?;
    Some(ATURAN.finding(place, message, advice).unit(first.record.unit()).found(one.raw.clone()))
}
