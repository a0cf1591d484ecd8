//! ID11: a form that was filled in for one unit and is used by another.

use crate::domain::dokumen::KunciIdentitas;
use crate::domain::tempat::Tempat;
use crate::finding::{Temuan, Tingkat};
use crate::tables::Tables;

use crate::rules::bantu::dokumen::{self, DokumenRuang};
use crate::rules::bantu::temuan;
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "ID11",
    nama: "Formulir disiapkan untuk unit lain",
    tingkat: Tingkat::Peringatan,
    apa: "Formulir disiapkan untuk satu unit (tercatat di sifat dokumennya), tetapi nama unit di dalamnya, atau berkas dan pengirimnya, menyebut unit lain.",
    mengapa: "Indikator dan target yang sudah terisi adalah milik unit yang pertama, sehingga angkanya dapat masuk ke unit yang salah.",
    sumber: "Pemeriksaan ID-03 dan templat: setiap formulir disiapkan untuk satu unit.",
    salah: "\
*** kiriman/pk.xlsx
--- selaras_templat = pk-satuan
--- selaras_versi = 1
--- selaras_unit = JTM
=== PK
PERJANJIAN KINERJA TAHUN 2026
Unit Kerja|:|«Jurusan Teknologi Informasi»
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
",
    benar: "\
*** kiriman/pk.xlsx
--- selaras_templat = pk-satuan
--- selaras_versi = 1
--- selaras_unit = JTI
=== PK
PERJANJIAN KINERJA TAHUN 2026
Unit Kerja|:|Jurusan Teknologi Informasi
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    dokumen::kiriman(konteks.tables).filter_map(|dokumen| satu(konteks.tables, &dokumen)).collect()
}

fn satu(tables: &Tables, dokumen: &DokumenRuang<'_>) -> Option<Temuan> {
    // A code that the register no longer has accuses nobody.
    let disiapkan = tables.unit(dokumen.isi.tanda.as_ref()?.unit.as_deref()?)?;
    let tertulis = tables.unit(dokumen.unit()?).filter(|unit| unit.kode != disiapkan.kode)?;
    let pesan = format!(
        "Formulir ini disiapkan untuk {} ({}), tetapi dikirim sebagai formulir {} ({}).",
        disiapkan.nama, disiapkan.kode, tertulis.nama, tertulis.kode
    );
    let saran = format!(
        "Pastikan ini bukan formulir unit lain yang tertukar; bila memang milik {}, pindahkan isinya ke formulir yang disiapkan untuk unit itu.",
        tertulis.kode
    );
    let temuan = temuan(&ATURAN, tempat(dokumen), pesan, saran).unit(dokumen.unit());
    Some(temuan.beda(&tertulis.kode, &disiapkan.kode))
}

/// The cell that names the unit, where one does.
fn tempat(dokumen: &DokumenRuang<'_>) -> Tempat {
    let baris = dokumen.isi.identitas.iter().find(|baris| baris.kunci == KunciIdentitas::Unit);
    baris.map_or_else(|| dokumen.lembar(), |baris| dokumen.sel(baris.isian.sel))
}

#[cfg(test)]
mod tests {
    use crate::rules::bantu::uji;

    #[test]
    fn a_unit_that_is_no_longer_in_the_register_accuses_nobody() {
        assert!(uji::sel("ID11", &super::ATURAN.salah.replace("= JTM", "= LAMA")).is_empty());
    }
}
