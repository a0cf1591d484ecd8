//! From a record and a field to the row, the entry and the cell behind it.
//!
//! A rule asks for a field as it thinks of it; a form may hold it under a neighbouring period. Where the exact column is
//! missing, these stand in, in this order ("the record's quarter" is the quarter of its row, else of its document, else
//! the last quarter for which the row states a realisation):
//!
//! | asked | stands in |
//! |---|---|
//! | the year (`realisasi`) | the running period (`realisasi.tw`), the record's quarter (`realisasi.tw2`) |
//! | the running period | the record's quarter, the year |
//! | a quarter | its last month; for the record's quarter also the running period, then the year |
//! | a month | nothing |
//!
//! Targets are stricter: a target of the year never stands for a quarter's, nor the other way round. A column that is
//! there but blank is an answer: nothing stands in for it.

use super::{Berkas, DokumenTerdaftar, Rekaman, Status, Tables};
use crate::domain::dokumen::{Baris, Dokumen, JenisDokumen, Tabel};
use crate::domain::kolom::{Bidang, Kolom, Periode};
use crate::domain::nilai::{Isian, Nilai};
use crate::domain::simpul::Simpul;
use crate::domain::teks;
use crate::domain::tempat::Tempat;
use crate::domain::triwulan::Triwulan;
use crate::domain::unit::Unit;

impl Tables {
    /// The registered document of a record.
    pub fn dokumen_dari(&self, rekaman: u32) -> Option<&DokumenTerdaftar> {
        self.dokumen.get(self.alamat(rekaman)?.dokumen as usize)
    }

    /// What the reader made of a document (index into [`Tables::dokumen`]).
    pub fn isi_dokumen(&self, dokumen: u32) -> Option<&Dokumen> {
        let terdaftar = self.dokumen.get(dokumen as usize)?;
        self.berkas_dokumen(dokumen)?.hasil.as_ref().ok()?.dokumen.get(terdaftar.dokumen as usize)
    }

    /// The file of a document (index into [`Tables::dokumen`]).
    pub fn berkas_dokumen(&self, dokumen: u32) -> Option<&Berkas> {
        self.berkas.get(self.dokumen.get(dokumen as usize)?.berkas as usize)
    }

    /// The table of a record.
    pub fn tabel_dari(&self, rekaman: u32) -> Option<&Tabel> {
        let alamat = self.alamat(rekaman)?;
        self.isi_dokumen(alamat.dokumen)?.tabel.get(alamat.tabel as usize)
    }

    /// The row of a record.
    pub fn baris_dari(&self, rekaman: u32) -> Option<&Baris> {
        self.tabel_dari(rekaman)?.baris.get(self.alamat(rekaman)?.baris as usize)
    }

    /// The sheet of a record.
    pub fn lembar_dari(&self, rekaman: u32) -> Option<&str> {
        self.isi_dokumen(self.alamat(rekaman)?.dokumen).map(|isi| isi.lembar.as_str())
    }

    /// The node to which a record is tied.
    pub fn simpul_dari(&self, rekaman: u32) -> Option<&Simpul> {
        self.simpul.get(self.tautan.get(rekaman as usize)?.simpul? as usize)
    }

