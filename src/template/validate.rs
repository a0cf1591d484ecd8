//! From what was written to what can be trusted, with every fault of a file at once.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;

use super::judul::{BULAN, TAHUN, jalur_kanonik};
use super::kamus::{Kamus, KataBaris};
use super::{KolomTemplat, TabelTemplat, Templat, TemplatError, raw};
use crate::domain::dokumen::{JenisDokumen, KunciIdentitas, PeranTabel};
use crate::domain::kolom::{Kolom, Periode};
use crate::domain::teks::kunci;

/// Gathers the faults of one file with their line.
struct Pemeriksa<'a> {
    berkas: &'a str,
    teks: &'a str,
    kesalahan: Vec<String>,
}

impl Pemeriksa<'_> {
    fn catat(&mut self, letak: Range<usize>, pesan: &str) {
        let baris = self.teks.get(..letak.start).map_or(0, |awal| awal.matches('\n').count()) + 1;
        self.kesalahan.push(format!("baris {baris}: {pesan}"));
    }

    fn kolom(&mut self, teks: &Spanned<String>) -> Option<Kolom> {
        let hasil = teks.get_ref().parse();
        if hasil.is_err() {
            self.catat(teks.span(), &format!("kolom {:?} tidak dikenal", teks.get_ref()));
        }
        hasil.ok()
    }

    fn jenis(&mut self, teks: &Spanned<String>) -> Option<JenisDokumen> {
        let jenis = match teks.get_ref().as_str() {
            "pk" => Some(JenisDokumen::Pk),
            "rencana_aksi" => Some(JenisDokumen::RencanaAksi),
            "pengukuran" => Some(JenisDokumen::Pengukuran),
            "kaskade" => Some(JenisDokumen::Kaskade),
            _ => None,
        };
        if jenis.is_none() {
            self.catat(
                teks.span(),
                &format!("jenis {:?} bukan pk, rencana_aksi, pengukuran atau kaskade", teks.get_ref()),
            );
        }
        jenis
    }

    fn selesai<T>(self, hasil: Option<T>) -> Result<T, TemplatError> {
        match hasil {
            Some(hasil) if self.kesalahan.is_empty() => Ok(hasil),
            _ => Err(TemplatError { berkas: self.berkas.to_string(), kesalahan: self.kesalahan }),
        }
    }
}

fn baca<T: serde::de::DeserializeOwned>(berkas: &str, teks: &str) -> Result<T, TemplatError> {
    toml::from_str(teks).map_err(|galat| TemplatError {
        berkas: berkas.to_string(),
        kesalahan: vec![galat.to_string().trim().to_string()],
    })
}

/// A definition from its TOML text.
pub(super) fn templat(berkas: &str, teks: &str) -> Result<Templat, TemplatError> {
    let mentah: raw::Templat = baca(berkas, teks)?;
    let mut pemeriksa = Pemeriksa { berkas, teks, kesalahan: Vec::new() };
    let jenis = pemeriksa.jenis(&mentah.jenis);
    let tabel: Vec<TabelTemplat> = mentah.tabel.iter().filter_map(|mentah| tabel(&mut pemeriksa, mentah)).collect();
    let hasil = jenis.map(|jenis| Templat {
        id: mentah.id,
        versi: mentah.versi,
        jenis,
        nama: mentah.nama,
        sumber: mentah.sumber,
        tabel,
    });
    pemeriksa.selesai(hasil)
}

fn tabel(pemeriksa: &mut Pemeriksa<'_>, mentah: &raw::Tabel) -> Option<TabelTemplat> {
    let peran = match mentah.peran.get_ref().as_str() {
        "indikator" => Some(PeranTabel::Indikator),
        "anggaran" => Some(PeranTabel::Anggaran),
        "unit" => Some(PeranTabel::Unit),
        "kaskade" => Some(PeranTabel::Kaskade),
        _ => None,
    };
    if peran.is_none() {
        pemeriksa.catat(
            mentah.peran.span(),
            &format!("peran {:?} bukan indikator, anggaran, unit atau kaskade", mentah.peran.get_ref()),
        );
    }
    let kolom = mentah.kolom.iter().filter_map(|mentah| kolom(pemeriksa, mentah)).collect();
    Some(TabelTemplat { peran: peran?, kolom, nomor_kolom: mentah.nomor_kolom, bagian: mentah.bagian.clone() })
}

