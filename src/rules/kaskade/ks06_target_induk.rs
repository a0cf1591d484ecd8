//! KS06: a target that its children's targets do not make.

use crate::domain::capaian::combine;
use crate::domain::column::Field;
use crate::domain::node::KaskadeNode;
use crate::domain::polaritas::KonsolidasiUnit;
use crate::domain::satuan::{is_percent, standard_satuan};
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::figure;
use crate::rules::helpers::node::{name, place, take, temuan};
use crate::rules::helpers::record::gather;
use crate::rules::helpers::{quote, same};
use crate::rules::{Aturan, Check, Need, RuleContext};
use crate::tables::compute::numeral;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "KS06",
    name: "Target induk tidak sesuai dengan target turunannya",
    severity: Severity::Warning,
    scope: Scope::Cascade,
    needs: &[Need::Cascade],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Target tahunan induk dibandingkan dengan jumlah, rata-rata, atau nilai lain dari target turunannya, sesuai kolom Konsolidasi Unit. Rata-rata boleh berbeda setengah persen karena pembulatan.",
    why: "Bila target unit-unit tidak membentuk target lembaga, IKU dapat gagal walaupun semua unit mencapai targetnya.",
    source: "matriks kaskade Kementerian Keuangan; praktik konsolidasi target",
    wrong: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
JTM|Jurusan Teknik Mesin|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Konsolidasi Unit|Target
IKU 1.2||IKU||Jumlah mitra industri|Mitra|jumlah|«40»
IKK 1.2.1|IKU 1.2|IKK|JTI|Jumlah mitra industri jurusan|Mitra||20
IKK 1.2.2|IKU 1.2|IKK|JTM|Jumlah mitra industri jurusan|Mitra||15
",
    correct: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
JTM|Jurusan Teknik Mesin|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Konsolidasi Unit|Target
IKU 1.2||IKU||Jumlah mitra industri|Mitra|jumlah|40
IKK 1.2.1|IKU 1.2|IKK|JTI|Jumlah mitra industri jurusan|Mitra||20
IKK 1.2.2|IKU 1.2|IKK|JTM|Jumlah mitra industri jurusan|Mitra||20
",
    check: Check::Workspace(check),
};

/// How far a mean may miss its parent because it was rounded.
const MEAN_ROUNDING: f64 = 0.005;
/// So many children are named in the message.
const MOST: usize = 6;

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let consolidated = context.kaskade.consolidated();
    consolidated
        .filter_map(|(parent, way, child)| {
            let (parent, child) = (context.kaskade.take(parent)?, take(context.kaskade, &child));
            one_parent(context, parent, way, &child)
        })
        .collect()
}

fn target(node: &KaskadeNode) -> Option<f64> {
    numeral(&node.target, is_percent(&node.satuan))
}

/// Nothing is said while one of the targets is missing or is no figure.
fn one_parent(
    context: &RuleContext<'_>,
    parent: &KaskadeNode,
    way: KonsolidasiUnit,
    child: &[&KaskadeNode],
) -> Option<Temuan> {
    let as_written = target(parent)?;
    let item: Vec<(f64, Option<f64>)> =
        child.iter().map(|one| Some((target(one)?, one.bobot))).collect::<Option<_>>()?;
    // A direct link has one child; where there are more, each must carry the parent's figure.
    let outcome = match way {
        KonsolidasiUnit::Direct => item.iter().map(|(figure, _)| *figure).find(|figure| !same(*figure, as_written))?,
        way => combine(way, &item)?,
    };
    let mean = matches!(way, KonsolidasiUnit::Average | KonsolidasiUnit::WeightedAverage);
    if same(as_written, outcome) || (mean && (as_written - outcome).abs() <= MEAN_ROUNDING * as_written.abs()) {
        return None;
    }
    let detail = detail(child, &item);
    if let Some(told) = other_satuan(context, parent, way, child) {
        return Some(told);
    }
    let message = format!(
        "Target {} adalah {}, padahal {} {} ({detail}).",
        name(parent),
        figure(as_written),
        designation(way),
        figure(outcome)
    );
    let advice = "Sesuaikan target induk atau target turunannya, atau perbaiki cara Konsolidasi Unit bila keliru.";
    let mut one = temuan(context, &ATURAN, parent, Field::Target, message, advice)?;
    let place = gather(child.iter().filter_map(|one| place(context.tables, one, Field::Target)));
    one.place.cells.extend(place.into_iter().flat_map(|place| place.cells));
    Some(one.difference(figure(as_written), figure(outcome)).gap(as_written - outcome))
}

