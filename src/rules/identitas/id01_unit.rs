//! ID01: a unit that the register does not know.

use crate::domain::address::CellAddress;
use crate::domain::column::Field;
use crate::domain::document::{FormRow, IdentityKey};
use crate::domain::hash::HashSet;
use crate::domain::place::Place;
use crate::domain::text::{key, listed};
use crate::domain::unit::Unit;
use crate::domain::value::Entry;
use crate::finding::{Scope, Severity, Temuan};
use crate::tables::{Tables, UnitOrigin};

use crate::rules::helpers::document::{self, WorkspaceDocument};
use crate::rules::helpers::{quote, temuan};
use crate::rules::{Aturan, Check, Need, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "ID01",
    name: "Unit tidak ada dalam daftar",
    severity: Severity::Error,
    scope: Scope::Document,
    needs: &[Need::Register],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Nama unit di formulir (atau di nama lembar, berkas, dan folder bila formulir tidak menyebutnya) tidak ada di lembar Unit buku kaskade.",
    why: "Dokumen tanpa unit yang pasti tidak dihitung untuk siapa pun; nama yang mirip hanya diusulkan, tidak pernah dipakai begitu saja.",
    source: "Pemeriksaan ID-01: dicari nama persis, lalu nama lain, lalu diusulkan; tidak ditebak.",
    wrong: "\
*** kiriman/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
Unit Kerja|:|«Jurusan Teknologi Informatika»
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    correct: "\
*** kiriman/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
Unit Kerja|:|Jurusan Teknologi Informasi
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let of_document = |document: WorkspaceDocument<'_>| {
        let unknown = matches!(document.registered.unit_origin, UnitOrigin::NotFound { .. });
        let in_rows = if unknown { in_rows(&document) } else { Vec::new() };
        if in_rows.is_empty() { submission(context.tables, &document).into_iter().collect() } else { in_rows }
    };
    let mut temuan: Vec<Temuan> = document::submission(context.tables).flat_map(of_document).collect();
    temuan.extend(node(context.tables));
    temuan
}

fn submission(tables: &Tables, document: &WorkspaceDocument<'_>) -> Option<Temuan> {
    let UnitOrigin::NotFound { as_written, advice } = &document.registered.unit_origin else { return None };
    let kind = document.registered.kind.name();
    let Some(as_written) = as_written else {
        if let Some((unit, cell)) = among_other_words(tables, document) {
            let message = format!(
                "Sel {cell} menyebut {} di antara kata lain, dan tidak ada tanda lain yang membenarkannya; {kind} ini belum dihitung.",
                quote(&unit.name)
            );
            let advice = format!(
                "Bila ini memang dari {0} ({1}), tambahkan baris \"Unit Kerja : {0}\" di atas tabel; bila dari lembaga lain, keluarkan dari kiriman.",
                unit.name, unit.code
            );
            return Some(temuan(&ATURAN, document.cell(cell), message, advice));
        }
        let message = format!(
            "Unit pengirim {kind} ini tidak disebut di formulir, nama lembar, nama berkas, maupun foldernya; dokumen ini belum dihitung."
        );
        let advice = "Tambahkan baris \"Unit Kerja : ...\" di atas tabel dengan nama unit seperti di daftar unit.";
        return Some(temuan(&ATURAN, document.sheet(), message, advice));
    };
    // The filter of an application: "Seluruh OPD".
    if ["seluruh ", "semua "].iter().any(|word| key(as_written).starts_with(word)) {
        let message = format!("{} menyebut banyak unit, bukan satu; {kind} ini belum dihitung.", quote(as_written));
        let advice = "Kirim formulir setiap unit tersendiri, dengan nama unitnya di baris itu.";
        return Some(temuan(&ATURAN, place(document, as_written), message, advice).found(as_written));
    }
    let message = format!("Unit {} tidak ada dalam daftar unit; {kind} ini belum dihitung.", quote(as_written));
    // Beside a name that is almost the same, one that only resembles it is no proposal.
    let alike = |name: &str| {
        let (typed, name) = (key(as_written), key(name));
        if typed.contains(&name) { 1.0 } else { strsim::normalized_damerau_levenshtein(&typed, &name) }
    };
    let best = advice.iter().map(|(_, name)| alike(name)).fold(0.0, f64::max);
    let near = advice.iter().filter(|(_, name)| best < 0.85 || alike(name) >= best - 0.05);
    let name: Vec<String> = near.map(|(code, name)| format!("{name} ({code})")).collect();
    let proposal = if name.is_empty() {
        "Tulis nama unit seperti di daftar unit, atau minta perencana menambahkannya ke lembar Unit.".to_string()
    } else {
        format!("Mungkin maksudnya {}; tulis nama unit persis seperti di daftar unit.", name.join(" atau "))
    };
    let temuan = temuan(&ATURAN, place(document, as_written), message, proposal);
    Some(match advice.first() {
        Some((_, name)) => temuan.difference(as_written, name),
        None => temuan.found(as_written),
    })
}

