//! What stands around every page: where one is, where one can go, what runs.

use super::again::Again;
use super::office::Office;
use super::person::{Person, percent};
use crate::journal::Role;

/// A place to go to.
pub(super) struct NavLink {
    /// Its address.
    pub(super) address: String,
    /// What it is called.
    pub(super) name: &'static str,
    /// Whether one is there.
    pub(super) here: bool,
}

/// What stands around a page.
pub(super) struct Frame {
    /// The title of the page.
    pub(super) title: String,
    /// Name of the institution.
    pub(super) instansi: String,
    /// The year.
    pub(super) year: i32,
    /// Where one can go.
    pub(super) links: Vec<NavLink>,
    /// Who one is.
    pub(super) who: String,
    /// What stands in forms.
    pub(super) token: String,
    /// Whether one may end the service.
    pub(super) ends: bool,
    /// Whether one may log out.
    pub(super) leaves: bool,
    /// How far the job is that runs.
    pub(super) running: String,
    /// The number of what is shown.
    pub(super) view: u64,
    /// What was done by the request before.
    pub(super) news: &'static str,
    /// Why the newest state could not be read, for who can mend it.
    pub(super) unread: String,
    /// A form that is shown once more.
    pub(super) again: Again,
}

/// What the request before did, by the word in the address.
const NEWS: [(&str, &str); 24] = [
    ("terkirim", "Kiriman diterima. Nomor tanda terimanya ada di bawah."),
    ("jalan", "Konsolidasi dimulai."),
    ("muat", "Ruang kerja sedang dibaca lagi."),
    ("pengecualian", "Pengecualian dicatat di selaras.toml."),
    ("berakhir", "Pengecualian diakhiri di selaras.toml."),
    ("alias", "Nama lain dicatat di kaskade.xlsx."),
    ("definisi", "Definisi disimpan di folder templat. Berkas yang sama bentuknya sekarang terbaca."),
    ("sah", "Pengesahan dimulai; hasilnya ada di bawah."),
    ("buka", "Versi resmi dibuka kembali."),
    ("langkah", "Langkah dicatat di riwayat."),
    ("akun", "Akun disimpan."),
    ("akun-hapus", "Akun dihapus."),
    ("keluar", "Anda sudah keluar."),
    ("salah", "Nama atau sandi tidak cocok."),
    ("dibuang", "Berkas yang belum dikirim dibuang."),
    ("tautan", "Tautan sekali pakai dibuat."),
    ("kirim", "Pengiriman surat dimulai; hasilnya ada di bawah."),
    ("ambil", "Pengambilan surel dimulai; hasilnya ada di bawah."),
    ("formulir", "Pembuatan formulir dimulai; hasilnya ada di bawah."),
    ("tulis", "Penulisan dimulai; hasilnya ada di bawah."),
    ("teks", "Pengaturan disimpan di selaras.toml."),
    ("kaskade", "kaskade.xlsx diganti; yang lama disimpan di sampingnya."),
    ("perubahan", "Alasan perubahan dicatat di riwayat."),
    ("sandi-lupa", "Sandi surel dihapus dari ingatan halaman."),
];

impl Frame {
    /// Of a page for a person. `news` is the word in its address.
    pub(super) fn new(office: &Office, person: &Person, title: impl Into<String>, here: &str, news: &str) -> Self {
        let link =
            |address: &str, name: &'static str| NavLink { address: address.to_string(), name, here: address == here };
        let links = match &person.role {
            Role::Bureau => vec![
                link("/matriks", "Dokumen"),
                link("/bagikan", "Formulir"),
                link("/temuan", "Temuan"),
                link("/rekap", "Rekap"),
                link("/jalan", "Konsolidasi"),
                link("/alur", "Alur"),
                link("/pengesahan", "Pengesahan"),
                link("/surat", "Surat"),
                link("/atur", "Pengaturan"),
                link("/akun", "Akun"),
            ],
            Role::Unit(code) => {
                let own = format!("/unit/{}", percent(code));
                vec![link(&own, "Dokumen unit"), link(&format!("{own}/temuan"), "Temuan")]
            }
            Role::Leader => vec![link("/rekap", "Rekap"), link("/alur", "Alur"), link("/hasil", "Berkas hasil")],
        };
        let role = match &person.role {
            Role::Bureau => "biro perencanaan".to_string(),
            Role::Unit(code) => format!("unit {code}"),
            Role::Leader => "pimpinan, hanya melihat".to_string(),
        };
        // What was settled since the start is known from the newest look.
        let view = office.view();
        let workspace = view.as_ref().map(|view| &view.look.workspace);
        let unread = if person.is_bureau() { office.jobs.look_fault().unwrap_or_default() } else { String::new() };
        Self {
            title: title.into(),
            instansi: workspace.map_or_else(|| office.instansi.clone(), |one| one.instansi.clone()),
            year: workspace.map_or(office.year, |one| one.year),
            unread,
            links,
            who: format!("{} ({role})", person.name),
            token: person.token.clone(),
            ends: office.is_own() && person.is_bureau(),
            leaves: !office.is_own(),
            running: office.jobs.now().map(|job| job.words()).unwrap_or_default(),
            view: office.view_number(),
            news: NEWS.iter().find(|(word, _)| *word == news).map_or("", |(_, text)| text),
            again: Again::default(),
        }
    }

    /// The same with a form that is shown once more.
    pub(super) fn again(self, again: Again) -> Self {
        Self { again, ..self }
    }

    /// What was typed into a field of the form that is shown once more.
    pub(super) fn typed(&self, field: &str) -> &str {
        self.again.typed.of(field)
    }

    /// What is wrong with a field.
    pub(super) fn wrong(&self, field: impl AsRef<str>) -> Option<&str> {
        self.again.faults.iter().find(|one| one.field == field.as_ref()).map(|one| one.text.as_str())
    }
}
