//! Sheet `Sumber`: every sheet of every file and what became of it, with the count of its rows: read and skipped must
//! make up the used range. What came with a mail and is no workbook stands at the end.

use super::{judul, sel_berkas};
use crate::recap::BahanLaporan;
use crate::sheets::SheetError;
use crate::sheets::gaya::Gaya;
use crate::sheets::{Baris, Buku, Hasil, Jumlah, Kolom, LembarTabel, Rupa, RupaBaris, Sel, baris_rumus, huruf};
use crate::tables::SumberRow;

const KOLOM: [Kolom; 19] = [
    Kolom::baru("Berkas", Rupa::Teks, 20, 50),
    Kolom::baru("Lembar", Rupa::Teks, 10, 20),
    Kolom::baru("Unit", Rupa::Teks, 8, 16),
    Kolom::baru("Status", Rupa::Teks, 12, 18),
    Kolom::baru("Alasan", Rupa::Lipat, 14, 40),
    Kolom::baru("Isi Lembar", Rupa::Teks, 10, 16),
    Kolom::baru("Keadaan", Rupa::Teks, 10, 18),
    Kolom::baru("Templat", Rupa::Teks, 10, 20),
    Kolom::baru("Baris Terpakai", Rupa::Angka, 9, 11),
    Kolom::baru("Baris Dibaca", Rupa::Angka, 9, 11),
    Kolom::baru("Baris Dilewati", Rupa::Angka, 9, 11),
    Kolom::baru("Cocok", Rupa::Tengah, 8, 16),
    Kolom::baru("Rincian Dilewati", Rupa::Lipat, 14, 40),
    Kolom::baru("Diterima", Rupa::Teks, 12, 18),
    Kolom::baru("Pengirim", Rupa::Teks, 10, 32),
    Kolom::baru("Subjek Surel", Rupa::Teks, 10, 32),
    Kolom::baru("Format", Rupa::Tengah, 8, 9),
    Kolom::baru("Ukuran (byte)", Rupa::Angka, 10, 14),
    Kolom::baru("SHA-256", Rupa::Teks, 12, 24),
];

pub(super) fn tulis<'a>(bahan: &BahanLaporan<'a>, buku: &mut Buku<'a>, gaya: &Gaya) -> Result<(), SheetError> {
    let baris = bahan.tables.sumber().into_iter().enumerate().map(|(urutan, row)| {
        let own = |text: Option<String>| text.filter(|text| !text.is_empty()).map_or(Sel::Kosong, Sel::milik);
        let number = |number: Option<u32>| Sel::angka(number.map(f64::from));
        let file = row.file;
        let sheet = row.sheet.map(|sheet| sheet.nama.as_str());
        let (used, read) = (row.sheet.map(|sheet| sheet.baris_terpakai), row.sheet.map(|sheet| sheet.baris_dibaca));
        let skipped = row.baris_dilewati();
        let dipakai = row.status == "dipakai";
        let sel = vec![
            sel_berkas(Some(&file.jalur), sheet, Some("A1")),
            Sel::teks(sheet),
            own(row.unit.clone()),
            own(Some(row.status.clone())),
            own(row.alasan.clone()),
            Sel::teks(row.peran()),
            Sel::teks(row.keadaan()),
            own(row.templat.clone()),
            number(used),
            number(read),
            number(skipped),
            cocok(&row, baris_rumus(urutan)),
            own(row.rincian.clone()),
            own(row.diterima.as_ref().map(|kapan| kapan.replace('T', " "))),
            own(row.pengirim.clone()),
            Sel::teks(file.asal_surel.as_ref().and_then(|asal| asal.subjek.as_deref())),
            Sel::teks(file.hasil.as_ref().ok().map(|read| read.format.as_str())),
            Sel::angka(Some(file.ukuran as f64)),
            Sel::teks(Some(&file.sha256)),
        ];
        Baris { sel, rupa: if dipakai { RupaBaris::Biasa } else { RupaBaris::Redup }, tingkat: 0 }
    });
    // What came with a mail and is no workbook has a row too: nothing is left out in silence.
    let dilewati = bahan.dilewati.iter().map(|satu| {
        let mut sel = vec![sel_berkas(Some(&satu.jalur), None, None), Sel::Kosong, Sel::Kosong];
        sel.extend([Sel::teks(Some("dilewati")), Sel::teks(Some(&satu.alasan))]);
        Baris { sel, rupa: RupaBaris::Redup, tingkat: 0 }
    });
    LembarTabel {
        nama: "Sumber",
        nama_tabel: "Sumber",
        judul: judul(bahan, "Sumber Data"),
        keterangan: format!(
            "{}. Baris dibaca ditambah baris dilewati sama dengan baris terpakai: tidak ada yang hilang diam-diam.",
            bahan.tanggal_data()
        ),
        kolom: &KOLOM,
        baris: baris.chain(dilewati).collect::<Vec<_>>().into(),
        beku: 1,
        jumlah: (
            "Jumlah baris tampil",
            vec![
                ("Baris Terpakai", Jumlah::Tambah),
                ("Baris Dibaca", Jumlah::Tambah),
                ("Baris Dilewati", Jumlah::Tambah),
            ],
        ),
        lampu: Vec::new(),
    }
    .tulis(buku, gaya)?;
    Ok(())
}

/// Whether the rows of a sheet are all accounted for.
fn cocok(row: &SumberRow<'_>, baris: u32) -> Sel<'static> {
    let (Some(sheet), Some(dilewati)) = (row.sheet, row.baris_dilewati()) else { return Sel::Kosong };
    let (terpakai, dibaca) = (sheet.baris_terpakai, sheet.baris_dibaca);
    let [terpakai_sel, dibaca_sel, dilewati_sel] =
        ["Baris Terpakai", "Baris Dibaca", "Baris Dilewati"].map(|judul| format!("{}{baris}", huruf(&KOLOM, judul)));
    let hasil = if dibaca + dilewati == terpakai { "✓" } else { "✗ periksa" };
    let rumus = format!("IF({dibaca_sel}+{dilewati_sel}={terpakai_sel},\"✓\",\"✗ periksa\")");
    Sel::Rumus(rumus, Hasil::Teks(hasil.to_string()))
}
