//! Last year's table of achievements, from the workspace that the settings name. What is missing leaves its columns blank
//! with the reason; it never stops a run.

use std::fs;

use crate::recap::model::TahunLalu;
use crate::workspace::Ruang;

/// Where a run leaves its table for the next year, below `hasil/`.
pub const BERKAS_LAKIP: &str = "data/lakip.json";

/// Reads it.
pub fn tahun_lalu(ruang: &Ruang) -> TahunLalu {
    let Some(folder) = &ruang.tahun_lalu else {
        return TahunLalu::tidak_ada(
            "ruang kerja tahun lalu tidak disebut; tulis misalnya tahun_lalu = \"../politeknik-2025\" di bawah [rekap] di selaras.toml",
        );
    };
    let jalur = ruang.folder.join(folder).join("hasil").join(BERKAS_LAKIP);
    match fs::read_to_string(&jalur) {
        Ok(teks) => TahunLalu::baca(&teks, ruang.tahun - 1),
        Err(sebab) => TahunLalu::tidak_ada(&format!(
            "{} tidak dapat dibaca ({sebab}); jalankan selaras konsolidasi di ruang kerja tahun lalu dahulu",
            folder.display()
        )),
    }
}
