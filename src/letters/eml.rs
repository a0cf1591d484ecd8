//! A letter as a file that a mail program opens as a draft (`X-Unsent: 1`).

use std::io;

use chrono::NaiveDateTime;
use mail_builder::MessageBuilder;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::{BodyPart, MimePart};
use sha2::{Digest, Sha256};

use super::Surat;

/// A file that goes with a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lampiran {
    /// Its name.
    pub nama: String,
    /// Its bytes.
    pub isi: Vec<u8>,
}

/// The draft. Equal letters give equal bytes: boundary and message id come from the text.
///
/// # Errors
/// When the message cannot be put together.
pub fn draf(surat: &Surat, lampiran: &[Lampiran], dibuat: NaiveDateTime) -> io::Result<Vec<u8>> {
    let sidik = sidik(surat, lampiran, dibuat);
    let mut pesan = MessageBuilder::new()
        .header("X-Unsent", Raw::new("1"))
        .message_id(format!("{sidik}@selaras.invalid"))
        .date(dibuat.and_utc().timestamp())
        .subject(surat.subjek.as_str());
    if !surat.ke.is_empty() {
        pesan = pesan.to(surat.ke.iter().map(String::as_str).collect::<Vec<_>>());
    }
    if let Some(id) = &surat.balasan {
        pesan = pesan.in_reply_to(id.as_str()).references(id.as_str());
    }
    let teks = MimePart::new("text/plain", surat.isi.replace('\n', "\r\n"));
    let isi = if lampiran.is_empty() {
        teks
    } else {
        let mut bagian = vec![teks];
        bagian.extend(lampiran.iter().map(|satu| {
            MimePart::new(jenis(&satu.nama), BodyPart::Binary(satu.isi.as_slice().into()))
                .attachment(satu.nama.as_str())
        }));
        MimePart::new(ContentType::new("multipart/mixed").attribute("boundary", format!("selaras-{sidik}")), bagian)
    };
    pesan.body(isi).write_to_vec()
}

fn jenis(nama: &str) -> &'static str {
    if nama.to_lowercase().ends_with(".xlsm") {
        "application/vnd.ms-excel.sheet.macroEnabled.12"
    } else {
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    }
}

fn sidik(surat: &Surat, lampiran: &[Lampiran], dibuat: NaiveDateTime) -> String {
    let mut hitung = Sha256::new();
    for teks in [&surat.subjek, &surat.isi, &surat.ke.join(","), &dibuat.to_string()] {
        hitung.update(teks.as_bytes());
        hitung.update([0]);
    }
    for satu in lampiran {
        hitung.update(satu.nama.as_bytes());
        hitung.update(&satu.isi);
    }
    hitung.finalize().iter().take(12).map(|bita| format!("{bita:02x}")).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use mail_parser::{MessageParser, MimeHeaders};

    fn surat() -> Surat {
        Surat {
            ke: vec!["jti@contoh.ac.id".into(), "ketua@contoh.ac.id".into()],
            balasan: Some("abc@contoh".into()),
            subjek: "[Politeknik] Perbaikan PK 2026: Jurusan Teknologi Informasi – revisi".into(),
            isi: "Yth. Ketua\n\nHasil: 12,5 % ≠ 13 %.\n".into(),
        }
    }

    #[test]
    fn the_draft_is_read_back_as_it_was_meant_and_twice_the_same() {
        let lampiran = [Lampiran { nama: "PK – JTI - koreksi.xlsx".into(), isi: vec![0, 159, 146, 150, 13, 10] }];
        let dibuat = "2026-07-20T00:00:00".parse().unwrap();
        let bita = draf(&surat(), &lampiran, dibuat).unwrap();
        assert_eq!(bita, draf(&surat(), &lampiran, dibuat).unwrap());
        let pesan = MessageParser::default().parse(&bita).unwrap();
        assert_eq!(pesan.subject(), Some(surat().subjek.as_str()));
        assert_eq!(pesan.to().unwrap().last().unwrap().address(), Some("ketua@contoh.ac.id"));
        assert_eq!(pesan.in_reply_to().as_text(), Some("abc@contoh"));
        assert_eq!(pesan.header_raw("X-Unsent").map(str::trim), Some("1"));
        assert_eq!(pesan.body_text(0).unwrap().replace("\r\n", "\n").trim(), surat().isi.trim());
        let satu = pesan.attachment(0).unwrap();
        assert_eq!(satu.attachment_name(), Some("PK – JTI - koreksi.xlsx"));
        assert_eq!(satu.contents(), lampiran[0].isi);
    }

    #[test]
    fn a_letter_without_attachment_is_plain_text() {
        let bita = draf(&Surat { ke: Vec::new(), balasan: None, ..surat() }, &[], NaiveDateTime::default()).unwrap();
        let teks = String::from_utf8(bita).unwrap();
        assert!(teks.contains("Content-Type: text/plain") && !teks.contains("\r\nTo:"), "{teks}");
    }
}
