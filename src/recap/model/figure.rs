//! Figures with the text that every writer prints for them, lights with their mark and word, and texts that a unit may
//! have left out. What is decided here no writer decides again.

use serde::Serialize;

use crate::domain::capaian::{ScaleColor, round_off};
use crate::domain::numeral::figure;
use crate::domain::triwulan::Triwulan;

/// What stands where there is nothing.
pub const DASH: &str = "–";
/// The word of a light whose figure rests on too few reports to have a colour.
pub const MEANWHILE: &str = "sementara";
/// What stands where a unit left a text out.
pub const NOT_FILLED_IN: &str = "– (tidak diisi unit)";

/// Most decimals of a figure in print.
const MOST_DIGIT: u8 = 6;

/// A figure and how it prints: a number with its decimals, or what was typed where there is none (a grade, a range, a
/// bound), or a dash.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// The number, unrounded.
    #[serde(rename = "angka")]
    pub figure: Option<f64>,
    /// Its decimals in print.
    pub digit: u8,
    /// As every writer prints it, without a unit.
    #[serde(rename = "tulisan")]
    pub wording: String,
    /// What must be known of it in its very cell: "TW I", for a figure of an earlier quarter than asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[serde(rename = "keterangan")]
    pub remark: Option<String>,
}

impl Default for Figure {
    fn default() -> Self {
        Self { figure: None, digit: 0, wording: DASH.to_string(), remark: None }
    }
}

impl Figure {
    /// Percent points with one decimal, and more where one would print the figure on another side of a light's bound.
    pub fn percent(value: Option<f64>) -> Self {
        Self::with(value, percent_digit)
    }

    /// A quantity with at most two decimals, and more where two would print nothing but zeros.
    pub fn magnitude(value: Option<f64>) -> Self {
        Self::with(value, magnitude_digit)
    }

    /// A whole number as people write it: 1234 is "1.234".
    pub fn count(value: usize) -> Self {
        Self::with(Some(value as f64), |_| 0)
    }

    /// Rupiah, in full.
    pub fn rupiah(value: Option<f64>) -> Self {
        let mut one = Self::with(value, |_| 0);
        if one.figure.is_some() {
            one.wording.insert_str(0, "Rp");
        }
        one
    }

    /// The figure, else what was typed.
    pub fn or_text(value: Option<f64>, text: Option<&str>) -> Self {
        let one = Self::magnitude(value);
        match text.map(str::trim).filter(|text| !text.is_empty() && one.figure.is_none()) {
            Some(text) => Self { wording: text.to_string(), ..one },
            None => one,
        }
    }

    fn with(value: Option<f64>, digit: impl Fn(f64) -> u8) -> Self {
        let Some(value) = value.filter(|value| value.is_finite()) else { return Self::default() };
        let digit = digit(value);
        Self { figure: Some(value), digit, wording: figure(value, digit), remark: None }
    }

    /// An achievement of too few members for a colour: a text, which nothing takes for a figure.
    pub fn meanwhile(capaian: Option<f64>, from: &str) -> Self {
        let percent = Self::percent(capaian);
        if percent.figure.is_none() {
            return percent;
        }
        Self { figure: None, wording: format!("{}% {MEANWHILE}, {from}", percent.wording), ..percent }
    }

    /// The figure with what must be known of it, for readers: "57 (TW I)".
    #[must_use]
    pub fn with_remark(mut self, remark: Option<String>) -> Self {
        if let Some(word) = remark.filter(|_| self.exists()) {
            self.wording = format!("{} ({word})", self.wording);
            self.remark = Some(word);
        }
        self
    }

    /// The number that a cell may hold; none where the cell must say more than a number.
    pub fn in_cell(&self) -> Option<f64> {
        self.figure.filter(|_| self.remark.is_none())
    }

    /// Whether there is something: a number or a text.
    pub fn exists(&self) -> bool {
        self.figure.is_some() || self.wording != DASH
    }
}

/// Decimals of an achievement: one, and more until the printed figure has the light of the figure itself.
pub fn percent_digit(value: f64) -> u8 {
    let every = |digit: &u8| ScaleColor::from(Some(round_off(value, *digit))) == ScaleColor::from(Some(value));
    (1..MOST_DIGIT).find(every).unwrap_or(MOST_DIGIT)
}

