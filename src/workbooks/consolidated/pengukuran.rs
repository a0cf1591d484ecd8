//! Sheet `Pengukuran`: what was reached, quarter by quarter. Achievement is a live formula over target and realisation
//! of its row; where a formula over two figures cannot say it (grades, ranges, fractions), the figure stands with the
//! reason beside it.

use std::collections::HashMap;

use super::{BERKAS, LEMBAR, NAMA_UNIT, SEL, UNIT, judul, sel_asal};
use crate::domain::capaian::{Alasan, Profil, Warna, formula};
use crate::domain::dasar_target::DasarTarget;
use crate::domain::nilai::Isian;
use crate::domain::polaritas::Polaritas;
use crate::domain::triwulan::Triwulan;
use crate::recap::{BahanLaporan, ulangan};
use crate::sheets::SheetError;
use crate::sheets::gaya::{self, Gaya};
use crate::sheets::{
    Baris, Buku, Hasil, IsiBaris, Jumlah, Kolom, LembarTabel, PREDIKAT, Rupa, RupaBaris, Sel, acuan, baris_rumus,
    huruf, kolom_berpredikat, sel_predikat,
};
use crate::tables::PengukuranRow;
use crate::workbooks::rumus;

pub(super) const NAMA: &str = "Pengukuran";

pub(super) const KOLOM: [Kolom; 30] = [
    UNIT,
    NAMA_UNIT,
    Kolom::baru("Triwulan", Rupa::Tengah, 10, 10),
    Kolom::baru("Kode", Rupa::Teks, 8, 14),
    Kolom::baru("Sasaran", Rupa::Lipat, 14, 30),
    Kolom::baru("Indikator", Rupa::Lipat, 24, 44),
    Kolom::baru("Satuan", Rupa::Teks, 8, 12),
    Kolom::baru("Polaritas", Rupa::Teks, 9, 11),
    Kolom::baru("Target Tahunan", Rupa::Angka, 10, 14),
    Kolom::baru("Target", Rupa::Angka, 9, 14),
    Kolom::baru("Dasar Target", Rupa::Teks, 10, 18),
    Kolom::baru("Realisasi", Rupa::Angka, 10, 16),
    Kolom::baru("Capaian Penuh (%)", Rupa::Persen, 10, 11),
    Kolom::baru("Capaian (%)", Rupa::Persen, 10, 11),
    Kolom::baru("Status", Rupa::Teks, 12, 18),
    Kolom::baru("Catatan Capaian", Rupa::Lipat, 12, 28),
    Kolom::baru("Capaian Tertulis (%)", Rupa::Persen, 10, 11),
    Kolom::baru("Status Tertulis", Rupa::Teks, 10, 16),
    Kolom::baru("Kendala", Rupa::Lipat, 14, 36),
    Kolom::baru("Solusi", Rupa::Lipat, 10, 30),
    Kolom::baru("Tindak Lanjut", Rupa::Lipat, 14, 36),
    Kolom::baru("Penanggung Jawab", Rupa::Lipat, 12, 22),
    Kolom::baru("Batas Waktu", Rupa::Teks, 10, 16),
    Kolom::baru("Bukti Dukung", Rupa::Lipat, 12, 28),
    Kolom::baru("Keterangan", Rupa::Lipat, 10, 26),
    Kolom::baru("Kode Kaskade", Rupa::Teks, 8, 14),
    BERKAS,
    LEMBAR,
    SEL,
    PREDIKAT,
];

/// Where the measurements stand on their sheet: by record and quarter, the number of the row and what its cell of
/// the realisation holds.
pub(super) struct Letak {
    baris: HashMap<(u32, Option<Triwulan>), (usize, Option<Hasil>)>,
}

impl Letak {
    /// The cell that holds the realisation of a record in a quarter, for formulas of other sheets, and what it holds.
    pub(super) fn realisasi(&self, rekaman: u32, triwulan: Triwulan) -> Option<(String, &Hasil)> {
        let (urutan, nilai) = self.baris.get(&(rekaman, Some(triwulan)))?;
        let sel = format!("{}{}{}", acuan(NAMA, *urutan), huruf(&KOLOM, "Realisasi"), baris_rumus(*urutan));
        Some((sel, nilai.as_ref()?))
    }
}

impl Letak {
    /// Where the measurements of a run will stand.
    pub(super) fn dari(bahan: &BahanLaporan<'_>) -> Self {
        let mut letak = HashMap::new();
        for (urutan, row) in bahan.tables.pengukuran().enumerate() {
            let teks = || row.realisasi_teks().map(|teks| Hasil::Teks(teks.to_string()));
            let nilai = row.realisasi_angka().map(Hasil::Angka).or_else(teks);
            letak.entry((row.record, row.triwulan)).or_insert((urutan, nilai));
        }
        Self { baris: letak }
    }
}

pub(super) fn tulis<'a>(bahan: &BahanLaporan<'a>, buku: &mut Buku<'a>, gaya: &Gaya) -> Result<(), SheetError> {
    let nama = bahan.nama_nama_unit();
    let ulangan = ulangan::pengukuran(bahan.tables);
    let milik = *bahan;
    let baris = bahan.tables.pengukuran().enumerate().map(move |(urutan, row)| match ulangan.get(&urutan) {
        Some(dipakai) => ulang(&milik, &nama, &row, *dipakai),
        None => satu(&milik, &nama, &row, baris_rumus(urutan)),
    });
    LembarTabel {
        nama: NAMA,
        nama_tabel: "PengukuranKinerja",
        judul: judul(bahan, "Pengukuran Kinerja"),
        keterangan: format!(
            "{}. {}. Capaian dihitung langsung dari Target dan Realisasi di barisnya.",
            bahan.tanggal_data(),
            bahan.profil.keterangan()
        ),
        kolom: kolom_berpredikat(bahan.profil, &KOLOM),
        baris: IsiBaris::baru(baris),
        beku: 4,
        jumlah: (
            "Baris tampil",
            vec![
                ("Indikator", Jumlah::Banyak),
                ("Capaian Penuh (%)", Jumlah::RataRata),
                ("Capaian (%)", Jumlah::RataRata),
            ],
        ),
        lampu: vec![("Capaian (%)", "Capaian (%)"), ("Status", "Capaian (%)")],
    }
    .tulis(buku, gaya)?;
    Ok(())
}

