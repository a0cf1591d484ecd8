//! Sheet `Kaskade`: the tree as an outline, every node with its figures of each quarter and to date. Realisations come by
//! formula from the sheet `Pengukuran` and from the rows below; who has not reported is named.

mod baris;

use super::pengukuran::Letak;
use super::{BERKAS, LEMBAR, SEL, UNIT, judul};
use crate::cascade::Kaskade;
use crate::domain::simpul::Jenjang;
use crate::recap::BahanLaporan;
use crate::sheets::SheetError;
use crate::sheets::gaya::Gaya;
use crate::sheets::{Buku, Kolom, LembarTabel, PREDIKAT, Rupa, kolom_berpredikat};

/// The four headings of a quarter's figures follow one another, target first.
const KUARTAL: [[&str; 3]; 4] = [
    ["Target TW I", "Realisasi TW I", "Capaian TW I (%)"],
    ["Target TW II", "Realisasi TW II", "Capaian TW II (%)"],
    ["Target TW III", "Realisasi TW III", "Capaian TW III (%)"],
    ["Target TW IV", "Realisasi TW IV", "Capaian TW IV (%)"],
];

const fn angka(judul: &'static str) -> Kolom {
    Kolom::baru(judul, Rupa::Angka, 10, 15)
}

const fn persen(judul: &'static str) -> Kolom {
    Kolom::baru(judul, Rupa::Persen, 10, 11)
}

pub(super) const NAMA: &str = "Kaskade";

/// The heading of the achievement of the period.
pub(super) const CAPAIAN: &str = "Capaian Periode (%)";

pub(super) const KOLOM: [Kolom; 35] = [
    Kolom::baru("Kode", Rupa::Teks, 14, 24),
    Kolom::baru("Jenjang", Rupa::Tengah, 9, 10),
    UNIT,
    Kolom::baru("Indikator", Rupa::Lipat, 28, 50),
    Kolom::baru("Satuan", Rupa::Teks, 8, 12),
    angka("Target Tahun"),
    angka("Target Periode"),
    angka("Realisasi Periode"),
    persen("Capaian Penuh Periode (%)"),
    persen("Capaian Periode (%)"),
    Kolom::baru("Status", Rupa::Teks, 12, 18),
    Kolom::baru("Pelapor", Rupa::Tengah, 10, 12),
    Kolom::baru("Belum Melapor", Rupa::Lipat, 14, 40),
    angka(KUARTAL[0][0]),
    angka(KUARTAL[0][1]),
    persen(KUARTAL[0][2]),
    angka(KUARTAL[1][0]),
    angka(KUARTAL[1][1]),
    persen(KUARTAL[1][2]),
    angka(KUARTAL[2][0]),
    angka(KUARTAL[2][1]),
    persen(KUARTAL[2][2]),
    angka(KUARTAL[3][0]),
    angka(KUARTAL[3][1]),
    persen(KUARTAL[3][2]),
    Kolom::baru("Polaritas", Rupa::Teks, 9, 11),
    Kolom::baru("Konsolidasi Periode", Rupa::Teks, 10, 14),
    Kolom::baru("Konsolidasi Unit", Rupa::Teks, 10, 20),
    angka("Bobot"),
    Kolom::baru("Asal Angka", Rupa::Teks, 12, 22),
    Kolom::baru("Catatan", Rupa::Lipat, 16, 50),
    BERKAS,
    LEMBAR,
    SEL,
    PREDIKAT,
];

pub(super) fn tulis<'a>(
    bahan: &BahanLaporan<'a>,
    letak: &'a Letak,
    buku: &mut Buku<'a>,
    gaya: &Gaya,
) -> Result<(), SheetError> {
    LembarTabel {
        nama: NAMA,
        nama_tabel: "Kaskade",
        judul: judul(bahan, "Kaskade Indikator"),
        keterangan: format!(
            "{}; periode: {}. {}. Anak yang belum melapor tidak dihitung nol; kolom Pelapor menyebut dari berapa.",
            bahan.tanggal_data(),
            bahan.kurun.frasa(),
            bahan.profil.keterangan()
        ),
        kolom: kolom_berpredikat(bahan.profil, &KOLOM),
        baris: baris::susun(bahan, letak, urutan(bahan.kaskade)),
        beku: 4,
        jumlah: ("", Vec::new()),
        lampu: vec![("Capaian Periode (%)", "Capaian Periode (%)"), ("Status", "Capaian Periode (%)")],
    }
    .tulis(buku, gaya)?;
    Ok(())
}

/// The nodes with their depth: every tree from its root, indicators of the institution first; nodes on a circle last.
pub(super) fn urutan(kaskade: &Kaskade) -> Vec<(usize, u8)> {
    let banyak = kaskade.simpul().len();
    let mut terlihat = vec![false; banyak];
    let mut hasil = Vec::with_capacity(banyak);
    let mut akar: Vec<usize> = kaskade.akar().collect();
    akar.sort_by_key(|&nomor| kaskade.ambil(nomor).is_none_or(|simpul| simpul.jenjang != Some(Jenjang::Iku)));
    // Nodes on a circle have no root above them; each is begun where the sheet lists it first.
    for awal in akar.into_iter().chain(0..banyak) {
        let mut antre = vec![(awal, 0_u8)];
        while let Some((nomor, tingkat)) = antre.pop() {
            if terlihat.get(nomor) != Some(&false) {
                continue;
            }
            terlihat[nomor] = true;
            hasil.push((nomor, tingkat));
            antre.extend(kaskade.anak(nomor).iter().rev().map(|&anak| (anak, tingkat.saturating_add(1))));
        }
    }
    hasil
}
