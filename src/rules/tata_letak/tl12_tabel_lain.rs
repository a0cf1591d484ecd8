//! TL12: a table of a sheet of which no row was read, in a file of which other sheets were.

use crate::domain::document::{Fact, SheetRole};
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::fact;
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
    let tables = context.tables;
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
}
