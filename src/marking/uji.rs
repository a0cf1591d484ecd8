//! Marked workbooks from end to end: what changes, what must not, and the way back.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use chrono::NaiveDate;
use proptest::prelude::*;
use rust_xlsxwriter::{
    Chart, ConditionalFormatCell, ConditionalFormatCellRule, DataValidation, Format, FormatBorder, Formula, Image,
    Note, Table, Workbook,
};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::*;
use crate::finding::{Tempat, Tingkat};
use crate::ooxml::index;

mod penulis;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

fn konteks() -> KonteksKoreksi {
    KonteksKoreksi {
        instansi: "Politeknik Contoh".into(),
        unit: "Jurusan Teknik <Mesin> & Lainnya".into(),
        berkas: "a.xlsx".into(),
        tanggal: NaiveDate::from_ymd_opt(2026, 7, 20).unwrap(),
        sudah_benar: vec!["Identitas dan tanda tangan lengkap.".into()],
    }
}

fn di(kode: &str, tingkat: Tingkat, lembar: &str, sel: &[&str]) -> Temuan {
    let sel = sel.iter().map(|sel| sel.parse().unwrap()).collect();
    let tempat = Tempat { berkas: "a.xlsx".into(), lembar: Some(lembar.into()), sel };
    Temuan::baru(kode, tingkat, tempat, format!("Pesan {kode}: =1+1 & <b>."), "Perbaiki.")
        .beda("50", "56")
        .selisih(-6.0)
}

fn tandai_semua(isi: &[u8], temuan: &[Temuan]) -> Vec<u8> {
    tandai(isi, &temuan.iter().collect::<Vec<_>>(), &konteks()).unwrap()
}

/// Content of every part, by name.
fn parts(isi: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut arsip = ZipArchive::new(Cursor::new(isi)).unwrap();
    (0..arsip.len())
        .map(|nomor| {
            let mut entri = arsip.by_index(nomor).unwrap();
            let mut bytes = Vec::new();
            entri.read_to_end(&mut bytes).unwrap();
            (entri.name().unwrap().to_string(), bytes)
        })
        .collect()
}

fn part(isi: &[u8], nama: &str) -> String {
    String::from_utf8(parts(isi).remove(nama).unwrap_or_else(|| panic!("{nama} tidak ada"))).unwrap()
}

/// Names of parts that differ between two packages, or stand in one of them only.
fn berbeda(lama: &[u8], baru: &[u8]) -> Vec<String> {
    let (lama, baru) = (parts(lama), parts(baru));
    let semua: std::collections::BTreeSet<&String> = lama.keys().chain(baru.keys()).collect();
    semua.into_iter().filter(|nama| lama.get(*nama) != baru.get(*nama)).cloned().collect()
}

