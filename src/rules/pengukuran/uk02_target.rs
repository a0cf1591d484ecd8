//! UK02: a target in the measurement that was not the one agreed on.

use std::collections::HashMap;

use crate::domain::dokumen::JenisDokumen;
use crate::domain::kolom::{Bidang, Kolom};
use crate::domain::nilai::Isian;
use crate::domain::polaritas::KonsolidasiPeriode;
use crate::domain::triwulan::Triwulan;
use crate::finding::{Tempat, Temuan, Tingkat};
use crate::rules::bantu::banding::{self, Beda};
use crate::rules::bantu::deret::Deret;
use crate::rules::bantu::pasangan::pasangan;
use crate::rules::bantu::rekam::{Rekam, baris_indikator};
use crate::rules::bantu::sama;
use crate::rules::bantu::tulis::tulis;
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    kode: "UK02",
    nama: "Target dalam pengukuran berbeda dari yang disepakati",
    tingkat: Tingkat::Galat,
    apa: "Target tahunan dalam pengukuran harus sama dengan PK, dan target triwulannya sama dengan Rencana Aksi; bila Rencana Aksi tidak memuatnya, dengan PK atau kaskade.",
    mengapa: "Mengganti target di tengah tahun mengubah capaian tanpa mengubah kinerja.",
    sumber: "kejadian nyata Universitas Samudra dan BPS; PermenPANRB 53/2014",
    salah: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|«25»|31
",
    benar: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|31
",
    periksa: Periksa::Ruang(periksa),
};

/// What the target of a row was agreed to be: an entry elsewhere.
struct Sepakat<'a> {
    di: &'static str,
    isian: &'a Isian,
    tempat: Option<Tempat>,
}

/// The row of the same indicator in the unit's other documents.
struct Acuan<'a> {
    pk: HashMap<u32, Rekam<'a>>,
    ra: HashMap<u32, Rekam<'a>>,
}

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let tables = konteks.tables;
    let uk = || tables.pengukuran().map(|row| *row);
    let by_record = |(uk, lain): (Rekam<'_>, _)| (uk.nomor, lain);
    let acuan = Acuan {
        pk: pasangan(tables, uk(), tables.pk().map(|row| *row)).into_iter().map(by_record).collect(),
        ra: pasangan(tables, uk(), tables.rencana_aksi().map(|row| *row)).into_iter().map(by_record).collect(),
    };
    let mut temuan = Vec::new();
    for rekam in baris_indikator(tables, JenisDokumen::Pengukuran) {
        temuan.extend(tahunan(&rekam, &acuan));
        temuan.extend(kolom_triwulan(&rekam).into_iter().filter_map(|(kolom, tw)| triwulan(&rekam, kolom, tw, &acuan)));
    }
    temuan
}

fn tahunan(rekam: &Rekam<'_>, acuan: &Acuan<'_>) -> Option<Temuan> {
    let kolom = Bidang::Target.tahunan();
    let isian = rekam.isian_sendiri(kolom)?;
    let pk = acuan.pk.get(&rekam.nomor)?;
    let kolom_pk = [kolom, Bidang::Target.berjalan()].into_iter().find(|kolom| pk.punya(*kolom))?;
    let sepakat = Sepakat { di: "PK", isian: pk.isian(kolom_pk)?, tempat: pk.tempat(kolom_pk) };
    let beda = banding::isian(isian, sepakat.isian, rekam.persen() || pk.persen())?;
    // A form with one target column may mean the quarter by it.
    let satu_kolom = kolom_triwulan(rekam).is_empty();
    let kini = rekam.tables.triwulan_rekaman(rekam.nomor).and_then(|tw| sepakat_triwulan(rekam, tw, acuan));
    if satu_kolom && kini.is_some_and(|kini| banding::isian(isian, kini.isian, rekam.persen()).is_none()) {
        return None;
    }
    temuan(rekam, kolom, "Target tahunan", isian, &sepakat, beda)
}

/// The quarter targets of the form, each with its quarter.
fn kolom_triwulan(rekam: &Rekam<'_>) -> Vec<(Kolom, Triwulan)> {
    let lebar = Triwulan::SEMUA.map(|tw| (Bidang::Target.tw(tw), tw));
    let berjalan = rekam.tables.triwulan_rekaman(rekam.nomor).map(|tw| (Bidang::Target.berjalan(), tw));
    lebar.into_iter().chain(berjalan).filter(|(kolom, _)| rekam.punya(*kolom)).collect()
}

fn triwulan(rekam: &Rekam<'_>, kolom: Kolom, tw: Triwulan, acuan: &Acuan<'_>) -> Option<Temuan> {
    let isian = rekam.isian_sendiri(kolom)?;
    let sepakat = sepakat_triwulan(rekam, tw, acuan)?;
    let beda = banding::isian(isian, sepakat.isian, rekam.persen())?;
    temuan(rekam, kolom, &format!("Target {tw}"), isian, &sepakat, beda)
}

