//! RA01: the action plan against the agreement.

use crate::domain::dokumen::JenisDokumen;
use crate::domain::kolom::Bidang;
use crate::finding::{Temuan, Tingkat};
use crate::rules::bantu::banding;
use crate::rules::bantu::kutip;
use crate::rules::bantu::mirip::{Selisih, pasangkan, sebunyi, terdekat};
use crate::rules::bantu::pasangan::{Kiriman, belum_memuat, pasangan, terhadap_pk};
use crate::rules::bantu::rekam::Rekam;
use crate::rules::bantu::tulis::tulis;
use crate::rules::{Aturan, Konteks, Periksa};
use crate::tables::Tables;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    kode: "RA01",
    nama: "Rencana Aksi tidak sesuai dengan PK",
    tingkat: Tingkat::Galat,
    apa: "Setiap indikator PK harus ada dalam Rencana Aksi unit itu, dengan bunyi dan target tahunan yang sama.",
    mengapa: "Rencana Aksi adalah cara mencapai PK; indikator yang terlewat tidak punya rencana, dan target yang berbeda membuat keduanya saling bertentangan.",
    sumber: "Instruksi Sekda DKI Jakarta 4/2024 lampiran B",
    salah: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Target|<|<|<
^|^|^|^|^|^|TW I|TW II|TW III|TW IV
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|«55»|Bursa kerja|15|30|45|55
",
    benar: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Target|<|<|<
^|^|^|^|^|^|TW I|TW II|TW III|TW IV
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|Bursa kerja|15|30|45|60
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let tables = konteks.tables;
    let ra = || tables.rencana_aksi().map(|row| *row);
    let kiriman = terhadap_pk(tables, JenisDokumen::RencanaAksi, ra());
    let mut temuan: Vec<Temuan> = kiriman.into_iter().flat_map(|satu| beda_himpunan(tables, satu)).collect();
    for (ra, pk) in pasangan(tables, ra(), tables.pk().map(|row| *row)).into_iter().filter(|(ra, _)| ra.pokok()) {
        temuan.extend(beda_bunyi(&ra, &pk));
        temuan.extend(beda_target(&ra, &pk));
    }
    temuan
}

fn beda_himpunan(tables: &Tables, kiriman: Kiriman<'_>) -> Vec<Temuan> {
    let kalimat = |rekam: &Rekam<'_>| rekam.kalimat().map(str::to_string);
    let Kiriman { unit, dokumen, lebih, hilang } = kiriman;
    let Selisih { lebih, hilang, berganti } = pasangkan(lebih, hilang, kalimat, kalimat);
    // A plan may hold further indicators (of programmes, say); only those that may stand for a missing one are told.
    let dugaan = lebih.iter().filter_map(|ra| Some((ra, terdekat_dari(ra, &hilang)?)));
    let mut temuan: Vec<Temuan> =
        berganti.iter().map(|(ra, pk)| (ra, pk)).chain(dugaan).filter_map(|(ra, pk)| berganti_nama(ra, pk)).collect();
    let saran = "Tambahkan indikator tersebut beserta rencana aksinya.";
    temuan.extend(belum_memuat(&ATURAN, tables, (unit, &dokumen), &hilang, ("Rencana Aksi", saran)));
    temuan
}

