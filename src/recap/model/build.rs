//! The recap worked out of frames and roll-up.

use super::figure::MEANWHILE;
use super::lakip::LakipInput;
use super::measure::{CountedMeasurement, MeasureIndex};
use super::origin::{FigureTracer, RowAddresses};
use super::row::{compute_light, light_wording, temuan_wording};
use super::serapan::SerapanLane;
use super::*;
use crate::cascade::{FigureOrigin, NodeResult, Partial, roll_up_timespan};
use crate::domain::capaian::aggregate::{MeanBasis, MeanItem, mean_value};
use crate::domain::capaian::profil::Aggregation;
use crate::domain::capaian::{Capaian, GradeScale, Reason, ScaleColor};
use crate::domain::column::Field;
use crate::domain::date::long_format;
use crate::domain::hash::{HashMap, HashSet};
use crate::domain::node::{Jenjang, KaskadeNode};
use crate::domain::polaritas::{DirectionOrigin, KonsolidasiPeriode, KonsolidasiUnit};
use crate::domain::text::one_line;
use crate::domain::value::Value;
use crate::finding::Severity;
use crate::recap::ReportInput;
use crate::recap::compliance;
use crate::recap::official::OfficialStanding;
use crate::recap::questioned::Questioned;

const LEGEND: &str = "● hijau ≥ 100%  ▲ kuning 80 – < 100%  ■ merah < 80%  – belum ada data | Dokumen: ✓ masuk  ▲ terlambat  ◆ belum dapat dihitung  ✗ belum  – belum jatuh tempo";

impl Recap {
    /// Works out the recap; `address` says where the rows that it points to stand in the consolidated workbook.
    pub fn build(input: &ReportInput<'_>, address: &dyn RowAddresses) -> Self {
        let mut nodes: HashMap<&str, Vec<usize>> = HashMap::default();
        for (number, one) in input.kaskade.node().iter().enumerate() {
            nodes.entry(one.unit.as_deref().unwrap_or_default()).or_default().push(number);
        }
        let builder = RecapBuilder {
            input: *input,
            index: MeasureIndex::new(input.tables),
            nodes,
            temuan: temuan(input),
            questioned: Questioned::new(input),
        };
        let matrix = compliance::build(input.tables, input.tenggat, input.made.date(), input.newest);
        let report = report(input, &matrix);
        let document = DocumentMatrix::build(&matrix, input.tenggat);
        let iku = builder.iku();
        let (serapan, lane) = serapan::compute(input.tables, input.timespan).unzip();
        let lane = lane.unwrap_or_default();
        let mut units: Vec<UnitRow> = document.rows.iter().map(|row| builder.unit(row)).collect();
        let mut per_unit = serapan::per_unit(&lane);
        for one in &mut units {
            one.serapan = per_unit.remove(one.unit.as_str());
        }
        let red = red(&units);
        let brief = builder.brief(&iku, &units, report, serapan);
        let actions = action::build(input.tables, &builder.index, &units, input.timespan, input.made.date());
        let triwulan_name = input.triwulan.to_string();
        let cards = card::card(&brief, &triwulan_name, FigureDesignation::IKU);
        let lakip = builder.lakip(&iku, &actions, &lane, &brief);
        let origins = FigureTracer::new(input, &builder.index, address).build(&cards, &iku, &red, &document, &lane);
        let mut recap = Self {
            heading: one_line(&format!("Rekap Kinerja {} Tahun {}", input.instansi, input.year)),
            designation: FigureDesignation::IKU,
            instansi: input.instansi.to_string(),
            year: input.year,
            timespan: input.timespan,
            phrase: input.timespan.phrase(),
            triwulan: input.triwulan,
            date: input.made.date(),
            official: input.title(),
            state: format!(
                "{}; keadaan {}, data per {}",
                input.title(),
                input.timespan.phrase(),
                long_format(input.made.date())
            ),
            profil: input.profil.remark(),
            weights: if input.profil.aggregation == Aggregation::Weighted { "menurut Bobot" } else { "tanpa bobot" },
            sentence: card::sentence(&brief, &triwulan_name, FigureDesignation::IKU),
            warnings: Vec::new(),
            cards,
            trend: builder.trend(&iku),
            map: map::build(input.kaskade, &iku, &units),
            triwulan_name,
            brief,
            iku,
            units,
            red,
            compliance: document,
            actions,
            lakip,
            origins,
            legend: LEGEND.to_string(),
            source: format!(
                "Sumber: formulir yang dikirim unit. Setiap angka dapat ditelusuri sampai ke selnya: lembar Asal Angka, dan konsolidasi-{}.xlsx.",
                input.year
            ),
        };
        recap.warnings = card::warning(&recap);
        recap.warnings.extend(input.official.map(OfficialStanding::remarks).unwrap_or_default());
        recap
    }
}

