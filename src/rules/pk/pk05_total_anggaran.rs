//! PK05: the total of the budget table against its lines.

use crate::domain::dokumen::{JenisBaris, JenisDokumen, PeranTabel};
use crate::domain::kolom::Bidang;
use crate::domain::nilai::{Isian, Nilai};
use crate::domain::teks;
use crate::finding::{Temuan, Tingkat};
use crate::rules::bantu::rekam::{Rekam, himpun, semua_baris};
use crate::rules::bantu::rupiah;
use crate::rules::{Aturan, Konteks, Periksa};
use crate::tables::Tables;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    kode: "PK05",
    nama: "Total anggaran berbeda dari jumlah rinciannya",
    tingkat: Tingkat::Galat,
    apa: "Baris jumlah pada tabel anggaran PK harus sama dengan jumlah baris program atau kegiatan di atasnya. Selisih sampai setengah rupiah dianggap pembulatan.",
    mengapa: "Total yang diketik sendiri sering tertinggal ketika rinciannya berubah.",
    sumber: "PermenPANRB 53/2014 lampiran I; kejadian nyata Cirebon (total 193.182.145, rincian 199.688.790)",
    salah: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60

No|Program|Anggaran|Keterangan
1|Pembelajaran|150000000|PNBP
2|Kemahasiswaan|50000000|PNBP
|JUMLAH|«190000000»
",
    benar: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60

No|Program|Anggaran|Keterangan
1|Pembelajaran|150000000|PNBP
2|Kemahasiswaan|50000000|PNBP
|JUMLAH|200000000
",
    periksa: Periksa::Ruang(periksa),
};

/// Rupiah that differ by less are the same amount.
const SETENGAH_RUPIAH: f64 = 0.5;

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let tables = konteks.tables;
    let dokumen = tables.dokumen_dipakai(JenisDokumen::Pk);
    dokumen
        .flat_map(|(nomor, _, isi)| (0..isi.tabel.len()).flat_map(move |tabel| periksa_tabel(tables, nomor, tabel)))
        .collect()
}

/// The lines of a table, and how many of them were already counted in a total.
#[derive(Default)]
struct Rincian<'a> {
    baris: Vec<(Rekam<'a>, f64)>,
    sejak: usize,
    terbaca: bool,
}

fn periksa_tabel(tables: &Tables, dokumen: u32, tabel: usize) -> Vec<Temuan> {
    let mut rincian = Rincian { terbaca: true, ..Rincian::default() };
    let mut temuan = Vec::new();
    let milik =
        semua_baris(tables, dokumen, PeranTabel::Anggaran).filter(|rekam| rekam.nomor_tabel() as usize == tabel);
    for rekam in milik {
        let Some(isian) = rekam.isian_sendiri(Bidang::Anggaran.tahunan()) else { continue };
        match rekam.baris().map(|baris| baris.jenis) {
            Some(JenisBaris::Data | JenisBaris::Lanjutan) => match isian.nilai.angka() {
                Some(angka) => rincian.baris.push((rekam, angka)),
                None if isian.nilai.tanpa_isi() => {}
                None => rincian.terbaca = false,
            },
            Some(JenisBaris::Jumlah) if !rata_rata(&rekam) => {
                temuan.extend(rincian.total(&rekam, isian));
                rincian.sejak = rincian.baris.len();
            }
            _ => {}
        }
    }
    temuan
}

fn rata_rata(rekam: &Rekam<'_>) -> bool {
    let teks = rekam.isian(Bidang::Program.tahunan()).and_then(Isian::teks).map(teks::kunci).unwrap_or_default();
    teks.starts_with("rata") || teks.starts_with("rerata")
}

