//! Units by indicators of the institution: in each cell the lowest achievement among the unit's indicators below that
//! indicator, so that nothing red hides in a mean, and every figure stands in the consolidated workbook.

use serde::Serialize;

use super::UnitRow;
use super::figure::{Figure, TrafficLight};
use super::row::IkuRow;
use crate::cascade::Kaskade;
use crate::domain::hash::HashMap;

/// The heat map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HeatMap {
    /// Its columns: the indicators of the institution, and one for indicators of units that support none.
    #[serde(rename = "kolom")]
    pub columns: Vec<HeatColumn>,
    /// Its rows: the units, in the order of the register.
    #[serde(rename = "baris")]
    pub rows: Vec<HeatRow>,
    /// What a cell says.
    #[serde(rename = "keterangan")]
    pub remark: &'static str,
}

/// A column of the heat map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HeatColumn {
    /// Code of the indicator.
    #[serde(rename = "kode")]
    pub code: String,
    /// Its wording.
    pub indikator: String,
    /// By its achievement; grey where nothing can be said.
    #[serde(rename = "lampu")]
    pub light: TrafficLight,
}

/// A row of the heat map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HeatRow {
    /// Code of the unit.
    pub unit: String,
    /// What the register calls the unit.
    #[serde(rename = "nama")]
    pub name: String,
    /// Its cells, in the order of the columns; `None` where the unit has no share in the indicator.
    #[serde(rename = "petak")]
    pub tiles: Vec<Option<HeatTile>>,
}

/// A cell of the heat map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HeatTile {
    /// Indicators of the unit below the indicator.
    #[serde(rename = "banyak")]
    pub count: usize,
    /// Those that have an achievement.
    #[serde(rename = "terukur")]
    pub measured: usize,
    /// The lowest achievement among them.
    pub capaian: Figure,
    /// By its achievement; grey where nothing can be said.
    #[serde(rename = "lampu")]
    pub light: TrafficLight,
    /// Mark and figure: "▲ 87,5", or a dash.
    #[serde(rename = "tulisan")]
    pub wording: String,
}

/// Draws the map of the units' indicators.
pub(super) fn build(kaskade: &Kaskade, iku: &[IkuRow], unit: &[UnitRow]) -> HeatMap {
    // Which indicators of the institution stand above a node: its ancestors, and itself when a unit answers for it.
    let column: HashMap<usize, usize> =
        iku.iter().enumerate().filter_map(|(number, one)| Some((one.indikator.node?, number))).collect();
    let owned = |one: &UnitRow| HeatRow {
        unit: one.unit.clone(),
        name: one.name.clone(),
        tiles: tile(kaskade, &column, iku.len(), one),
    };
    let one_column = |one: &IkuRow| HeatColumn {
        code: one.indikator.code.clone(),
        indikator: one.indikator.indikator.clone(),
        light: one.indikator.standing.light,
    };
    let other = HeatColumn {
        code: "Lain".into(),
        indikator: "indikator unit di luar IKU".into(),
        light: TrafficLight::default(),
    };
    let mut map_column: Vec<HeatColumn> = iku.iter().map(one_column).chain([other]).collect();
    let mut rows: Vec<HeatRow> = unit.iter().map(owned).collect();
    // Every indicator of a unit stands somewhere; where all have their place, the last column is not needed.
    if rows.iter().all(|one| one.tiles.last().is_none_or(Option::is_none)) {
        map_column.pop();
        for one in &mut rows {
            one.tiles.pop();
        }
    }
    HeatMap {
        columns: map_column,
        rows,
        remark: "Angka: capaian terendah (%) di antara indikator unit pada IKU itu. – belum ada data; kosong: tidak mendukung IKU itu. Lain: di luar IKU.",
    }
}

fn tile(kaskade: &Kaskade, column: &HashMap<usize, usize>, width: usize, unit: &UnitRow) -> Vec<Option<HeatTile>> {
    let mut content: Vec<Vec<Option<f64>>> = vec![Vec::new(); width + 1];
    for one in &unit.indikator {
        let node = one.indikator.node.into_iter();
        let upper = node.flat_map(|node| std::iter::once(node).chain(kaskade.ancestor(node)));
        let mut position: Vec<usize> = upper.filter_map(|number| column.get(&number).copied()).collect();
        if position.is_empty() {
            position.push(width);
        }
        for number in position {
            content[number].push(one.indikator.standing.capaian.figure);
        }
    }
    content.into_iter().map(|capaian| (!capaian.is_empty()).then(|| HeatTile::from(&capaian))).collect()
}

impl HeatTile {
    fn from(all: &[Option<f64>]) -> Self {
        let lowest = all.iter().flatten().copied().reduce(f64::min);
        let (capaian, light) = (Figure::percent(lowest), TrafficLight::from(lowest));
        let wording =
            if lowest.is_some() { format!("{} {}", light.mark, capaian.wording) } else { capaian.wording.clone() };
        Self { count: all.len(), measured: all.iter().flatten().count(), capaian, light, wording }
    }
}
