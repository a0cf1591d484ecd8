//! `selaras cetak`, as typed, and what stands on the pages.

#[cfg(not(feature = "pdf"))]
#[test]
fn a_program_built_without_pdf_says_in_one_line_how_to_get_it() {
    let output = crate::shared::selaras(&["cetak", "pk", "samples/politeknik"]);
    assert_eq!(output.status.code(), Some(2));
    let visible = crate::shared::text(&output.stderr);
    assert!(visible.trim_end().lines().count() == 1 && visible.contains("--features pdf"), "{visible}");
}

#[cfg(feature = "pdf")]
mod with_pdf {
    use std::fs;
    use std::path::Path;

    use chrono::NaiveDate;
    use selaras::print::pdf::{Letterhead, PageLayout, PdfPrinter};
    use selaras::print::{
        Aksi, AnggaranLine, AnggaranTable, FilledColumns, IndikatorPk, PkHeading, PkPart, PlannedIndikator, PrintHead,
        PrintedPihak, PrintedPk, PrintedRencanaAksi, SasaranPk, UnitName,
    };

    use crate::pdf::{word_outside_page, wording};
    use crate::shared::{copy_sample, selaras, text};

    fn print(workspace: &Path, argument: &[&str]) -> (Option<i32>, String, String) {
        let path = workspace.display().to_string();
        let mut all = vec!["cetak"];
        all.extend(argument);
        all.extend([path.as_str(), "--tanggal", "2026-07-20"]);
        let output = selaras(&all);
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    }

    #[test]
    fn agreements_are_printed_and_one_with_a_grave_finding_is_refused_with_its_codes() {
        let (_folder, workspace) = copy_sample("politeknik");
        let old = workspace.join("hasil/cetak/pk/JAG.pdf");
        fs::create_dir_all(old.parent().expect("a folder")).expect("a folder");
        fs::write(&old, "dari kiriman sebelumnya").expect("a file");
        let (code, visible, error) = print(&workspace, &["pk"]);
        assert_eq!(code, Some(1), "{visible}{error}");
        assert!(visible.contains("PK JAG (Jurusan Agribisnis) tidak dicetak"), "{visible}");
        assert!(visible.contains("  PK05 PK › C21: Total anggaran tertulis"), "{visible}");
        let last = visible.trim_end().lines().last().unwrap_or_default();
        assert!(last.starts_with("Selesai: 12 PDF PK ada di") && last.contains("3 ditolak"), "{last}");
        assert!(!old.exists(), "what was printed before a refusal would still be signed");
        let Some(content) = wording(&workspace.join("hasil/cetak/pk/JTI.pdf")) else { return };
        for part in [
            "PERJANJIAN KINERJA TAHUN 2026",
            "selanjutnya disebut pihak pertama",
            "Direktur Politeknik Contoh",
            "NIP 19670406 199412 2 004",
            "IKK 1.2.1",
            "120 Orang",
            "Rp1.026.310.000",
            "Halaman 2 dari 2",
        ] {
            assert!(content.contains(part), "{part}: {content}");
        }
    }

    #[test]
    fn one_unit_prints_alone_in_the_form_that_it_uses_with_the_layout_of_the_workspace() {
        let (_folder, workspace) = copy_sample("pemprov");
        let (code, visible, error) = print(&workspace, &["pk", "--unit", "DINKES"]);
        assert_eq!(code, Some(0), "{visible}{error}");
        let pdf = workspace.join("hasil/cetak/pk/DINKES.pdf");
        if let Some(content) = wording(&pdf) {
            assert!(content.contains("Sasaran Khusus") && content.contains("e-Monev"), "{content}");
        }
        let built_in = fs::read(&pdf).expect("a PDF");
        let owned = workspace.join("templat/dokumen");
        fs::create_dir_all(&owned).expect("a folder");
        fs::write(owned.join("pk-dki.typ"), "#import \"umum.typ\": *\nPK milik #isi.unit.nama\n").expect("a layout");
        assert_eq!(print(&workspace, &["pk", "--unit", "DINKES"]).0, Some(0));
        let ours = fs::read(&pdf).expect("a PDF");
        assert!(ours.len() < built_in.len());
        fs::write(owned.join("pk-dki.typ"), "= Judul\n#unit.nama\n").expect("a layout");
        let (code, visible, error) = print(&workspace, &["pk", "--unit", "DINKES", "--unit", "DISHUB"]);
        assert_eq!(code, Some(1), "{visible}{error}");
        assert!(error.contains("templat/dokumen/pk-dki.typ baris 2 kolom 2: nama tidak dikenal: unit"), "{error}");
    }

