//! Sheet `Pengukuran`: what was reached, quarter by quarter. Achievement is a live formula over target and realisation
//! of its row; where a formula over two figures cannot say it (grades, ranges, fractions), the figure stands with the
//! reason beside it.

use std::collections::HashMap;

use super::{BERKAS, LEMBAR, NAMA_UNIT, SEL, UNIT, judul, sel_asal};
use crate::domain::capaian::{Alasan, Profil, Warna};
use crate::domain::polaritas::Polaritas;
use crate::domain::triwulan::Triwulan;
use crate::recap::{BahanLaporan, ulangan};
use crate::sheets::SheetError;
use crate::sheets::gaya::{self, Gaya};
use crate::sheets::{
    Baris, Buku, Hasil, IsiBaris, Jumlah, Kolom, LembarTabel, PREDIKAT, Rupa, RupaBaris, Sel, acuan, baris_rumus,
    huruf, kolom_berpredikat, sel_predikat,
};
use crate::tables::frame::{BarisFrame, Pembaca};
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
    baris: HashMap<(u32, Option<u32>), (usize, Option<Hasil>)>,
}

impl Letak {
    /// The cell that holds the realisation of a record in a quarter, for formulas of other sheets, and what it holds.
    pub(super) fn realisasi(&self, rekaman: u32, triwulan: Triwulan) -> Option<(String, &Hasil)> {
        let (urutan, nilai) = self.baris.get(&(rekaman, Some(triwulan.nomor())))?;
        let sel = format!("{}{}{}", acuan(NAMA, *urutan), huruf(&KOLOM, "Realisasi"), baris_rumus(*urutan));
        Some((sel, nilai.as_ref()?))
    }
}

impl Letak {
    /// Where the measurements of a run will stand.
    pub(super) fn dari(bahan: &BahanLaporan<'_>) -> Self {
        let pembaca = Pembaca::baru(&bahan.tables.pengukuran);
        let mut letak = HashMap::new();
        for (urutan, b) in pembaca.baris().enumerate() {
            let Some(rekaman) = b.u32("rekaman") else { continue };
            let triwulan = b.i32("triwulan").and_then(|tw| u32::try_from(tw).ok());
            let teks = || b.teks("realisasi_teks").map(|teks| Hasil::Teks(teks.to_string()));
            let nilai = b.angka("realisasi").map(Hasil::Angka).or_else(teks);
            letak.entry((rekaman, triwulan)).or_insert((urutan, nilai));
        }
        Self { baris: letak }
    }
}

pub(super) fn tulis<'a>(bahan: &BahanLaporan<'a>, buku: &mut Buku<'a>, gaya: &Gaya) -> Result<(), SheetError> {
    let nama = bahan.nama_nama_unit();
    let pembaca = Pembaca::baru(&bahan.tables.pengukuran);
    let ulangan = ulangan::pengukuran(bahan.tables);
    let milik = *bahan;
    let baris = (0..pembaca.tinggi()).map(move |urutan| {
        let b = pembaca.ke(urutan);
        match ulangan.get(&urutan) {
            Some(dipakai) => ulang(&milik, &nama, &b, *dipakai),
            None => satu(&milik, &nama, &b, baris_rumus(urutan)),
        }
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

fn satu<'a>(bahan: &BahanLaporan<'_>, nama: &HashMap<&str, &'a str>, b: &BarisFrame<'a, '_>, baris: u32) -> Baris<'a> {
    let polaritas = polaritas(bahan, b);
    let mut sel = sel_awal(nama, b, polaritas);
    sel.extend(sel_capaian(bahan.profil, polaritas, b, baris));
    sel.extend(sel_akhir(b));
    sel.push(sel_predikat(bahan.profil, b.angka("capaian")));
    Baris::biasa(sel)
}

/// A row that repeats what another counts for: shown, without an achievement of its own.
fn ulang<'a>(
    bahan: &BahanLaporan<'_>,
    nama: &HashMap<&str, &'a str>,
    b: &BarisFrame<'a, '_>,
    dipakai: u32,
) -> Baris<'a> {
    let asal = bahan.tables.dokumen_dari(dipakai).and_then(|dokumen| bahan.tables.berkas.get(dokumen.berkas as usize));
    let catatan = format!("mengulang; yang dihitung dari {}", asal.map_or("baris lain", |berkas| &berkas.jalur));
    let mut sel = sel_awal(nama, b, polaritas(bahan, b));
    sel.extend([Sel::Kosong, Sel::Kosong, Sel::Teks("mengulang".into()), Sel::milik(catatan)]);
    sel.extend(sel_akhir(b));
    Baris { sel, rupa: RupaBaris::Redup, tingkat: 0 }
}