fn terdekat_dari<'h, 'a>(ra: &Rekam<'_>, hilang: &'h [Rekam<'a>]) -> Option<&'h Rekam<'a>> {
    let mirip = terdekat(ra.kalimat()?, hilang.iter().filter_map(Rekam::kalimat))?;
    hilang.iter().find(|pk| pk.kalimat() == Some(mirip))
}

fn berganti_nama(ra: &Rekam<'_>, pk: &Rekam<'_>) -> Option<Temuan> {
    let (milik, maksud) = (ra.label(), pk.label());
    let pesan = format!("Indikator {} tidak ada dalam PK; mungkin maksudnya {}.", kutip(&milik), kutip(&maksud));
    let saran = "Tulis kode dan bunyi indikator persis seperti dalam PK.";
    let temuan = ra.temuan_di(&ATURAN, ra.tempat_indikator()?, pesan, saran);
    Some(temuan.beda(milik, maksud).semua_terkait(pk.tempat_indikator()))
}

fn beda_bunyi(ra: &Rekam<'_>, pk: &Rekam<'_>) -> Option<Temuan> {
    let (milik, acuan) = (ra.kalimat()?, pk.kalimat()?);
    if sebunyi(milik, acuan) {
        return None;
    }
    let pesan = format!("Bunyi indikator dalam Rencana Aksi, {}, berbeda dari PK, {}.", kutip(milik), kutip(acuan));
    let saran = "Samakan bunyi indikator dengan PK yang sudah disepakati.";
    let temuan = ra.temuan_di(&ATURAN, ra.tempat_indikator()?, pesan, saran);
    Some(temuan.beda(milik, acuan).semua_terkait(pk.tempat_indikator()))
}

fn beda_target(ra: &Rekam<'_>, pk: &Rekam<'_>) -> Option<Temuan> {
    let kolom = Bidang::Target.tahunan();
    let kolom_pk = [kolom, Bidang::Target.berjalan()].into_iter().find(|kolom| pk.punya(*kolom))?;
    let (milik, acuan) = (ra.isian_sendiri(kolom)?, pk.isian(kolom_pk)?);
    let beda = banding::isian(milik, acuan, ra.persen() || pk.persen())?;
    let (ditemukan, seharusnya) = (tulis(&milik.nilai), tulis(&acuan.nilai));
    let pesan = format!("Target tahunan dalam Rencana Aksi {ditemukan}, sedangkan dalam PK {seharusnya}.");
    let saran = format!("Samakan target dengan PK, yaitu {seharusnya}; bila PK yang keliru, perbaiki PK-nya.");
    let temuan = ra.temuan(&ATURAN, kolom, pesan, &saran)?;
    let temuan = temuan.beda(ditemukan, seharusnya).semua_terkait(pk.tempat(kolom_pk));
    Some(beda.pasang(temuan))
}

#[cfg(test)]
mod tests {
    use crate::rules::bantu::uji::sel;

    fn ra(baris: &str) -> Vec<String> {
        let pk = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|60\n2|Kerja sama|Jumlah mitra industri|Mitra|12";
        let kepala = "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI\n\nNo|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Target|<|<|<\n^|^|^|^|^|^|TW I|TW II|TW III|TW IV";
        sel("RA01", &format!("{pk}\n{kepala}\n{baris}"))
    }

    const LULUSAN: &str = "1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|60|Bursa kerja|15|30|45|60";

    #[test]
    fn a_missing_indicator_is_told_at_the_header() {
        assert_eq!(ra(LULUSAN), ["C3"]);
    }

    #[test]
    fn a_small_change_of_wording_is_one_finding_and_a_large_one_is_two() {
        assert_eq!(
            ra(&format!("{LULUSAN}\n2|Kerja sama|Jumlah mitra industri baru|Mitra|12|Kunjungan|3|3|3|3")),
            ["C3", "C6"]
        );
        assert_eq!(ra(&format!("{LULUSAN}\n2|Kerja sama|Jumlah mitra industry|Mitra|12|Kunjungan|3|3|3|3")), ["C6"]);
    }

    #[test]
    fn further_indicators_and_actions_are_no_fault() {
        let lain = "2|Kerja sama|Jumlah mitra industri|Mitra|12|Kunjungan|3|3|3|3\n|||||Pertemuan||||\n3|Umum|Nilai kebersihan|Nilai|4|Kerja bakti|4|4|4|4";
        assert_eq!(ra(&format!("{LULUSAN}\n{lain}")), Vec::<String>::new());
    }
}
