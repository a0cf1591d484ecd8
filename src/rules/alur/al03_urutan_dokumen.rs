//! AL03: a measurement that was signed before what it measures.

use chrono::NaiveDate;

use crate::domain::date::long_format;
use crate::domain::document::{Document, DocumentKind};
use crate::domain::hash::HashMap;
use crate::domain::triwulan::Triwulan;
use crate::finding::{Place, Scope, Severity, Temuan};
use crate::rules::helpers::signed::SignedOn;
use crate::rules::{Aturan, Check, Need, RuleContext};
use crate::tables::{RegisteredDocument, Tables};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "AL03",
    name: "Pengukuran ditandatangani terlalu awal",
    severity: Severity::Warning,
    scope: Scope::House,
    needs: &[],
    also: &[Need::OtherDocument],
    follows: &["ID02", "ID09", "ID13", "ID15"],
    fields: &[],
    what: "Pengukuran ditandatangani sebelum triwulannya mulai, atau sebelum PK atau Rencana Aksi unit yang sama ditandatangani. Bila tanggal hanya menyebut bulan, seluruh bulan itu mungkin; PK perubahan tidak dibandingkan.",
    why: "Urutannya PK, Rencana Aksi, lalu pengukuran; realisasi yang disahkan lebih dulu tidak mungkin diukur terhadap janji itu.",
    source: "SOP DPRD Nganjuk (urutan IKI, PK, Rencana Aksi, pengukuran); pemeriksaan WF-03",
    wrong: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|31

|||«Kota Contoh, 20 Maret 2026»
|||Ketua Jurusan
|||Nama Ketua
",
    correct: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|31

|||Kota Contoh, 29 Juni 2026
|||Ketua Jurusan
|||Nama Ketua
",
    check: Check::Workspace(check),
};

/// When a unit signed a document first, and where that stands.
type Signed<'a> = HashMap<&'a str, (SignedOn, Place)>;

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let tables = context.tables;
    let before =
        [("PK", signed(tables, DocumentKind::Pk)), ("Rencana Aksi", signed(tables, DocumentKind::RencanaAksi))];
    let forms = tables.in_use_document(DocumentKind::Pengukuran);
    forms.filter_map(|(number, registered, content)| one(context, &before, number, (registered, content))).collect()
}

fn signed(tables: &Tables, kind: DocumentKind) -> Signed<'_> {
    let mut all = Signed::default();
    for (number, registered, content) in tables.in_use_document(kind).filter(|(_, _, content)| !content.change) {
        let known = registered.unit.as_deref().zip(SignedOn::of(content)).zip(tables.document_file(number));
        let Some(((unit, signed), file)) = known else { continue };
        let one = (signed, Place::cell(&file.path, &content.sheet, signed.cell));
        match all.get(unit) {
            Some((old, _)) if old.first <= signed.first => {}
            _ => {
                all.insert(unit, one);
            }
        }
    }
    all
}

fn one(
    context: &RuleContext<'_>,
    before: &[(&str, Signed<'_>)],
    number: u32,
    (registered, content): (&RegisteredDocument, &Document),
) -> Option<Temuan> {
    let signed = SignedOn::of(content)?;
    let unit = registered.unit.as_deref();
    let begin = registered.triwulan.and_then(|tw| Some((tw, begin(context.year_of(content)?, tw)?)));
    let place = Place::cell(&context.tables.document_file(number)?.path, &content.sheet, signed.cell);
    let temuan = |message: String, advice: &str, not_before: String| {
        let one = ATURAN.finding(place.clone(), message, advice).unit(unit);
        one.difference(signed.text(), format!("tidak sebelum {not_before}"))
    };
    if let Some((tw, begin)) = begin.filter(|(_, begin)| signed.last < *begin) {
        let message = format!("Pengukuran {tw} ditandatangani {}, sebelum {tw} mulai.", signed.text());
        let advice = "Perbaiki tanggal pengesahannya; bila yang diukur triwulan lain, perbaiki triwulan di judul serta di nama lembar dan berkasnya.";
        return Some(temuan(message, advice, long_format(begin)));
    }
    let (name, (agreed, agreed_place)) = before
        .iter()
        .find_map(|(name, all)| Some((name, all.get(unit?).filter(|(one, _)| signed.last < one.first)?)))?;
    let message = format!(
        "Pengukuran ditandatangani {}, sebelum {name} yang diukurnya ditandatangani {}.",
        signed.text(),
        agreed.text()
    );
    let advice = format!("Periksa kedua tanggal pengesahannya; pengukuran disahkan sesudah {name}.");
    let one = temuan(message, &advice, agreed.text()).related(agreed_place.clone());
    // It may be the agreement that came late, which the measurement cannot mend.
    Some(Temuan { severity: Severity::Info, ..one })
}

/// The first day of a quarter.
fn begin(year: i32, tw: Triwulan) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, tw.number() * 3 - 2, 1)
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::temuan;

    fn image(pk: &str, uk: &str) -> usize {
        let row = "1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60";
        let sign = |date: &str| format!("\n\n|||Kota Contoh, {date}\n|||Ketua Jurusan\n|||Nama Ketua\n");
        let pk = format!("*** JTI/pk.xlsx\n=== PK\n{pk}");
        let uk = format!(
            "*** JTI/tw1.xlsx\n=== TW I\nPENGUKURAN KINERJA TRIWULAN I TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target|Realisasi TW\n{row}|14{}",
            sign(uk)
        );
        temuan("AL03", &format!("{}{uk}", pk.replace("ROW", row).replace("SIGN", &sign("14 April 2026")))).len()
    }

    #[test]
    fn a_measurement_before_its_agreement_is_told_and_before_a_revision_is_not() {
        let head = "No|Sasaran|Indikator Kinerja|Satuan|Target\nROWSIGN";
        assert_eq!(image(&format!("PERJANJIAN KINERJA TAHUN 2026\n\n{head}"), "6 April 2026"), 1);
        assert_eq!(image(&format!("PERJANJIAN KINERJA TAHUN 2026\n\n{head}"), "April 2026"), 0);
        assert_eq!(image(&format!("PERJANJIAN KINERJA PERUBAHAN TAHUN 2026\n\n{head}"), "6 April 2026"), 0);
    }
}
