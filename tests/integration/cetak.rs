//! `selaras cetak`, as typed, and what stands on the pages.

#[cfg(not(feature = "pdf"))]
#[test]
fn a_program_built_without_pdf_says_in_one_line_how_to_get_it() {
    let keluaran = crate::bersama::selaras(&["cetak", "pk", "samples/politeknik"]);
    assert_eq!(keluaran.status.code(), Some(2));
    let tampak = crate::bersama::teks(&keluaran.stderr);
    assert!(tampak.trim_end().lines().count() == 1 && tampak.contains("--features pdf"), "{tampak}");
}

#[cfg(feature = "pdf")]
mod dengan_pdf {
    use std::fs;
    use std::path::Path;

    use chrono::NaiveDate;
    use selaras::print::pdf::{Kop, Pencetak, TataLetak};
    use selaras::print::{
        Ada, Aksi, BagianPk, BarisAnggaran, IndikatorPk, IndikatorRencana, JudulPk, Kepala, NamaUnit, Pihak, Pk,
        RencanaAksi, SasaranPk, TabelAnggaran,
    };

    use crate::bersama::{salin_sampel, selaras, teks};
    use crate::pdf::{kata_di_luar_halaman, tulisan};

    fn cetak(ruang: &Path, argumen: &[&str]) -> (Option<i32>, String, String) {
        let jalur = ruang.display().to_string();
        let mut semua = vec!["cetak"];
        semua.extend(argumen);
        semua.extend([jalur.as_str(), "--tanggal", "2026-07-20"]);
        let keluaran = selaras(&semua);
        (keluaran.status.code(), teks(&keluaran.stdout), teks(&keluaran.stderr))
    }

    #[test]
    fn agreements_are_printed_and_one_with_galat_is_refused_with_its_codes() {
        let (_folder, ruang) = salin_sampel("politeknik");
        let lama = ruang.join("hasil/cetak/pk/JAG.pdf");
        fs::create_dir_all(lama.parent().expect("a folder")).expect("a folder");
        fs::write(&lama, "dari kiriman sebelumnya").expect("a file");
        let (kode, tampak, galat) = cetak(&ruang, &["pk"]);
        assert_eq!(kode, Some(1), "{tampak}{galat}");
        assert!(tampak.contains("PK JAG (Jurusan Agribisnis) tidak dicetak"), "{tampak}");
        assert!(tampak.contains("  PK05 PK › C21: Total anggaran tertulis"), "{tampak}");
        let akhir = tampak.trim_end().lines().last().unwrap_or_default();
        assert!(akhir.starts_with("Selesai: 12 PDF PK ada di") && akhir.contains("3 ditolak"), "{akhir}");
        assert!(!lama.exists(), "what was printed before a refusal would still be signed");
        let Some(isi) = tulisan(&ruang.join("hasil/cetak/pk/JTI.pdf")) else { return };
        for bagian in [
            "PERJANJIAN KINERJA TAHUN 2026",
            "selanjutnya disebut pihak pertama",
            "Direktur Politeknik Contoh",
            "NIP 19670406 199412 2 004",
            "IKK 1.2.1",
            "120 Orang",
            "Rp1.026.310.000",
            "Halaman 2 dari 2",
        ] {
            assert!(isi.contains(bagian), "{bagian}: {isi}");
        }
    }

    #[test]
    fn one_unit_prints_alone_in_the_form_that_it_uses_with_the_layout_of_the_workspace() {
        let (_folder, ruang) = salin_sampel("pemprov");
        let (kode, tampak, galat) = cetak(&ruang, &["pk", "--unit", "DINKES"]);
        assert_eq!(kode, Some(0), "{tampak}{galat}");
        let pdf = ruang.join("hasil/cetak/pk/DINKES.pdf");
        if let Some(isi) = tulisan(&pdf) {
            assert!(isi.contains("Sasaran Khusus") && isi.contains("e-Monev"), "{isi}");
        }
        let bawaan = fs::read(&pdf).expect("a PDF");
        let milik = ruang.join("templat/dokumen");
        fs::create_dir_all(&milik).expect("a folder");
        fs::write(milik.join("pk-dki.typ"), "#import \"umum.typ\": *\nPK milik #isi.unit.nama\n").expect("a layout");
        assert_eq!(cetak(&ruang, &["pk", "--unit", "DINKES"]).0, Some(0));
        let kami = fs::read(&pdf).expect("a PDF");
        assert!(kami.len() < bawaan.len());
        fs::write(milik.join("pk-dki.typ"), "= Judul\n#unit.nama\n").expect("a layout");
        let (kode, tampak, galat) = cetak(&ruang, &["pk", "--unit", "DINKES", "--unit", "DISHUB"]);
        assert_eq!(kode, Some(1), "{tampak}{galat}");
        assert!(galat.contains("templat/dokumen/pk-dki.typ baris 2 kolom 2: nama tidak dikenal: unit"), "{galat}");
    }

