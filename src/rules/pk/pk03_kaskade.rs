//! PK03: the agreement against the cascade.

use std::collections::BTreeMap;

use crate::domain::column::{Field, FormColumn};
use crate::domain::document::DocumentKind;
use crate::domain::hash::HashSet;
use crate::domain::node::{Jenjang, KaskadeNode};
use crate::domain::polaritas::Polaritas;
use crate::domain::satuan;
use crate::finding::{Place, Scope, Severity, Temuan};
use crate::rules::helpers::pair::agreement_heading;
use crate::rules::helpers::quote;
use crate::rules::helpers::record::{IndikatorRecord, gather, indikator_row};
use crate::rules::helpers::similar::{TextGap, alike_sounding, nearest, pair_up};
use crate::rules::helpers::write::{truncated_list, without_content, write};
use crate::rules::helpers::{compare, document};
use crate::rules::{Aturan, Check, Need, RuleContext};
use crate::tables::{PkRow, Tables};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "PK03",
    name: "PK berbeda dari kaskade",
    severity: Severity::Warning,
    scope: Scope::Unit,
    needs: &[Need::Cascade],
    also: &[],
    follows: &["ID13", "TL06", "NL02", "NL03", "NL04", "PK01"],
    fields: &[Field::Indikator, Field::Target],
    what: "Bunyi, satuan, polaritas, dan target indikator dalam PK harus sama dengan kaskade, dan semua indikator kaskade milik unit harus ada dalam PK-nya.",
    why: "PK yang menyimpang dari kaskade membuat target lembaga tidak lagi terpikul oleh unit-unitnya.",
    source: "PermenPANRB 53/2014; telaah PK terhadap keputusan IKU dan Renstra",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|[IKK 1.1.1] Persentase lulusan yang bekerja dalam 6 bulan|%|«57»
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|[IKK 1.1.1] Persentase lulusan yang bekerja dalam 6 bulan|%|60
",
    check: Check::Workspace(check),
};

const ASK_BUREAU: &str = "atau minta biro perencanaan memperbarui kaskade bila memang sudah disepakati lain.";

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let row = indikator_row(context.tables, DocumentKind::Pk).filter(IndikatorRecord::subject);
    let mut temuan: Vec<Temuan> = row.flat_map(|record| row_difference(&record)).collect();
    temuan.extend(set_of_difference(context.tables));
    temuan
}

