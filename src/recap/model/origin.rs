//! Where the figures of the first page come from: for each the chain of rows in the consolidated workbook, down to the
//! files, sheets and cells of the units, with what was typed there.

use serde::Serialize;

use super::card::Card;
use super::compliance::DocumentMatrix;
use super::figure::{Figure, SourceCell};
use super::measure::{CountedMeasurement, MeasureIndex};
use super::row::{IkuRow, RecapIndikator, RedRow};
use super::serapan::SerapanLane;
use crate::cascade::{FigureOrigin, NodeResult};
use crate::domain::capaian::ScaleColor;
use crate::domain::capaian::profil::Aggregation;
use crate::domain::column::Field;
use crate::domain::hash::{HashMap, HashSet};
use crate::domain::numeral::short_figure;
use crate::domain::period::Timespan;
use crate::domain::polaritas::KonsolidasiUnit;
use crate::recap::ReportInput;
use crate::recap::compliance::Compliance;

/// A figure and its chain.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FigureTrace {
    /// Where it stands: "Kartu", "IKU", "Merah".
    #[serde(rename = "bagian")]
    pub part: &'static str,
    /// What it is.
    #[serde(rename = "nama")]
    pub name: String,
    /// The figure in print.
    #[serde(rename = "tulisan")]
    pub wording: String,
    /// How it came about.
    #[serde(rename = "cara")]
    pub way: String,
    /// The rows that it rests on, each below the one that it belongs to.
    #[serde(rename = "langkah")]
    pub steps: Vec<TraceStep>,
}

/// A row of a chain.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TraceStep {
    /// Depth, from 1.
    #[serde(rename = "tingkat")]
    pub depth: u8,
    /// What it is.
    #[serde(rename = "apa")]
    pub what: String,
    /// The figure in it, in print.
    #[serde(rename = "nilai")]
    pub value: Figure,
    /// The row of the consolidated workbook.
    pub konsolidasi: Option<FigureReference>,
    /// The cell that a unit filled in.
    #[serde(rename = "sumber")]
    pub source: Option<SourceCell>,
    /// What that cell holds, as it was typed.
    #[serde(rename = "mentah")]
    pub raw: Option<String>,
}

/// A cell of the consolidated workbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureReference {
    /// The name of the sheet.
    #[serde(rename = "lembar")]
    pub sheet: String,
    /// As people write it: "E12".
    #[serde(rename = "sel")]
    pub cell: String,
}

impl From<(String, String)> for FigureReference {
    fn from((sheet, cell): (String, String)) -> Self {
        Self { sheet, cell }
    }
}

/// Where rows stand in the consolidated workbook: sheet and cell. Whoever draws that workbook knows.
pub trait RowAddresses {
    /// The achievement of a node.
    fn node(&self, number: usize) -> Option<(String, String)>;
    /// The realisation of a row of the frame `pengukuran`.
    fn pengukuran(&self, order: usize) -> (String, String);
    /// The realisation of a quarter in a row of the frame `anggaran`.
    fn anggaran(&self, order: usize, quarter: usize) -> Option<(String, String)>;
    /// A document of a row of the matrix.
    fn compliance(&self, order: usize, heading: &str) -> (String, String);
}

/// What the chains are made of.
pub(super) struct FigureTracer<'a, 'i> {
    input: ReportInput<'a>,
    address: &'a dyn RowAddresses,
    /// Measurements that count, by record.
    measures: HashMap<u32, Vec<&'i CountedMeasurement<'a>>>,
}

impl<'a, 'i> FigureTracer<'a, 'i> {
    pub(super) fn new(input: &ReportInput<'a>, index: &'i MeasureIndex<'a>, address: &'a dyn RowAddresses) -> Self {
        let mut measures: HashMap<u32, Vec<&CountedMeasurement<'a>>> = HashMap::default();
        for one in input.tables.units.iter().flat_map(|unit| index.all(&unit.code)).flatten() {
            measures.entry(one.record).or_default().push(one);
        }
        Self { input: *input, address, measures }
    }

    /// The chains of the cards, the indicators of the institution and what is red, in the order of the page.
    pub(super) fn build(
        &self,
        card: &[Card],
        iku: &[IkuRow],
        red: &[RedRow],
        document: &DocumentMatrix,
        serapan: &[SerapanLane],
    ) -> Vec<FigureTrace> {
        let card = card.iter().map(|one| self.card(one, iku, red, document, serapan));
        let iku = iku.iter().map(|one| FigureTrace {
            part: "IKU",
            name: format!("Capaian {} {}", one.indikator.code, one.indikator.indikator),
            wording: with_percent(&one.indikator.standing.capaian),
            way: self.way(&one.indikator),
            steps: self.chain(&one.indikator),
        });
        let red = red.iter().map(|one| {
            let owned = &one.content.indikator;
            FigureTrace {
                part: "Merah",
                name: format!("Capaian {} {} – {}", owned.code, owned.indikator, one.unit_name),
                wording: with_percent(&owned.standing.capaian),
                way: self.way(owned),
                steps: self.unit_chain(owned, &one.unit),
            }
        });
        card.chain(iku).chain(red).collect()
    }

