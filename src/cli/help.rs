//! Help and usage errors in the language of those who read them.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Args, Command};
use selaras::language::Language;

use super::{CLEAN, Ending, language};

/// How a page of help is laid out, below the word for "usage".
const LAYOUT: (&str, &str) = ("{about-with-newline}\n", ": {usage}\n\n{all-args}{after-help}");

/// Gives a command and those below it headings, flags and texts in a language.
pub(super) fn worded(command: Command, language: Language) -> Command {
    let name: Vec<String> = command.get_subcommands().map(|child| child.get_name().to_string()).collect();
    let about = command.get_about().map(|about| sentence(&about.to_string(), language));
    let command = match about {
        Some(about) => command.about(about),
        None => command,
    };
    let mut command = command
        .help_template(format!("{}{}{}", LAYOUT.0, language.say("Pemakaian"), LAYOUT.1))
        .subcommand_help_heading(heading("Perintah", language))
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
            let what = if arg.is_positional() { "Argumen" } else { "Pilihan" };
            mention_choice(arg, language).help_heading(heading(what, language))
        });
    for name in name {
        command = command.mut_subcommand(name, |child| worded(child, language));
    }
    command
}

/// A heading of help, which has to stand in the program itself.
fn heading(word: &'static str, language: Language) -> &'static str {
    match (language, word) {
        (Language::English, "Perintah") => "Commands",
        (Language::English, "Argumen") => "Arguments",
        (Language::English, _) => "Options",
        (Language::Indonesian, word) => word,
    }
}

/// A sentence of help, which has no full stop at its end.
fn sentence(text: &str, language: Language) -> String {
    language.say(text.trim_end_matches('.'))
}

/// Gives the program its version flag.
pub(super) fn version(command: Command, language: Language) -> Command {
    command.disable_version_flag(true).arg(
        Arg::new("versi")
            .short('V')
            .long("versi")
            .alias("version")
            .action(ArgAction::Version)
            .help(language.say("Menampilkan versi program"))
            .help_heading(heading("Pilihan", language)),
    )
}

/// Says the values that an option takes, and the one it has by itself, in its own text.
fn mention_choice(arg: Arg, language: Language) -> Arg {
    let choice: Vec<String> = match arg.get_action() {
        ArgAction::Set | ArgAction::Append => arg
            .get_possible_values()
            .iter()
            .filter(|value| !value.is_hide_set())
            .map(|value| value.get_name().to_string())
            .collect(),
        _ => Vec::new(),
    };
    let Some(origin) = arg.get_help().map(StyledStr::to_string) else { return arg };
    let origin = sentence(&origin, language);
    if choice.is_empty() {
        return arg.help(origin);
    }
    let (or, standing) = match language {
        Language::Indonesian => (" atau ", "; bila tidak ditulis: "),
        Language::English => (" or ", "; if left out: "),
    };
    let standard = arg.get_default_values().first().map(|value| format!("{standing}{}", value.to_string_lossy()));
    let text = format!("{origin} ({}{})", choice.join(or), standard.unwrap_or_default());
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
    anstream::print!("{}", options_word(command.render_help().ansi().to_string()));
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

/// How each command is typed, for those who typed it wrongly.
const EXAMPLES: [(&str, &str); 40] = [
    ("konsolidasi", "selaras konsolidasi politeknik-2026 --triwulan 2"),
    ("gabung", "selaras gabung nasional politeknik-2026 akademi-2026"),
    ("periksa", "selaras periksa \"PK JTI.xlsx\" --ruang politeknik-2026"),
    ("banding", "selaras banding \"PK JTI lama.xlsx\" \"PK JTI baru.xlsx\""),
    ("layani", "selaras layani politeknik-2026"),
    ("akun", "selaras akun tambah politeknik-2026 sari --peran biro"),
    ("akun tambah", "selaras akun tambah politeknik-2026 sari --peran biro"),
    ("akun ubah", "selaras akun ubah politeknik-2026 sari --peran unit --unit JTI"),
    ("akun hapus", "selaras akun hapus politeknik-2026 sari"),
    ("akun daftar", "selaras akun daftar politeknik-2026"),
    ("sahkan", "selaras sahkan politeknik-2026 --triwulan 2 --oleh \"Dr. Contoh, Direktur\""),
    ("alur", "selaras alur politeknik-2026"),
    ("catat", "selaras catat politeknik-2026 --unit JTI --dokumen pk --langkah 3"),
    ("arsip", "selaras arsip politeknik-2026"),
    ("arsip periksa", "selaras arsip periksa politeknik-2026"),
    ("arsip jatuh-tempo", "selaras arsip jatuh-tempo politeknik-2026"),
    ("ambil", "selaras ambil politeknik-2026"),
    ("kirim", "selaras kirim politeknik-2026 --unit JTI"),
    ("ingatkan", "selaras ingatkan politeknik-2026"),
    ("buka", "selaras buka politeknik-2026 --triwulan 2 --alasan \"target JTI salah ketik\""),
    ("mulai", "selaras mulai politeknik-2026"),
    ("templat", "selaras templat politeknik-2026 --unit JTI --jenis pk,tw1"),
    ("templat kenali", "selaras templat kenali \"Formulir BUM.xlsx\" --ruang politeknik-2026"),
    ("templat bidang", "selaras templat bidang"),
    ("templat uji", "selaras templat uji formulir-bum.toml \"Formulir BUM.xlsx\""),
    ("cetak", "selaras cetak pk politeknik-2026 --unit JTI"),
    ("cetak lakip", "selaras cetak lakip politeknik-2026"),
    ("cetak naskah", "selaras cetak naskah politeknik-2026 --naskah \"Laporan.docx\""),
    ("cetak bidang", "selaras cetak bidang"),
    ("cetak pk", "selaras cetak pk politeknik-2026 --unit JTI"),
    ("cetak ra", "selaras cetak ra politeknik-2026 --unit JTI"),
    ("cetak iki", "selaras cetak iki politeknik-2026 --unit JTI"),
    ("cetak borang", "selaras cetak borang politeknik-2026 --unit JTI"),
    ("cetak alur", "selaras cetak alur politeknik-2026"),
    ("cetak tanda-terima", "selaras cetak tanda-terima politeknik-2026"),
    ("ekspor", "selaras ekspor politeknik-2026 --ke bps-impor"),
    ("migrasi", "selaras migrasi \"PK lama.xlsx\" --ruang politeknik-2026"),
    ("baca", "selaras baca \"PK JTI.xlsx\""),
    ("aturan", "selaras aturan UK03"),
    ("pelengkap", "selaras pelengkap bash"),
];

/// The command that was typed, by its own names: "akun tambah" for "account add".
pub(super) fn typed(program: &Command, words: &[String]) -> String {
    let (mut at, mut names) = (program, Vec::new());
    for word in words {
        match at.find_subcommand(word) {
            Some(found) => at = found,
            None => break,
        }
        names.push(at.get_name());
    }
    names.join(" ")
}

/// How a command is typed.
pub(super) fn example(command: &str) -> &'static str {
    let found = EXAMPLES.iter().find(|(name, _)| *name == command);
    found.map_or("selaras konsolidasi politeknik-2026", |(_, example)| example)
}

/// The example of the command that a usage error is about: the one that was typed, else the one that was meant.
fn meant(error: &clap::Error, command: &str) -> &'static str {
    let guess = error.get(ContextKind::SuggestedSubcommand).and_then(most_similar).unwrap_or_default();
    example(format!("{command} {guess}").trim())
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
    let choices = error.get(ContextKind::ValidValue).map(text).filter(|choices| !choices.is_empty());
    let cause = std::error::Error::source(error).map(ToString::to_string);
    let remark = cause.or(choices.map(|choices| format!("pilihannya {choices}")));
    let remark = remark.map(|remark| format!("; {remark}")).unwrap_or_default();
    let said: String = [wrong, remark, guess].iter().map(|part| language::say(part)).collect();
    let page = format!("selaras bantuan {command}");
    let (example, page) = (meant(error, command), page.trim_end());
    match language::now() {
        Language::Indonesian => format!("{said}. Contoh: {example}. Lihat caranya dengan: {page}"),
        Language::English => format!("{said}. Example: {example}. See how: {page}"),
    }
}

