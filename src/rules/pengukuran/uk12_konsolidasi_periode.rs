//! UK12: nobody says how the quarters make the year.

use std::collections::HashSet;

use crate::domain::capaian::simpulkan;
use crate::domain::dokumen::JenisDokumen;
use crate::domain::kolom::{Bidang, Periode};
use crate::finding::{Temuan, Tingkat};
use crate::rules::bantu::deret::{Deret, Titik, berata, berjumlah, penjumlahan};
use crate::rules::bantu::rekam::{Rekam, baris_indikator};
use crate::rules::bantu::{angka, sama};
use crate::rules::{Aturan, Konteks, Periksa};
use crate::tables::hitung::bilangan;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    kode: "UK12",
    nama: "Cara menghitung triwulan menjadi tahun tidak dapat ditentukan",
    tingkat: Tingkat::Peringatan,
    apa: "Bila kaskade tidak menyebut Konsolidasi Periode, cara hitungnya disimpulkan dari target triwulan. Peringatan muncul bila target triwulan tidak berjumlah, tidak berakhir pada, dan tidak sama dengan target tahunan.",
    mengapa: "Tanpa cara hitung yang jelas, capaian sampai dengan triwulan ini tidak dapat dihitung dengan benar.",
    sumber: "praktik LLDIKTI, BPS, dan Banjarnegara: kata kumulatif dipakai dengan dua arti yang berlawanan",
    salah: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Target
IKU 1.1||IKU||Jumlah mitra industri|Mitra|40
IKK 1.1.1|IKU 1.1|IKK|JTI|Jumlah mitra industri jurusan|Mitra|40
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Target|<|<|<
^|^|^|^|^|^|TW I|TW II|TW III|TW IV
1|Kerja sama|Jumlah mitra industri jurusan|Mitra|«40»|Kunjungan industri|5|20|10|30
",
    benar: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Target
IKU 1.1||IKU||Jumlah mitra industri|Mitra|40
IKK 1.1.1|IKU 1.1|IKK|JTI|Jumlah mitra industri jurusan|Mitra|40
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Target|<|<|<
^|^|^|^|^|^|TW I|TW II|TW III|TW IV
1|Kerja sama|Jumlah mitra industri jurusan|Mitra|40|Kunjungan industri|5|15|10|10
",
    periksa: Periksa::Ruang(periksa),
};

/// Where quarter targets stand, the plan first: an indicator is asked about once.
const URUTAN: [JenisDokumen; 3] = [JenisDokumen::RencanaAksi, JenisDokumen::Pk, JenisDokumen::Pengukuran];

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let mut sudah: HashSet<(&str, &str)> = HashSet::new();
    let mut temuan = Vec::new();
    for rekam in URUTAN.into_iter().flat_map(|jenis| baris_indikator(konteks.tables, jenis)).filter(Rekam::pokok) {
        let Some(deret) = Deret::target(rekam).filter(|deret| !deret.kumulatif) else { continue };
        let Some((setahun, titik)) = bandingan(&deret) else { continue };
        let kunci = rekam.unit().zip(rekam.kunci());
        if kunci.is_none_or(|kunci| sudah.insert(kunci)) && !diketahui(&rekam) && !tersimpul(&deret, &titik, setahun) {
            temuan.extend(satu(&rekam, &titik, setahun, &deret));
        }
    }
    temuan
}

fn diketahui(rekam: &Rekam<'_>) -> bool {
    rekam.simpul().is_some_and(|simpul| simpul.konsolidasi_periode.is_some())
}

/// The annual target and at least two figures over the year.
fn bandingan(deret: &Deret<'_>) -> Option<(f64, Vec<Titik>)> {
    let isian = deret.rekam.isian(Bidang::Target.tahunan())?;
    let setahun = bilangan(&isian.nilai, deret.rekam.persen())?;
    let titik = deret.angka().filter(|titik| titik.len() >= 2)?;
    Some((setahun, titik))
}

fn tersimpul(deret: &Deret<'_>, titik: &[Titik], setahun: f64) -> bool {
    if deret.bulanan() {
        // Months as running totals may go the wrong way in between, which is the business of RA06.
        return berjumlah(titik, setahun) || titik.last().is_some_and(|(_, akhir)| sama(*akhir, setahun));
    }
    let mut target = [None; 4];
    for (kolom, nilai) in titik {
        if let Periode::Triwulan(triwulan) = kolom.periode {
            target[triwulan as usize] = Some(*nilai);
        }
    }
    simpulkan(&target, setahun).is_some() || berata(titik, setahun)
}

fn satu(rekam: &Rekam<'_>, titik: &[Titik], setahun: f64, deret: &Deret<'_>) -> Option<Temuan> {
    let jumlah: f64 = titik.iter().map(|(_, angka)| angka).sum();
    let akhir = titik.last().map(|(_, akhir)| *akhir)?;
    let pesan = format!(
        "Target tahunan {} bukan jumlah target triwulannya ({} = {}), bukan rata-ratanya, dan bukan nilai akhirnya ({}).",
        angka(setahun),
        penjumlahan(titik),
        angka(jumlah),
        angka(akhir)
    );
    let saran = "Perbaiki target triwulannya, atau minta biro perencanaan mengisi Konsolidasi Periode indikator ini di kaskade.";
    let temuan = rekam.temuan(&ATURAN, Bidang::Target.tahunan(), pesan, saran)?.ditemukan(angka(setahun));
    Some(temuan.semua_terkait(deret.tempat()))
}

#[cfg(test)]
mod tests {
    use crate::rules::bantu::uji::sel;

    fn ra(konsolidasi: &str, target: &str) -> usize {
        let kaskade = format!(
            "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Konsolidasi Periode|Target\nIKK 1.1||IKK|JTI|Jumlah mitra|Mitra|{konsolidasi}|40"
        );
        let ra = "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI\n\nNo|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Target|<|<|<\n^|^|^|^|^|^|TW I|TW II|TW III|TW IV";
        sel("UK12", &format!("{kaskade}\n{ra}\n1|A|Jumlah mitra|Mitra|40|Kunjungan|{target}")).len()
    }

    #[test]
    fn nothing_is_asked_where_the_cascade_says_or_the_figures_tell() {
        assert_eq!(ra("jumlah", "5|20|10|30"), 0);
        assert_eq!(ra("", "10|10|10|10"), 0);
        assert_eq!(ra("", "10|20|30|40"), 0);
        assert_eq!(ra("", "40|40|40|40"), 0);
        assert_eq!(ra("", "35|45|35|45"), 0);
        assert_eq!(ra("", "|||30"), 0);
    }

    #[test]
    fn figures_that_fit_no_reading_are_told() {
        assert_eq!(ra("", "5|20|10|30"), 1);
        assert_eq!(ra("", "10||20|"), 1);
    }
}
