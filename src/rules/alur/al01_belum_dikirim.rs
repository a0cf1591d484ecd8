//! AL01: which unit has not sent what, and who sent it late.
//!
//! The day on which a file was received is known for mail alone: the date of a file in a folder is the day on which
//! somebody copied it there, and accuses nobody.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::dokumen::JenisDokumen;
use crate::domain::simpul::Jenjang;
use crate::domain::tanggal::format_panjang;
use crate::domain::tempat::Tempat;
use crate::domain::tenggat::Tenggat;
use crate::domain::triwulan::Triwulan;
use crate::finding::{Temuan, Tingkat};
use crate::tables::{AsalUnit, Berkas, PengukuranRow, Status, Tables};

use crate::rules::bantu::dokumen::kiriman;
use crate::rules::bantu::temuan;
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "AL01",
    nama: "Dokumen belum dikirim atau terlambat",
    tingkat: Tingkat::Peringatan,
    apa: "Unit yang punya indikator di kaskade (atau pernah mengirim sesuatu) belum mengirim PK, Rencana Aksi, atau Pengukuran yang tenggatnya sudah lewat, atau mengirimnya setelah tenggat. Keterlambatan hanya dinilai untuk kiriman surel, karena hanya tanggal surel yang dapat dipercaya.",
    mengapa: "Rekap tanpa satu unit bukan rekap lembaga; yang belum mengirim perlu segera dihubungi.",
    sumber: "Pemeriksaan WF-01; tenggat ditetapkan tiap lembaga karena tidak ada tenggat nasional untuk laporan triwulan.",
    salah: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Nama Lain|Induk|Pimpinan|NIP|Jabatan|Surel
JTI|Jurusan Teknologi Informasi||||||
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Target
IKK 1.1.1||IKK|JTI|Lulusan siap kerja|Persentase lulusan yang bekerja|%|60
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja|60%
",
    benar: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Nama Lain|Induk|Pimpinan|NIP|Jabatan|Surel
JTI|Jurusan Teknologi Informasi||||||
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Target
IKK 1.1.1||IKK|JTI|Lulusan siap kerja|Persentase lulusan yang bekerja|%|60
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja|60%
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026
No|Sasaran|Indikator|Rencana Aksi|Target|<|<|<
^|^|^|^|TW I|TW II|TW III|TW IV
1|Lulusan siap kerja|Persentase lulusan yang bekerja|Pelacakan alumni|15|30|45|60
*** JTI/tw1.xlsx
=== TW1
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja|60%|14%
*** JTI/tw2.xlsx
=== TW2
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026
No|Sasaran|Indikator|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja|60%|31%
",
    periksa: Periksa::Ruang(periksa),
};

/// A column of the matrix.
type Wajib = (JenisDokumen, Option<Triwulan>);

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let (tables, hari_ini) = (konteks.tables, konteks.setelan.hari_ini);
    let lewat = jatuh_tempo(&konteks.setelan.tenggat, hari_ini);
    let terkirim = terkirim(tables);
    let terisi = triwulan_terisi(tables);
    let mut hasil = Vec::new();
    for unit in wajib_lapor(tables) {
        for &(wajib, tenggat) in &lewat {
            match terkirim.get(&(unit, wajib.0, wajib.1)) {
                Some(berkas) => hasil.extend(terlambat(unit, wajib, tenggat, berkas)),
                None if wajib.1.is_some_and(|tw| terisi.contains(&(unit, tw))) => {}
                None => hasil.push(belum(tables, unit, wajib, tenggat, hari_ini)),
            }
        }
    }
    hasil
}

/// What is due, with the day it was due.
fn jatuh_tempo(tenggat: &Tenggat, hari_ini: NaiveDate) -> Vec<(Wajib, NaiveDate)> {
    let tahunan = [JenisDokumen::Pk, JenisDokumen::RencanaAksi].map(|jenis| (jenis, None));
    let berkala = Triwulan::SEMUA.map(|triwulan| (JenisDokumen::Pengukuran, Some(triwulan)));
    let semua = tahunan.into_iter().chain(berkala);
    semua.filter_map(|wajib| Some((wajib, tenggat.untuk(wajib.0, wajib.1).filter(|hari| *hari < hari_ini)?))).collect()
}

