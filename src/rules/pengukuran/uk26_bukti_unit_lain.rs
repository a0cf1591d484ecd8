//! UK26: evidence that is named after another unit.

use crate::domain::bukti::{self, BuktiKind};
use crate::domain::column::Field;
use crate::domain::unit::Unit;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::measure::{RowMeasure, reported};
use crate::rules::helpers::quote;
use crate::rules::{Aturan, Check, Need, RuleContext};
use crate::tables::Register;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "UK26",
    name: "Bukti dukung menyebut unit lain",
    severity: Severity::Info,
    scope: Scope::Document,
    needs: &[Need::Register],
    also: &[],
    follows: &["ID13", "UK16", "UK23"],
    fields: &[Field::BuktiDukung],
    what: "Semua berkas bukti sebuah realisasi memuat nama lengkap unit lain dalam namanya, dan tidak satu pun memuat nama unit pelapor. Unit induk dan unit di bawahnya tidak dipersoalkan.",
    why: "Berkas unit lain yang salah ambil membuktikan kinerja unit lain.",
    source: "Kejadian nyata: formulir dan lampiran unit lain disalin bersama namanya.",
    wrong: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW|Bukti Dukung
1|Kerja sama|Jumlah mitra industri|Mitra|4|4|«Daftar mitra Jurusan Teknik Mesin TW II.pdf»
",
    correct: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW|Bukti Dukung
1|Kerja sama|Jumlah mitra industri|Mitra|4|4|Daftar mitra Jurusan Teknologi Informasi TW II.pdf
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    // Names of one word ("Perpustakaan") are words of wordings too.
    let names: Vec<(String, &Unit)> = context
        .tables
        .units
        .iter()
        .map(|unit| (bukti::file_key(&unit.name), unit))
        .filter(|(name, _)| name.contains(' '))
        .collect();
    if names.len() < 2 {
        return Vec::new();
    }
    let register = Register::new(&context.tables.units);
    reported(context.tables).filter_map(|measure| one(context, &measure, &names, &register)).collect()
}

fn one(
    context: &RuleContext<'_>,
    measure: &RowMeasure<'_>,
    names: &[(String, &Unit)],
    register: &Register<'_>,
) -> Option<Temuan> {
    let text = measure.support_bukti().filter(|_| measure.running())?;
    let own = context.tables.unit(measure.unit?)?;
    let named = bukti::read(text);
    let first = named.first()?;
    let mut other = None;
    for file in &named {
        let found = (file.kind == BuktiKind::FileName).then(|| longest(&file.key, names)).flatten()?;
        let related = found.code == own.code || register.below(found, &own.code) || register.below(own, &found.code);
        other = Some(found).filter(|_| !related);
        other?;
    }
    let other = other?;
    let message = format!("Bukti {} menyebut {}, padahal yang dilaporkan {}.", quote(&first.raw), other.name, own.name);
    let advice =
        "Ganti dengan bukti unit ini; bila datanya memang diterbitkan unit lain itu, tidak ada yang perlu diubah.";
    Some(measure.temuan(&ATURAN, Field::BuktiDukung, message, advice)?.found(first.raw.clone()))
}

/// The unit whose name a file's name holds; of several that lie in each other, the longest.
fn longest<'u>(file: &str, names: &[(String, &'u Unit)]) -> Option<&'u Unit> {
    let padded = format!(" {} ", file.replace(|letter: char| !letter.is_alphanumeric(), " "));
    let held = names.iter().filter(|(name, _)| padded.contains(&format!(" {name} ")));
    held.max_by_key(|(name, _)| name.len()).map(|(_, unit)| *unit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::helpers::test::cell;

    #[test]
    fn names_of_the_unit_itself_and_of_nobody_are_left_alone() {
        let told = |evidence: &str| {
            cell("UK26", &ATURAN.correct.replace("Daftar mitra Jurusan Teknologi Informasi TW II.pdf", evidence))
        };
        assert_eq!(told("Rekap_jurusan-teknik-mesin.xlsx"), ["G4"]);
        for fine in [
            "Rekap.pdf",
            "Rekap Jurusan Teknologi Informasi.pdf; Rekap Jurusan Teknik Mesin.pdf",
            "Surat kepada Jurusan Teknik Mesin",
            "https://arsip.contoh.example/jurusan-teknik-mesin/rekap.pdf",
            "Rekap Jurusan Teknik Mesin.pdf; Foto kegiatan.jpg",
        ] {
            assert_eq!(told(fine), Vec::<String>::new(), "{fine}");
        }
    }
}