    #[test]
    fn plans_and_the_register_are_printed() {
        let (_folder, workspace) = copy_sample("pemprov");
        let (code, visible, _) = print(&workspace, &["ra", "--unit", "DISDIK"]);
        assert_eq!(code, Some(0), "{visible}");
        let (code, visible, _) = print(&workspace, &["tanda-terima"]);
        assert_eq!(code, Some(0), "{visible}");
        let Some(rencana) = wording(&workspace.join("hasil/cetak/ra/DISDIK.pdf")) else { return };
        assert!(rencana.contains("Kriteria Keberhasilan") && rencana.contains("TW IV"), "{rencana}");
        let list = wording(&workspace.join("hasil/cetak/tanda-terima.pdf")).expect("pdftotext");
        assert!(list.contains("Pengukuran Kinerja") && list.contains("dipakai"), "{list}");
    }

    #[test]
    fn what_is_printed_bears_its_number_is_made_to_last_and_is_known_when_it_comes_back() {
        let (_folder, workspace) = copy_sample("politeknik");
        let path = workspace.display().to_string();
        selaras(&["konsolidasi", &path, "--tanggal", "2026-07-20", "--diam"]);
        let (code, visible, error) = print(&workspace, &["pk", "--unit", "JTI"]);
        assert_eq!((code, error.contains("PDF/A")), (Some(0), false), "{visible}{error}");
        let file = workspace.join("hasil/cetak/pk/JTI.pdf");
        let pdf = fs::read(&file).expect("a PDF");
        let document = lopdf::Document::load_mem(&pdf).expect("a PDF");
        let texts = document.objects.values().filter_map(|one| one.as_stream().ok()?.get_plain_content().ok());
        let metadata =
            texts.map(|text| String::from_utf8_lossy(&text).into_owned()).find(|text| text.contains("pdfaid"));
        let metadata = metadata.expect("metadata that promise PDF/A");
        assert!(metadata.contains("001/PK/JTI/2026"), "{metadata}");
        if let Some(content) = wording(&file) {
            assert!(content.contains("Nomor 001/PK/JTI/2026") && content.contains("Nomor dokumen"), "{content}");
        }
        fs::copy(&file, workspace.join("masuk/PK JTI bertanda tangan.pdf")).expect("a signed copy");
        let output = selaras(&["konsolidasi", &path, "--tanggal", "2026-07-21", "--diam"]);
        let told = text(&output.stderr) + &text(&output.stdout);
        assert!(told.contains("adalah salinan PK JTI nomor 001/PK/JTI/2026: tanpa tanda tangan elektronik"), "{told}");
    }

    #[test]
    fn persons_strategies_and_the_flow_are_printed() {
        let (_folder, workspace) = copy_sample("sekretariat");
        let path = workspace.display().to_string();
        selaras(&["konsolidasi", &path, "--tanggal", "2026-07-20", "--diam"]);
        for what in ["iki", "borang", "alur"] {
            let (code, visible, error) = print(&workspace, &[what]);
            assert_eq!((code, error.as_str()), (Some(0), ""), "{what}: {visible}");
        }
        let read = |name: &str| wording(&workspace.join("hasil/cetak").join(name));
        let Some(person) = read("iki/S01.pdf") else { return };
        for part in
            ["INDIKATOR KINERJA INDIVIDU TAHUN 2026", "Contoh Wibowo, A.Md.", "Tugas", "Buku agenda surat", "IKK 1.1"]
        {
            assert!(person.contains(part), "{part}: {person}");
        }
        let borang = read("borang/TU.pdf").expect("pdftotext");
        assert!(borang.contains("BO.30.4.1") && borang.contains("Strategi Pencapaian"), "{borang}");
        let flow = read("alur.pdf").expect("pdftotext");
        assert!(flow.contains("PR.30.6.2") && flow.contains("kembali ke langkah 2"), "{flow}");
        for name in ["iki/S01.pdf", "borang/TU.pdf", "alur.pdf"] {
            let outside = word_outside_page(&workspace.join("hasil/cetak").join(name)).expect("pdftotext");
            assert!(outside.is_empty(), "{name}: {outside:?}");
        }
    }

