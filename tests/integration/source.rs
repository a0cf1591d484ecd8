//! Exports of the systems that agreements name: set against the forms, and counted nowhere.

use std::path::Path;

use crate::shared::{copy_sample, selaras};

/// What a run finds by a rule: file, cells and message.
fn found(workspace: &Path, code: &str) -> Vec<(String, String, String)> {
    let path = workspace.display().to_string();
    selaras(&["konsolidasi", &path, "--tanggal", "2026-07-20", "--diam"]);
    let all = std::fs::read_to_string(workspace.join("hasil/data/temuan.jsonl")).expect("findings");
    let text = |one: &serde_json::Value, key: &str| one[key].to_string().trim_matches('"').to_string();
    all.lines()
        .map(|row| serde_json::from_str::<serde_json::Value>(row).expect("JSON"))
        .filter(|one| one["kode"] == code)
        .map(|one| (text(&one, "berkas"), text(&one, "sel"), text(&one, "pesan")))
        .collect()
}

/// What every indicator reached, by its key and quarter.
fn figures(workspace: &Path) -> Vec<String> {
    let table = selaras::tables::parquet::read(&workspace.join("hasil/data/pengukuran.parquet")).expect("a table");
    let columns = ["unit", "kunci", "triwulan", "target_banding", "realisasi", "capaian"];
    let columns = columns.map(|name| table.column(name).expect("a column").clone());
    let row = |row: usize| columns.iter().map(|one| format!("{:?} ", one.get(row).expect("a value"))).collect();
    (0..table.height()).map(row).collect()
}

#[test]
fn an_export_is_set_against_the_forms_cell_by_cell_and_moves_no_figure() {
    let (_keep, workspace) = copy_sample("sekretariat");
    assert!(found(&workspace, "UK21").is_empty());
    let before = figures(&workspace);
    std::fs::create_dir(workspace.join("sumber")).expect("a folder");
    std::fs::write(
        workspace.join("sumber/e-SAKIP.csv"),
        "Kode Perangkat Daerah,Perangkat Daerah,Kode Indikator,Indikator Kinerja,Satuan,Target Tahunan,Realisasi TW I,Realisasi TW II,Realisasi TW III,Realisasi TW IV\n\
         TU,Subbagian Tata Usaha dan Kepegawaian,IKK 1.1,Persentase layanan tata usaha dan kepegawaian yang selesai tepat waktu,%,95,96,90,,\n\
         PRG,Subbagian Program dan Keuangan,IKK 2.1,Jumlah dokumen perencanaan dan pelaporan yang disusun sesuai jadwal,Dokumen,8,2,2,,\n",
    )
    .expect("an export");
    let told = found(&workspace, "UK21");
    let [(file, _, message)] = told.as_slice() else { panic!("{told:?}") };
    assert!(file.starts_with("TU/Pengukuran TW II"), "{told:?}");
    assert!(message.contains("96") && message.contains("ekspor e-SAKIP 90"), "{told:?}");
    assert_eq!(figures(&workspace), before);
}

#[test]
fn criteria_of_an_export_are_set_against_those_of_the_plan() {
    let (_keep, workspace) = copy_sample("pemprov");
    std::fs::create_dir(workspace.join("sumber")).expect("a folder");
    // DINKES plans with the criteria of the sample; one of these is not among them.
    let plan = selaras::tables::parquet::read(&{
        found(&workspace, "RA11");
        workspace.join("hasil/data/rencana_aksi.parquet")
    })
    .expect("a table");
    let column = |name: &str| {
        let text = plan.column(name).expect("a column").str().expect("texts").clone();
        text.iter().map(|one| one.unwrap_or_default().to_string()).collect::<Vec<_>>()
    };
    let (units, codes, wordings, criteria) =
        (column("unit"), column("simpul"), column("indikator"), column("kriteria"));
    let mine: Vec<usize> =
        (0..units.len()).filter(|row| units[*row] == "DINKES" && !criteria[*row].is_empty()).collect();
    let subject = &codes[mine[0]];
    let mut export =
        "Kode Unit,Kode Indikator,Indikator Kegiatan,Tahapan Kegiatan,Kriteria Keberhasilan,Target/Output,Waktu\n"
            .to_string();
    for row in mine.iter().filter(|row| codes[**row] == *subject) {
        export += &format!("DINKES,{subject},\"{}\",Tahap,\"{}\",Laporan,TW 1\n", wordings[*row], criteria[*row]);
    }
    let path = workspace.join("sumber/F8K.csv");
    std::fs::write(&path, &export).expect("an export");
    assert!(found(&workspace, "RA11").is_empty());
    std::fs::write(
        &path,
        export + &format!("DINKES,{subject},\"{}\",Tahap,Dihadiri semua puskesmas,Laporan,TW 2\n", wordings[mine[0]]),
    )
    .expect("an export");
    let told = found(&workspace, "RA11");
    let [(file, _, message)] = told.as_slice() else { panic!("{told:?}") };
    assert!(file.starts_with("DINKES/RA") && message.contains("Dihadiri semua puskesmas"), "{told:?}");
}
