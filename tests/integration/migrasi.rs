//! What a unit typed in an old form moves into the form of today: as it was typed, and with a list of what found no place.

use selaras::domain::baris::IsianBaris;
use selaras::domain::capaian::{NamaProfil, Profil};
use selaras::domain::dokumen::{BerkasTerbaca, JenisBaris, JenisDokumen, PeranLembar};
use selaras::domain::kolom::{Bidang, Kolom};
use selaras::domain::nilai::Isian;
use selaras::domain::teks::kunci_indikator;
use selaras::domain::triwulan::Triwulan;
use selaras::extract::extract;
use selaras::forms::tulis::{self, IsiFormulir, PejabatIsi};
use selaras::pipeline::migrasi::{Migrasi, migrasi};
use selaras::template::{Pustaka, Templat};
use selaras::workbook::{self, Cell, CellValue, Workbook, limits::Limits};

use crate::bersama::{salin_sampel, selaras, teks, ubah_bagian};
use crate::templat::contoh_terisi;

fn buka(byte: &[u8], pustaka: &Pustaka) -> (Workbook, BerkasTerbaca) {
    let buku = workbook::read(byte, &Limits::default()).expect("a readable workbook");
    let berkas = extract(&buku, pustaka);
    (buku, berkas)
}

fn kosong(profil: &Profil, triwulan: Option<Triwulan>) -> IsiFormulir<'_> {
    IsiFormulir {
        instansi: String::new(),
        unit: None,
        pihak_pertama: PejabatIsi::default(),
        pihak_kedua: PejabatIsi::default(),
        tahun: 2026,
        triwulan,
        indikator: Vec::new(),
        anggaran: Vec::new(),
        kosong: 5,
        profil,
        diperiksa: Vec::new(),
        sandi: None,
        dibuat: chrono::NaiveDateTime::default(),
        ditandatangani: None,
    }
}

/// An old form, the move, and the new form as it reads.
struct Perpindahan<'a> {
    lama: (Workbook, BerkasTerbaca),
    hasil: Migrasi<'a>,
    baru: (Workbook, BerkasTerbaca),
}

fn pindah<'a>(dari: &Templat, ke: &'a Templat, pustaka: &Pustaka, profil: &'a Profil) -> Perpindahan<'a> {
    let lama = buka(&contoh_terisi(dari, 4, profil), pustaka);
    let hasil = migrasi(&lama.0, &lama.1, pustaka, &mut |dokumen| {
        let triwulan = dokumen.triwulan.map(|tertulis| tertulis.nilai);
        Some((ke, kosong(profil, triwulan.filter(|_| ke.jenis == JenisDokumen::Pengukuran))))
    });
    let baru = buka(&tulis::formulir(&hasil.formulir).expect("a workbook"), pustaka);
    Perpindahan { lama, hasil, baru }
}

/// The rows of a file that hold values, each with what its indicator or programme is known by.
fn baris(berkas: &BerkasTerbaca) -> Vec<(String, &IsianBaris)> {
    let tabel = berkas.dokumen.iter().flat_map(|dokumen| &dokumen.tabel);
    let semua = tabel.flat_map(|tabel| &tabel.baris);
    let data = semua.filter(|baris| matches!(baris.jenis, JenisBaris::Data | JenisBaris::Lanjutan));
    data.map(|baris| {
        let teks = |bidang: Bidang| baris.isian.get(&bidang.tahunan()).and_then(Isian::teks);
        let inti = teks(Bidang::Indikator).or_else(|| teks(Bidang::Program)).or_else(|| teks(Bidang::Kode));
        (kunci_indikator(inti.unwrap_or_default()), &baris.isian)
    })
    .collect()
}

/// Whether two cells hold the same value of the same kind. A code may have been put in front of its wording.
fn sama(lama: &Cell, baru: &Cell) -> bool {
    match (&lama.value, &baru.value) {
        (CellValue::Number(a), CellValue::Number(b)) => {
            lama.percent_format == baru.percent_format && (a - b).abs() <= 1e-12 * a.abs().max(1.0)
        }
        (CellValue::Text(a), CellValue::Text(b)) => b.contains(a.trim()),
        (a, b) => a == b,
    }
}

