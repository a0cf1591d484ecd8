//! IK01: an indicator of a person that serves none of the superior or the unit.

use crate::domain::address::CellAddress;
use crate::domain::column::Field;
use crate::domain::document::Fact;
use crate::domain::text::key;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::record::IndikatorRecord;
use crate::rules::helpers::{fact, quote};
use crate::rules::{Aturan, Check, Need, RuleContext};

use super::chain::{Chain, Origin, rows};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "IK01",
    name: "IKI tidak turun dari indikator atasan atau unit",
    severity: Severity::Warning,
    scope: Scope::Unit,
    needs: &[],
    also: &[Need::Cascade, Need::Register, Need::OtherDocument],
    follows: &["ID13", "ID01", "TL06"],
    fields: &[Field::Indikator, Field::SuperiorIndikator],
    what: "Setiap IKI turun dari indikator atasan atau unitnya: menurut kaskade, menurut kolom indikator yang didukung, atau karena bunyinya sama. Diperiksa bila kaskade atau PK atasan dan unitnya ada.",
    why: "IKI yang tidak mendukung indikator siapa pun tidak dapat digulung ke kinerja unit.",
    source: "SOP Pengumpulan Data Kinerja DPRD Nganjuk langkah 1 dan 2; SOP BKPSDM 90/2023; PermenPANRB 6/2022",
    wrong: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk|Pimpinan|NIP|Jabatan
TU|Subbagian Tata Usaha||Contoh Kartika|19750310 200003 2 001|Kepala Subbagian Tata Usaha
S01|Pengelola Surat|TU|Contoh Wibowo|19850615 201001 1 002|Pengelola Surat
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Target
IKK 1.1||IKK|TU|Layanan surat|Persentase surat yang selesai tepat waktu|%|95
IKI 1.1.1|IKK 1.1|IKI|S01|Surat tercatat|Jumlah surat masuk yang dicatat|Surat|1200
*** S01/iki.xlsx
=== IKI
INDIKATOR KINERJA INDIVIDU TAHUN 2026
Nama|:|Contoh Wibowo
Unit Kerja|:|Pengelola Surat

No|Kinerja Utama|Indikator|Formulasi|Sumber Data
1|Surat tercatat|Jumlah surat masuk yang dicatat|Jumlah surat|Buku agenda
2|Kearsipan|«Jumlah lemari arsip yang dirapikan»|Jumlah lemari|Catatan
",
    correct: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk|Pimpinan|NIP|Jabatan
TU|Subbagian Tata Usaha||Contoh Kartika|19750310 200003 2 001|Kepala Subbagian Tata Usaha
S01|Pengelola Surat|TU|Contoh Wibowo|19850615 201001 1 002|Pengelola Surat
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Target
IKK 1.1||IKK|TU|Layanan surat|Persentase surat yang selesai tepat waktu|%|95
IKI 1.1.1|IKK 1.1|IKI|S01|Surat tercatat|Jumlah surat masuk yang dicatat|Surat|1200
*** S01/iki.xlsx
=== IKI
INDIKATOR KINERJA INDIVIDU TAHUN 2026
Nama|:|Contoh Wibowo
Unit Kerja|:|Pengelola Surat

No|Kinerja Utama|Indikator|Formulasi|Sumber Data|Indikator Atasan
1|Surat tercatat|Jumlah surat masuk yang dicatat|Jumlah surat|Buku agenda|IKK 1.1
2|Kearsipan|Jumlah lemari arsip yang dirapikan|Jumlah lemari|Catatan|Persentase surat yang selesai tepat waktu
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let chain = Chain::of(context);
    rows(context).filter_map(|record| one(&record, chain.origin(&record))).collect()
}

fn one(record: &IndikatorRecord<'_>, origin: Origin) -> Option<Temuan> {
    let column = Field::SuperiorIndikator.yearly();
    match origin {
        Origin::Serves(_) | Origin::Open => None,
        Origin::Unknown(said) => {
            let message =
                format!("Indikator atasan {} tidak ada di kaskade dan PK atasan atau unit ini.", quote(&said));
            let advice = "Tulis kode atau bunyi indikator atasan (IKK atau IKU) persis seperti di PK-nya.";
            Some(record.temuan(&ATURAN, column, message, advice)?.found(said))
        }
        Origin::Silent => {
            let message =
                format!("Indikator {} belum terhubung ke indikator atasan atau unit mana pun.", quote(&record.label()));
            let open = superior_column(record);
            let advice = if let Some((heading, cell)) = open {
                &format!(
                    "Bila indikator atasannya ada di kolom {} (sel {cell}), ganti judul kolom itu menjadi \"Indikator Atasan\".",
                    quote(heading)
                )
            } else if record.has(column) {
                "Isi kolom indikator yang didukung dengan kode atau bunyi indikator atasan, atau samakan bunyinya."
            } else {
                "Tambahkan kolom \"Indikator Atasan\" berisi kode atau bunyi indikator atasan yang didukung, atau minta biro perencanaan memasukkan IKI ini ke kaskade."
            };
            let place = record.place(column).filter(|_| record.has(column)).or_else(|| record.indikator_place())?;
            Some(record.temuan_in(&ATURAN, place, message, advice))
        }
    }
}

/// A column that is not read and whose heading speaks of an indicator of the superior.
fn superior_column<'a>(record: &IndikatorRecord<'a>) -> Option<(&'a str, CellAddress)> {
    let document = record.tables.record_ids.get(record.number as usize)?.document;
    let mut unread = fact::of_document(record.tables, document).filter_map(Fact::unread_heading);
    unread.find(|(heading, _)| {
        let heading = key(heading);
        let above = ["atasan", "diintervensi", "didukung", "kepala", "pimpinan"];
        heading.contains("indikator") && above.iter().any(|word| heading.contains(word))
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::{cell, temuan};

    fn with(row: &str) -> String {
        let (head, _) = super::ATURAN.correct.split_once("\n1|Surat").unwrap_or_default();
        format!("{head}\n{row}\n")
    }

    #[test]
    fn the_column_is_guilty_where_it_is_blank_or_names_nobodys_indicator() {
        assert_eq!(cell("IK01", &with("1|Arsip|Jumlah lemari|Hitung|Catatan|")), ["F6"]);
        let unknown = temuan("IK01", &with("1|Arsip|Jumlah lemari|Hitung|Catatan|IKK 9.9"));
        assert!(unknown[0].message.contains("IKK 9.9"), "{unknown:?}");
    }

    #[test]
    fn codes_wordings_and_objectives_of_the_superior_tie() {
        for said in ["IKK 1.1", "[IKK 1.1] Persentase surat", "layanan surat", "IKK 1.1; IKK 9.9"] {
            assert!(cell("IK01", &with(&format!("1|Arsip|Jumlah lemari|Hitung|Catatan|{said}"))).is_empty(), "{said}");
        }
    }

    #[test]
    fn where_nothing_is_known_of_the_superior_nobody_is_accused() {
        let (_, form) = super::ATURAN.wrong.split_once("*** S01").unwrap_or_default();
        assert!(cell("IK01", &format!("*** S01{form}")).is_empty());
    }
}