    #[test]
    fn plans_and_the_register_are_printed() {
        let (_folder, ruang) = salin_sampel("pemprov");
        let (kode, tampak, _) = cetak(&ruang, &["ra", "--unit", "DISDIK"]);
        assert_eq!(kode, Some(0), "{tampak}");
        let (kode, tampak, _) = cetak(&ruang, &["tanda-terima"]);
        assert_eq!(kode, Some(0), "{tampak}");
        let Some(rencana) = tulisan(&ruang.join("hasil/cetak/ra/DISDIK.pdf")) else { return };
        assert!(rencana.contains("Kriteria Keberhasilan") && rencana.contains("TW IV"), "{rencana}");
        let daftar = tulisan(&ruang.join("hasil/cetak/tanda-terima.pdf")).expect("pdftotext");
        assert!(daftar.contains("Pengukuran Kinerja") && daftar.contains("dipakai"), "{daftar}");
    }

    #[test]
    fn nothing_runs_off_the_page_with_one_or_sixty_indicators_or_long_texts() {
        let kata = "Terwujudnya pertanggungjawaban penyelenggaraan pemerintahan ";
        let panjang: String = kata.chars().cycle().take(2000).collect();
        let tanpa_jeda = "x".repeat(2000);
        for (banyak, teks) in [(1, "Pendek"), (60, kata), (1, &panjang), (60, &panjang), (2, &tanpa_jeda)] {
            for (nama, pdf) in lembar(banyak, teks) {
                let folder = tempfile::tempdir().expect("a temporary folder");
                let jalur = folder.path().join("uji.pdf");
                fs::write(&jalur, &pdf).expect("a file");
                let Some(luar) = kata_di_luar_halaman(&jalur) else { return };
                assert!(luar.is_empty(), "{nama}, {banyak} indikator: {luar:?}");
                let isi = tulisan(&jalur).expect("pdftotext");
                for nomor in 1..=banyak {
                    let kode = format!("IKK {nomor}");
                    let ada = isi
                        .match_indices(&kode)
                        .any(|(letak, _)| !isi[letak + kode.len()..].starts_with(|huruf: char| huruf.is_ascii_digit()));
                    assert!(ada, "{nama}: indicator {nomor} of {banyak} is missing");
                }
                // Every page has a header, but the statement and at most one page of signatures.
                let halaman = isi.matches("Halaman ").count();
                let kepala: usize =
                    ["Target", "Tahunan", "Anggaran"].map(|judul| isi.matches(judul).count()).iter().sum();
                assert!(kepala + 2 >= halaman, "{nama}: {kepala} headers on {halaman} pages");
            }
        }
    }

    #[test]
    fn the_recap_stands_beside_its_workbook_and_a_broken_layout_stops_nothing_else() {
        let (_folder, ruang) = salin_sampel("politeknik");
        let jalur = ruang.display().to_string();
        let jalankan = || {
            let keluaran = selaras(&["konsolidasi", &jalur, "--tanggal", "2026-07-20", "--diam"]);
            (keluaran.status.code(), teks(&keluaran.stdout), teks(&keluaran.stderr))
        };
        let pdf = ruang.join("hasil/rekap-2026.pdf");
        let baca = || fs::read(&pdf).expect("the recap as PDF");
        let (kode, tampak, galat) = jalankan();
        assert!(kode == Some(1) && tampak.contains("rekap-2026.pdf"), "{tampak}{galat}");
        let pertama = baca();
        jalankan();
        assert!(pertama == baca(), "two runs over the same files differ");
        let milik = ruang.join("templat/dokumen");
        fs::create_dir_all(&milik).expect("a folder");
        fs::write(milik.join("rekap.typ"), "#import \"umum.typ\": *\n\n#isi.tidak_ada\n").expect("a layout");
        let (kode, tampak, galat) = jalankan();
        assert_eq!(kode, Some(1), "{galat}");
        assert!(
            galat.contains("templat/dokumen/rekap.typ baris 3 kolom 6: data tidak memuat \"tidak_ada\""),
            "{galat}"
        );
        assert!(!pdf.exists(), "figures of an earlier run would be read as today's");
        assert!(tampak.contains("rekap-2026.xlsx") && ruang.join("hasil/koreksi").is_dir(), "{tampak}");
    }

