//! KS06: a target that its children's targets do not make.

use crate::domain::capaian::gabung;
use crate::domain::kolom::Bidang;
use crate::domain::polaritas::KonsolidasiUnit;
use crate::domain::satuan::satuan_baku;
use crate::domain::simpul::Simpul;
use crate::finding::{Temuan, Tingkat};
use crate::rules::bantu::angka;
use crate::rules::bantu::rekam::himpun;
use crate::rules::bantu::sama;
use crate::rules::bantu::simpul::{ambil, nama, tempat, temuan};
use crate::rules::{Aturan, Konteks, Periksa};
use crate::tables::hitung::bilangan;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    kode: "KS06",
    nama: "Target induk tidak sesuai dengan target turunannya",
    tingkat: Tingkat::Peringatan,
    apa: "Target tahunan induk dibandingkan dengan jumlah, rata-rata, atau nilai lain dari target turunannya, sesuai kolom Konsolidasi Unit. Rata-rata boleh berbeda setengah persen karena pembulatan.",
    mengapa: "Bila target unit-unit tidak membentuk target lembaga, IKU dapat gagal walaupun semua unit mencapai targetnya.",
    sumber: "matriks kaskade Kementerian Keuangan; praktik konsolidasi target",
    salah: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
JTM|Jurusan Teknik Mesin|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Konsolidasi Unit|Target
IKU 1.2||IKU||Jumlah mitra industri|Mitra|jumlah|«40»
IKK 1.2.1|IKU 1.2|IKK|JTI|Jumlah mitra industri jurusan|Mitra||20
IKK 1.2.2|IKU 1.2|IKK|JTM|Jumlah mitra industri jurusan|Mitra||15
",
    benar: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
JTM|Jurusan Teknik Mesin|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Konsolidasi Unit|Target
IKU 1.2||IKU||Jumlah mitra industri|Mitra|jumlah|40
IKK 1.2.1|IKU 1.2|IKK|JTI|Jumlah mitra industri jurusan|Mitra||20
IKK 1.2.2|IKU 1.2|IKK|JTM|Jumlah mitra industri jurusan|Mitra||20
",
    periksa: Periksa::Ruang(periksa),
};

/// How far a mean may miss its parent because it was rounded.
const PEMBULATAN_RATA: f64 = 0.005;
/// So many children are named in the message.
const TERBANYAK: usize = 6;

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let terkonsolidasi = konteks.kaskade.terkonsolidasi();
    terkonsolidasi
        .filter_map(|(induk, cara, anak)| {
            let (induk, anak) = (konteks.kaskade.ambil(induk)?, ambil(konteks.kaskade, &anak));
            satu_induk(konteks, induk, cara, &anak)
        })
        .collect()
}

fn target(simpul: &Simpul) -> Option<f64> {
    bilangan(&simpul.target, satuan_baku(&simpul.satuan).persen)
}

/// Nothing is said while one of the targets is missing or is no figure.
fn satu_induk(konteks: &Konteks<'_>, induk: &Simpul, cara: KonsolidasiUnit, anak: &[&Simpul]) -> Option<Temuan> {
    let tertulis = target(induk)?;
    let butir: Vec<(f64, Option<f64>)> =
        anak.iter().map(|satu| Some((target(satu)?, satu.bobot))).collect::<Option<_>>()?;
    // A direct link has one child; where there are more, each must carry the parent's figure.
    let hasil = match cara {
        KonsolidasiUnit::Langsung => butir.iter().map(|(angka, _)| *angka).find(|angka| !sama(*angka, tertulis))?,
        cara => gabung(cara, &butir)?,
    };
    let rata = matches!(cara, KonsolidasiUnit::RataRata | KonsolidasiUnit::RataRataTertimbang);
    if sama(tertulis, hasil) || (rata && (tertulis - hasil).abs() <= PEMBULATAN_RATA * tertulis.abs()) {
        return None;
    }
    let rincian = rincian(anak, &butir);
    let pesan = format!(
        "Target {} adalah {}, padahal {} {} ({rincian}).",
        nama(induk),
        angka(tertulis),
        sebutan(cara),
        angka(hasil)
    );
    let saran = "Sesuaikan target induk atau target turunannya, atau perbaiki cara Konsolidasi Unit bila keliru.";
    let mut satu = temuan(konteks, &ATURAN, induk, Bidang::Target, pesan, saran)?;
    let tempat = himpun(anak.iter().filter_map(|satu| tempat(konteks.tables, satu, Bidang::Target)));
    satu.tempat.sel.extend(tempat.into_iter().flat_map(|tempat| tempat.sel));
    Some(satu.beda(angka(tertulis), angka(hasil)).selisih(tertulis - hasil))
}

fn rincian(anak: &[&Simpul], butir: &[(f64, Option<f64>)]) -> String {
    let mut bagian: Vec<String> = anak
        .iter()
        .zip(butir)
        .take(TERBANYAK)
        .map(|(satu, (nilai, _))| format!("{} = {}", nama(satu), angka(*nilai)))
        .collect();
    if anak.len() > TERBANYAK {
        bagian.push(format!("dan {} lainnya", anak.len() - TERBANYAK));
    }
    bagian.join(", ")
}

const fn sebutan(cara: KonsolidasiUnit) -> &'static str {
    match cara {
        KonsolidasiUnit::Jumlah => "jumlah target turunannya",
        KonsolidasiUnit::RataRata => "rata-rata target turunannya",
        KonsolidasiUnit::RataRataTertimbang => "rata-rata tertimbang target turunannya",
        KonsolidasiUnit::Maksimum => "target turunan tertinggi",
        KonsolidasiUnit::Minimum => "target turunan terendah",
        KonsolidasiUnit::Langsung | KonsolidasiUnit::Tanpa => "target turunan langsungnya",
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::bantu::uji::sel;

    fn kaskade(induk: &str, anak: &[&str]) -> Vec<String> {
        let kepala = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Konsolidasi Unit|Bobot|Target";
        let anak: Vec<String> = anak
            .iter()
            .enumerate()
            .map(|(nomor, isi)| format!("IKK 1.1.{nomor}|IKU 1.1|IKK|JTI|Anak {nomor}|Nilai||{isi}"))
            .collect();
        sel("KS06", &format!("{kepala}\nIKU 1.1||IKU||Induk|Nilai|{induk}\n{}", anak.join("\n")))
    }

    #[test]
    fn a_mean_may_be_rounded_a_sum_may_not() {
        assert_eq!(kaskade("rata-rata||83.3", &["|80", "|85", "|85"]), Vec::<String>::new());
        assert_eq!(kaskade("rata-rata||85", &["|80", "|85", "|85"]), ["I2,I3,I4,I5"]);
        assert_eq!(kaskade("jumlah||250.5", &["|80", "|85", "|85"]), ["I2,I3,I4,I5"]);
    }

    #[test]
    fn weights_count_and_a_direct_link_carries_the_figure() {
        assert_eq!(kaskade("rata-rata tertimbang||90", &["75|100", "25|60"]), Vec::<String>::new());
        assert_eq!(kaskade("langsung||90", &["|80"]), ["I2,I3"]);
        assert_eq!(kaskade("maksimum||90", &["|80", "|90"]), Vec::<String>::new());
    }

    #[test]
    fn a_missing_target_and_children_that_say_nothing_are_left_alone() {
        assert_eq!(kaskade("jumlah||90", &["|80", "|"]), Vec::<String>::new());
        assert_eq!(kaskade("tanpa||90", &["|80", "|70"]), Vec::<String>::new());
    }
}
