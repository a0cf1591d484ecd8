//! RA05: quarter targets that do not make the annual target.

use std::collections::HashMap;

use crate::domain::dokumen::JenisDokumen;
use crate::domain::kolom::{Bidang, Kolom};
use crate::domain::nilai::Isian;
use crate::domain::polaritas::KonsolidasiPeriode;
use crate::finding::{Temuan, Tingkat};
use crate::rules::bantu::banding;
use crate::rules::bantu::deret::{Deret, Titik, berata, berjumlah, penjumlahan};
use crate::rules::bantu::pasangan::pasangan;
use crate::rules::bantu::rekam::{Rekam, baris_indikator};
use crate::rules::bantu::tulis::tulis;
use crate::rules::bantu::{angka, sama, sebut};
use crate::rules::{Aturan, Konteks, Periksa};
use crate::tables::hitung::bilangan;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    kode: "RA05",
    nama: "Target triwulan bertentangan dengan target tahunan",
    tingkat: Tingkat::Galat,
    apa: "Target triwulan (atau bulan) harus membentuk target tahunan menurut Konsolidasi Periode dalam kaskade: dijumlahkan, dirata-rata, atau nilai akhirnya. Persentase tidak pernah dijumlahkan; yang dilihat nilai akhirnya.",
    mengapa: "Unit dapat memenuhi semua target triwulan tetapi tetap gagal pada target tahunan, atau sebaliknya.",
    sumber: "PRD LLDIKTI XVI; BPBD Boyolali 2026 (target tahunan 4,47 persen, target Desember 4,7)",
    salah: "\
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Target|<|<|<
^|^|^|^|^|^|TW I|TW II|TW III|TW IV
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|«60»|Bursa kerja|15|30|45|57
",
    benar: "\
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Target|<|<|<
^|^|^|^|^|^|TW I|TW II|TW III|TW IV
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|Bursa kerja|15|30|45|60
",
    periksa: Periksa::Ruang(periksa),
};

/// The annual target of an indicator: on the plan itself, else in the agreement.
struct Tahunan<'a> {
    milik: Rekam<'a>,
    kolom: Kolom,
    isian: &'a Isian,
}

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let tables = konteks.tables;
    let pk: HashMap<u32, Rekam<'_>> =
        pasangan(tables, tables.rencana_aksi().map(|row| *row), tables.pk().map(|row| *row))
            .into_iter()
            .map(|(ra, pk)| (ra.nomor, pk))
            .collect();
    let baris = baris_indikator(tables, JenisDokumen::RencanaAksi).filter(Rekam::pokok);
    baris
        .filter_map(|rekam| {
            let deret = Deret::target(rekam)?;
            let tahunan = tahunan(rekam).or_else(|| pk.get(&rekam.nomor).and_then(|pk| tahunan(*pk)))?;
            satu(&deret, &tahunan)
        })
        .collect()
}

