//! Sheets that look like tables and are no performance form: no row of them may be read.

use super::sheet::Sheet;
use super::words::Dice;

type Family = fn(&mut Dice) -> Vec<Sheet>;

pub(crate) const FAMILIES: &[(&str, Family)] = &[
    ("bukan-rka", budget),
    ("bukan-rfk", progress_of_money),
    ("bukan-standar-harga", prices),
    ("bukan-nomenklatur", nomenclature),
    ("bukan-pegawai", staff),
    ("bukan-jadwal", calendar),
    ("bukan-inventaris", inventory),
    ("bukan-kuesioner", survey),
];

fn table(
    name: &str,
    title: &[&str],
    heading: &[&str],
    rows: usize,
    cell: impl Fn(usize, usize) -> String,
) -> Vec<Sheet> {
    let mut sheet = Sheet::new(name);
    for line in title {
        sheet.canvas.line(&[line]);
    }
    sheet.canvas.blank(1);
    for line in heading {
        sheet.canvas.line(&line.split('|').collect::<Vec<_>>());
    }
    let width = heading[0].split('|').count();
    for row in 0..rows {
        sheet.canvas.push(0, (0..width).map(|column| cell(row, column)).collect());
    }
    vec![sheet]
}

/// RKA: an account list with volume times price.
fn budget(dice: &mut Dice) -> Vec<Sheet> {
    let heading = dice.word(&[
        "Kode Rekening|Uraian|Volume|Satuan|Harga Satuan|Jumlah",
        "Kode|Program/Kegiatan/Output/Komponen/Akun/Detil|Volume|Harga Satuan|Jumlah Biaya|Sumber Dana",
    ]);
    let title = ["RENCANA KERJA DAN ANGGARAN", "Indikator dan Tolok Ukur Kinerja Kegiatan", "Tahun Anggaran 2026"];
    table("RKA", &title, &[heading], 9, |row, column| match column {
        0 => format!("5.1.02.01.{row:02}"),
        1 => ["Belanja alat tulis", "Belanja kertas", "Belanja konsumsi rapat"][row % 3].to_string(),
        2 => (row + 2).to_string(),
        3 if heading.contains("Volume|Satuan") => "rim".to_string(),
        5 if heading.ends_with("Sumber Dana") => "APBD".to_string(),
        column => (25_000 * (row + column)).to_string(),
    })
}

/// RFK: physical and financial progress of activities, without an indicator.
fn progress_of_money(dice: &mut Dice) -> Vec<Sheet> {
    let heading = dice.word(&[
        "No|Nama Paket Pekerjaan|Pagu (Rp)|Nilai Kontrak (Rp)|Realisasi Keuangan (Rp)|%|Sisa Pagu (Rp)|Nama Penyedia",
        "No|Uraian Belanja|Pagu Anggaran|SPD|SP2D|Sisa Anggaran|% Serapan|Keterangan",
    ]);
    table(
        "RFK",
        &["LAPORAN REALISASI FISIK DAN KEUANGAN", "BULAN JUNI 2026"],
        &[heading],
        8,
        |row, column| match column {
            0 => (row + 1).to_string(),
            1 => ["Pengadaan rak buku", "Perbaikan atap gedung", "Langganan internet"][row % 3].to_string(),
            7 => "CV Contoh".to_string(),
            column => (1_500_000 * (row + column)).to_string(),
        },
    )
}

fn prices(dice: &mut Dice) -> Vec<Sheet> {
    let heading = dice.word(&[
        "No|Kode Barang|Uraian Barang|Spesifikasi|Satuan|Harga Satuan (Rp)",
        "NO|NAMA BARANG/JASA|SPESIFIKASI|SATUAN|HARGA TAHUN 2025|HARGA TAHUN 2026",
    ]);
    table("SSH", &["STANDAR SATUAN HARGA TAHUN 2026"], &[heading], 10, |row, column| match column {
        0 => (row + 1).to_string(),
        4 if heading.contains("Spesifikasi|Satuan") => "buah".to_string(),
        3 if heading.contains("SPESIFIKASI|SATUAN") => "buah".to_string(),
        4 | 5 => (12_500 * (row + 1)).to_string(),
        _ => ["Kertas folio", "Pulpen", "Map plastik", "Tinta"][(row + column) % 4].to_string(),
    })
}

