//! FX06: more spent than there was.

use crate::domain::dokumen::{JenisBaris, KolomTabel};
use crate::domain::kolom::{Bidang, Periode};
use crate::domain::nilai::Isian;
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::isian::{SelTabel, kelompok};
use crate::rules::bantu::{persen, rupiah, temuan};
use crate::rules::{Aturan, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "FX06",
    nama: "Realisasi anggaran melebihi pagu",
    tingkat: Tingkat::Galat,
    apa: "Realisasi anggaran sebuah baris lebih besar dari pagunya, atau serapannya lebih dari 100 %.",
    mengapa: "Belanja tidak dapat melebihi pagu; penyebabnya hampir selalu salah ketik atau pagu yang belum diperbarui.",
    sumber: "Pemeriksaan BUD-01; Formulir E.81 Deli Serdang (serapan 120,70 %).",
    salah: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Target|Realisasi TW|Pagu Anggaran|Realisasi Anggaran
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%|14%|10000000|«12070000»
",
    benar: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Target|Realisasi TW|Pagu Anggaran|Realisasi Anggaran
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%|14%|10000000|2070000
",
    periksa: Periksa::Sel(periksa),
};

fn periksa(sel: &[SelTabel<'_>]) -> Vec<Temuan> {
    let uang = sel.iter().filter(|sel| {
        let bidang = matches!(sel.kolom.bidang, Bidang::RealisasiAnggaran | Bidang::Serapan);
        bidang && sel.baris.jenis != JenisBaris::Jumlah && sel.isian.nilai.angka().is_some()
    });
    kelompok(uang, |sel| sel.rekaman).iter().filter_map(|baris| satu_baris(baris)).collect()
}

/// One row: its largest realisation against its budget, then the sum of its quarters, then its absorption.
fn satu_baris(baris: &[&SelTabel<'_>]) -> Option<Temuan> {
    let realisasi: Vec<&SelTabel<'_>> =
        baris.iter().copied().filter(|sel| sel.kolom.bidang == Bidang::RealisasiAnggaran).collect();
    let serapan = baris.iter().filter(|sel| sel.kolom.bidang == Bidang::Serapan);
    let pagu = baris.first().and_then(|sel| pagu(sel));
    pagu.and_then(|pagu| terbesar(&realisasi, pagu).or_else(|| berjumlah(&realisasi, pagu)))
        .or_else(|| serapan.into_iter().find_map(|sel| serapan_lebih(sel)))
}

/// The budget of a row for the year.
fn pagu<'a>(sel: &SelTabel<'a>) -> Option<(&'a Isian, f64)> {
    let kolom = [Bidang::Anggaran.tahunan(), Bidang::Anggaran.berjalan()];
    let isian = kolom.into_iter().find_map(|kolom| sel.baris.isian(kolom))?;
    Some((isian, isian.nilai.angka()?))
}

fn terbesar(realisasi: &[&SelTabel<'_>], (isian, pagu): (&Isian, f64)) -> Option<Temuan> {
    let nilai = |sel: &SelTabel<'_>| sel.isian.nilai.angka().unwrap_or_default();
    let sel = realisasi.iter().find(|sel| nilai(sel) > pagu + 0.5)?;
    let pesan = format!(
        "Realisasi anggaran {} melebihi pagu {}{}.",
        rupiah(nilai(sel)),
        rupiah(pagu),
        bagian(nilai(sel), pagu)
    );
    Some(temuan_pagu(sel, pesan, isian, nilai(sel), pagu))
}

/// Quarters that do not run up are parts of the year, and together they may not exceed its budget. Quarters that do run
/// up may be either, so nothing is said about them.
fn berjumlah(realisasi: &[&SelTabel<'_>], (isian, pagu): (&Isian, f64)) -> Option<Temuan> {
    let triwulan: Vec<(&&SelTabel<'_>, f64)> = realisasi
        .iter()
        .filter(|sel| matches!(sel.kolom.periode, Periode::Triwulan(_)))
        .filter_map(|sel| Some((sel, sel.isian.nilai.angka()?)))
        .collect();
    let turun = triwulan.windows(2).any(|dua| matches!(dua, [(_, kiri), (_, kanan)] if kanan < kiri));
    let jumlah: f64 = triwulan.iter().map(|(_, nilai)| nilai).sum();
    let (akhir, _) = triwulan.last()?;
    if !turun || jumlah <= pagu + 0.5 || kumulatif(akhir) {
        return None;
    }
    let pesan = format!(
        "Realisasi anggaran {} triwulan berjumlah {}, melebihi pagu {}{}.",
        triwulan.len(),
        rupiah(jumlah),
        rupiah(pagu),
        bagian(jumlah, pagu)
    );
    let lain = triwulan.iter().filter(|(sel, _)| sel.isian.sel != akhir.isian.sel).map(|(sel, _)| sel.tempat());
    Some(temuan_pagu(akhir, pesan, isian, jumlah, pagu).semua_terkait(lain))
}

fn kumulatif(sel: &SelTabel<'_>) -> bool {
    let ini = |milik: &KolomTabel| milik.kolom == sel.kolom && milik.kumulatif;
    sel.tables.tabel_dari(sel.rekaman).is_some_and(|tabel| tabel.kolom.iter().any(ini))
}

fn temuan_pagu(sel: &SelTabel<'_>, pesan: String, pagu: &Isian, nilai: f64, batas: f64) -> Temuan {
    let saran = "Periksa kedua angkanya; bila pagu sudah direvisi, tulis pagu terbaru.";
    let temuan = temuan(&ATURAN, sel.tempat(), pesan, saran)
        .beda(rupiah(nilai), format!("paling banyak {}", rupiah(batas)))
        .selisih(nilai - batas)
        .terkait(sel.tempat_sel(vec![pagu.sel]));
    sel.lengkapi(temuan)
}

/// How much of the budget that is, where there is one.
fn bagian(nilai: f64, pagu: f64) -> String {
    if pagu > 0.0 { format!(" ({})", persen(nilai / pagu * 100.0)) } else { String::new() }
}

fn serapan_lebih(sel: &SelTabel<'_>) -> Option<Temuan> {
    let nilai = sel.isian.nilai.angka().filter(|nilai| *nilai > 100.0 + 0.005)?;
    let pesan = format!("Serapan anggaran tertulis {}, lebih dari seluruh pagu.", persen(nilai));
    let saran = "Periksa pagu dan realisasi anggarannya, lalu perbaiki rumus serapan.";
    Some(sel.lengkapi(temuan(&ATURAN, sel.tempat(), pesan, saran).beda(persen(nilai), "paling besar 100 %")))
}

#[cfg(test)]
mod tests {
    use crate::rules::bantu::uji;

    const KEPALA: &str = "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TAHUN 2026
No|Indikator|Target|Realisasi|Pagu|Realisasi Anggaran|<|<
^|^|^|^|^|TW I|TW II|TW III
";

    #[test]
    fn quarters_that_fall_are_parts_and_add_up() {
        let isi = "1|Jumlah mitra|4|1|100|60|30|40\n2|Jumlah dosen|4|1|100|30|60|90\n";
        let temuan = uji::temuan("FX06", &format!("{KEPALA}{isi}"));
        let [satu] = temuan.as_slice() else { panic!("{temuan:?}") };
        assert_eq!((satu.tempat.teks_sel().as_str(), satu.selisih), ("H4", Some(30.0)));
        assert_eq!(
            satu.terkait.iter().map(crate::domain::tempat::Tempat::teks_sel).collect::<Vec<_>>(),
            ["E4", "F4", "G4"]
        );
    }
}