fn tahunan(rekam: Rekam<'_>) -> Option<Tahunan<'_>> {
    let kolom = Bidang::Target.tahunan();
    let isian = rekam.isian(kolom).filter(|isian| !isian.nilai.tanpa_isi())?;
    Some(Tahunan { milik: rekam, kolom, isian })
}

/// What the quarters make, and how.
struct Hasil {
    /// "jumlah target triwulannya 90 (20 + 20 + 25 + 25)".
    sebutan: String,
    seharusnya: String,
    selisih: Option<f64>,
    saran: &'static str,
}

const SESUAIKAN: &str = "Sesuaikan target triwulan atau target tahunannya sehingga keduanya cocok.";

fn satu(deret: &Deret<'_>, tahunan: &Tahunan<'_>) -> Option<Temuan> {
    // Without a word from the cascade, figures that fit no reading are the business of UK12.
    let cara = deret.rekam.simpul().and_then(|simpul| simpul.konsolidasi_periode);
    let cara = cara.or(deret.kumulatif.then_some(KonsolidasiPeriode::NilaiAkhir))?;
    let hasil = match cara {
        KonsolidasiPeriode::Jumlah if !deret.rekam.persen() && !deret.kumulatif => jumlah(deret, tahunan),
        KonsolidasiPeriode::RataRata => rata(deret, tahunan),
        KonsolidasiPeriode::Jumlah | KonsolidasiPeriode::NilaiAkhir => akhir(deret, tahunan),
    }?;
    let tertulis = tulis(&tahunan.isian.nilai);
    let pesan = format!("Target tahunan {tertulis}, padahal {}.", hasil.sebutan);
    // On a plan without an annual target the last quarter is what can be mended.
    let sendiri = tahunan.milik.nomor == deret.rekam.nomor;
    let kolom = if sendiri { tahunan.kolom } else { deret.butir.last()?.0 };
    let temuan = deret.rekam.temuan(&ATURAN, kolom, pesan, hasil.saran)?;
    let temuan = if sendiri { temuan } else { temuan.semua_terkait(tahunan.milik.tempat(tahunan.kolom)) };
    let temuan = temuan.beda(tertulis, hasil.seharusnya).semua_terkait(deret.tempat());
    Some(match hasil.selisih {
        Some(selisih) => temuan.selisih(selisih),
        None => temuan,
    })
}

fn periode(deret: &Deret<'_>) -> &'static str {
    if deret.bulanan() { "bulanan" } else { "triwulan" }
}

fn bandingan(deret: &Deret<'_>, tahunan: &Tahunan<'_>) -> Option<(f64, Vec<Titik>)> {
    let titik = deret.angka().filter(|titik| !titik.is_empty())?;
    Some((bilangan(&tahunan.isian.nilai, deret.rekam.persen())?, titik))
}

fn jumlah(deret: &Deret<'_>, tahunan: &Tahunan<'_>) -> Option<Hasil> {
    let (setahun, titik) = bandingan(deret, tahunan)?;
    let hasil: f64 = titik.iter().map(|(_, angka)| angka).sum();
    let akhir_setahun = titik.len() > 1 && titik.last().is_some_and(|(_, akhir)| sama(*akhir, setahun));
    // Months are mostly written as running totals, whatever the indicator does over the quarters.
    if berjumlah(&titik, setahun) || (deret.bulanan() && akhir_setahun) {
        return None;
    }
    let saran = if akhir_setahun {
        "Angka triwulannya tampak sudah kumulatif: tulis target tiap triwulan saja, atau minta biro perencanaan mengubah Konsolidasi Periode menjadi nilai akhir."
    } else {
        SESUAIKAN
    };
    Some(Hasil {
        sebutan: format!("jumlah target {} {} ({})", periode(deret), angka(hasil), penjumlahan(&titik)),
        seharusnya: angka(hasil),
        selisih: Some(setahun - hasil),
        saran,
    })
}

fn rata(deret: &Deret<'_>, tahunan: &Tahunan<'_>) -> Option<Hasil> {
    let (setahun, titik) = bandingan(deret, tahunan)?;
    if berata(&titik, setahun) {
        return None;
    }
    let hasil = titik.iter().map(|(_, angka)| angka).sum::<f64>() / titik.len() as f64;
    Some(Hasil {
        sebutan: format!("rata-rata target {} {}", periode(deret), angka(hasil)),
        seharusnya: angka(hasil),
        selisih: Some(setahun - hasil),
        saran: SESUAIKAN,
    })
}

fn akhir(deret: &Deret<'_>, tahunan: &Tahunan<'_>) -> Option<Hasil> {
    let (kolom, akhir) = deret.akhir()?;
    let beda = banding::isian(tahunan.isian, akhir, deret.rekam.persen())?;
    let nilai = tulis(&akhir.nilai);
    let sebutan = format!("{} {nilai}", sebut(kolom));
    Some(Hasil { sebutan, seharusnya: nilai, selisih: beda.selisih, saran: SESUAIKAN })
}

#[cfg(test)]
mod tests {
    use crate::finding::Temuan;
    use crate::rules::bantu::uji::temuan as temuan_uji;

    const KASKADE: &str = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Konsolidasi Periode|Target\nIKU 1||IKU||Mitra|Mitra||\nIKK 1.1|IKU 1|IKK|JTI|Jumlah mitra|Mitra|jumlah|40\nIKK 1.2|IKU 1|IKK|JTI|Indeks layanan|Indeks|rata-rata|3.5\nIKK 1.3|IKU 1|IKK|JTI|Persentase aduan|%|jumlah|10";

    fn ra(baris: &str) -> Vec<Temuan> {
        let kepala = "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI\n\nNo|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Target|<|<|<\n^|^|^|^|^|^|TW I|TW II|TW III|TW IV";
        temuan_uji("RA05", &format!("{KASKADE}\n{kepala}\n{baris}"))
    }

    #[test]
    fn figures_that_add_up_or_make_the_mean_are_silent() {
        assert!(ra("1|A|Jumlah mitra|Mitra|40|Kunjungan|10|10|10|10").is_empty());
        assert!(ra("1|A|Jumlah mitra|Mitra|40|Kunjungan||20||20").is_empty());
        assert!(ra("1|A|Indeks layanan|Indeks|3.5|Survei|3.4|3.5|3.5|3.6").is_empty());
    }

    #[test]
    fn running_totals_where_quarters_add_up_are_told_as_such() {
        let hasil = ra("1|A|Jumlah mitra|Mitra|40|Kunjungan|10|20|30|40");
        assert_eq!(hasil.len(), 1);
        assert!(hasil[0].pesan.contains("10 + 20 + 30 + 40") && hasil[0].saran.contains("kumulatif"), "{:?}", hasil[0]);
    }

    #[test]
    fn percentages_are_never_added_up() {
        assert!(ra("1|A|Persentase aduan|%|10|Layanan|2|5|8|10").is_empty());
        assert_eq!(ra("1|A|Persentase aduan|%|10|Layanan|2|3|3|2").len(), 1);
    }

    #[test]
    fn a_plan_without_an_annual_target_is_held_against_the_agreement() {
        let pk = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n1|A|Jumlah mitra|Mitra|40";
        let ra = "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI\n\nNo|Sasaran|Indikator|Rencana Aksi|Target|<|<|<\n^|^|^|^|TW I|TW II|TW III|TW IV\n1|A|Jumlah mitra|Kunjungan|10|10|10|9";
        let hasil = temuan_uji("RA05", &format!("{KASKADE}\n{pk}\n{ra}"));
        assert_eq!(hasil.len(), 1);
        assert_eq!(hasil[0].tempat.teks_sel(), "H5");
        assert!(hasil[0].terkait.iter().any(|tempat| tempat.berkas == "JTI/pk.xlsx"));
    }
}
