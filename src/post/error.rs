//! Why mail could not be taken or sent, in words of people. No secret stands in any of them.

use std::error::Error;
use std::io;
use std::path::PathBuf;

use crate::domain::system::system_words;
use crate::files::FilesError;
use crate::journal::JournalError;

/// Mail could not be taken or sent.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// The settings name no server.
    #[error("[surel] {0} belum ditulis di selaras.toml; tanyakan alamat servernya kepada pengelola surel kantor")]
    NotSet(&'static str),
    /// The command that gives the secret failed. What it printed is not repeated.
    #[error(
        "sandi_perintah tidak memberi sandi ({0}); jalankan perintah itu sendiri di terminal untuk melihat sebabnya"
    )]
    SecretCommand(String),
    /// Nobody gave a secret.
    #[error(
        "sandi surel belum ada: tulis [surel] sandi_perintah, isi variabel SELARAS_SANDI_SUREL, atau jalankan di terminal supaya dapat diketik"
    )]
    NoSecret,
    /// A file of certificates cannot be used.
    #[error("sertifikat {} tidak dapat dipakai ({reason})", path.display())]
    Certificates {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// The server cannot be reached.
    #[error("{server} tidak dapat dihubungi ({reason}); periksa jaringan dan alamatnya di [surel]")]
    Unreachable {
        /// The server.
        server: String,
        /// Why.
        reason: String,
    },
    /// The server does not prove who it is.
    #[error("{server} ditolak: {reason}")]
    Untrusted {
        /// The server.
        server: String,
        /// What is wrong with its certificate.
        reason: String,
    },
    /// The server offers no closed line.
    #[error("{0} tidak menawarkan STARTTLS, jadi sandi akan terbaca di jalan; tidak dilanjutkan")]
    NoStartTls(String),
    /// Wrong user or secret.
    #[error(
        "{server} tidak menerima {user}: {reason}. Periksa [surel] pengguna dan sandinya; banyak kantor meminta sandi aplikasi atau token"
    )]
    Login {
        /// The server.
        server: String,
        /// Who.
        user: String,
        /// What the server says.
        reason: String,
    },
    /// The line broke.
    #[error("sambungan ke {server} putus ({reason}); yang sudah selesai tercatat, jalankan lagi untuk melanjutkan")]
    Lost {
        /// The server.
        server: String,
        /// How.
        reason: String,
    },
    /// The server refuses what it is asked.
    #[error("{server} menolak {what}: {reason}")]
    Refused {
        /// The server.
        server: String,
        /// What it was asked.
        what: String,
        /// What it says.
        reason: String,
    },
    /// A file cannot be written.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// The journal cannot be read or written.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// A letter cannot be read or put together.
    #[error("{} tidak dapat dibaca sebagai surat ({})", path.display(), system_words(cause))]
    Letter {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// An address that is none.
    #[error("{0:?} bukan alamat surel")]
    Address(String),
}

impl PostError {
    /// Whether the same may work a little later: nothing has to be changed first.
    pub fn passes(&self) -> bool {
        matches!(self, Self::Unreachable { .. } | Self::Lost { .. })
    }
}

/// What a server or the system says, on one line and not endless.
pub(super) fn told(text: &str) -> String {
    let one: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    one.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(300).collect()
}

/// The words of whatever lies deepest in an error.
pub(super) fn deepest(error: &(dyn Error + 'static)) -> String {
    let mut now = error;
    loop {
        if let Some(system) = now.downcast_ref::<io::Error>() {
            match system.get_ref() {
                Some(inner) => return deepest(inner),
                None => return system_words(system),
            }
        }
        match now.source() {
            Some(next) => now = next,
            None => return told(&now.to_string()),
        }
    }
}
