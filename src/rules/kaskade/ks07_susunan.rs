//! KS07: a cascade that is no tree: circles, parents that do not exist, codes used twice, levels out of order.

use crate::domain::column::Field;
use crate::domain::hash::{HashMap, HashSet};
use crate::domain::node::KaskadeNode;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::node::{all_place, name, place, take, temuan};
use crate::rules::helpers::quote;
use crate::rules::{Aturan, Check, Need, RuleContext};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "KS07",
    name: "Susunan kaskade keliru",
    severity: Severity::Error,
    scope: Scope::Cascade,
    needs: &[Need::Cascade],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Kode induk harus ada dalam kaskade, tidak boleh berputar, dan rantainya paling panjang 50 tingkat; setiap kode dipakai satu kali, dan jenjang turun berurutan IKU, IKK, IKI.",
    why: "Rekap menjumlahkan capaian mengikuti kode induk; susunan yang keliru membuat angka lembaga salah tanpa terlihat.",
    source: "SOP politeknik (penurunan IKU ke IKK); matriks kaskade Kementerian Keuangan",
    wrong: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Target
IKU 1.1||IKU||Persentase lulusan yang bekerja|60
IKK 1.1.1|«IKU 1.7»|IKK|JTI|Persentase lulusan yang bekerja dalam 6 bulan|60
",
    correct: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Target
IKU 1.1||IKU||Persentase lulusan yang bekerja|60
IKK 1.1.1|IKU 1.1|IKK|JTI|Persentase lulusan yang bekerja dalam 6 bulan|60
",
    check: Check::Workspace(check),
};

/// Levels of a cascade, counted by parents: the deepest of real ones have six.
const MOST_DEPTH: usize = 50;
/// Codes of a circle that its finding names.
const SHOWN_CIRCLE: usize = 10;
/// Unknown parents up to which each is guessed at.
const MOST_GUESSES: usize = 100;

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let kaskade = context.kaskade;
    let cycle = kaskade.cycle();
    let circular: HashSet<usize> = cycle.iter().flatten().copied().collect();
    let mut all: Vec<Temuan> = cycle.iter().filter_map(|cycle| cyclic(context, &take(kaskade, cycle))).collect();
    let unknown: Vec<&KaskadeNode> = kaskade.unknown_parent().filter_map(|number| kaskade.take(number)).collect();
    let guesses = guesses(context, &unknown);
    all.extend(unknown.into_iter().filter_map(|one| unknown_parent(context, one, &guesses)));
    let deep = kaskade.at_depth(MOST_DEPTH + 1).into_iter().filter_map(|number| kaskade.take(number));
    all.extend(deep.filter_map(|one| too_deep(context, one)));
    let double = kaskade.double_code();
    all.extend(
        double
            .into_iter()
            .filter_map(|(start, number)| double_code(context, kaskade.take(start)?, kaskade.take(number)?)),
    );
    // Inside a circle somebody always stands above somebody higher: that follows from the circle.
    let straight = |pair: &(usize, usize)| !(circular.contains(&pair.0) && circular.contains(&pair.1));
    for (child, parent) in kaskade.jump_jenjang().into_iter().chain(kaskade.reversed_jenjang()).filter(straight) {
        all.extend(
            kaskade.take(child).zip(kaskade.take(parent)).and_then(|(child, parent)| jenjang(context, child, parent)),
        );
    }
    all
}

fn cyclic(context: &RuleContext<'_>, cycle: &[&KaskadeNode]) -> Option<Temuan> {
    let first = *cycle.first()?;
    let advice = "Perbaiki Kode Induk salah satunya sehingga rantainya berakhir pada IKU.";
    if cycle.len() == 1 {
        let message = format!("{} menyebut dirinya sendiri sebagai induk.", name(first));
        let advice =
            "Tulis kode indikator yang didukungnya sebagai Kode Induk, atau kosongkan bila memang berdiri sendiri.";
        return temuan(context, &ATURAN, first, Field::ParentCode, message, advice);
    }
    let mut chain: Vec<String> = cycle.iter().take(SHOWN_CIRCLE).map(|one| name(one)).collect();
    if cycle.len() > SHOWN_CIRCLE {
        chain.push(format!("… ({} kode lagi)", cycle.len() - SHOWN_CIRCLE));
    }
    chain.push(name(first));
    let message = format!("Kode induk berputar: {}.", chain.join(" → "));
    let mut one = temuan(context, &ATURAN, first, Field::ParentCode, message, advice)?;
    one.place = all_place(context.tables, cycle.iter().copied(), Field::ParentCode)?;
    Some(one)
}

/// The codes that unknown parents may mean, the two that resemble each most. Where very many are unknown that is no slip
/// of the pen, and none is guessed.
fn guesses<'a>(context: &RuleContext<'a>, unknown: &[&'a KaskadeNode]) -> HashMap<&'a str, Vec<&'a str>> {
    const SIMILAR: f64 = 0.75;
    let parent: HashSet<&str> = unknown.iter().filter_map(|node| node.parent_code.as_deref()).collect();
    if parent.len() > MOST_GUESSES {
        return HashMap::default();
    }
    let nearest = |parent: &str| {
        let code = context.kaskade.node().iter().map(|other| other.code.as_str());
        let mut alike: Vec<(f64, &str)> = code
            .map(|code| (strsim::normalized_levenshtein(parent, code), code))
            .filter(|(value, _)| *value >= SIMILAR)
            .collect();
        // Of equal ones the last, as they stand in the sheet.
        alike.reverse();
        alike.sort_by(|a, b| b.0.total_cmp(&a.0));
        alike.dedup_by(|a, b| a.1 == b.1);
        // Of several that are equally near none is guessed; the node itself may be one of them.
        let best = alike.first().map_or(0.0, |(value, _)| *value);
        let nearest: Vec<&str> = alike.iter().filter(|(value, _)| *value >= best).map(|(_, code)| *code).collect();
        if nearest.len() > 2 { Vec::new() } else { alike.into_iter().take(2).map(|(_, code)| code).collect() }
    };
    parent.into_iter().map(|parent| (parent, nearest(parent))).collect()
}