/// What a row that is tied to a node says otherwise.
fn row_difference(record: &IndikatorRecord<'_>) -> Vec<Temuan> {
    let Some(node) = record.node() else { return Vec::new() };
    [
        sound_difference(record, node),
        satuan_difference(record, node),
        direction_difference(record, node),
        target_difference(record, node),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Only where the code ties the row: a row tied by its wording has the same wording.
fn sound_difference(record: &IndikatorRecord<'_>, node: &KaskadeNode) -> Option<Temuan> {
    let sentence = record.code().and(record.sentence())?;
    if node.indikator.is_empty() || alike_sounding(sentence, &node.indikator) {
        return None;
    }
    let message = format!(
        "Bunyi indikator {} dalam PK, {}, berbeda dari kaskade, {}.",
        node.code,
        quote(sentence),
        quote(&node.indikator)
    );
    let advice = format!("Samakan bunyi indikator dengan kaskade, {ASK_BUREAU}");
    let temuan = record.temuan_in(&ATURAN, record.indikator_place()?, message, &advice);
    Some(temuan.difference(sentence, &node.indikator).all_related(kaskade(
        record.tables,
        node,
        Field::Indikator.yearly(),
    )))
}

fn satuan_difference(record: &IndikatorRecord<'_>, node: &KaskadeNode) -> Option<Temuan> {
    let column = Field::Satuan.yearly();
    let entry = record.own_entry(column).filter(|entry| !without_content(entry))?;
    let as_written = entry.text()?;
    if node.satuan.is_empty() || satuan::same(as_written, &node.satuan) {
        return None;
    }
    let message =
        format!("Satuan dalam PK tertulis {}, sedangkan dalam kaskade {}.", quote(as_written), quote(&node.satuan));
    let advice = format!("Ganti satuan menjadi {}, {ASK_BUREAU}", quote(&node.satuan));
    let temuan = record.temuan(&ATURAN, column, message, &advice)?;
    Some(temuan.difference(as_written, &node.satuan).all_related(kaskade(record.tables, node, column)))
}

/// A direction that both sides state, the other way round: the same figure is good on one side and bad on the other.
fn direction_difference(record: &IndikatorRecord<'_>, node: &KaskadeNode) -> Option<Temuan> {
    let column = Field::Polaritas.yearly();
    let as_written = record.own_entry(column).filter(|entry| !without_content(entry))?.text()?;
    let agreed = record.tables.entry(node.record_id, column).filter(|entry| !without_content(entry))?.text()?;
    if Polaritas::read(as_written)? == Polaritas::read(agreed)? {
        return None;
    }
    let message =
        format!("Polaritas dalam PK tertulis {}, sedangkan dalam kaskade {}.", quote(as_written), quote(agreed));
    let advice = format!("Ganti polaritas menjadi {}, {ASK_BUREAU}", quote(agreed));
    let temuan = record.temuan(&ATURAN, column, message, &advice)?;
    Some(temuan.difference(as_written, agreed).all_related(kaskade(record.tables, node, column)))
}

/// Only against a node of the same unit: the institution's figure is not the unit's.
fn target_difference(record: &IndikatorRecord<'_>, node: &KaskadeNode) -> Option<Temuan> {
    let unit = record.tables.unit(record.unit()?)?;
    let institution_owned = node.unit.is_none() && unit.parent.is_none() && record.tables.has_below(&unit.code);
    if node.unit.as_deref() != Some(&unit.code) && !institution_owned {
        return None;
    }
    let column = [Field::Target.yearly(), Field::Target.running()].into_iter().find(|column| record.has(*column))?;
    let entry = record.own_entry(column)?;
    let benchmark = record.tables.entry(node.record_id, Field::Target.yearly())?;
    let difference = compare::entry(entry, benchmark, record.percent())?;
    let (found, expected) = (write(&entry.value), write(&benchmark.value));
    let message = format!("Target dalam PK {found}, sedangkan dalam kaskade {expected}.");
    let advice = format!("Samakan target dengan kaskade, yaitu {expected}, {ASK_BUREAU}");
    let temuan = record.temuan(&ATURAN, column, message, &advice)?;
    let temuan = temuan.difference(found, expected).all_related(kaskade(record.tables, node, Field::Target.yearly()));
    Some(difference.attach(temuan))
}

fn kaskade(tables: &Tables, node: &KaskadeNode, column: FormColumn) -> Option<Place> {
    tables.place(node.record_id, column)
}

/// The two sets of one unit.
#[derive(Default)]
struct SasaranSet<'a> {
    more: Vec<IndikatorRecord<'a>>,
    missing: Vec<&'a KaskadeNode>,
}

/// Indicators that only one side has, for every unit that has both an agreement and a part in the cascade.
fn set_of_difference(tables: &Tables) -> Vec<Temuan> {
    let ikk = || tables.nodes.iter().filter(|node| node.jenjang == Some(Jenjang::Ikk));
    let agreeing: HashSet<&str> = tables.pk().filter_map(|row| row.unit).collect();
    let tied: HashSet<(&str, &str)> = tables.pk().filter_map(|row| Some((row.unit?, row.node_code()?))).collect();
    let measured: HashSet<&str> = ikk().filter_map(|node| node.unit.as_deref()).collect();
    let mut unit: BTreeMap<&str, SasaranSet<'_>> = BTreeMap::new();
    for node in ikk() {
        let owned = node.unit.as_deref().filter(|unit| agreeing.contains(unit));
        if let Some(owned) = owned.filter(|unit| !tied.contains(&(unit, node.code.as_str()))) {
            unit.entry(owned).or_default().missing.push(node);
        }
    }
    let other = other_papers(tables);
    let strange = |row: &PkRow<'_>| row.node_code().is_none() && row.key.is_some() && !other.contains(&row.document);
    for row in tables.pk().filter(strange) {
        let record = IndikatorRecord::new(tables, row.record);
        if let Some(owned) = row.unit.filter(|unit| measured.contains(unit) && record.subject()) {
            unit.entry(owned).or_default().more.push(record);
        }
    }
    unit.into_iter().flat_map(|(unit, set_of)| set_of_temuan(tables, unit, set_of)).collect()
}

/// Documents that nothing but their columns calls an agreement, and of which no row is one of the cascade: lists of another kind,
/// most likely. That the cascade's own are missing is told of them once.
fn other_papers(tables: &Tables) -> HashSet<u32> {
    let tied: HashSet<u32> = tables.pk().filter(|row| row.node_code().is_some()).map(|row| row.document).collect();
    let agreements = document::submission(tables).filter(|one| one.registered.kind == DocumentKind::Pk);
    let untitled = agreements.filter(|one| !tied.contains(&one.number) && document::by_its_columns(tables, one));
    untitled.map(|one| one.number).collect()
}

fn set_of_temuan(tables: &Tables, unit: &str, set_of: SasaranSet<'_>) -> Vec<Temuan> {
    let TextGap { more, missing, changing, guessed } = pair_up(
        set_of.more,
        set_of.missing,
        |record| record.sentence().map(str::to_string),
        |node| Some(node.indikator.clone()),
    );
    let renamed_all = changing.iter().chain(&guessed);
    let mut temuan: Vec<Temuan> = renamed_all.filter_map(|(record, node)| renamed(record, node)).collect();
    temuan.extend(more.iter().filter_map(|record| absent_from_kaskade(record, unit)));
    temuan.extend(absent_from_pk(tables, unit, &missing));
    temuan
}

fn renamed(record: &IndikatorRecord<'_>, node: &KaskadeNode) -> Option<Temuan> {
    let sentence = record.sentence()?;
    let intent = format!("{} {}", node.code, node.indikator);
    let message =
        format!("Indikator {} tidak ada dalam kaskade; mungkin maksudnya {}.", quote(sentence), quote(&intent));
    let advice = format!("Tulis kode dan bunyi indikator seperti dalam kaskade, {ASK_BUREAU}");
    let temuan = record.temuan_in(&ATURAN, record.indikator_place()?, message, &advice);
    let temuan = temuan.difference(sentence, &node.indikator);
    Some(temuan.all_related(kaskade(record.tables, node, Field::Indikator.yearly())))
}

fn absent_from_kaskade(record: &IndikatorRecord<'_>, unit: &str) -> Option<Temuan> {
    let owned = record.tables.unit_nodes(unit);
    let label = record.label();
    let similar = nearest(record.sentence().unwrap_or(&label), owned.map(|node| node.indikator.as_str()));
    let guess = similar.map(|similar| format!("; mungkin maksudnya {}", quote(similar))).unwrap_or_default();
    let message = format!("Indikator {} tidak ada dalam kaskade unit ini{guess}.", quote(&label));
    let advice = "Periksa kode dan bunyinya; bila indikator ini memang milik unit, minta biro perencanaan menambahkannya ke kaskade.";
    Some(record.temuan_in(&ATURAN, record.indikator_place()?, message, advice).found(label))
}

fn absent_from_pk(tables: &Tables, unit: &str, missing: &[&KaskadeNode]) -> Option<Temuan> {
    let place = agreement_heading(tables, unit)?;
    let name: Vec<String> = missing.iter().map(|node| format!("{} {}", node.code, node.indikator)).collect();
    if name.is_empty() {
        return None;
    }
    let missed = format!("belum memuat {} indikator kaskade milik unit ini: {}.", name.len(), truncated_list(&name, 5));
    // A plan of five years may be read as an agreement where nothing says what it is.
    let mut agreements = document::submission(tables)
        .filter(|one| one.registered.kind == DocumentKind::Pk && one.unit() == Some(unit))
        .peekable();
    let (message, advice) = if agreements.peek().is_some()
        && agreements.all(|one| document::by_its_columns(tables, &one))
    {
        (
            format!("Lembar ini, yang dari judul kolomnya terbaca sebagai PK, {missed}"),
            "Bila ini memang PK, tambahkan indikator tersebut dan tulis jenis dokumennya di judul; bila dokumen lain, tulis jenisnya di judul.".to_string(),
        )
    } else {
        (format!("PK {missed}"), format!("Tambahkan indikator tersebut ke PK, {ASK_BUREAU}"))
    };
    let temuan = ATURAN.finding(place, message, advice).unit(Some(unit));
    let place = missing.iter().filter_map(|node| kaskade(tables, node, Field::Indikator.yearly()));
    Some(temuan.difference("tidak ada", name.join("; ")).all_related(gather(place)))
}

#[cfg(test)]
mod tests {
    use crate::finding::Temuan;
    use crate::rules::helpers::test::temuan;

    fn pk(row: &str) -> Vec<Temuan> {
        let head =
            "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target";
        temuan("PK03", &format!("{head}\n{row}"))
    }

    fn cell(row: &str) -> Vec<String> {
        pk(row).iter().map(|temuan| temuan.place.cell_text()).collect()
    }

    #[test]
    fn a_renamed_indicator_is_one_finding_at_its_cell() {
        let outcome = pk("1|Lulusan|Persentase lulusan yang bekerja dalam 9 bulan|%|60");
        assert_eq!(outcome.len(), 1, "{outcome:?}");
        assert_eq!(outcome[0].place.cell_text(), "C4");
        assert!(outcome[0].message.contains("mungkin maksudnya"), "{}", outcome[0].message);
        assert_eq!(outcome[0].related[0].file, "kaskade.xlsx");
    }

    #[test]
    fn another_indicator_leaves_the_cascades_own_missing() {
        assert_eq!(cell("1|Kerja sama|Indeks kepuasan pengguna|Indeks|3"), ["C3", "C4"]);
    }

    #[test]
    fn a_direction_that_both_state_is_compared() {
        let form = |polaritas: &str| {
            let image = format!(
                "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Polaritas|Target\nIKK 1||IKK|JTI|Lama layanan|Hari|minimum|9\n*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Satuan|Polaritas|Target\n1|Layanan|Lama layanan|Hari|{polaritas}|9\n"
            );
            crate::rules::helpers::test::cell("PK03", &image)
        };
        assert_eq!(form("Maksimum"), ["E3"]);
        assert_eq!(form("semakin kecil semakin baik"), Vec::<String>::new());
        assert_eq!(form("-"), Vec::<String>::new());
    }

    #[test]
    fn wording_unit_and_target_are_compared_one_by_one() {
        assert_eq!(cell("1|Lulusan|[IKK 1.1.1] Jumlah mitra|Orang|55"), ["C4", "D4", "E4"]);
        assert_eq!(cell("1|Lulusan|[ikk 1.1.1] Persentase lulusan yang bekerja dalam 6 bulan|persen|6"), ["E4"]);
        assert_eq!(cell("1|Lulusan|persentase lulusan yang bekerja dalam 6 bulan.|Persen|60%"), Vec::<String>::new());
        assert_eq!(cell("1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|≥ 60"), Vec::<String>::new());
    }

    #[test]
    fn a_list_that_nobody_called_an_agreement_is_told_once() {
        let rows = "1|PENDAFTARAN|Proses pendaftaran pasien|90%|Waktu sejak pasien datang\n2|UMUM|Kepuasan pelanggan|90%|Hasil survei\n3|FARMASI|Kelengkapan rekam medik|100%|Rekam medik yang terisi";
        let told = |title: &str| {
            let head = "No|Jenis Pelayanan|Indikator Mutu|Standar|Definisi Operasional";
            temuan("PK03", &format!("*** JTI/mutu.xlsx\n=== Mutu\n{title}\n\n{head}\n{rows}\n")).len()
        };
        assert_eq!((told("INDIKATOR PENINGKATAN MUTU 2026"), told("PERJANJIAN KINERJA TAHUN 2026")), (1, 4));
    }

    #[test]
    fn the_institutions_target_is_not_the_units() {
        let second = "2||[IKU 1.1] Persentase lulusan yang bekerja atau melanjutkan studi|%|40";
        let first = "1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|60";
        assert_eq!(cell(&format!("{first}\n{second}")), Vec::<String>::new());
    }
}
