//! UK01: the measured indicators are not those of the agreement.

use crate::domain::dokumen::JenisDokumen;
use crate::domain::kolom::Bidang;
use crate::domain::nilai::Isian;
use crate::domain::teks;
use crate::finding::{Temuan, Tingkat};
use crate::rules::bantu::kutip;
use crate::rules::bantu::mirip::{Selisih, pasangkan, sebunyi, terdekat};
use crate::rules::bantu::pasangan::{Kiriman, belum_memuat, pasangan, terhadap_pk};
use crate::rules::bantu::rekam::Rekam;
use crate::rules::{Aturan, Konteks, Periksa};
use crate::tables::Tables;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    kode: "UK01",
    nama: "Indikator yang diukur berbeda dari PK",
    tingkat: Tingkat::Galat,
    apa: "Indikator dalam pengukuran harus sama dengan indikator PK unit itu: tidak ada yang hilang, tidak ada yang tambahan, dan bunyinya tidak berubah.",
    mengapa: "Capaian dihitung terhadap apa yang dijanjikan; indikator yang hilang atau berganti nama lenyap dari rekap.",
    sumber: "PRD LLDIKTI XVI; PermenPANRB 53/2014",
    salah: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
2|Kerja sama|Jumlah mitra industri|Mitra|12
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|«Indikator»|Satuan|Target|Target TW|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|31
",
    benar: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
2|Kerja sama|Jumlah mitra industri|Mitra|12
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|31
2|Kerja sama|Jumlah mitra industri|Mitra|12|6|7
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let tables = konteks.tables;
    let uk = || tables.pengukuran().map(|row| *row);
    let kiriman = terhadap_pk(tables, JenisDokumen::Pengukuran, uk());
    let mut temuan: Vec<Temuan> = kiriman.into_iter().flat_map(|satu| beda_himpunan(tables, satu)).collect();
    let mengukur =
        |rekam: &Rekam<'_>| rekam.terdaftar().is_some_and(|dokumen| dokumen.jenis == JenisDokumen::Pengukuran);
    let sama = pasangan(tables, uk(), tables.pk().map(|row| *row)).into_iter();
    temuan.extend(sama.filter(|(uk, _)| uk.pokok() && mengukur(uk)).filter_map(|(uk, pk)| beda_bunyi(&uk, &pk)));
    temuan
}

fn beda_himpunan(tables: &Tables, kiriman: Kiriman<'_>) -> Vec<Temuan> {
    let kalimat = |rekam: &Rekam<'_>| rekam.kalimat().map(str::to_string);
    let Kiriman { unit, dokumen, lebih, hilang } = kiriman;
    let semua_hilang: Vec<String> = hilang.iter().filter_map(kalimat).collect();
    let lebih: Vec<Rekam<'_>> = lebih.into_iter().filter(|rekam| !proksi(rekam)).collect();
    let Selisih { lebih, hilang, berganti } = pasangkan(lebih, hilang, kalimat, kalimat);
    let mut temuan: Vec<Temuan> = berganti.iter().filter_map(|(uk, pk)| berganti_nama(uk, pk)).collect();
    let saran = "Tambahkan baris untuk indikator tersebut beserta realisasinya.";
    temuan.extend(belum_memuat(&ATURAN, tables, (unit, &dokumen), &hilang, ("Pengukuran", saran)));
    temuan.extend(lebih.iter().filter_map(|rekam| tambahan(rekam, &semua_hilang)));
    temuan
}

/// Proxy indicators help to explain and are promised in no agreement (BPS).
fn proksi(rekam: &Rekam<'_>) -> bool {
    let jenis = rekam.isian(Bidang::Jenis.tahunan()).and_then(Isian::teks);
    jenis.is_some_and(|jenis| teks::kunci(jenis).contains("proksi"))
}