/// The names of units that rows of a document give themselves, where no line above the table does, each told once.
fn in_rows(document: &WorkspaceDocument<'_>) -> Vec<Temuan> {
    let rows = || document.content.tables.iter().flat_map(|table| &table.rows);
    let lines = document.content.identities.iter().filter(|line| line.key == IdentityKey::Unit);
    let lines = lines.filter(|line| document.content.in_rows(line));
    let of_name = |row: &FormRow, name: &str| {
        let entries = [Field::UnitCode, Field::UnitName].into_iter().filter_map(|field| row.entry(field.yearly()));
        entries.into_iter().any(|entry| key(&entry.raw) == key(name))
    };
    let told = |entry: &Entry| {
        let count = rows().filter(|row| of_name(row, &entry.raw)).count();
        let message = format!(
            "Unit {} pada {count} baris tidak ada dalam daftar unit; baris itu belum dihitung untuk unit mana pun.",
            quote(&entry.raw)
        );
        let advice = "Tulis nama unit seperti di daftar unit, atau minta perencana menambahkannya ke lembar Unit.";
        temuan(&ATURAN, document.cell(entry.cell), message, advice).found(entry.raw.trim())
    };
    lines.map(|line| told(&line.entry)).collect()
}

/// The unit whose name stands within a line above the table, beside that of another institution say, and the cell.
fn among_other_words<'a>(tables: &'a Tables, document: &WorkspaceDocument<'_>) -> Option<(&'a Unit, CellAddress)> {
    let lines = document.content.heading_lines().chain(&document.content.heading);
    let words = |text: &str| {
        let key = key(text);
        let words: Vec<&str> =
            key.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        format!(" {} ", words.join(" "))
    };
    let mut found: Vec<(&Unit, CellAddress)> = Vec::new();
    for line in lines {
        let said = words(&line.raw);
        // A name of one word is one of many words.
        let named =
            tables.units.iter().filter(|unit| unit.name.trim().contains(' ') && said.contains(&words(&unit.name)));
        found.extend(named.map(|unit| (unit, line.cell)));
    }
    // Of "Jurusan Teknik" and "Jurusan Teknik Mesin" the longer one is meant.
    found.into_iter().max_by_key(|(unit, _)| unit.name.len())
}

/// The cell that names the unit.
fn place(document: &WorkspaceDocument<'_>, as_written: &str) -> Place {
    let identity = document.content.identities.iter().map(|row| &row.entry);
    let role = document.content.pejabat.iter().map(|pejabat| &pejabat.role);
    let cell = identity.chain(role).find(|entry| entry.text() == Some(as_written)).map(|entry| entry.cell);
    cell.map_or_else(|| document.sheet(), |cell| document.cell(cell))
}

/// Whether a cell names several units, and each of them is registered: "Bidang Arsip, Sekretariat".
fn each_known(tables: &Tables, list: &str) -> bool {
    let names: Vec<&str> = list.split([',', ';', '\n']).map(str::trim).filter(|name| !name.is_empty()).collect();
    names.len() > 1 && names.iter().all(|name| tables.unit(name).is_some())
}

