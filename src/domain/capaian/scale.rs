//! Status scales: an achievement in percent points becomes a word or a colour (domain 9.1, 9.2, 7.8).
//!
//! Only scales whose bounds are fully known are here. Maluku Tengah, Deli Serdang and KPU Kaltim are not: the domain
//! notes hold parts of them only. Bounds are compared without the noise of binary fractions.

use serde::{Deserialize, Serialize};

use super::whole::without_noise;
use crate::domain::text::key;

/// A status scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum GradeScale {
    /// The default traffic light: hijau >= 100, kuning >= 80, merah < 80, abu-abu without data (domain 9.2).
    #[serde(rename = "lampu")]
    Light,
    /// Five levels attributed to Permendagri 86/2017 and 54/2010. The legal text was not read; the scale is known from
    /// code and LKjIP only (domain 9.1, 16.1).
    #[serde(rename = "lima tingkat")]
    FiveGrades,
    /// The same intervals with the words of Inspektorat Sampang 2019 (domain 9.1).
    #[serde(rename = "lima tingkat sampang")]
    SampangFiveGrades,
    /// Pringsewu, from code (domain 9.2).
    #[serde(rename = "pringsewu")]
    Pringsewu,
    /// Banjarnegara, from code (domain 9.2).
    #[serde(rename = "banjarnegara")]
    Banjarnegara,
    /// KMK 127/2026, from a secondary source: its strict inequalities give 100, 90 and 80 no predicate (domain 7.8).
    #[serde(rename = "kmk 127")]
    Kmk127,
}

/// How the five-level scale decides between its printed intervals. Both are in use (domain 9.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LimitRule {
    /// From the lower bound printed (>= 91): 90.5 is "Tinggi".
    #[serde(rename = ">=")]
    BeginFrom,
    /// Above the upper bound of the interval below (> 90): 90.5 is "Sangat Tinggi".
    #[serde(rename = ">")]
    Above,
}

/// A colour of the traffic light.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScaleColor {
    /// 100 or more.
    #[serde(rename = "hijau")]
    Green,
    /// From 80 to below 100.
    #[serde(rename = "kuning")]
    Yellow,
    /// Below 80.
    #[serde(rename = "merah")]
    Red,
    /// No data. Never red.
    #[serde(rename = "abu_abu")]
    Gray,
}

/// A gap that a printed scale leaves: no printed interval holds what lies strictly between the two figures. When both
/// are the same, that one figure is left out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScaleGap {
    /// Where the interval below ends.
    pub lower: f64,
    /// Where the interval above begins.
    pub upper: f64,
}

const FIVE_GRADES: [&str; 5] = ["Sangat Tinggi", "Tinggi", "Sedang", "Rendah", "Sangat Rendah"];
const SAMPANG: [&str; 5] = ["Sangat Baik", "Baik", "Cukup", "Kurang", "Sangat Kurang"];
const PRINGSEWU: [&str; 5] = ["Melampaui", "Tercapai", "Mendekati", "Perlu Perhatian", "Kritis"];
const KMK_127: [&str; 5] = ["Sangat Baik", "Baik", "Cukup", "Kurang", "Buruk"];
const LIGHT: [&str; 4] = ["hijau", "kuning", "merah", "abu-abu"];
const BANJARNEGARA: [&str; 3] = ["hijau", "kuning", "merah"];

/// The four gaps of the printed five-level legend.
const FIVE_GRADES_GAP: [ScaleGap; 4] = [
    ScaleGap { lower: 90.0, upper: 91.0 },
    ScaleGap { lower: 75.0, upper: 76.0 },
    ScaleGap { lower: 65.0, upper: 66.0 },
    ScaleGap { lower: 50.0, upper: 51.0 },
];

impl ScaleColor {
    /// The colour of an achievement by the default traffic light.
    pub fn from(capaian: Option<f64>) -> Self {
        match capaian.filter(|c| c.is_finite()).map(without_noise) {
            None => Self::Gray,
            Some(c) if c >= 100.0 => Self::Green,
            Some(c) if c >= 80.0 => Self::Yellow,
            Some(_) => Self::Red,
        }
    }

    /// The word for it.
    pub const fn name(self) -> &'static str {
        let [green, yellow, red, gray] = LIGHT;
        match self {
            Self::Green => green,
            Self::Yellow => yellow,
            Self::Red => red,
            Self::Gray => gray,
        }
    }

    /// The mark that stands beside a colour, so that it reads without.
    pub const fn mark(self) -> &'static str {
        match self {
            Self::Green => "●",
            Self::Yellow => "▲",
            Self::Red => "■",
            Self::Gray => "–",
        }
    }
}

