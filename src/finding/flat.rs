//! Findings laid flat: one record for each, for frames, JSON lines and sheets.

use serde::Serialize;

use crate::finding::{Tempat, Temuan};

/// A finding as data leaves the house: the columns of `temuan.parquet`, the names of every JSON line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BarisTemuan<'a> {
    /// Code of its rule.
    pub kode: &'a str,
    /// Its severity.
    pub tingkat: &'static str,
    /// Code of the unit that must act.
    pub unit: Option<&'a str>,
    /// Path below `masuk/`; none for what was not sent.
    pub berkas: Option<&'a str>,
    /// Sheet.
    pub lembar: Option<&'a str>,
    /// Cells of that sheet in A1 form joined by commas, the guilty one first.
    pub sel: Option<String>,
    /// The indicator it is about.
    pub indikator: Option<&'a str>,
    /// What is wrong.
    pub pesan: &'a str,
    /// What was found.
    pub ditemukan: Option<&'a str>,
    /// What was expected.
    pub seharusnya: Option<&'a str>,
    /// Found minus expected.
    pub selisih: Option<f64>,
    /// How to mend it.
    pub saran: &'a str,
    /// Other places involved: "berkas | lembar | sel" joined by semicolons.
    pub terkait: Option<String>,
    /// Code of the finding from which it follows.
    pub ikutan_dari: Option<&'a str>,
    /// Reason of the waiver that accepts it.
    pub pengecualian: Option<&'a str>,
}

impl<'a> BarisTemuan<'a> {
    /// A finding, and the code of the one it follows from.
    pub fn dari(temuan: &'a Temuan, ikutan_dari: Option<&'a str>) -> Self {
        let tempat = &temuan.tempat;
        Self {
            kode: &temuan.kode,
            tingkat: temuan.tingkat.nama(),
            unit: temuan.unit.as_deref(),
            berkas: (!tempat.berkas.is_empty()).then_some(tempat.berkas.as_str()),
            lembar: tempat.lembar.as_deref(),
            sel: sel(temuan),
            indikator: temuan.indikator.as_deref(),
            pesan: &temuan.pesan,
            ditemukan: temuan.ditemukan.as_deref(),
            seharusnya: temuan.seharusnya.as_deref(),
            selisih: temuan.selisih.filter(|selisih| selisih.is_finite()),
            saran: &temuan.saran,
            terkait: terkait(temuan),
            ikutan_dari,
            pengecualian: temuan.pengecualian.as_deref(),
        }
    }
}

/// Every finding, each followed by those folded under it; then what waivers accept.
pub fn ratakan<'a>(temuan: &'a [Temuan], dikecualikan: &'a [Temuan]) -> Vec<BarisTemuan<'a>> {
    let mut hasil = Vec::new();
    for satu in temuan.iter().chain(dikecualikan) {
        tambah(&mut hasil, satu, None);
    }
    hasil
}

fn tambah<'a>(hasil: &mut Vec<BarisTemuan<'a>>, temuan: &'a Temuan, dari: Option<&'a str>) {
    hasil.push(BarisTemuan::dari(temuan, dari));
    for ikutan in &temuan.ikutan {
        tambah(hasil, ikutan, Some(&temuan.kode));
    }
}

/// The findings as JSON lines: one object a line, in order.
///
/// # Errors
/// Never in practice: every field can be written.
pub fn jsonl(baris: &[BarisTemuan<'_>]) -> Result<Vec<u8>, serde_json::Error> {
    let mut hasil = Vec::new();
    for satu in baris {
        serde_json::to_writer(&mut hasil, satu)?;
        hasil.push(b'\n');
    }
    Ok(hasil)
}

/// Its cells, and those of places in the same sheet.
fn sel(temuan: &Temuan) -> Option<String> {
    let mut sel = temuan.tempat.teks_sel();
    for lain in temuan.terkait.iter().filter(|lain| selembar(temuan, lain) && !lain.sel.is_empty()) {
        if !sel.is_empty() {
            sel.push(',');
        }
        sel.push_str(&lain.teks_sel());
    }
    (!sel.is_empty()).then_some(sel)
}

fn terkait(temuan: &Temuan) -> Option<String> {
    let lain: Vec<String> = temuan
        .terkait
        .iter()
        .filter(|lain| !selembar(temuan, lain))
        .map(|lain| {
            [Some(lain.berkas.as_str()), lain.lembar.as_deref(), Some(&lain.teks_sel())]
                .into_iter()
                .flatten()
                .filter(|bagian| !bagian.is_empty())
                .collect::<Vec<_>>()
                .join(" | ")
        })
        .collect();
    (!lain.is_empty()).then(|| lain.join("; "))
}

fn selembar(temuan: &Temuan, lain: &Tempat) -> bool {
    lain.berkas == temuan.tempat.berkas && lain.lembar == temuan.tempat.lembar
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::address::CellAddress;
    use crate::finding::Tingkat;

    fn contoh() -> Temuan {
        let sel = |teks: &str| Tempat::sel("JTI/tw1.xlsx", "TW I", teks.parse::<CellAddress>().unwrap());
        let mut temuan = Temuan::baru("UK03", Tingkat::Peringatan, sel("H8"), "Capaian berbeda.", "Perbaiki.")
            .unit(Some("JTI"))
            .terkait(sel("F8"))
            .terkait(Tempat::sel("JTI/pk.xlsx", "PK", CellAddress::new(0, 0)))
            .selisih(3.0);
        temuan.ikutan.push(Temuan::baru("UK04", Tingkat::Peringatan, sel("I8"), "Status berbeda.", "Perbaiki."));
        temuan
    }

    #[test]
    fn a_finding_names_all_its_cells_and_the_other_places() {
        let temuan = [contoh()];
        let baris = ratakan(&temuan, &[]);
        assert_eq!(baris[0].sel.as_deref(), Some("H8,F8"));
        assert_eq!(baris[0].terkait.as_deref(), Some("JTI/pk.xlsx | PK | A1"));
        assert_eq!((baris[1].kode, baris[1].ikutan_dari), ("UK04", Some("UK03")));
    }

    #[test]
    fn every_finding_is_one_json_line() {
        let temuan = [contoh()];
        let teks = String::from_utf8(jsonl(&ratakan(&temuan, &[])).unwrap()).unwrap();
        let kode: Vec<serde_json::Value> = teks.lines().map(|baris| serde_json::from_str(baris).unwrap()).collect();
        assert_eq!(kode.len(), 2);
        assert_eq!(kode[1]["ikutan_dari"], "UK03");
    }
}
