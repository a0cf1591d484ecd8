//! FX03: a formula that takes its figure from another file.

use crate::domain::nilai::Nilai;
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::isian::{self, SelTabel};
use crate::rules::bantu::tulis::tulis;
use crate::rules::bantu::{kutip, sebut, temuan};
use crate::rules::{Aturan, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "FX03",
    nama: "Rumus mengambil angka dari berkas lain",
    tingkat: Tingkat::Peringatan,
    apa: "Rumus di sel yang dibaca menunjuk buku kerja atau program lain; yang tersimpan hanya salinan angka terakhirnya.",
    mengapa: "Berkas sumbernya tidak ikut dikirim, sehingga angkanya dapat sudah usang dan tidak dapat ditelusuri.",
    sumber: "Pemeriksaan FX-03: tautan luar dan nilai tersimpan yang usang.",
    salah: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|15|«=[1]Rekap!$B$4 -> 14»
",
    benar: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|15|14
",
    periksa: Periksa::Sel(periksa),
};

fn periksa(sel: &[SelTabel<'_>]) -> Vec<Temuan> {
    let luar = sel.iter().filter(|sel| sel.isian.rumus.as_deref().is_some_and(dari_luar));
    isian::kelompok(luar, |sel| sel.kolom).iter().filter_map(|kolom| satu_kolom(kolom)).collect()
}

/// One finding for a column: who copies one formula down makes one mistake.
fn satu_kolom(kolom: &[&SelTabel<'_>]) -> Option<Temuan> {
    let pertama = kolom.first()?;
    let rumus = kutip(&format!("={}", pertama.isian.rumus.as_deref().unwrap_or_default()));
    let lain = match kolom.len() {
        1 => String::new(),
        banyak => format!(" (beserta {} sel lain di kolom ini)", banyak - 1),
    };
    let pesan = format!(
        "Kolom {} mengambil angka dari berkas lain lewat rumus {rumus}{lain}; yang terbaca hanya salinan yang tersimpan terakhir.",
        sebut(pertama.kolom)
    );
    let saran = "Ganti rumusnya dengan angkanya (Salin, lalu Tempel Khusus > Nilai) setelah dicocokkan dengan berkas sumbernya.";
    let temuan = temuan(&ATURAN, pertama.tempat_sel(isian::alamat(kolom)), pesan, saran);
    let temuan = match &pertama.isian.nilai {
        Nilai::Kosong | Nilai::BelumDihitung => temuan,
        nilai => temuan.ditemukan(tulis(nilai)),
    };
    Some(if kolom.len() == 1 { pertama.lengkapi(temuan) } else { temuan.unit(pertama.dokumen.unit.as_deref()) })
}

/// Whether a formula points out of its workbook: `[1]Rekap!B4`, `'C:\data\[Rekap.xlsx]TW I'!B4`, `'file:///…'#…`, or
/// asks another program (`cmd|'…'!A0`). A column of a table in the same workbook (`Tabel1[Target]`) does not.
fn dari_luar(rumus: &str) -> bool {
    let tanpa_teks: String = rumus.split('"').step_by(2).collect::<Vec<_>>().join("\"\"");
    tanpa_teks.contains('|')
        || tanpa_teks.to_lowercase().contains("file:")
        || tanpa_teks.match_indices(']').any(|(letak, _)| menunjuk_lembar(&tanpa_teks[letak + 1..]))
}

/// Whether a sheet name and `!` follow at once.
fn menunjuk_lembar(sisa: &str) -> bool {
    let akhir = |huruf: char| matches!(huruf, '!' | '\'' | ',' | ';' | '(' | ')' | '+' | '*' | '/' | '=' | '[' | ']');
    sisa.find(akhir).is_some_and(|letak| letak > 0 && sisa[letak..].starts_with(['!', '\''])) || sisa.starts_with('!')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_workbooks_and_programs_are_outside_and_tables_of_the_same_one_are_not() {
        for rumus in [
            "[1]Rekap!$B$4",
            "SUM('[Rekap 2026.xlsx]TW I'!A1:A9)",
            "'C:\\data\\[r.xls]S'!A1*2",
            "[2]!Target",
            "cmd|'/C calc'!A0",
            "'file:///srv/r.ods'#$Data.A1",
        ] {
            assert!(dari_luar(rumus), "{rumus}");
        }
        for rumus in [
            "Tabel1[Target]*100",
            "Tabel1[[#This Row],[Target]]/Data!B2",
            "F3/E3",
            "\"[1]a!b\"&A1",
            "SUM(T[a])+'TW I'!A1",
            "?",
        ] {
            assert!(!dari_luar(rumus), "{rumus}");
        }
    }
}