    /// Records of documents that count, in order.
    pub fn rekaman_dipakai(&self) -> impl Iterator<Item = u32> + '_ {
        self.rekaman.iter().zip(0_u32..).filter_map(|(alamat, nomor)| {
            let dokumen = self.dokumen.get(alamat.dokumen as usize)?;
            (dokumen.status == Status::Dipakai).then_some(nomor)
        })
    }

    /// Documents of a kind that count: index into [`Tables::dokumen`], entry, and content.
    pub fn dokumen_dipakai(&self, jenis: JenisDokumen) -> impl Iterator<Item = (u32, &DokumenTerdaftar, &Dokumen)> {
        self.dokumen
            .iter()
            .zip(0_u32..)
            .filter(move |(satu, _)| satu.jenis == jenis && satu.status == Status::Dipakai)
            .filter_map(|(satu, nomor)| Some((nomor, satu, self.isi_dokumen(nomor)?)))
    }

    /// The records of a document (index into [`Tables::dokumen`]), top to bottom.
    pub fn rekaman_dokumen(&self, dokumen: u32) -> std::ops::Range<u32> {
        let awal = self.rekaman.partition_point(|alamat| alamat.dokumen < dokumen);
        let akhir = self.rekaman.partition_point(|alamat| alamat.dokumen <= dokumen);
        // The number of records fits: it was checked when they were numbered.
        u32::try_from(awal).unwrap_or(u32::MAX)..u32::try_from(akhir).unwrap_or(u32::MAX)
    }

    /// The unit with a code.
    pub fn unit(&self, kode: &str) -> Option<&Unit> {
        self.unit.get(*self.letak_unit.get(kode)?)
    }

    /// The unit whose address sent the mail of a file.
    pub fn unit_pengirim(&self, berkas: &Berkas) -> Option<&Unit> {
        let alamat = &berkas.asal_surel.as_ref()?.pengirim;
        self.unit.iter().find(|unit| unit.beralamat(alamat))
    }

    /// The entry of a field in a record, see the table above for what stands in.
    pub fn isian(&self, rekaman: u32, kolom: Kolom) -> Option<&Isian> {
        isian_setara(self.baris_dari(rekaman)?, kolom, || self.triwulan_rekaman(rekaman))
    }

    /// The column of the record's table that holds a field, see the table above for what stands in.
    pub fn kolom_setara(&self, rekaman: u32, kolom: Kolom) -> Option<Kolom> {
        let baris = self.baris_dari(rekaman)?;
        let calon = setara(kolom, || self.triwulan_rekaman(rekaman));
        calon.into_iter().flatten().find(|calon| baris.isian.contains_key(calon))
    }

    /// The cell of a field in a record; blank cells have one too.
    pub fn tempat(&self, rekaman: u32, kolom: Kolom) -> Option<Tempat> {
        let isian = self.isian(rekaman, kolom)?;
        let alamat = self.alamat(rekaman)?;
        Some(Tempat::sel(&self.berkas_dokumen(alamat.dokumen)?.jalur, self.lembar_dari(rekaman)?, isian.sel))
    }

    /// The header cell of a field in a table of a document (index into [`Tables::dokumen`]).
    pub fn tempat_judul(&self, dokumen: u32, tabel: u32, kolom: Kolom) -> Option<Tempat> {
        let isi = self.isi_dokumen(dokumen)?;
        let tabel = isi.tabel.get(tabel as usize)?;
        let triwulan = self.dokumen.get(dokumen as usize).and_then(|satu| satu.triwulan);
        let sel = setara(kolom, || triwulan).into_iter().flatten().find_map(|calon| tabel.sel_judul(calon))?;
        Some(Tempat::sel(&self.berkas_dokumen(dokumen)?.jalur, &isi.lembar, sel))
    }

    /// The quarter that a record is about, when it has one.
    pub fn triwulan_rekaman(&self, rekaman: u32) -> Option<Triwulan> {
        let baris = self.baris_dari(rekaman)?;
        if let Some(Nilai::Triwulan { triwulan }) =
            baris.isian(Bidang::TriwulanBaris.tahunan()).map(|isian| &isian.nilai)
            && let [satu] = triwulan.as_slice()
        {
            return Some(*satu);
        }
        self.dokumen_dari(rekaman)?.triwulan.or_else(|| {
            let terisi =
                |tw: &Triwulan| baris.isian(Bidang::Realisasi.tw(*tw)).is_some_and(|isian| !isian.nilai.kosong());
            Triwulan::SEMUA.into_iter().rev().find(terisi)
        })
    }

    /// An indicator as people know it: its code and its wording.
    pub fn label_indikator(&self, rekaman: u32) -> String {
        let kode = self.tautan.get(rekaman as usize).and_then(|tautan| tautan.kode.as_deref());
        let simpul = self.simpul_dari(rekaman);
        let kode = kode.or(simpul.map(|simpul| simpul.kode.as_str())).unwrap_or_default();
        let kalimat = self.kalimat(rekaman).or(simpul.map(|simpul| simpul.indikator.as_str())).unwrap_or_default();
        let mut label = String::with_capacity(kode.len() + 1 + kalimat.len());
        label.push_str(kode.trim_start());
        for kata in kalimat.split_whitespace() {
            if !label.is_empty() {
                label.push(' ');
            }
            label.push_str(kata);
        }
        label.truncate(label.trim_end().len());
        label
    }

    /// The wording of a record's indicator without the code in front of it; of its first row when its own row has none.
    pub(super) fn kalimat(&self, rekaman: u32) -> Option<&str> {
        let pokok = self.tautan.get(rekaman as usize).map(|tautan| tautan.pokok).filter(|pokok| *pokok != rekaman);
        self.kalimat_sendiri(rekaman).or_else(|| self.kalimat_sendiri(pokok?))
    }

    /// The wording that stands in the record's own row, without the code in front of it.
    fn kalimat_sendiri(&self, rekaman: u32) -> Option<&str> {
        self.kode_dan_kalimat(rekaman).map(|(_, kalimat)| kalimat)
    }

    /// The code in front of the wording that stands in the record's own row, and the wording.
    pub(super) fn kode_dan_kalimat(&self, rekaman: u32) -> Option<(Option<String>, &str)> {
        let baris = self.baris_dari(rekaman)?;
        let tertulis = [Bidang::Indikator, Bidang::Uraian].into_iter().find_map(|bidang| {
            baris.isian(bidang.tahunan()).filter(|isian| !isian.nilai.tanpa_isi()).and_then(|isian| isian.teks())
        })?;
        let (kode, kalimat) = teks::pisah_kode(tertulis);
        Some((kode, if kalimat.is_empty() { tertulis } else { kalimat }))
    }

    pub(super) fn alamat(&self, rekaman: u32) -> Option<Rekaman> {
        self.rekaman.get(rekaman as usize).copied()
    }
}