/// Where children are counted in something else than their parent, no target of theirs makes its own.
fn other_satuan(
    context: &RuleContext<'_>,
    parent: &KaskadeNode,
    way: KonsolidasiUnit,
    child: &[&KaskadeNode],
) -> Option<Temuan> {
    let own = standard_satuan(&parent.satuan).name;
    let differs = |one: &&&KaskadeNode| {
        let satuan = standard_satuan(&one.satuan).name;
        !satuan.is_empty() && !satuan.eq_ignore_ascii_case(&own)
    };
    let others: Vec<&KaskadeNode> = child.iter().filter(differs).copied().collect();
    if own.is_empty() || others.is_empty() || way == KonsolidasiUnit::Direct {
        return None;
    }
    let said: Vec<String> =
        others.iter().take(MOST).map(|one| format!("{} {}", name(one), quote(&one.satuan))).collect();
    let message = format!(
        "Target {} bersatuan {}, tetapi turunannya dihitung dalam satuan lain ({}), sehingga targetnya tidak dapat digabung.",
        name(parent),
        quote(&parent.satuan),
        said.join(", ")
    );
    let advice = "Pindahkan turunan yang satuannya lain ke induk yang sesuai, atau isi Konsolidasi Unit induk ini dengan \"tanpa\".";
    let mut one = temuan(context, &ATURAN, parent, Field::Target, message, advice)?;
    let place = gather(others.iter().filter_map(|one| place(context.tables, one, Field::Satuan)));
    one.place.cells.extend(place.into_iter().flat_map(|place| place.cells));
    Some(one)
}

fn detail(child: &[&KaskadeNode], item: &[(f64, Option<f64>)]) -> String {
    let mut part: Vec<String> = child
        .iter()
        .zip(item)
        .take(MOST)
        .map(|(one, (value, _))| format!("{} = {}", name(one), figure(*value)))
        .collect();
    if child.len() > MOST {
        part.push(format!("dan {} lainnya", child.len() - MOST));
    }
    part.join(", ")
}

const fn designation(way: KonsolidasiUnit) -> &'static str {
    match way {
        KonsolidasiUnit::Total => "jumlah target turunannya",
        KonsolidasiUnit::Average => "rata-rata target turunannya",
        KonsolidasiUnit::WeightedAverage => "rata-rata tertimbang target turunannya",
        KonsolidasiUnit::Maximum => "target turunan tertinggi",
        KonsolidasiUnit::Minimum => "target turunan terendah",
        KonsolidasiUnit::Direct | KonsolidasiUnit::Without => "target turunan langsungnya",
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::cell;

    fn kaskade(parent: &str, child: &[&str]) -> Vec<String> {
        let head = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Konsolidasi Unit|Bobot|Target";
        let child: Vec<String> = child
            .iter()
            .enumerate()
            .map(|(number, content)| format!("IKK 1.1.{number}|IKU 1.1|IKK|JTI|Anak {number}|Nilai||{content}"))
            .collect();
        cell("KS06", &format!("{head}\nIKU 1.1||IKU||Induk|Nilai|{parent}\n{}", child.join("\n")))
    }

    #[test]
    fn a_mean_may_be_rounded_a_sum_may_not() {
        assert_eq!(kaskade("rata-rata||83.3", &["|80", "|85", "|85"]), Vec::<String>::new());
        assert_eq!(kaskade("rata-rata||85", &["|80", "|85", "|85"]), ["I2,I3,I4,I5"]);
        assert_eq!(kaskade("jumlah||250.5", &["|80", "|85", "|85"]), ["I2,I3,I4,I5"]);
    }

    #[test]
    fn weights_count_and_a_direct_link_carries_the_figure() {
        assert_eq!(kaskade("rata-rata tertimbang||90", &["75|100", "25|60"]), Vec::<String>::new());
        assert_eq!(kaskade("langsung||90", &["|80"]), ["I2,I3"]);
        assert_eq!(kaskade("maksimum||90", &["|80", "|90"]), Vec::<String>::new());
    }

    #[test]
    fn a_missing_target_and_children_that_say_nothing_are_left_alone() {
        assert_eq!(kaskade("jumlah||90", &["|80", "|"]), Vec::<String>::new());
        assert_eq!(kaskade("tanpa||90", &["|80", "|70"]), Vec::<String>::new());
    }
}
