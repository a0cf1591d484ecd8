//! TL12: a table of a sheet of which no row was read, in a file of which other sheets were.

use crate::domain::document::{DocumentKind, Fact, SheetRole};
use crate::domain::place::KASKADE_FILE;
use crate::finding::{Scope, Severity, Temuan};
use crate::tables::{Status, Tables};

use crate::rules::helpers::document::{self, WorkspaceDocument};
use crate::rules::helpers::{fact, temuan};
use crate::rules::{Aturan, Check, RuleContext};

use super::unread;

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "TL12",
    name: "Tabel di lembar lain tidak terbaca",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Sebuah lembar memuat tabel yang tidak satu barisnya pun terbaca, sedangkan lembar lain dalam berkas yang sama terbaca. Tabel yang tidak memuat satu pun judul formulir kinerja hanya disebut sebagai info.",
    why: "Tanpa pemberitahuan, lembar itu hilang diam-diam dan unitnya mengira sudah melapor.",
    source: "Pemeriksaan LAY-01 per lembar; buku kerja instansi yang memuat beberapa formulir.",
    wrong: "\
*** JTI/kinerja.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
=== Renaksi
RENCANA AKSI TAHUN 2026
Urutan|Satuan|«Alat Ukur»|Target|PIC
1|laporan|Jumlah laporan pelacakan alumni|4|Ketua Jurusan
2|laporan|Jumlah laporan data alumni|2|Sekretaris
",
    correct: "\
*** JTI/kinerja.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
=== Renaksi
RENCANA AKSI TAHUN 2026
No|Satuan|Indikator Kinerja|Rencana Aksi|Target|PIC
1|laporan|Jumlah laporan pelacakan alumni|Melacak alumni lewat surat elektronik|4|Ketua Jurusan
2|laporan|Jumlah laporan data alumni|Menata data alumni tiap triwulan|2|Sekretaris
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let mut found = unread_sheets(context.tables);
    found.extend(document::all(context.tables).filter_map(|one| cascade(&one)));
    found
}

/// A cascade that a unit sent: told, because the figures of the house come from its own cascade alone.
fn cascade(document: &WorkspaceDocument<'_>) -> Option<Temuan> {
    let sent = document.registered.kind == DocumentKind::Kaskade && document.registered.status == Status::Unconnected;
    if !sent || document.file.path == KASKADE_FILE || document.file.copy_from.is_some() {
        return None;
    }
    let rows: usize = document.content.tables.iter().map(|table| table.rows.len()).sum();
    let message = format!(
        "Lembar ini memuat tabel kaskade ({rows} baris); tidak satu barisnya pun dihitung, karena kaskade dibaca dari {KASKADE_FILE}."
    );
    let advice = format!(
        "Bila kaskadenya berubah, minta biro perencanaan memperbarui {KASKADE_FILE}; bila yang hendak dikirim Perjanjian Kinerja atau Rencana Aksi, kirim formulirnya."
    );
    let one = temuan(&ATURAN, document.sheet(), message, advice).unit(document.unit());
    Some(Temuan { severity: Severity::Info, ..one })
}

fn unread_sheets(tables: &Tables) -> Vec<Temuan> {
    fact::sheet(tables)
        .filter(|one| one.sheet.role == SheetRole::NotKnown)
        .filter(|one| one.file.outcome.as_ref().is_ok_and(|read| !read.documents.is_empty()))
        .flat_map(|one| {
            let unit = tables.unit_of_unread(&one.file.path, Some(&one.sheet.name)).or(one.unit);
            let facts = one.sheet.facts.iter();
            facts
                .filter_map(|fact| {
                    let finding = unread::finding(&ATURAN, &one, unit, fact)?;
                    let strange = matches!(
                        fact,
                        Fact::UnreadTable { missing, boxes, paper, .. }
                            if paper.is_some() || (missing.len() > 1 && !boxes)
                    );
                    Some(if strange { Temuan { severity: Severity::Info, ..finding } } else { finding })
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::rules::helpers::test;

    #[test]
    fn a_list_that_is_no_form_is_named_and_accuses_nobody() {
        let image = "*** JTI/a.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Target\n1|A|Jumlah mitra|4\n=== Peserta\nNomor Kursi|Asal|Ukuran Kaus\n1|Kota Contoh|L\n2|Kota Contoh|M\n";
        let temuan = test::temuan("TL12", image);
        assert_eq!(temuan.len(), 1);
        assert_eq!(temuan[0].severity, Severity::Info);
        assert!(!temuan[0].message.contains("Kota Contoh"), "{}", temuan[0].message);
    }

    #[test]
    fn a_cascade_that_a_unit_sent_is_told_not_to_count() {
        let image = "*** JTI/Cascading.xlsx\n=== Cascading\nCascading Kinerja Perangkat Daerah\nMatriks Cascading RPJMD\nJURUSAN TEKNOLOGI INFORMASI\n\nTujuan RPJMD|Sasaran RPJMD|Tujuan Renstra|Sasaran ESS II|Indikator ESS II|Sasaran ESS III|Indikator ESS III|Sasaran ESS IV/JF|Indikator ESS IV\nMeningkatnya kesejahteraan|Menurunnya kemiskinan|Meningkatnya perlindungan|Meningkatnya penanganan|Persentase warga tertangani|Terlaksananya rehabilitasi|Persentase warga direhabilitasi|Tersedianya layanan panti|Jumlah penerima layanan\n^|^|^|^|^|^|^|Terlaksananya asesmen|Jumlah asesmen\n";
        let temuan = test::temuan("TL12", image);
        assert_eq!(temuan.len(), 1);
        assert_eq!((temuan[0].severity, temuan[0].unit.as_deref()), (Severity::Info, Some("JTI")));
        assert!(temuan[0].message.contains("kaskade dibaca dari kaskade.xlsx"), "{}", temuan[0].message);
    }
}