impl GradeScale {
    /// The status of an achievement in percent points. `None` without data (the traffic light says "abu-abu") and where
    /// the scale itself leaves the figure undefined. `aturan` counts for the five-level scales only.
    pub fn status(self, aturan: LimitRule, capaian: Option<f64>) -> Option<&'static str> {
        if self == Self::Light {
            return Some(ScaleColor::from(capaian).name());
        }
        let c = without_noise(capaian.filter(|c| c.is_finite())?);
        if self == Self::Kmk127 && self.in_gap(c).is_some() {
            return None;
        }
        let five_limit = match aturan {
            LimitRule::BeginFrom => [91.0, 76.0, 66.0, 51.0].map(|limit| c >= limit),
            LimitRule::Above => [90.0, 75.0, 65.0, 50.0].map(|limit| c > limit),
        };
        match self {
            Self::Light => None,
            Self::FiveGrades => choose(&five_limit, &FIVE_GRADES),
            Self::SampangFiveGrades => choose(&five_limit, &SAMPANG),
            Self::Pringsewu => choose(&[c > 105.0, c >= 95.0, c >= 80.0, c >= 60.0], &PRINGSEWU),
            Self::Banjarnegara => choose(&[c > 90.0, c >= 70.0], &BANJARNEGARA),
            Self::Kmk127 => choose(&[c >= 110.0, c > 100.0, c > 90.0, c > 80.0], &KMK_127),
        }
    }

    /// The words of the scale, best first.
    pub const fn label(self) -> &'static [&'static str] {
        match self {
            Self::Light => &LIGHT,
            Self::FiveGrades => &FIVE_GRADES,
            Self::SampangFiveGrades => &SAMPANG,
            Self::Pringsewu => &PRINGSEWU,
            Self::Banjarnegara => &BANJARNEGARA,
            Self::Kmk127 => &KMK_127,
        }
    }

    /// A status as someone typed it, as one of the scale's words. `None` when the scale has no such word.
    pub fn read(self, as_written: &str) -> Option<&'static str> {
        let as_written = key(as_written);
        self.label().iter().copied().find(|label| key(label) == as_written)
    }

    /// The gap of the printed scale that a figure lies in, if any (domain 9.1, rule STS-02).
    pub fn in_gap(self, capaian: f64) -> Option<ScaleGap> {
        let c = without_noise(capaian);
        match self {
            Self::FiveGrades | Self::SampangFiveGrades => {
                FIVE_GRADES_GAP.into_iter().find(|gap| c > gap.lower && c < gap.upper)
            }
            Self::Kmk127 => [100.0, 90.0, 80.0]
                .into_iter()
                .find(|limit| c == *limit)
                .map(|limit| ScaleGap { lower: limit, upper: limit }),
            Self::Light | Self::Pringsewu | Self::Banjarnegara => None,
        }
    }
}

