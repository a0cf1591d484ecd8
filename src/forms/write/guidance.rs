//! What to write into each column, and the sheet that says so. The reader knows this sheet by its name and skips it.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::domain::column::{Field, Period};
use crate::domain::date::long_format;
use crate::template::{Template, TemplateColumn, TemplateTable};

use super::content::{FormContent, sheet_name};
use super::style::{FormStyles, text_row};

/// The name of the sheet.
pub(super) const NAME: &str = "Petunjuk Pengisian";

/// What to write into a column.
pub(super) fn column(owned: &TemplateColumn) -> &'static str {
    let running = owned.column.period == Period::Running;
    match owned.column.field {
        Field::Sasaran => "Sasaran yang didukung indikator, sama dengan bunyi pada kaskade.",
        Field::Indikator | Field::Description => {
            "Bunyi indikator, sama persis dengan kaskade. Satu baris untuk satu indikator."
        }
        Field::Code => "Kode indikator seperti pada kaskade, misalnya IKK 1.1.1.",
        Field::Satuan => "Satuan ukuran, misalnya %, Orang, Dokumen atau Nilai. Jangan ditulis lagi di kolom target.",
        Field::Target if running => "Target triwulan formulir ini.",
        Field::Target => "Target dalam satuan barisnya, misalnya 57,5. Boleh predikat (BB) atau batas (≥ 80).",
        Field::Realisasi if running => {
            "Realisasi triwulan ini dalam satuan barisnya. Bila belum ada data, isi tanda hubung (-), bukan nol."
        }
        Field::Realisasi => "Realisasi dalam satuan barisnya. Bila belum ada data, isi tanda hubung (-), bukan nol.",
        Field::Numerator => "Angka di atas garis pecahan, misalnya jumlah lulusan yang bekerja.",
        Field::Denominator => "Angka di bawah garis pecahan, misalnya jumlah seluruh lulusan.",
        Field::Capaian | Field::AccumulatedCapaian => "Dihitung sendiri dari target dan realisasi; tidak perlu diisi.",
        Field::CapaianPrediction => "Perkiraan capaian dalam persen sampai triwulan itu.",
        Field::Polaritas => {
            "maksimum: makin tinggi makin baik. minimum: makin rendah makin baik. stabil: tepat target."
        }
        Field::Bobot => "Bobot indikator; jumlah bobot seluruh baris 100.",
        Field::SumberData => "Dari mana data realisasi diambil.",
        Field::CaraPengukuran => "Rumus atau cara menghitung realisasi.",
        Field::Kendala => "Apa yang menghambat pencapaian. Wajib bila realisasi di bawah target.",
        Field::Solusi => "Apa yang sudah dilakukan untuk mengatasi kendala.",
        Field::TindakLanjut => "Apa yang akan dilakukan, oleh siapa, dan kapan selesai.",
        Field::PenanggungJawab => "Nama jabatan atau unit yang mengerjakan.",
        Field::TimeLimit => "Tanggal selesai, misalnya 30 Juni.",
        Field::BuktiDukung | Field::BuktiTindakLanjut => "Tautan atau nomor dokumen bukti.",
        Field::RencanaAksi => "Kegiatan yang akan dilakukan. Satu baris untuk satu kegiatan.",
        Field::Kriteria => "Tanda bahwa kegiatan berhasil.",
        Field::Keluaran => "Hasil kegiatan yang dapat dihitung, misalnya 1 dokumen.",
        Field::Time => "Triwulan pelaksanaan, misalnya TW 1 atau TW 1 - TW 3.",
        Field::RowTriwulan => "Triwulan yang dilaporkan baris ini.",
        Field::Program => "Nama program atau kegiatan, sama dengan dokumen anggaran.",
        Field::Anggaran => "Pagu dalam rupiah, angka saja, misalnya 1500000.",
        Field::RealisasiAnggaran => "Realisasi anggaran dalam rupiah, angka saja.",
        Field::Serapan => "Dihitung sendiri dari pagu dan realisasi anggaran.",
        Field::SumberDana => "Sumber dana, misalnya APBN atau APBD.",
        Field::KondisiAwal => "Keadaan sebelum tahun berjalan, dalam satuan barisnya.",
        Field::Remark => "Penjelasan singkat bila diperlukan.",
        _ => "",
    }
}