fn berganti_nama(uk: &Rekam<'_>, pk: &Rekam<'_>) -> Option<Temuan> {
    let (milik, maksud) = (uk.label(), pk.label());
    let pesan = format!("Indikator {} tidak ada dalam PK; mungkin maksudnya {}.", kutip(&milik), kutip(&maksud));
    let saran = "Tulis kode dan bunyi indikator persis seperti dalam PK.";
    let temuan = uk.temuan_di(&ATURAN, uk.tempat_indikator()?, pesan, saran);
    Some(temuan.beda(milik, maksud).semua_terkait(pk.tempat_indikator()))
}

fn beda_bunyi(uk: &Rekam<'_>, pk: &Rekam<'_>) -> Option<Temuan> {
    let (milik, acuan) = (uk.kalimat()?, pk.kalimat()?);
    if sebunyi(milik, acuan) {
        return None;
    }
    let pesan = format!("Bunyi indikator dalam pengukuran, {}, berbeda dari PK, {}.", kutip(milik), kutip(acuan));
    let saran = "Tulis bunyi indikator persis seperti dalam PK; bila kodenya yang keliru, perbaiki kodenya.";
    let temuan = uk.temuan_di(&ATURAN, uk.tempat_indikator()?, pesan, saran);
    Some(temuan.beda(milik, acuan).semua_terkait(pk.tempat_indikator()))
}

fn tambahan(rekam: &Rekam<'_>, hilang: &[String]) -> Option<Temuan> {
    let label = rekam.label();
    let mirip = terdekat(rekam.kalimat().unwrap_or(&label), hilang.iter().map(String::as_str));
    let dugaan = mirip.map(|mirip| format!("; mungkin maksudnya {}", kutip(mirip))).unwrap_or_default();
    let pesan = format!("Indikator {} tidak ada dalam PK unit ini{dugaan}.", kutip(&label));
    let saran = "Periksa kode dan bunyinya, atau hapus baris ini bila indikatornya memang tidak diperjanjikan.";
    Some(rekam.temuan_di(&ATURAN, rekam.tempat_indikator()?, pesan, saran).ditemukan(label))
}

#[cfg(test)]
mod tests {
    use crate::finding::Temuan;
    use crate::rules::bantu::uji::temuan as temuan_uji;

    fn uk(baris: &str) -> Vec<Temuan> {
        let pk = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|60\n2|Kerja sama|Jumlah mitra industri|Mitra|12";
        let kepala = "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II\n\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW";
        temuan_uji("UK01", &format!("{pk}\n{kepala}\n{baris}"))
    }

    fn sel(baris: &str) -> Vec<String> {
        uk(baris).iter().map(|temuan| temuan.tempat.teks_sel()).collect()
    }

    const LULUSAN: &str = "1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|31";

    #[test]
    fn missing_and_extra_are_two_findings_and_renamed_is_one() {
        assert_eq!(sel(&format!("{LULUSAN}\n2|Umum|Nilai kebersihan|Nilai|4|4|4")), ["C3", "C5"]);
        assert_eq!(sel(&format!("{LULUSAN}\n2|Kerja sama|Jumlah mitra industry|Mitra|12|6|7")), ["C5"]);
    }

    #[test]
    fn the_same_code_with_another_wording_is_renamed() {
        assert_eq!(
            sel(
                "1|Lulusan|[IKK 1.1.1] Persentase alumni bekerja|%|60|30|31\n2|Kerja sama|Jumlah mitra industri|Mitra|12|6|7"
            ),
            ["C4"]
        );
    }

    #[test]
    fn a_unit_without_an_agreement_is_not_compared() {
        let gambar = "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II\n\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW\n1|Umum|Nilai kebersihan|Nilai|4|4|4";
        assert!(temuan_uji("UK01", gambar).is_empty());
    }

    #[test]
    fn every_quarter_is_compared_on_its_own() {
        let kepala = "PENGUKURAN KINERJA\n\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW";
        let tw = |nama: &str| format!("*** JTI/{nama}.xlsx\n=== {nama}\n{kepala}\n{LULUSAN}");
        let pk = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|60\n2|Kerja sama|Jumlah mitra industri|Mitra|12";
        let hasil = temuan_uji("UK01", &format!("{pk}\n{}\n{}", tw("TW1"), tw("TW2")));
        assert_eq!(hasil.len(), 2);
    }
}
