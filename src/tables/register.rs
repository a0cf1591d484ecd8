//! Which unit a text, a form or a file names. Exact names only; likeness gives suggestions and nothing else.

use std::collections::HashMap;

use super::AsalUnit;
use super::periode;
use crate::domain::dokumen::{Dokumen, KunciIdentitas, Pihak};
use crate::domain::teks;
use crate::domain::unit::Unit;

/// Words of an office in front of the name of what is led.
const JABATAN: [&str; 15] = [
    "kepala",
    "ketua",
    "koordinator",
    "direktur",
    "sekretaris",
    "wakil",
    "pelaksana",
    "tugas",
    "harian",
    "penjabat",
    "plt",
    "plh",
    "pj",
    "pjs",
    "manajer",
];

/// How alike two names must be to suggest one for the other.
const MIRIP: f64 = 0.85;

/// The register of units, indexed by every name. Made once, asked often.
pub struct Register<'a> {
    unit: &'a [Unit],
    /// Normalised code, name and other names; the units that bear it.
    nama: HashMap<String, Vec<usize>>,
    /// The same as words joined by one blank, for names inside of names.
    kata: HashMap<String, Vec<usize>>,
    /// Normalised office of the head.
    jabatan: HashMap<String, Vec<usize>>,
    /// Words of the longest name.
    terpanjang: usize,
}

impl<'a> Register<'a> {
    /// The register of these units.
    pub fn baru(unit: &'a [Unit]) -> Self {
        let mut register =
            Self { unit, nama: HashMap::new(), kata: HashMap::new(), jabatan: HashMap::new(), terpanjang: 0 };
        for (nomor, satu) in unit.iter().enumerate() {
            for nama in semua_nama(satu) {
                tambah(&mut register.nama, teks::kunci(nama), nomor);
                let kata = periode::kata(nama);
                // "01" in a file name is a day or a version, not a unit.
                let angka_pendek = kata.len() == 1 && kata[0].len() < 5 && kata[0].bytes().all(|b| b.is_ascii_digit());
                if !angka_pendek {
                    register.terpanjang = register.terpanjang.max(kata.len());
                    tambah(&mut register.kata, kata.join(" "), nomor);
                }
            }
            if let Some(jabatan) = &satu.jabatan {
                tambah(&mut register.jabatan, rapikan(jabatan), nomor);
            }
        }
        register
    }

