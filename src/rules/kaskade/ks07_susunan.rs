//! KS07: a cascade that is no tree: circles, parents that do not exist, codes used twice, levels out of order.

use std::collections::HashSet;

use crate::domain::column::Field;
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
    what: "Kode induk harus ada dalam kaskade dan tidak boleh berputar, setiap kode dipakai satu kali, dan jenjang turun berurutan IKU, IKK, IKI.",
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

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let kaskade = context.kaskade;
    let cycle = kaskade.cycle();
    let circular: HashSet<usize> = cycle.iter().flatten().copied().collect();
    let mut all: Vec<Temuan> = cycle.iter().filter_map(|cycle| cyclic(context, &take(kaskade, cycle))).collect();
    let unknown = kaskade.unknown_parent().filter_map(|number| kaskade.take(number));
    all.extend(unknown.filter_map(|one| unknown_parent(context, one)));
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
        return temuan(context, &ATURAN, first, Field::ParentCode, message, advice);
    }
    let chain: Vec<String> = cycle.iter().chain([&first]).map(|one| name(one)).collect();
    let message = format!("Kode induk berputar: {}.", chain.join(" → "));
    let mut one = temuan(context, &ATURAN, first, Field::ParentCode, message, advice)?;
    one.place = all_place(context.tables, cycle.iter().copied(), Field::ParentCode)?;
    Some(one)
}

fn unknown_parent(context: &RuleContext<'_>, node: &KaskadeNode) -> Option<Temuan> {
    const SIMILAR: f64 = 0.75;
    let parent = node.parent_code.as_deref()?;
    let code = context.kaskade.node().iter().map(|other| other.code.as_str()).filter(|code| *code != node.code);
    let nearest =
        code.map(|code| (strsim::normalized_levenshtein(parent, code), code)).max_by(|a, b| a.0.total_cmp(&b.0));
    let guess = nearest.filter(|(value, _)| *value >= SIMILAR);
    let guess = guess.map(|(_, code)| format!("; mungkin maksudnya {}", quote(code))).unwrap_or_default();
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
    fn a_code_used_twice_is_told_at_the_second_row() {
        assert_eq!(kaskade("IKU 1||IKU||Satu|1\nIKK 1.1|IKU 1|IKK|JTI|Dua|1\nikk1.1|IKU 1|IKK|JTI|Tiga|1"), ["A4"]);
    }

    #[test]
    fn levels_go_down_one_at_a_time() {
        assert_eq!(kaskade("IKU 1||IKU||Satu|1\nIKI 1.1|IKU 1|IKI|JTI|Dua|1"), ["B3"]);
        assert_eq!(kaskade("IKK 1||IKK|JTI|Satu|1\nIKU 1.1|IKK 1|IKU||Dua|1"), ["B3"]);
    }
}