fn paket(isi: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (nama, teks) in isi {
        zip.start_file(*nama, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
        zip.write_all(teks.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A package of one sheet without anything that it may lack.
fn minimal(lembar: &str) -> Vec<u8> {
    paket(&[
        (
            "[Content_Types].xml",
            &format!(
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/book.xml\" ContentType=\"{TYPE}.sheet.main+xml\"/><Override PartName=\"/s/one.xml\" ContentType=\"{TYPE}.worksheet+xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            &format!(
                "<p:Relationships xmlns:p=\"http://schemas.openxmlformats.org/package/2006/relationships\"><p:Relationship Id=\"a\" Type=\"{REL}/officeDocument\" Target=\"/book.xml\"/></p:Relationships>"
            ),
        ),
        (
            "book.xml",
            &format!(
                "<y:workbook xmlns:y=\"{MAIN}\" xmlns:rr=\"{REL}\"><y:sheets><y:sheet name=\"Lembar 'A'\" sheetId=\"7\" rr:id=\"b\"/></y:sheets></y:workbook>"
            ),
        ),
        (
            "_rels/book.xml.rels",
            &format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"b\" Type=\"{REL}/worksheet\" Target=\"s/one.xml\"/></Relationships>"
            ),
        ),
        ("s/one.xml", lembar),
    ])
}

/// A workbook with about everything a unit may have in it.
fn lengkap() -> Vec<u8> {
    let mut buku = Workbook::new();
    let garis = Format::new().set_border(FormatBorder::Thin).set_background_color(0xDD_EBF7);
    let satu = buku.add_worksheet().set_name("PK 2026").unwrap();
    satu.write_with_format(0, 0, "Judul", &garis).unwrap();
    for baris in 2..9 {
        satu.write(baris, 0, f64::from(baris)).unwrap();
        satu.write_formula(baris, 1, Formula::new(format!("=A{}*2", baris + 1)).set_result("4")).unwrap();
    }
    satu.merge_range(10, 0, 11, 3, "gabungan", &garis).unwrap();
    satu.insert_note(2, 0, &Note::new("catatan unit & <lain>").set_author("Budi")).unwrap();
    satu.set_column_format(5, &garis).unwrap();
    satu.add_data_validation(3, 0, 8, 0, &DataValidation::new().allow_list_strings(&["ya", "tidak"]).unwrap()).unwrap();
    let syarat = ConditionalFormatCell::new().set_rule(ConditionalFormatCellRule::GreaterThan(5)).set_format(&garis);
    satu.add_conditional_format(2, 0, 8, 0, &syarat).unwrap();
    satu.protect();
    let mut grafik = Chart::new_column();
    grafik.add_series().set_values("'PK 2026'!$A$3:$A$9");
    satu.insert_chart(14, 1, &grafik).unwrap();
    let png = [
        0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0,
        0, 0, 0x1F, 0x15, 0xC4, 0x89, 0, 0, 0, 13, b'I', b'D', b'A', b'T', 0x78, 0x9C, 0x63, 0, 1, 0, 0, 5, 0, 1, 0x0D,
        0x0A, 0x2D, 0xB4, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82,
    ];
    satu.insert_image(14, 8, &Image::new_from_buffer(&png).unwrap()).unwrap();
    satu.set_repeat_rows(0, 0).unwrap();
    let dua = buku.add_worksheet().set_name("Lain").unwrap();
    dua.write(0, 0, "a").unwrap();
    dua.write(0, 1, "b").unwrap();
    dua.add_table(0, 0, 4, 1, &Table::new()).unwrap();
    dua.set_print_area(0, 0, 4, 1).unwrap();
    dua.set_active(true);
    buku.add_worksheet().set_name("Tak disentuh").unwrap().write(0, 0, 1).unwrap();
    buku.define_name("Awal", "='PK 2026'!$A$1").unwrap();
    buku.define_name("'Tak disentuh'!Lokal", "='Tak disentuh'!$A$1").unwrap();
    buku.save_to_buffer().unwrap()
}

fn temuan_lengkap() -> Vec<Temuan> {
    let mut pokok = di("PK03", Tingkat::Galat, "PK 2026", &["A3", "F4", "Z40"]);
    pokok.ikutan.push(di("UK02", Tingkat::Peringatan, "PK 2026", &["B4"]));
    pokok.terkait.push(Tempat::sel("b.xlsx", "RA", "C9".parse().unwrap()));
    vec![
        di("NL06", Tingkat::Info, "pk 2026", &["A1", "C12"]),
        pokok,
        di("PK05", Tingkat::Peringatan, "Lain", &["B2"]),
        Temuan::baru("TL01", Tingkat::Galat, Tempat::berkas("a.xlsx"), "Berkas.", "Ganti."),
        Temuan::baru("AL01", Tingkat::Galat, Tempat::berkas("c.xlsx"), "Berkas lain.", "Kirim."),
        di("XX01", Tingkat::Info, "Tidak ada", &["A1"]),
    ]
}

#[test]
fn only_the_parts_that_must_change_do() {
    let asli = lengkap();
    let bertanda = tandai_semua(&asli, &temuan_lengkap());
    assert_eq!(
        berbeda(&asli, &bertanda),
        [
            "[Content_Types].xml",
            "xl/_rels/workbook.xml.rels",
            "xl/comments1.xml",
            "xl/comments2.xml",
            "xl/drawings/vmlDrawing1.vml",
            "xl/drawings/vmlDrawing2.vml",
            "xl/styles.xml",
            "xl/workbook.xml",
            "xl/worksheets/_rels/sheet2.xml.rels",
            "xl/worksheets/sheet1.xml",
            "xl/worksheets/sheet2.xml",
            "xl/worksheets/sheet4.xml",
        ]
    );
}

#[test]
fn untouched_entries_keep_their_compressed_bytes() {
    let asli = lengkap();
    let bertanda = tandai_semua(&asli, &temuan_lengkap());
    let mentah = |isi: &[u8], nama: &str| {
        let mut arsip = ZipArchive::new(Cursor::new(isi.to_vec())).unwrap();
        let nomor = arsip.index_for_name(nama).unwrap();
        let mut bytes = Vec::new();
        arsip.by_index_raw(nomor).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    };
    for nama in [
        "xl/worksheets/sheet3.xml",
        "xl/charts/chart1.xml",
        "xl/media/image1.png",
        "xl/tables/table1.xml",
        "docProps/app.xml",
    ] {
        assert_eq!(mentah(&asli, nama), mentah(&bertanda, nama), "{nama}");
    }
}

#[test]
fn indices_that_count_sheets_move_along() {
    let buku = part(&tandai_semua(&lengkap(), &temuan_lengkap()), "xl/workbook.xml");
    assert!(buku.contains("activeTab=\"2\""), "{buku}");
    assert!(buku.contains("<definedName name=\"_xlnm.Print_Area\" localSheetId=\"2\">"), "{buku}");
    assert!(buku.contains("<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"1\">"), "{buku}");
    assert!(buku.contains("<definedName name=\"Lokal\" localSheetId=\"3\">"), "{buku}");
    assert!(buku.contains("<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">'TEMUAN'!$"), "{buku}");
    assert!(buku.contains("<sheets><sheet name=\"TEMUAN\" sheetId=\"4\""), "{buku}");
}

#[test]
fn the_list_leads_to_every_cell() {
    let lembar = part(&tandai_semua(&lengkap(), &temuan_lengkap()), "xl/worksheets/sheet4.xml");
    for tujuan in ["'PK 2026'!A3", "'PK 2026'!F4", "'PK 2026'!Z40", "'PK 2026'!B4", "'PK 2026'!C12", "'Lain'!B2"] {
        assert!(lembar.contains(&format!("location=\"{tujuan}\"")), "{tujuan}");
    }
    assert!(lembar.contains("Pesan PK03: =1+1 &amp; &lt;b&gt;."));
    assert!(lembar.contains("Bandingkan: berkas b.xlsx, lembar RA, sel C9"));
    assert!(lembar.contains("Letaknya: berkas c.xlsx"));
    assert!(!lembar.contains("<f>"));
}

#[test]
fn a_merged_range_is_marked_where_it_shows() {
    let asli = lengkap();
    let bertanda = tandai_semua(&asli, &[di("NL06", Tingkat::Info, "PK 2026", &["C12"])]);
    assert!(part(&bertanda, "xl/comments1.xml").contains("ref=\"A11\""));
}

#[test]
fn comments_of_the_unit_stay_word_for_word() {
    let catatan = part(&tandai_semua(&lengkap(), &temuan_lengkap()), "xl/comments1.xml");
    assert!(
        catatan.contains("catatan unit &amp; &lt;lain&gt;") && catatan.contains("<author>Budi</author>"),
        "{catatan}"
    );
    assert!(catatan.contains("-----[ Selaras ]-----\nGALAT PK03"), "{catatan}");
}

#[test]
fn marking_twice_is_marking_once() {
    for asli in [lengkap(), minimal(&format!("<worksheet xmlns=\"{MAIN}\"><sheetData/></worksheet>"))] {
        let mut temuan = temuan_lengkap();
        temuan.push(di("PK01", Tingkat::Galat, "Lembar 'A'", &["B2", "D7"]));
        let sekali = tandai_semua(&asli, &temuan);
        let lagi = tandai_semua(&sekali, &temuan);
        assert_eq!(berbeda(&sekali, &lagi), Vec::<String>::new());
        assert_eq!(sekali, lagi);
    }
}

#[test]
fn taking_marks_off_gives_the_workbook_back() {
    let asli = lengkap();
    let lepas = lepas_tanda(&tandai_semua(&asli, &temuan_lengkap())).unwrap();
    assert_eq!(berbeda(&asli, &lepas), Vec::<String>::new());
}

#[test]
fn a_workbook_without_marks_stays_as_it_is() {
    let asli = lengkap();
    assert_eq!(berbeda(&asli, &lepas_tanda(&asli).unwrap()), Vec::<String>::new());
}

#[test]
fn cells_get_their_mark_in_every_shape_of_sheet() {
    for (nama, lembar) in [
        ("self-closing data", format!("<worksheet xmlns=\"{MAIN}\"><sheetData/></worksheet>")),
        (
            "no numbers",
            format!(
                "<worksheet xmlns=\"{MAIN}\"><sheetData><row><c><v>1</v></c><c t=\"inlineStr\"><is><t>x</t></is></c></row><row/><row><c/></row></sheetData></worksheet>"
            ),
        ),
        (
            "prefix",
            format!(
                "<?xml version='1.0'?><q:worksheet xmlns:q=\"{MAIN}\"><q:sheetData><q:row r='1'/><q:row r='4'><q:c r='C4'><q:v>1</q:v></q:c></q:row></q:sheetData><q:pageMargins left='1' right='1' top='1' bottom='1' header='1' footer='1'/><q:extLst/></q:worksheet>"
            ),
        ),
    ] {
        let asli = minimal(&lembar);
        let bertanda =
            tandai_semua(&asli, &[di("PK01", Tingkat::Galat, "Lembar 'A'", &["A1", "B1", "D1", "A2", "B4", "Z9"])]);
        let baru = part(&bertanda, "s/one.xml");
        let root = index::parse("s", &baru, 4).unwrap();
        let mut alamat = Vec::new();
        for (baris, element) in (0..).zip(root.child("sheetData").unwrap().all("row")) {
            let baris = element.number("r").map_or(baris, |r| r - 1);
            for (kolom, sel) in (0..).zip(element.all("c")) {
                let sel = sel
                    .attribute("r")
                    .map_or(crate::domain::address::CellAddress::new(baris, kolom), |r| r.parse().unwrap());
                alamat.push(sel);
            }
        }
        let mut urut = alamat.clone();
        urut.sort();
        urut.dedup();
        assert_eq!(alamat, urut, "{nama}: {baru}");
        for sel in ["A1", "B1", "D1", "A2", "B4", "Z9"] {
            assert!(alamat.contains(&sel.parse().unwrap()), "{nama}: {sel}");
        }
        assert_eq!(baru.matches("legacyDrawing").count(), 1);
        assert_eq!(part(&lepas_tanda(&bertanda).unwrap(), "s/one.xml"), lembar, "{nama}");
        assert_eq!(
            berbeda(&asli, &lepas_tanda(&bertanda).unwrap()).len(),
            3,
            "styles stay, with their relation and type"
        );
    }
}

#[test]
fn the_drawing_of_comments_stands_where_the_schema_wants_it() {
    let asli = minimal(&format!(
        "<worksheet xmlns=\"{MAIN}\" xmlns:r=\"{REL}\"><sheetData/><pageMargins left=\"1\" right=\"1\" top=\"1\" bottom=\"1\" header=\"1\" footer=\"1\"/><tableParts count=\"0\"/><extLst/></worksheet>"
    ));
    let baru = part(&tandai_semua(&asli, &[di("PK01", Tingkat::Galat, "Lembar 'A'", &["A1"])]), "s/one.xml");
    assert!(baru.contains("footer=\"1\"/><legacyDrawing r:id=\"rIdSelaras2\"/><tableParts"), "{baru}");
}

#[test]
fn what_cannot_be_patched_says_why() {
    let temuan = di("PK01", Tingkat::Galat, "Lembar 'A'", &["A1"]);
    for (isi, sebab) in [
        (b"bukan zip".to_vec(), "bukan paket Excel"),
        (paket(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]), "tidak memuat buku kerja"),
        (
            minimal("<worksheet xmlns=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><sheetData/></worksheet>"),
            "Strict",
        ),
        (
            minimal(&format!(
                "<worksheet xmlns=\"{MAIN}\"><sheetData><row r=\"2\"/><row r=\"1\"/></sheetData></worksheet>"
            )),
            "berurutan",
        ),
        (minimal(&format!("<worksheet xmlns=\"{MAIN}\"><sheetData>")), "sebelum waktunya"),
        (minimal("<!DOCTYPE a><a/>"), "DOCTYPE"),
    ] {
        let pesan = tandai(&isi, &[&temuan], &konteks()).unwrap_err().to_string();
        assert!(pesan.contains(sebab), "{pesan}");
    }
}

#[test]
fn a_sheet_of_the_unit_that_is_called_temuan_stays_its_own() {
    let mut buku = Workbook::new();
    buku.add_worksheet().set_name("Temuan").unwrap().write(0, 0, "temuan audit").unwrap();
    let asli = buku.save_to_buffer().unwrap();
    let sekali = tandai_semua(&asli, &[di("PK01", Tingkat::Galat, "Temuan", &["A1"])]);
    assert!(part(&sekali, "xl/workbook.xml").contains("name=\"TEMUAN SELARAS\""));
    assert_eq!(sekali, tandai_semua(&sekali, &[di("PK01", Tingkat::Galat, "Temuan", &["A1"])]));
    assert_eq!(
        part(&lepas_tanda(&sekali).unwrap(), "xl/worksheets/sheet1.xml"),
        part(&asli, "xl/worksheets/sheet1.xml")
    );
}

#[test]
fn a_mark_that_was_moved_still_knows_its_own_fill() {
    let kuning = Format::new().set_background_color(0xFF_FF00).set_bold();
    let mut buku = Workbook::new();
    let lembar = buku.add_worksheet().set_name("PK").unwrap();
    lembar.write_with_format(1, 1, "x", &kuning).unwrap();
    let asli = buku.save_to_buffer().unwrap();
    let bertanda = tandai_semua(&asli, &[di("PK01", Tingkat::Galat, "PK", &["B2"])]);
    // As if a program had saved it: styles written anew, the cell in another row.
    let mut isi = parts(&bertanda);
    let gaya = String::from_utf8(isi["xl/styles.xml"].clone()).unwrap().replace("<dxfs", "<!-- baru --><dxfs");
    isi.insert("xl/styles.xml".into(), gaya.into_bytes());
    let lembar = String::from_utf8(isi["xl/worksheets/sheet1.xml"].clone())
        .unwrap()
        .replace("r=\"2\"", "r=\"5\"")
        .replace("B2", "B5");
    isi.insert("xl/worksheets/sheet1.xml".into(), lembar.into_bytes());
    let semua: Vec<(&str, &str)> = isi.iter().map(|(n, b)| (n.as_str(), std::str::from_utf8(b).unwrap())).collect();
    let lepas = lepas_tanda(&paket(&semua)).unwrap();
    let gaya_sel = |isi: &[u8]| {
        let teks = part(isi, "xl/worksheets/sheet1.xml");
        let root = index::parse("s", &teks, 4).unwrap();
        root.child("sheetData").unwrap().children[0].children[0].format()
    };
    assert_eq!(gaya_sel(&lepas), gaya_sel(&asli));
}

#[test]
fn control_characters_stay_out_of_every_part() {
    let mut temuan = di("PK01", Tingkat::Galat, "PK 2026", &["A1"]);
    temuan.pesan = "a\u{0}b\u{1f}c\u{b}\r\nd\u{fffe}".into();
    temuan.saran = "=HYPERLINK(\"http://x\")".into();
    let konteks = KonteksKoreksi { unit: "u\u{1}".into(), sudah_benar: vec!["\u{2}+1".into()], ..konteks() };
    let bertanda = tandai(&lengkap(), &[&temuan], &konteks).unwrap();
    for (nama, isi) in parts(&bertanda).into_iter().filter(|(nama, _)| nama.ends_with("xml") || nama.ends_with("vml")) {
        let teks = String::from_utf8(isi).unwrap();
        assert!(!teks.chars().any(|h| h.is_control() && !matches!(h, '\n' | '\r' | '\t') || h == '\u{fffe}'), "{nama}");
        index::parse(&nama, &teks, 1).unwrap();
    }
}

#[test]
fn a_copy_holds_the_values_and_says_why_it_is_one() {
    let lembar = vec![
        LembarPolos {
            nama: "PK: [2026]".into(),
            sel: vec![
                ("A1".parse().unwrap(), NilaiPolos::Teks("=1+1".into())),
                ("B1".parse().unwrap(), NilaiPolos::Angka(0.5, Some("0.00%".into()))),
                ("C1".parse().unwrap(), NilaiPolos::Galat("#DIV/0!".into())),
                ("D1".parse().unwrap(), NilaiPolos::Waktu(konteks().tanggal.and_hms_opt(0, 0, 0).unwrap())),
                ("E1".parse().unwrap(), NilaiPolos::Logika(true)),
            ],
        },
        LembarPolos { nama: "pk  2026".into(), sel: vec![] },
    ];
    let temuan = di("PK01", Tingkat::Galat, "PK: [2026]", &["B1", "B9"]);
    let salinan = salinan_bertanda(&lembar, &[&temuan], &konteks(), "formatnya .xls").unwrap();
    let daftar = part(&salinan, "xl/worksheets/sheet3.xml");
    assert!(daftar.contains("tidak dapat ditandai langsung karena formatnya .xls."), "{daftar}");
    assert!(daftar.contains("location=\"'PK 2026'!B1\""), "{daftar}");
    assert!(part(&salinan, "xl/workbook.xml").contains("name=\"pk 2026 2\""));
    assert!(!part(&salinan, "xl/worksheets/sheet1.xml").contains("<f>"));
    assert_eq!(salinan, salinan_bertanda(&lembar, &[&temuan], &konteks(), "formatnya .xls.").unwrap());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_cells_come_back_as_they_were(sel in prop::collection::btree_set((0_u32..30, 0_u32..12), 1..25), tingkat in 0..3) {
        let asli = lengkap();
        let tingkat = [Tingkat::Galat, Tingkat::Peringatan, Tingkat::Info][tingkat as usize];
        let alamat: Vec<String> =
            sel.iter().map(|(b, k)| crate::domain::address::CellAddress::new(*b, *k).to_string()).collect();
        let alamat: Vec<&str> = alamat.iter().map(String::as_str).collect();
        let temuan = [di("PK01", tingkat, "PK 2026", &alamat), di("PK02", Tingkat::Info, "Tak disentuh", &alamat)];
        let sekali = tandai_semua(&asli, &temuan);
        prop_assert_eq!(&sekali, &tandai_semua(&sekali, &temuan));
        prop_assert_eq!(berbeda(&asli, &lepas_tanda(&sekali).unwrap()), Vec::<String>::new());
    }

    #[test]
    fn a_damaged_part_is_an_error_or_a_sound_workbook(
        mana in any::<prop::sample::Index>(),
        letak in any::<prop::sample::Index>(),
        ganti in prop::collection::vec(prop::sample::select(b"<>/=\"' 019xr&;:\n-".to_vec()), 0..4),
    ) {
        let temuan = temuan_lengkap();
        let mut isi = parts(&tandai_semua(&lengkap(), &temuan));
        let nama: Vec<String> =
            isi.keys().filter(|n| n.ends_with("l") || n.ends_with(".rels")).cloned().collect();
        let bagian = isi.get_mut(mana.get(&nama)).unwrap();
        let at = letak.index(bagian.len());
        bagian.splice(at..at + 1, ganti);
        let teks: BTreeMap<String, String> = isi
            .into_iter()
            .map(|(nama, bytes)| (nama, String::from_utf8_lossy(&bytes).into_owned()))
            .collect();
        let semua: Vec<(&str, &str)> = teks.iter().map(|(nama, isi)| (nama.as_str(), isi.as_str())).collect();
        let temuan: Vec<&Temuan> = temuan.iter().collect();
        if let Ok(hasil) = tandai(&paket(&semua), &temuan, &konteks()) {
            for (nama, isi) in parts(&hasil) {
                let asli = teks.get(&nama).is_some_and(|asli| asli.as_bytes() == isi);
                if !asli && nama.ends_with("ml") && !nama.ends_with("vml") {
                    let isi = String::from_utf8(isi).unwrap();
                    prop_assert!(index::parse(&nama, &isi, 8).is_ok(), "{}", nama);
                }
            }
        }
    }
}