fn kolom(pemeriksa: &mut Pemeriksa<'_>, mentah: &raw::Kolom) -> Option<KolomTemplat> {
    let kolom = pemeriksa.kolom(&mentah.kolom);
    let setelah = mentah.setelah.as_ref().and_then(|setelah| pemeriksa.kolom(setelah));
    let judul = match mentah.judul.get_ref() {
        raw::Judul::Satu(judul) => vec![judul.clone()],
        raw::Judul::Jalur(jalur) => jalur.clone(),
    };
    let mut jalur = vec![jalur_kanonik(judul.iter().map(String::as_str))];
    jalur.extend(mentah.juga.iter().map(|juga| jalur_kanonik(juga.split(" > "))));
    let setiap_tahun = kolom.is_some_and(|kolom| kolom.periode == Periode::SetiapTahun);
    if jalur.iter().any(String::is_empty) && !setiap_tahun {
        pemeriksa.catat(mentah.judul.span(), "judul kolom kosong");
        return None;
    }
    let bertahun =
        judul.iter().any(|judul| judul.contains(TAHUN)) && mentah.juga.iter().all(|juga| juga.contains(TAHUN));
    if setiap_tahun != bertahun && kolom.is_some() {
        let pesan = format!("{TAHUN} harus ada pada kolom dan pada setiap judulnya, atau tidak pada keduanya");
        pemeriksa.catat(mentah.judul.span(), &pesan);
    }
    let lebar = mentah.lebar.as_ref().and_then(|lebar| {
        let wajar = (1.0..=120.0).contains(lebar.get_ref());
        if !wajar {
            pemeriksa.catat(lebar.span(), &format!("lebar {} di luar 1 sampai 120 huruf", lebar.get_ref()));
        }
        wajar.then_some(*lebar.get_ref())
    });
    let mut hasil = KolomTemplat {
        kolom: kolom?,
        judul,
        jalur,
        wajib: mentah.wajib,
        turun: mentah.turun,
        setelah,
        lebar,
        pilihan: mentah.pilihan.clone(),
        alias: BTreeMap::new(),
        nomor: mentah.nomor.clone(),
        banyak_tahun: banyak_tahun(pemeriksa, mentah),
    };
    hasil.alias = alias(pemeriksa, mentah, &hasil);
    Some(hasil)
}

/// Older wordings of the words of a drop-down: of words that are offered, each of one word only.
fn alias(pemeriksa: &mut Pemeriksa<'_>, mentah: &raw::Kolom, milik: &KolomTemplat) -> BTreeMap<String, String> {
    let pilihan = milik.pilihan();
    let mut hasil: BTreeMap<String, String> = BTreeMap::new();
    for (kini, lama) in &mentah.alias {
        if !pilihan.contains(&kini.as_str()) {
            pemeriksa.catat(lama.span(), &format!("alias untuk {kini:?}, yang bukan pilihan kolom {}", milik.kolom));
        }
        for tertulis in lama.get_ref() {
            let bentuk = kunci(tertulis);
            let pilihan_lain = pilihan.iter().any(|lain| kunci(lain) == bentuk);
            if bentuk.is_empty() || pilihan_lain {
                pemeriksa.catat(lama.span(), &format!("alias {tertulis:?} kosong atau sudah menjadi pilihan"));
            } else if let Some(lain) = hasil.insert(bentuk, kini.clone()).filter(|lain| lain != kini) {
                pemeriksa.catat(lama.span(), &format!("alias {tertulis:?} sudah berarti {lain:?}"));
            }
        }
    }
    hasil
}

/// How many years a written form lists when the definition does not say.
const BANYAK_TAHUN: u8 = 5;

fn banyak_tahun(pemeriksa: &mut Pemeriksa<'_>, mentah: &raw::Kolom) -> u8 {
    let Some(tertulis) = &mentah.banyak_tahun else { return BANYAK_TAHUN };
    if !(1..=10).contains(tertulis.get_ref()) {
        pemeriksa.catat(tertulis.span(), &format!("banyak_tahun {} di luar 1 sampai 10", tertulis.get_ref()));
    }
    *tertulis.get_ref()
}

