//! Last year's table of achievements, from the workspace that the settings name. What is missing leaves its columns blank
//! with the reason; it never stops a run.

use crate::domain::sistem::kata_sistem;
use crate::files::{self, Manifest};
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
    let hasil = ruang.folder.join(folder).join("hasil");
    if let Err(galat) = Manifest::check(&hasil, [BERKAS_LAKIP]) {
        return TahunLalu::tidak_ada(&format!("ruang kerja tahun lalu: {galat}"));
    }
    match files::read_text(&hasil.join(BERKAS_LAKIP)) {
        Ok(teks) => TahunLalu::baca(&teks, ruang.tahun - 1),
        Err(sebab) => TahunLalu::tidak_ada(&format!(
            "{} tidak dapat dibaca ({}); jalankan selaras konsolidasi di ruang kerja tahun lalu dahulu",
            folder.display(),
            kata_sistem(&sebab)
        )),
    }
}