    /// The one unit that bears this name, see [`Unit::bernama`].
    pub(super) fn bernama(&self, nama: &str) -> Option<&'a Unit> {
        self.satu(self.nama.get(&rapikan(nama))?)
    }

    /// The unit that an office leads: the office of the register's head, or words of office followed by a unit's name.
    pub fn dijabat(&self, jabatan: &str) -> Option<&'a Unit> {
        let rapi = rapikan(jabatan);
        if let Some(unit) = self.jabatan.get(&rapi).and_then(|nomor| self.satu(nomor)) {
            return Some(unit);
        }
        let mut sisa = rapi.as_str();
        loop {
            if let Some(nomor) = self.nama.get(sisa) {
                return self.satu(nomor);
            }
            let (kata, sesudah) = sisa.split_once(' ')?;
            if !JABATAN.contains(&kata.trim_end_matches(['.', ',', '/'])) {
                return None;
            }
            sisa = sesudah.trim_start();
        }
    }

    /// The unit whose name is the longest run of whole words of a file or folder name.
    fn di_dalam(&self, nama: &str) -> Option<&'a Unit> {
        let kata = periode::tanpa_periode(&periode::kata(nama));
        for panjang in (1..=self.terpanjang.min(kata.len())).rev() {
            let mut ditemukan: Vec<usize> = kata
                .windows(panjang)
                .filter_map(|jendela| self.kata.get(&jendela.join(" ")))
                .flatten()
                .copied()
                .collect();
            ditemukan.sort_unstable();
            ditemukan.dedup();
            if !ditemukan.is_empty() {
                return self.satu(&ditemukan);
            }
        }
        None
    }

    /// Names that resemble a text, best first: at most three.
    pub(super) fn mirip(&self, tertulis: &str) -> Vec<(String, String)> {
        let dicari = rapikan(tertulis);
        if dicari.is_empty() {
            return Vec::new();
        }
        let mut calon: Vec<(f64, &Unit)> = self
            .unit
            .iter()
            .map(|unit| (semua_nama(unit).map(|nama| kemiripan(&dicari, &teks::kunci(nama))).fold(0.0, f64::max), unit))
            .filter(|(nilai, _)| *nilai >= MIRIP)
            .collect();
        calon.sort_by(|kiri, kanan| kanan.0.total_cmp(&kiri.0).then_with(|| kiri.1.kode.cmp(&kanan.1.kode)));
        calon.into_iter().take(3).map(|(_, unit)| (unit.kode.clone(), unit.nama.clone())).collect()
    }

    /// The unit of a document and how it was found: what the form says, then its sheet, its signature, its file name,
    /// and the folders from the inside out. A form that names a unit nobody knows is not looked up elsewhere: a wrong
    /// unit is worse than none.
    pub(super) fn unit_dokumen(&self, dokumen: &Dokumen, jalur: &str) -> (Option<&'a Unit>, AsalUnit) {
        let tertulis = tulisan_unit(dokumen);
        match self.dari_identitas(dokumen, &tertulis) {
            Ok(Some(unit)) => return (Some(unit), AsalUnit::Identitas),
            Err(asing) => return (None, self.tidak_ditemukan(Some(asing))),
            Ok(None) => {}
        }
        if let Some(unit) = self.dari_lembar(&dokumen.lembar) {
            return (Some(unit), AsalUnit::NamaLembar);
        }
        let peran = dokumen.pejabat.iter().find(|pejabat| pejabat.pihak == Pihak::Pertama).and_then(|p| p.peran.teks());
        if let Some(unit) = peran.and_then(|peran| self.dijabat(peran)) {
            return (Some(unit), AsalUnit::TandaTangan);
        }
        let mut bagian = jalur.rsplit('/');
        if let Some(unit) = bagian.next().and_then(|nama| self.di_dalam(tanpa_akhiran(nama))) {
            return (Some(unit), AsalUnit::NamaBerkas);
        }
        if let Some(unit) = bagian.find_map(|folder| self.di_dalam(tanpa_akhiran(folder))) {
            return (Some(unit), AsalUnit::Folder);
        }
        (None, self.tidak_ditemukan(jabatan_pertama(dokumen).or(peran)))
    }

    /// The unit of the identity block; `Err` with the text that names a unit nobody knows. Where several lines name
    /// different units, the one that stands under another in the register is meant, else the first.
    fn dari_identitas<'t>(&self, dokumen: &'t Dokumen, tertulis: &[&'t str]) -> Result<Option<&'a Unit>, &'t str> {
        let mut calon: Vec<&Unit> = tertulis.iter().filter_map(|teks| self.bernama(teks)).collect();
        if calon.is_empty()
            && let Some(asing) = tertulis.first()
        {
            return Err(asing);
        }
        calon.extend(jabatan_pertama(dokumen).and_then(|jabatan| self.dijabat(jabatan)));
        let bawahan = calon.iter().find(|unit| calon.iter().any(|atas| self.di_bawah(unit, &atas.kode)));
        Ok(bawahan.or(calon.first()).copied())
    }

    /// The unit that the name of a sheet names, periods and kinds of document left aside.
    pub fn dari_lembar(&self, lembar: &str) -> Option<&'a Unit> {
        self.bernama(lembar).or_else(|| {
            let kata = periode::tanpa_periode(&periode::kata(lembar)).join(" ");
            self.satu(self.kata.get(&kata)?)
        })
    }

    /// Whether a unit stands somewhere below another.
    pub fn di_bawah(&self, unit: &Unit, atas: &str) -> bool {
        let mut kini = unit.induk.as_deref();
        // A register with a circle in it must not hold us.
        for _ in 0..self.unit.len() {
            match kini {
                Some(induk) if induk == atas => return true,
                Some(induk) => kini = self.bernama(induk).and_then(|unit| unit.induk.as_deref()),
                None => return false,
            }
        }
        false
    }

    fn satu(&self, nomor: &[usize]) -> Option<&'a Unit> {
        match nomor {
            [satu] => self.unit.get(*satu),
            _ => None,
        }
    }

    fn tidak_ditemukan(&self, tertulis: Option<&str>) -> AsalUnit {
        AsalUnit::TidakDitemukan {
            saran: tertulis.map(|teks| self.mirip(teks)).unwrap_or_default(),
            tertulis: tertulis.map(str::to_string),
        }
    }
}

fn semua_nama(unit: &Unit) -> impl Iterator<Item = &String> {
    std::iter::once(&unit.kode).chain(std::iter::once(&unit.nama)).chain(&unit.nama_lain)
}

fn tambah(peta: &mut HashMap<String, Vec<usize>>, nama: String, nomor: usize) {
    if nama.is_empty() {
        return;
    }
    let milik = peta.entry(nama).or_default();
    if !milik.contains(&nomor) {
        milik.push(nomor);
    }
}

/// A name without the comma that ends a role line.
fn rapikan(nama: &str) -> String {
    teks::kunci(nama).trim_end_matches([',', ' ', '.']).to_string()
}

fn kemiripan(dicari: &str, nama: &str) -> f64 {
    let memuat =
        nama.chars().count() >= 4 && dicari.chars().count() >= 4 && (dicari.contains(nama) || nama.contains(dicari));
    if memuat { 0.99 } else { strsim::jaro_winkler(dicari, nama) }
}

/// What the lines of the identity block say about the unit.
fn tulisan_unit(dokumen: &Dokumen) -> Vec<&str> {
    isi(dokumen, KunciIdentitas::Unit).collect()
}

/// The office of the first party, who is named first.
fn jabatan_pertama(dokumen: &Dokumen) -> Option<&str> {
    isi(dokumen, KunciIdentitas::Jabatan).next()
}

fn isi(dokumen: &Dokumen, kunci: KunciIdentitas) -> impl Iterator<Item = &str> {
    dokumen
        .identitas
        .iter()
        .filter(move |baris| baris.kunci == kunci && !baris.isian.nilai.tanpa_isi())
        .filter_map(|baris| baris.isian.teks())
}

