//! Passwords: from the surroundings of the program, or typed on the terminal without being shown.

use std::io::{self, IsTerminal, Write};

use selaras::post::Secret;

/// The variable that may hold the secret of the mailbox.
const VARIABLE: &str = "SELARAS_SANDI_SUREL";

/// The secret of the mailbox, where the surroundings have one.
pub(super) fn from_surroundings() -> Option<Secret> {
    std::env::var(VARIABLE).ok().and_then(|text| Secret::new(&text))
}

/// Asks a person. Nothing where nobody sits at a terminal, or what is typed could be seen.
pub(super) fn ask(question: &str) -> Option<Secret> {
    Secret::new(&typed(question)?)
}

/// What a person types unseen.
pub(super) fn typed(question: &str) -> Option<String> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return None;
    }
    let hidden = super::system::hide_typing()?;
    let mut out = io::stderr();
    let _ = write!(out, "{question}: ").and_then(|()| out.flush());
    let mut line = String::new();
    let read = io::stdin().read_line(&mut line);
    drop(hidden);
    let _ = writeln!(out);
    read.ok().map(|_| line.trim_end_matches(['\r', '\n']).to_string())
}