/// Everything that was typed and neither stands in the new form, in the row of its indicator, nor is on the list.
fn hilang(pindahan: &Perpindahan<'_>) -> Vec<String> {
    let Perpindahan { lama, hasil, baru } = pindahan;
    let tujuan = baris(&baru.1);
    let mut hilang = Vec::new();
    for (nama, isian) in baris(&lama.1) {
        for (kolom, isian) in isian.iter().filter(|(kolom, isian)| kolom.bidang != Bidang::No && !isian.turunan) {
            let Some(sel) = lama.0.sheets[0].cell(isian.sel).filter(|sel| sel.formula.is_none()) else { continue };
            let terdaftar = hasil.tanpa_tempat.iter().any(|satu| satu.sel == isian.sel);
            let ada = tujuan.iter().filter(|(milik, _)| *milik == nama || kolom.bidang == Bidang::Kode).any(
                |(_, baru_isian)| {
                    let mut sel_baru = baru_isian.values().filter_map(|milik| baru.0.sheets[0].cell(milik.sel));
                    sel_baru.any(|baru| sama(sel, baru))
                },
            );
            // The quarter of a row may be told by the column that its figures went to.
            let ditata = kolom.bidang == Bidang::TriwulanBaris;
            if !ada && !terdaftar && !ditata {
                hilang.push(format!("{kolom} di {} ({})", isian.sel, isian.mentah));
            }
        }
    }
    hilang
}

fn formulir(pustaka: &Pustaka) -> impl Iterator<Item = &Templat> {
    pustaka.terkini().filter(|templat| templat.jenis != JenisDokumen::Kaskade)
}

#[test]
fn nothing_that_was_typed_is_lost_between_any_two_forms_of_a_kind() {
    let pustaka = Pustaka::bawaan().expect("the shipped definitions");
    let profil = Profil::baku(NamaProfil::Umum);
    let mut kurang = Vec::new();
    for dari in formulir(&pustaka) {
        for ke in formulir(&pustaka).filter(|ke| ke.jenis == dari.jenis) {
            let pindahan = pindah(dari, ke, &pustaka, &profil);
            let hasil = &pindahan.hasil;
            let lembar = pindahan.lama.0.sheets.iter().zip(&pindahan.lama.1.lembar);
            let sel: usize = lembar
                .filter(|(_, satu)| satu.peran != PeranLembar::Petunjuk)
                .map(|(sheet, _)| sheet.cells.len())
                .sum();
            let dihitung = hasil.dipindahkan + hasil.dihitung + hasil.kerangka + hasil.tanpa_tempat.len();
            assert_eq!(dihitung, sel, "{} → {}: every filled cell is accounted for", dari.id, ke.id);
            kurang.extend(hilang(&pindahan).into_iter().map(|satu| format!("{} → {}: {satu}", dari.id, ke.id)));
        }
    }
    assert!(kurang.is_empty(), "{} values\n{}", kurang.len(), kurang.join("\n"));
}

#[test]
fn a_form_moved_into_its_own_layout_has_a_place_for_all_but_what_it_computes() {
    let pustaka = Pustaka::bawaan().expect("the shipped definitions");
    let profil = Profil::baku(NamaProfil::Umum);
    let mut tersisa = Vec::new();
    for templat in formulir(&pustaka) {
        let pindahan = pindah(templat, templat, &pustaka, &profil);
        let lain =
            pindahan.hasil.tanpa_tempat.iter().filter(|satu| satu.sebab != "dihitung sendiri oleh formulir baru");
        tersisa.extend(lain.map(|satu| format!("{} {}: {} ({})", templat.id, satu.sel, satu.isi, satu.sebab)));
    }
    assert!(tersisa.is_empty(), "{}", tersisa.join("\n"));
}

const VERSI_SATU: &str = r#"
id = "uk-kami"
versi = 1
jenis = "pengukuran"
nama = "Pengukuran kami"
sumber = "SK Direktur 1/2025"

[[tabel]]
peran = "indikator"
kolom = [
  { kolom = "no", judul = "No" },
  { kolom = "indikator", judul = "Ukuran Keberhasilan", wajib = true },
  { kolom = "target", judul = "Janji Setahun", wajib = true },
  { kolom = "realisasi.tw", judul = "Hasil Kerja", wajib = true },
  { kolom = "keterangan", judul = "Ulasan Pelaksana" },
]
"#;