/// The entry of a field in a row, see the table above for what stands in. `kini` is the record's quarter.
pub(super) fn isian_setara(baris: &Baris, kolom: Kolom, kini: impl FnOnce() -> Option<Triwulan>) -> Option<&Isian> {
    let pengganti = || setara(kolom, kini).into_iter().skip(1).flatten().find_map(|calon| baris.isian(calon));
    baris.isian(kolom).or_else(pengganti)
}

/// The columns that may hold a field, the exact one first. `kini` is the record's quarter, asked for only when needed.
fn setara(kolom: Kolom, kini: impl FnOnce() -> Option<Triwulan>) -> [Option<Kolom>; 4] {
    let bidang = kolom.bidang;
    let tahun = (bidang != Bidang::Target).then(|| bidang.tahunan());
    match kolom.periode {
        Periode::Tahunan if bidang == Bidang::Target => [Some(kolom), None, None, None],
        Periode::Tahunan => [Some(kolom), Some(bidang.berjalan()), kini().map(|tw| bidang.tw(tw)), None],
        Periode::Berjalan => [Some(kolom), kini().map(|tw| bidang.tw(tw)), tahun, None],
        Periode::Triwulan(tw) => {
            let bulan = u8::try_from(tw.nomor() * 3).ok().map(|bulan| bidang.bulan(bulan));
            if kini() == Some(tw) {
                [Some(kolom), bulan, Some(bidang.berjalan()), tahun]
            } else {
                [Some(kolom), bulan, None, None]
            }
        }
        Periode::Bulan(_) | Periode::Tahun(_) | Periode::SetiapTahun => [Some(kolom), None, None, None],
    }
}