impl Rincian<'_> {
    fn total(&self, rekam: &Rekam<'_>, isian: &Isian) -> Option<Temuan> {
        let tertulis = isian.nilai.angka().filter(|_| self.terbaca)?;
        let bagian = self.baris.get(self.sejak..)?;
        // A total right below another one is the grand total.
        let bagian = if bagian.is_empty() { self.baris.as_slice() } else { bagian };
        let sama = |angka: f64| (angka - tertulis).abs() <= SETENGAH_RUPIAH;
        let (terbawah, teratas) = (jumlah(bagian, daun), jumlah(bagian, puncak));
        let semua: f64 = jumlah(&self.baris, daun);
        if bagian.is_empty() || [terbawah, teratas, semua].into_iter().any(sama) {
            return None;
        }
        let pesan =
            format!("Total anggaran tertulis {}, padahal jumlah rinciannya {}.", rupiah(tertulis), rupiah(terbawah));
        let saran = "Perbaiki total agar sama dengan jumlah rinciannya (sebaiknya dengan rumus SUM), atau perbaiki rincian yang keliru.";
        let temuan = rekam.temuan(&ATURAN, Bidang::Anggaran.tahunan(), pesan, saran)?;
        let tempat = bagian.iter().filter_map(|(rekam, _)| rekam.tempat(Bidang::Anggaran.tahunan()));
        Some(temuan.beda(rupiah(tertulis), rupiah(terbawah)).selisih(tertulis - terbawah).semua_terkait(himpun(tempat)))
    }
}

fn jumlah(baris: &[(Rekam<'_>, f64)], dihitung: impl Fn(&str, &[String]) -> bool) -> f64 {
    let kode: Vec<String> = baris.iter().map(|(rekam, _)| kode(rekam)).collect();
    baris.iter().zip(&kode).filter(|(_, milik)| dihitung(milik, &kode)).map(|((_, angka), _)| angka).sum()
}

/// The account code of a line, else its number: "5.02.01" stands above "5.02.01.2.01".
fn kode(rekam: &Rekam<'_>) -> String {
    let isian = [Bidang::Kode, Bidang::No].into_iter().find_map(|bidang| rekam.isian_sendiri(bidang.tahunan()));
    match isian.map(|isian| (&isian.nilai, isian)) {
        Some((Nilai::Teks { .. } | Nilai::Angka { .. }, isian)) => {
            isian.mentah.trim().trim_end_matches('.').to_string()
        }
        _ => String::new(),
    }
}

fn di_bawah(bawah: &str, atas: &str) -> bool {
    !atas.is_empty() && bawah.strip_prefix(atas).is_some_and(|sisa| sisa.starts_with('.'))
}

/// Whether no line stands below this one.
fn daun(milik: &str, semua: &[String]) -> bool {
    !semua.iter().any(|lain| di_bawah(lain, milik))
}

/// Whether no line stands above this one.
fn puncak(milik: &str, semua: &[String]) -> bool {
    !semua.iter().any(|lain| di_bawah(milik, lain))
}

#[cfg(test)]
mod tests {
    use crate::rules::bantu::uji::sel;

    fn pk(baris: &str) -> Vec<String> {
        let kepala = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n1|Kerja sama|Jumlah mitra|Mitra|12\n\nKode|Nama Kegiatan|Anggaran";
        sel("PK05", &format!("{kepala}\n{baris}"))
    }

    #[test]
    fn subtotals_and_a_grand_total_all_fit() {
        assert_eq!(pk("A|Satu|100\nB|Dua|50\n|Jumlah|150\nC|Tiga|20\n|Jumlah|20\n|Total|170"), Vec::<String>::new());
        assert_eq!(pk("A|Satu|100\nB|Dua|50\n|Jumlah|150\nC|Tiga|20\n|Jumlah|30\n|Total|170"), ["C11"]);
        assert_eq!(pk("A|Satu|100\nB|Dua|50\n|Jumlah|150\nC|Tiga|20\n|Jumlah|20\n|Total|180"), ["C12"]);
    }

    #[test]
    fn a_programme_above_its_activities_is_not_counted_twice() {
        assert_eq!(pk("5.02|Program|150\n5.02.01|Satu|100\n5.02.02|Dua|50\n|TOTAL ANGGARAN|150"), Vec::<String>::new());
    }

    #[test]
    fn half_a_rupiah_is_rounding_and_an_unreadable_line_says_nothing() {
        assert_eq!(pk("A|Satu|100.4\nB|Dua|50\n|Jumlah|150"), Vec::<String>::new());
        assert_eq!(pk("A|Satu|seratus juta\nB|Dua|50\n|Jumlah|150"), Vec::<String>::new());
    }
}
