//! Sheet `Unit`: each unit with its documents, its findings and its indicators.

use super::{atau_strip, keadaan, sel_besaran, sel_capaian, sel_tren, tren};
use crate::domain::capaian::{Profil, Warna};
use crate::domain::polaritas::KonsolidasiUnit;
use crate::recap::model::{BarisUnit, IndikatorUnit, Rekap};
use crate::sheets::SheetError;
use crate::sheets::gaya::{self, Gaya};
use crate::sheets::{
    BARIS_ISI, Baris, Buku, IsiBaris, Kolom, LembarTabel, PREDIKAT, Rupa, RupaBaris, Sel, baris_rumus, berurutan,
    huruf, kolom_berpredikat, nomor, sel_predikat,
};
use crate::workbooks::rumus::{self, Butir};

pub(super) const NAMA: &str = "Unit";

const fn tren_kolom(judul: &'static str) -> Kolom {
    Kolom::baru(judul, Rupa::Persen, 8, 9)
}

const KOLOM: [Kolom; 22] = [
    Kolom::baru("Unit", Rupa::Teks, 9, 14),
    Kolom::baru("Kode", Rupa::Teks, 10, 16),
    Kolom::baru("Indikator", Rupa::Lipat, 30, 50),
    Kolom::baru("Satuan", Rupa::Teks, 8, 12),
    Kolom::baru("Target Tahun", Rupa::Angka, 9, 14),
    Kolom::baru("Target Periode", Rupa::Angka, 9, 14),
    Kolom::baru("Realisasi Periode", Rupa::Angka, 10, 14),
    Kolom::baru("Capaian Penuh (%)", Rupa::Persen, 9, 10),
    Kolom::baru("Capaian (%)", Rupa::Persen, 9, 10),
    Kolom::baru("Status", Rupa::Teks, 16, 22),
    tren_kolom("TW I (%)"),
    tren_kolom("TW II (%)"),
    tren_kolom("TW III (%)"),
    tren_kolom("TW IV (%)"),
    Kolom::baru("Tren", Rupa::Teks, 14, 14),
    Kolom::baru("Kendala", Rupa::Lipat, 16, 36),
    Kolom::baru("Tindak Lanjut", Rupa::Lipat, 16, 36),
    Kolom::baru("Penanggung Jawab", Rupa::Lipat, 12, 22),
    Kolom::baru("Batas Waktu", Rupa::Teks, 10, 16),
    Kolom::baru("Dokumen", Rupa::Lipat, 16, 30),
    Kolom::baru("Temuan", Rupa::Lipat, 12, 26),
    PREDIKAT,
];

/// The cells that say how many indicators of units are red, for a formula of another sheet.
pub(super) fn rentang_status() -> String {
    let huruf = huruf(&KOLOM, "Status");
    format!("{NAMA}!{huruf}:{huruf}")
}

pub(super) fn tulis<'a>(
    rekap: &'a Rekap,
    profil: &'a Profil,
    buku: &mut Buku<'a>,
    gaya: &Gaya,
) -> Result<(), SheetError> {
    let banyak_baris = |unit: &BarisUnit| 1 + unit.indikator.len();
    let banyak = rekap.unit.iter().map(banyak_baris).sum();
    let baris = berurutan(&rekap.unit, banyak_baris).flat_map(move |(awal, unit)| {
        let indikator = unit.indikator.iter().zip(awal + 1..);
        std::iter::once(baris_unit(unit, profil, awal))
            .chain(indikator.map(move |(satu, nomor)| baris_indikator(unit, satu, profil, nomor)))
    });
    let lembar = LembarTabel {
        nama: NAMA,
        nama_tabel: "RekapUnit",
        judul: format!("Capaian per Unit Tahun {} – {}", rekap.tahun, rekap.instansi),
        keterangan: format!(
            "{}. {}. Baris tebal: unit, dengan rata-rata capaian indikatornya.",
            keadaan(rekap),
            rekap.profil
        ),
        kolom: kolom_berpredikat(profil, &KOLOM),
        baris: IsiBaris::berjumlah(banyak, baris),
        beku: 3,
        jumlah: ("", Vec::new()),
        lampu: vec![("Capaian (%)", "Capaian (%)")],
    }
    .tulis(buku, gaya)?;
    let (kolom_tren, kolom_awal) = (nomor(&KOLOM, "Tren"), nomor(&KOLOM, "TW I (%)"));
    let (kolom_status, capaian) = (nomor(&KOLOM, "Status"), huruf(&KOLOM, "Capaian (%)"));
    let mut tempat = BARIS_ISI;
    for unit in &rekap.unit {
        let akhir = tempat + u32::try_from(unit.indikator.len()).unwrap_or_default();
        if akhir > tempat {
            gaya::lampu(lembar, (tempat + 1, akhir), kolom_status, &format!("${capaian}{}", tempat + 2))?;
        }
        for satu in &unit.indikator {
            tempat += 1;
            tren(lembar, (tempat, kolom_tren), (NAMA, tempat, kolom_awal), &satu.indikator.posisi.tren)?;
        }
        tempat += 1;
    }
    Ok(())
}

