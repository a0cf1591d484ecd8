//! NL08: a formula whose result the file does not hold.

use crate::domain::value::Value;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::entry::EntryCell;
use crate::rules::helpers::temuan;
use crate::rules::{Aturan, Check};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "NL08",
    name: "Rumus belum dihitung",
    severity: Severity::Error,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Sel berisi rumus, tetapi berkasnya tidak menyimpan hasil hitungnya.",
    why: "Berkas yang disimpan oleh program selain Excel sering tidak memuat hasil rumus, sehingga angkanya tidak dapat dibaca.",
    source: "Format buku kerja: hasil rumus hanya ada bila berkas disimpan setelah dihitung.",
    wrong: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW|Capaian %
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|14|«=F3/15*100 ->»
",
    correct: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW|Capaian %
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|14|=F3/15*100 -> 93.33
",
    check: Check::Cell(check),
};

fn check(cell: &[EntryCell<'_>]) -> Vec<Temuan> {
    cell.iter()
        .filter(|cell| cell.entry.value == Value::NotYetComputed)
        .map(|cell| {
            let message = format!("Rumus di kolom {} belum dihitung, jadi nilainya tidak dapat dibaca.", cell.named());
            // Calculating mends nothing where the cells that the formula asks for are gone.
            let break_off = cell.entry.formula.as_deref().is_some_and(|formula| formula.contains("#REF!"));
            let advice = if break_off {
                "Rumusnya menunjuk sel yang sudah dihapus (#REF!); tulis ulang rumusnya, atau isi angkanya langsung."
            } else {
                "Buka berkas ini di Excel, tunggu sampai terhitung, simpan, lalu kirim ulang."
            };
            cell.complete(temuan(&ATURAN, cell.place(), message, advice))
        })
        .collect()
}