fn tanpa_akhiran(nama: &str) -> &str {
    const AKHIRAN: [&str; 9] = ["xlsx", "xlsm", "xls", "xlsb", "ods", "zip", "eml", "mbox", "csv"];
    match nama.rsplit_once('.') {
        Some((awal, akhir)) if AKHIRAN.contains(&akhir.to_ascii_lowercase().as_str()) => awal,
        _ => nama,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::tables::uji;

    fn register() -> Vec<Unit> {
        vec![
            uji::unit("PNX", "Politeknik Contoh", &[], None),
            uji::unit("JTI", "Jurusan Teknologi Informasi", &["Teknologi Informasi"], Some("PNX")),
            uji::unit("JAK", "Jurusan Akuntansi", &["Akuntansi"], Some("PNX")),
            uji::unit("DISDIK", "Dinas Pendidikan", &[], None),
            uji::unit("DISDIKBUD", "Dinas Pendidikan dan Kebudayaan", &[], None),
        ]
    }

    fn hasil(dokumen: &Dokumen, jalur: &str) -> (Option<String>, AsalUnit) {
        let unit = register();
        let (ditemukan, asal) = Register::baru(&unit).unit_dokumen(dokumen, jalur);
        (ditemukan.map(|unit| unit.kode.clone()), asal)
    }

    #[test]
    fn the_form_speaks_before_the_file_name() {
        let dokumen = uji::dokumen().identitas(KunciIdentitas::Unit, "JURUSAN  TEKNOLOGI INFORMASI").jadi();
        assert_eq!(hasil(&dokumen, "PK Akuntansi.xlsx"), (Some("JTI".into()), AsalUnit::Identitas));
    }

    #[test]
    fn an_office_followed_by_a_name_names_the_unit() {
        for jabatan in ["Ketua Jurusan Teknologi Informasi", "Plt. Ketua Jurusan Teknologi Informasi,", "Ketua JTI"] {
            let dokumen = uji::dokumen().identitas(KunciIdentitas::Jabatan, jabatan).jadi();
            assert_eq!(hasil(&dokumen, "a.xlsx"), (Some("JTI".into()), AsalUnit::Identitas), "{jabatan}");
        }
        let lain = uji::dokumen().identitas(KunciIdentitas::Jabatan, "Lektor Kepala").jadi();
        assert_eq!(hasil(&lain, "a.xlsx").0, None);
    }

    #[test]
    fn the_lower_of_two_units_is_meant() {
        let dokumen = uji::dokumen()
            .identitas(KunciIdentitas::Unit, "Politeknik Contoh")
            .identitas(KunciIdentitas::Jabatan, "Ketua Jurusan Akuntansi")
            .jadi();
        assert_eq!(hasil(&dokumen, "a.xlsx").0.as_deref(), Some("JAK"));
    }

    #[test]
    fn an_unknown_unit_on_the_form_is_not_looked_up_elsewhere() {
        let dokumen = uji::dokumen().identitas(KunciIdentitas::Unit, "Jurusan Teknologi Informatika").jadi();
        let (unit, asal) = hasil(&dokumen, "JTI/PK JTI.xlsx");
        assert_eq!(unit, None);
        let AsalUnit::TidakDitemukan { tertulis, saran } = asal else { panic!("{asal:?}") };
        assert_eq!(tertulis.as_deref(), Some("Jurusan Teknologi Informatika"));
        assert_eq!(saran.first().unwrap().0, "JTI");
        assert!(saran.len() <= 3);
    }

    #[test]
    fn sheet_then_signature_then_file_then_folder() {
        let polos = uji::dokumen().lembar("Sheet1").jadi();
        assert_eq!(
            hasil(&uji::dokumen().lembar("PK JAK").jadi(), "JTI.xlsx"),
            (Some("JAK".into()), AsalUnit::NamaLembar)
        );
        let bertanda =
            uji::dokumen().lembar("Sheet1").pejabat(Pihak::Pertama, "Kepala Dinas Pendidikan,", None, None).jadi();
        assert_eq!(hasil(&bertanda, "JTI.xlsx"), (Some("DISDIK".into()), AsalUnit::TandaTangan));
        assert_eq!(hasil(&polos, "masuk/JAK/PK_JTI_TW1.xlsx"), (Some("JTI".into()), AsalUnit::NamaBerkas));
        assert_eq!(hasil(&polos, "Jurusan Akuntansi.zip/2026/PK.xlsx"), (Some("JAK".into()), AsalUnit::Folder));
    }

    #[test]
    fn the_longest_name_in_a_file_name_wins_and_a_draw_names_nobody() {
        let polos = uji::dokumen().lembar("Sheet1").jadi();
        assert_eq!(hasil(&polos, "PK Dinas Pendidikan dan Kebudayaan.xlsx").0.as_deref(), Some("DISDIKBUD"));
        assert_eq!(hasil(&polos, "PK JTI JAK.xlsx").0, None);
        assert_eq!(hasil(&polos, "PK JTIX.xlsx").0, None);
    }
}
