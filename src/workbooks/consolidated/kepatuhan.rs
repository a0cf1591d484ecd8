//! Sheet `Kepatuhan`: which unit sent which document, and when.

use super::{NAMA_UNIT, UNIT, judul};
use crate::domain::address::column_letters;
use crate::domain::capaian::Warna;
use crate::recap::BahanLaporan;
use crate::recap::kepatuhan::{self, BarisKepatuhan, Petak};
use crate::sheets::SheetError;
use crate::sheets::gaya::{self, Gaya};
use crate::sheets::{BARIS_ISI, Baris, Buku, Hasil, IsiBaris, Kolom, LembarTabel, Rupa, Sel, baris_rumus};
use crate::workbooks::asal;

pub(super) const NAMA: &str = "Kepatuhan";

pub(super) const KOLOM: [Kolom; 11] = [
    UNIT,
    NAMA_UNIT,
    Kolom::baru("PK", Rupa::Teks, 14, 24),
    Kolom::baru("RA", Rupa::Teks, 14, 24),
    Kolom::baru("TW I", Rupa::Teks, 14, 24),
    Kolom::baru("TW II", Rupa::Teks, 14, 24),
    Kolom::baru("TW III", Rupa::Teks, 14, 24),
    Kolom::baru("TW IV", Rupa::Teks, 14, 24),
    Kolom::baru("Masuk", Rupa::Angka, 8, 9),
    Kolom::baru("Terlambat", Rupa::Angka, 8, 11),
    Kolom::baru("Belum", Rupa::Angka, 8, 9),
];

pub(super) fn tulis(bahan: &BahanLaporan<'_>, buku: &mut Buku<'_>, gaya: &Gaya) -> Result<(), SheetError> {
    let matriks = kepatuhan::susun(bahan.tables, bahan.tenggat, bahan.dibuat.date(), bahan.terbaru);
    let baris: Vec<Baris<'_>> =
        matriks.baris.iter().enumerate().map(|(urutan, b)| satu(b, baris_rumus(urutan))).collect();
    let akhir = BARIS_ISI + u32::try_from(baris.len().max(1)).unwrap_or(u32::MAX) - 1;
    let tidak_terpakai = match matriks.tidak_terpakai.len() {
        0 => String::new(),
        banyak => format!(" {banyak} berkas atau dokumen tidak dapat dihubungkan dengan unit; lihat lembar Sumber."),
    };
    let lembar = LembarTabel {
        nama: NAMA,
        nama_tabel: "Kepatuhan",
        judul: judul(bahan, "Kepatuhan Penyampaian Dokumen"),
        keterangan: format!(
            "{}. ✓ masuk, ▲ terlambat, ✗ belum, – belum jatuh tempo. Tanggal hanya untuk kiriman surel.{tidak_terpakai}",
            bahan.tanggal_data()
        ),
        kolom: &KOLOM,
        baris: IsiBaris::milik(baris),
        beku: 2,
        jumlah: ("", Vec::new()),
        lampu: Vec::new(),
    }
    .tulis(buku, gaya)?;
    Ok(gaya::lampu_awalan(
        lembar,
        (BARIS_ISI, akhir),
        (2, 7),
        &[("✓", Warna::Hijau), ("▲", Warna::Kuning), ("✗", Warna::Merah), ("–", Warna::AbuAbu)],
    )?)
}

fn satu(b: &BarisKepatuhan, baris: u32) -> Baris<'_> {
    let mut sel = vec![Sel::Teks(b.unit.as_str().into()), Sel::Teks(b.nama.as_str().into())];
    sel.extend(b.petak.iter().map(sel_petak));
    let rentang = format!("{}{baris}:{}{baris}", column_letters(2), column_letters(7));
    let hitung = |tanda: &str| format!("COUNTIF({rentang},\"{tanda}*\")");
    let masuk = b.petak.iter().filter(|petak| petak.keadaan.masuk()).count();
    let angka = |banyak: usize| Hasil::Angka(banyak as f64);
    sel.push(Sel::Rumus(format!("{}+{}", hitung("✓"), hitung("▲")), angka(masuk)));
    sel.push(Sel::Rumus(hitung("▲"), angka(b.terlambat())));
    sel.push(Sel::Rumus(hitung("✗"), angka(b.belum())));
    Baris::biasa(sel)
}

fn sel_petak(petak: &Petak) -> Sel<'_> {
    let teks = petak.keadaan.tulisan();
    match petak.berkas.as_deref().and_then(|berkas| asal::tautan(berkas, None, None)) {
        Some(alamat) => Sel::Tautan(alamat, teks.into()),
        None => Sel::milik(teks),
    }
}