fn polaritas(bahan: &BahanLaporan<'_>, b: &BarisFrame<'_, '_>) -> Polaritas {
    let simpul = b.u32("rekaman").and_then(|rekaman| bahan.tables.simpul_dari(rekaman));
    simpul.map_or(Polaritas::Maksimum, |simpul| simpul.polaritas)
}

/// The cells before the achievement.
fn sel_awal<'a>(nama: &HashMap<&str, &'a str>, b: &BarisFrame<'a, '_>, polaritas: Polaritas) -> Vec<Sel<'a>> {
    let unit = b.teks("unit");
    vec![
        Sel::teks(unit),
        Sel::teks(unit.and_then(|unit| nama.get(unit).copied())),
        triwulan(b),
        Sel::teks(b.teks("kode")),
        Sel::teks(b.teks("sasaran")),
        Sel::teks(b.teks("indikator")),
        Sel::teks(b.teks("satuan")),
        Sel::Teks(polaritas.nama().into()),
        Sel::angka_atau(b.angka("target_tahunan"), b.teks("target_tahunan_teks")),
        Sel::angka_atau(b.angka("target_banding"), b.teks("target_teks").or(b.teks("target_tahunan_teks"))),
        Sel::teks(b.teks("target_dari")),
        Sel::angka_atau(b.angka("realisasi"), b.teks("realisasi_teks")),
    ]
}

/// The cells after it.
fn sel_akhir<'a>(b: &BarisFrame<'a, '_>) -> Vec<Sel<'a>> {
    let mut sel = vec![Sel::angka(b.angka("capaian_tertulis")), Sel::teks(b.teks("status"))];
    for kolom in ["kendala", "solusi", "tindak_lanjut", "penanggung_jawab", "batas_waktu", "bukti_dukung", "keterangan"]
    {
        sel.push(Sel::teks(b.teks(kolom)));
    }
    sel.push(Sel::teks(b.teks("simpul")));
    sel.extend(sel_asal(b));
    sel
}

fn triwulan<'a>(b: &BarisFrame<'a, '_>) -> Sel<'a> {
    let tw = b.i32("triwulan").and_then(|nomor| Triwulan::dari_nomor(u32::try_from(nomor).ok()?));
    tw.map_or(Sel::Kosong, |tw| Sel::milik(tw.to_string()))
}

/// Achievement uncapped, achievement, status and the note of a row.
fn sel_capaian<'a>(profil: &Profil, polaritas: Polaritas, b: &BarisFrame<'a, '_>, baris: u32) -> [Sel<'a>; 4] {
    let sel = |judul: &str| format!("{}{baris}", huruf(&KOLOM, judul));
    let (penuh, capaian) = (b.angka("capaian_penuh"), b.angka("capaian"));
    let hidup = rumus::hasil(profil, polaritas, b.angka("target_banding"), b.angka("realisasi"));
    let hidup = rumus::sama(hidup, penuh);
    let alasan = b.teks("alasan").and_then(Alasan::dari_nama).map(Alasan::pesan);
    let catatan = match (hidup, alasan) {
        (_, Some(alasan)) => Sel::Teks(alasan.into()),
        (true, None) => Sel::Kosong,
        (false, None) => {
            Sel::Teks("nilai tetap: predikat, rentang atau pecahan tidak dihitung dengan rumus sel".into())
        }
    };
    let sel_penuh = if hidup {
        Sel::rumus(rumus::penuh(profil, polaritas, &sel("Target"), &sel("Realisasi")), penuh)
    } else {
        Sel::angka(penuh)
    };
    [
        sel_penuh,
        Sel::rumus(rumus::dibatasi(profil, &sel("Capaian Penuh (%)")), capaian),
        Sel::Rumus(gaya::rumus_status(&sel("Capaian (%)")), Hasil::Teks(gaya::label(Warna::dari(capaian)))),
        catatan,
    ]
}
