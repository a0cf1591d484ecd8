//! The hostile set: files that are damaged, renamed, locked, enormous or made to do harm, each with its answer.

use super::pembuat::{Buku, acak, arsip, arsip_polos, catatan, ods, ole, tukar, xls};

/// A file and what must become of it.
pub(crate) struct Musuh {
    /// Its name below the inbox.
    pub(crate) nama: String,
    pub(crate) isi: Vec<u8>,
    pub(crate) jawaban: Jawaban,
}

/// What must become of a file.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Jawaban {
    /// A finding BK01 whose message holds these words.
    Ditolak(&'static str),
    /// Read, and no finding BK01. It holds no form, so that it adds no row.
    Dibaca,
    /// Set aside without a word to the unit.
    Dilewati,
}

use Jawaban::{Dibaca, Dilewati, Ditolak};

/// Every file of the set.
pub(crate) fn semua() -> Vec<Musuh> {
    let kelompok: [Kelompok; 8] = [
        ("rusak", rusak),
        ("salah nama", salah_nama),
        ("terkunci", terkunci),
        ("aktif", aktif),
        ("bom", bom),
        ("raksasa", raksasa),
        ("sel aneh", sel_aneh),
        ("lembar", lembar),
    ];
    let mut semua = Vec::new();
    for (folder, isi) in kelompok {
        semua.extend(
            isi()
                .into_iter()
                .chain(if folder == "rusak" { bertentangan() } else { Vec::new() })
                .map(|(nama, isi, jawaban)| Musuh { nama: format!("musuh/{folder}/{nama}"), isi, jawaban }),
        );
    }
    semua
}

