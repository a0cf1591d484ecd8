//! What changed in a unit, in a line.

use selaras::banding::{Nasib, PerubahanUnit};

/// "4 isian diubah, 1 baris baru; 5 temuan sudah diperbaiki, 2 masih ada, 1 baru".
pub(super) fn ringkas(unit: &PerubahanUnit) -> String {
    let daftar = |semua: &[(Nasib, &str)]| -> String {
        let ada = semua.iter().map(|(nasib, apa)| (unit.banyak(*nasib), apa)).filter(|(banyak, _)| *banyak > 0);
        ada.map(|(banyak, apa)| format!("{banyak} {apa}")).collect::<Vec<_>>().join(", ")
    };
    let kiriman = daftar(&[
        (Nasib::DokumenBaru, "dokumen baru"),
        (Nasib::DokumenHilang, "dokumen tidak ada lagi"),
        (Nasib::Diubah, "isian diubah"),
        (Nasib::Diisi, "isian diisi"),
        (Nasib::Dikosongkan, "isian dikosongkan"),
        (Nasib::BarisBaru, "baris baru"),
        (Nasib::BarisHilang, "baris dihapus"),
    ]);
    let temuan = daftar(&[
        (Nasib::Diperbaiki, "temuan sudah diperbaiki"),
        (Nasib::TidakDiminta, "temuan tidak diminta lagi"),
        (Nasib::TakTerperiksa, "temuan tidak dapat diperiksa"),
        (Nasib::MasihAda, "temuan masih ada"),
        (Nasib::Baru, "temuan baru"),
    ]);
    [kiriman, temuan].into_iter().filter(|bagian| !bagian.is_empty()).collect::<Vec<_>>().join("; ")
}