    fn card(
        &self,
        card: &Card,
        iku: &[IkuRow],
        red: &[RedRow],
        document: &DocumentMatrix,
        serapan: &[SerapanLane],
    ) -> FigureTrace {
        let top = |that: &dyn Fn(&IkuRow) -> bool| -> Vec<TraceStep> {
            iku.iter().filter(|one| that(one)).map(|one| self.top(&one.indikator, 1)).collect()
        };
        let (way, step) = match card.id {
            "capaian" => (self.average_way(), self.averaged(iku)),
            "iku" => (
                "banyaknya IKU yang capaiannya 100% atau lebih".to_string(),
                top(&|one| one.indikator.standing.color() == ScaleColor::Green),
            ),
            "lapor" => {
                (format!("banyaknya unit yang pengukuran {}-nya masuk", self.input.triwulan), self.reporter(document))
            }
            "merah" => (
                "banyaknya indikator unit yang capaiannya di bawah 80%".to_string(),
                red.iter().map(|one| self.top(&one.content.indikator, 1)).collect(),
            ),
            _ => (
                "jumlah realisasi dibagi jumlah pagu, dari baris yang menyebut keduanya".to_string(),
                serapan.iter().map(|one| self.lane(one)).collect(),
            ),
        };
        FigureTrace { part: "Kartu", name: card.label.clone(), wording: card.wording.clone(), way, steps: step }
    }

    /// The indicators of a mean, with their weights where these count.
    fn averaged(&self, iku: &[IkuRow]) -> Vec<TraceStep> {
        let counts = self.input.profil.aggregation == Aggregation::Weighted;
        let one = |one: &IkuRow| {
            let step = self.top(&one.indikator, 1);
            TraceStep { what: weighted(step.what.clone(), one.indikator.bobot.figure.filter(|_| counts)), ..step }
        };
        iku.iter().map(one).collect()
    }

    fn average_way(&self) -> String {
        match self.input.profil.aggregation {
            Aggregation::Average => "rata-rata capaian IKU yang ada datanya",
            Aggregation::AveragePerSasaran => "rata-rata dari rata-rata capaian IKU tiap sasaran",
            Aggregation::Weighted => "rata-rata capaian IKU tertimbang bobotnya",
            Aggregation::Bps if self.input.timespan == Timespan::Yearly => {
                "rata-rata capaian semua IKU; tanpa data dihitung 0 (BPS)"
            }
            Aggregation::Bps => "rata-rata capaian IKU tanpa nol dan strip (BPS)",
        }
        .to_string()
    }

    /// How the figure of an indicator came about.
    fn way(&self, indikator: &RecapIndikator) -> String {
        let period = self.input.timespan.phrase();
        match indikator.node.and_then(|number| self.outcome(number)).map(|outcome| outcome.origin) {
            Some(FigureOrigin::Own) => format!("diukur unitnya; realisasi {period} terhadap target"),
            Some(FigureOrigin::Member(way)) => format!("{} anggotanya; {period} terhadap target", way.name()),
            Some(FigureOrigin::Absent) => "belum ada data".to_string(),
            None => "menurut formulir unit; indikator ini tidak ada di kaskade".to_string(),
        }
    }