/// The page of help, as far as it is not ours to word.
pub(super) fn page(help: &clap::Error) -> String {
    options_word(help.render().ansi().to_string())
}

fn options_word(page: String) -> String {
    if language::now() == Language::English { page } else { page.replace("[OPTIONS]", "[PILIHAN]") }
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::{whole_command, worded as program};
    use super::*;

    /// Every command by its whole name.
    fn names(command: &Command, above: &str) -> Vec<String> {
        let below = command.get_subcommands().flat_map(|child| {
            let name = format!("{above} {}", child.get_name()).trim().to_string();
            let below = names(child, &name);
            std::iter::once(name).chain(below)
        });
        below.collect()
    }

    fn words(line: &str) -> Vec<String> {
        let parts = line.split('"').enumerate();
        let words = parts.flat_map(|(at, part)| match at % 2 {
            0 => part.split_whitespace().map(str::to_string).collect(),
            _ => vec![part.to_string()],
        });
        words.collect()
    }

    #[test]
    fn every_command_has_an_example_of_its_own_that_runs() {
        let program = whole_command();
        let all = names(&program, "");
        assert!(all.iter().any(|name| name == "arsip jatuh-tempo"), "{all:?}");
        for name in all.iter().filter(|name| *name != "bantuan") {
            assert!(EXAMPLES.iter().any(|(known, _)| known == name), "{name} has no example");
            let line = words(example(name));
            let parsed = whole_command().try_get_matches_from(&line);
            assert!(parsed.is_ok(), "{name}: {line:?}: {:?}", parsed.err().map(|error| message(&error, name)));
            let is_own = typed(&program, &line[1..]).starts_with(name.as_str());
            assert!(is_own, "{name}: {line:?} is another command");
        }
        for (name, _) in EXAMPLES {
            assert!(
                all.iter().any(|known| known == name) || cfg!(not(all(feature = "layani", feature = "surel"))),
                "{name}"
            );
        }
    }

    #[test]
    fn every_refusal_shows_the_example_of_its_own_command() {
        for name in names(&whole_command(), "") {
            let mut line: Vec<&str> = vec!["selaras"];
            line.extend(name.split(' '));
            line.push("--tidak-ada");
            let error = whole_command().try_get_matches_from(&line).unwrap_err();
            let given: Vec<String> = line[1..].iter().map(ToString::to_string).collect();
            let told = message(&error, &typed(&whole_command(), &given));
            let wanted = if name == "bantuan" { example("") } else { example(&name) };
            assert!(told.contains(&format!("Contoh: {wanted}. ")), "{name}: {told}");
        }
    }

    /// Every text of help in a command and those below it.
    fn texts(command: &Command) -> Vec<String> {
        let about = command.get_about().map(ToString::to_string);
        let helps = command.get_arguments().filter_map(|arg| arg.get_help().map(ToString::to_string));
        about.into_iter().chain(helps).chain(command.get_subcommands().flat_map(texts)).collect()
    }

    #[test]
    fn every_sentence_of_help_is_known_in_english() {
        let (indonesian, english) = (program(Language::Indonesian), program(Language::English));
        let pairs: Vec<(String, String)> = texts(&indonesian).into_iter().zip(texts(&english)).collect();
        assert!(pairs.len() > 200, "{}", pairs.len());
        let same: Vec<&String> = pairs.iter().filter(|(one, other)| one == other).map(|(one, _)| one).collect();
        assert!(same.is_empty(), "{same:#?}");
    }

    #[test]
    fn other_names_of_a_command_are_the_same_command() {
        let given = ["account", "add", "politeknik-2026"].map(String::from);
        #[cfg(feature = "layani")]
        assert_eq!(typed(&whole_command(), &given), "akun tambah");
        let given = ["reopen"].map(String::from);
        assert_eq!(typed(&whole_command(), &given), "buka");
    }
}
