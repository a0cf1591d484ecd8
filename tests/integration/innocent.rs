//! Right work as an officer writes it: units with what they belong to, units of measure and notes beside figures, dates,
//! signatures by proxy, spans. Nothing of it is an error or a warning.

use selaras::finding::{Severity, Temuan};
use selaras::pipeline::example;

use crate::real::LIBRARY;

/// What is said about a form at the two graver levels.
fn grave(image: &str) -> Vec<String> {
    fn every(list: &[Temuan]) -> Vec<&Temuan> {
        list.iter().flat_map(|one| std::iter::once(one).chain(every(&one.follow_up))).collect()
    }
    let (outcome, _) = example::run(image, &LIBRARY).expect("a run");
    let about = every(&outcome.temuan).into_iter().filter(|one| one.place.file.starts_with("JTI/"));
    let told = about.filter(|one| one.severity >= Severity::Warning);
    told.map(|one| format!("{} {} {}", one.code, one.place.cell_text(), one.message)).collect()
}

/// Each of these, put into a form, leaves it right.
fn right(form: &str, shapes: &[&str]) {
    let told: Vec<String> = shapes
        .iter()
        .flat_map(|shape| grave(&form.replace("{}", shape)).into_iter().map(move |one| format!("{shape}: {one}")))
        .collect();
    assert!(told.is_empty(), "{told:#?}");
}

const SIGNED: &str = "\n|Direktur,||Kota Contoh, 5 Januari 2026\n|||Ketua Jurusan Teknologi Informasi,\n\n|Contoh Direktur||Dr. Budi Contoh, S.T., M.T.\n|NIP 19680203 199302 2 001||NIP 19700101 199501 1 001\n";

/// An agreement with one place to fill in.
fn agreement(head: &str, row: &str, foot: &str) -> String {
    format!("*** JTI/pk.xlsx\n=== PK\n{head}\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n{row}\n{foot}")
}

const PK: &str = "PERJANJIAN KINERJA TAHUN 2026";
const PROMISE: &str = "1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60";

/// A measurement of the second quarter with every column that is asked for.
fn measurement(title: &str, row: &str) -> String {
    format!(
        "*** JTI/tw2.xlsx\n=== Data\n{title}\nUnit Kerja : Jurusan Teknologi Informasi\n\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW|Capaian (%)|Kendala|Tindak Lanjut|PIC|Batas Waktu|Bukti Dukung\n{row}\n"
    )
}

const UK: &str = "PENGUKURAN KINERJA TRIWULAN II TAHUN 2026";
const START: &str = "1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan";

#[test]
fn a_unit_may_be_written_with_what_it_belongs_to() {
    let form = agreement(&format!("{PK}\nUnit Kerja : {{}}"), PROMISE, SIGNED);
    right(
        &form,
        &[
            "Jurusan Teknologi Informasi, Politeknik Contoh",
            "JURUSAN TEKNOLOGI INFORMASI - POLITEKNIK CONTOH",
            "Jurusan Teknologi Informasi Politeknik Contoh",
            "Jurusan Teknologi Informasi (JTI), Politeknik Contoh",
            "Politeknik Contoh / Jurusan Teknologi Informasi",
            "Jur. Teknologi Informasi",
            "Jurusan TI",
        ],
    );
}

#[test]
fn titles_name_their_quarter_in_many_ways() {
    let row = format!("{START}|%|60|30|31|103.33|-|-|-|-|Laporan penelusuran lulusan");
    right(
        &measurement("PENGUKURAN KINERJA {}", &row),
        &[
            "TRIWULAN KE-II TAHUN 2026",
            "TRIWULAN 2 TAHUN 2026",
            "TW-II T.A. 2026",
            "TRIWULAN II (APRIL - JUNI) TAHUN ANGGARAN 2026",
            "TRIWULAN KEDUA TAHUN 2026",
            "TRIWULAN ll TAHUN 2026",
            "TW-Il TAHUN 2026",
            "S.D. TRIWULAN II TAHUN 2026",
            "TAHUN 2026\nTriwulan : II (Dua)",
        ],
    );
}

