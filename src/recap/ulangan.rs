//! Figures that a later form repeats: a form with a column for every quarter states TW I again in TW II. They are shown,
//! and counted once: by the same order as the roll-up, the entry before the blank, the measurement before the plan, the
//! quarter's own form before one of another quarter, and then the later document.

use std::collections::{HashMap, HashSet};

use crate::domain::dokumen::JenisDokumen;
use crate::domain::triwulan::Triwulan;
use crate::tables::Tables;

/// Filled in, a measurement, the quarter's own form, record.
type Peringkat = (bool, bool, bool, u32);
/// Rows that state the same, with their rank: the greatest counts. The last member is the row's number.
type Kelompok<K, P> = HashMap<K, Vec<(P, usize)>>;

/// Rows of the table `pengukuran` that another row counts for: row number to the record that counts.
pub(crate) fn pengukuran(tables: &Tables) -> HashMap<usize, u32> {
    let mut kelompok: Kelompok<(&str, &str, Triwulan), Peringkat> = HashMap::new();
    for (nomor, row) in tables.pengukuran().enumerate() {
        if let (Some(unit), Some(kunci), Some(triwulan)) = (row.unit, row.kunci, row.triwulan) {
            let (jenis, sendiri) = asal(tables, row.record, triwulan);
            let peringkat = (row.terisi(), jenis, sendiri, row.record);
            kelompok.entry((unit, kunci, triwulan)).or_default().push((peringkat, nomor));
        }
    }
    let mut hasil = HashMap::new();
    for anggota in kelompok.into_values() {
        let Some(((.., dipakai), terpilih)) = anggota.iter().max().copied() else { continue };
        hasil.extend(anggota.iter().filter(|(_, nomor)| *nomor != terpilih).map(|(_, nomor)| (*nomor, dipakai)));
    }
    hasil
}

/// Rows of the table `anggaran` whose money a row of another document counts for.
pub(crate) fn anggaran(tables: &Tables) -> HashSet<usize> {
    let mut kelompok: Kelompok<(&str, Triwulan), (bool, u32)> = HashMap::new();
    for (nomor, row) in tables.anggaran().enumerate() {
        if let (Some(unit), Some(triwulan)) = (row.unit, row.triwulan) {
            let sendiri = asal(tables, row.record, triwulan).1;
            kelompok.entry((unit, triwulan)).or_default().push(((sendiri, row.document), nomor));
        }
    }
    let mut hasil = HashSet::new();
    for anggota in kelompok.into_values() {
        let Some(((_, dipakai), _)) = anggota.iter().max().copied() else { continue };
        hasil.extend(anggota.iter().filter(|((_, dokumen), _)| *dokumen != dipakai).map(|(_, nomor)| *nomor));
    }
    hasil
}

/// Whether a record stands in a measurement, and in the form of this very quarter.
fn asal(tables: &Tables, rekaman: u32, triwulan: Triwulan) -> (bool, bool) {
    let Some(dokumen) = tables.dokumen_dari(rekaman) else { return (false, false) };
    (dokumen.jenis == JenisDokumen::Pengukuran, dokumen.triwulan == Some(triwulan))
}
