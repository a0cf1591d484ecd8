//! RA02: an indicator without a stage in some quarter.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::dokumen::JenisDokumen;
use crate::domain::kolom::Bidang;
use crate::domain::nilai::Nilai;
use crate::domain::triwulan::Triwulan;
use crate::finding::{Temuan, Tingkat};
use crate::rules::bantu::daftar;
use crate::rules::bantu::rekam::{Rekam, baris_dokumen, himpun};
use crate::rules::{Aturan, Konteks, Periksa};
use crate::tables::Tables;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    kode: "RA02",
    nama: "Ada triwulan tanpa tahapan rencana aksi",
    tingkat: Tingkat::Peringatan,
    apa: "Setiap indikator dalam Rencana Aksi punya paling sedikit satu tahapan untuk setiap triwulan. Hanya diperiksa pada formulir yang punya kolom Waktu.",
    mengapa: "Triwulan tanpa tahapan tidak punya sesuatu untuk dilaporkan dan dinilai.",
    sumber: "Instruksi Sekda DKI Jakarta 4/2024 lampiran B angka 4",
    salah: "\
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

NO|Sasaran|Indikator Kinerja Utama|Target IKU|Rencana Aksi dan/atau Rencana Mitigasi yang ditetapkan awal tahun|Kriteria Keberhasilan|Target/Output|Waktu
1|Lulusan siap kerja|«Persentase lulusan yang bekerja dalam 6 bulan»|60%|Pelatihan|100 peserta|Laporan pelatihan|TW I
||||Bursa kerja|20 perusahaan|Laporan bursa kerja|TW II
||||Penelusuran lulusan|Data terkumpul|Laporan penelusuran|TW III
",
    benar: "\
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

NO|Sasaran|Indikator Kinerja Utama|Target IKU|Rencana Aksi dan/atau Rencana Mitigasi yang ditetapkan awal tahun|Kriteria Keberhasilan|Target/Output|Waktu
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%|Pelatihan|100 peserta|Laporan pelatihan|TW I
||||Bursa kerja|20 perusahaan|Laporan bursa kerja|TW II
||||Penelusuran lulusan|Data terkumpul|Laporan penelusuran|TW III, TW IV
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let dokumen = konteks.tables.dokumen_dipakai(JenisDokumen::RencanaAksi);
    dokumen.flat_map(|(nomor, _, _)| periksa_dokumen(konteks.tables, nomor)).collect()
}

/// Rows of one indicator, also where the form repeats it beside every action.
fn periksa_dokumen(tables: &Tables, dokumen: u32) -> Vec<Temuan> {
    let mut indikator: BTreeMap<u32, Vec<Rekam<'_>>> = BTreeMap::new();
    let mut pertama: BTreeMap<&str, u32> = BTreeMap::new();
    for rekam in baris_dokumen(tables, dokumen).filter(|rekam| rekam.punya(Bidang::Waktu.tahunan())) {
        let pokok = tables.tautan.get(rekam.nomor as usize).map_or(rekam.nomor, |tautan| tautan.pokok);
        let pokok = rekam.kunci().map_or(pokok, |kunci| *pertama.entry(kunci).or_insert(pokok));
        indikator.entry(pokok).or_default().push(rekam);
    }
    indikator.into_values().filter_map(|baris| satu_indikator(&baris)).collect()
}

fn satu_indikator(baris: &[Rekam<'_>]) -> Option<Temuan> {
    let kolom = Bidang::Waktu.tahunan();
    let mut ada: BTreeSet<Triwulan> = BTreeSet::new();
    let mut belum_jelas = 0;
    for isian in baris.iter().filter_map(|rekam| rekam.isian(kolom)) {
        match &isian.nilai {
            Nilai::Triwulan { triwulan } => ada.extend(triwulan),
            _ => belum_jelas += 1,
        }
    }
    let hilang: Vec<Triwulan> = Triwulan::SEMUA.into_iter().filter(|triwulan| !ada.contains(triwulan)).collect();
    // A stage whose time is blank or unreadable, which RA03 reports, may be the one that is missed here.
    if hilang.len() <= belum_jelas {
        return None;
    }
    let pokok = baris.first()?;
    let nama = daftar(&hilang.iter().map(ToString::to_string).collect::<Vec<_>>());
    let pesan = format!("Belum ada tahapan rencana aksi untuk {nama}.");
    let saran = format!("Tambahkan paling sedikit satu tahapan untuk {nama}, atau lengkapi kolom Waktu.");
    let temuan = pokok.temuan_di(&ATURAN, pokok.tempat_indikator()?, pesan, &saran);
    let waktu = himpun(baris.iter().filter_map(|rekam| rekam.tempat(kolom)));
    Some(temuan.semua_terkait(waktu))
}

#[cfg(test)]
mod tests {
    use crate::rules::bantu::uji::sel;

    fn ra(waktu: &[&str]) -> Vec<String> {
        let kepala = "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI\n\nNO|Sasaran|Indikator Kinerja Utama|Target IKU|Rencana Aksi dan/atau Rencana Mitigasi yang ditetapkan awal tahun|Kriteria Keberhasilan|Target/Output|Waktu";
        let baris: Vec<String> = waktu
            .iter()
            .enumerate()
            .map(|(nomor, waktu)| {
                let awal = if nomor == 0 { "1|Mitra|Jumlah mitra|12" } else { "|||" };
                format!("{awal}|Aksi {nomor}|Selesai|Laporan|{waktu}")
            })
            .collect();
        sel("RA02", &format!("{kepala}\n{}", baris.join("\n")))
    }

    #[test]
    fn spans_and_lists_of_quarters_count_for_each_of_them() {
        assert_eq!(ra(&["TW I s.d. TW III", "Triwulan 4"]), Vec::<String>::new());
        assert_eq!(ra(&["Januari - Juni", "TW IV"]), ["C4"]);
    }

    #[test]
    fn a_blank_time_may_be_the_quarter_that_is_missed() {
        assert_eq!(ra(&["TW I", "TW II", "TW III", ""]), Vec::<String>::new());
        assert_eq!(ra(&["TW I", "TW II", "sewaktu-waktu"]), ["C4"]);
    }
}
