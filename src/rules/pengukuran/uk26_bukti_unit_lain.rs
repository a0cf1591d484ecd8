//! UK26: evidence that is named after another unit.

use crate::domain::bukti::{self, BuktiKind};
use crate::domain::column::Field;
use crate::domain::hash::HashMap;
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
    let Some(names) = UnitNames::of(&context.tables.units) else { return Vec::new() };
    let register = Register::new(&context.tables.units);
    reported(context.tables).filter_map(|measure| one(context, &measure, &names, &register)).collect()
}

fn one(
    context: &RuleContext<'_>,
    measure: &RowMeasure<'_>,
    names: &UnitNames<'_>,
    register: &Register<'_>,
) -> Option<Temuan> {
    let text = measure.support_bukti().filter(|_| measure.running())?;
    let own = context.tables.unit(measure.unit?)?;
    let named = bukti::read(text);
    let first = named.first()?;
    let mut other = None;
    for file in named.iter() {
        let found = (file.kind == BuktiKind::FileName).then(|| names.longest(&file.key)).flatten()?;
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

/// Units by their names, to be looked for in names of files: a house has thousands of units and of files.
struct UnitNames<'u> {
    /// Each with its number in the register; of several of one name the last.
    units: HashMap<String, (usize, &'u Unit)>,
    /// Words of the longest name.
    most: usize,
}

impl<'u> UnitNames<'u> {
    /// Names of one word ("Perpustakaan") are words of wordings too; of a single name there is no other.
    fn of(units: &'u [Unit]) -> Option<Self> {
        let named = units.iter().enumerate().map(|(number, unit)| (bukti::file_key(&unit.name), (number, unit)));
        let named: Vec<_> = named.filter(|(name, _)| name.contains(' ')).collect();
        let most = named.iter().map(|(name, _)| name.split(' ').count()).max()?;
        (named.len() > 1).then(|| Self { units: named.into_iter().collect(), most })
    }

    /// The unit whose name a file's name holds; of several that lie in each other, the longest.
    fn longest(&self, file: &str) -> Option<&'u Unit> {
        let spaced = file.replace(|letter: char| !letter.is_alphanumeric(), " ");
        let words: Vec<&str> = spaced.split(' ').collect();
        let words = words.as_slice();
        let from = |start: usize| {
            let ends = start + 2..=words.len().min(start + self.most);
            ends.filter_map(move |end| words.get(start..end))
        };
        let names = (0..words.len()).flat_map(from).map(|part| part.join(" "));
        let held = names.filter_map(|name| self.units.get(&name).map(|(number, unit)| (name.len(), *number, *unit)));
        held.max_by_key(|(length, number, _)| (*length, *number)).map(|(_, _, unit)| unit)
    }
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
