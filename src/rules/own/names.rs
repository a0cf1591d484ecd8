//! What a condition may name, and the cell or figure behind each name.

use crate::domain::column::{Field, FormColumn};
use crate::domain::document::DocumentKind;
use crate::domain::node::KaskadeNode;
use crate::domain::triwulan::Triwulan;
use crate::domain::value::{Entry, Value};
use crate::rules::helpers::figure;
use crate::rules::helpers::measure::RowMeasure;
use crate::rules::helpers::record::IndikatorRecord;
use crate::rules::helpers::write::write;
use crate::tables::compute::numeral;

use super::held::Held;

/// The kinds of table that rules may look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum OwnTable {
    Pk,
    RencanaAksi,
    Pengukuran,
    Anggaran,
}

impl OwnTable {
    pub(super) const ALL: [Self; 4] = [Self::Pk, Self::RencanaAksi, Self::Pengukuran, Self::Anggaran];

    /// As the sheet names it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Pk => "PK",
            Self::RencanaAksi => "Rencana Aksi",
            Self::Pengukuran => "Pengukuran",
            Self::Anggaran => "Anggaran",
        }
    }

    pub(super) fn read(text: &str) -> Option<Self> {
        match crate::domain::text::key(text).as_str() {
            "pk" | "perjanjian kinerja" => Some(Self::Pk),
            "ra" | "rencana aksi" | "renaksi" => Some(Self::RencanaAksi),
            "uk" | "pengukuran" | "pengukuran kinerja" | "realisasi" => Some(Self::Pengukuran),
            "anggaran" => Some(Self::Anggaran),
            _ => None,
        }
    }

    /// The document whose rows it has; budget lines stand in several.
    pub(super) const fn kind(self) -> Option<DocumentKind> {
        match self {
            Self::Pk => Some(DocumentKind::Pk),
            Self::RencanaAksi => Some(DocumentKind::RencanaAksi),
            Self::Pengukuran => Some(DocumentKind::Pengukuran),
            Self::Anggaran => None,
        }
    }

    /// What a name stands for in this table.
    pub(super) fn meaning(self, name: &str) -> Option<Meaning> {
        let (stem, tw) = quarter(name);
        let field = |list: &[Field]| list.iter().copied().find(|field| field.name() == stem);
        if let Some(field) = field(self.fields()) {
            return match tw {
                None => Some(Meaning::Cell(field)),
                Some(Quarter::Of(tw)) => field_by_quarter(field).then_some(Meaning::CellOf(field, tw)),
                Some(Quarter::Running) => {
                    (self == Self::Pengukuran && field == Field::Target).then_some(Meaning::QuarterTarget)
                }
            };
        }
        if self == Self::Pengukuran
            && let Some(rest) = name.strip_prefix("lalu_")
        {
            return match Self::Pengukuran.meaning(rest)? {
                Meaning::Cell(field) if BEFORE.contains(&field) => Some(Meaning::Before(field)),
                Meaning::QuarterTarget => Some(Meaning::Before(Field::Target)),
                Meaning::Computed(Computed::Capaian) => Some(Meaning::Computed(Computed::CapaianBefore)),
                _ => None,
            };
        }
        if self != Self::Anggaran
            && let Some(rest) = name.strip_prefix("kaskade_")
        {
            let (stem, tw) = quarter(rest);
            let field = NODE.iter().copied().find(|field| field.name() == stem)?;
            return match tw {
                None => Some(Meaning::Node(field, None)),
                Some(Quarter::Of(tw)) if field == Field::Target => Some(Meaning::Node(field, Some(tw))),
                Some(_) => None,
            };
        }
        let computed = Computed::ALL.into_iter().find(|(known, ..)| *known == name);
        computed.filter(|(.., tables)| tables.contains(&self)).map(|(_, computed, _)| Meaning::Computed(computed))
    }

    /// Every name that it has.
    pub(super) fn names(self) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for field in self.fields() {
            all.push(field.name().to_string());
            if field_by_quarter(*field) {
                all.extend((1..=4).map(|tw| format!("{}_tw{tw}", field.name())));
            }
        }
        if self == Self::Pengukuran {
            all.push("target_tw".to_string());
            all.extend(
                BEFORE.iter().filter(|field| **field != Field::Target).map(|field| format!("lalu_{}", field.name())),
            );
            all.extend(["lalu_target_tw", "lalu_capaian_hitung"].map(String::from));
        }
        if self != Self::Anggaran {
            all.extend(NODE.iter().map(|field| format!("kaskade_{}", field.name())));
            all.extend((1..=4).map(|tw| format!("kaskade_target_tw{tw}")));
        }
        let computed = Computed::ALL.into_iter().filter(|(.., tables)| tables.contains(&self));
        all.extend(computed.map(|(name, ..)| name.to_string()));
        all
    }

    const fn fields(self) -> &'static [Field] {
        match self {
            Self::Pk => &[
                Field::Code,
                Field::Tujuan,
                Field::Sasaran,
                Field::Indikator,
                Field::Satuan,
                Field::Kind,
                Field::Polaritas,
                Field::Bobot,
                Field::SumberData,
                Field::CaraPengukuran,
                Field::OperationalDefinition,
                Field::KondisiAwal,
                Field::Target,
                Field::PenanggungJawab,
                Field::Remark,
                Field::Anggaran,
            ],
            Self::RencanaAksi => &[
                Field::Code,
                Field::Sasaran,
                Field::Indikator,
                Field::Satuan,
                Field::Target,
                Field::RencanaAksi,
                Field::Kriteria,
                Field::Keluaran,
                Field::Time,
                Field::PenanggungJawab,
                Field::Anggaran,
                Field::Remark,
            ],
            Self::Pengukuran => &[
                Field::Code,
                Field::Sasaran,
                Field::Indikator,
                Field::Satuan,
                Field::Target,
                Field::Realisasi,
                Field::Numerator,
                Field::Denominator,
                Field::Capaian,
                Field::Status,
                Field::Kendala,
                Field::Solusi,
                Field::TindakLanjut,
                Field::PenanggungJawab,
                Field::TimeLimit,
                Field::BuktiDukung,
                Field::BuktiTindakLanjut,
                Field::Anggaran,
                Field::RealisasiAnggaran,
                Field::Serapan,
                Field::Remark,
            ],
            Self::Anggaran => &[
                Field::Code,
                Field::Program,
                Field::Anggaran,
                Field::RealisasiAnggaran,
                Field::Serapan,
                Field::SumberDana,
                Field::Remark,
            ],
        }
    }
}

