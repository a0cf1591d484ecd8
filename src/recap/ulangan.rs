//! Figures that a later form repeats: a form with a column for every quarter states TW I again in TW II. They are shown,
//! and counted once: by the same order as the roll-up, the entry before the blank, the measurement before the plan, the
//! quarter's own form before one of another quarter, and then the later document.

use std::collections::{HashMap, HashSet};

use crate::domain::dokumen::JenisDokumen;
use crate::domain::triwulan::Triwulan;
use crate::tables::Tables;
use crate::tables::frame::Pembaca;

/// Filled in, a measurement, the quarter's own form, record.
type Peringkat = (bool, bool, bool, u32);
/// Rows that state the same, with their rank: the greatest counts. The last member is the row's number.
type Kelompok<K, P> = HashMap<K, Vec<(P, usize)>>;

/// Rows of the frame `pengukuran` that another row counts for: row number to the record that counts.
pub(crate) fn pengukuran(tables: &Tables) -> HashMap<usize, u32> {
    let pembaca = Pembaca::baru(&tables.pengukuran);
    let mut kelompok: Kelompok<(&str, &str, i32), Peringkat> = HashMap::new();
    for baris in pembaca.baris() {
        let kunci = (baris.teks("unit"), baris.teks("kunci"), baris.i32("triwulan"));
        if let ((Some(unit), Some(kunci), Some(triwulan)), Some(rekaman)) = (kunci, baris.u32("rekaman")) {
            let (jenis, sendiri) = asal(tables, rekaman, triwulan);
            let terisi = baris.teks("realisasi_kelas").is_some_and(|kelas| kelas != "kosong");
            let peringkat = (terisi, jenis, sendiri, rekaman);
            kelompok.entry((unit, kunci, triwulan)).or_default().push((peringkat, baris.nomor()));
        }
    }
    let mut hasil = HashMap::new();
    for anggota in kelompok.into_values() {
        let Some(((.., dipakai), terpilih)) = anggota.iter().max().copied() else { continue };
        hasil.extend(anggota.iter().filter(|(_, nomor)| *nomor != terpilih).map(|(_, nomor)| (*nomor, dipakai)));
    }
    hasil
}

/// Rows of the frame `anggaran` whose money a row of another document counts for.
pub(crate) fn anggaran(tables: &Tables) -> HashSet<usize> {
    let pembaca = Pembaca::baru(&tables.anggaran);
    let mut kelompok: Kelompok<(&str, i32), (bool, u32)> = HashMap::new();
    for baris in pembaca.baris() {
        let kunci = (baris.teks("unit"), baris.i32("triwulan"));
        if let ((Some(unit), Some(triwulan)), Some(dokumen)) = (kunci, baris.u32("dokumen")) {
            let sendiri = baris.u32("rekaman").is_some_and(|rekaman| asal(tables, rekaman, triwulan).1);
            kelompok.entry((unit, triwulan)).or_default().push(((sendiri, dokumen), baris.nomor()));
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
fn asal(tables: &Tables, rekaman: u32, triwulan: i32) -> (bool, bool) {
    let Some(dokumen) = tables.dokumen_dari(rekaman) else { return (false, false) };
    let triwulan = u32::try_from(triwulan).ok().and_then(Triwulan::dari_nomor);
    (dokumen.jenis == JenisDokumen::Pengukuran, triwulan.is_some() && dokumen.triwulan == triwulan)
}