    fn lembar(banyak: usize, teks: &str) -> Vec<(&'static str, Vec<u8>)> {
        let mut pencetak = Pencetak::baru(
            TataLetak::dengan(std::collections::BTreeMap::new()),
            &Kop { baris: vec!["POLITEKNIK CONTOH".into()], logo: None },
            NaiveDate::from_ymd_opt(2026, 7, 20).expect("a day"),
        )
        .expect("the shipped layouts");
        let pk = pk(banyak, teks);
        let mut hasil: Vec<_> =
            ["pk", "pk-dki"].map(|nama| (nama, pencetak.cetak(nama, &pk).expect("a page").pdf)).into_iter().collect();
        let rencana = rencana(banyak, teks);
        hasil.push(("rencana-aksi", pencetak.cetak("rencana-aksi", &rencana).expect("a page").pdf));
        hasil
    }

    /// The text for every twentieth indicator, a short one for those between.
    fn selang(nomor: usize, teks: &str) -> String {
        if nomor % 20 == 1 { teks.to_string() } else { "Persentase kegiatan yang terlaksana".to_string() }
    }

    fn kepala(teks: &str) -> Kepala {
        let pihak = |nama: &str| Pihak { nama: Some(nama.into()), jabatan: Some(teks.into()), nip: None };
        Kepala {
            instansi: "Politeknik Contoh".into(),
            tahun: 2026,
            unit: NamaUnit { kode: "JTI".into(), nama: "Jurusan Teknologi Informasi".into() },
            perubahan: false,
            pertama: pihak("Contoh Budiman"),
            kedua: Some(pihak("Contoh Wirawan")),
            pengesahan: Some("Kota Contoh, 16 Februari 2026".into()),
            berkas: "pk.xlsx".into(),
        }
    }

    fn pk(banyak: usize, teks: &str) -> Pk {
        let indikator = (1..=banyak).map(|nomor| IndikatorPk {
            kode: Some(format!("IKK {nomor}")),
            teks: selang(nomor, teks),
            satuan: Some("Dokumen".into()),
            target: Some(nomor.to_string()),
            target_lengkap: Some(format!("{nomor} Dokumen")),
            target_tw: [const { None }; 4],
            sumber_data: None,
            cara: Some(selang(nomor, teks)),
            keterangan: None,
        });
        let baris = (1..=banyak).map(|nomor| BarisAnggaran {
            jenis: "data",
            nomor: Some(nomor),
            kode: None,
            program: Some(selang(nomor, teks)),
            pagu: Some("Rp123.456.789.012.345".into()),
            dana: Some(selang(nomor, teks)),
        });
        Pk {
            kepala: kepala("Ketua Jurusan"),
            judul: JudulPk { sasaran: "Sasaran".into(), indikator: "Indikator Kinerja".into() },
            bagian: vec![BagianPk {
                nama: Some("Sasaran Strategis".into()),
                sasaran: vec![SasaranPk { nomor: 1, teks: teks.to_string(), indikator: indikator.collect() }],
            }],
            anggaran: vec![TabelAnggaran { judul: "Program".into(), ada_dana: true, baris: baris.collect() }],
            formulir: "pk-satuan".into(),
        }
    }

    fn rencana(banyak: usize, teks: &str) -> RencanaAksi {
        let aksi = |nomor: usize| Aksi {
            teks: Some(selang(nomor, teks)),
            kriteria: Some(selang(nomor, teks)),
            keluaran: Some(selang(nomor + 1, teks)),
            waktu: Some("TW I, TW II, TW III, TW IV".into()),
            penanggung_jawab: Some(selang(nomor, teks)),
            anggaran: Some("Rp123.456.789.012".into()),
        };
        let indikator = (1..=banyak).map(|nomor| IndikatorRencana {
            nomor: 1,
            sasaran: teks.to_string(),
            kode: Some(format!("IKK {nomor}")),
            teks: selang(nomor, teks),
            target: Some(format!("{nomor} Dokumen")),
            target_tw: [const { None }; 4],
            aksi: vec![aksi(nomor), aksi(nomor + 1)],
        });
        let ada = Ada {
            target: true,
            aksi: true,
            kriteria: true,
            keluaran: true,
            waktu: true,
            penanggung_jawab: true,
            anggaran: true,
            target_tw: false,
        };
        RencanaAksi { kepala: kepala("Ketua Jurusan"), indikator: indikator.collect(), ada }
    }
}
