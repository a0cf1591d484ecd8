//! ID16: an indicator under the code that the cascade gives to another one, of another unit or of its own.

use crate::domain::column::Field;
use crate::domain::document::DocumentKind;
use crate::domain::hash::HashMap;
use crate::domain::node::KaskadeNode;
use crate::finding::{Place, Scope, Severity, Temuan};
use crate::rules::helpers::quote;
use crate::rules::helpers::record::{IndikatorRecord, indikator_row};
use crate::rules::{Aturan, Check, Need, RuleContext};
use crate::tables::{Register, Tables};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "ID16",
    name: "Kode milik indikator lain",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[Need::Cascade],
    also: &[Need::Register],
    follows: &["ID13"],
    fields: &[Field::Code],
    what: "Kode di baris ini dalam kaskade milik unit lain atau milik indikator lain unit ini, sedangkan bunyinya bunyi indikator unit ini sendiri, yang berkode lain. Kode yang juga dipakai unit induknya atau lembaga tidak dipersoalkan.",
    why: "Angkanya dihitung menurut bunyinya; aplikasi yang membaca kodenya akan memberikannya kepada indikator lain.",
    source: "Kejadian nyata: baris disalin dari formulir unit lain, kodenya tertinggal.",
    wrong: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
JTM|Jurusan Teknik Mesin|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Target
IKK 1.1||IKK|JTI|Jumlah mitra industri|Mitra|4
IKK 1.2||IKK|JTM|Jumlah mitra industri|Mitra|5
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Kode|Sasaran|Indikator Kinerja|Satuan|Target
1|«IKK 1.2»|Mitra|Jumlah mitra industri|Mitra|4
",
    correct: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
JTM|Jurusan Teknik Mesin|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Target
IKK 1.1||IKK|JTI|Jumlah mitra industri|Mitra|4
IKK 1.2||IKK|JTM|Jumlah mitra industri|Mitra|5
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Kode|Sasaran|Indikator Kinerja|Satuan|Target
1|IKK 1.1|Mitra|Jumlah mitra industri|Mitra|4
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let tables = context.tables;
    let register = Register::new(&tables.units);
    let mut nodes: HashMap<&str, Vec<&KaskadeNode>> = HashMap::default();
    for node in tables.nodes.iter().filter(|node| node.code.contains(char::is_alphabetic)) {
        nodes.entry(node.code.as_ref()).or_default().push(node);
    }
    let kinds = [DocumentKind::Pk, DocumentKind::RencanaAksi, DocumentKind::Pengukuran];
    let rows = kinds.into_iter().flat_map(|kind| indikator_row(tables, kind));
    let rows = rows.filter(|record| record.counts() && record.subject());
    let mut temuan = Vec::new();
    let mut within: Vec<Misplaced<'_>> = Vec::new();
    for record in rows {
        let Some(bearing) = record.code().and_then(|code| nodes.get(code)) else { continue };
        temuan.extend(one(tables, &register, &record, bearing));
        within.extend(Misplaced::of(record, bearing));
    }
    temuan.extend(of_the_unit(&within));
    temuan
}

/// A row under the code of another indicator of its own unit.
struct Misplaced<'a> {
    record: IndikatorRecord<'a>,
    /// The indicator whose code it bears.
    bears: &'a KaskadeNode,
    /// The one that its wording is of.
    means: &'a KaskadeNode,
}

impl<'a> Misplaced<'a> {
    fn of(record: IndikatorRecord<'a>, bearing: &[&'a KaskadeNode]) -> Option<Self> {
        let unit = record.unit()?;
        let own = |node: &&&KaskadeNode| node.unit.as_deref() == Some(unit);
        let means = record.node().filter(|node| own(&node))?;
        let bears = bearing.iter().find(own)?;
        let other = !means.code.is_empty() && bearing.iter().all(|node| node.record_id != means.record_id);
        other.then_some(Self { record, bears, means })
    }

    /// Whether the codes of two rows of one table stand for each other.
    fn exchanged(&self, other: &Self) -> bool {
        let table =
            |one: &Self| one.record.tables.record_ids.get(one.record.number as usize).map(|at| (at.document, at.table));
        table(self) == table(other)
            && self.bears.record_id == other.means.record_id
            && self.means.record_id == other.bears.record_id
    }

    fn place(&self) -> Option<Place> {
        let column = Field::Code.yearly();
        self.record.own_entry(column).and_then(|_| self.record.place(column)).or_else(|| self.record.indikator_place())
    }
}