fn sel(judul: &str, urutan: usize) -> String {
    format!("{}{}", huruf(&KOLOM, judul), baris_rumus(urutan))
}

fn baris_unit<'a>(unit: &'a BarisUnit, profil: &Profil, urutan: usize) -> Baris<'a> {
    let butir: Vec<Butir> = unit
        .indikator
        .iter()
        .enumerate()
        .map(|(nomor, satu)| Butir {
            sel: sel("Capaian (%)", urutan + 1 + nomor),
            nilai: satu.indikator.posisi.capaian.angka,
            bobot: None,
        })
        .collect();
    let rata = unit.rata_rata.as_ref().map(|rata| rata.nilai);
    let capaian = match rumus::gabungan(KonsolidasiUnit::RataRata, &butir) {
        Some((rumus, hasil)) if rumus::sama(hasil, rata) => Sel::rumus(rumus, rata),
        _ => Sel::angka(rata),
    };
    let mut isi = vec![Sel::Teks(unit.unit.as_str().into()), Sel::Kosong, Sel::Teks(unit.nama.as_str().into())];
    isi.extend(std::iter::repeat_n(Sel::Kosong, 5));
    isi.push(capaian);
    isi.push(Sel::Teks(unit.tulisan_lampu.as_str().into()));
    isi.extend(std::iter::repeat_n(Sel::Kosong, 9));
    isi.extend([
        Sel::Teks(unit.dokumen.tulisan.as_str().into()),
        Sel::Teks(unit.tulisan_temuan.as_str().into()),
        sel_predikat(profil, rata),
    ]);
    Baris { sel: isi, rupa: RupaBaris::Tebal, tingkat: 0 }
}

fn baris_indikator<'a>(unit: &'a BarisUnit, isi: &'a IndikatorUnit, profil: &Profil, urutan: usize) -> Baris<'a> {
    let (satu, uraian) = (&isi.indikator, &isi.uraian);
    let [t, r, p, c] =
        ["Target Periode", "Realisasi Periode", "Capaian Penuh (%)", "Capaian (%)"].map(|judul| sel(judul, urutan));
    let mut isi = vec![
        Sel::Teks(unit.unit.as_str().into()),
        Sel::Teks(satu.kode.as_str().into()),
        Sel::Teks(satu.indikator.as_str().into()),
        Sel::Teks(satu.satuan.as_str().into()),
        sel_besaran(&satu.posisi.target_tahun),
        sel_besaran(&satu.posisi.target),
        sel_besaran(&satu.posisi.realisasi),
    ];
    isi.extend(sel_capaian(profil, satu, [&t, &r, &p, &c]));
    isi.extend(sel_tren(satu));
    isi.push(Sel::Kosong);
    for teks in [&uraian.kendala, &uraian.tindak_lanjut, &uraian.penanggung_jawab, &uraian.batas_waktu] {
        isi.push(if satu.posisi.warna() == Warna::Hijau { Sel::teks(teks.isi.as_deref()) } else { atau_strip(teks) });
    }
    isi.extend([Sel::Kosong, Sel::Kosong, sel_predikat(profil, satu.posisi.capaian.angka)]);
    Baris { sel: isi, rupa: if satu.posisi.lapor { RupaBaris::Biasa } else { RupaBaris::Redup }, tingkat: 1 }
}
