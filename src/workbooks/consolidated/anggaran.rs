//! Sheet `Anggaran`: budget lines of agreements and measurements. Ceilings of the PK and money spent in each quarter
//! have columns of their own, so that their totals count nothing twice; what a form itself states as total or heading,
//! and what it repeats of another quarter, stands apart and is in no sum.

use super::{BERKAS, LEMBAR, NAMA_UNIT, SEL, UNIT, judul, sel_tempat};
use crate::domain::capaian::anggaran::serapan;
use crate::domain::dokumen::JenisDokumen;
use crate::recap::{BahanLaporan, ulangan};
use crate::sheets::SheetError;
use crate::sheets::gaya::Gaya;
use crate::sheets::{Baris, Buku, IsiBaris, Jumlah, Kolom, LembarTabel, Rupa, RupaBaris, Sel, baris_rumus, huruf};
use crate::tables::AnggaranRow;

pub(super) const NAMA: &str = "Anggaran";

pub(super) const KOLOM: [Kolom; 20] = [
    UNIT,
    NAMA_UNIT,
    Kolom::baru("Dokumen", Rupa::Teks, 10, 12),
    Kolom::baru("Triwulan", Rupa::Tengah, 10, 10),
    Kolom::baru("Jenis Baris", Rupa::Teks, 9, 11),
    Kolom::baru("Kode", Rupa::Teks, 8, 16),
    Kolom::baru("Program/Kegiatan", Rupa::Lipat, 24, 46),
    Kolom::baru("Sumber Dana", Rupa::Teks, 8, 14),
    Kolom::baru("Pagu PK (Rp)", Rupa::Angka, 14, 20),
    Kolom::baru("Pagu Pengukuran (Rp)", Rupa::Angka, 14, 20),
    Kolom::baru("Realisasi TW I (Rp)", Rupa::Angka, 14, 20),
    Kolom::baru("Realisasi TW II (Rp)", Rupa::Angka, 14, 20),
    Kolom::baru("Realisasi TW III (Rp)", Rupa::Angka, 14, 20),
    Kolom::baru("Realisasi TW IV (Rp)", Rupa::Angka, 14, 20),
    Kolom::baru("Serapan (%)", Rupa::Persen, 10, 11),
    Kolom::baru("Tertulis: Pagu (Rp)", Rupa::Angka, 14, 20),
    Kolom::baru("Tertulis: Realisasi (Rp)", Rupa::Angka, 14, 20),
    BERKAS,
    LEMBAR,
    SEL,
];

pub(super) const REALISASI: [&str; 4] =
    ["Realisasi TW I (Rp)", "Realisasi TW II (Rp)", "Realisasi TW III (Rp)", "Realisasi TW IV (Rp)"];

pub(super) fn tulis<'a>(bahan: &BahanLaporan<'a>, buku: &mut Buku<'a>, gaya: &Gaya) -> Result<(), SheetError> {
    let nama = bahan.nama_nama_unit();
    let ulangan = ulangan::anggaran(bahan.tables);
    let baris = bahan.tables.anggaran().enumerate().map(move |(urutan, row)| {
        let mut sel = vec![
            Sel::teks(row.unit),
            Sel::teks(row.unit.and_then(|unit| nama.get(unit).copied())),
            Sel::teks(Some(row.document_kind.singkatan())),
            row.triwulan.map_or(Sel::Kosong, |tw| Sel::milik(tw.to_string())),
            Sel::teks(Some(if ulangan.contains(&urutan) { "mengulang" } else { row.row_word() })),
            Sel::teks(row.kode),
            Sel::teks(row.program),
            Sel::teks(row.sumber_dana),
        ];
        let data = row.is_line() && !ulangan.contains(&urutan);
        sel.extend(if data { sel_data(&row, baris_rumus(urutan)) } else { sel_tertulis(&row) });
        sel.extend(sel_tempat(row.file, row.sheet, row.cell));
        Baris { sel, rupa: if data { RupaBaris::Biasa } else { RupaBaris::Redup }, tingkat: 0 }
    });
    let jumlah = std::iter::once("Pagu PK (Rp)").chain(REALISASI).map(|kolom| (kolom, Jumlah::Tambah));
    LembarTabel {
        nama: NAMA,
        nama_tabel: "Anggaran",
        judul: judul(bahan, "Anggaran"),
        keterangan: format!(
            "{}. Jumlah dihitung dari baris data saja; jumlah yang tertulis di formulir, dan triwulan yang diulang formulir lain, berdiri di kolom Tertulis.",
            bahan.tanggal_data()
        ),
        kolom: &KOLOM,
        baris: IsiBaris::baru(baris),
        beku: 3,
        jumlah: ("Jumlah baris tampil", jumlah.collect()),
        lampu: Vec::new(),
    }
    .tulis(buku, gaya)?;
    Ok(())
}

/// A line that counts: its ceiling, what was spent, and the share of it.
fn sel_data(row: &AnggaranRow<'_>, baris: u32) -> [Sel<'static>; 9] {
    let mut sel: [Sel<'_>; 9] = std::array::from_fn(|_| Sel::Kosong);
    let (pagu, realisasi) = (row.pagu, row.realisasi);
    if row.document_kind == JenisDokumen::Pk {
        sel[0] = Sel::angka(pagu);
        return sel;
    }
    sel[1] = Sel::angka(pagu);
    let Some(tw) = row.triwulan else {
        // Without a quarter the money belongs to no column that is added up.
        sel[8] = Sel::angka(realisasi);
        return sel;
    };
    sel[2 + tw as usize] = Sel::angka(realisasi);
    let (p, r) = (huruf(&KOLOM, "Pagu Pengukuran (Rp)"), huruf(&KOLOM, REALISASI[tw as usize]));
    let (p, r) = (format!("{p}{baris}"), format!("{r}{baris}"));
    let hasil = realisasi.zip(pagu).and_then(|(realisasi, pagu)| serapan(realisasi, pagu).ok());
    sel[6] = Sel::rumus(format!("IF(COUNT({p},{r})<2,\"\",IF({p}<=0,\"\",100*{r}/{p}))"), hasil);
    sel
}

fn sel_tertulis(row: &AnggaranRow<'_>) -> [Sel<'static>; 9] {
    let mut sel: [Sel<'_>; 9] = std::array::from_fn(|_| Sel::Kosong);
    sel[7] = Sel::angka(row.pagu);
    sel[8] = Sel::angka(row.realisasi);
    sel
}