/// Units with indicators of their own, and those that sent something.
fn wajib_lapor(tables: &Tables) -> BTreeSet<&str> {
    let ikk = tables.simpul.iter().filter(|simpul| simpul.jenjang == Some(Jenjang::Ikk));
    let ikk = ikk.filter_map(|simpul| simpul.unit.as_deref()).filter(|kode| tables.unit(kode).is_some());
    ikk.chain(tables.dokumen.iter().filter_map(|dokumen| dokumen.unit.as_deref())).collect()
}

/// The files of each cell of the matrix, also those that a newer one replaced.
fn terkirim(tables: &Tables) -> BTreeMap<(&str, JenisDokumen, Option<Triwulan>), Vec<&Berkas>> {
    let mut hasil: BTreeMap<_, Vec<&Berkas>> = BTreeMap::new();
    for (dokumen, nomor) in tables.dokumen.iter().zip(0_u32..) {
        let (Some(unit), Some(berkas)) = (dokumen.unit.as_deref(), tables.berkas_dokumen(nomor)) else { continue };
        if dokumen.status != Status::TidakTerhubung {
            let triwulan = dokumen.triwulan.filter(|_| dokumen.jenis == JenisDokumen::Pengukuran);
            hasil.entry((unit, dokumen.jenis, triwulan)).or_default().push(berkas);
        }
    }
    hasil
}

/// Quarters that are filled in on any form: one workbook may hold the whole year.
fn triwulan_terisi(tables: &Tables) -> BTreeSet<(&str, Triwulan)> {
    tables.pengukuran().filter(PengukuranRow::terisi).filter_map(|row| Some((row.unit?, row.triwulan?))).collect()
}

fn belum(tables: &Tables, unit: &str, wajib: Wajib, tenggat: NaiveDate, hari_ini: NaiveDate) -> Temuan {
    let calon = calon(tables, unit, wajib);
    let mut pesan = format!(
        "{} {} belum diterima sampai {}; tenggatnya {}.",
        sebut(wajib),
        nama(tables, unit),
        format_panjang(hari_ini),
        format_panjang(tenggat)
    );
    if let Some(berkas) = calon.first() {
        pesan.push_str(&format!(" Berkas {berkas} mungkin dari unit ini, tetapi nama unitnya tidak dikenal."));
    }
    let saran = "Kirim dokumen itu; bila sudah dikirim, periksa apakah nama unit dan triwulannya tertulis benar.";
    temuan(&ATURAN, Tempat::default(), pesan, saran)
        .unit(Some(unit))
        .semua_terkait(calon.into_iter().map(Tempat::berkas))
}

/// Files of this kind whose unit is not known but resembles this one.
fn calon<'a>(tables: &'a Tables, unit: &str, (jenis, triwulan): Wajib) -> Vec<&'a str> {
    kiriman(tables)
        .filter(|dokumen| {
            dokumen.terdaftar.jenis == jenis && (triwulan.is_none() || dokumen.terdaftar.triwulan == triwulan)
        })
        .filter(|dokumen| match &dokumen.terdaftar.asal_unit {
            AsalUnit::TidakDitemukan { saran, .. } => saran.first().is_some_and(|(kode, _)| kode == unit),
            _ => false,
        })
        .map(|dokumen| dokumen.berkas.jalur.as_str())
        .collect()
}

/// Late when every copy came by mail and the first came after the day it was due.
fn terlambat(unit: &str, wajib: Wajib, tenggat: NaiveDate, berkas: &[&Berkas]) -> Option<Temuan> {
    let surel: Option<Vec<(NaiveDate, &Berkas)>> =
        berkas.iter().map(|berkas| Some((berkas.hari_surel()?, *berkas))).collect();
    let (hari, pertama) = surel?.into_iter().min_by_key(|(hari, _)| *hari).filter(|(hari, _)| *hari > tenggat)?;
    let lambat = (hari - tenggat).num_days();
    let pesan = format!(
        "{} diterima {}, {lambat} hari setelah tenggat {}.",
        sebut(wajib),
        format_panjang(hari),
        format_panjang(tenggat)
    );
    let saran = "Sampaikan alasannya kepada perencana; untuk berikutnya, kirim sebelum tenggat.";
    let temuan = temuan(&ATURAN, Tempat::berkas(&pertama.jalur), pesan, saran).unit(Some(unit));
    Some(temuan.beda(format_panjang(hari), format!("paling lambat {}", format_panjang(tenggat))).selisih(lambat as f64))
}

