//! UK17: evidence that is named and did not come along.

use std::collections::BTreeSet;

use crate::domain::bukti::{self, Bukti, BuktiKind};
use crate::domain::column::Field;
use crate::domain::text::listed;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::measure::{RowMeasure, that};
use crate::rules::helpers::quote;
use crate::rules::{Aturan, Check, RuleContext};
use crate::tables::Received;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "UK17",
    name: "Berkas bukti tidak ikut dikirim",
    severity: Severity::Info,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &["ID13", "TL06"],
    fields: &[Field::BuktiDukung],
    what: "Bukti dukung menyebut nama berkas yang tidak ada dalam surel, arsip, atau folder kiriman. Hanya diperiksa bila unit itu memang mengirim berkas buktinya (paling sedikit satu yang disebut ada), atau bila lembaga memintanya dengan bagian [aturan.UK17] di selaras.toml. Tautan, uraian, dan berkas di dalam arsip yang tidak dibuka (.rar) tidak dipersoalkan.",
    why: "Bukti yang tertinggal baru ketahuan ketika evaluasi AKIP memintanya, dan saat itu sulit dicari.",
    source: "Pemeriksaan bukti: nama dalam kolom bukti dukung dicocokkan dengan berkas kiriman.",
    wrong: "\
*** JTI/Daftar hadir pelatihan.xlsx
=== Daftar
No|Nama|Paraf
1|Peserta satu|x
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW|Bukti Dukung
1|Dosen|Jumlah peserta pelatihan|Orang|40|41|Daftar hadir pelatihan.xlsx
2|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|30|31|«Laporan penelusuran lulusan.pdf»
",
    correct: "\
*** JTI/Daftar hadir pelatihan.xlsx
=== Daftar
No|Nama|Paraf
1|Peserta satu|x
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW|Bukti Dukung
1|Dosen|Jumlah peserta pelatihan|Orang|40|41|Daftar hadir pelatihan.xlsx
2|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|30|31|https://drive.google.com/drive/folders/1aBcD
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let names = |row: &RowMeasure<'_>| {
        let named = bukti::read(row.support_bukti().unwrap_or_default());
        named.iter().any(|one| one.kind == BuktiKind::FileName).then_some(named)
    };
    // Twice, instead of holding what every row of the house names.
    let rows = || {
        let all = that(context.tables, |row| row.support_bukti().is_some());
        all.filter(|row| row.running() && row.entry(Field::BuktiDukung).is_some_and(|entry| !entry.derivation))
    };
    if !rows().any(|row| names(&row).is_some()) {
        return Vec::new();
    }
    let received = Received::of(context.tables, context.settings.other_files.iter().map(String::as_str));
    let mut senders: BTreeSet<&str> = BTreeSet::new();
    for row in rows() {
        // A unit is a sender by one row: what the others name need not be looked up.
        let Some(unit) = row.unit.filter(|unit| !senders.contains(unit)) else { continue };
        if names(&row).is_some_and(|named| named.iter().any(|one| received.evidence(row.unit, one).is_some())) {
            senders.insert(unit);
        }
    }
    let asked =
        |row: &RowMeasure<'_>| context.settings.evidence_asked || row.unit.is_some_and(|unit| senders.contains(unit));
    rows().filter(asked).filter_map(|row| one(&row, &names(&row)?, &received)).collect()
}

fn one(row: &RowMeasure<'_>, named: &[Bukti], received: &Received<'_>) -> Option<Temuan> {
    // What lies on one's own computer is told by UK25, whose remedy is the same.
    if row.support_bukti().and_then(bukti::unreachable) == Some(bukti::Unreachable::OwnComputer) {
        return None;
    }
    let files = named.iter().filter(|one| one.kind == BuktiKind::FileName);
    let absent: Vec<String> = files.filter(|one| !received.may_be_here(one)).map(|one| quote(&one.raw)).collect();
    if absent.is_empty() {
        return None;
    }
    let message = format!(
        "Bukti {}{} tidak ada dalam surel, arsip, atau folder yang diterima.",
        listed(&absent),
        row.mention_triwulan()
    );
    let advice = "Kirim berkas itu bersama formulirnya, atau tulis tautannya; bila sudah dikirim dengan nama lain, samakan namanya di sini.";
    let temuan = row.temuan(&ATURAN, Field::BuktiDukung, message, advice)?;
    Some(temuan.found(row.support_bukti().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::cell;

    fn house(files: &[&str], evidence: [&str; 3]) -> Vec<String> {
        let others: String = files.iter().map(|name| format!("*** JTI/{name}\n=== Isi\nNo|Nama\n1|x\n")).collect();
        let rows: String = evidence
            .iter()
            .zip(1..)
            .map(|(evidence, number)| format!("{number}|A|Jumlah layanan {number}|Layanan|40|41|{evidence}\n"))
            .collect();
        cell(
            "UK17",
            &format!(
                "{others}*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target TW|Realisasi TW|Bukti Dukung\n{rows}"
            ),
        )
    }

    #[test]
    fn a_unit_that_sends_no_evidence_at_all_is_not_asked_for_it() {
        assert_eq!(house(&[], ["A pelatihan.pdf", "B pelatihan.pdf", "C pelatihan.pdf"]), Vec::<String>::new());
        assert_eq!(house(&["Rapat.xlsx"], ["A pelatihan.pdf", "B pelatihan.pdf", "-"]), Vec::<String>::new());
    }

    #[test]
    fn what_is_missing_among_what_came_is_told_at_its_cell() {
        let sent = ["Notulen rapat.xlsx"];
        assert_eq!(house(&sent, ["Notulen rapat.xlsx", "Foto bengkel.jpg; Notulen rapat.xlsx", "-"]), ["G5"]);
        assert_eq!(
            house(&sent, ["Notulen_Rapat.xlsx", "Notulen rapat kedua.pdf", "Notulen.pdf"]),
            Vec::<String>::new()
        );
        assert_eq!(
            house(&sent, ["Notulen rapat.xlsx", "https://contoh.example/foto.jpg", "Foto tersimpan di bengkel"]),
            Vec::<String>::new()
        );
    }
}
