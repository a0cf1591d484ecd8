//! What a user would see, end to end. One binary: the cost of a test build is linking, once per binary.

mod again;
mod cache;
mod catalogue;
mod combine;
mod command;
mod compare;
mod document_alone;
mod english;
mod fair;
mod fair_cells;
mod figures;
mod first_day;
#[path = "../../benches/measure/generator/mod.rs"]
#[allow(dead_code, unreachable_pub)]
mod generator;
#[cfg(target_os = "linux")]
mod growth;
mod hard;
mod hostile;
mod innocent;
mod journal;
mod layers;
mod layout;
mod libreoffice;
mod mail;
mod mailbox;
mod manuscript;
mod mark;
mod meaning;
mod mend;
mod migration;
mod names;
mod office;
mod official;
mod package;
#[cfg(feature = "layani")]
mod page;
mod pdf;
mod pdf_recap;
mod person;
mod post;
mod print;
#[cfg(target_os = "linux")]
#[path = "../../benches/measure/process.rs"]
#[allow(dead_code, unreachable_pub)]
mod process;
mod read_aloud;
mod real;
mod recap;
mod recomputed;
mod right_and_wrong;
mod sample;
mod scale;
mod second_reader;
mod shared;
mod source;
mod stray_figures;
mod template;
mod temuan_real;
mod unread;
mod wording;
mod year;
