//! IK02: an indicator of a person without a place in the agreement.

use crate::domain::column::Field;
use crate::domain::document::DocumentKind;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::{Aturan, Check, Need, RuleContext};

use super::chain::out_of_place;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "IK02",
    name: "IKI tidak ada di PK",
    severity: Severity::Warning,
    scope: Scope::Unit,
    needs: &[Need::OtherDocument],
    also: &[Need::Cascade],
    follows: &["IK01", "ID13", "PK03"],
    fields: &[Field::Indikator],
    what: "Setiap IKI seorang pegawai yang terdaftar harus ada di PK pegawai itu. IKI yang dikirim bersama PK unit cukup bila indikator yang didukungnya ada di PK unit.",
    why: "PK memuat apa yang dijanjikan; IKI di luar PK tidak akan direncanakan dan tidak diukur.",
    source: "SOP Pengumpulan Data Kinerja DPRD Nganjuk langkah 1 sampai 3",
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
Unit Kerja|:|Pengelola Surat

No|Kinerja Utama|Indikator|Formulasi|Sumber Data
1|Surat tercatat|«Jumlah surat masuk yang dicatat»|Jumlah surat|Buku agenda
*** S01/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
Unit Kerja|:|Pengelola Surat

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Surat terkirim|Jumlah surat keluar yang dikirim|Surat|900
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
Unit Kerja|:|Pengelola Surat

No|Kinerja Utama|Indikator|Formulasi|Sumber Data
1|Surat tercatat|Jumlah surat masuk yang dicatat|Jumlah surat|Buku agenda
*** S01/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
Unit Kerja|:|Pengelola Surat

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Surat tercatat|Jumlah surat masuk yang dicatat|Surat|1200
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let message = |indikator: &str, unit: &str| format!("Indikator {indikator} tidak ada di PK {unit}.");
    let advice = "Masukkan indikator ini ke PK dengan bunyi yang sama, atau keluarkan dari IKI bila tidak dijanjikan.";
    out_of_place(context, &ATURAN, DocumentKind::Pk, message, advice)
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::cell;

    #[test]
    fn in_the_form_of_a_unit_the_indicator_that_is_served_will_do() {
        let unit = super::ATURAN.wrong.replace("Unit Kerja|:|Pengelola Surat", "Unit Kerja|:|Subbagian Tata Usaha");
        let head = unit.replace("1|Surat terkirim|Jumlah surat keluar yang dikirim|Surat|900", "");
        let pk = "1|Layanan surat|Persentase surat yang selesai tepat waktu|%|95\n";
        assert!(cell("IK02", &format!("{head}{pk}")).is_empty());
        let other = "1|Lain|Persentase lain|%|95\n";
        assert_eq!(cell("IK02", &format!("{head}{other}")), ["C5"]);
    }
}