fn sebut((jenis, triwulan): Wajib) -> String {
    triwulan.map_or_else(|| jenis.nama().to_string(), |triwulan| format!("{} {triwulan}", jenis.nama()))
}

fn nama<'a>(tables: &'a Tables, unit: &'a str) -> &'a str {
    tables.unit(unit).map_or(unit, |unit| unit.nama.as_str())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::domain::surel::AsalSurel;

    fn berkas(jalur: &str, hari: u32) -> Berkas {
        Berkas {
            jalur: jalur.into(),
            sha256: String::new(),
            ukuran: 0,
            diterima: NaiveDate::from_ymd_opt(2026, 3, hari).unwrap().and_hms_opt(8, 0, 0),
            asal_surel: None,
            hasil: Err(crate::tables::GagalBaca { pesan: String::new(), saran: String::new() }),
            salinan_dari: None,
        }
    }

    fn surel(jalur: &str, hari: u32) -> Berkas {
        let biasa = berkas(jalur, 28);
        let tanggal = NaiveDate::from_ymd_opt(2026, 3, hari).unwrap().and_hms_opt(8, 0, 0);
        Berkas { asal_surel: Some(AsalSurel { tanggal, ..AsalSurel::default() }), ..biasa }
    }

    fn hasil(berkas: &[&Berkas]) -> Option<Temuan> {
        terlambat("JTI", (JenisDokumen::Pk, None), NaiveDate::from_ymd_opt(2026, 3, 10).unwrap(), berkas)
    }

    #[test]
    fn the_first_mail_decides_and_not_its_revision() {
        let (awal, revisi) = (surel("surat.eml/pk.xlsx", 9), surel("balasan.eml/pk.xlsx", 20));
        assert_eq!(hasil(&[&revisi, &awal]), None);
        let temuan = hasil(&[&revisi]).unwrap();
        assert_eq!((temuan.selisih, temuan.tempat.berkas.as_str()), (Some(10.0), "balasan.eml/pk.xlsx"));
    }

    #[test]
    fn the_date_of_a_file_in_a_folder_accuses_nobody() {
        assert_eq!(hasil(&[&berkas("JTI/pk.xlsx", 20)]), None);
        assert_eq!(hasil(&[&surel("surat.eml/pk.xlsx", 20), &berkas("JTI/pk.xlsx", 20)]), None);
        assert_eq!(hasil(&[&berkas("surat tanpa tanggal.eml/pk.xlsx", 20)]), None);
    }

    #[test]
    fn what_is_not_due_yet_is_not_missed() {
        let hari = |bulan, hari| NaiveDate::from_ymd_opt(2026, bulan, hari);
        let tenggat = Tenggat { pk: hari(2, 28), rencana_aksi: None, triwulan: [hari(4, 10), hari(7, 20), None, None] };
        let lewat = jatuh_tempo(&tenggat, hari(7, 20).unwrap());
        let wajib: Vec<Wajib> = lewat.into_iter().map(|(wajib, _)| wajib).collect();
        assert_eq!(wajib, [(JenisDokumen::Pk, None), (JenisDokumen::Pengukuran, Some(Triwulan::I))]);
    }

    #[test]
    fn one_workbook_may_hold_the_quarters_of_the_year() {
        let gambar = "\
*** JTI/capaian 2026.xlsx
=== Capaian
PENGUKURAN KINERJA TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi|<|<|<
^|^|^|^|^|TW I|TW II|TW III|TW IV
1|A|Persentase lulusan yang bekerja dalam 6 bulan|%|60|14||||
";
        let kurang: Vec<String> = crate::rules::bantu::uji::temuan("AL01", gambar)
            .into_iter()
            .filter(|temuan| temuan.unit.as_deref() == Some("JTI"))
            .map(|temuan| temuan.pesan.split(" Jurusan").next().unwrap_or_default().to_string())
            .collect();
        assert_eq!(kurang, ["Pengukuran Kinerja TW II", "Perjanjian Kinerja", "Rencana Aksi"]);
    }
}