/// The dictionary from its TOML text.
pub(super) fn kamus(berkas: &str, teks: &str) -> Result<Kamus, TemplatError> {
    let mentah: raw::Kamus = baca(berkas, teks)?;
    let mut pemeriksa = Pemeriksa { berkas, teks, kesalahan: Vec::new() };
    let mut kamus =
        Kamus { petunjuk: pola(&mentah.lembar.petunjuk), baris: kata_baris(&mentah.baris), ..Kamus::default() };
    for entri in &mentah.kolom {
        if let Some(setelah) = &entri.setelah {
            sambungan(&mut pemeriksa, &mut kamus, entri, setelah);
            continue;
        }
        for (nama, jalur) in bentangkan(entri) {
            // `*` at the end of a header is dropped as a footnote mark, so it goes through in disguise.
            let kanonik = jalur_kanonik(jalur.replace('*', "§").split(" > ")).replace('§', "*");
            match nama.parse::<Kolom>() {
                Err(_) => pemeriksa.catat(entri.kolom.span(), &format!("kolom {nama:?} tidak dikenal")),
                Ok(kolom) if kanonik.contains('*') => kamus.pola.push((kanonik, kolom)),
                Ok(kolom) => {
                    kamus.bagian.extend(kanonik.split(" > ").map(str::to_string));
                    if kamus.jalur.insert(kanonik, kolom).is_some_and(|lama| lama != kolom) {
                        pemeriksa.catat(entri.kolom.span(), &format!("jalur {jalur:?} sudah punya arti lain"));
                    }
                }
            }
        }
    }
    for entri in &mentah.dokumen {
        if let Some(jenis) = pemeriksa.jenis(&entri.jenis) {
            kamus.dokumen.push((jenis, pola(&entri.judul)));
        }
    }
    for entri in &mentah.identitas {
        match kunci_identitas(entri.kunci.get_ref()) {
            None => pemeriksa
                .catat(entri.kunci.span(), &format!("kunci identitas {:?} tidak dikenal", entri.kunci.get_ref())),
            Some(arti) => kamus.identitas.extend(entri.label.iter().map(|label| (kunci(label), arti))),
        }
    }
    pemeriksa.selesai(Some(kamus))
}

/// Wordings that lean on the column before them, written out for every quarter.
fn sambungan(pemeriksa: &mut Pemeriksa<'_>, kamus: &mut Kamus, entri: &raw::KolomKamus, setelah: &str) {
    let berkala = entri.kolom.get_ref().contains("{n}");
    let pertama = if setelah.contains("{n-1}") { 2 } else { 1 };
    for n in pertama..=if berkala { 4 } else { 1 } {
        let isi = |teks: &str| {
            teks.replace("{n-1}", &(n - 1).to_string())
                .replace("{n}", &n.to_string())
                .replace("{tw}", &format!("tw {n}"))
        };
        match (isi(entri.kolom.get_ref()).parse::<Kolom>(), isi(setelah).parse::<Kolom>()) {
            (Ok(kolom), Ok(setelah)) => kamus
                .sambungan
                .extend(entri.jalur.iter().map(|jalur| ((setelah, jalur_kanonik(isi(jalur).split(" > "))), kolom))),
            _ => pemeriksa.catat(entri.kolom.span(), "kolom atau setelah tidak dikenal"),
        }
    }
}

/// `{tw}` and `{bulan}` written out.
fn bentangkan(entri: &raw::KolomKamus) -> Vec<(String, String)> {
    let nama = entri.kolom.get_ref();
    let mut hasil = Vec::new();
    for jalur in &entri.jalur {
        if jalur.contains("{tw}") {
            hasil.extend(
                (1..=4).map(|n| (nama.replace("{n}", &n.to_string()), jalur.replace("{tw}", &format!("tw {n}")))),
            );
        } else if jalur.contains("{bulan}") {
            hasil.extend(
                (1..)
                    .zip(BULAN)
                    .map(|(n, bulan): (u32, _)| (nama.replace("{n}", &n.to_string()), jalur.replace("{bulan}", bulan))),
            );
        } else {
            hasil.push((nama.clone(), jalur.clone()));
        }
    }
    hasil
}

fn kata_baris(mentah: &raw::BarisKamus) -> KataBaris {
    KataBaris {
        jumlah: pola(&mentah.jumlah),
        catatan: pola(&mentah.catatan),
        tanda_tangan: pola(&mentah.tanda_tangan),
        bagian: pola(&mentah.bagian),
        contoh: pola(&mentah.contoh),
    }
}

/// Patterns keep their final `*` and dots, which [`kunci`] would drop from a text.
fn pola(teks: &[String]) -> Vec<String> {
    teks.iter().map(|teks| teks.to_lowercase()).collect()
}

fn kunci_identitas(nama: &str) -> Option<KunciIdentitas> {
    Some(match nama {
        "unit" => KunciIdentitas::Unit,
        "nama" => KunciIdentitas::Nama,
        "nip" => KunciIdentitas::Nip,
        "jabatan" => KunciIdentitas::Jabatan,
        "tahun" => KunciIdentitas::Tahun,
        "triwulan" => KunciIdentitas::Triwulan,
        "dokumen_anggaran" => KunciIdentitas::DokumenAnggaran,
        _ => return None,
    })
}
