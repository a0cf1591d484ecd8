//! Sheet `IKU`: each indicator of the institution with the units that make it up, and who has not reported.

use super::{keadaan, sel_besaran, sel_capaian, sel_tren, tren};
use crate::domain::capaian::Profil;
use crate::domain::polaritas::KonsolidasiUnit;
use crate::recap::model::{Anggota, BarisIku, Rekap};
use crate::sheets::SheetError;
use crate::sheets::gaya::Gaya;
use crate::sheets::{
    BARIS_ISI, Baris, Buku, IsiBaris, Kolom, LembarTabel, PREDIKAT, Rupa, RupaBaris, Sel, baris_rumus, berurutan,
    huruf, kolom_berpredikat, nomor, sel_predikat,
};
use crate::workbooks::rumus::{self, Butir};

const fn tren_kolom(judul: &'static str) -> Kolom {
    Kolom::baru(judul, Rupa::Persen, 8, 9)
}

const KOLOM: [Kolom; 21] = [
    Kolom::baru("Kode", Rupa::Teks, 12, 20),
    Kolom::baru("Indikator", Rupa::Lipat, 30, 52),
    Kolom::baru("Unit", Rupa::Lipat, 14, 28),
    Kolom::baru("Satuan", Rupa::Teks, 8, 12),
    Kolom::baru("Bobot", Rupa::Angka, 7, 10),
    Kolom::baru("Target Tahun", Rupa::Angka, 9, 14),
    Kolom::baru("Target Periode", Rupa::Angka, 9, 14),
    Kolom::baru("Realisasi Periode", Rupa::Angka, 10, 14),
    Kolom::baru("Capaian Penuh (%)", Rupa::Persen, 9, 10),
    Kolom::baru("Capaian (%)", Rupa::Persen, 9, 10),
    Kolom::baru("Status", Rupa::Teks, 12, 18),
    tren_kolom("TW I (%)"),
    tren_kolom("TW II (%)"),
    tren_kolom("TW III (%)"),
    tren_kolom("TW IV (%)"),
    Kolom::baru("Tren", Rupa::Teks, 14, 14),
    Kolom::baru("Pelapor", Rupa::Teks, 12, 16),
    Kolom::baru("Belum Melapor", Rupa::Lipat, 16, 44),
    Kolom::baru("Cara Gabung", Rupa::Lipat, 10, 16),
    Kolom::baru("Catatan", Rupa::Lipat, 14, 44),
    PREDIKAT,
];

/// A cell of an indicator in a row, for formulas of other sheets.
pub(super) fn alamat(lembar: &str, baris: u32, judul: &str) -> String {
    format!("{lembar}!{}{baris}", huruf(&KOLOM, judul))
}

/// Where the indicators of the institution will stand, as formulas write it.
pub(super) fn letak(rekap: &Rekap) -> Vec<u32> {
    berurutan(&rekap.iku, banyak_baris).map(|(awal, _)| baris_rumus(awal)).collect()
}

/// Rows of an indicator and the units that make it up.
fn banyak_baris(iku: &BarisIku) -> usize {
    1 + iku.anggota.len()
}

pub(super) fn tulis<'a>(
    rekap: &'a Rekap,
    profil: &'a Profil,
    buku: &mut Buku<'a>,
    gaya: &Gaya,
) -> Result<(), SheetError> {
    let banyak = rekap.iku.iter().map(banyak_baris).sum();
    let baris = berurutan(&rekap.iku, banyak_baris).flat_map(move |(awal, iku)| {
        let anggota = iku.anggota.iter().zip(awal + 1..);
        std::iter::once(baris_iku(iku, profil, awal))
            .chain(anggota.map(move |(anggota, nomor)| baris_anggota(anggota, profil, nomor)))
    });
    let lembar = LembarTabel {
        nama: rekap.sebutan.lembar,
        nama_tabel: "RekapIKU",
        judul: format!("Capaian per {} – {}", rekap.sebutan.lembar, rekap.judul),
        keterangan: format!(
            "{}. {}. Baris tebal: {}; di bawahnya indikator unit yang mendukung, dengan bobotnya. Unit yang belum melapor tidak dihitung nol.",
            keadaan(rekap),
            rekap.profil,
            rekap.sebutan.satu
        ),
        kolom: kolom_berpredikat(profil, &KOLOM),
        baris: IsiBaris::berjumlah(banyak, baris),
        beku: 2,
        jumlah: ("", Vec::new()),
        lampu: vec![("Capaian (%)", "Capaian (%)"), ("Status", "Capaian (%)")],
    }
    .tulis(buku, gaya)?;
    let mut tempat = BARIS_ISI;
    let (kolom_tren, kolom_awal) = (nomor(&KOLOM, "Tren"), nomor(&KOLOM, "TW I (%)"));
    for iku in &rekap.iku {
        let semua = std::iter::once(&iku.indikator).chain(iku.anggota.iter().map(|anggota| &anggota.indikator));
        for satu in semua {
            tren(lembar, (tempat, kolom_tren), (rekap.sebutan.lembar, tempat, kolom_awal), &satu.posisi.tren)?;
            tempat += 1;
        }
    }
    Ok(())
}

