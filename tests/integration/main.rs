//! What a user would see, end to end. One binary: the cost of a test build is linking, once per binary.

mod banding;
#[path = "../../benches/ukur/bangkit/mod.rs"]
#[allow(dead_code, unreachable_pub)]
mod bangkit;
mod bermusuhan;
mod bersama;
mod cetak;
mod gabung;
mod kantor;
mod katalog;
mod kotak_surat;
mod lapisan;
mod libreoffice;
mod migrasi;
mod nyata;
mod nyata_temuan;
mod paket;
mod pdf;
mod perintah;
mod rekap;
mod rekap_pdf;
mod sampel;
mod simpanan;
mod skala;
mod surel;
mod tanda;
mod tata_letak;
mod templat;