fn satu<'a>(bahan: &BahanLaporan<'_>, nama: &HashMap<&str, &'a str>, row: &PengukuranRow<'a>, baris: u32) -> Baris<'a> {
    let polaritas = polaritas(row);
    let mut sel = sel_awal(nama, row, polaritas);
    sel.extend(sel_capaian(bahan.profil, polaritas, row, baris));
    sel.extend(sel_akhir(row));
    sel.push(sel_predikat(bahan.profil, row.capaian.dibatasi()));
    Baris::biasa(sel)
}

/// A row that repeats what another counts for: shown, without an achievement of its own.
fn ulang<'a>(
    bahan: &BahanLaporan<'_>,
    nama: &HashMap<&str, &'a str>,
    row: &PengukuranRow<'a>,
    dipakai: u32,
) -> Baris<'a> {
    let asal = bahan.tables.dokumen_dari(dipakai).and_then(|dokumen| bahan.tables.berkas.get(dokumen.berkas as usize));
    let catatan = format!("mengulang; yang dihitung dari {}", asal.map_or("baris lain", |berkas| &berkas.jalur));
    let mut sel = sel_awal(nama, row, polaritas(row));
    sel.extend([Sel::Kosong, Sel::Kosong, Sel::Teks("mengulang".into()), Sel::milik(catatan)]);
    sel.extend(sel_akhir(row));
    Baris { sel, rupa: RupaBaris::Redup, tingkat: 0 }
}

fn polaritas(row: &PengukuranRow<'_>) -> Polaritas {
    row.simpul.map_or(Polaritas::Maksimum, |simpul| simpul.polaritas)
}

/// The cells before the achievement.
fn sel_awal<'a>(nama: &HashMap<&str, &'a str>, row: &PengukuranRow<'a>, polaritas: Polaritas) -> Vec<Sel<'a>> {
    vec![
        Sel::teks(row.unit),
        Sel::teks(row.unit.and_then(|unit| nama.get(unit).copied())),
        row.triwulan.map_or(Sel::Kosong, |tw| Sel::milik(tw.to_string())),
        Sel::teks(row.kode),
        Sel::teks(row.sasaran()),
        Sel::teks(row.indikator()),
        Sel::teks(row.satuan()),
        Sel::Teks(polaritas.nama().into()),
        entry(row.target_tahunan()),
        Sel::angka_atau(row.target_banding, row.target_teks()),
        Sel::teks(row.target_dari.map(DasarTarget::nama)),
        entry(row.realisasi()),
    ]
}

/// A figure, else what was typed.
fn entry(entry: Option<&Isian>) -> Sel<'_> {
    entry.map_or(Sel::Kosong, |entry| Sel::angka_atau(entry.nilai.angka(), entry.teks()))
}

/// The cells after it.
fn sel_akhir<'a>(row: &PengukuranRow<'a>) -> Vec<Sel<'a>> {
    let mut sel = vec![Sel::angka(row.capaian_tertulis())];
    sel.extend(
        [
            row.status(),
            row.kendala(),
            row.solusi(),
            row.tindak_lanjut(),
            row.penanggung_jawab(),
            row.batas_waktu(),
            row.bukti_dukung(),
            row.keterangan(),
            row.kode_simpul(),
        ]
        .map(Sel::teks),
    );
    sel.extend(sel_asal(row));
    sel
}

/// Achievement uncapped, achievement, status and the note of a row.
fn sel_capaian<'a>(profil: &Profil, polaritas: Polaritas, row: &PengukuranRow<'a>, baris: u32) -> [Sel<'a>; 4] {
    let sel = |judul: &str| format!("{}{baris}", huruf(&KOLOM, judul));
    let (penuh, capaian) = (row.capaian.penuh(), row.capaian.dibatasi());
    let hidup = rumus::hasil(profil, polaritas, row.target_banding, row.realisasi_angka());
    let hidup = rumus::sama(hidup, penuh);
    let alasan = row.capaian.alasan().map(Alasan::pesan);
    let catatan = match (hidup, alasan) {
        (_, Some(alasan)) => Sel::Teks(alasan.into()),
        (true, None) => Sel::Kosong,
        (false, None) => {
            Sel::Teks("nilai tetap: predikat, rentang atau pecahan tidak dihitung dengan rumus sel".into())
        }
    };
    let sel_penuh = if hidup {
        Sel::rumus(formula::penuh(profil, polaritas, &sel("Target"), &sel("Realisasi")), penuh)
    } else {
        Sel::angka(penuh)
    };
    [
        sel_penuh,
        Sel::rumus(formula::dibatasi(profil, &sel("Capaian Penuh (%)")), capaian),
        Sel::Rumus(gaya::rumus_status(&sel("Capaian (%)")), Hasil::Teks(gaya::label(Warna::dari(capaian)))),
        catatan,
    ]
}