    #[test]
    fn nothing_runs_off_the_page_with_one_or_sixty_indicators_or_long_texts() {
        let word = "Terwujudnya pertanggungjawaban penyelenggaraan pemerintahan ";
        let length: String = word.chars().cycle().take(2000).collect();
        let without_pause = "x".repeat(2000);
        for (count, text) in [(1, "Pendek"), (60, word), (1, &length), (60, &length), (2, &without_pause)] {
            for (name, pdf) in sheet(count, text) {
                let folder = tempfile::tempdir().expect("a temporary folder");
                let path = folder.path().join("uji.pdf");
                fs::write(&path, &pdf).expect("a file");
                let Some(outside) = word_outside_page(&path) else { return };
                assert!(outside.is_empty(), "{name}, {count} indikator: {outside:?}");
                let content = wording(&path).expect("pdftotext");
                for number in 1..=count {
                    let code = format!("IKK {number}");
                    let exists = content.match_indices(&code).any(|(position, _)| {
                        !content[position + code.len()..].starts_with(|letter: char| letter.is_ascii_digit())
                    });
                    assert!(exists, "{name}: indicator {number} of {count} is missing");
                }
                // Every page has a header, but the statement and at most one page of signatures.
                let page = content.matches("Halaman ").count();
                let head: usize =
                    ["Target", "Tahunan", "Anggaran"].map(|heading| content.matches(heading).count()).iter().sum();
                assert!(head + 2 >= page, "{name}: {head} headers on {page} pages");
            }
        }
    }

    #[test]
    fn the_recap_stands_beside_its_workbook_and_a_broken_layout_stops_nothing_else() {
        let (_folder, workspace) = copy_sample("politeknik");
        let path = workspace.display().to_string();
        let run = || {
            let output = selaras(&["konsolidasi", &path, "--tanggal", "2026-07-20", "--diam"]);
            (output.status.code(), text(&output.stdout), text(&output.stderr))
        };
        let pdf = workspace.join("hasil/rekap-2026-tw2.pdf");
        let read = || fs::read(&pdf).expect("the recap as PDF");
        let (code, visible, error) = run();
        assert!(code == Some(1) && visible.contains("rekap-2026-tw2.pdf"), "{visible}{error}");
        let first = read();
        run();
        assert!(first == read(), "two runs over the same files differ");
        let owned = workspace.join("templat/dokumen");
        fs::create_dir_all(&owned).expect("a folder");
        fs::write(owned.join("rekap.typ"), "#import \"umum.typ\": *\n\n#isi.tidak_ada\n").expect("a layout");
        let (code, visible, error) = run();
        assert_eq!(code, Some(1), "{error}");
        assert!(
            error.contains("templat/dokumen/rekap.typ baris 3 kolom 6: data tidak memuat \"tidak_ada\""),
            "{error}"
        );
        assert!(!pdf.exists(), "figures of an earlier run would be read as today's");
        assert!(visible.contains("rekap-2026-tw2.xlsx") && workspace.join("hasil/koreksi").is_dir(), "{visible}");
    }

