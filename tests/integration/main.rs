//! What a user would see, end to end. One binary: the cost of a test build is linking, once per binary.

mod cache;
mod catalogue;
mod combine;
mod command;
mod compare;
mod document_alone;
mod fair;
mod figures;
#[path = "../../benches/measure/generator/mod.rs"]
#[allow(dead_code, unreachable_pub)]
mod generator;
mod hard;
mod hostile;
mod layers;
mod layout;
mod libreoffice;
mod mail;
mod mailbox;
mod mark;
mod migration;
mod names;
mod office;
mod package;
mod pdf;
mod pdf_recap;
mod print;
mod real;
mod recap;
mod sample;
mod scale;
mod shared;
mod template;
mod temuan_real;
mod unread;
mod wording;
