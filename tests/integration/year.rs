//! A full year on both samples, by the script that people may run: each state is held.

#![cfg(unix)]

use std::path::Path;
use std::process::Command;

use crate::shared::root;

fn played(sample: &str, unit: &str, target: &Path) -> String {
    let output = Command::new("sh")
        .arg(root().join("samples/setahun.sh"))
        .args([sample, unit])
        .arg(target)
        .env("SELARAS", crate::shared::program())
        .output()
        .expect("a shell");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What stands between one state and the one before.
fn part<'t>(told: &'t str, state: &str) -> &'t str {
    let end = told.find(&format!("== {state}")).unwrap_or_else(|| panic!("{state} was not reached:\n{told}"));
    let start = told[..end].rfind("== ").unwrap_or_default();
    &told[start..end]
}

fn a_year(sample: &str, unit: &str) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let told = played(sample, unit, folder.path());
    assert!(part(&told, "diterima dan diperiksa").contains("Selesai: konsolidasi-2026.xlsx"), "{told}");
    assert!(part(&told, "pengesahan ditolak").contains("TW II tidak disahkan"), "{told}");
    assert!(part(&told, "ditolak sekali").contains("menolak; sebabnya: Belum ditandatangani"), "{told}");
    let ratified = part(&told, "PK dan RA disahkan");
    assert!(ratified.contains("PK ") && ratified.contains(&format!("RA {unit}: Resmi, versi 1")), "{told}");
    let back = part(&told, "salinan bertanda tangan kembali");
    assert!(back.contains(&format!("PK {unit} bertanda tangan.pdf adalah salinan PK {unit} nomor ")), "{told}");
    assert!(back.contains("tanpa tanda tangan elektronik"), "{told}");
    for (procedure, document) in [
        ("politeknik-strategi", "ra"),
        ("bkpsdm-90-2023", "pk"),
        ("kpu-44-2022", "pk"),
        ("dki-4-2024", "pk"),
        ("nganjuk-data-kinerja", "pk"),
        ("nganjuk-data-kinerja", "tw2"),
    ] {
        let gone = part(&told, &format!("prosedur {procedure} ({document}) sampai arsip"));
        assert!(gone.contains("menolak; sebabnya: Diminta memperbaiki"), "{procedure} {document}: {gone}");
        assert!(gone.contains("1 kali kembali (Diminta memperbaiki)"), "{procedure} {document}: {gone}");
        let name = document.replace("tw2", "TW II").to_uppercase();
        let through = gone.lines().find(|line| line.starts_with("Selesai (")).unwrap_or_else(|| panic!("{gone}"));
        assert!(through.contains(&format!("{name} {unit}")), "{procedure} {document}: {gone}");
        assert!(gone.contains("Utuh"), "{procedure} {document}: {gone}");
    }
    let quarters = part(&told, "TW I dan TW II resmi");
    assert!(quarters.contains("TW I: Resmi, versi 1") && quarters.contains("TW II: Resmi, versi 1"), "{told}");
    let second = part(&told, "versi 2 resmi");
    assert!(second.contains("TW II versi 1 dibuka kembali") && second.contains("TW II: Resmi, versi 2"), "{told}");
    let amended = part(&told, "RA diubah dengan alasan");
    assert!(amended.contains("ditolak: forum belum disebut"), "{told}");
    assert!(amended.contains(&format!("RA {unit}: Resmi, versi 2")), "{told}");
    let closed = part(&told, "tahun ditutup");
    assert!(closed.contains("Setahun: Resmi, versi 1") && closed.contains("Utuh"), "{told}");
    assert!(part(&told, "tahun berikutnya dibuka").contains("Selesai"), "{told}");
    let refused = part(&told, "tahun 2027: PK ditolak sekali");
    assert!(refused.contains("menolak; sebabnya: Target belum dibahas"), "{told}");
    assert!(refused.contains("1 kali kembali (Target belum dibahas)"), "{told}");
    let done = part(&told, "tahun 2027: PK disahkan dan diarsipkan");
    assert!(done.contains(&format!("PK {unit}: Resmi, versi 1")) && done.contains("Utuh"), "{told}");
    assert!(done.lines().any(|line| line.starts_with("Selesai (") && line.contains(&format!("PK {unit}"))), "{told}");
    // The year that follows shows what was ratified, although nothing stands in `hasil/` of the year before.
    let next = folder.path().join(format!("{sample}-2027/hasil/data/lakip.json"));
    let table = std::fs::read_to_string(next).expect("the table of the next year");
    assert!(
        !table.contains("ruang kerja tahun lalu tidak disebut")
            && !table.contains("konsolidasi di ruang kerja tahun lalu"),
        "{table}"
    );
}

#[test]
fn a_year_of_the_polytechnic_is_played_through() {
    a_year("politeknik", "JTI");
}

#[test]
fn a_year_of_the_province_is_played_through() {
    a_year("pemprov", "DINKES");
}