/// The list of names of programmes that everybody may use, with indicators and units but no figures.
fn nomenclature(dice: &mut Dice) -> Vec<Sheet> {
    let heading = dice.word(&[
        "Kode|Nomenklatur Urusan/Program/Kegiatan/Sub Kegiatan|Kinerja|Indikator|Satuan",
        "URUSAN|BIDANG URUSAN|PROGRAM|KEGIATAN|SUB KEGIATAN|NOMENKLATUR",
    ]);
    table("Nomenklatur", &["PEMUTAKHIRAN NOMENKLATUR PERENCANAAN PEMBANGUNAN"], &[heading], 12, |row, column| {
        match column {
            0 => format!("2.23.0{}", row % 7 + 1),
            4 => "Dokumen".to_string(),
            _ => {
                ["Penyusunan Dokumen", "Tersusunnya Dokumen", "Jumlah Dokumen Tersusun"][(row + column) % 3].to_string()
            }
        }
    })
}

pub(crate) fn staff(dice: &mut Dice) -> Vec<Sheet> {
    let heading = dice.word(&[
        "No|Nama|NIP|Pangkat/Gol|Jabatan|Unit Kerja|Keterangan",
        "No.|Nama Pegawai|NIP|Golongan|Jabatan|Target Angka Kredit|Pendidikan",
    ]);
    table("Daftar Pegawai", &["DAFTAR PEGAWAI"], &[heading], 8, |row, column| match column {
        0 => (row + 1).to_string(),
        2 => format!("19000101 190001 1 {row:03}"),
        5 if heading.contains("Kredit") => "25".to_string(),
        1 => format!("Nama Contoh {row}"),
        _ => ["Penata", "Pustakawan", "Bidang Pustaka"][(row + column) % 3].to_string(),
    })
}

fn calendar(dice: &mut Dice) -> Vec<Sheet> {
    let heading = dice.word(&[
        "No|Kegiatan|Januari|Februari|Maret|April|Mei|Juni|Pelaksana",
        "No|Uraian Tahapan|Minggu I|Minggu II|Minggu III|Minggu IV|Tempat|Peserta|Ket",
    ]);
    table("Jadwal", &["JADWAL KEGIATAN TAHUN 2026"], &[heading], 8, |row, column| match column {
        0 => (row + 1).to_string(),
        1 => ["Rapat persiapan", "Kunjungan lapangan", "Penyusunan laporan"][row % 3].to_string(),
        8 => "Sekretariat".to_string(),
        column if (row + column) % 3 == 0 => "v".to_string(),
        _ => String::new(),
    })
}

fn inventory(dice: &mut Dice) -> Vec<Sheet> {
    let heading = dice.word(&[
        "No|Kode Barang|Nama Barang|Merk/Tipe|Tahun Perolehan|Jumlah|Kondisi|Harga Perolehan",
        "No|Nama Barang|NUP|Satuan|Jumlah|Realisasi Pengadaan|Ruangan|Penanggung Jawab",
    ]);
    table("KIB", &["KARTU INVENTARIS BARANG"], &[heading], 9, |row, column| match column {
        0 => (row + 1).to_string(),
        4 => "2019".to_string(),
        5 => (row + 1).to_string(),
        _ => ["Meja baca", "Rak besi", "Baik", "Kursi"][(row + column) % 4].to_string(),
    })
}

fn survey(dice: &mut Dice) -> Vec<Sheet> {
    let heading = dice.word(&[
        "No|Unsur Pelayanan|Pertanyaan|Sangat Baik|Baik|Kurang Baik|Tidak Baik|Jumlah Responden",
        "Responden|Umur|Pendidikan|U1|U2|U3|U4|Saran",
    ]);
    table("Kuesioner", &["SURVEI KEPUASAN MASYARAKAT"], &[heading], 10, |row, column| match column {
        0 => (row + 1).to_string(),
        1 | 2 | 7 if heading.starts_with("No") => {
            ["Persyaratan", "Prosedur", "Waktu pelayanan"][(row + column) % 3].to_string()
        }
        _ => ((row * 7 + column * 3) % 40).to_string(),
    })
}
