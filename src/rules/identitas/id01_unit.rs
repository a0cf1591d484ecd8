//! ID01: a unit that the register does not know.

use std::collections::HashSet;

use crate::domain::column::Field;
use crate::domain::place::Place;
use crate::domain::text::{key, listed};
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
    let mut temuan: Vec<Temuan> =
        document::submission(context.tables).filter_map(|document| submission(&document)).collect();
    temuan.extend(node(context.tables));
    temuan
}

fn submission(document: &WorkspaceDocument<'_>) -> Option<Temuan> {
    let UnitOrigin::NotFound { as_written, advice } = &document.registered.unit_origin else { return None };
    let kind = document.registered.kind.name();
    let Some(as_written) = as_written else {
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

/// The cell that names the unit.
fn place(document: &WorkspaceDocument<'_>, as_written: &str) -> Place {
    let identity = document.content.identities.iter().map(|row| &row.entry);
    let role = document.content.pejabat.iter().map(|pejabat| &pejabat.role);
    let cell = identity.chain(role).find(|entry| entry.text() == Some(as_written)).map(|entry| entry.cell);
    cell.map_or_else(|| document.sheet(), |cell| document.cell(cell))
}

/// Nodes of the cascade that belong to a unit nobody registered.
fn node(tables: &Tables) -> Vec<Temuan> {
    let owned = tables.nodes.iter().filter_map(|node| Some((node, node.unit.as_deref()?)));
    owned
        .filter(|(_, code)| tables.unit(code).is_none())
        .filter_map(|(node, code)| {
            let place = tables.place(node.record_id, Field::UnitCode.yearly())?;
            let mut known: Vec<String> = tables.units.iter().map(|unit| unit.code.clone()).collect();
            let mut seen = HashSet::new();
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
