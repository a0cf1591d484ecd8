//! KS13: quarter targets of the cascade that do not make its year's target.

use crate::domain::column::Field;
use crate::domain::exact;
use crate::domain::node::KaskadeNode;
use crate::domain::polaritas::KonsolidasiPeriode;
use crate::domain::satuan::is_percent;
use crate::domain::triwulan::Triwulan;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::node::{name, temuan};
use crate::rules::helpers::record::gather;
use crate::rules::helpers::series::{SeriesPoint, addition, averaged, summed};
use crate::rules::helpers::{figure, same};
use crate::rules::{Aturan, Check, Need, RuleContext};
use crate::tables::compute::numeral;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "KS13",
    name: "Target triwulan kaskade tidak membentuk target tahunannya",
    severity: Severity::Warning,
    scope: Scope::Cascade,
    needs: &[Need::Cascade],
    also: &[],
    follows: &["NL04"],
    fields: &[],
    what: "Bila keempat target triwulan sebuah indikator dalam kaskade terisi, jumlahnya, rata-ratanya, atau nilai TW IV-nya (menurut kolom Konsolidasi Periode) harus sama dengan target tahunannya. Persentase tidak pernah dijumlahkan; yang dilihat nilai akhirnya. Tanpa Konsolidasi Periode tidak diperiksa.",
    why: "Unit diukur per triwulan dengan angka-angka ini; bila tidak membentuk target setahun, semua triwulan dapat hijau sedangkan tahunnya merah.",
    source: "Pemeriksaan RA-05 pada kaskade; praktik pembagian target per triwulan",
    wrong: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Konsolidasi Periode|Konsolidasi Unit|Target|TW I|TW II|TW III|TW IV
IKK 1.1||IKK|JTI|Jumlah mitra industri|Mitra|jumlah|tanpa|«20»|5|5|5|4
",
    correct: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Konsolidasi Periode|Konsolidasi Unit|Target|TW I|TW II|TW III|TW IV
IKK 1.1||IKK|JTI|Jumlah mitra industri|Mitra|jumlah|tanpa|20|5|5|5|5
",
    check: Check::Workspace(check),
};

const ADJUST: &str = "Sesuaikan target triwulan atau target tahunannya sehingga keduanya cocok.";

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    context.tables.nodes.iter().filter_map(|node| one(context, node)).collect()
}

fn one(context: &RuleContext<'_>, node: &KaskadeNode) -> Option<Temuan> {
    let way = node.period_konsolidasi.filter(|_| node.understood(Field::PeriodKonsolidasi))?;
    let percent = is_percent(&node.satuan);
    let year = numeral(&node.target, percent)?;
    let quarters: Vec<SeriesPoint> = Triwulan::ALL
        .into_iter()
        .zip(&node.target_tw)
        .map(|(tw, value)| Some((Field::Target.tw(tw), numeral(value, percent)?)))
        .collect::<Option<_>>()?;
    let last = quarters.last()?.1;
    let sum = exact::sum(quarters.iter().map(|(_, figure)| *figure));
    let (made, advice) = match way {
        KonsolidasiPeriode::Total if !percent => {
            if summed(&quarters, year) {
                return None;
            }
            let advice = if same(last, year) {
                "Angka triwulannya tampak sudah kumulatif: tulis target tiap triwulan saja, atau ubah Konsolidasi Periode menjadi nilai akhir."
            } else {
                ADJUST
            };
            (format!("jumlah target triwulannya {} ({})", figure(sum), addition(&quarters)), advice)
        }
        KonsolidasiPeriode::Average => {
            if averaged(&quarters, year) {
                return None;
            }
            (format!("rata-rata target triwulannya {}", figure(sum / quarters.len() as f64)), ADJUST)
        }
        KonsolidasiPeriode::Total | KonsolidasiPeriode::LastValue => {
            if same(last, year) {
                return None;
            }
            (format!("target TW IV-nya {}", figure(last)), ADJUST)
        }
    };
    let message = format!("Target tahunan {} adalah {}, padahal {made}.", name(node), figure(year));
    let mut one = temuan(context, &ATURAN, node, Field::Target, message, advice)?;
    let cells = gather(quarters.iter().filter_map(|(column, _)| context.tables.place(node.record_id, *column)));
    one.place.cells.extend(cells.into_iter().flat_map(|place| place.cells));
    Some(one.found(figure(year)))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::temuan;

    fn told(satuan: &str, way: &str, figures: &str) -> Vec<String> {
        let all = temuan(
            "KS13",
            &format!(
                "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Jenjang|Kode Unit|Indikator|Satuan|Konsolidasi Periode|Target|TW I|TW II|TW III|TW IV\nIKK 1|IKK|JTI|Ukuran|{satuan}|{way}|{figures}\n"
            ),
        );
        all.into_iter().map(|one| one.message).collect()
    }

    #[test]
    fn the_cascade_says_how_quarters_make_a_year() {
        for (satuan, way, figures) in [
            ("Mitra", "jumlah", "20|5|5|5|5"),
            ("Mitra", "nilai akhir", "20|5|10|15|20"),
            ("Indeks", "rata-rata", "3.33|3.3|3.3|3.3|3.4"),
            ("%", "jumlah", "60|15|30|45|60"),
            ("Mitra", "", "20|1|1|1|1"),
            ("Mitra", "jumlah", "20|5|5||5"),
            ("Predikat", "nilai akhir", "BB|B|B|BB|BB"),
        ] {
            assert_eq!(told(satuan, way, figures), Vec::<String>::new(), "{satuan} {way} {figures}");
        }
        assert!(
            told("Mitra", "jumlah", "20|5|10|15|20")[0].contains("jumlah target triwulannya 50 (5 + 10 + 15 + 20)")
        );
        assert!(told("Mitra", "nilai akhir", "20|5|10|15|19")[0].contains("target TW IV-nya 19"));
        assert_eq!(told("%", "jumlah", "60|15|15|15|15").len(), 1);
    }
}