/// Nodes of the cascade that belong to a unit nobody registered.
fn node(tables: &Tables) -> Vec<Temuan> {
    let owned = tables.nodes.iter().filter_map(|node| Some((node, node.unit.as_deref()?)));
    owned
        .filter(|(_, code)| tables.unit(code).is_none() && !each_known(tables, code))
        .filter_map(|(node, code)| {
            let place = tables.place(node.record_id, Field::UnitCode.yearly())?;
            let mut known: Vec<String> = tables.units.iter().map(|unit| unit.code.clone()).collect();
            let mut seen = HashSet::default();
            known.retain(|code| seen.insert(code.clone()));
            known.truncate(5);
            let message = format!("Kode Unit {} tidak ada di lembar Unit.", quote(code));
            let advice = if known.is_empty() {
                "Isi lembar Unit dengan kode dan nama setiap unit.".to_string()
            } else {
                format!("Pakai kode di lembar Unit (misalnya {}), atau tambahkan unit ini ke sana.", listed(&known))
            };
            Some(temuan(&ATURAN, place, message, advice).indikator(tables.label_indikator(node.record_id)).found(code))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::{tables, temuan};

    #[test]
    fn rows_that_name_their_unit_count_for_it_and_never_for_the_folder() {
        let image = "*** JTI/rekap.xlsx\n=== REKAP\nREKAPITULASI CAPAIAN KINERJA TRIWULAN II TAHUN 2026\nNo|Unit Kerja|Indikator Kinerja|Target|Realisasi\n1|Jurusan Teknik Mesin|Jumlah mitra|10|4\n2|Jurusan Gaib|Jumlah kelas|20|9\n3|JTI|Jumlah dosen|75|70\n";
        let tables = tables(image);
        let counted: Vec<_> = tables.pengukuran().map(|row| (row.unit, row.figure_realisasi())).collect();
        assert_eq!(counted, [(Some("JTI"), Some(70.0)), (Some("JTM"), Some(4.0))]);
        let all = temuan("ID01", image);
        let [one] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!(one.place.cell_text(), "B4");
        assert!(one.message.contains("pada 1 baris"), "{}", one.message);
    }

    #[test]
    fn parts_of_a_unit_that_the_register_does_not_know_are_that_units() {
        let image = "*** kiriman/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nUnit Kerja|:|Jurusan Teknologi Informasi\nNo|Bagian|Indikator Kinerja|Target|Realisasi\n1|Laboratorium|Jumlah mitra|10|4\n";
        assert_eq!(temuan("ID01", image).len(), 0);
    }

    #[test]
    fn a_label_that_is_shortened_names_the_unit() {
        for label in ["unit krj", "Nm OPD", "Satker", "Sat. Kerja", "Perangkat Dearah"] {
            let image = format!(
                "*** kiriman/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\n{label} : Jurusan Teknologi Informasi\n\nNo|Sasaran|Indikator Kinerja|Target\n1|A|Jumlah kelas|12\n"
            );
            assert_eq!(temuan("ID01", &image), [], "{label}");
        }
    }

    #[test]
    fn a_unit_that_is_named_beside_another_institution_is_not_said_to_be_missing() {
        let told = |line: &str| {
            let image = format!(
                "*** kiriman/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\n{line}\n\nNo|Sasaran|Indikator Kinerja|Target\n1|A|Jumlah kelas|12\n"
            );
            let all = temuan("ID01", &image);
            let [one] = all.as_slice() else { panic!("{all:?}") };
            (one.place.cell_text(), one.message.clone())
        };
        let (cell, message) = told("Jurusan Teknologi Informasi Universitas Lain");
        assert!(cell == "A2" && message.contains("di antara kata lain"), "{cell} {message}");
        let (_, message) = told("Universitas Lain");
        assert!(message.contains("tidak disebut di formulir"), "{message}");
    }
}