/// The plan's target of a quarter, else the agreement's, else the cascade's. A running total and a quarter's own figure
/// are not compared.
fn sepakat_triwulan<'a>(rekam: &Rekam<'a>, tw: Triwulan, acuan: &Acuan<'a>) -> Option<Sepakat<'a>> {
    let kolom = Bidang::Target.tw(tw);
    let simpul = rekam.simpul().map(|simpul| Rekam::baru(rekam.tables, simpul.rekaman));
    let calon = [
        (acuan.ra.get(&rekam.nomor).copied(), "Rencana Aksi"),
        (acuan.pk.get(&rekam.nomor).copied(), "PK"),
        (simpul, "kaskade"),
    ];
    let (asal, isian, di) = calon.into_iter().find_map(|(asal, di)| {
        let asal = asal?;
        Some((asal, asal.isian(kolom).filter(|isian| !isian.nilai.tanpa_isi())?, di))
    })?;
    sepadan(rekam, &asal).then(|| Sepakat { di, isian, tempat: asal.tempat(kolom) })
}

/// Whether the quarter targets of two rows mean the same: both running totals, or neither, or a position, which is its
/// own running total.
fn sepadan(rekam: &Rekam<'_>, asal: &Rekam<'_>) -> bool {
    let posisi =
        || rekam.simpul().and_then(|simpul| simpul.konsolidasi_periode) == Some(KonsolidasiPeriode::NilaiAkhir);
    let berjalan = |rekam: &Rekam<'_>| {
        let deret = Deret::target(*rekam)?;
        let (akhir, setahun) = (deret.akhir()?.1.nilai.angka()?, rekam.isian(Bidang::Target.tahunan())?.nilai.angka()?);
        (deret.butir.len() > 1 && sama(akhir, setahun)).then_some(())
    };
    kumulatif(rekam) == kumulatif(asal) || posisi() || (berjalan(rekam).is_some() && berjalan(asal).is_some())
}

/// Whether the target columns of a row's form say that values run up.
fn kumulatif(rekam: &Rekam<'_>) -> bool {
    rekam
        .tabel()
        .is_some_and(|tabel| tabel.kolom.iter().any(|milik| milik.kumulatif && milik.kolom.bidang == Bidang::Target))
}

fn temuan(
    rekam: &Rekam<'_>,
    kolom: Kolom,
    nama: &str,
    isian: &Isian,
    sepakat: &Sepakat<'_>,
    beda: Beda,
) -> Option<Temuan> {
    let (ditemukan, seharusnya) = (tulis(&isian.nilai), tulis(&sepakat.isian.nilai));
    let pesan = format!("{nama} dalam pengukuran {ditemukan}, sedangkan dalam {} {seharusnya}.", sepakat.di);
    let saran = format!(
        "Kembalikan target menjadi {seharusnya}; perubahan target dilakukan lewat perubahan PK atau Rencana Aksi."
    );
    let temuan = rekam.temuan(&ATURAN, kolom, pesan, &saran)?.beda(ditemukan, seharusnya);
    let temuan = temuan.semua_terkait(sepakat.tempat.clone());
    Some(beda.pasang(temuan))
}

#[cfg(test)]
mod tests {
    use crate::finding::Temuan;
    use crate::rules::bantu::uji::temuan as temuan_uji;

    const PK: &str = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|60";
    const LULUSAN: &str = "1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%";

    fn uk(dokumen: &str, kolom: &str, isi: &str) -> Vec<Temuan> {
        let kepala = format!(
            "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II\n\nNo|Sasaran|Indikator|Satuan|{kolom}"
        );
        temuan_uji("UK02", &format!("{dokumen}\n{kepala}\n{LULUSAN}|{isi}"))
    }

    #[test]
    fn the_only_target_of_a_form_may_be_the_quarters() {
        assert!(uk(PK, "Target|Realisasi TW", "60|31").is_empty());
        assert!(uk(PK, "Target|Realisasi TW", "30|31").is_empty());
        assert_eq!(uk(PK, "Target|Realisasi TW", "45|31").len(), 1);
        assert_eq!(uk(PK, "Target|Target TW|Realisasi TW", "30|30|31").len(), 1);
    }

    #[test]
    fn the_plan_comes_before_the_cascade() {
        let ra = "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI\n\nNo|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Target|<|<|<\n^|^|^|^|^|^|TW I|TW II|TW III|TW IV";
        let dokumen = format!("{PK}\n{ra}\n{LULUSAN}|60|Bursa kerja|10|25|45|60");
        assert!(uk(&dokumen, "Target|Target TW|Realisasi TW", "60|25|31").is_empty());
        let hasil = uk(&dokumen, "Target|Target TW|Realisasi TW", "60|30|31");
        assert_eq!(hasil.len(), 1);
        assert_eq!((hasil[0].selisih, hasil[0].terkait[0].berkas.as_str()), (Some(5.0), "JTI/ra.xlsx"));
    }

    #[test]
    fn a_running_total_is_not_held_against_a_quarters_own_figure() {
        let kaskade = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Konsolidasi Periode|Target|TW I|TW II|TW III|TW IV\nIKK 1.1||IKK|JTI|Jumlah mitra|Mitra|jumlah|40|10|10|10|10";
        let uk = "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II\n\nNo|Sasaran|Indikator|Satuan|Target|Alokasi Target (Kumulatif)|<|<|<|Realisasi (Kumulatif)|<|<|<\n^|^|^|^|^|TW I|TW II|TW III|TW IV|TW I|TW II|TW III|TW IV\n1|A|Jumlah mitra|Mitra|40|10|20|30|40|9|19||";
        assert!(temuan_uji("UK02", &format!("{kaskade}\n{uk}")).is_empty());
    }
}
