//! A workspace drawn as text: how the rule catalogue shows its examples, and how tests run them.
//!
//! A line `*** jalur` starts a file, `=== Nama` a sheet; the rest is the grid of [`crate::workbook::grid`]. The guilty
//! cell stands between « and ». Without a `*** kaskade.xlsx` of its own, a drawing gets [`KASKADE`].

use chrono::NaiveDate;

use super::{Hasil, PipelineError, susun};
use crate::domain::address::CellAddress;
use crate::domain::capaian::{ParameterProfil, Profil};
use crate::domain::dokumen::BerkasTerbaca;
use crate::domain::tenggat::Tenggat;
use crate::extract::extract;
use crate::finding::verdict::PengaturanAturan;
use crate::rules::Setelan;
use crate::tables::{Berkas, GagalBaca};
use crate::template::Pustaka;
use crate::workbook::grid::workbook_from_text;
use crate::workbook::{CellValue, ReadError, Workbook};
use crate::workspace::BERKAS_KASKADE;

/// The register and cascade that drawings get.
pub const KASKADE: &str = "\
=== Unit
Kode|Nama Unit|Nama Lain|Induk|Pimpinan|NIP|Jabatan|Surel
JTI|Jurusan Teknologi Informasi|Jurusan TI||||Ketua Jurusan|
JTM|Jurusan Teknik Mesin|||||Ketua Jurusan|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Polaritas|Konsolidasi Periode|Konsolidasi Unit|Bobot|Target|TW I|TW II|TW III|TW IV
IKU 1.1||IKU||Lulusan siap kerja|Persentase lulusan yang bekerja atau melanjutkan studi|%|maksimum|nilai akhir|rata-rata||60|15|30|45|60
IKK 1.1.1|IKU 1.1|IKK|JTI|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|maksimum|nilai akhir|||60|15|30|45|60
IKK 1.1.2|IKU 1.1|IKK|JTM|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|maksimum|nilai akhir|||60|15|30|45|60
";

/// A cell that a drawing marks as guilty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tanda {
    /// Its file.
    pub berkas: String,
    /// Its sheet.
    pub lembar: String,
    /// Its address.
    pub sel: CellAddress,
}

/// The settings of drawings: year 2026, profile umum capped at 120, run on 20 July 2026.
pub fn setelan() -> Setelan {
    let hari = |bulan, hari| NaiveDate::from_ymd_opt(2026, bulan, hari);
    let parameter: ParameterProfil = toml::from_str("profil = \"umum\"\nbatas_atas = 120.0\n").unwrap_or_default();
    Setelan {
        tahun: 2026,
        tenggat: Tenggat {
            pk: hari(2, 28),
            rencana_aksi: hari(2, 28),
            triwulan: [hari(4, 10), hari(7, 10), hari(10, 10), NaiveDate::from_ymd_opt(2027, 1, 10)],
        },
        profil: Profil::dengan(&parameter).unwrap_or_else(|_| Profil::baku(crate::domain::capaian::NamaProfil::Umum)),
        hari_ini: hari(7, 20).unwrap_or_default(),
    }
}

/// Runs a drawing through the whole pipeline.
///
/// # Errors
/// When a frame cannot be built.
pub fn jalankan(gambar: &str, pustaka: &Pustaka) -> Result<(Hasil, Vec<Tanda>), PipelineError> {
    let mut tanda = Vec::new();
    let mut berkas = Vec::new();
    for (jalur, teks) in berkas_gambar(gambar) {
        let mut buku = workbook_from_text(&teks);
        lepas_tanda(&jalur, &mut buku, &mut tanda);
        let sha256 = sidik(&teks);
        let ukuran = teks.len() as u64;
        berkas.push(Berkas {
            jalur,
            sha256,
            ukuran,
            diterima: None,
            asal_surel: None,
            hasil: baca(&buku, pustaka),
            salinan_dari: None,
        });
    }
    Ok((susun(berkas, &setelan(), &PengaturanAturan::default())?, tanda))
}

/// What becomes of a drawn workbook; one without any sheet cannot be read.
fn baca(buku: &Workbook, pustaka: &Pustaka) -> Result<BerkasTerbaca, GagalBaca> {
    if buku.sheets.is_empty() {
        let galat = ReadError::TanpaLembar;
        return Err(GagalBaca { pesan: galat.to_string(), saran: galat.saran() });
    }
    Ok(extract(buku, pustaka))
}

/// Equal drawings are equal files.
fn sidik(teks: &str) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(teks.as_bytes()).iter().map(|bita| format!("{bita:02x}")).collect()
}

/// The files of a drawing; the default cascade first when it brings none.
fn berkas_gambar(gambar: &str) -> Vec<(String, String)> {
    let mut hasil: Vec<(String, String)> = Vec::new();
    for baris in gambar.lines() {
        if let Some(jalur) = baris.trim_start().strip_prefix("*** ") {
            hasil.push((jalur.trim().to_string(), String::new()));
        } else if let Some((_, teks)) = hasil.last_mut() {
            teks.push_str(baris);
            teks.push('\n');
        }
    }
    if !hasil.iter().any(|(jalur, _)| jalur == BERKAS_KASKADE) {
        hasil.insert(0, (BERKAS_KASKADE.to_string(), KASKADE.to_string()));
    }
    hasil
}

/// Takes the marks out of the cells and remembers where they stood. A marked number or blank is written as it is
/// without the marks.
fn lepas_tanda(berkas: &str, buku: &mut Workbook, tanda: &mut Vec<Tanda>) {
    for lembar in &mut buku.sheets {
        let mut dibuang = Vec::new();
        for sel in &mut lembar.cells {
            let CellValue::Text(teks) = &sel.value else { continue };
            let Some(isi) = teks.strip_prefix('«').and_then(|sisa| sisa.strip_suffix('»')) else { continue };
            tanda.push(Tanda { berkas: berkas.to_string(), lembar: lembar.name.clone(), sel: sel.address });
            let ulang = crate::workbook::grid::sheet_from_text("", isi).cells.into_iter().next();
            match ulang {
                Some(baru) => {
                    sel.value = baru.value;
                    sel.formula = baru.formula;
                    sel.percent_format = baru.percent_format;
                }
                None => dibuang.push(sel.address),
            }
        }
        lembar.cells.retain(|sel| !dibuang.contains(&sel.address));
    }
}