    fn sheet(count: usize, text: &str) -> Vec<(&'static str, Vec<u8>)> {
        let mut printer = PdfPrinter::new(
            PageLayout::with(std::collections::BTreeMap::new()),
            &Letterhead { rows: vec!["POLITEKNIK CONTOH".into()], logo: None },
            NaiveDate::from_ymd_opt(2026, 7, 20).expect("a day"),
        )
        .expect("the shipped layouts");
        let pk = pk(count, text);
        let mut outcome: Vec<_> =
            ["pk", "pk-dki"].map(|name| (name, printer.print(name, &pk).expect("a page").pdf)).into_iter().collect();
        let rencana = rencana(count, text);
        outcome.push(("rencana-aksi", printer.print("rencana-aksi", &rencana).expect("a page").pdf));
        outcome
    }

    /// The text for every twentieth indicator, a short one for those between.
    fn interval(number: usize, text: &str) -> String {
        if number % 20 == 1 { text.to_string() } else { "Persentase kegiatan yang terlaksana".to_string() }
    }

    fn head(text: &str) -> PrintHead {
        let pihak = |name: &str| PrintedPihak { name: Some(name.into()), jabatan: Some(text.into()), nip: None };
        PrintHead {
            instansi: "Politeknik Contoh".into(),
            year: 2026,
            unit: UnitName { code: "JTI".into(), name: "Jurusan Teknologi Informasi".into() },
            change: false,
            first: pihak("Contoh Budiman"),
            second: Some(pihak("Contoh Wirawan")),
            ratification: Some("Kota Contoh, 16 Februari 2026".into()),
            number: Some("001/PK/JTI/2026".into()),
            code: selaras::print::pdf::code("001/PK/JTI/2026"),
            file: "pk.xlsx".into(),
        }
    }

    fn pk(count: usize, text: &str) -> PrintedPk {
        let indikator = (1..=count).map(|number| IndikatorPk {
            code: Some(format!("IKK {number}")),
            text: interval(number, text),
            satuan: Some("Dokumen".into()),
            target: Some(number.to_string()),
            complete_target: Some(format!("{number} Dokumen")),
            target_tw: [const { None }; 4],
            data_source: None,
            way: Some(interval(number, text)),
            remark: None,
        });
        let row = (1..=count).map(|number| AnggaranLine {
            kind: "data",
            number: Some(number),
            code: None,
            program: Some(interval(number, text)),
            pagu: Some("Rp123.456.789.012.345".into()),
            fund: Some(interval(number, text)),
        });
        PrintedPk {
            head: head("Ketua Jurusan"),
            heading: PkHeading { sasaran: "Sasaran".into(), indikator: "Indikator Kinerja".into() },
            parts: vec![PkPart {
                name: Some("Sasaran Strategis".into()),
                sasaran: vec![SasaranPk { number: 1, text: text.to_string(), indikator: indikator.collect() }],
            }],
            anggaran: vec![AnggaranTable { heading: "Program".into(), exists_fund: true, rows: row.collect() }],
            form: "pk-satuan".into(),
        }
    }

    fn rencana(count: usize, text: &str) -> PrintedRencanaAksi {
        let aksi = |number: usize| Aksi {
            text: Some(interval(number, text)),
            criterion: Some(interval(number, text)),
            output: Some(interval(number + 1, text)),
            time: Some("TW I, TW II, TW III, TW IV".into()),
            penanggung_jawab: Some(interval(number, text)),
            anggaran: Some("Rp123.456.789.012".into()),
        };
        let indikator = (1..=count).map(|number| PlannedIndikator {
            number: 1,
            sasaran: text.to_string(),
            code: Some(format!("IKK {number}")),
            text: interval(number, text),
            target: Some(format!("{number} Dokumen")),
            target_tw: [const { None }; 4],
            aksi: vec![aksi(number), aksi(number + 1)],
        });
        let exists = FilledColumns {
            target: true,
            aksi: true,
            criterion: true,
            output: true,
            time: true,
            penanggung_jawab: true,
            anggaran: true,
            target_tw: false,
        };
        PrintedRencanaAksi { head: head("Ketua Jurusan"), indikator: indikator.collect(), exists }
    }
}