fn too_deep(context: &RuleContext<'_>, node: &KaskadeNode) -> Option<Temuan> {
    let message = format!(
        "{} berada lebih dari {MOST_DEPTH} tingkat di bawah puncak kaskade; rantai Kode Induk-nya keliru.",
        name(node)
    );
    let advice = "Periksa Kode Induk baris ini dan baris di atasnya; kaskade biasanya hanya beberapa tingkat.";
    temuan(context, &ATURAN, node, Field::ParentCode, message, advice)
}

fn unknown_parent(context: &RuleContext<'_>, node: &KaskadeNode, guesses: &HashMap<&str, Vec<&str>>) -> Option<Temuan> {
    let parent = node.parent_code.as_deref()?;
    let guess = guesses.get(parent).into_iter().flatten().find(|code| **code != node.code);
    let guess = guess.map(|code| format!("; mungkin maksudnya {}", quote(code))).unwrap_or_default();
    let message = format!("Kode induk {} tidak ada dalam kaskade{guess}.", quote(parent));
    let advice = "Perbaiki Kode Induk, atau tambahkan baris untuk induk tersebut.";
    Some(temuan(context, &ATURAN, node, Field::ParentCode, message, advice)?.found(parent))
}

fn double_code(context: &RuleContext<'_>, start: &KaskadeNode, node: &KaskadeNode) -> Option<Temuan> {
    let origin = place(context.tables, start, Field::Code)?;
    let message = format!("Kode {} sudah dipakai di sel {}.", quote(&node.code), origin.cell_text());
    let advice = "Beri kode yang berbeda, atau hapus baris yang ganda.";
    Some(temuan(context, &ATURAN, node, Field::Code, message, advice)?.found(&node.code).related(origin))
}

fn jenjang(context: &RuleContext<'_>, child: &KaskadeNode, parent: &KaskadeNode) -> Option<Temuan> {
    let (lower, upper) = (child.jenjang?, parent.jenjang?);
    let (child_, parent_) = (name(child), name(parent));
    let message = if lower < upper {
        format!("{child_} ({lower}) berada di bawah {parent_} ({upper}), padahal jenjangnya lebih tinggi.")
    } else {
        format!("{child_} ({lower}) langsung berada di bawah {parent_} ({upper}), tanpa IKK di antaranya.")
    };
    let advice = "Perbaiki Kode Induk atau Jenjang agar urutannya IKU, IKK, lalu IKI.";
    let one = temuan(context, &ATURAN, child, Field::ParentCode, message, advice)?;
    Some(one.all_related(place(context.tables, parent, Field::Jenjang)))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::cell;

    fn kaskade(row: &str) -> Vec<String> {
        let head = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Target";
        cell("KS07", &format!("{head}\n{row}"))
    }

    #[test]
    fn a_circle_is_told_once() {
        let row = "IKU 1|IKK 1.1|IKU||Satu|1\nIKK 1.1|IKK 1.2|IKK|JTI|Dua|1\nIKK 1.2|IKU 1|IKK|JTI|Tiga|1";
        assert_eq!(kaskade(row), ["B2,B3,B4"]);
    }

    #[test]
    fn who_names_itself_as_parent_is_alone_to_be_mended() {
        let head = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Target\nIKK 1.1|IKK 1.1|IKK|JTI|Dua|1";
        let [one] = crate::rules::helpers::test::temuan("KS07", head).try_into().expect("one finding");
        assert!(!one.advice.contains("salah satunya") && one.advice.contains("kosongkan"), "{}", one.advice);
    }

    #[test]
    fn a_code_used_twice_is_told_at_the_second_row() {
        assert_eq!(kaskade("IKU 1||IKU||Satu|1\nIKK 1.1|IKU 1|IKK|JTI|Dua|1\nikk1.1|IKU 1|IKK|JTI|Tiga|1"), ["A4"]);
    }

    #[test]
    fn a_chain_of_more_than_fifty_is_told_where_it_becomes_too_long() {
        let chain = |length: u32| -> String {
            let row = |number: u32| format!("IKK {}|IKK {}|IKK|JTI|Indikator {number}|1\n", number, number - 1);
            format!("IKK 1||IKK|JTI|Satu|1\n{}", (2..=length).map(row).collect::<String>())
        };
        assert_eq!(kaskade(&chain(50)), [""; 0]);
        assert_eq!(kaskade(&chain(53)), ["B52"]);
    }

    #[test]
    fn a_long_circle_names_some_of_its_codes() {
        let row = |number: u32| format!("IKK {number}|IKK {}|IKK|JTI|Indikator {number}|1\n", number % 30 + 1);
        let all: String = (1..=30).map(row).collect();
        assert_eq!(kaskade(&all).len(), 1);
    }

    #[test]
    fn levels_go_down_one_at_a_time() {
        assert_eq!(kaskade("IKU 1||IKU||Satu|1\nIKI 1.1|IKU 1|IKI|JTI|Dua|1"), ["B3"]);
        assert_eq!(kaskade("IKK 1||IKK|JTI|Satu|1\nIKU 1.1|IKK 1|IKU||Dua|1"), ["B3"]);
    }
}
