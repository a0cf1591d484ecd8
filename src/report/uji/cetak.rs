//! What is printed of small houses, and what is refused.

use super::*;
use crate::domain::dokumen::Pihak;
use crate::print::{self, Pk};

const PK: &str = "sasaran|indikator|satuan|target";

fn pk(jalur: &str, unit: &str, isi: &str) -> Berkas {
    let dokumen = dokumen()
        .unit(unit)
        .lembar("PK")
        .pejabat(Pihak::Pertama, "Ketua Jurusan,", Some("Contoh Budiman"), Some("196704061994122004"))
        .pejabat(Pihak::Kedua, "Direktur,", Some("Contoh Wirawan"), None)
        .tabel(PeranTabel::Indikator, &format!("{PK}\n{isi}"))
        .tabel(PeranTabel::Anggaran, "program|anggaran\nPendidikan|1000\nPenelitian|234\n=Jumlah|1234")
        .jadi();
    berkas(jalur, 5, vec![dokumen])
}

/// JTI promises three indicators under two objectives, JAK one; nobody else sent anything.
pub(super) fn rumah_pk() -> Rumah {
    Rumah::baru(
        vec![
            kaskade(
                &format!("{UNIT}\nJTS|Jurusan Teknik Sipil|||"),
                &format!("{SIMPUL}\n    IKK 1.3||IKK|JTS|Lain|%||||||||"),
            ),
            pk("JTI/pk.xlsx", "JTI", "Lulusan|Lulusan bekerja|%|60\nLulusan|Magang|Orang|120\nDosen|Nilai|Indeks|0,7"),
            pk("JAK/pk.xlsx", "JAK", "Lulusan|Lulusan bekerja|%|55"),
        ],
        Triwulan::I,
    )
}

fn galat(jalur: &str, lembar: Option<&str>, tingkat: Tingkat) -> Temuan {
    let tempat = Tempat { berkas: jalur.into(), lembar: lembar.map(str::to_string), sel: vec!["D9".parse().unwrap()] };
    Temuan::baru("PK05", tingkat, tempat, "Jumlahnya salah.", "Perbaiki.").unit(Some("JTI"))
}

fn nama(semua: &[Pk]) -> Vec<&str> {
    semua.iter().map(|satu| satu.kepala.unit.kode.as_str()).collect()
}

#[test]
fn an_agreement_holds_what_was_typed_as_it_will_be_read() {
    let rumah = rumah_pk();
    let cetakan = print::pk(&rumah.bahan(), &[]);
    assert_eq!(nama(&cetakan.jadi), ["JTI", "JAK"]);
    assert_eq!(cetakan.belum.iter().map(|unit| unit.kode.as_str()).collect::<Vec<_>>(), ["JTS"]);
    let satu = &cetakan.jadi[0];
    assert_eq!(satu.kepala.pertama.nama.as_deref(), Some("Contoh Budiman"));
    assert_eq!(satu.kepala.pertama.nip.as_deref(), Some("19670406 199412 2 004"));
    assert_eq!(satu.kepala.kedua.as_ref().unwrap().jabatan.as_deref(), Some("Direktur"));
    let sasaran = &satu.bagian[0].sasaran;
    assert_eq!((sasaran.len(), sasaran[0].indikator.len(), sasaran[1].nomor), (2, 2, 2));
    let target: Vec<_> =
        sasaran.iter().flat_map(|satu| &satu.indikator).map(|satu| satu.target_lengkap.clone()).collect();
    assert_eq!(target, [Some("60%".into()), Some("120 Orang".into()), Some("0,7 Indeks".to_string())]);
    let anggaran: Vec<_> =
        satu.anggaran[0].baris.iter().map(|baris| (baris.nomor, baris.pagu.as_deref().unwrap())).collect();
    assert_eq!(anggaran, [(Some(1), "Rp1.000"), (Some(2), "Rp234"), (None, "Rp1.234")]);
}

#[test]
fn an_agreement_with_a_finding_at_galat_is_refused_and_others_print() {
    let mut rumah = rumah_pk();
    rumah.temuan = vec![
        galat("JTI/pk.xlsx", Some("PK"), Tingkat::Galat),
        galat("JAK/pk.xlsx", Some("PK"), Tingkat::Peringatan),
        galat("JAK/pk.xlsx", Some("Lain"), Tingkat::Galat),
    ];
    let cetakan = print::pk(&rumah.bahan(), &[]);
    assert_eq!(nama(&cetakan.jadi), ["JAK"]);
    let [ditolak] = cetakan.ditolak.as_slice() else { panic!("{:?}", cetakan.ditolak) };
    assert_eq!((ditolak.unit.kode.as_str(), ditolak.berkas.as_str()), ("JTI", "JTI/pk.xlsx"));
    assert_eq!((ditolak.sebab[0].kode.as_str(), ditolak.sebab[0].tempat.as_str()), ("PK05", "PK › D9"));
}