#[test]
fn a_figure_may_stand_with_its_sign_or_its_unit() {
    let row = format!("{START}|%|60|30|{{}}|103.33|-|-|-|-|Laporan penelusuran lulusan");
    right(&measurement(UK, &row), &["31", "31%", "31 %", "'31", "31,0", "31 persen", "31,00 %"]);
    let target = format!("{START}|%|60|{{}}|31|103.33|-|-|-|-|Laporan penelusuran lulusan");
    right(&measurement(UK, &target), &["30", "30%", "≥ 30", "≥30%", "min. 30", "30,00"]);
    let achievement = format!("{START}|%|60|30|31|{{}}|-|-|-|-|Laporan penelusuran lulusan");
    right(&measurement(UK, &achievement), &["103,33", "103.33%", "103,33 %", "103.33333333", "103", "103,3"]);
    let satuan = format!("{START}|{{}}|60|30|31|103.33|-|-|-|-|Laporan penelusuran lulusan");
    right(&measurement(UK, &satuan), &["%", "persen", "Persen (%)", "Persen"]);
}

#[test]
fn what_is_to_be_done_until_when_may_be_said_in_many_ways() {
    let row =
        format!("{START}|%|60|30|24|80|Data belum lengkap|Penelusuran ulang|Kaprodi/Sekjur|{{}}|Laporan penelusuran");
    right(
        &measurement(UK, &row),
        &[
            "30 September 2026",
            "30/09/2026",
            "30-09-2026",
            "2026-09-30",
            "@2026-09-30",
            "s.d. 30 September 2026",
            "akhir September 2026",
            "Minggu ke-2 Agustus 2026",
            "Juli s.d. September 2026",
            "paling lambat 30 Sept 2026",
            "Triwulan III 2026",
        ],
    );
}

#[test]
fn evidence_may_be_named_in_many_ways() {
    let row = format!("{START}|%|60|30|31|103.33|-|-|-|-|{{}}");
    right(
        &measurement(UK, &row),
        &[
            "Laporan No. 12/PL.1/2026",
            "BA-12/2026 tanggal 30 Juni 2026",
            "SK Direktur No. 5 Tahun 2026",
            "https://arsip.contoh.example/jti/tw2",
            "Google Drive: https://drive.google.com/drive/folders/1aBcD",
            "Dokumen terlampir: rekap penelusuran.xlsx",
            "Aplikasi SIAKAD",
        ],
    );
}

#[test]
fn who_signs_for_another_signs() {
    let foot = |office: &str| SIGNED.replace("Ketua Jurusan Teknologi Informasi,", office);
    for office in [
        "Plt. Ketua Jurusan Teknologi Informasi,",
        "Plh. Ketua Jurusan Teknologi Informasi",
        "Pj. Ketua Jurusan Teknologi Informasi,",
        "Ketua Jurusan Teknologi Informasi Politeknik Contoh,",
    ] {
        let told = grave(&agreement(PK, PROMISE, &foot(office)));
        assert!(told.is_empty(), "{office}: {told:#?}");
    }
}

#[test]
fn days_and_numbers_of_civil_servants_may_be_written_in_many_ways() {
    let foot = |from: &str, to: &str| SIGNED.replace(from, to);
    for (from, to) in [
        ("Kota Contoh, 5 Januari 2026", "Kota Contoh, 05 Januari 2026"),
        ("Kota Contoh, 5 Januari 2026", "Kota Contoh, 5-1-2026"),
        ("Kota Contoh, 5 Januari 2026", "Kota Contoh,  5  Jan  2026"),
        ("NIP 19700101 199501 1 001", "NIP. 197001011995011001"),
        ("NIP 19700101 199501 1 001", "NIP : 19700101 199501 1 001"),
        ("NIP 19700101 199501 1 001", "Nip.19700101 199501 1 001"),
        ("Dr. Budi Contoh, S.T., M.T.", "BUDI CONTOH, ST., MT"),
        // Police and soldiers have another number.
        ("NIP 19700101 199501 1 001", "NRP 78010203"),
    ] {
        let told = grave(&agreement(PK, PROMISE, &foot(from, to)));
        assert!(told.is_empty(), "{to}: {told:#?}");
    }
}