struct RecapBuilder<'a> {
    input: ReportInput<'a>,
    index: MeasureIndex<'a>,
    /// The nodes that each unit answers for.
    nodes: HashMap<&'a str, Vec<usize>>,
    /// How many findings name each unit: galat, peringatan, info.
    temuan: HashMap<Option<&'a str>, [usize; 3]>,
    /// What units are being asked about.
    questioned: Questioned<'a>,
}

fn temuan<'a>(input: &ReportInput<'a>) -> HashMap<Option<&'a str>, [usize; 3]> {
    let mut count: HashMap<Option<&str>, [usize; 3]> = HashMap::default();
    for one in input.temuan {
        let severity = match one.severity {
            Severity::Error => 0,
            Severity::Warning => 1,
            Severity::Info => 2,
        };
        count.entry(one.unit.as_deref()).or_default()[severity] += 1;
    }
    count
}

impl RecapBuilder<'_> {
    /// Indicators of the institution; where the cascade names none, those that have no parent.
    fn iku(&self) -> Vec<IkuRow> {
        let kaskade = self.input.kaskade;
        let all = kaskade.node().iter().enumerate();
        let mut number: Vec<usize> =
            all.filter(|(_, node)| node.jenjang == Some(Jenjang::Iku)).map(|(number, _)| number).collect();
        if number.is_empty() {
            number = kaskade.root().collect();
        }
        number.into_iter().filter_map(|number| self.one_iku(number)).collect()
    }

    fn one_iku(&self, number: usize) -> Option<IkuRow> {
        let (node, outcome) = (self.input.kaskade.take(number)?, self.input.outcomes.get(number)?);
        let child = self.input.kaskade.child(number).iter().filter_map(|&child| {
            let node = self.input.kaskade.take(child)?;
            let unit = node.unit.as_deref().map(|code| self.name_code(code));
            Some(IkuMember::new(self.indikator(child, node, self.input.outcomes.get(child)?), unit))
        });
        let members: Vec<IkuMember> = child.chain(self.direct_reporter(number, node, outcome)).collect();
        Some(IkuRow {
            indikator: self.indikator(number, node, outcome),
            sasaran: node.sasaran.clone(),
            way: node.konsolidasi_unit.filter(|way| *way != KonsolidasiUnit::Without),
            from: outcome.from,
            reporter: format!("{} dari {} melapor", outcome.from.0, outcome.from.1),
            not_yet: outcome.not_yet.clone(),
            notes: self.questioned.note(outcome).into_iter().chain(note(node, outcome)).collect(),
            members,
        })
    }

    fn name_code(&self, code: &str) -> (String, String) {
        (code.to_string(), self.input.tables.unit(code).map_or(code.to_string(), |unit| unit.name.clone()))
    }

    /// Units that reported an indicator of the institution itself, without a child of it in the cascade.
    fn direct_reporter(&self, number: usize, node: &KaskadeNode, outcome: &NodeResult) -> Vec<IkuMember> {
        let tables = self.input.tables;
        let owned = |record_id: &&u32| {
            let link = tables.links.get(**record_id as usize).and_then(|link| link.node);
            link.is_some_and(|node| node as usize == number)
        };
        let mut seen = HashSet::default();
        let reporting = outcome.record_ids.iter().filter(owned);
        let mut unit: Vec<&str> = reporting.filter_map(|one| tables.document_from(*one)?.unit.as_deref()).collect();
        unit.retain(|code| seen.insert(*code));
        let measure = |code: &str| {
            let quarter = self.index.quarter(code, &node.code).iter().rev();
            quarter
                .into_iter()
                .find(|measure| measure.filled() && self.input.timespan.contains(measure.triwulan))
                .copied()
        };
        unit.into_iter()
            .filter_map(|code| {
                let mut one = self.as_on_form(&measure(code)?);
                if outcome.origin == FigureOrigin::Own {
                    one.standing = self.standing(node, outcome);
                }
                Some(IkuMember::new(one, Some(self.name_code(code))))
            })
            .collect()
    }

    fn indikator(&self, number: usize, node: &KaskadeNode, outcome: &NodeResult) -> RecapIndikator {
        RecapIndikator {
            node: Some(number),
            bobot: Figure::magnitude(node.bobot),
            code: node.code.clone(),
            indikator: node.indikator.clone(),
            satuan: node.satuan.clone(),
            polaritas: node.polaritas,
            standing: self.standing(node, outcome),
        }
    }

    fn standing(&self, node: &KaskadeNode, outcome: &NodeResult) -> Standing {
        let as_written = |column| self.input.tables.entry(node.record_id, column).and_then(|entry| entry.text());
        let year = Field::Target.yearly();
        let until = &outcome.until;
        let agreed = outcome.due.yearly.filter(|_| outcome.origin == FigureOrigin::Own).or(node.target.figure());
        let older = outcome.newest.filter(|newest| *newest < self.input.triwulan);
        let few = outcome.partial.filter(|partial| !partial.coloured);
        let mut standing = Standing {
            year_target: Figure::or_text(agreed.filter(|_| !lettered(&node.target)), as_written(year)),
            target: self.target_to_date(node, outcome),
            realisasi: Figure::or_text(
                until.realisasi,
                self.index.last_wording(&outcome.record_ids, self.input.timespan),
            )
            .with_remark(older.map(|newest| newest.to_string())),
            basis: older.map(|newest| format!("keadaan {newest}")),
            ..self.capaian_standing(
                until.full_capaian,
                until.capaian.filter(|_| few.is_none()),
                std::array::from_fn(|number| {
                    outcome.triwulan[number].capaian.filter(|_| self.enough(outcome.shares[number]))
                }),
                until.report,
            )
        };
        if let (Some(few), Some(capaian)) = (few, until.capaian) {
            // A text: no writer gives it a colour, and no mean counts it.
            standing.capaian = Figure::meanwhile(Some(capaian), &few.count());
            standing.light.word = MEANWHILE;
        }
        standing
    }

    /// Whether a share of members is enough for a colour.
    fn enough(&self, share: f64) -> bool {
        share * 100.0 >= self.input.profil.report_minimum
    }

    /// A position that has an achievement, and neither target nor realisation yet.
    fn capaian_standing(
        &self,
        full: Option<f64>,
        capaian: Option<f64>,
        trend: [Option<f64>; 4],
        report: bool,
    ) -> Standing {
        Standing {
            year_target: Figure::default(),
            target: Figure::default(),
            realisasi: Figure::default(),
            full: Figure::percent(full),
            capaian: Figure::percent(capaian),
            light: TrafficLight::from(capaian),
            predikat: self.predikat(capaian),
            trend: QuarterPoint::series(trend),
            report,
            basis: None,
        }
    }

    /// The word of the institution's own scale, where that is not the traffic light.
    fn predikat(&self, capaian: Option<f64>) -> Option<&'static str> {
        let profil = self.input.profil;
        if profil.scale == GradeScale::Light { None } else { profil.scale.status(profil.scale_limit, capaian) }
    }

    /// The target to date: of the roll-up once anything was reported, else what was planned until now. Ranges, bounds and
    /// grades show as they were typed, even where their figure is what counts.
    fn target_to_date(&self, node: &KaskadeNode, outcome: &NodeResult) -> Figure {
        let (tw, timespan) = (self.input.triwulan, self.input.timespan);
        let tw_owned =
            node.target_tw.get(tw as usize).filter(|value| timespan != Timespan::Yearly && !value.without_content());
        let (value, column) = match tw_owned {
            Some(value) => (value, Field::Target.tw(tw)),
            None => (&node.target, Field::Target.yearly()),
        };
        if lettered(value) {
            let entry = self.input.tables.entry(node.record_id, column);
            return Figure::or_text(None, entry.and_then(|entry| entry.text()));
        }
        let rencana = || match node.period_konsolidasi {
            Some(KonsolidasiPeriode::Total) if tw_owned.is_some() => {
                let quarter = Triwulan::ALL.into_iter().zip(&node.target_tw).filter(|(now, _)| timespan.contains(*now));
                quarter.filter_map(|(_, value)| value.figure()).reduce(|total, figure| total + figure)
            }
            _ => value.figure(),
        };
        Figure::magnitude(outcome.until.target.or_else(rencana))
    }

    fn unit(&self, document: &DocumentRow) -> UnitRow {
        let (code, timespan) = (document.unit.as_str(), self.input.timespan);
        let mut readable: HashSet<&str> = HashSet::default();
        let mut indikator = Vec::new();
        let mut item = Vec::new();
        for number in self.nodes.get(code).into_iter().flatten().copied() {
            let (Some(node), Some(outcome)) = (self.input.kaskade.take(number), self.input.outcomes.get(number)) else {
                continue;
            };
            if node.jenjang == Some(Jenjang::Iki) && !outcome.until.report {
                continue;
            }
            readable.insert(&node.code);
            let one = self.indikator(number, node, outcome);
            item.push((node.sasaran.clone(), node.bobot, capaian(&one.standing)));
            let description = self.index.description(self.input.tables, code, &node.code, timespan);
            indikator.push(IndikatorUnit { indikator: one, description });
        }
        for measure in self.index.of_unit(code, timespan).filter(|measure| !readable.contains(measure.key)) {
            let one = self.as_on_form(measure);
            item.push((measure.sasaran().unwrap_or_default().to_string(), None, capaian(&one.standing)));
            let description = self.index.description(self.input.tables, code, measure.key, timespan);
            indikator.push(IndikatorUnit { indikator: one, description });
        }
        let average = self.average(&item);
        let light_counts = compute_light(indikator.iter().map(|one| one.indikator.standing.color()));
        let temuan = self.temuan.get(&Some(code)).copied().unwrap_or_default();
        let registered = self.input.tables.unit(code);
        UnitRow {
            unit: code.to_string(),
            name: document.name.clone(),
            parent: registered.and_then(|unit| unit.parent.clone()),
            leader: registered.and_then(|unit| unit.leader.clone()),
            document: document.clone(),
            capaian: Figure::percent(average.map(|mean| mean.value)),
            light: TrafficLight::from(average.map(|mean| mean.value)),
            average,
            serapan: None,
            light_counts,
            light_wording: light_wording(light_counts),
            indikator,
            left_blank: self.left_blank(code),
            temuan,
            temuan_wording: temuan_wording(temuan),
        }
    }

    /// How many indicators of a unit had something due in the quarter and nothing entered.
    fn left_blank(&self, code: &str) -> usize {
        let now = |measure: &&CountedMeasurement<'_>| measure.triwulan == self.input.triwulan;
        self.index.all(code).iter().flatten().filter(now).filter(|measure| measure.left_blank()).count()
    }

    /// An indicator that the unit reported and does not answer for in the cascade: its newest row stands for it.
    fn as_on_form(&self, measure: &CountedMeasurement<'_>) -> RecapIndikator {
        let node = if measure.node.is_some() { self.input.kaskade.find(measure.key) } else { None };
        let trend = self.index.trend(measure.unit, measure.key, self.input.timespan);
        RecapIndikator {
            code: measure.code.or(measure.node.is_some().then_some(measure.key)).unwrap_or_default().to_string(),
            indikator: measure.indikator().unwrap_or_default().to_string(),
            satuan: measure.satuan().unwrap_or_default().to_string(),
            polaritas: measure.direction.polaritas,
            bobot: Figure::default(),
            standing: Standing {
                target: Figure::or_text(measure.agreed.target, measure.text_target()),
                realisasi: Figure::or_text(measure.figure_realisasi(), measure.text_realisasi()),
                basis: Some(match measure.direction.origin {
                    DirectionOrigin::Bound => format!("{} saja; polaritas menurut batas targetnya", measure.triwulan),
                    _ => format!("{} saja", measure.triwulan),
                }),
                ..self.capaian_standing(
                    measure.agreed.capaian.full(),
                    measure.agreed.capaian.limited(),
                    trend,
                    measure.filled(),
                )
            },
            node,
        }
    }

    /// The mean achievement of the institution's indicators in each quarter.
    fn trend(&self, iku: &[IkuRow]) -> [QuarterPoint; 4] {
        let quarter = |tw: usize| {
            let item: Vec<_> = iku
                .iter()
                .map(|one| {
                    let value = one.indikator.standing.trend[tw].capaian.figure;
                    (one.sasaran.clone(), one.indikator.bobot.figure, counted(value, value))
                })
                .collect();
            self.average(&item).filter(|mean| mean.computed > 0).map(|mean| mean.value)
        };
        QuarterPoint::series(std::array::from_fn(quarter))
    }

    fn lakip(&self, iku: &[IkuRow], actions: &[ActionRow], serapan: &[SerapanLane], brief: &BriefUnit) -> Lakip {
        let input = &self.input;
        let whole_year = roll_up_timespan(input.kaskade, input.tables, input.profil, Timespan::Yearly, input.triwulan);
        Lakip::build(&LakipInput {
            year: input.year,
            until: lakip::until(input.triwulan),
            complete: input.triwulan == Triwulan::IV,
            timespan: input.timespan.phrase(),
            kaskade: input.kaskade,
            whole_year: &whole_year,
            iku,
            actions,
            serapan,
            brief,
            past: input.last_year,
            status: &|capaian| self.predikat(capaian),
        })
    }

    fn average(&self, item: &[(String, Option<f64>, Capaian)]) -> Option<MeanValue> {
        let item: Vec<MeanItem<'_>> = item
            .iter()
            .map(|(sasaran, bobot, capaian)| MeanItem { sasaran, bobot: *bobot, capaian: *capaian })
            .collect();
        let basis = if self.input.timespan == Timespan::Yearly { MeanBasis::Year } else { MeanBasis::Triwulan };
        mean_value(self.input.profil, basis, &item)
    }

    fn brief(&self, iku: &[IkuRow], unit: &[UnitRow], report: (usize, usize), serapan: Option<Serapan>) -> BriefUnit {
        let item = |one: &IkuRow| (one.sasaran.clone(), one.indikator.bobot.figure, capaian(&one.indikator.standing));
        let indikator = unit.iter().flat_map(|unit| &unit.indikator).map(|one| one.indikator.standing.color());
        BriefUnit {
            average: self.average(&iku.iter().map(item).collect::<Vec<_>>()),
            iku: compute_light(iku.iter().map(|one| one.indikator.standing.color())),
            report,
            indikator: compute_light(indikator),
            serapan,
            left_blank: unit.iter().map(|unit| unit.left_blank).sum(),
            temuan: std::array::from_fn(|severity| self.temuan.values().map(|count| count[severity]).sum()),
        }
    }
}

