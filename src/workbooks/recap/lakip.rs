//! Sheets `LAKIP`, `Analisis Faktor` and `Efisiensi Program`: the tables of chapter III of the annual report, ready to be
//! pasted.

use super::sel_besaran;
use crate::recap::model::{Angka, BarisAnalisis, BarisEfisiensi, BarisLakip, Rekap};
use crate::sheets::SheetError;
use crate::sheets::gaya::Gaya;
use crate::sheets::{Baris, Buku, Kolom, LembarTabel, Rupa, Sel};

const KOLOM: [Kolom; 14] = [
    Kolom::baru("No", Rupa::Tengah, 5, 7),
    Kolom::baru("Sasaran", Rupa::Lipat, 18, 34),
    Kolom::baru("Kode", Rupa::Teks, 8, 14),
    Kolom::baru("Indikator", Rupa::Lipat, 26, 46),
    Kolom::baru("Satuan", Rupa::Teks, 8, 12),
    Kolom::baru("Tahun", Rupa::Tengah, 7, 8),
    Kolom::baru("Target", Rupa::Angka, 9, 14),
    Kolom::baru("Target Tahun Sebelumnya", Rupa::Angka, 10, 14),
    Kolom::baru("Capaian Tahun Sebelumnya", Rupa::Angka, 10, 14),
    Kolom::baru("Capaian Tahun Sebelumnya (%)", Rupa::Persen, 10, 14),
    Kolom::baru("Capaian Tahun Ini", Rupa::Angka, 10, 14),
    Kolom::baru("Capaian (%)", Rupa::Persen, 9, 10),
    Kolom::baru("Status", Rupa::Teks, 12, 20),
    Kolom::baru("Catatan", Rupa::Lipat, 12, 34),
];

const ANALISIS: [Kolom; 6] = [
    Kolom::baru("Kode", Rupa::Teks, 8, 14),
    Kolom::baru("Indikator", Rupa::Lipat, 26, 40),
    Kolom::baru("Status", Rupa::Teks, 12, 18),
    Kolom::baru("Faktor Pendukung Keberhasilan/Kegagalan", Rupa::Lipat, 24, 40),
    Kolom::baru("Faktor Penghambat", Rupa::Lipat, 30, 60),
    Kolom::baru("Upaya untuk Meningkatkan Pencapaian Kinerja", Rupa::Lipat, 30, 60),
];

const EFISIENSI: [Kolom; 6] = [
    Kolom::baru("Kode", Rupa::Teks, 8, 18),
    Kolom::baru("Nama Program", Rupa::Lipat, 30, 60),
    Kolom::baru("Anggaran (Rp)", Rupa::Angka, 14, 22),
    Kolom::baru("Realisasi (Rp)", Rupa::Angka, 14, 22),
    Kolom::baru("Serapan (%)", Rupa::Persen, 9, 12),
    Kolom::baru("Unit", Rupa::Angka, 7, 8),
];