/// Fields that the quarter before has too.
const BEFORE: [Field; 12] = [
    Field::Target,
    Field::Realisasi,
    Field::Numerator,
    Field::Denominator,
    Field::Capaian,
    Field::Status,
    Field::Kendala,
    Field::Solusi,
    Field::TindakLanjut,
    Field::TimeLimit,
    Field::BuktiDukung,
    Field::Remark,
];

/// Fields of the cascade.
const NODE: [Field; 10] = [
    Field::Code,
    Field::ParentCode,
    Field::Jenjang,
    Field::Sasaran,
    Field::Indikator,
    Field::Satuan,
    Field::Polaritas,
    Field::PeriodKonsolidasi,
    Field::Bobot,
    Field::Target,
];

const fn field_by_quarter(field: Field) -> bool {
    matches!(field, Field::Target | Field::Realisasi | Field::Capaian | Field::RealisasiAnggaran)
}

enum Quarter {
    Running,
    Of(Triwulan),
}

/// `target_tw2` → `target`, the second quarter.
fn quarter(name: &str) -> (&str, Option<Quarter>) {
    let Some((stem, suffix)) = name.rsplit_once("_tw") else { return (name, None) };
    if suffix.is_empty() {
        return (stem, Some(Quarter::Running));
    }
    match suffix.parse().ok().and_then(Triwulan::from_number) {
        Some(tw) => (stem, Some(Quarter::Of(tw))),
        None => (name, None),
    }
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A cell of the row; in measurements of its quarter.
    Cell(Field),
    /// A cell of the row for one quarter.
    CellOf(Field, Triwulan),
    /// The target of the row's quarter.
    QuarterTarget,
    /// The same indicator in the quarter before.
    Before(Field),
    /// The same indicator in the cascade.
    Node(Field, Option<Triwulan>),
    /// What stands in no cell.
    Computed(Computed),
}

