//! IK06: whose indicators of a person have not come, where others have sent theirs.

use crate::domain::date::long_format;
use crate::domain::document::DocumentKind;
use crate::domain::place::Place;
use crate::domain::unit::Unit;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::temuan;
use crate::rules::{Aturan, Check, Need, RuleContext};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "IK06",
    name: "IKI belum dikirim",
    severity: Severity::Warning,
    scope: Scope::House,
    needs: &[Need::Cascade, Need::Register],
    also: &[Need::Deadlines],
    follows: &[],
    fields: &[],
    what: "Pegawai atau unit yang mempunyai IKI di kaskade belum mengirim formulir IKI-nya, sedangkan yang lain sudah. Selama tenggat PK belum lewat, hal itu hanya diberitahukan. Bila belum seorang pun mengirim IKI, lembaga dianggap tidak mengumpulkannya dan tidak ada yang ditanya.",
    why: "IKI disusun bersama PK; pegawai yang terlewat baru ketahuan ketika kinerjanya hendak dinilai.",
    source: "SOP Pengumpulan Data Kinerja DPRD Nganjuk langkah 1: membuat Indikator Kinerja Individu dan Perjanjian Kinerja",
    wrong: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk|Pimpinan|NIP|Jabatan
TU|Subbagian Tata Usaha||Contoh Kartika|19750310 200003 2 001|Kepala Subbagian Tata Usaha
S01|Pengelola Surat|TU|Contoh Wibowo|19850615 201001 1 002|Pengelola Surat
S02|Analis Kepegawaian|TU|Contoh Rahayu|19800101 200501 2 003|Analis Kepegawaian
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Target
IKK 1.1||IKK|TU|Layanan surat|Persentase surat yang selesai tepat waktu|%|95
IKI 1.1.1|IKK 1.1|IKI|S01|Surat tercatat|Jumlah surat masuk yang dicatat|Surat|1200
IKI 1.1.2|IKK 1.1|IKI|S02|Usul selesai|Jumlah usul kepegawaian yang diproses|Usul|60
*** S01/iki.xlsx
=== IKI
INDIKATOR KINERJA INDIVIDU TAHUN 2026
Nama|:|Contoh Wibowo
NIP|:|19850615 201001 1 002
Unit Kerja|:|Pengelola Surat

No|Kinerja Utama|Indikator|Formulasi|Sumber Data
1|Surat tercatat|Jumlah surat masuk yang dicatat|Jumlah surat|Buku agenda
",
    correct: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk|Pimpinan|NIP|Jabatan
TU|Subbagian Tata Usaha||Contoh Kartika|19750310 200003 2 001|Kepala Subbagian Tata Usaha
S01|Pengelola Surat|TU|Contoh Wibowo|19850615 201001 1 002|Pengelola Surat
S02|Analis Kepegawaian|TU|Contoh Rahayu|19800101 200501 2 003|Analis Kepegawaian
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Target
IKK 1.1||IKK|TU|Layanan surat|Persentase surat yang selesai tepat waktu|%|95
IKI 1.1.1|IKK 1.1|IKI|S01|Surat tercatat|Jumlah surat masuk yang dicatat|Surat|1200
IKI 1.1.2|IKK 1.1|IKI|S02|Usul selesai|Jumlah usul kepegawaian yang diproses|Usul|60
*** S01/iki.xlsx
=== IKI
INDIKATOR KINERJA INDIVIDU TAHUN 2026
Nama|:|Contoh Wibowo
NIP|:|19850615 201001 1 002
Unit Kerja|:|Pengelola Surat

No|Kinerja Utama|Indikator|Formulasi|Sumber Data
1|Surat tercatat|Jumlah surat masuk yang dicatat|Jumlah surat|Buku agenda
*** S02/iki.xlsx
=== IKI
INDIKATOR KINERJA INDIVIDU TAHUN 2026
Nama|:|Contoh Rahayu
NIP|:|19800101 200501 2 003
Unit Kerja|:|Analis Kepegawaian

No|Kinerja Utama|Indikator|Formulasi|Sumber Data
1|Usul selesai|Jumlah usul kepegawaian yang diproses|Jumlah usul|Buku usul
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let (missed, others) = context.tables.without_iki();
    missed.into_iter().map(|unit| one(context, unit, others)).collect()
}

fn one(context: &RuleContext<'_>, unit: &Unit, others: usize) -> Temuan {
    let (today, limit) = (context.settings.today, context.settings.tenggat.of(DocumentKind::Pk, None));
    let past = limit.filter(|limit| *limit < today);
    let person = unit.leader.as_deref().map_or_else(|| unit.name.clone(), |name| format!("{name} ({})", unit.name));
    let until = past.map(|limit| format!("; PK, yang disusun bersamanya, jatuh tempo {}", long_format(limit)));
    let message = format!(
        "Indikator Kinerja Individu {person} belum diterima sampai {}, sedangkan {others} pegawai atau unit lain sudah mengirim{}.",
        long_format(today),
        until.unwrap_or_default()
    );
    let advice =
        "Kirim formulir IKI-nya; bila sudah dikirim, periksa apakah nama, NIP, dan unit kerjanya tertulis benar.";
    let severity = if past.is_some() { Severity::Warning } else { Severity::Info };
    Temuan { severity, ..temuan(&ATURAN, Place::default(), message, advice).unit(Some(&unit.code)) }
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::temuan;

    #[test]
    fn where_nobody_sends_such_forms_nobody_is_asked_for_one() {
        let (cascade, _) = super::ATURAN.wrong.split_once("*** S01").unwrap_or_default();
        assert!(temuan("IK06", cascade).is_empty());
    }

    #[test]
    fn who_is_missed_is_named_with_the_office_and_whose_form_cannot_be_read_is_not_missed() {
        let told = temuan("IK06", super::ATURAN.wrong);
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].unit.as_deref(), Some("S02"));
        assert!(told[0].message.contains("Contoh Rahayu (Analis Kepegawaian)"), "{}", told[0].message);
        let unread = format!("{}*** S02/IKI 2026.xlsx\n", super::ATURAN.wrong);
        assert!(temuan("IK06", &unread).is_empty());
    }
}