pub(super) fn tulis<'a>(rekap: &'a Rekap, buku: &mut Buku<'a>, gaya: &Gaya) -> Result<(), SheetError> {
    let lakip = &rekap.lakip;
    let lalu = lakip.catatan_lalu.as_ref().map(|sebab| format!(" Tahun sebelumnya: {sebab}.")).unwrap_or_default();
    LembarTabel {
        nama: "LAKIP",
        nama_tabel: "RekapLakip",
        judul: format!("Capaian Kinerja terhadap Target Tahun {} – {}", rekap.tahun, rekap.instansi),
        keterangan: format!("Realisasi {} terhadap target setahun. {}.{lalu}", lakip.sampai, rekap.profil),
        kolom: &KOLOM,
        baris: lakip.baris.iter().map(|satu| capaian(satu, lakip.catatan_lalu.as_deref())).collect::<Vec<_>>().into(),
        beku: 4,
        jumlah: ("", Vec::new()),
        lampu: vec![("Capaian (%)", "Capaian (%)")],
    }
    .tulis(buku, gaya)?;
    LembarTabel {
        nama: "Analisis Faktor",
        nama_tabel: "RekapAnalisis",
        judul: format!("Analisis Faktor Tahun {} – {}", rekap.tahun, rekap.instansi),
        keterangan: "Penghambat dan upaya dari formulir pengukuran unit. Faktor pendukung tidak ada di formulir: diisi perencana.".to_string(),
        kolom: &ANALISIS,
        baris: lakip.analisis.iter().map(analisis).collect::<Vec<_>>().into(),
        beku: 2,
        jumlah: ("", Vec::new()),
        lampu: Vec::new(),
    }
    .tulis(buku, gaya)?;
    LembarTabel {
        nama: "Efisiensi Program",
        nama_tabel: "RekapEfisiensi",
        judul: format!("Efisiensi Program Tahun {} – {}", rekap.tahun, rekap.instansi),
        keterangan: match (&lakip.kalimat_efisiensi, &rekap.ringkas.serapan) {
            (Some(kalimat), Some(serapan)) => format!("Menurut formulir {}. {kalimat}", serapan.triwulan),
            (None, Some(serapan)) => format!("Menurut formulir {}.", serapan.triwulan),
            _ => "Tidak ada formulir yang memuat realisasi anggaran.".to_string(),
        },
        kolom: &EFISIENSI,
        baris: lakip.efisiensi.iter().map(efisiensi).collect::<Vec<_>>().into(),
        beku: 2,
        jumlah: ("", Vec::new()),
        lampu: Vec::new(),
    }
    .tulis(buku, gaya)?;
    Ok(())
}

fn persen(nilai: &Angka) -> Sel<'_> {
    Sel::angka_atau(nilai.angka, Some(&nilai.tulisan))
}

/// `umum` stands above the table already.
fn capaian<'a>(satu: &'a BarisLakip, umum: Option<&str>) -> Baris<'a> {
    Baris::biasa(vec![
        Sel::Angka(satu.nomor as f64),
        Sel::Teks(satu.sasaran.as_str().into()),
        Sel::Teks(satu.kode.as_str().into()),
        Sel::Teks(satu.indikator.as_str().into()),
        Sel::Teks(satu.satuan.as_str().into()),
        Sel::milik(satu.tahun.to_string()),
        sel_besaran(&satu.target),
        lalu(&satu.lalu.target),
        lalu(&satu.lalu.realisasi),
        lalu(&satu.lalu.capaian),
        sel_besaran(&satu.realisasi),
        persen(&satu.capaian),
        Sel::Teks(satu.status.as_str().into()),
        Sel::teks(satu.lalu.alasan.as_deref().filter(|alasan| Some(*alasan) != umum)),
    ])
}

/// A figure of the year before; blank where there is none, its reason stands in the remark.
fn lalu(nilai: &Angka) -> Sel<'_> {
    if nilai.ada() { sel_besaran(nilai) } else { Sel::Kosong }
}

fn analisis(satu: &BarisAnalisis) -> Baris<'_> {
    Baris::biasa(vec![
        Sel::Teks(satu.kode.as_str().into()),
        Sel::Teks(satu.indikator.as_str().into()),
        Sel::milik(format!("{} {}", satu.lampu.tanda, satu.lampu.kata)),
        Sel::Kosong,
        Sel::milik(satu.penghambat.join("\n")),
        Sel::milik(satu.upaya.join("\n")),
    ])
}

fn efisiensi(satu: &BarisEfisiensi) -> Baris<'_> {
    Baris::biasa(vec![
        Sel::Teks(satu.kode.as_str().into()),
        Sel::Teks(satu.program.as_str().into()),
        Sel::angka(satu.pagu.angka),
        Sel::angka(satu.realisasi.angka),
        persen(&satu.serapan),
        Sel::Angka(satu.unit as f64),
    ])
}
