//! RA06: a running total or a position that goes the wrong way.

use crate::domain::dokumen::JenisDokumen;
use crate::domain::kolom::Bidang;
use crate::domain::polaritas::{KonsolidasiPeriode, Polaritas};
use crate::finding::{Temuan, Tingkat};
use crate::rules::bantu::deret::{Deret, Titik, berjumlah};
use crate::rules::bantu::rekam::{Rekam, baris_indikator};
use crate::rules::bantu::{angka, sama, sebut};
use crate::rules::{Aturan, Konteks, Periksa};
use crate::tables::hitung::bilangan;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    kode: "RA06",
    nama: "Target kumulatif berbalik arah",
    tingkat: Tingkat::Peringatan,
    apa: "Target triwulan atau bulanan yang kumulatif atau berupa nilai akhir tidak boleh turun bila makin besar makin baik, dan tidak boleh naik bila makin kecil makin baik. Target yang dijumlahkan atau dirata-rata tidak diperiksa.",
    mengapa: "Target yang berbalik arah berarti unit merencanakan kemunduran; biasanya salah ketik.",
    sumber: "PRD LLDIKTI XVI; rencana aksi bulanan BPBD Boyolali 2026",
    salah: "\
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Target|<|<|<
^|^|^|^|^|^|TW I|TW II|TW III|TW IV
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|Bursa kerja|15|30|«25»|60
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

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let baris = baris_indikator(konteks.tables, JenisDokumen::RencanaAksi).filter(Rekam::pokok);
    baris.filter_map(|rekam| satu(&Deret::target(rekam)?)).collect()
}

fn satu(deret: &Deret<'_>) -> Option<Temuan> {
    let titik = deret.angka()?;
    let naik = arah(deret, &titik)?;
    let berbalik = |pasangan: &&[Titik]| match pasangan {
        [(_, lama), (_, baru)] => !sama(*lama, *baru) && (baru > lama) != naik,
        _ => false,
    };
    let [(kolom_lama, lama), (kolom, baru)] = titik.windows(2).find(berbalik)? else { return None };
    let kata = if naik { "lebih rendah" } else { "lebih tinggi" };
    let seharusnya = if naik { "naik atau tetap" } else { "turun atau tetap" };
    let pesan = format!(
        "{} {} {kata} dari {} {}, padahal targetnya {} dan seharusnya {seharusnya}.",
        kapital(&sebut(*kolom)),
        angka(*baru),
        sebut(*kolom_lama),
        angka(*lama),
        if deret.kumulatif { "kumulatif" } else { "berupa nilai akhir" }
    );
    let saran = "Perbaiki target periode itu atau periode sebelumnya sehingga urutannya benar.";
    let temuan = deret.rekam.temuan(&ATURAN, *kolom, pesan, saran)?;
    let batas = if naik { "paling rendah" } else { "paling tinggi" };
    let temuan = temuan.beda(angka(*baru), format!("{batas} {}", angka(*lama))).selisih(baru - lama);
    Some(temuan.semua_terkait(deret.rekam.tempat(*kolom_lama)))
}

/// Whether the figures must rise; `None` when they may do as they like.
fn arah(deret: &Deret<'_>, titik: &[Titik]) -> Option<bool> {
    let simpul = deret.rekam.simpul();
    let polaritas = simpul.map(|simpul| simpul.polaritas);
    if deret.kumulatif {
        // The running total of something unwanted rises all the same.
        return (polaritas != Some(Polaritas::Minimum)).then_some(true);
    }
    match simpul.and_then(|simpul| simpul.konsolidasi_periode) {
        Some(KonsolidasiPeriode::NilaiAkhir) => match polaritas? {
            Polaritas::Maksimum => Some(true),
            Polaritas::Minimum => Some(false),
            Polaritas::Stabil => None,
        },
        Some(_) => None,
        None => {
            bulanan_kumulatif(deret, titik).then(|| titik.first().zip(titik.last()).is_some_and(|(a, b)| b.1 >= a.1))
        }
    }
}

/// Months whose last one is the annual target, and which do not add up to it, are running totals.
fn bulanan_kumulatif(deret: &Deret<'_>, titik: &[Titik]) -> bool {
    let tahunan = deret.rekam.isian(Bidang::Target.tahunan());
    let tahunan = tahunan.and_then(|isian| bilangan(&isian.nilai, deret.rekam.persen()));
    deret.bulanan()
        && tahunan.is_some_and(|setahun| {
            titik.last().is_some_and(|(_, akhir)| sama(*akhir, setahun)) && !berjumlah(titik, setahun)
        })
}

fn kapital(teks: &str) -> String {
    let mut huruf = teks.chars();
    huruf.next().map_or_else(String::new, |awal| awal.to_uppercase().chain(huruf).collect())
}

#[cfg(test)]
mod tests {
    use crate::rules::bantu::uji::sel;

    fn ra(polaritas: &str, konsolidasi: &str, target: &str) -> Vec<String> {
        let kaskade = format!(
            "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Polaritas|Konsolidasi Periode|Target\nIKU 1||IKU||Mitra|Mitra|||\nIKK 1.1|IKU 1|IKK|JTI|Lama layanan|Hari|{polaritas}|{konsolidasi}|9"
        );
        let kepala = "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI\n\nNo|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Target|<|<|<\n^|^|^|^|^|^|TW I|TW II|TW III|TW IV";
        sel("RA06", &format!("{kaskade}\n{kepala}\n1|A|Lama layanan|Hari|9|Pelatihan|{target}"))
    }

    #[test]
    fn where_lower_is_better_targets_may_not_rise() {
        assert_eq!(ra("minimum", "nilai akhir", "12|11|10|9"), Vec::<String>::new());
        assert_eq!(ra("minimum", "nilai akhir", "12|10|11|9"), ["I5"]);
        assert_eq!(ra("maksimum", "nilai akhir", "6|7|7|9"), Vec::<String>::new());
    }

    #[test]
    fn quarters_that_add_up_and_stable_targets_may_do_as_they_like() {
        assert_eq!(ra("maksimum", "jumlah", "3|1|4|1"), Vec::<String>::new());
        assert_eq!(ra("stabil", "nilai akhir", "9|8|9|9"), Vec::<String>::new());
    }
}
