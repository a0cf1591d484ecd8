//! What may be wrong with `[surel]` and `[pengingat]`. No secret stands in any of it.

/// What is wrong with the settings of mail or reminders; the sentence goes on after the setting's name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailProblem {
    /// A day that no reminder is given on.
    #[error("{0} di luar 1 sampai 60; tulis misalnya [7, 3, 1]")]
    ReminderDay(u32),
    /// A secret. What stands there is never repeated.
    #[error(
        "tidak boleh ditulis di selaras.toml, karena berkas ini disalin dan dikirim; hapus barisnya, ganti sandinya, lalu pakai sandi_perintah, variabel SELARAS_SANDI_SUREL, atau ketik saat diminta"
    )]
    SecretWritten,
    /// A command that prints what stands beside it.
    #[error(
        "mencetak apa yang tertulis di sampingnya, jadi sandinya tertulis di berkas ini; pakai perintah yang mengambilnya dari penyimpan sandi, misalnya secret-tool lookup layanan selaras"
    )]
    SecretPrinted,
    /// A file that does not lie in the workspace.
    #[error("= {0:?} bukan berkas di ruang kerja ini; salin ke sini, lalu tulis misalnya \"ca.pem\"")]
    Outside(String),
    /// A server that is none.
    #[error("= {0:?} bukan nama server; tulis misalnya \"surel.contoh.ac.id\" atau \"surel.contoh.ac.id:993\"")]
    NoServer(String),
    /// A line that others could read.
    #[error("= {0:?} tanpa TLS: sandi dan isi surat akan terbaca di jalan; pakai langsung atau starttls")]
    OpenLine(String),
    /// An address that is none.
    #[error("bukan alamat surel; tulis misalnya \"Biro Perencanaan <perencanaan@contoh.ac.id>\"")]
    NoAddress,
    /// A size that no letter has.
    #[error("{0} di luar 1 sampai 100")]
    Megabytes(u64),
    /// A link that is none.
    #[error("bukan alamat halaman; tulis misalnya \"https://selaras.contoh.ac.id\"")]
    NoLink,
    /// An address of the page that units do not reach safely.
    #[error("bukan alamat halaman dengan TLS; tulis misalnya \"https://kinerja.contoh.ac.id\"")]
    NoPage,
}