/// Decimals of a quantity: as few as say it, at most two, and more where two would print zero.
fn magnitude_digit(value: f64) -> u8 {
    let equivalent = |digit: &u8| round_off(value, *digit) == round_off(value, 2) && round_off(value, 2) != 0.0;
    if value == 0.0 {
        return 0;
    }
    (0..=2).find(equivalent).or_else(|| (3..MOST_DIGIT).find(|digit| round_off(value, *digit) != 0.0)).unwrap_or(2)
}

/// A light: its colour, and the mark and the word that stand beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TrafficLight {
    /// The colour.
    #[serde(rename = "warna")]
    pub color: ScaleColor,
    /// "●", "▲", "■", "–".
    #[serde(rename = "tanda")]
    pub mark: &'static str,
    /// "hijau", "kuning", "merah", "belum ada data".
    #[serde(rename = "kata")]
    pub word: &'static str,
}

impl TrafficLight {
    /// The light of an achievement.
    pub fn from(capaian: Option<f64>) -> Self {
        Self::new(ScaleColor::from(capaian))
    }

    /// The light of a colour.
    pub const fn new(color: ScaleColor) -> Self {
        let word = match color {
            ScaleColor::Gray => "belum ada data",
            color => color.name(),
        };
        Self { color, mark: color.mark(), word }
    }
}

impl Default for TrafficLight {
    fn default() -> Self {
        Self::new(ScaleColor::Gray)
    }
}

/// A text that a unit may have left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureText {
    /// What was written, whole.
    #[serde(rename = "isi")]
    pub content: Option<String>,
    /// As every writer prints it; [`NOT_FILLED_IN`] where nothing was written.
    #[serde(rename = "tulisan")]
    pub wording: String,
}

impl FigureText {
    /// A text, or that it was left out.
    pub fn new(content: Option<&str>) -> Self {
        Self { content: content.map(str::to_string), wording: content.unwrap_or(NOT_FILLED_IN).to_string() }
    }

    /// The text, or a dash.
    pub fn or_dash(&self) -> &str {
        self.content.as_deref().unwrap_or(DASH)
    }
}

impl Default for FigureText {
    fn default() -> Self {
        Self::new(None)
    }
}

/// Achievement in a quarter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuarterPoint {
    /// The quarter.
    pub triwulan: Triwulan,
    /// "TW II".
    #[serde(rename = "nama")]
    pub name: String,
    /// Achievement in it, percent points.
    pub capaian: Figure,
    /// By its achievement; grey where nothing can be said.
    #[serde(rename = "lampu")]
    pub light: TrafficLight,
}

impl QuarterPoint {
    /// The four quarters of a trend.
    pub fn series(capaian: [Option<f64>; 4]) -> [Self; 4] {
        Triwulan::ALL.map(|triwulan| {
            let value = capaian[triwulan as usize];
            Self {
                triwulan,
                name: triwulan.to_string(),
                capaian: Figure::percent(value),
                light: TrafficLight::from(value),
            }
        })
    }
}

/// A place in what units sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceCell {
    /// Path below `masuk/`.
    #[serde(rename = "berkas")]
    pub file: String,
    /// The name of the sheet.
    #[serde(rename = "lembar")]
    pub sheet: String,
    /// As people write it: "E12".
    #[serde(rename = "sel")]
    pub cell: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_never_prints_on_another_side_of_its_light() {
        for (value, wording) in
            [(99.96, "99,96"), (99.9996, "99,9996"), (100.0, "100,0"), (79.99, "79,99"), (87.25, "87,3"), (0.0, "0,0")]
        {
            assert_eq!(Figure::percent(Some(value)).wording, wording);
        }
    }

    #[test]
    fn a_quantity_prints_as_few_decimals_as_say_it() {
        for (value, wording) in [(57.0, "57"), (2.5, "2,5"), (1234.567, "1.234,57"), (0.004, "0,004"), (0.0, "0")] {
            assert_eq!(Figure::magnitude(Some(value)).wording, wording);
        }
    }

    #[test]
    fn what_is_missing_prints_as_a_dash_and_a_grade_as_itself() {
        assert_eq!(Figure::percent(None).wording, DASH);
        assert_eq!(Figure::or_text(None, Some(" BB ")).wording, "BB");
        assert!(!Figure::or_text(None, Some(" ")).exists());
        assert_eq!(Figure::rupiah(Some(1_250_000.0)).wording, "Rp1.250.000");
    }

    #[test]
    fn a_text_that_was_left_out_says_so() {
        assert_eq!(FigureText::default().wording, NOT_FILLED_IN);
        assert_eq!(FigureText::new(Some("Rekrutmen")).or_dash(), "Rekrutmen");
    }
}