/// What every unit needs to know.
const GENERAL: [&str; 8] = [
    "Sel berwarna kuning muda (putih bila dicetak hitam-putih) diisi oleh unit. Sel kelabu sudah diisi dari kaskade atau dihitung sendiri, dan terkunci.",
    "Sel berwarna jingga (kelabu tua bila dicetak hitam-putih) menandai isian wajib yang masih kosong.",
    "Angka ditulis sebagai angka, tanpa satuan. Angka desimal memakai koma sesuai setelan komputer.",
    "Baris yang satuannya persen sudah berformat persen: 1,2 dan 1,2% sama-sama menjadi 1,20%.",
    "Kosong, tanda hubung (-), \"n/a\" dan nol berbeda artinya: hubung bila belum ada data, nol bila hasilnya memang nol.",
    "Baris dapat ditambah di atas baris kosong terakhir. Judul kolom, urutan kolom, dan nama lembar tidak diubah.",
    "Indikator yang tidak tercantum berarti belum ada di kaskade; sampaikan kepada biro perencanaan.",
    "Simpan dengan Excel atau LibreOffice, lalu kirim berkasnya apa adanya (.xlsx, .ods atau .xls).",
];

/// A form that the sheet explains.
pub(super) struct GuidedForm<'a> {
    pub(super) template: &'a Template,
    pub(super) tables: Vec<&'a TemplateTable>,
    pub(super) content: &'a FormContent<'a>,
    /// What paper it is printed on, where that must be said.
    pub(super) paper: Option<&'static str>,
}

/// Writes the sheet for the forms of a workbook.
pub(super) fn write(sheet: &mut Worksheet, form: &[GuidedForm<'_>], style: &FormStyles) -> Result<(), XlsxError> {
    sheet.set_name(NAME)?.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    for (column, width) in [(0, 34.0), (1, 72.0), (2, 44.0)] {
        sheet.set_column_width(column, width)?;
    }
    sheet.write_string_with_format(0, 0, "PETUNJUK PENGISIAN", &style.left_heading)?;
    let mut row = 2;
    for (number, text) in (1..).zip(GENERAL) {
        sheet.merge_range(row, 0, row, 2, &format!("{number}. {text}"), &style.prose)?;
        sheet.set_row_height(row, text_row(text, 150.0) * 15.0)?;
        row += 1;
    }
    for GuidedForm { template, tables: table, content, paper } in form {
        row += 1;
        let name = sheet_name(template.kind, content.triwulan);
        let due = content.due.map(|day| format!("kirim kembali paling lambat {}", long_format(day)));
        let notes: Vec<String> = due.into_iter().chain(paper.map(str::to_string)).collect();
        let notes = if notes.is_empty() { String::new() } else { format!(" – {}", notes.join("; ")) };
        sheet.write_string_with_format(row, 0, format!("Lembar {name}{notes}"), &style.bold)?;
        row += 1;
        for (column, heading) in (0_u16..).zip(["Kolom", "Isi", "Yang diperiksa"]) {
            sheet.write_string_with_format(row, column, heading, &style.head)?;
        }
        row += 1;
        for owned in table.iter().flat_map(|table| &table.columns) {
            let required = if owned.required { " (wajib)" } else { "" };
            let checked: Vec<&str> = content
                .checked
                .iter()
                .filter(|(field, _)| *field == owned.column.field)
                .map(|(_, text)| text.as_str())
                .collect();
            if column(owned).is_empty() && checked.is_empty() {
                continue;
            }
            sheet.write_string_with_format(
                row,
                0,
                format!("{}{required}", owned.heading.join(" › ")),
                &style.prose_cell,
            )?;
            sheet.write_string_with_format(row, 1, column(owned), &style.prose_cell)?;
            sheet.write_string_with_format(row, 2, checked.join("\n"), &style.prose_cell)?;
            let height = text_row(&checked.join("\n"), 44.0).max(text_row(column(owned), 72.0));
            sheet.set_row_height(row, height * 15.0)?;
            row += 1;
        }
    }
    Ok(())
}