/// What stands in no cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Computed {
    Capaian,
    CapaianBefore,
    Unit,
    Triwulan,
    Year,
    IndikatorCount,
}

impl Computed {
    const INDIKATOR: &'static [OwnTable] = &[OwnTable::Pk, OwnTable::RencanaAksi, OwnTable::Pengukuran];
    const ALL: [(&'static str, Self, &'static [OwnTable]); 5] = [
        ("capaian_hitung", Self::Capaian, &[OwnTable::Pengukuran]),
        ("unit", Self::Unit, &OwnTable::ALL),
        ("triwulan", Self::Triwulan, &[OwnTable::Pengukuran, OwnTable::Anggaran]),
        ("tahun", Self::Year, &OwnTable::ALL),
        ("jumlah_indikator", Self::IndikatorCount, Self::INDIKATOR),
    ];
}

/// A row as conditions see it.
pub(super) struct RowView<'r, 'a> {
    pub(super) table: OwnTable,
    pub(super) record: IndikatorRecord<'a>,
    pub(super) measure: Option<&'r RowMeasure<'a>>,
    pub(super) before: Option<&'r RowMeasure<'a>>,
    /// Indicators of its document.
    pub(super) count: usize,
    pub(super) year: Option<i32>,
}

impl<'a> RowView<'_, 'a> {
    /// The field of the row behind a name, where it is one of its cells.
    pub(super) fn column(&self, name: &str) -> Option<FormColumn> {
        let wanted = match self.table.meaning(name)? {
            Meaning::Cell(Field::Target) => {
                let columns = [Field::Target.yearly(), Field::Target.running()];
                let agreement = self.table == OwnTable::Pk;
                columns.into_iter().take(if agreement { 2 } else { 1 }).find(|column| self.record.has(*column))?
            }
            Meaning::Cell(field) => self.measure.map_or(field.yearly(), |measure| measure.column(field)),
            Meaning::CellOf(field, tw) => field.tw(tw),
            Meaning::QuarterTarget => self.measure?.column(Field::Target),
            Meaning::Before(_) | Meaning::Node(..) | Meaning::Computed(_) => return None,
        };
        self.record.entry(wanted).map(|_| wanted)
    }

    fn cell(&self, name: &str) -> Option<&'a Entry> {
        self.record.entry(self.column(name)?)
    }

    /// What a name stands for here.
    pub(super) fn held(&self, name: &str) -> Held {
        let percent = self.record.percent();
        match self.table.meaning(name) {
            Some(Meaning::Before(field)) => {
                self.before.and_then(|before| before.entry(field)).map_or(Held::Unknown, |entry| held(entry, percent))
            }
            Some(Meaning::Node(field, tw)) => {
                self.record.node().map_or(Held::Unknown, |node| of_node(node, field, tw, percent))
            }
            Some(Meaning::Computed(computed)) => self.computed(computed),
            Some(_) => self.cell(name).map_or(Held::Unknown, |entry| held(entry, percent)),
            None => Held::Unknown,
        }
    }

    fn computed(&self, computed: Computed) -> Held {
        let full =
            |measure: Option<&RowMeasure<'_>>| measure.and_then(RowMeasure::full).map_or(Held::Unknown, Held::number);
        match computed {
            Computed::Capaian => full(self.measure),
            Computed::CapaianBefore => full(self.before),
            Computed::Unit => self.record.unit().map_or(Held::Unknown, Held::text),
            Computed::Triwulan => {
                let tw = self.record.tables.record_id_triwulan(self.record.number);
                tw.map_or(Held::Unknown, |tw| Held::number(f64::from(tw.number())))
            }
            Computed::Year => self.year.map_or(Held::Unknown, |year| Held::number(f64::from(year))),
            Computed::IndikatorCount => Held::number(self.count as f64),
        }
    }

    /// What a name stands for, as a sentence says it.
    pub(super) fn wording(&self, name: &str) -> String {
        match (self.cell(name), self.held(name)) {
            (Some(entry), _) if !matches!(entry.value, Value::Text { .. }) => write(&entry.value),
            (_, Held::Number(number)) => number.to_string().parse::<f64>().map_or_else(|_| number.to_string(), figure),
            (_, Held::Text(text)) => text,
            (_, Held::Blank) => "kosong".into(),
            (_, Held::Dash) => "-".into(),
            (_, Held::Absent | Held::Unknown) => "tidak ada".into(),
        }
    }
}