#[test]
fn a_fault_of_the_whole_file_or_one_that_follows_refuses_too() {
    let mut rumah = rumah_pk();
    let mut induk = galat("lain.xlsx", None, Tingkat::Peringatan);
    induk.ikutan = vec![galat("JTI/pk.xlsx", Some("PK"), Tingkat::Galat)];
    rumah.temuan = vec![galat("JAK/pk.xlsx", None, Tingkat::Galat), induk];
    let cetakan = print::pk(&rumah.bahan(), &[]);
    assert_eq!((cetakan.jadi.len(), cetakan.ditolak.len()), (0, 2));
}

#[test]
fn only_the_units_that_were_named_are_printed() {
    let rumah = rumah_pk();
    let cetakan = print::pk(&rumah.bahan(), &["JAK".to_string()]);
    assert_eq!((nama(&cetakan.jadi), cetakan.belum.len()), (vec!["JAK"], 0));
}

#[test]
fn nobody_above_and_no_signature_means_that_one_signs_alone() {
    let sendiri = dokumen().unit("JTI").tabel(PeranTabel::Indikator, &format!("{PK}\nA|B|%|1")).jadi();
    let rumah = Rumah::baru(vec![kaskade(UNIT, SIMPUL), berkas("a.xlsx", 5, vec![sendiri])], Triwulan::I);
    let cetakan = print::pk(&rumah.bahan(), &[]);
    assert_eq!((&cetakan.jadi[0].kepala.kedua, &cetakan.jadi[0].kepala.pertama.nama), (&None, &None));
}

#[test]
fn a_plan_keeps_every_action_under_its_indicator() {
    let isi = "sasaran|indikator|target|rencana_aksi|keluaran|waktu
        Lulusan|Lulusan bekerja|60|Bursa kerja|1 laporan|TW 1
        Lulusan|Lulusan bekerja|60|Pelacakan alumni|1 laporan|TW 2,3
        Dosen|Publikasi|5|Lokakarya|2 naskah|TW 4";
    let rencana = dokumen().jenis(JenisDokumen::RencanaAksi).unit("JTI").tabel(PeranTabel::Indikator, isi).jadi();
    let rumah = Rumah::baru(vec![kaskade(UNIT, SIMPUL), berkas("ra.xlsx", 5, vec![rencana])], Triwulan::I);
    let cetakan = print::rencana_aksi(&rumah.bahan(), &[]);
    let semua: Vec<(usize, usize)> =
        cetakan.jadi[0].indikator.iter().map(|satu| (satu.nomor, satu.aksi.len())).collect();
    assert_eq!(semua, [(1, 2), (2, 1)]);
    assert_eq!(cetakan.jadi[0].indikator[0].aksi[1].waktu.as_deref(), Some("TW II, TW III"));
    assert!(!cetakan.jadi[0].ada.kriteria && cetakan.jadi[0].ada.keluaran);
}

#[test]
fn the_register_lists_every_file_and_trusts_mail_alone_for_the_hour() {
    let mut gagal = berkas("rusak.xlsx", 3, Vec::new());
    gagal.hasil = Err(crate::tables::GagalBaca { pesan: "Berkas tidak dibaca.".into(), saran: String::new() });
    let rumah = Rumah::baru(
        vec![
            kaskade(UNIT, SIMPUL),
            surel(ukur("surat.eml/JAK.xlsx", "JAK", Triwulan::I, "IKK 1.2|15|15|-|-|-|-")),
            ukur("JTI/tw1.xlsx", "JTI", Triwulan::I, "IKK 1.1|15|15|-|-|-|-"),
            gagal,
        ],
        Triwulan::I,
    );
    let daftar = print::tanda_terima(&rumah.bahan(), &[]);
    let baris: Vec<_> = daftar
        .baris
        .iter()
        .map(|satu| (satu.nomor, satu.berkas.as_str(), satu.diterima.is_some(), satu.keadaan.as_str()))
        .collect();
    assert_eq!(
        baris,
        [
            (1, "JTI/tw1.xlsx", false, "dipakai"),
            (2, "surat.eml/JAK.xlsx", true, "dipakai"),
            (3, "rusak.xlsx", false, "Berkas tidak dibaca."),
        ]
    );
    assert_eq!(daftar.baris[0].dokumen.as_deref(), Some("Pengukuran Kinerja TW I"));
}
