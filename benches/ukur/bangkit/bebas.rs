//! Forms that nobody designed: a cover sheet, a table somewhere down the second sheet under headers of the unit's own
//! choosing, and a list of references. They are read by the shared dictionary.

use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use selaras::domain::dokumen::JenisDokumen;
use selaras::domain::kolom::Kolom;
use selaras::forms::tulis::SelIsi;

use super::isian::{Cara, Cela};
use super::model::{Indikator, TAHUN, UnitTiruan};

/// A column: header path and meaning.
type KolomBebas = (&'static [&'static str], &'static str);

const PK: &[KolomBebas] = &[
    (&["No."], "no"),
    (&["Sasaran Kegiatan"], "sasaran"),
    (&["Indikator Kinerja Kegiatan"], "indikator"),
    (&["Sat."], "satuan"),
    (&["Target PK"], "target"),
];
const RENCANA: &[KolomBebas] = &[
    (&["Nomor"], "no"),
    (&["Sasaran OPD"], "sasaran"),
    (&["Nama Indikator"], "indikator"),
    (&["Nama Satuan"], "satuan"),
    (&["Target Setahun"], "target"),
    (&["Target Triwulan", "TW 1"], "target.tw1"),
    (&["Target Triwulan", "TW 2"], "target.tw2"),
    (&["Target Triwulan", "TW 3"], "target.tw3"),
    (&["Target Triwulan", "TW 4"], "target.tw4"),
    (&["Langkah-Langkah"], "rencana_aksi"),
];
const UKUR: &[KolomBebas] = &[
    (&["No Urut"], "no"),
    (&["Kinerja Utama"], "sasaran"),
    (&["Indikator Sasaran"], "indikator"),
    (&["Satuan Indikator"], "satuan"),
    (&["Target Kinerja"], "target"),
    (&["Rincian Capaian", "Target"], "target.tw"),
    (&["Rincian Capaian", "Realisasi"], "realisasi.tw"),
    (&["Persentase Capaian"], "capaian.tw"),
    (&["Hambatan"], "kendala"),
    (&["RTL"], "tindak_lanjut"),
    (&["Ketua Tim (PIC)"], "penanggung_jawab"),
    (&["Tenggat"], "batas_waktu"),
    (&["Data Dukung"], "bukti_dukung"),
];
/// One header row, no groups.
const UKUR_DATAR: &[KolomBebas] = &[
    (&["No"], "no"),
    (&["Sasaran Strategis"], "sasaran"),
    (&["Nama IKU"], "indikator"),
    (&["Satuan"], "satuan"),
    (&["Target Tahunan"], "target"),
    (&["Target TW ini"], "target.tw"),
    (&["Realisasi TW ini"], "realisasi.tw"),
    (&["Capaian (%)"], "capaian.tw"),
    (&["Kendala yang dihadapi"], "kendala"),
    (&["Rencana Tindak Lanjut"], "tindak_lanjut"),
    (&["PIC"], "penanggung_jawab"),
    (&["Batas Waktu TL"], "batas_waktu"),
];

/// Rows of the sheet of references.
const REFERENSI: u32 = 30;

/// Bytes of a workbook of such a kind, with these rows.
///
/// # Errors
/// When the workbook cannot be written.
pub fn buku(
    jenis: JenisDokumen,
    cara: &Cara,
    lembaga: &str,
    unit: &UnitTiruan,
    indikator: &[Indikator],
    bentuk: usize,
) -> Result<Vec<u8>, XlsxError> {
    let kolom = match jenis {
        JenisDokumen::Pk => PK,
        JenisDokumen::RencanaAksi => RENCANA,
        _ if bentuk.is_multiple_of(2) => UKUR,
        _ => UKUR_DATAR,
    };
    let judul = super::judul(jenis, cara.triwulan);
    let mut buku = Workbook::new();
    sampul(buku.add_worksheet(), &judul, lembaga, unit)?;
    let lembar = buku.add_worksheet();
    lembar.set_name("Data")?;
    let (kiri, atas) = ((bentuk % 3) as u16, 2 + (bentuk % 4) as u32);
    lembar.write_string(atas, kiri, &judul)?;
    lembar.write_string(atas + 1, kiri, format!("Unit Kerja : {}", unit.nama))?;
    let awal = kepala(lembar, atas + 3, kiri, kolom)?;
    let bawah = isi(lembar, awal, kiri, kolom, cara, indikator)?;
    pengesahan(lembar, bawah + 2, kiri + 2, jenis, cara, unit)?;
    referensi(buku.add_worksheet())?;
    buku.save_to_buffer()
}

