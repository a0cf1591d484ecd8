//! ID10: a form of one unit, sent from the address of another.

use std::collections::BTreeSet;

use crate::domain::unit::Unit;
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::dokumen::{DokumenRuang, kiriman};
use crate::rules::bantu::temuan;
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "ID10",
    nama: "Pengirim surel bukan unit yang tertulis",
    tingkat: Tingkat::Peringatan,
    apa: "Unit pada formulir berbeda dari unit pemilik alamat surel pengirimnya (kolom Surel di lembar Unit). Unit induk dan unit di bawahnya boleh saling mengirimkan.",
    mengapa: "Formulir yang salah lampir akan tercatat sebagai milik unit lain, dan unit pengirim tetap dianggap belum mengirim.",
    sumber: "Pemeriksaan WF-01 dan FILE-02: kiriman dicocokkan dengan pengirimnya sebelum dicatat.",
    salah: "",
    benar: "",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let mut sudah = BTreeSet::new();
    let semua = kiriman(konteks.tables).filter_map(|dokumen| satu(&konteks.tables.unit, &dokumen));
    semua.filter(|temuan| sudah.insert((temuan.tempat.clone(), temuan.unit.clone()))).collect()
}

fn satu(register: &[Unit], dokumen: &DokumenRuang<'_>) -> Option<Temuan> {
    let asal = dokumen.berkas.asal_surel.as_ref()?;
    let tertulis = register.iter().find(|unit| Some(unit.kode.as_str()) == dokumen.unit())?;
    let pemilik: Vec<&Unit> = register.iter().filter(|unit| unit.beralamat(&asal.pengirim)).collect();
    let pengirim = pemilik.first()?;
    if pemilik.iter().any(|unit| sejalur(register, unit, tertulis)) {
        return None;
    }
    let pesan = format!(
        "Formulir ini milik {} ({}), tetapi dikirim dari {}, alamat surel {} ({}).",
        tertulis.nama, tertulis.kode, asal.pengirim, pengirim.nama, pengirim.kode
    );
    let saran = "Pastikan lampirannya tidak tertukar; bila memang dititipkan, balas surel ini untuk membenarkannya.";
    let temuan = temuan(&ATURAN, dokumen.lembar(), pesan, saran).unit(dokumen.unit());
    Some(temuan.beda(format!("dikirim {}", pengirim.kode), format!("dikirim {}", tertulis.kode)))
}

/// Whether two units are the same, or one stands above the other.
fn sejalur(register: &[Unit], satu: &Unit, lain: &Unit) -> bool {
    satu.kode == lain.kode || di_bawah(register, satu, lain) || di_bawah(register, lain, satu)
}

fn di_bawah(register: &[Unit], bawah: &Unit, atas: &Unit) -> bool {
    let mut induk = bawah.induk.as_deref();
    // A register that runs in a circle ends here too.
    for _ in 0..register.len() {
        let Some(kode) = induk else { return false };
        if kode == atas.kode {
            return true;
        }
        induk = register.iter().find(|unit| unit.kode == kode).and_then(|unit| unit.induk.as_deref());
    }
    false
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::domain::surel::AsalSurel;
    use crate::tables::uji::{berkas, dokumen, kaskade, susun};
    use crate::tables::{AsalUnit, Tables};

    const UNIT: &str =
        "JTI|Jurusan Teknologi Informasi||||\nJTM|Jurusan Teknik Mesin||||\nTI1|Prodi Informatika||JTI||";

    /// A form that says it is of this unit, from this address; JTI and TI1 have addresses.
    fn tables(unit: Option<&str>, pengirim: &str) -> Tables {
        let isi = unit.map_or_else(dokumen, |unit| dokumen().unit(unit)).jadi();
        let mut kiriman = berkas("surat.eml/kiriman.xlsx", 2, vec![isi]);
        kiriman.asal_surel = Some(AsalSurel { pengirim: pengirim.into(), ..AsalSurel::default() });
        let mut register = kaskade(UNIT, "");
        for baris in register.hasil.as_mut().unwrap().dokumen[0].tabel[0].baris.iter_mut() {
            let kode = baris.isian("kode".parse().unwrap()).unwrap().mentah.to_lowercase();
            let alamat =
                crate::tables::uji::isian(baris.isian.values().next().unwrap().sel, &format!("{kode}@contoh.ac.id"));
            baris.isian.insert("surel".parse().unwrap(), alamat);
        }
        susun(vec![register, kiriman])
    }

    fn hasil(tables: &Tables) -> Vec<Temuan> {
        kiriman(tables).filter_map(|dokumen| satu(&tables.unit, &dokumen)).collect()
    }

    #[test]
    fn a_form_from_the_address_of_another_unit_is_told() {
        let temuan = hasil(&tables(Some("Jurusan Teknologi Informasi"), "jtm@contoh.ac.id"));
        assert_eq!(temuan.len(), 1);
        assert!(temuan[0].pesan.contains("JTM") && temuan[0].unit.as_deref() == Some("JTI"), "{}", temuan[0].pesan);
    }

    #[test]
    fn own_related_and_unknown_addresses_are_fine() {
        for alamat in ["JTI@contoh.ac.id", "ti1@contoh.ac.id", "siapa@contoh.ac.id", ""] {
            assert!(hasil(&tables(Some("Jurusan Teknologi Informasi"), alamat)).is_empty(), "{alamat}");
        }
    }

    #[test]
    fn a_form_that_says_nothing_belongs_to_the_unit_of_its_sender() {
        let tables = tables(None, "jtm@contoh.ac.id");
        let milik = kiriman(&tables).next().unwrap();
        assert_eq!((milik.unit(), &milik.terdaftar.asal_unit), (Some("JTM"), &AsalUnit::Surel));
    }
}
