//! Which formula would have given a stated achievement (domain UK-03): the finding names it, so that a unit and the
//! bureau see at once that they disagree about the formula and not about the figures.

use super::Alasan;
use super::rumus::{kebalikan, linear, maksimum, stabil};

/// The caps seen in use (domain 7.7).
const BATAS: [f64; 4] = [100.0, 110.0, 120.0, 150.0];

/// A formula, its name, the name with a floor of 0, and the names with each cap of [`BATAS`].
struct Keluarga {
    rumus: fn(f64, f64) -> Result<f64, Alasan>,
    nama: &'static str,
    berlantai: &'static str,
    dibatasi: [&'static str; 4],
}

const SEMUA: [Keluarga; 4] = [
    Keluarga {
        rumus: maksimum,
        nama: "realisasi/target",
        berlantai: "realisasi/target, paling rendah 0",
        dibatasi: [
            "realisasi/target dibatasi 100",
            "realisasi/target dibatasi 110",
            "realisasi/target dibatasi 120",
            "realisasi/target dibatasi 150",
        ],
    },
    Keluarga {
        rumus: linear,
        nama: "(2×target−realisasi)/target",
        berlantai: "(2×target−realisasi)/target, paling rendah 0",
        dibatasi: [
            "(2×target−realisasi)/target dibatasi 100",
            "(2×target−realisasi)/target dibatasi 110",
            "(2×target−realisasi)/target dibatasi 120",
            "(2×target−realisasi)/target dibatasi 150",
        ],
    },
    Keluarga {
        rumus: kebalikan,
        nama: "target/realisasi",
        berlantai: "target/realisasi, paling rendah 0",
        dibatasi: [
            "target/realisasi dibatasi 100",
            "target/realisasi dibatasi 110",
            "target/realisasi dibatasi 120",
            "target/realisasi dibatasi 150",
        ],
    },
    Keluarga {
        rumus: stabil,
        nama: "stabil",
        berlantai: "stabil, paling rendah 0",
        // Never above 100: the caps cannot be reached.
        dibatasi: ["stabil"; 4],
    },
];

/// The formulas that give `tertulis` (percent points) within `toleransi` percent points, in a fixed order. A cap or a
/// floor is named only where it changes the figure. Empty when none does.
pub fn keluarga_cocok(target: f64, realisasi: f64, tertulis: f64, toleransi: f64) -> Vec<&'static str> {
    SEMUA.iter().flat_map(|keluarga| keluarga.cocok(target, realisasi, tertulis, toleransi)).collect()
}

impl Keluarga {
    fn cocok(&self, target: f64, realisasi: f64, tertulis: f64, toleransi: f64) -> Vec<&'static str> {
        let Ok(penuh) = (self.rumus)(target, realisasi) else { return Vec::new() };
        // The tolerance itself is no exact binary fraction: 0.01 apart must be inside a tolerance of 0.01.
        let sama = |angka: f64| (angka - tertulis).abs() <= toleransi + 1e-9;
        if sama(penuh) {
            return vec![self.nama];
        }
        if penuh < 0.0 {
            return if sama(0.0) { vec![self.berlantai] } else { Vec::new() };
        }
        let dibatasi = BATAS.iter().zip(self.dibatasi).filter(|(batas, _)| penuh > **batas && sama(**batas));
        dibatasi.map(|(_, nama)| nama).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_formula_that_a_unit_used_is_named() {
        // T = 10, R = 8: each family gives another figure (domain 7.1 to 7.3).
        assert_eq!(
            keluarga_cocok(10.0, 8.0, 120.0, 0.01),
            ["(2×target−realisasi)/target", "target/realisasi dibatasi 120"]
        );
        assert_eq!(keluarga_cocok(10.0, 8.0, 125.0, 0.01), ["target/realisasi"]);
        assert_eq!(keluarga_cocok(10.0, 8.0, 80.0, 0.01), ["realisasi/target", "stabil"]);
        assert_eq!(keluarga_cocok(10.0, 12.0, 83.33, 0.01), ["target/realisasi"]);
        assert_eq!(
            keluarga_cocok(10.0, 25.0, 0.0, 0.01),
            ["(2×target−realisasi)/target, paling rendah 0", "stabil, paling rendah 0"]
        );
    }

    #[test]
    fn a_cap_is_named_when_it_explains_the_figure() {
        // T = 300, R = 966 is 322.00 in the real table (domain 7.1); others cap at 100, 110, 120 or 150 (domain 7.7).
        assert_eq!(keluarga_cocok(300.0, 966.0, 322.0, 0.01), ["realisasi/target"]);
        assert_eq!(keluarga_cocok(300.0, 966.0, 120.0, 0.01), ["realisasi/target dibatasi 120"]);
        assert_eq!(keluarga_cocok(300.0, 966.0, 110.0, 0.01), ["realisasi/target dibatasi 110"]);
        assert_eq!(keluarga_cocok(300.0, 966.0, 100.0, 0.01), ["realisasi/target dibatasi 100"]);
        assert_eq!(keluarga_cocok(300.0, 966.0, 150.0, 0.01), ["realisasi/target dibatasi 150"]);
    }

    #[test]
    fn a_figure_that_no_formula_gives_is_explained_by_none() {
        assert!(keluarga_cocok(48.0, 45.52, 97.0, 0.01).is_empty());
        assert!(keluarga_cocok(0.0, 5.0, 120.0, 0.01).is_empty());
        assert!(keluarga_cocok(48.0, 45.52, f64::NAN, 0.01).is_empty());
    }

    #[test]
    fn a_difference_as_large_as_the_tolerance_is_inside_it() {
        assert_eq!(keluarga_cocok(100.0, 107.0, 107.01, 0.01), ["realisasi/target"]);
        assert!(keluarga_cocok(100.0, 107.0, 107.02, 0.01).is_empty());
    }
}
