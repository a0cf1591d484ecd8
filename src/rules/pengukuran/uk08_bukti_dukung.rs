//! UK08: a realisation without evidence.

use crate::domain::column::Field;
use crate::domain::polaritas::Polaritas;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::measure::{RowMeasure, that};
use crate::rules::helpers::write::write;
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "UK08",
    name: "Bukti dukung belum ada",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[Field::BuktiDukung],
    what: "Bila formulir punya kolom bukti dukung dan realisasinya sudah diisi, bukti dukungnya harus ada dan bukan sekadar tanda hubung.",
    why: "Realisasi tanpa bukti tidak dapat diverifikasi dan biasanya dikoreksi saat evaluasi AKIP.",
    source: "SOP DPRD Nganjuk; formulir impor BPS",
    wrong: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW|Bukti Dukung
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|31|«-»
",
    correct: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW|Bukti Dukung
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|31|Laporan penelusuran lulusan Juni 2026
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    that(context.tables, |row| row.text_realisasi().is_some()).filter_map(|measure| one(&measure)).collect()
}

fn one(measure: &RowMeasure<'_>) -> Option<Temuan> {
    let realisasi = measure.entry(Field::Realisasi).filter(|entry| !entry.value.without_content())?;
    // Of nothing there is no evidence, but where none at all is the achievement.
    let nothing = realisasi.value.figure() == Some(0.0) && measure.polaritas() != Some(Polaritas::Minimum);
    if !measure.running() || !measure.blank(Field::BuktiDukung) || nothing || measure.record.may_be_a_part() {
        return None;
    }
    let message =
        format!("Realisasi{} {} belum disertai bukti dukung.", measure.mention_triwulan(), write(&realisasi.value));
    let advice = "Tulis tautan, nama berkas, atau nomor dokumen yang membuktikan realisasi ini.";
    let temuan = measure.temuan(&ATURAN, Field::BuktiDukung, message, advice)?;
    Some(temuan.all_related(measure.place(Field::Realisasi)))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::cell;

    #[test]
    fn of_nothing_there_is_no_evidence_but_where_none_is_the_achievement() {
        let told = |polaritas: &str, reached: &str| {
            let kaskade = format!(
                "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Polaritas|Target\nIKK 1.1||IKK|JTI|Jumlah aduan|Aduan|{polaritas}|4\n"
            );
            let head = "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW|Bukti Dukung";
            cell("UK08", &format!("{kaskade}{head}\n1|Layanan|Jumlah aduan|Aduan|4|2|{reached}|\n"))
        };
        assert_eq!(told("maksimum", "0"), Vec::<String>::new());
        assert_eq!(told("maksimum", "1"), ["H4"]);
        assert_eq!(told("minimum", "0"), ["H4"]);
    }
}
