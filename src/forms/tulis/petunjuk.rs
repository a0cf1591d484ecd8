//! What to write into each column, and the sheet that says so. The reader knows this sheet by its name and skips it.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::domain::kolom::{Bidang, Periode};
use crate::template::{KolomTemplat, TabelTemplat, Templat};

use super::gaya::{Gaya, baris_teks};
use super::isi::IsiFormulir;

/// The name of the sheet.
pub(super) const NAMA: &str = "Petunjuk Pengisian";

/// What to write into a column.
pub(super) fn kolom(milik: &KolomTemplat) -> &'static str {
    let berjalan = milik.kolom.periode == Periode::Berjalan;
    match milik.kolom.bidang {
        Bidang::Sasaran => "Sasaran yang didukung indikator, sama dengan bunyi pada kaskade.",
        Bidang::Indikator | Bidang::Uraian => {
            "Bunyi indikator, sama persis dengan kaskade. Satu baris untuk satu indikator."
        }
        Bidang::Kode => "Kode indikator seperti pada kaskade, misalnya IKK 1.1.1.",
        Bidang::Satuan => "Satuan ukuran, misalnya %, Orang, Dokumen atau Nilai. Jangan ditulis lagi di kolom target.",
        Bidang::Target if berjalan => "Target triwulan formulir ini.",
        Bidang::Target => "Target dalam satuan barisnya, misalnya 57,5. Boleh predikat (BB) atau batas (≥ 80).",
        Bidang::Realisasi if berjalan => {
            "Realisasi triwulan ini dalam satuan barisnya. Bila belum ada data, isi tanda hubung (-), bukan nol."
        }
        Bidang::Realisasi => "Realisasi dalam satuan barisnya. Bila belum ada data, isi tanda hubung (-), bukan nol.",
        Bidang::Pembilang => "Angka di atas garis pecahan, misalnya jumlah lulusan yang bekerja.",
        Bidang::Penyebut => "Angka di bawah garis pecahan, misalnya jumlah seluruh lulusan.",
        Bidang::Capaian | Bidang::CapaianAkumulasi => "Dihitung sendiri dari target dan realisasi; tidak perlu diisi.",
        Bidang::PrediksiCapaian => "Perkiraan capaian dalam persen sampai triwulan itu.",
        Bidang::Polaritas => {
            "maksimum: makin tinggi makin baik. minimum: makin rendah makin baik. stabil: tepat target."
        }
        Bidang::Bobot => "Bobot indikator; jumlah bobot seluruh baris 100.",
        Bidang::SumberData => "Dari mana data realisasi diambil.",
        Bidang::CaraPengukuran => "Rumus atau cara menghitung realisasi.",
        Bidang::Kendala => "Apa yang menghambat pencapaian. Wajib bila realisasi di bawah target.",
        Bidang::Solusi => "Apa yang sudah dilakukan untuk mengatasi kendala.",
        Bidang::TindakLanjut => "Apa yang akan dilakukan, oleh siapa dan kapan selesai.",
        Bidang::PenanggungJawab => "Nama jabatan atau unit yang mengerjakan.",
        Bidang::BatasWaktu => "Tanggal selesai, misalnya 30 Juni.",
        Bidang::BuktiDukung | Bidang::BuktiTindakLanjut => "Tautan atau nomor dokumen bukti.",
        Bidang::RencanaAksi => "Kegiatan yang akan dilakukan. Satu baris untuk satu kegiatan.",
        Bidang::Kriteria => "Tanda bahwa kegiatan berhasil.",
        Bidang::Keluaran => "Hasil kegiatan yang dapat dihitung, misalnya 1 dokumen.",
        Bidang::Waktu => "Triwulan pelaksanaan, misalnya TW 1 atau TW 1 - TW 3.",
        Bidang::TriwulanBaris => "Triwulan yang dilaporkan baris ini.",
        Bidang::Program => "Nama program atau kegiatan, sama dengan dokumen anggaran.",
        Bidang::Anggaran => "Pagu dalam rupiah, angka saja, misalnya 1500000.",
        Bidang::RealisasiAnggaran => "Realisasi anggaran dalam rupiah, angka saja.",
        Bidang::Serapan => "Dihitung sendiri dari pagu dan realisasi anggaran.",
        Bidang::SumberDana => "Sumber dana, misalnya APBN atau APBD.",
        Bidang::KondisiAwal => "Keadaan sebelum tahun berjalan, dalam satuan barisnya.",
        Bidang::Keterangan => "Penjelasan singkat bila diperlukan.",
        _ => "",
    }
}

