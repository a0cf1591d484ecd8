//! ID03: two units on one document.

use crate::domain::dokumen::{KunciIdentitas, Pihak};
use crate::domain::tempat::Tempat;
use crate::domain::unit::Unit;
use crate::finding::{Temuan, Tingkat};
use crate::tables::{AsalUnit, Register};

use crate::rules::bantu::dokumen::{self, DokumenRuang};
use crate::rules::bantu::{kutip, temuan};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "ID03",
    nama: "Unit di tanda tangan atau nama lembar berbeda",
    tingkat: Tingkat::Peringatan,
    apa: "Unit dokumen berbeda dari unit yang dipimpin penanda tangan pihak pertama, atau dari unit yang disebut nama lembarnya.",
    mengapa: "Biasanya formulir unit lain disalin dan sebagian lupa diganti, sehingga angkanya bisa masuk ke unit yang salah.",
    sumber: "Pemeriksaan ID-03.",
    salah: "\
*** kiriman/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
Unit Kerja|:|Jurusan Teknologi Informasi
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%

|||Kota Contoh, 5 Januari 2026
|||«Ketua Jurusan Teknik Mesin,»
|||Budi Santoso
|||NIP 19700101 199501 1 001
",
    benar: "\
*** kiriman/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
Unit Kerja|:|Jurusan Teknologi Informasi
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%

|||Kota Contoh, 5 Januari 2026
|||Ketua Jurusan Teknologi Informasi,
|||Budi Santoso
|||NIP 19700101 199501 1 001
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let register = Register::baru(&konteks.tables.unit);
    dokumen::kiriman(konteks.tables)
        .filter_map(|dokumen| Some((dokumen, konteks.tables.unit(dokumen.unit()?)?)))
        .flat_map(|(dokumen, unit)| {
            let mut temuan = tanda_tangan(&register, &dokumen, unit);
            temuan.extend(nama_lembar(&register, &dokumen, unit));
            temuan
        })
        .collect()
}

/// First parties who lead another unit. The head of a unit above may sign too.
fn tanda_tangan(register: &Register<'_>, dokumen: &DokumenRuang<'_>, unit: &Unit) -> Vec<Temuan> {
    let pertama = dokumen.isi.pejabat.iter().filter(|pejabat| pejabat.pihak == Pihak::Pertama);
    pertama
        .filter_map(|pejabat| {
            let peran = pejabat.peran.teks()?.trim_end_matches([',', ' ']);
            let lain = register.dijabat(peran).filter(|lain| lain.kode != unit.kode)?;
            if register.di_bawah(unit, &lain.kode) {
                return None;
            }
            let pesan = format!(
                "Dokumen ini milik {}, tetapi ditandatangani {} yang memimpin {}.",
                nama(unit),
                kutip(peran),
                nama(lain)
            );
            Some(beda(dokumen, dokumen.sel(pejabat.peran.sel), pesan, lain, unit).semua_terkait(identitas(dokumen)))
        })
        .collect()
}

fn nama_lembar(register: &Register<'_>, dokumen: &DokumenRuang<'_>, unit: &Unit) -> Option<Temuan> {
    if dokumen.terdaftar.asal_unit != AsalUnit::Identitas {
        return None;
    }
    let lain = register.dari_lembar(&dokumen.isi.lembar).filter(|lain| lain.kode != unit.kode)?;
    let pesan = format!(
        "Formulir ini milik {}, tetapi nama lembarnya {} berarti {}.",
        nama(unit),
        kutip(&dokumen.isi.lembar),
        nama(lain)
    );
    let tempat = identitas(dokumen).unwrap_or_else(|| dokumen.lembar());
    Some(beda(dokumen, tempat, pesan, lain, unit))
}

/// The cell of the identity block that names the unit.
fn identitas(dokumen: &DokumenRuang<'_>) -> Option<Tempat> {
    let baris = |kunci: KunciIdentitas| dokumen.isi.identitas.iter().find(move |baris| baris.kunci == kunci);
    let baris = baris(KunciIdentitas::Unit).or_else(|| baris(KunciIdentitas::Jabatan))?;
    Some(dokumen.sel(baris.isian.sel))
}

fn beda(dokumen: &DokumenRuang<'_>, tempat: Tempat, pesan: String, lain: &Unit, unit: &Unit) -> Temuan {
    let saran = "Perbaiki yang salah, sehingga unit di blok identitas, tanda tangan, dan nama lembar sama.";
    temuan(&ATURAN, tempat, pesan, saran).unit(dokumen.unit()).beda(nama(lain), nama(unit))
}

fn nama(unit: &Unit) -> String {
    if unit.nama == unit.kode { unit.nama.clone() } else { format!("{} ({})", unit.nama, unit.kode) }
}

#[cfg(test)]
mod tests {
    use crate::rules::bantu::uji;

    const UNIT: &str = "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Nama Lain|Induk|Pimpinan|NIP|Jabatan|Surel
PNX|Politeknik Contoh||||||
JTI|Jurusan Teknologi Informasi||PNX||||
JTM|Jurusan Teknik Mesin||PNX||||
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Target
IKK 1.1||IKK|JTI|Mitra|Jumlah mitra|Mitra|4
*** kiriman/pk.xlsx
";

    fn sel(lembar: &str, peran: &str) -> Vec<String> {
        let gambar = format!(
            "{UNIT}=== {lembar}\nPERJANJIAN KINERJA TAHUN 2026\nUnit Kerja|:|Jurusan Teknologi Informasi\n\
             No|Sasaran|Indikator Kinerja|Target\n1|A|Jumlah mitra|4\n\n|||Kota Contoh, 5 Januari 2026\n|||{peran}\n|||Budi\n"
        );
        uji::sel("ID03", &gambar)
    }

    #[test]
    fn the_head_of_the_unit_above_may_sign() {
        assert!(sel("PK", "Direktur Politeknik Contoh,").is_empty());
        assert!(sel("PK JTI", "Plt. Ketua Jurusan Teknologi Informasi,").is_empty());
    }

    #[test]
    fn a_sheet_named_after_another_unit_is_told_at_the_identity_block() {
        assert_eq!(sel("PK JTM", "Ketua Jurusan Teknologi Informasi,"), ["C2"]);
        assert_eq!(sel("PK", "Ketua Jurusan Teknik Mesin,"), ["D7"]);
    }
}
