//! Help and usage errors in the language of those who read them.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Args, Command};

use super::{CLEAN, Ending};

/// How a page of help is laid out.
const LAYOUT: &str = "{about-with-newline}\nPemakaian: {usage}\n\n{all-args}{after-help}";

/// Gives a command and those below it Indonesian headings and flags.
pub(super) fn indonesia(command: Command) -> Command {
    let name: Vec<String> = command.get_subcommands().map(|child| child.get_name().to_string()).collect();
    let mut command = command
        .help_template(LAYOUT)
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
            let heading = if arg.is_positional() { "Argumen" } else { "Pilihan" };
            mention_choice(arg).help_heading(heading)
        });
    for name in name {
        command = command.mut_subcommand(name, indonesia);
    }
    command
}

/// Gives the program its version flag.
pub(super) fn version(command: Command) -> Command {
    command.disable_version_flag(true).arg(
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
fn mention_choice(arg: Arg) -> Arg {
    let choice: Vec<String> = match arg.get_action() {
        ArgAction::Set | ArgAction::Append => arg
            .get_possible_values()
            .iter()
            .filter(|value| !value.is_hide_set())
            .map(|value| value.get_name().to_string())
            .collect(),
        _ => Vec::new(),
    };
    if choice.is_empty() {
        return arg;
    }
    let standard =
        arg.get_default_values().first().map(|value| format!("; bila tidak ditulis: {}", value.to_string_lossy()));
    let origin = arg.get_help().map(StyledStr::to_string).unwrap_or_default();
    let text = format!("{} ({}{})", origin.trim_end_matches('.'), choice.join(" atau "), standard.unwrap_or_default());
    arg.help(text).hide_possible_values(true).hide_default_value(true)
}

/// Which help is asked for.
#[derive(Debug, Args)]
pub(super) struct HelpArgs {
    /// Perintah yang dijelaskan; tanpa ini semuanya.
    #[arg(value_name = "PERINTAH")]
    command: Vec<String>,
}

/// Prints the page of the program, or of one command.
pub(super) fn run(choice: &HelpArgs, mut program: Command) -> Ending {
    program.build();
    let command = below(&mut program, &choice.command)?;
    anstream::print!("{}", command.render_help().ansi().to_string().replace("[OPTIONS]", "[PILIHAN]"));
    Ok(CLEAN)
}

/// The command of these names, one below the other.
fn below<'a>(command: &'a mut Command, names: &[String]) -> Result<&'a mut Command, String> {
    let Some((name, rest)) = names.split_first() else { return Ok(command) };
    match command.find_subcommand_mut(name) {
        Some(found) => below(found, rest),
        None => Err(format!("perintah {name} tidak dikenal. Daftarnya: selaras bantuan")),
    }
}

/// How a command is typed, for those who typed it wrongly.
const EXAMPLES: [(&str, &str); 11] = [
    ("konsolidasi", "selaras konsolidasi politeknik-2026 --triwulan 2"),
    ("gabung", "selaras gabung nasional politeknik-2026 akademi-2026"),
    ("periksa", "selaras periksa \"PK JTI.xlsx\" --ruang politeknik-2026"),
    ("banding", "selaras banding hasil-mei politeknik-2026"),
    ("mulai", "selaras mulai politeknik-2026"),
    ("templat", "selaras templat politeknik-2026 --unit JTI --jenis pk,tw1"),
    ("cetak", "selaras cetak pk politeknik-2026 --unit JTI"),
    ("migrasi", "selaras migrasi \"PK lama.xlsx\" --ruang politeknik-2026"),
    ("aturan", "selaras aturan UK03"),
    ("layani", "selaras layani politeknik-2026"),
    ("akun", "selaras akun tambah politeknik-2026 sari --peran biro"),
];

/// The example of the command that a usage error is about: the one that was typed, else the one that was meant.
fn example(error: &clap::Error, command: &str) -> &'static str {
    let guess = error.get(ContextKind::SuggestedSubcommand).and_then(most_similar).unwrap_or_default();
    let about = |name: &str| command == name || guess == name;
    EXAMPLES.iter().find(|(name, _)| about(name)).map_or("selaras konsolidasi politeknik-2026", |(_, example)| example)
}

/// What was typed wrongly, and what to type instead.
pub(super) fn message(error: &clap::Error, command: &str) -> String {
    let content = |kind: ContextKind| error.get(kind).map(text).unwrap_or_default();
    let argument = content(ContextKind::InvalidArg);
    let argument = argument.trim_end_matches('.');
    let wrong = match error.kind() {
        ErrorKind::UnknownArgument => format!("pilihan {argument} tidak dikenal"),
        ErrorKind::InvalidSubcommand => format!("perintah {} tidak dikenal", content(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => format!("masih kurang: {argument}"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("nilai {:?} untuk {argument} tidak dapat dipakai", content(ContextKind::InvalidValue))
        }
        ErrorKind::ArgumentConflict => {
            format!("{argument} tidak dapat dipakai bersama {}", content(ContextKind::PriorArg))
        }
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            format!("jumlah nilai untuk {argument} tidak sesuai")
        }
        _ => "perintah belum lengkap".to_string(),
    };
    let guess = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let guess = guess.into_iter().filter_map(|kind| error.get(kind).and_then(most_similar)).next();
    let guess = guess.map(|text| format!("; mungkin maksudnya {text}")).unwrap_or_default();
    let remark = std::error::Error::source(error).map(|cause| format!("; {cause}")).unwrap_or_default();
    format!("{wrong}{remark}{guess}. Contoh: {}. Lihat caranya dengan: selaras bantuan", example(error, command))
}

/// The page of help, as far as it is not ours to word.
pub(super) fn page(help: &clap::Error) -> String {
    help.render().ansi().to_string().replace("[OPTIONS]", "[PILIHAN]")
}

/// Suggestions come with the likeliest last.
fn most_similar(value: &ContextValue) -> Option<String> {
    match value {
        ContextValue::Strings(text) => text.last().cloned(),
        other => Some(text(other)).filter(|text| !text.is_empty()),
    }
}

fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(text) => text.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        _ => String::new(),
    }
}