#[test]
fn codes_may_stand_before_the_indicator_in_many_ways() {
    let form = agreement(PK, "1|Lulusan siap kerja|{}Persentase lulusan yang bekerja dalam 6 bulan|%|60", SIGNED);
    right(&form, &["", "[IKK 1.1.1] ", "IKK 1.1.1 ", "IKK 1.1.1. ", "IKK 1.1.1: ", "1. "]);
}

#[test]
fn notes_below_a_table_are_notes() {
    let form = measurement(UK, &format!("{START}|%|60|30|31|103.33|-|-|-|-|Laporan penelusuran lulusan\n\n{{}}"));
    right(
        &form,
        &[
            "*) data per 30 Juni 2026",
            "Catatan: penelusuran dilanjutkan pada triwulan III",
            "Sumber: SIM Akademik, diunduh 3 Juli 2026",
            "Keterangan :\n1. TW = triwulan\n2. PIC = penanggung jawab",
        ],
    );
}

#[test]
fn an_action_may_take_its_time_in_many_ways() {
    let form = "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI TAHUN 2026\nUnit Kerja : Jurusan Teknologi Informasi\n\nNo|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Waktu|Anggaran (Rp)|Penanggung Jawab\n1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|Pelacakan alumni|{}|Rp 10.000.000,-|Koordinator alumni\n";
    right(
        form,
        &[
            "TW I s.d. TW IV",
            "TW I - IV",
            "Triwulan I s/d IV",
            "Januari - Desember",
            "Jan s.d. Des 2026",
            "Sepanjang tahun",
            "Setiap bulan",
            "Setiap triwulan",
            "TW I, II, III, IV",
        ],
    );
}

#[test]
fn a_list_beside_an_agreement_is_no_agreement() {
    let form = agreement(&format!("{PK}\nUnit Kerja : Jurusan Teknologi Informasi"), PROMISE, SIGNED);
    let list = "=== Target per Prodi\nTARGET PER PROGRAM STUDI\n\nKode|Indikator Kinerja|Satuan|Target|Target Program Studi|<\n^|^|^|^|Mesin|Sipil\n1.1|Persentase lulusan yang bekerja dalam 6 bulan|%|60|55|65\n1.2|Jumlah mitra|Mitra|4|2|2\n";
    let told: Vec<String> = grave(&format!("{form}\n{list}"))
        .into_iter()
        .filter(|one| one.starts_with("TL") || one.starts_with("ID08"))
        .collect();
    assert!(told.is_empty(), "{told:#?}");
}

#[test]
fn grades_that_are_counted_or_stand_with_their_score_are_targets() {
    let form = agreement(PK, "1|Tata kelola|Kapabilitas pengawasan intern|Level|{}", SIGNED);
    let told: Vec<String> = ["Level 3 (skor 3,12)", "Level 3", "Inlier", "II / 450", "BB / 72,5", "Bintang 4"]
        .iter()
        .flat_map(|shape| grave(&form.replace("{}", shape)))
        .filter(|one| one.starts_with("NL03"))
        .collect();
    assert!(told.is_empty(), "{told:#?}");
    let wrong = grave(&form.replace("{}", "menunggu penilaian"));
    assert!(wrong.iter().any(|one| one.starts_with("NL03")), "{wrong:#?}");
}

#[test]
fn achievements_by_month_and_terms_of_a_school_are_accused_of_no_missing_quarter() {
    let monthly = "*** JTI/mutu.xlsx\n=== Mutu\nINDIKATOR MUTU 2026\n\nNo|Indikator|Target (%)|Capaian (%)|<|<\n^|^|^|Jan|Feb|Mar\n1|Kepatuhan kebersihan tangan|85|80|82|84\n2|Kepatuhan identifikasi|100|98|99|100\n";
    let term = "*** JTI/ganjil.xlsx\n=== Realisasi\nREALISASI PERJANJIAN KINERJA SEMESTER GANJIL\nTAHUN PELAJARAN 2025/2026\n\nNo|Indikator|Target Semester|Realisasi|Ketercapaian (%)\n1|Kehadiran guru|95|96|101,05\n2|Jumlah guru bersertifikat|14|15|107,14\n";
    for form in [monthly, term] {
        let told: Vec<String> = grave(form).into_iter().filter(|one| one.starts_with("ID09")).collect();
        assert!(told.is_empty(), "{told:#?}");
    }
}