/// The word of the first level that is reached, else the last word.
fn choose(reached: &[bool], label: &[&'static str]) -> Option<&'static str> {
    let severity = reached.iter().position(|reached| *reached).unwrap_or(reached.len());
    label.get(severity).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [GradeScale; 6] = [
        GradeScale::Light,
        GradeScale::FiveGrades,
        GradeScale::SampangFiveGrades,
        GradeScale::Pringsewu,
        GradeScale::Banjarnegara,
        GradeScale::Kmk127,
    ];

    fn check(scale: GradeScale, aturan: LimitRule, expectation: &[(f64, &str)]) {
        for (capaian, status) in expectation {
            assert_eq!(scale.status(aturan, Some(*capaian)), Some(*status), "{scale:?} {capaian}");
        }
    }

    #[test]
    fn five_levels_begin_at_their_printed_lower_bounds() {
        // Domain 9.1, column "code rule (>=)"; over 100 stays Sangat Tinggi.
        let expectation = [
            (322.0, "Sangat Tinggi"),
            (100.0, "Sangat Tinggi"),
            (91.0, "Sangat Tinggi"),
            (90.5, "Tinggi"),
            (90.0, "Tinggi"),
            (76.0, "Tinggi"),
            (75.0, "Sedang"),
            (66.0, "Sedang"),
            (65.0, "Rendah"),
            (51.0, "Rendah"),
            (50.0, "Sangat Rendah"),
            (0.0, "Sangat Rendah"),
        ];
        check(GradeScale::FiveGrades, LimitRule::BeginFrom, &expectation);
    }

    #[test]
    fn five_levels_may_begin_above_the_interval_below() {
        // Domain 9.1, column "variant rule (join-project)".
        let expectation = [
            (91.0, "Sangat Tinggi"),
            (90.5, "Sangat Tinggi"),
            (90.0, "Tinggi"),
            (75.5, "Tinggi"),
            (75.0, "Sedang"),
            (65.5, "Sedang"),
            (65.0, "Rendah"),
            (50.5, "Rendah"),
            (50.0, "Sangat Rendah"),
        ];
        check(GradeScale::FiveGrades, LimitRule::Above, &expectation);
    }

    #[test]
    fn sampang_uses_other_words_for_the_same_levels() {
        // Domain 9.1, Inspektorat Sampang 2019.
        let expectation =
            [(91.0, "Sangat Baik"), (76.0, "Baik"), (66.0, "Cukup"), (51.0, "Kurang"), (50.0, "Sangat Kurang")];
        check(GradeScale::SampangFiveGrades, LimitRule::BeginFrom, &expectation);
    }

    #[test]
    fn figures_between_the_printed_intervals_are_reported_as_lying_in_a_gap() {
        // Domain 9.1: 90-91, 75-76, 65-66, 50-51 are undefined.
        for (figure, lower, upper) in [(90.5, 90.0, 91.0), (75.01, 75.0, 76.0), (65.99, 65.0, 66.0), (50.5, 50.0, 51.0)]
        {
            assert_eq!(GradeScale::FiveGrades.in_gap(figure), Some(ScaleGap { lower, upper }), "{figure}");
        }
        for figure in [90.0, 91.0, 75.0, 76.0, 100.0, 150.0, 90.999_999_999_999_99] {
            assert_eq!(GradeScale::FiveGrades.in_gap(figure), None, "{figure}");
        }
        assert_eq!(GradeScale::Light.in_gap(90.5), None);
    }

    #[test]
    fn the_traffic_light_is_grey_and_never_red_without_data() {
        // Domain 9.2, default traffic light.
        let expectation = [(100.0, "hijau"), (99.99, "kuning"), (80.0, "kuning"), (79.99, "merah"), (0.0, "merah")];
        check(GradeScale::Light, LimitRule::BeginFrom, &expectation);
        assert_eq!(GradeScale::Light.status(LimitRule::BeginFrom, None), Some("abu-abu"));
        assert_eq!(ScaleColor::from(None), ScaleColor::Gray);
        assert_eq!(ScaleColor::from(Some(f64::NAN)), ScaleColor::Gray);
        assert_eq!(ScaleColor::from(Some(99.999_999_999_999_99)), ScaleColor::Green);
    }

    #[test]
    fn pringsewu_and_banjarnegara_draw_their_own_lines() {
        // Domain 9.2.
        let pringsewu = [
            (59.9, "Kritis"),
            (60.0, "Perlu Perhatian"),
            (80.0, "Mendekati"),
            (94.9, "Mendekati"),
            (95.0, "Tercapai"),
            (105.0, "Tercapai"),
            (105.1, "Melampaui"),
        ];
        check(GradeScale::Pringsewu, LimitRule::BeginFrom, &pringsewu);
        let banjarnegara = [(69.9, "merah"), (70.0, "kuning"), (90.0, "kuning"), (90.1, "hijau")];
        check(GradeScale::Banjarnegara, LimitRule::BeginFrom, &banjarnegara);
    }

    #[test]
    fn kmk_127_leaves_its_strict_bounds_without_a_predicate() {
        // Domain 7.8: X>=110, 100-110, 90-100, 80-90, <80; 100, 90 and 80 are undefined.
        let expectation = [(110.0, "Sangat Baik"), (109.9, "Baik"), (99.9, "Cukup"), (89.9, "Kurang"), (79.9, "Buruk")];
        check(GradeScale::Kmk127, LimitRule::BeginFrom, &expectation);
        for limit in [100.0, 90.0, 80.0] {
            assert_eq!(GradeScale::Kmk127.status(LimitRule::BeginFrom, Some(limit)), None);
            assert_eq!(GradeScale::Kmk127.in_gap(limit), Some(ScaleGap { lower: limit, upper: limit }));
        }
    }

    #[test]
    fn no_data_has_no_status() {
        for scale in ALL.into_iter().filter(|scale| *scale != GradeScale::Light) {
            assert_eq!(scale.status(LimitRule::BeginFrom, None), None);
            assert_eq!(scale.status(LimitRule::BeginFrom, Some(f64::NAN)), None);
        }
    }

    #[test]
    fn every_word_of_a_scale_can_be_read_back_as_people_type_it() {
        for scale in ALL {
            for label in scale.label() {
                assert_eq!(scale.read(&format!(" {} ", label.to_uppercase())), Some(*label));
            }
        }
        assert_eq!(GradeScale::FiveGrades.read("Lumayan"), None);
    }
}
