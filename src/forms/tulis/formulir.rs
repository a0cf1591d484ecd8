//! A workbook of forms: title, identity, tables, signatures; instructions; properties that survive renaming.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, ProtectionOptions, Workbook, Worksheet, XlsxError};

use crate::domain::dokumen::{JenisDokumen, PeranTabel};
use crate::domain::kolom::Bidang;
use crate::domain::tanda::{Sidik, sifat as nama};
use crate::domain::triwulan::Triwulan;
use crate::template::{TabelTemplat, Templat};

use super::gaya::Gaya;
use super::isi::{BarisIsi, IsiFormulir, PejabatIsi, romawi};
use super::susun::Penyusun;
use super::{petunjuk, sel};

/// Columns of a sheet at least this wide together hold a name and its office.
const LEBAR_TANDA_TANGAN: f64 = 26.0;
/// Headings up to this many letters are not broken.
const JUDUL_SEBARIS: usize = 12;
/// Columns of a sheet at least this wide together hold a label.
const LEBAR_LABEL: f64 = 16.0;

/// Characters of one document property; Excel keeps 255.
const HURUF_SIFAT: usize = 240;
/// Properties that the fingerprints may take. Forms that need more go without.
const SIFAT_SIDIK: usize = 150;

/// A workbook with these forms, one sheet each, and a sheet of instructions.
///
/// # Errors
/// When the workbook cannot be written, which tests hold not to happen for the shipped definitions.
pub fn formulir(daftar: &[(&Templat, IsiFormulir<'_>)]) -> Result<Vec<u8>, XlsxError> {
    buku(daftar)?.save_to_buffer()
}

/// That workbook before it is saved, for those who add sheets of their own.
///
/// # Errors
/// As [`formulir`].
pub fn buku(daftar: &[(&Templat, IsiFormulir<'_>)]) -> Result<Workbook, XlsxError> {
    let mut buku = Workbook::new();
    let gaya = Gaya::baru();
    let milik: Vec<(Templat, &IsiFormulir<'_>)> =
        daftar.iter().map(|(templat, isi)| (templat.untuk_tahun(isi.tahun), isi)).collect();
    for (templat, isi) in &milik {
        let lembar = buku.add_worksheet();
        Formulir { templat, isi, gaya: &gaya, tabel: tabel_tulis(templat) }.tulis(lembar)?;
    }
    let isinya: Vec<(&Templat, Vec<&TabelTemplat>, &IsiFormulir<'_>)> =
        milik.iter().map(|(templat, isi)| (templat, tabel_tulis(templat), *isi)).collect();
    petunjuk::tulis(buku.add_worksheet(), &isinya, &gaya)?;
    buku.set_properties(&sifat(daftar)?);
    Ok(buku)
}

/// The sheet name of a form.
pub fn nama_lembar(jenis: JenisDokumen, triwulan: Option<Triwulan>) -> String {
    match (jenis, triwulan) {
        (JenisDokumen::Pengukuran, Some(tw)) => format!("TW {}", romawi(tw)),
        (jenis, _) => jenis.nama().to_string(),
    }
}

/// What tells a form from another whatever its file is called: custom properties of the document.
fn sifat(daftar: &[(&Templat, IsiFormulir<'_>)]) -> Result<DocProperties, XlsxError> {
    let gabung = |ambil: &dyn Fn(&Templat, &IsiFormulir<'_>) -> String| {
        let semua: Vec<String> = daftar.iter().map(|(templat, isi)| ambil(templat, isi)).collect();
        semua.join(";")
    };
    let mut sifat = DocProperties::new()
        .set_custom_property(nama::TEMPLAT, gabung(&|templat, _| templat.id.clone()))
        .set_custom_property(nama::VERSI, gabung(&|templat, _| templat.versi.to_string()))
        .set_custom_property(nama::PERIODE, gabung(&|_, isi| isi.triwulan.map_or("", romawi).to_string()));
    // Letters and marks of ASCII only: any cut is between two of them.
    let sidik = gabung(&|_, isi| sidik(isi)).into_bytes();
    if sidik.len() <= HURUF_SIFAT * SIFAT_SIDIK {
        for (nomor, potong) in sidik.chunks(HURUF_SIFAT).enumerate() {
            sifat = sifat.set_custom_property(nama::sidik(nomor), String::from_utf8_lossy(potong).into_owned());
        }
    }
    if let Some((_, isi)) = daftar.first() {
        let dibuat = ExcelDateTime::from_timestamp(isi.dibuat.and_utc().timestamp())?;
        sifat = sifat.set_creation_datetime(&dibuat).set_custom_property(nama::TAHUN, isi.tahun.to_string());
        if let Some((kode, _)) = isi.unit.as_ref().filter(|(kode, _)| !kode.is_empty()) {
            sifat = sifat.set_custom_property(nama::UNIT, kode.clone());
        }
    }
    Ok(sifat)
}

/// Fingerprints of the cells that were filled in before sending. Row numbers may change.
fn sidik(isi: &IsiFormulir<'_>) -> String {
    let tampak = |baris: &BarisIsi| {
        let isian = baris.isian.iter().filter(|(kolom, _)| kolom.bidang != Bidang::No);
        isian.map(|(kolom, sel)| (*kolom, sel.tampak())).collect()
    };
    if isi.indikator.is_empty() {
        return String::new();
    }
    Sidik::baru(&isi.indikator.iter().map(tampak).collect::<Vec<_>>()).to_string()
}

/// The tables that are written: the first of each role; of alternatives, the one that begins as the first table does.
pub(in crate::forms) fn tabel_tulis(templat: &Templat) -> Vec<&TabelTemplat> {
    let mulai = |tabel: &TabelTemplat| tabel.kolom.first().map(|milik| milik.kolom.bidang) == Some(Bidang::No);
    let mut hasil: Vec<&TabelTemplat> = Vec::new();
    for peran in [PeranTabel::Indikator, PeranTabel::Anggaran, PeranTabel::Unit, PeranTabel::Kaskade] {
        let bernomor = hasil.first().is_some_and(|tabel| mulai(tabel));
        let calon: Vec<&TabelTemplat> = templat.tabel.iter().filter(|tabel| tabel.peran == peran).collect();
        let senada = calon.iter().find(|tabel| !hasil.is_empty() && mulai(tabel) == bernomor);
        hasil.extend(senada.or(calon.first()).copied());
    }
    hasil
}

struct Formulir<'a> {
    templat: &'a Templat,
    isi: &'a IsiFormulir<'a>,
    gaya: &'a Gaya,
    tabel: Vec<&'a TabelTemplat>,
}

impl Formulir<'_> {
    fn tulis(&self, lembar: &mut Worksheet) -> Result<(), XlsxError> {
        let letak = self.letak();
        let lebar = lebar_lembar(&letak);
        // A formula that waits for figures shows nothing.
        lembar.set_formula_result_default("");
        lembar.set_name(nama_lembar(self.templat.jenis, self.isi.triwulan))?;
        for (kolom, lebar) in (0_u16..).zip(&lebar) {
            lembar.set_column_width(kolom, *lebar)?;
        }
        let mut baris = self.kepala(lembar, &lebar)?;
        for (nomor, (kiri, tabel)) in letak.iter().enumerate() {
            if nomor == 0 {
                lembar.set_repeat_rows(baris, baris + super::denah::tinggi_kepala(tabel) - 1)?;
            }
            let penyusun = Penyusun { tabel, isi: self.isi, gaya: self.gaya, kiri: *kiri, lebar: &lebar };
            baris = penyusun.tulis(lembar, baris)? + 1;
        }
        let akhir = self.tanda_tangan(lembar, baris, &lebar)?;
        lembar
            .set_landscape()
            .set_paper_size(9)
            .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
            .set_print_fit_to_pages(1, 0)
            .set_print_center_horizontally(true)
            .set_footer("&L&A&RHalaman &P dari &N")
            .set_print_area(0, 0, akhir, lebar.len().saturating_sub(1) as u16)?;
        self.kunci(lembar);
        Ok(())
    }

    /// Sheet protection: what is open may be typed into, rows may be added, columns may be made wider.
    fn kunci(&self, lembar: &mut Worksheet) {
        if let Some(sandi) = &self.isi.sandi {
            lembar.protect_with_password(sandi);
        }
        lembar.protect_with_options(&ProtectionOptions {
            format_cells: true,
            format_columns: true,
            format_rows: true,
            insert_rows: true,
            insert_links: true,
            ..ProtectionOptions::default()
        });
    }

    /// First sheet column of every table: a second table without row numbers begins beside the first one's.
    fn letak(&self) -> Vec<(u16, &TabelTemplat)> {
        let bernomor = |tabel: &TabelTemplat| tabel.kolom.first().is_some_and(|milik| milik.kolom.bidang == Bidang::No);
        let pertama = self.tabel.first().is_some_and(|tabel| bernomor(tabel));
        self.tabel.iter().map(|tabel| (u16::from(pertama && !bernomor(tabel)), *tabel)).collect()
    }

    fn kepala(&self, lembar: &mut Worksheet, lebar: &[f64]) -> Result<u32, XlsxError> {
        let terakhir = lebar.len().saturating_sub(1).max(1) as u16;
        let judul = self.judul();
        if !self.isi.instansi.is_empty() {
            lembar.merge_range(0, 0, 0, terakhir, &self.isi.instansi.to_uppercase(), &self.gaya.judul)?;
        }
        lembar.merge_range(1, 0, 1, terakhir, &judul, &self.gaya.judul)?;
        let pejabat = &self.isi.pihak_pertama;
        let mut identitas: Vec<(&str, Option<&str>)> = Vec::new();
        if self.templat.jenis == JenisDokumen::Pk {
            identitas.push(("Nama", pejabat.nama.as_deref()));
            identitas.push(("NIP", pejabat.nip.as_deref()));
            identitas.push(("Jabatan", pejabat.jabatan.as_deref()));
        }
        identitas.push(("Unit Kerja", self.isi.unit.as_ref().map(|(_, nama)| nama.as_str())));
        let nilai = kolom_nilai(lebar);
        // A unit without a code is what somebody typed.
        let terbuka = self.isi.unit.as_ref().is_some_and(|(kode, _)| kode.is_empty());
        let mut baris = 3;
        for (label, isi) in identitas {
            let label = format!("{label} :");
            if nilai > 1 {
                lembar.merge_range(baris, 0, baris, nilai - 1, &label, &self.gaya.label)?;
            } else {
                lembar.write_string_with_format(baris, 0, &label, &self.gaya.label)?;
            }
            match isi {
                Some(isi) if label.starts_with("Unit") && terbuka => {
                    lembar.write_string_with_format(baris, nilai, isi, &self.gaya.isian(true))?
                }
                Some(isi) => lembar.write_string_with_format(baris, nilai, isi, &self.gaya.tebal)?,
                None => lembar.write_blank(baris, nilai, &self.gaya.isian(true))?,
            };
            baris += 1;
        }
        Ok(baris + 1)
    }

    fn judul(&self) -> String {
        let tahun = self.isi.tahun;
        match (self.templat.jenis, self.isi.triwulan) {
            (JenisDokumen::Pk, _) => format!("PERJANJIAN KINERJA TAHUN {tahun}"),
            (JenisDokumen::RencanaAksi, _) => format!("RENCANA AKSI PENCAPAIAN KINERJA TAHUN {tahun}"),
            (JenisDokumen::Pengukuran, Some(tw)) => {
                format!("PENGUKURAN KINERJA TRIWULAN {} TAHUN {tahun}", romawi(tw))
            }
            (JenisDokumen::Pengukuran, None) => format!("PENGUKURAN KINERJA TAHUN {tahun}"),
            (JenisDokumen::Kaskade, _) => format!("KASKADE INDIKATOR KINERJA TAHUN {tahun}"),
        }
    }

    /// The signature block: the superior on the left of an agreement, who answers for the form on the right.
    fn tanda_tangan(&self, lembar: &mut Worksheet, baris: u32, lebar: &[f64]) -> Result<u32, XlsxError> {
        let kanan = kolom_kanan(lebar);
        let tempat = self.gaya.isian(false);
        let teks = match &self.isi.ditandatangani {
            Some(teks) => teks.clone(),
            None => format!("<tempat>, <tanggal> {}", self.isi.tahun),
        };
        lembar.write_string_with_format(baris, kanan, teks, &tempat)?;
        let pk = self.templat.jenis == JenisDokumen::Pk;
        self.satu_pihak(lembar, baris + 1, kanan, pk.then_some("Pihak Pertama,"), &self.isi.pihak_pertama)?;
        if pk {
            let kiri = kolom_nilai(lebar).min(kanan.saturating_sub(1));
            self.satu_pihak(lembar, baris + 1, kiri, Some("Pihak Kedua,"), &self.isi.pihak_kedua)?;
        }
        Ok(baris + 8)
    }

    fn satu_pihak(
        &self,
        lembar: &mut Worksheet,
        baris: u32,
        kolom: u16,
        pihak: Option<&str>,
        pejabat: &PejabatIsi,
    ) -> Result<(), XlsxError> {
        if let Some(pihak) = pihak {
            lembar.write_string(baris, kolom, pihak)?;
        }
        let jabatan = pejabat.jabatan.as_deref().map(|jabatan| format!("{},", jabatan.trim_end_matches(',')));
        let nip = pejabat.nip.as_deref().map(|nip| format!("NIP {nip}"));
        let isi = [(1, jabatan, "<Jabatan>,"), (5, pejabat.nama.clone(), "<Nama>"), (6, nip, "NIP <NIP>")];
        for (turun, isi, contoh) in isi {
            let format = self.gaya.isian(turun == 5);
            lembar.write_string_with_format(baris + turun, kolom, isi.as_deref().unwrap_or(contoh), &format)?;
        }
        Ok(())
    }
}

/// The widths of the sheet's columns: each as wide as the widest table wants it, and wide enough for its longest word.
fn lebar_lembar(letak: &[(u16, &TabelTemplat)]) -> Vec<f64> {
    let mut lebar: Vec<f64> = Vec::new();
    for (kiri, tabel) in letak {
        for (kolom, milik) in (usize::from(*kiri)..).zip(&tabel.kolom) {
            if lebar.len() <= kolom {
                lebar.resize(kolom + 1, 5.0);
            }
            let judul = milik.judul.last().map_or("", String::as_str);
            let kata = judul.split([' ', '/']).map(|kata| kata.chars().count()).max().unwrap_or(0);
            // A short heading stays on one line, a long one breaks between its words.
            let huruf = kata.max(judul.chars().count().min(JUDUL_SEBARIS)) as f64 + 2.0;
            let perlu = sel::lebar(milik).max(if milik.lebar.is_some() { 0.0 } else { huruf });
            if let Some(tempat) = lebar.get_mut(kolom) {
                *tempat = tempat.max(perlu);
            }
        }
    }
    lebar
}

/// The column of the values of the identity block.
fn kolom_nilai(lebar: &[f64]) -> u16 {
    let mut sejauh = 0.0;
    for (kolom, lebar) in (0_u16..).zip(lebar) {
        if sejauh >= LEBAR_LABEL || kolom >= 4 {
            return kolom;
        }
        sejauh += lebar;
    }
    1
}

/// The column in which the right signature stands.
fn kolom_kanan(lebar: &[f64]) -> u16 {
    let mut sejauh = 0.0;
    for (kolom, lebar) in (0_u16..).zip(lebar).collect::<Vec<_>>().into_iter().rev() {
        sejauh += lebar;
        if sejauh >= LEBAR_TANDA_TANGAN {
            return kolom.max(2);
        }
    }
    2
}
