//! KS10: a direction, a consolidation or a level of the cascade in words that nobody understands, or a direction left blank that
//! can hardly be the one assumed.

use crate::domain::column::Field;
use crate::domain::document::TableRole;
use crate::domain::node::{Jenjang, KaskadeNode};
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::node::temuan;
use crate::rules::helpers::quote;
use crate::rules::{Aturan, Check, Need, RuleContext};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "KS10",
    name: "Kata dalam kaskade tidak dikenal",
    severity: Severity::Error,
    scope: Scope::Cascade,
    needs: &[Need::Cascade],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Polaritas, Konsolidasi Periode, Konsolidasi Unit, dan Jenjang ditulis dengan kata yang dikenal. Indikator yang katanya tidak dikenal tidak dihitung. Polaritas yang kosong dianggap maksimum; bila bunyi indikatornya atau induknya menunjukkan arah lain, itu ditanyakan di sini dan tidak dipersoalkan di formulir unit.",
    why: "Polaritas yang ditebak membalik baik dan buruk; lebih baik tanpa angka daripada angka yang terbalik.",
    source: "templat kaskade; telaah SOP IKU (polaritas dan konsolidasi)",
    wrong: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Polaritas|Target
IKU 1.1||IKU||Jumlah aduan yang masuk|Aduan|«xyz»|60
",
    correct: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Polaritas|Target
IKU 1.1||IKU||Jumlah aduan yang masuk|Aduan|semakin rendah semakin baik|60
",
    check: Check::Workspace(check),
};

/// The fields, their names, and what may stand there.
const WORDS: [(Field, &str, &str); 3] = [
    (Field::Polaritas, "Polaritas", "maksimum, minimum, atau stabil"),
    (Field::PeriodKonsolidasi, "Konsolidasi Periode", "jumlah, rata-rata, atau nilai akhir"),
    (
        Field::KonsolidasiUnit,
        "Konsolidasi Unit",
        "jumlah, rata-rata, rata-rata tertimbang, maksimum, minimum, langsung, atau tanpa",
    ),
];

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let nodes = || context.tables.nodes.iter();
    let mut found: Vec<Temuan> = nodes()
        .flat_map(|node| {
            WORDS.iter().filter(|(field, ..)| !node.understood(*field)).filter_map(move |(field, name, words)| {
                told(context, node, (*field, name), words, "indikator ini tidak dihitung")
            })
        })
        .collect();
    found.extend(nodes().filter(|node| own_layout(context, node) && node.jenjang.is_none()).filter_map(|node| {
        told(context, node, (Field::Jenjang, "Jenjang"), "IKU, IKK, atau IKI", "letaknya di kaskade tidak diketahui")
    }));
    found.extend(nodes().filter(|node| node.direction_doubted).filter_map(|node| blank_direction(context, node)));
    found
}

/// A blank direction where the indicator or its parent is better when low.
fn blank_direction(context: &RuleContext<'_>, node: &KaskadeNode) -> Option<Temuan> {
    let message = "Polaritas belum diisi, sehingga dianggap maksimum (makin besar makin baik); bunyi indikator ini atau induknya menunjukkan sebaliknya.".to_string();
    let advice = "Tulis minimum bila makin kecil makin baik; tulis maksimum bila memang makin besar makin baik.";
    let temuan = temuan(context, &ATURAN, node, Field::Polaritas, message, advice)?;
    Some(Temuan { severity: Severity::Warning, ..temuan })
}

/// Whether a node stands in our own layout or in one that only the dictionary knows: layouts of others have levels of
/// their own.
fn own_layout(context: &RuleContext<'_>, node: &KaskadeNode) -> bool {
    let document = context.tables.record_ids.get(node.record_id as usize).map(|address| address.document);
    let content = document.and_then(|document| context.tables.document_content(document));
    content.is_some_and(|content| {
        matches!(content.template.as_str(), "kaskade" | "kamus")
            && content.tables.iter().any(|table| table.role == TableRole::Kaskade)
    })
}

fn told(
    context: &RuleContext<'_>,
    node: &KaskadeNode,
    (field, name): (Field, &str),
    words: &str,
    effect: &str,
) -> Option<Temuan> {
    let entry = context.tables.entry(node.record_id, field.yearly()).filter(|entry| !entry.value.without_content())?;
    let word = entry.text().filter(|word| field != Field::Jenjang || Jenjang::read(word).is_none())?;
    let message = format!("{name} {} tidak dikenal, sehingga {effect}.", quote(word));
    let advice = format!("Tulis {words}.");
    Some(temuan(context, &ATURAN, node, field, message, &advice)?.difference(word, words))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::cell;

    fn kaskade(row: &str) -> Vec<String> {
        let head = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Polaritas|Konsolidasi Periode|Konsolidasi Unit|Target";
        cell("KS10", &format!("{head}\n{row}"))
    }

    #[test]
    fn each_word_is_told_at_its_cell_and_a_blank_is_no_word() {
        assert_eq!(kaskade("IKU 1||Lima||Aduan|Aduan|kabur|sesekali|seadanya|9"), ["C2", "G2", "H2", "I2"]);
        assert_eq!(kaskade("IKU 1||IKU||Mitra|Mitra||||9"), Vec::<String>::new());
    }

    #[test]
    fn a_blank_direction_is_asked_where_the_wording_or_the_parent_speaks_for_another() {
        let below = "IKU 1||IKU||Lama layanan|Hari|minimum|||9\nIKK 1.1|IKU 1|IKK|JTI|Lama layanan jurusan|Hari||||9";
        assert_eq!(kaskade(below), ["G3"]);
        assert_eq!(kaskade("IKU 1||IKU||Jumlah temuan audit|Temuan||||9"), ["G2"]);
        assert_eq!(
            kaskade("IKU 1||IKU||Jumlah mitra|Mitra||||9\nIKU 2||IKU||Lama layanan|Hari|minimum|||9"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn everyday_words_are_understood() {
        for words in ["menurun|kumulatif|tanpa", "semakin tinggi semakin baik|penjumlahan|total", "turun|terakhir|-"] {
            assert_eq!(kaskade(&format!("IKU 1||IKU||Aduan|Aduan|{words}|9")), Vec::<String>::new(), "{words}");
        }
    }
}