fn held(entry: &Entry, percent: bool) -> Held {
    if entry.perhaps_fraction() {
        return Held::Unknown;
    }
    of_value(&entry.value, entry.raw.as_ref(), percent)
}

fn of_value(value: &Value, raw: &str, percent: bool) -> Held {
    match value {
        Value::Blank => Held::Blank,
        Value::Dash => Held::Dash,
        Value::Absent => Held::Absent,
        Value::Error { .. } | Value::NotYetComputed => Held::Unknown,
        value => numeral(value, percent).map_or_else(|| Held::text(raw), Held::number),
    }
}

fn of_node(node: &KaskadeNode, field: Field, tw: Option<Triwulan>, percent: bool) -> Held {
    let value = |value: &Value| of_value(value, &write(value), percent);
    match (field, tw) {
        (Field::Target, Some(tw)) => value(&node.target_tw[tw as usize]),
        (Field::Target, None) => value(&node.target),
        (Field::Code, _) => Held::text(&node.code),
        (Field::ParentCode, _) => Held::text(node.parent_code.as_deref().unwrap_or_default()),
        (Field::Jenjang, _) => node.jenjang.map_or(Held::Blank, |jenjang| Held::text(&jenjang.to_string())),
        (Field::Sasaran, _) => Held::text(&node.sasaran),
        (Field::Indikator, _) => Held::text(&node.indikator),
        (Field::Satuan, _) => Held::text(&node.satuan),
        (Field::Polaritas, _) if node.understood(field) => Held::text(node.polaritas.name()),
        (Field::PeriodKonsolidasi, _) if node.understood(field) => {
            node.period_konsolidasi.map_or(Held::Blank, |way| Held::text(way.name()))
        }
        (Field::Bobot, _) => node.bobot.map_or(Held::Blank, Held::number),
        _ => Held::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_that_is_listed_means_something_and_is_listed_once() {
        for table in OwnTable::ALL {
            let names = table.names();
            for name in &names {
                assert!(table.meaning(name).is_some(), "{name} in {}", table.name());
                assert_eq!(names.iter().filter(|other| *other == name).count(), 1, "{name}");
            }
        }
    }

    #[test]
    fn names_of_other_tables_mean_nothing() {
        assert_eq!(OwnTable::Pk.meaning("realisasi"), None);
        assert_eq!(OwnTable::Pk.meaning("lalu_target"), None);
        assert_eq!(OwnTable::Pengukuran.meaning("lalu_lalu_target_tw"), None);
        assert_eq!(OwnTable::Pengukuran.meaning("satuan_tw1"), None);
        assert_eq!(OwnTable::Anggaran.meaning("kaskade_target"), None);
        assert_eq!(OwnTable::Pengukuran.meaning("target_tw"), Some(Meaning::QuarterTarget));
    }
}