/// The next version: another order, another wording, the remarks gone, obstacles new.
const VERSI_DUA: &str = r#"
id = "uk-kami"
versi = 2
jenis = "pengukuran"
nama = "Pengukuran kami"
sumber = "SK Direktur 1/2026"

[[tabel]]
peran = "indikator"
kolom = [
  { kolom = "no", judul = "No" },
  { kolom = "kode", judul = "Kode" },
  { kolom = "indikator", judul = "Ukuran Keberhasilan", wajib = true },
  { kolom = "satuan", judul = "Satuan" },
  { kolom = "target", judul = "Janji Setahun", wajib = true },
  { kolom = "realisasi.tw", judul = "Hasil Triwulan Ini", wajib = true },
  { kolom = "kendala", judul = "Hambatan" },
]
"#;

/// Replaces the text of shared strings or inline values in the first sheet of a form: cell address → XML of the cell.
fn isi_sel(byte: &[u8], isian: &[(&str, &str)]) -> Vec<u8> {
    ubah_bagian(
        byte,
        |nama| nama == "xl/worksheets/sheet1.xml",
        |mut xml| {
            for (sel, nilai) in isian {
                let awal = xml.find(&format!("<c r=\"{sel}\"")).unwrap_or_else(|| panic!("no cell {sel}"));
                let akhir = awal + xml[awal..].find("/>").expect("a blank cell");
                let gaya =
                    xml[awal..akhir].split("s=\"").nth(1).and_then(|sisa| sisa.split('"').next()).expect("a style");
                let jenis = if nilai.starts_with("<is>") { " t=\"inlineStr\"" } else { "" };
                let baru = format!("<c r=\"{sel}\" s=\"{gaya}\"{jenis}>{nilai}</c>");
                xml.replace_range(awal..akhir + 2, &baru);
            }
            xml
        },
    )
}

fn perintah(argumen: &[&str]) -> String {
    let keluaran = selaras(argumen);
    assert!(keluaran.status.success(), "{argumen:?}: {}{}", teks(&keluaran.stdout), teks(&keluaran.stderr));
    teks(&keluaran.stdout)
}