fn sel(judul: &str, urutan: usize) -> String {
    format!("{}{}", huruf(&KOLOM, judul), baris_rumus(urutan))
}

fn sel_angka(urutan: usize) -> [String; 4] {
    ["Target Periode", "Realisasi Periode", "Capaian Penuh (%)", "Capaian (%)"].map(|judul| sel(judul, urutan))
}

fn baris_iku<'a>(iku: &'a BarisIku, profil: &Profil, urutan: usize) -> Baris<'a> {
    let satu = &iku.indikator;
    let [t, r, p, c] = sel_angka(urutan);
    let mut isi = vec![
        Sel::Teks(satu.kode.as_str().into()),
        Sel::Teks(satu.indikator.as_str().into()),
        Sel::Kosong,
        Sel::Teks(satu.satuan.as_str().into()),
        Sel::angka(satu.bobot.angka),
        sel_besaran(&satu.posisi.target_tahun),
        sel_besaran(&satu.posisi.target),
        realisasi(iku, urutan),
    ];
    isi.extend(sel_capaian(profil, satu, [&t, &r, &p, &c]));
    isi.extend(sel_tren(satu));
    isi.extend([
        Sel::Kosong,
        Sel::Teks(iku.pelapor.as_str().into()),
        Sel::milik(iku.belum.join("; ")),
        Sel::teks(iku.cara.map(KonsolidasiUnit::nama)),
        Sel::milik(iku.catatan.join("; ")),
        sel_predikat(profil, satu.posisi.capaian.angka),
    ]);
    Baris { sel: isi, rupa: RupaBaris::Tebal, tingkat: 0 }
}

/// The realisation out of the rows below, where these give it.
fn realisasi(iku: &BarisIku, urutan: usize) -> Sel<'_> {
    let butir: Vec<Butir> = iku
        .anggota
        .iter()
        .enumerate()
        .map(|(nomor, anggota)| Butir {
            sel: sel("Realisasi Periode", urutan + 1 + nomor),
            nilai: anggota.indikator.posisi.realisasi.angka,
            bobot: anggota.indikator.bobot.angka,
        })
        .collect();
    let nilai = iku.indikator.posisi.realisasi.angka;
    match iku.cara.and_then(|cara| rumus::gabungan(cara, &butir)) {
        Some((rumus, hasil)) if nilai.is_some() && rumus::sama(hasil, nilai) => Sel::rumus(rumus, nilai),
        _ => sel_besaran(&iku.indikator.posisi.realisasi),
    }
}

fn baris_anggota<'a>(anggota: &'a Anggota, profil: &Profil, urutan: usize) -> Baris<'a> {
    let satu = &anggota.indikator;
    let [t, r, p, c] = sel_angka(urutan);
    let unit = anggota.unit.as_ref().map(|(kode, nama)| format!("{kode} · {nama}")).unwrap_or_default();
    let mut isi = vec![
        Sel::milik(format!("   {}", satu.kode)),
        Sel::Teks(satu.indikator.as_str().into()),
        Sel::milik(unit),
        Sel::Teks(satu.satuan.as_str().into()),
        Sel::angka(satu.bobot.angka),
        sel_besaran(&satu.posisi.target_tahun),
        sel_besaran(&satu.posisi.target),
        sel_besaran(&satu.posisi.realisasi),
    ];
    isi.extend(sel_capaian(profil, satu, [&t, &r, &p, &c]));
    isi.extend(sel_tren(satu));
    isi.extend([Sel::Kosong, Sel::Teks(anggota.lapor.into()), Sel::Kosong, Sel::Kosong, Sel::Kosong]);
    isi.push(sel_predikat(profil, satu.posisi.capaian.angka));
    Baris { sel: isi, rupa: if satu.posisi.lapor { RupaBaris::Biasa } else { RupaBaris::Redup }, tingkat: 1 }
}