/// What every unit needs to know.
const UMUM: [&str; 7] = [
    "Sel berwarna kuning muda diisi oleh unit. Sel putih sudah diisi dari kaskade dan terkunci.",
    "Sel berwarna jingga menandai isian wajib yang masih kosong.",
    "Angka ditulis sebagai angka, tanpa satuan. Angka desimal memakai koma sesuai setelan komputer.",
    "Kosong, tanda hubung (-), \"n/a\" dan nol berbeda artinya: hubung bila belum ada data, nol bila hasilnya memang nol.",
    "Baris dapat ditambah di atas baris kosong terakhir. Judul kolom, urutan kolom dan nama lembar tidak diubah.",
    "Indikator yang tidak tercantum berarti belum ada di kaskade; sampaikan kepada biro perencanaan.",
    "Simpan dengan Excel atau LibreOffice, lalu kirim berkasnya apa adanya (.xlsx, .ods atau .xls).",
];

/// Writes the sheet for the forms of a workbook.
pub(super) fn tulis(
    lembar: &mut Worksheet,
    formulir: &[(&Templat, Vec<&TabelTemplat>, &IsiFormulir<'_>)],
    gaya: &Gaya,
) -> Result<(), XlsxError> {
    lembar.set_name(NAMA)?.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    for (kolom, lebar) in [(0, 34.0), (1, 72.0), (2, 44.0)] {
        lembar.set_column_width(kolom, lebar)?;
    }
    lembar.write_string_with_format(0, 0, "PETUNJUK PENGISIAN", &gaya.judul_kiri)?;
    let mut baris = 2;
    for (nomor, teks) in (1..).zip(UMUM) {
        lembar.merge_range(baris, 0, baris, 2, &format!("{nomor}. {teks}"), &gaya.prosa)?;
        lembar.set_row_height(baris, baris_teks(teks, 150.0) * 15.0)?;
        baris += 1;
    }
    for (templat, tabel, isi) in formulir {
        baris += 1;
        lembar.write_string_with_format(baris, 0, format!("{} ({})", templat.nama, templat.sumber), &gaya.tebal)?;
        baris += 1;
        for (kolom, judul) in (0_u16..).zip(["Kolom", "Isi", "Yang diperiksa"]) {
            lembar.write_string_with_format(baris, kolom, judul, &gaya.kepala)?;
        }
        baris += 1;
        for milik in tabel.iter().flat_map(|tabel| &tabel.kolom) {
            let wajib = if milik.wajib { " (wajib)" } else { "" };
            let diperiksa: Vec<&str> = isi
                .diperiksa
                .iter()
                .filter(|(bidang, _)| *bidang == milik.kolom.bidang)
                .map(|(_, teks)| teks.as_str())
                .collect();
            if kolom(milik).is_empty() && diperiksa.is_empty() {
                continue;
            }
            lembar.write_string_with_format(
                baris,
                0,
                format!("{}{wajib}", milik.judul.join(" › ")),
                &gaya.sel_prosa,
            )?;
            lembar.write_string_with_format(baris, 1, kolom(milik), &gaya.sel_prosa)?;
            lembar.write_string_with_format(baris, 2, diperiksa.join("\n"), &gaya.sel_prosa)?;
            let tinggi = baris_teks(&diperiksa.join("\n"), 44.0).max(baris_teks(kolom(milik), 72.0));
            lembar.set_row_height(baris, tinggi * 15.0)?;
            baris += 1;
        }
    }
    Ok(())
}