/// Units that state a figure, or a grade, for the quarter, of all that should: papers do not count.
fn report(input: &ReportInput<'_>, matrix: &compliance::Compliance) -> (usize, usize) {
    let stated = input.tables.pengukuran().filter(|row| row.triwulan == Some(input.triwulan));
    let stated = stated.filter(|row| row.filled() && row.realisasi().is_some_and(|one| !one.value.without_content()));
    let units: HashSet<&str> = stated.filter_map(|row| row.unit).collect();
    (matrix.rows.iter().filter(|line| units.contains(line.unit.as_str())).count(), matrix.rows.len())
}

/// Whether a target reads better as it was typed than as its figure.
fn lettered(value: &Value) -> bool {
    matches!(
        value,
        Value::Limit { .. }
            | Value::Range { .. }
            | Value::Predikat { .. }
            | Value::Fraction { .. }
            | Value::Text { .. }
    )
}

fn capaian(standing: &Standing) -> Capaian {
    counted(standing.full.figure, standing.capaian.figure)
}

fn counted(full: Option<f64>, limited: Option<f64>) -> Capaian {
    match limited {
        Some(limited) => Capaian::Counted { full: full.unwrap_or(limited), limited },
        None => Capaian::Uncounted(Reason::Absent),
    }
}

fn note(node: &KaskadeNode, outcome: &NodeResult) -> Vec<String> {
    let reason =
        |name: &str| Reason::from_name(name).map_or_else(|| name.to_string(), |reason| reason.message().to_string());
    let mut note: Vec<String> = outcome.partial.iter().map(Partial::sentence).collect();
    note.extend(outcome.notes.iter().cloned());
    if node.konsolidasi_unit == Some(KonsolidasiUnit::Without) && outcome.origin == FigureOrigin::Absent {
        note.push("tidak digabung dari unit, angkanya sendiri belum ada".to_string());
    }
    note.extend(outcome.until.reason.as_deref().map(reason));
    note.extend(outcome.uncounted.iter().map(|(name, cause)| format!("{name}: {}", reason(cause))));
    note
}

fn red(unit: &[UnitRow]) -> Vec<RedRow> {
    let all = unit.iter().flat_map(|unit| unit.indikator.iter().map(move |one| (unit, one)));
    let mut red: Vec<_> = all.filter(|(_, one)| one.indikator.standing.color() == ScaleColor::Red).collect();
    // Stable: equal achievements keep the order of the register and the cascade.
    red.sort_by(|(_, left), (_, right)| {
        let value = |one: &IndikatorUnit| one.indikator.standing.capaian.figure.unwrap_or(f64::MAX);
        value(left).total_cmp(&value(right))
    });
    let row = |(number, (unit, content)): (usize, (&UnitRow, &IndikatorUnit))| RedRow {
        number: number + 1,
        unit: unit.unit.clone(),
        unit_name: unit.name.clone(),
        content: content.clone(),
        who_when: content.description.who_when(),
    };
    red.into_iter().enumerate().map(row).collect()
}