#[test]
fn a_form_of_the_version_before_is_read_told_and_moved_into_the_version_of_today() {
    let (folder, ruang) = salin_sampel("politeknik");
    let jalur = ruang.display().to_string();
    let setelan = ruang.join("selaras.toml");
    let lama = std::fs::read_to_string(&setelan).expect("settings");
    let tanpa_templat: Vec<&str> = lama.split("[templat]").collect();
    assert_eq!(tanpa_templat.len(), 1, "the sample names no layouts");
    std::fs::write(&setelan, format!("{lama}\n[templat]\npengukuran = \"uk-kami\"\n")).expect("settings");
    std::fs::create_dir_all(ruang.join("templat")).expect("a folder");
    std::fs::write(ruang.join("templat/uk-kami-1.toml"), VERSI_SATU).expect("a definition");
    let templat = ["templat", &jalur, "--unit", "JTI", "--jenis", "tw1", "--tanggal", "2026-03-01"];
    perintah(&templat);
    let pustaka =
        Pustaka::dengan(&[("a".into(), VERSI_SATU.into()), ("b".into(), VERSI_DUA.into())]).expect("two versions");
    let terkirim = std::fs::read(ruang.join("hasil/templat/JTI/JTI_TW-I_2026.xlsx")).expect("a form");
    let (_, dibagikan) = buka(&terkirim, &pustaka);
    let baris = &dibagikan.dokumen[0].tabel[0].baris;
    let sel = |nomor: usize, kolom: Kolom| baris[nomor].isian(kolom).expect("a column").sel.to_string();
    let (hasil, ulasan) = (Bidang::Realisasi.berjalan(), Bidang::Keterangan.tahunan());
    let isian = [
        (sel(0, hasil), "<v>0.145</v>"),
        (sel(1, hasil), "<is><t>-</t></is>"),
        (sel(2, ulasan), "<is><t>menunggu data</t></is>"),
    ];
    let isian: Vec<(&str, &str)> = isian.iter().map(|(sel, nilai)| (sel.as_str(), *nilai)).collect();
    let berkas = folder.path().join("kiriman JTI.xlsx");
    std::fs::write(&berkas, isi_sel(&terkirim, &isian)).expect("a filled form");
    // The next version is given out; the form of the version before is still read, and told.
    std::fs::write(ruang.join("templat/uk-kami-2.toml"), VERSI_DUA).expect("a definition");
    let berkas = berkas.display().to_string();
    let periksa = selaras(&["periksa", &berkas, "--ruang", &jalur, "--tanggal", "2026-03-01"]);
    let temuan = teks(&periksa.stdout);
    assert!(temuan.contains("TL09") && temuan.contains("uk-kami versi 1; yang berlaku sekarang versi 2"), "{temuan}");
    let keluar = folder.path().join("baru.xlsx");
    let laporan = perintah(&[
        "migrasi",
        &berkas,
        "--ruang",
        &jalur,
        "--keluar",
        &keluar.display().to_string(),
        "--tanggal",
        "2026-03-01",
    ]);
    assert!(laporan.contains("1 isian tidak mendapat tempat"), "{laporan}");
    let tertinggal = format!("TW I › {}: \"menunggu data\" - formulir baru tidak punya kolom keterangan", isian[2].0);
    assert!(laporan.contains(&tertinggal), "{laporan}");
    let (_, baru) = buka(&std::fs::read(&keluar).expect("the new form"), &pustaka);
    let dokumen = &baru.dokumen[0];
    assert_eq!((dokumen.templat.as_str(), dokumen.versi), ("uk-kami", 2));
    let nilai = |nomor: usize| dokumen.tabel[0].baris[nomor].isian(hasil).expect("a column").nilai.clone();
    assert_eq!(nilai(0).angka(), Some(14.5));
    assert_eq!(nilai(1), selaras::domain::nilai::Nilai::Strip);
    assert_eq!(dokumen.tabel[0].baris.len(), baris.len(), "no row was added");
    // The new form is one of today, and what was filled in is as it was sent out.
    let jalur_baru = keluar.display().to_string();
    let periksa = teks(&selaras(&["periksa", &jalur_baru, "--ruang", &jalur, "-v", "--tanggal", "2026-03-01"]).stdout);
    assert!(!periksa.contains("TL09") && !periksa.contains("TL11"), "{periksa}");
    let ulang = selaras(&["migrasi", &berkas, "--ruang", &jalur, "--keluar", &jalur_baru]);
    assert!(!ulang.status.success() && teks(&ulang.stderr).contains("tidak ditimpa"), "{}", teks(&ulang.stderr));
}

#[test]
fn a_layout_of_ones_own_moves_into_a_blank_form_without_a_workspace() {
    let (folder, ruang) = salin_sampel("politeknik");
    let berkas = ruang.join("masuk/JTI/PK JTI 2026.xlsx").display().to_string();
    let keluar = folder.path().join("baru.xlsx").display().to_string();
    let laporan = perintah(&["migrasi", &berkas, "--ke", "pk-satuan", "--keluar", &keluar]);
    assert!(laporan.contains("formulir baru tidak punya kolom kode"), "{laporan}");
    let pustaka = Pustaka::bawaan().expect("the shipped definitions");
    let (_, lama) = buka(&std::fs::read(&berkas).expect("a form"), &pustaka);
    let (_, baru) = buka(&std::fs::read(&keluar).expect("a form"), &pustaka);
    let target = |berkas: &BerkasTerbaca| {
        let tabel = berkas.dokumen[0].tabel[0].baris.iter().filter(|baris| baris.jenis == JenisBaris::Data);
        let target = tabel.filter_map(|baris| Some(baris.isian(Bidang::Target.tahunan())?.nilai.clone()));
        target.collect::<Vec<_>>()
    };
    assert_eq!(target(&baru), target(&lama));
    assert_eq!(baru.dokumen[0].pejabat.len(), 2);
    let salah = selaras(&["migrasi", &berkas, "--ke", "pk-entah"]);
    assert!(teks(&salah.stderr).contains("pk-satuan"), "{}", teks(&salah.stderr));
}