fn sampul(lembar: &mut Worksheet, judul: &str, lembaga: &str, unit: &UnitTiruan) -> Result<(), XlsxError> {
    lembar.set_name("Sampul")?;
    for (baris, teks) in [(5, lembaga), (7, unit.nama.as_str()), (9, &format!("Berkas {}", judul.to_lowercase()))] {
        lembar.write_string(baris, 1, teks)?;
    }
    Ok(())
}

fn kepala(lembar: &mut Worksheet, atas: u32, kiri: u16, kolom: &[KolomBebas]) -> Result<u32, XlsxError> {
    let gaya = Format::new().set_bold().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Center);
    let tinggi = kolom.iter().map(|(jalur, _)| jalur.len() as u32).max().unwrap_or(1);
    for (urutan, (jalur, _)) in (kiri..).zip(kolom) {
        lembar.set_column_width(urutan, if jalur.len() > 1 { 11.0 } else { 18.0 })?;
        match jalur {
            [satu] if tinggi == 1 => {
                lembar.write_string_with_format(atas, urutan, *satu, &gaya)?;
            }
            [satu] => {
                lembar.merge_range(atas, urutan, atas + tinggi - 1, urutan, satu, &gaya)?;
            }
            [_, anak] => {
                lembar.write_string_with_format(atas + 1, urutan, *anak, &gaya)?;
            }
            _ => {}
        }
    }
    let mut urutan = 0;
    while let Some((jalur, _)) = kolom.get(urutan) {
        let induk = jalur[0];
        let banyak = kolom[urutan..].iter().take_while(|(lain, _)| lain[0] == induk).count();
        if jalur.len() > 1 {
            let dari = kiri + urutan as u16;
            lembar.merge_range(atas, dari, atas, dari + banyak as u16 - 1, induk, &gaya)?;
        }
        urutan += banyak;
    }
    Ok(atas + tinggi)
}

fn isi(
    lembar: &mut Worksheet,
    awal: u32,
    kiri: u16,
    kolom: &[KolomBebas],
    cara: &Cara,
    indikator: &[Indikator],
) -> Result<u32, XlsxError> {
    let (biasa, persen) = (Format::new(), Format::new().set_num_format("0.0%"));
    let tanggal = Format::new().set_num_format("dd/mm/yyyy");
    let arti: Vec<Kolom> = kolom.iter().filter_map(|(_, arti)| arti.parse().ok()).collect();
    let mut baris = awal;
    for (urutan, satu) in indikator.iter().enumerate() {
        if cara.cela == Some((urutan, Cela::BarisHilang)) {
            continue;
        }
        for (letak, arti) in (kiri..).zip(&arti) {
            match cara.sel(*arti, urutan, satu) {
                None => continue,
                Some(SelIsi::Teks(teks)) => lembar.write_string_with_format(baris, letak, teks, &biasa)?,
                Some(SelIsi::Angka(angka)) => lembar.write_number_with_format(baris, letak, angka, &biasa)?,
                Some(SelIsi::Persen(angka)) => lembar.write_number_with_format(baris, letak, angka / 100.0, &persen)?,
                Some(SelIsi::Tanggal(hari)) => {
                    let hari =
                        ExcelDateTime::from_timestamp(hari.and_time(chrono::NaiveTime::MIN).and_utc().timestamp())?;
                    lembar.write_datetime_with_format(baris, letak, hari, &tanggal)?
                }
            };
        }
        baris += 1;
    }
    Ok(baris)
}

fn pengesahan(
    lembar: &mut Worksheet,
    baris: u32,
    kolom: u16,
    jenis: JenisDokumen,
    cara: &Cara,
    unit: &UnitTiruan,
) -> Result<(), XlsxError> {
    lembar.write_string(baris, kolom, super::tempat_tanggal(jenis, cara.triwulan))?;
    for (turun, teks) in
        [(1, format!("{},", unit.jabatan)), (5, unit.pimpinan.clone()), (6, format!("NIP {}", unit.nip))]
    {
        lembar.write_string(baris + turun, kolom, teks)?;
    }
    Ok(())
}

fn referensi(lembar: &mut Worksheet) -> Result<(), XlsxError> {
    lembar.set_name("Referensi")?;
    lembar.write_string(0, 0, format!("Daftar peraturan tahun {TAHUN}"))?;
    for baris in 1..=REFERENSI {
        lembar.write_string(baris, 0, format!("Peraturan contoh nomor {baris}"))?;
        lembar.write_string(baris, 1, "berlaku")?;
    }
    Ok(())
}