type Satu = (String, Vec<u8>, Jawaban);
type Kelompok = (&'static str, fn() -> Vec<Satu>);

fn satu(nama: &str, isi: impl Into<Vec<u8>>, jawaban: Jawaban) -> Satu {
    (nama.to_string(), isi.into(), jawaban)
}

fn sebuah_xlsx() -> Vec<u8> {
    Buku::teks("Catatan rapat").selesai()
}

/// Zero bytes, random bytes, cut files, and what programs leave behind.
fn rusak() -> Vec<Satu> {
    let mut kunci = vec![0x20_u8; 165];
    kunci[..5].copy_from_slice(b"\x04Budi");
    let mut semua = vec![
        satu("kosong.xlsx", Vec::new(), Ditolak("kosong")),
        satu("acak.xlsx", [&[1][..], &acak(4096)].concat(), Ditolak("tidak dikenal")),
        satu("nol.xlsx", vec![0; 4096], Ditolak("hanya nol")),
        satu("acak di belakang PK.xlsx", [b"PK\x03\x04".to_vec(), acak(2000)].concat(), Ditolak("rusak")),
        satu("~$pk.xlsx", kunci.clone(), Dilewati),
        satu("kunci yang dikirim.xlsx", kunci, Ditolak("~$")),
        satu(".DS_Store", acak(100), Dilewati),
        satu("Thumbs.db", acak(100), Dilewati),
        satu("._pk.xlsx", acak(100), Dilewati),
    ];
    let utuh = sebuah_xlsx();
    let lama = xls(&[1.5; 600], &[]);
    for persen in [5, 25, 50, 75, 95, 99] {
        let sampai = |isi: &[u8]| isi[..isi.len() * persen / 100].to_vec();
        semua.push(satu(&format!("terpotong {persen}.xlsx"), sampai(&utuh), Ditolak("rusak")));
        // The end of an .xls is padding.
        if persen < 99 {
            semua.push(satu(&format!("terpotong {persen}.xls"), sampai(&lama), Ditolak("rusak")));
        }
    }
    semua
}

/// Files that contradict themselves: never a wrong value, always an answer (the silent wrong values of other readers).
fn bertentangan() -> Vec<Satu> {
    let angka = |nilai: &str| Buku::sel("", &format!("<v>{nilai}</v>"));
    let baris = |isi: &str| Buku::baris(isi).selesai();
    let tabel = |sel: &str| {
        let isi = format!("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>{sel}</v></c></row>");
        Buku::baris(&isi).bagian("xl/sharedStrings.xml", b"<sst><si><t>teks</t></si></sst>").selesai()
    };
    vec![
        satu("jumlah periksa.xlsx", angka("12345").tukar(b"12345", b"92345"), Ditolak("jumlah periksa")),
        satu("rujukan huruf.xlsx", angka("1&#50;3").selesai(), Ditolak("sel A1")),
        satu("komentar dalam nilai.xlsx", angka("12<!-- -->34").selesai(), Ditolak("sel A1")),
        satu("cdata dalam nilai.xlsx", angka("<![CDATA[55]]>").selesai(), Ditolak("sel A1")),
        satu("indeks teks minus.xlsx", tabel("-1"), Ditolak("sel A1")),
        satu("indeks teks huruf.xlsx", tabel("abc"), Ditolak("sel A1")),
        satu("indeks teks raksasa.xlsx", tabel("18446744073709551616"), Ditolak("sel A1")),
        satu("NaN.xlsx", angka("NaN").selesai(), Ditolak("sel A1")),
        satu("1e400.xlsx", angka("1e400").selesai(), Ditolak("sel A1")),
        satu(
            "A4294967297.xlsx",
            baris("<row r=\"1\"><c r=\"A4294967297\"><v>1</v></c></row>"),
            Ditolak("di luar lembar"),
        ),
        satu("XFE1.xlsx", baris("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>"), Ditolak("XFE1")),
        satu(
            "sel ganda.xlsx",
            baris("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>"),
            Ditolak("sel A1"),
        ),
        satu(
            "dua sheetData.xlsx",
            Buku::baru().lembar_utuh("Data", "<worksheet><sheetData/><sheetData/></worksheet>").selesai(),
            Ditolak("dua kali"),
        ),
        satu(
            "berakhir di tengah.xlsx",
            Buku::baru().lembar_utuh("Data", "<worksheet><sheetData/>").selesai(),
            Ditolak("berakhir sebelum waktunya"),
        ),
        satu(
            "dua lembar senama.xlsx",
            Buku::baru().lembar("Data", "").lembar("DATA", "").selesai(),
            Ditolak("nama yang sama"),
        ),
        satu("tanpa daftar lembar.xlsx", Buku::teks("x").tanpa("xl/workbook.xml"), Ditolak("daftar lembar")),
        satu(
            "dua bagian senama.xlsx",
            Buku::teks("x").bagian("xl/xtyles.xml", b"<a/>").tukar(b"xl/xtyles.xml", b"xl/styles.xml"),
            Ditolak("ganda"),
        ),
        satu("dua buku tersambung.xlsx", [sebuah_xlsx(), sebuah_xlsx()].concat(), Ditolak("tersambung")),
        satu("sampah di depan.xlsx", [b"PK\x03\x04sampah".to_vec(), sebuah_xlsx()].concat(), Ditolak("bergeser")),
        satu("rumus tanpa hasil.xlsx", Buku::sel("", "<f>1+1</f>").selesai(), Dibaca),
        satu("galat baru.xlsx", Buku::sel("t=\"e\"", "<f>A2:A9</f><v>#SPILL!</v>").selesai(), Dibaca),
    ]
}

/// Something else under a workbook's name, and workbooks under each other's names.
fn salah_nama() -> Vec<Satu> {
    let docx = arsip(&[
        ("[Content_Types].xml".into(), b"<Types/>".to_vec()),
        ("_rels/.rels".into(), b"<Relationships><Relationship Id=\"a\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>".to_vec()),
        ("word/document.xml".into(), b"<document/>".to_vec()),
    ]);
    let sel_ods = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>Catatan</text:p></table:table-cell></table:table-row>";
    vec![
        satu("pdf.xlsx", "%PDF-1.7\n1 0 obj\n", Ditolak("PDF")),
        satu("docx.xlsx", docx, Ditolak("Word")),
        satu("doc.xls", ole("WordDocument", &[1; 5000]), Ditolak("Word")),
        satu("png.xlsx", "\u{89}PNG\r\n".chars().map(|huruf| huruf as u8).collect::<Vec<u8>>(), Ditolak("PNG")),
        satu("jpeg.xls", vec![0xFF, 0xD8, 0xFF, 0xE0, 0, 16], Ditolak("JPEG")),
        satu("halaman web tanpa tabel.xls", "<html><body><p>Silakan masuk lagi.</p></body></html>", Ditolak("HTML")),
        satu("teks.xlsx", "Kepada Yth. Kepala Biro\ndi tempat\n", Ditolak("teks atau CSV")),
        satu("arsip biasa.xlsx", arsip(&[("catatan.txt".into(), b"x".to_vec())]), Ditolak("zip")),
        satu(
            "xml 2003.xls",
            "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>",
            Ditolak("Excel 2003"),
        ),
        satu("rar.xlsx", "Rar!\u{1a}\u{7}", Ditolak("RAR")),
        satu("sebenarnya xlsx.xls", sebuah_xlsx(), Dibaca),
        satu("sebenarnya xlsx juga.ods", Buku::teks("Catatan lain").selesai(), Dibaca),
        satu("sebenarnya xls.xlsx", xls(&[5.0], &[]), Dibaca),
        satu("sebenarnya ods.xlsx", ods(sel_ods, "<manifest/>"), Dibaca),
        satu("sebenarnya csv.xlsx", "Nama;Jumlah\nrapat;3\nlokakarya;1.234,5\n", Dibaca),
        satu(
            "sebenarnya html.xls",
            "<html><body><table><tr><td>Nama</td><td>3</td></tr></table></body></html>",
            Dibaca,
        ),
    ]
}

/// Protected by a password.
fn terkunci() -> Vec<Satu> {
    let kunci_ods = "<manifest><file-entry><encryption-data/></file-entry></manifest>";
    let mut zip = arsip_polos(&Buku::teks("x").semua_bagian());
    // The encryption bit in every local and central header.
    for letak in 0..zip.len().saturating_sub(10) {
        match zip[letak..letak + 4] {
            [b'P', b'K', 3, 4] => zip[letak + 6] |= 1,
            [b'P', b'K', 1, 2] => zip[letak + 8] |= 1,
            _ => {}
        }
    }
    vec![
        satu("sandi.xlsx", ole("EncryptedPackage", &acak(5000)), Ditolak("terkunci sandi")),
        satu("sandi.xls", xls(&[1.0], &catatan(0x002F, &[1; 54])), Ditolak("terkunci sandi")),
        satu("sandi.ods", ods("", kunci_ods), Ditolak("terkunci sandi")),
        satu("sandi zip.xlsx", zip, Ditolak("terkunci sandi")),
    ]
}

/// Macros, links, embedded things: read, never followed.
fn aktif() -> Vec<Satu> {
    let rumus = |rumus: &str| Buku::sel("", &format!("<f>{rumus}</f><v>1</v>"));
    vec![
        satu("makro.xlsm", Buku::teks("makro").bagian("xl/vbaProject.bin", &acak(3000)).selesai(), Dibaca),
        satu(
            "makro excel 4.xlsm",
            Buku::teks("m4").lembar_jenis("Makro1", "state=\"veryHidden\"", "xlMacrosheet", "<macrosheet/>").selesai(),
            Dibaca,
        ),
        satu(
            "tautan luar.xlsx",
            rumus("[1]Rekap!$B$4").bagian("xl/externalLinks/externalLink1.xml", b"<externalLink/>").selesai(),
            Dibaca,
        ),
        satu("dde.xlsx", rumus("cmd|'/C calc'!A0").selesai(), Dibaca),
        satu("hyperlink.xlsx", rumus("HYPERLINK(&quot;file:///etc/passwd&quot;)").selesai(), Dibaca),
        satu("objek.xlsx", Buku::teks("objek").bagian("xl/embeddings/oleObject1.bin", &acak(3000)).selesai(), Dibaca),
        satu("kueri.xlsx", Buku::teks("kueri").bagian("xl/connections.xml", b"<connections/>").selesai(), Dibaca),
    ]
}

/// Small files that want to become large.
fn bom() -> Vec<Satu> {
    let spasi = |panjang: usize| vec![b' '; panjang];
    let besar = [b"<worksheet><sheetData>".to_vec(), spasi(6 << 20), b"</sheetData></worksheet>".to_vec()].concat();
    let banyak = |jumlah: usize| {
        let mut bagian = Buku::teks("banyak").semua_bagian();
        bagian.extend((0..jumlah).map(|nomor| (format!("x/{nomor}"), Vec::new())));
        arsip_polos(&bagian)
    };
    let dusta = "<sst uniqueCount=\"4000000000\" count=\"4000000000\"><si><t>x</t></si></sst>";
    let teks = format!("<si><t>{}</t></si>", " ".repeat(6 << 20));
    let entitas = "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]><worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>";
    let xxe = "<!DOCTYPE w [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><worksheet><sheetData/></worksheet>";
    let dalam = format!("<worksheet>{}{}<sheetData/></worksheet>", "<a>".repeat(5000), "</a>".repeat(5000));
    let ulang = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"float\" office:value=\"1\"/></table:table-row>";
    vec![
        satu("bom lembar.xlsx", Buku::baru().lembar_utuh("Data", &String::from_utf8_lossy(&besar)).selesai(), Ditolak("Rasio")),
        satu("bom teks.xlsx", Buku::teks("x").bagian("xl/sharedStrings.xml", format!("<sst>{teks}</sst>").as_bytes()).selesai(), Ditolak("Rasio")),
        satu("jumlah teks dusta.xlsx", Buku::teks("x").bagian("xl/sharedStrings.xml", dusta.as_bytes()).selesai(), Dibaca),
        satu("entitas.xlsx", Buku::baru().lembar_utuh("Data", entitas).selesai(), Ditolak("DOCTYPE")),
        satu("entitas luar.xlsx", Buku::baru().lembar_utuh("Data", xxe).selesai(), Ditolak("DOCTYPE")),
        satu("bertingkat.xlsx", Buku::baru().lembar_utuh("Data", &dalam).selesai(), Ditolak("Kedalaman")),
        satu("100000 entri.xlsx", banyak(100_000), Ditolak("Jumlah isi paket")),
        satu("keluar jalur.xlsx", Buku::teks("keluar").bagian("../../keluar-dari-paket.txt", b"x").selesai(), Dibaca),
        satu("rujukan keluar.xlsx", Buku::baru().lembar_jenis("Data", "", "../../../../etc/passwd", "<x/>").selesai(), Dibaca),
        satu("ulangan.ods", ods(ulang, "<manifest/>"), Ditolak("melebihi batas")),
        satu("terpotong di tabel.ods", tukar(arsip_polos(&[
            ("mimetype".into(), b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
            ("content.xml".into(), b"<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body>?".to_vec()),
        ]), b"mimetype", b"mimetype"), Ditolak("rusak")),
        satu("rantai ole.xls", rantai_ole(), Ditolak("rusak")),
    ]
}

/// A compound file whose directory chain leads back to itself.
fn rantai_ole() -> Vec<u8> {
    let mut isi = xls(&[1.0], &[]);
    // The table of sectors of a version 3 file lies where its header says; every entry points to sector 0.
    let sektor = u32::from_le_bytes([isi[0x4C], isi[0x4D], isi[0x4E], isi[0x4F]]) as usize;
    for satu in isi[(sektor + 1) * 512..(sektor + 2) * 512].chunks_exact_mut(4) {
        satu.copy_from_slice(&[0; 4]);
    }
    isi
}

/// Large in one direction.
fn raksasa() -> Vec<Satu> {
    let ujung = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>";
    let dusta = "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>";
    let terbalik = "<worksheet><dimension ref=\"Z9:A1\"/><sheetData><row r=\"1\"><c r=\"A1\"><v>3</v></c></row></sheetData></worksheet>";
    let kosong: String = (1..=60_000).map(|baris| format!("<row r=\"{baris}\" s=\"1\" customFormat=\"1\"/>")).collect();
    let mut banyak = Buku::baru();
    for nomor in 0..300 {
        banyak = banyak.lembar(&format!("Lembar {nomor}"), "");
    }
    let acak: String = acak(400_000).iter().map(|bita| char::from(b'a' + bita % 26)).collect();
    vec![
        satu("ujung lembar.xlsx", Buku::baris(ujung).selesai(), Dibaca),
        satu("dimensi dusta.xlsx", Buku::baru().lembar_utuh("Data", dusta).selesai(), Dibaca),
        satu("dimensi terbalik.xlsx", Buku::baru().lembar_utuh("Data", terbalik).selesai(), Dibaca),
        satu(
            "baris kosong bergaya.xlsx",
            Buku::baris(&format!("{kosong}<row r=\"60001\"><c r=\"A60001\"><v>4</v></c></row>")).selesai(),
            Dibaca,
        ),
        satu("300 lembar.xlsx", banyak.selesai(), Ditolak("Jumlah lembar")),
        satu("sel raksasa.xlsx", Buku::teks(&acak).selesai(), Ditolak("lembar \"Data\", sel A1")),
        satu("teks 32768.xlsx", Buku::teks(&"kata ".repeat(6554)).selesai(), Dibaca),
    ]
}

/// Odd values in cells.
fn sel_aneh() -> Vec<Satu> {
    let teks = |teks: &str| Buku::teks(teks).selesai();
    let mut utf8 = Buku::teks("~~").semua_bagian();
    for (_, isi) in &mut utf8 {
        if isi.windows(2).any(|dua| dua == b"~~") {
            *isi = tukar(isi.clone(), b"~~", &[0xC3, 0x28]);
        }
    }
    let melingkar = "<row r=\"1\"><c r=\"A1\"><f>B1</f><v>0</v></c><c r=\"B1\"><f>A1</f><v>0</v></c></row>";
    let tanggal = |nilai: &str| Buku::sel("s=\"1\"", &format!("<v>{nilai}</v>"));
    vec![
        satu("REF.xlsx", Buku::sel("t=\"e\"", "<f>#REF!+1</f><v>#REF!</v>").selesai(), Dibaca),
        satu("melingkar.xlsx", Buku::baris(melingkar).selesai(), Dibaca),
        satu("tanggal 1904.xlsx", tanggal("44741").kepala("<workbookPr date1904=\"1\"/>").selesai(), Dibaca),
        satu("tanggal minus.xlsx", tanggal("-5").selesai(), Dibaca),
        satu("kendali.xlsx", teks("a_x0000_b_x0007_c_x001B_[31mmerah"), Dibaca),
        satu("nol di xml.xlsx", teks("a&#0;b"), Ditolak("rusak")),
        satu("bukan utf-8.xlsx", arsip(&utf8), Ditolak("UTF-8")),
        satu("arah tulisan.xlsx", teks("Capaian \u{202E}98\u{202C} persen\u{200B}"), Dibaca),
        satu("separuh huruf.xlsx", teks("a&#xD800;b"), Ditolak("rusak")),
        satu("separuh huruf tersamar.xlsx", teks("a_xD800_b"), Dibaca),
        satu("mirip rumus.xlsx", teks("=cmd|'/C calc'!A0"), Dibaca),
    ]
}

/// Kinds of sheets, and packages of other programs.
fn lembar() -> Vec<Satu> {
    let ketat = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    let isi = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>";
    vec![
        satu(
            "tersembunyi.xlsx",
            Buku::teks("a")
                .lembar_jenis("Lama", "state=\"hidden\"", "worksheet", isi)
                .lembar_jenis("Rahasia", "state=\"veryHidden\"", "worksheet", isi)
                .selesai(),
            Dibaca,
        ),
        satu(
            "grafik dan dialog.xlsx",
            Buku::teks("b")
                .lembar_jenis("Grafik", "", "chartsheet", "<chartsheet/>")
                .lembar_jenis("Dialog", "", "dialogsheet", "<dialogsheet/>")
                .selesai(),
            Dibaca,
        ),
        satu("strict.xlsx", Buku::teks("c").hubungan(ketat).selesai(), Dibaca),
        satu(
            "google.xlsx",
            Buku::baris("<row><c t=\"str\"><v>tanpa alamat</v></c><c><v>1</v></c></row>").selesai(),
            Dibaca,
        ),
        satu(
            "hanya grafik.xlsx",
            Buku::baru().lembar_jenis("Grafik", "", "chartsheet", "<chartsheet/>").selesai(),
            Dibaca,
        ),
        satu("numbers.xlsx", arsip(&[("index/document.iwa".into(), acak(100))]), Ditolak("Numbers")),
        satu(
            "modul lama.xlsm",
            Buku::teks("d").ganti(
                "xl/workbook.xml",
                "<sheets>",
                "<sheets><sheet name=\"Modul1\" sheetId=\"9\" state=\"veryHidden\" r:id=\"\"/>",
            ),
            Dibaca,
        ),
    ]
}
