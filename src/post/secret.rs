//! Passwords and tokens: from a command, from the surroundings of the program, or typed; kept in memory while they are
//! needed, and shown nowhere.

use std::fmt;
use std::process::{Command, Stdio};

use super::error::PostError;
use super::settings::MailSettings;

/// A password or a token.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// What somebody gave; none where that is blank.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim_end_matches(['\r', '\n']);
        (!text.is_empty()).then(|| Self(text.to_string()))
    }

    /// The secret itself, for who hands it to the server.
    pub(super) fn reveal(&self) -> &str {
        &self.0
    }

    /// A text of a server without the secret, should it repeat what it was told.
    pub(super) fn scrubbed(&self, text: &str) -> String {
        text.replace(&self.0, "…")
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret(…)")
    }
}

/// Where a secret is looked for, besides the command of the settings.
#[derive(Clone, Copy)]
pub struct SecretSources<'a> {
    /// What the surroundings of the program say.
    pub surroundings: Option<&'a Secret>,
    /// Asks a person, with these words; gives nothing where there is none.
    pub ask: &'a dyn Fn(&str) -> Option<Secret>,
}

impl fmt::Debug for SecretSources<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("SecretSources")
    }
}

/// The secret of the settings' user.
///
/// # Errors
/// When the command fails, or there is none and nobody to ask.
pub fn secret(settings: &MailSettings, sources: &SecretSources<'_>) -> Result<Secret, PostError> {
    if let Some(command) = &settings.secret_command {
        return from_command(command);
    }
    let question = || (sources.ask)(&format!("Sandi surel untuk {}", settings.user));
    sources.surroundings.cloned().or_else(question).ok_or(PostError::NoSecret)
}

/// The first line that a command prints. Its other words are its own affair.
fn from_command(command: &str) -> Result<Secret, PostError> {
    let (shell, flag) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    let output = Command::new(shell).args([flag, command]).stdin(Stdio::inherit()).stderr(Stdio::null()).output();
    let output = output.map_err(|error| PostError::SecretCommand(crate::domain::system::system_words(&error)))?;
    if !output.status.success() {
        let code = output.status.code().map_or_else(|| "dihentikan".to_string(), |code| format!("kode keluar {code}"));
        return Err(PostError::SecretCommand(code));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let first = text.lines().next().unwrap_or_default();
    Secret::new(first).ok_or_else(|| PostError::SecretCommand("tidak mencetak apa pun".to_string()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn from(
        command: Option<&str>,
        surroundings: Option<&str>,
        typed: Option<&'static str>,
    ) -> Result<Secret, PostError> {
        let settings = MailSettings { secret_command: command.map(str::to_string), ..MailSettings::default() };
        let surroundings = surroundings.and_then(Secret::new);
        let ask = |_: &str| typed.and_then(Secret::new);
        secret(&settings, &SecretSources { surroundings: surroundings.as_ref(), ask: &ask })
    }

    #[test]
    fn a_secret_is_taken_from_the_command_then_the_surroundings_then_a_person_and_is_never_shown() {
        let taken = from(Some("cat /dev/null; printf 'dari perintah\\nlain'"), Some("b"), Some("c")).unwrap();
        assert_eq!(taken.reveal(), "dari perintah");
        assert_eq!(format!("{taken:?}"), "Secret(…)");
        assert_eq!(from(None, Some("b"), Some("c")).unwrap().reveal(), "b");
        assert_eq!(from(None, None, Some("c\n")).unwrap().reveal(), "c");
        assert!(matches!(from(None, None, None), Err(PostError::NoSecret)));
        let failed = from(Some("echo Rahasia123; echo Rahasia123 >&2; exit 3"), Some("b"), None).unwrap_err();
        assert!(failed.to_string().contains("kode keluar 3") && !failed.to_string().contains("Rahasia123"), "{failed}");
        assert_eq!(taken.scrubbed("BAD LOGIN dari perintah"), "BAD LOGIN …");
    }
}