/// One finding for each row, and one for two rows whose codes stand for each other.
fn of_the_unit(all: &[Misplaced<'_>]) -> Vec<Temuan> {
    let mut temuan = Vec::new();
    for (number, one) in all.iter().enumerate() {
        match all.iter().position(|other| one.exchanged(other)) {
            Some(other) if other < number => {}
            Some(other) => temuan.extend(exchanged(one, &all[other])),
            None => temuan.extend(misplaced(one)),
        }
    }
    temuan
}

fn exchanged(one: &Misplaced<'_>, other: &Misplaced<'_>) -> Option<Temuan> {
    let (place, second) = (one.place()?, other.place()?);
    let message = format!(
        "Kode di sel ini dan di {} tertukar: {} dan {}; keduanya dihitung menurut bunyinya.",
        second.cell_text(),
        quote(&one.bears.code),
        quote(&other.bears.code)
    );
    let advice = format!("Tulis {} di baris ini dan {} di baris yang satunya.", one.means.code, other.means.code);
    let mut temuan = one.record.temuan_in(&ATURAN, place, message, &advice);
    temuan.place.cells.extend(second.cells);
    Some(temuan.difference(one.bears.code.clone(), one.means.code.clone()))
}

fn misplaced(one: &Misplaced<'_>) -> Option<Temuan> {
    let (bears, means) = (&one.bears.code, &one.means.code);
    let message = format!(
        "Kode {} dalam kaskade milik indikator {}; bunyi baris ini milik {}, dan baris ini dihitung sebagai itu.",
        quote(bears),
        quote(one.bears.indikator.trim()),
        quote(means)
    );
    let advice = format!("Ganti kodenya menjadi {means}; bila kodenya yang benar, perbaiki bunyinya.");
    Some(one.record.temuan_in(&ATURAN, one.place()?, message, &advice).difference(bears.clone(), means.clone()))
}

fn one(
    tables: &Tables,
    register: &Register<'_>,
    record: &IndikatorRecord<'_>,
    bearing: &[&KaskadeNode],
) -> Option<Temuan> {
    let unit = tables.unit(record.unit()?)?;
    let own = record.node().filter(|node| node.unit.as_deref() == Some(unit.code.as_str()))?;
    let foreign = |node: &&KaskadeNode| {
        let other = node.unit.as_deref().and_then(|code| tables.unit(code));
        other.is_some_and(|other| {
            other.code != unit.code && !register.below(other, &unit.code) && !register.below(unit, &other.code)
        })
    };
    if own.code.is_empty() || !bearing.iter().all(foreign) {
        return None;
    }
    let whose = bearing.first().and_then(|node| tables.unit(node.unit.as_deref()?))?;
    let code = record.code()?;
    let message = format!(
        "Kode {} dalam kaskade milik {} ({}); indikator ini, yang dikenali dari bunyinya, berkode {}.",
        quote(code),
        whose.name,
        whose.code,
        quote(&own.code)
    );
    let advice = format!("Ganti kodenya menjadi {}, atau bunyinya bila memang indikator lain.", own.code);
    let column = Field::Code.yearly();
    let temuan = match record.own_entry(column) {
        Some(_) => record.temuan(&ATURAN, column, message, &advice)?,
        None => record.temuan_in(&ATURAN, record.indikator_place()?, message, &advice),
    };
    Some(temuan.difference(code, own.code.to_string()))
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::rules::helpers::test::folded;

    const KASKADE: &str = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Target\nIKK 1.1||IKK|JTI|Mutu|Persentase lulusan bekerja|%|60\nIKK 2.1||IKK|JTI|Mitra|Jumlah mitra industri|Mitra|10\n";

    fn told(rows: &str) -> Vec<String> {
        let head = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\nNo|Kode|Sasaran|Indikator|Satuan|Target\n";
        let all = folded(&format!("{KASKADE}{head}{rows}\n"));
        let pk = all
            .iter()
            .filter(|one| one.place.file == "JTI/pk.xlsx" && one.code != "ID08" && one.severity > Severity::Info);
        pk.map(|one| format!("{} {}", one.code, one.place.cell_text())).collect()
    }

    #[test]
    fn codes_of_two_rows_for_each_other_are_one_finding_and_nothing_else_is_accused() {
        let rows = |one: &str, other: &str| {
            told(&format!(
                "1|{one}|Mutu|Persentase lulusan bekerja|%|60\n2|{other}|Mitra|Jumlah mitra industri|Mitra|10"
            ))
        };
        assert_eq!(rows("IKK 2.1", "IKK 1.1"), ["ID16 B3,B4"]);
        assert_eq!(rows("IKK 1.1", "IKK 2.1"), Vec::<String>::new());
        assert_eq!(rows("IKK 1.1", "IKK 1.1"), ["ID16 B4"]);
    }

    #[test]
    fn a_row_whose_satuan_and_target_are_those_of_its_code_has_another_wording() {
        let found =
            told("1|IKK 1.1|Mutu|Persentase lulusan bekerja|%|60\n2|IKK 2.1|Mitra|Persentase lulusan bekerja|Mitra|10");
        assert!(!found.iter().any(|one| one.starts_with("ID16")), "{found:?}");
    }
}
