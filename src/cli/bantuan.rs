//! Help and usage errors in the language of those who read them.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};

/// How a page of help is laid out.
const TATA_LETAK: &str = "{about-with-newline}\nPemakaian: {usage}\n\n{all-args}{after-help}";

/// Gives a command and those below it Indonesian headings and flags.
pub(super) fn indonesia(perintah: Command) -> Command {
    let nama: Vec<String> = perintah.get_subcommands().map(|anak| anak.get_name().to_string()).collect();
    let mut perintah = perintah
        .help_template(TATA_LETAK)
        .subcommand_help_heading("Perintah")
        .subcommand_value_name("PERINTAH")
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .arg(
            Arg::new("bantuan")
                .short('h')
                .long("bantuan")
                .alias("help")
                .action(ArgAction::Help)
                .help("Menampilkan bantuan ini")
                .help_heading("Pilihan"),
        )
        .mut_args(|arg| {
            let judul = if arg.is_positional() { "Argumen" } else { "Pilihan" };
            sebut_pilihan(arg).help_heading(judul)
        });
    for nama in nama {
        perintah = perintah.mut_subcommand(nama, indonesia);
    }
    perintah
}

/// Gives the program its version flag.
pub(super) fn versi(perintah: Command) -> Command {
    perintah.disable_version_flag(true).arg(
        Arg::new("versi")
            .short('V')
            .long("versi")
            .alias("version")
            .action(ArgAction::Version)
            .help("Menampilkan versi program")
            .help_heading("Pilihan"),
    )
}

/// Says the values that an option takes, and the one it has by itself, in its own text.
fn sebut_pilihan(arg: Arg) -> Arg {
    let pilihan: Vec<String> = match arg.get_action() {
        ArgAction::Set | ArgAction::Append => arg
            .get_possible_values()
            .iter()
            .filter(|nilai| !nilai.is_hide_set())
            .map(|nilai| nilai.get_name().to_string())
            .collect(),
        _ => Vec::new(),
    };
    if pilihan.is_empty() {
        return arg;
    }
    let baku =
        arg.get_default_values().first().map(|nilai| format!("; bila tidak ditulis: {}", nilai.to_string_lossy()));
    let asal = arg.get_help().map(StyledStr::to_string).unwrap_or_default();
    let teks = format!("{} ({}{})", asal.trim_end_matches('.'), pilihan.join(" atau "), baku.unwrap_or_default());
    arg.help(teks).hide_possible_values(true).hide_default_value(true)
}

/// What was typed wrongly, and what to type instead.
pub(super) fn pesan(galat: &clap::Error) -> String {
    let isi = |jenis: ContextKind| galat.get(jenis).map(teks).unwrap_or_default();
    let argumen = isi(ContextKind::InvalidArg);
    let argumen = argumen.trim_end_matches('.');
    let salah = match galat.kind() {
        ErrorKind::UnknownArgument => format!("pilihan {argumen} tidak dikenal"),
        ErrorKind::InvalidSubcommand => format!("perintah {} tidak dikenal", isi(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => format!("masih kurang: {argumen}"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("nilai {:?} untuk {argumen} tidak dapat dipakai", isi(ContextKind::InvalidValue))
        }
        ErrorKind::ArgumentConflict => format!("{argumen} tidak dapat dipakai bersama {}", isi(ContextKind::PriorArg)),
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            format!("jumlah nilai untuk {argumen} tidak sesuai")
        }
        _ => "perintah belum lengkap".to_string(),
    };
    let dugaan = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let dugaan = dugaan.into_iter().filter_map(|jenis| galat.get(jenis).and_then(termirip)).next();
    let dugaan = dugaan.map(|teks| format!("; mungkin maksudnya {teks}")).unwrap_or_default();
    format!("{salah}{dugaan}. Lihat caranya dengan: selaras --bantuan")
}

/// The page of help, as far as it is not ours to word.
pub(super) fn halaman(bantuan: &clap::Error) -> String {
    bantuan.render().ansi().to_string().replace("[OPTIONS]", "[PILIHAN]")
}

/// Suggestions come with the likeliest last.
fn termirip(nilai: &ContextValue) -> Option<String> {
    match nilai {
        ContextValue::Strings(teks) => teks.last().cloned(),
        lain => Some(teks(lain)).filter(|teks| !teks.is_empty()),
    }
}

fn teks(nilai: &ContextValue) -> String {
    match nilai {
        ContextValue::String(teks) => teks.clone(),
        ContextValue::Strings(teks) => teks.join(", "),
        ContextValue::StyledStr(teks) => teks.to_string(),
        _ => String::new(),
    }
}