    fn outcome(&self, number: usize) -> Option<&'a NodeResult> {
        self.input.outcomes.get(number)
    }

    /// The row of an indicator itself.
    fn top(&self, one: &RecapIndikator, depth: u8) -> TraceStep {
        TraceStep {
            depth,
            what: format!("{} {}", one.code, one.indikator).trim().to_string(),
            value: one.standing.capaian.clone(),
            konsolidasi: one.node.and_then(|number| self.address.node(number)).map(FigureReference::from),
            source: None,
            raw: None,
        }
    }

    /// An indicator, its members, and the cells at the bottom.
    fn chain(&self, one: &RecapIndikator) -> Vec<TraceStep> {
        let mut step = vec![self.top(one, 1)];
        if let Some(number) = one.node {
            self.descend(number, 2, &mut HashSet::from_iter([number]), &mut step);
        }
        step
    }

    /// As [`Self::chain`]; an indicator that the cascade does not have, or that another unit answers for, has only the
    /// cells of this unit.
    fn unit_chain(&self, one: &RecapIndikator, unit: &str) -> Vec<TraceStep> {
        let node = one.node.and_then(|number| self.input.kaskade.take(number));
        if node.is_some_and(|node| node.unit.as_deref() == Some(unit)) {
            return self.chain(one);
        }
        let fits = |measure: &&&CountedMeasurement<'a>| {
            measure.unit == unit && measure.indikator().unwrap_or_default() == one.indikator
        };
        let mut owned: Vec<&CountedMeasurement<'a>> = self.measures.values().flatten().filter(fits).copied().collect();
        owned.sort_by_key(|measure| measure.number);
        std::iter::once(self.top(one, 1))
            .chain(owned.into_iter().filter_map(|measure| self.basis(measure, 2)))
            .collect()
    }

    fn descend(&self, number: usize, depth: u8, seen: &mut HashSet<usize>, step: &mut Vec<TraceStep>) {
        let Some(outcome) = self.outcome(number) else { return };
        if let FigureOrigin::Member(way) = outcome.origin {
            for child in self.input.kaskade.counted_child(number) {
                let (Some(node), Some(owned)) = (self.input.kaskade.take(child), self.outcome(child)) else { continue };
                if !seen.insert(child) {
                    continue;
                }
                // A weight is told where it was used, and nowhere else.
                let bobot = node.bobot.filter(|_| way == KonsolidasiUnit::WeightedAverage);
                step.push(TraceStep {
                    depth,
                    what: weighted(format!("{} {}", node.code, node.indikator), bobot),
                    value: Figure::percent(owned.until.capaian),
                    konsolidasi: self.address.node(child).map(FigureReference::from),
                    source: None,
                    raw: None,
                });
                self.descend(child, depth.saturating_add(1), seen, step);
            }
        }
        let own_owned = |record_id: &&u32| {
            let node = self.input.tables.links.get(**record_id as usize).and_then(|link| link.node);
            node.is_some_and(|node| node as usize == number)
        };
        for measure in
            outcome.record_ids.iter().filter(own_owned).filter_map(|record_id| self.measures.get(record_id)).flatten()
        {
            step.extend(self.basis(measure, depth));
        }
    }

    /// The cell of a measurement.
    fn basis(&self, measure: &CountedMeasurement<'a>, depth: u8) -> Option<TraceStep> {
        let tw = measure.triwulan;
        if !self.input.timespan.contains(tw) {
            return None;
        }
        let column = Field::Realisasi.tw(tw);
        let entry = self.input.tables.entry(measure.record, column).filter(|entry| !entry.value.blank())?;
        let place = self.input.tables.place(measure.record, column)?;
        Some(TraceStep {
            depth,
            what: format!("Realisasi {tw} {}", measure.unit),
            value: Figure::or_text(measure.figure_realisasi(), measure.text_realisasi()),
            konsolidasi: Some(self.address.pengukuran(measure.number).into()),
            source: Some(SourceCell { cell: place.cell_text(), sheet: place.sheet?, file: place.file }),
            raw: Some(entry.raw.to_string()),
        })
    }

    fn reporter(&self, document: &DocumentMatrix) -> Vec<TraceStep> {
        let Some(column) = Compliance::column(self.input.triwulan) else { return Vec::new() };
        let heading = document.columns.get(column).map_or("", |column| column.heading);
        let row = document.rows.iter().enumerate().filter_map(|(order, row)| {
            let tile = row.tiles.get(column).filter(|tile| tile.state.received())?;
            Some(TraceStep {
                depth: 1,
                what: format!("{} · {}", row.unit, row.name),
                value: Figure { wording: tile.wording.clone(), ..Figure::default() },
                konsolidasi: Some(self.address.compliance(order, heading).into()),
                source: tile.file.clone().map(|file| SourceCell { file, sheet: String::new(), cell: String::new() }),
                raw: None,
            })
        });
        row.collect()
    }

    fn lane(&self, one: &SerapanLane) -> TraceStep {
        let column = Field::RealisasiAnggaran.tw(one.triwulan);
        let tables = self.input.tables;
        let place = tables.place(one.record_id, column);
        let source =
            place.and_then(|place| Some(SourceCell { cell: place.cell_text(), sheet: place.sheet?, file: place.file }));
        TraceStep {
            depth: 1,
            what: format!("{} {}", one.unit, one.program).trim().to_string(),
            value: Figure::rupiah(Some(one.realisasi)),
            konsolidasi: self.address.anggaran(one.number, one.triwulan as usize).map(FigureReference::from),
            raw: source.as_ref().and(tables.entry(one.record_id, column)).map(|entry| entry.raw.to_string()),
            source,
        }
    }
}

/// A name with the weight that was used: "IKK 1.1 Jumlah mitra (bobot 40)".
fn weighted(name: String, bobot: Option<f64>) -> String {
    bobot.map_or(name.clone(), |bobot| format!("{name} (bobot {})", short_figure(bobot, 2)))
}

fn with_percent(capaian: &Figure) -> String {
    if capaian.figure.is_some() { format!("{}%", capaian.wording) } else { capaian.wording.clone() }
}
