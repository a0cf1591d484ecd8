//! Which formula would have given a stated achievement (domain UK-03): the finding names it, so that a unit and the
//! bureau see at once that they disagree about the formula and not about the figures.

use super::Reason;
use super::equation::{inverse, linear, maximum, stable};

/// The caps seen in use (domain 7.7).
const LIMIT: [f64; 4] = [100.0, 110.0, 120.0, 150.0];

/// A formula, its name, the name with a floor of 0, and the names with each cap of [`LIMIT`].
struct Family {
    equation: fn(f64, f64) -> Result<f64, Reason>,
    name: &'static str,
    floored: &'static str,
    limited: [&'static str; 4],
}

const ALL: [Family; 4] = [
    Family {
        equation: maximum,
        name: "realisasi/target",
        floored: "realisasi/target, paling rendah 0",
        limited: [
            "realisasi/target dibatasi 100",
            "realisasi/target dibatasi 110",
            "realisasi/target dibatasi 120",
            "realisasi/target dibatasi 150",
        ],
    },
    Family {
        equation: linear,
        name: "(2×target−realisasi)/target",
        floored: "(2×target−realisasi)/target, paling rendah 0",
        limited: [
            "(2×target−realisasi)/target dibatasi 100",
            "(2×target−realisasi)/target dibatasi 110",
            "(2×target−realisasi)/target dibatasi 120",
            "(2×target−realisasi)/target dibatasi 150",
        ],
    },
    Family {
        equation: inverse,
        name: "target/realisasi",
        floored: "target/realisasi, paling rendah 0",
        limited: [
            "target/realisasi dibatasi 100",
            "target/realisasi dibatasi 110",
            "target/realisasi dibatasi 120",
            "target/realisasi dibatasi 150",
        ],
    },
    Family {
        equation: stable,
        name: "stabil",
        floored: "stabil, paling rendah 0",
        // Never above 100: the caps cannot be reached.
        limited: ["stabil"; 4],
    },
];

/// The formulas that give `as_written` (percent points) within `tolerance` percent points, in a fixed order. A cap or a
/// floor is named only where it changes the figure. Empty when none does.
pub fn fits_family(target: f64, realisasi: f64, as_written: f64, tolerance: f64) -> Vec<&'static str> {
    ALL.iter().flat_map(|family| family.fits(target, realisasi, as_written, tolerance)).collect()
}

impl Family {
    fn fits(&self, target: f64, realisasi: f64, as_written: f64, tolerance: f64) -> Vec<&'static str> {
        let Ok(full) = (self.equation)(target, realisasi) else { return Vec::new() };
        // The tolerance itself is no exact binary fraction: 0.01 apart must be inside a tolerance of 0.01.
        let same = |figure: f64| (figure - as_written).abs() <= tolerance + 1e-9;
        if same(full) {
            return vec![self.name];
        }
        if full < 0.0 {
            return if same(0.0) { vec![self.floored] } else { Vec::new() };
        }
        let limited = LIMIT.iter().zip(self.limited).filter(|(limit, _)| full > **limit && same(**limit));
        limited.map(|(_, name)| name).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_formula_that_a_unit_used_is_named() {
        // T = 10, R = 8: each family gives another figure (domain 7.1 to 7.3).
        assert_eq!(
            fits_family(10.0, 8.0, 120.0, 0.01),
            ["(2×target−realisasi)/target", "target/realisasi dibatasi 120"]
        );
        assert_eq!(fits_family(10.0, 8.0, 125.0, 0.01), ["target/realisasi"]);
        assert_eq!(fits_family(10.0, 8.0, 80.0, 0.01), ["realisasi/target", "stabil"]);
        assert_eq!(fits_family(10.0, 12.0, 83.33, 0.01), ["target/realisasi"]);
        assert_eq!(
            fits_family(10.0, 25.0, 0.0, 0.01),
            ["(2×target−realisasi)/target, paling rendah 0", "stabil, paling rendah 0"]
        );
    }

    #[test]
    fn a_cap_is_named_when_it_explains_the_figure() {
        // T = 300, R = 966 is 322.00 in the real table (domain 7.1); others cap at 100, 110, 120 or 150 (domain 7.7).
        assert_eq!(fits_family(300.0, 966.0, 322.0, 0.01), ["realisasi/target"]);
        assert_eq!(fits_family(300.0, 966.0, 120.0, 0.01), ["realisasi/target dibatasi 120"]);
        assert_eq!(fits_family(300.0, 966.0, 110.0, 0.01), ["realisasi/target dibatasi 110"]);
        assert_eq!(fits_family(300.0, 966.0, 100.0, 0.01), ["realisasi/target dibatasi 100"]);
        assert_eq!(fits_family(300.0, 966.0, 150.0, 0.01), ["realisasi/target dibatasi 150"]);
    }

    #[test]
    fn a_figure_that_no_formula_gives_is_explained_by_none() {
        assert!(fits_family(48.0, 45.52, 97.0, 0.01).is_empty());
        assert!(fits_family(0.0, 5.0, 120.0, 0.01).is_empty());
        assert!(fits_family(48.0, 45.52, f64::NAN, 0.01).is_empty());
    }

    #[test]
    fn a_difference_as_large_as_the_tolerance_is_inside_it() {
        assert_eq!(fits_family(100.0, 107.0, 107.01, 0.01), ["realisasi/target"]);
        assert!(fits_family(100.0, 107.0, 107.02, 0.01).is_empty());
    }
}
