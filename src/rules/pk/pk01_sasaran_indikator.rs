//! PK01: an objective without an indicator, an indicator without target or unit of measure.

use crate::domain::dokumen::{JenisBaris, JenisDokumen, PeranTabel};
use crate::domain::kolom::{Bidang, Kolom};
use crate::finding::{Temuan, Tingkat};
use crate::rules::bantu::rekam::{Rekam, semua_baris};
use crate::rules::bantu::tulis::tanpa_isi;
use crate::rules::bantu::{daftar, kutip, sebut};
use crate::rules::{Aturan, Konteks, Periksa};
use crate::tables::Tables;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    kode: "PK01",
    nama: "Sasaran tanpa indikator, atau indikator tanpa target atau satuan",
    tingkat: Tingkat::Galat,
    apa: "Setiap sasaran dalam PK harus punya paling sedikit satu indikator, dan setiap indikator harus punya target. Satuan diperiksa hanya bila formulir menyediakan kolomnya.",
    mengapa: "Tanpa target dan satuan, kinerja tidak dapat diukur dan capaian tidak dapat dihitung.",
    sumber: "PermenPANRB 53/2014 lampiran I",
    salah: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|«»
",
    benar: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let dokumen = konteks.tables.dokumen_dipakai(JenisDokumen::Pk);
    dokumen.flat_map(|(nomor, _, _)| periksa_dokumen(konteks.tables, nomor)).collect()
}

fn periksa_dokumen(tables: &Tables, dokumen: u32) -> Vec<Temuan> {
    let mut temuan = Vec::new();
    // The objective that no indicator has served yet.
    let mut menunggu: Option<Rekam<'_>> = None;
    for rekam in semua_baris(tables, dokumen, PeranTabel::Indikator) {
        let Some(baris) = rekam.baris() else { continue };
        let bersasaran = sasaran_sendiri(&rekam);
        match baris.jenis {
            JenisBaris::Kelompok if bersasaran => {
                temuan.extend(menunggu.replace(rekam).and_then(|lama| tanpa_indikator(&lama)))
            }
            JenisBaris::Data => {
                let lama = menunggu.take();
                if bersasaran {
                    temuan.extend(lama.and_then(|lama| tanpa_indikator(&lama)));
                }
                temuan.extend(if rekam.kolom_indikator().is_some() {
                    tanpa_target(&rekam)
                } else if bersasaran {
                    tanpa_indikator(&rekam)
                } else {
                    None
                });
            }
            _ => {}
        }
    }
    temuan.extend(menunggu.and_then(|lama| tanpa_indikator(&lama)));
    temuan
}

/// Whether the row brings an objective of its own; a section heading is none.
fn sasaran_sendiri(rekam: &Rekam<'_>) -> bool {
    let bagian = rekam.baris().and_then(|baris| baris.bagian.as_deref());
    let sasaran = rekam.isian_sendiri(Bidang::Sasaran.tahunan()).filter(|isian| !tanpa_isi(isian));
    sasaran.and_then(|isian| isian.teks()).is_some_and(|teks| bagian != Some(teks))
}

fn tanpa_indikator(rekam: &Rekam<'_>) -> Option<Temuan> {
    let sasaran = rekam.isian(Bidang::Sasaran.tahunan())?.teks().unwrap_or_default();
    let pesan = format!("Sasaran {} belum punya indikator.", kutip(sasaran));
    let saran =
        "Tambahkan paling sedikit satu indikator beserta targetnya, atau hapus sasaran ini bila memang tidak dipakai.";
    rekam.temuan(&ATURAN, Bidang::Sasaran.tahunan(), pesan, saran)
}

fn tanpa_target(rekam: &Rekam<'_>) -> Option<Temuan> {
    let target = [Bidang::Target.tahunan(), Bidang::Target.berjalan()].into_iter().find(|kolom| rekam.punya(*kolom));
    let satuan = Some(Bidang::Satuan.tahunan()).filter(|kolom| rekam.punya(*kolom));
    let kosong: Vec<Kolom> =
        [target, satuan].into_iter().flatten().filter(|kolom| rekam.isian(*kolom).is_some_and(tanpa_isi)).collect();
    let nama = daftar(&kosong.iter().map(|kolom| sebut(*kolom)).collect::<Vec<_>>());
    let pesan = format!("Indikator {} belum punya {nama}.", kutip(&rekam.label()));
    let saran = format!("Isi {nama} indikator ini sesuai kesepakatan dengan atasan.");
    rekam.temuan_banyak(&ATURAN, &kosong, pesan, &saran)
}

#[cfg(test)]
mod tests {
    use crate::rules::bantu::uji::sel;

    /// Rows of the form, from row 4 on.
    fn pk(baris: &str) -> Vec<String> {
        let kepala =
            "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target";
        sel("PK01", &format!("{kepala}\n{baris}"))
    }

    #[test]
    fn an_objective_needs_an_indicator_below_or_beside_it() {
        assert_eq!(pk("1|Lulusan siap kerja|||\n||Jumlah lulusan|Orang|80"), Vec::<String>::new());
        assert_eq!(pk("1|Lulusan siap kerja|||\n2|Kerja sama|Jumlah mitra|Mitra|12"), ["B4"]);
        assert_eq!(pk("1|Kerja sama|Jumlah mitra|Mitra|12\n2|Lulusan siap kerja|||"), ["B5"]);
    }

    #[test]
    fn a_section_heading_is_no_objective() {
        assert_eq!(
            pk("Sasaran Strategis|<|<|<|<\nSasaran Khusus|<|<|<|<\n1|Kerja sama|Jumlah mitra|Mitra|12"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn what_is_missing_in_one_row_is_one_finding() {
        assert_eq!(pk("1|Kerja sama|Jumlah mitra||-"), ["E4,D4"]);
    }

    #[test]
    fn a_form_without_the_column_is_not_asked_for_a_unit_of_measure() {
        let gambar = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA\n\nNo.|Sasaran Strategis|Indikator Kinerja|Target\n1|Kerja sama|Jumlah mitra|12";
        assert_eq!(sel("PK01", gambar), Vec::<String>::new());
    }
}
