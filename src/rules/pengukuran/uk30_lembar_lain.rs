//! UK30: two sheets of one workbook state one quarter of an indicator otherwise.

use crate::domain::column::Field;
use crate::domain::hash::HashMap;
use crate::domain::triwulan::Triwulan;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::measure::{RowMeasure, that};
use crate::rules::helpers::write::write;
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "UK30",
    name: "Dua lembar satu berkas menyebut realisasi berbeda",
    severity: Severity::Error,
    scope: Scope::Unit,
    needs: &[],
    also: &[],
    follows: &["ID13", "ID15", "TL06", "NL04"],
    fields: &[Field::Realisasi],
    what: "Satu berkas memuat dua lembar pengukuran untuk triwulan yang sama, dan realisasi sebuah indikator berbeda di antara keduanya. Selama itu keduanya tidak dihitung. Angka yang hanya dibulatkan tidak dipersoalkan.",
    why: "Tidak ada yang dapat tahu lembar mana yang berlaku; salah satunya biasanya salinan yang tertinggal.",
    source: "Kejadian nyata: lembar disalin sebagai cadangan sebelum angkanya diubah, lalu ikut terkirim.",
    wrong: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW
1|Dosen|Jumlah peserta pelatihan|Orang|40|41
=== TW II (2)
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW
1|Dosen|Jumlah peserta pelatihan|Orang|40|«44»
",
    correct: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW
1|Dosen|Jumlah peserta pelatihan|Orang|40|41
",
    check: Check::Workspace(check),
};

/// A unit, an indicator, a quarter.
type Measured<'a> = (&'a str, &'a str, Option<Triwulan>);

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let mut first: HashMap<Measured<'_>, RowMeasure<'_>> = HashMap::default();
    let mut temuan = Vec::new();
    for row in that(context.tables, |row| row.contradicted()) {
        let Some((unit, key)) = row.record.unit().zip(row.record.key()) else { continue };
        match first.get(&(unit, key, row.triwulan)) {
            Some(before) if before.document != row.document => temuan.extend(one(&row, before)),
            Some(_) => {}
            None => {
                first.insert((unit, key, row.triwulan), row);
            }
        }
    }
    temuan
}

fn one(row: &RowMeasure<'_>, before: &RowMeasure<'_>) -> Option<Temuan> {
    let (now, other) = (row.entry(Field::Realisasi)?, before.entry(Field::Realisasi)?);
    let (found, said) = (write(&now.value), write(&other.value));
    let origin = before.place(Field::Realisasi)?;
    let sheet = origin.sheet.as_deref().unwrap_or_default();
    let message = format!(
        "Realisasi{} di sini {found}, sedangkan di lembar {sheet} sel {} berkas ini {said}; keduanya tidak dihitung.",
        row.mention_triwulan(),
        origin.cell_text()
    );
    let advice = "Pastikan angka yang benar, lalu hapus lembar yang tidak berlaku dan kirim ulang.";
    let temuan = row.temuan(&ATURAN, Field::Realisasi, message, advice)?;
    Some(temuan.difference(found, said).related(origin))
}
