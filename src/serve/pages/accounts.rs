//! Who may use the page in an office, and links that open it once for a unit.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use chrono::Timelike;
use serde::Deserialize;

use super::super::again::{Again, FieldFault};
use super::super::fault::{Fault, apart, or_again, shown, shown_again, to};
use super::super::form::Posted;
use super::super::frame::Frame;
use super::super::links;
use super::super::office::Office;
use super::super::password::hash_password;
use super::super::person::{Bureau, Person, percent};
use crate::domain::date::{long_format, short_date};
use crate::journal::{Account, Change, Role};

/// Letters of a name at most.
const LONGEST_NAME: usize = 60;
/// What may stand in a name besides letters and digits.
const MARKS: &str = "._-@";

#[derive(Default, Deserialize)]
pub(crate) struct AccountQuery {
    #[serde(default, rename = "kabar")]
    news: String,
    /// The account that is to be changed.
    #[serde(default, rename = "ubah")]
    changed: String,
}

#[derive(Template)]
#[template(path = "akun.html")]
struct AccountPage {
    frame: Frame,
    accounts: Vec<AccountRow>,
    units: Vec<(String, String)>,
    /// What the form holds.
    name: String,
    role: String,
    unit: String,
    /// Whether it changes an account that is there.
    changes: bool,
    links: bool,
}

/// An account in the list.
struct AccountRow {
    name: String,
    role: &'static str,
    unit: String,
    since: String,
    /// The page that changes it.
    way: String,
}

/// `GET /akun`.
pub(crate) async fn page(
    State(office): State<Arc<Office>>,
    Bureau(person): Bureau,
    Query(query): Query<AccountQuery>,
) -> Result<Response, Fault> {
    draw(office, &person, query, Again::default()).await
}

/// The page, with a form that is shown once more where that is needed.
async fn draw(office: Arc<Office>, person: &Person, query: AccountQuery, again: Again) -> Result<Response, Fault> {
    let view = office.seen().await?;
    let frame = Frame::new(&office, person, "Akun dan tautan", "/akun", &query.news).again(again.clone());
    let accounts = office.accounts();
    let known = accounts.iter().find(|one| one.name == query.changed);
    let typed = |name: &str, known: String| {
        if again.faults.is_empty() { known } else { again.typed.of(name).to_string() }
    };
    let row = |one: &Account| AccountRow {
        name: one.name.clone(),
        role: one.role.name(),
        unit: one.role.unit().unwrap_or_default().to_string(),
        since: short_date(one.since.date()),
        way: format!("/akun?ubah={}#isian", percent(&one.name)),
    };
    let page = AccountPage {
        frame,
        accounts: accounts.iter().map(row).collect(),
        units: view.look.result.tables.units.iter().map(|unit| (unit.code.clone(), unit.name.clone())).collect(),
        name: typed("nama", known.map(|one| one.name.clone()).unwrap_or_default()),
        role: typed("peran", known.map(|one| one.role.name().to_string()).unwrap_or_default()),
        unit: typed("unit", known.and_then(|one| one.role.unit()).unwrap_or_default().to_string()),
        changes: known.is_some() || !again.typed.of("lama").is_empty(),
        links: !office.is_own(),
    };
    shown_again(&page, &again)
}

/// `POST /akun`: adds somebody, or changes them.
pub(crate) async fn keep(State(office): State<Arc<Office>>, posted: Posted) -> Result<Response, Fault> {
    let (person, typed) = (posted.of_bureau()?.clone(), posted.typed());
    or_again(kept(&office, posted, &person).await, typed, |again| draw(office, &person, AccountQuery::default(), again))
        .await
}

async fn kept(office: &Arc<Office>, posted: Posted, person: &Person) -> Result<Response, Fault> {
    let view = office.seen().await?;
    let old = posted.field("lama").to_lowercase();
    let name = if old.is_empty() { name(posted.need("nama", "Nama untuk masuk")?)? } else { old.clone() };
    let role = role(&posted, |unit| view.unit(unit).is_some())?;
    let password = password(&posted, old.is_empty())?;
    let (shared, by) = (Arc::clone(office), person.name.clone());
    // Hashing takes its time and its memory: as many at once as checks.
    let permit = office.checks.acquire().await;
    apart(move || {
        let hash = password.as_deref().map(hash_password).transpose();
        let hash = hash.map_err(|error| FieldFault::new("sandi", upper(&format!("{error}."))))?;
        let mut journal = shared.journal()?;
        let all = journal.accounts()?;
        let known = all.iter().find(|one| one.name == name).cloned();
        match (&known, old.is_empty()) {
            (Some(_), true) => {
                return Err(
                    FieldFault::new("nama", format!("Akun {name} sudah ada. Ubah lewat daftar di atas.")).into()
                );
            }
            (None, false) => return Err(Fault::Busy(format!("Akun {name} sudah dihapus orang lain."))),
            (Some(one), false) if role != Role::Bureau && is_last_of_bureau(&all, one, &shared) => {
                return Err(FieldFault::new("peran", LAST).into());
            }
            _ => {}
        }
        let now = shared.now().with_nanosecond(0).unwrap_or_else(|| shared.now());
        let unit = role.unit().map(|unit| format!(" {unit}")).unwrap_or_default();
        let what = if known.is_some() { "akun diubah" } else { "akun ditambah" };
        let change = Change {
            when: now,
            by,
            what: what.to_string(),
            detail: format!(
                "{name}: {}{unit}{}",
                role.name(),
                if known.is_some() && hash.is_some() { ", sandi baru" } else { "" }
            ),
        };
        let since = known.as_ref().map_or(now, |known| known.since);
        let password = hash.or_else(|| known.map(|known| known.password));
        let password = password.ok_or_else(|| FieldFault::new("sandi", "Sandi belum diisi."))?;
        journal.keep_account(&Account { name, role, password, since }, &change)?;
        shared.forget_accounts();
        Ok(())
    })
    .await?;
    drop(permit);
    Ok(to("/akun", "akun"))
}

/// Without anybody of the bureau nobody could let people in any more.
const LAST: &str = "Ini akun biro yang terakhir; buat dahulu akun biro yang lain.";

fn is_last_of_bureau(all: &[Account], one: &Account, office: &Office) -> bool {
    let others = all.iter().any(|other| other.role == Role::Bureau && other.name != one.name);
    !office.is_own() && one.role == Role::Bureau && !others
}

/// A name to log in with.
fn name(typed: &str) -> Result<String, FieldFault> {
    let name = typed.to_lowercase();
    let plain = name.chars().all(|letter| letter.is_alphanumeric() || MARKS.contains(letter));
    if plain && name.len() <= LONGEST_NAME {
        Ok(name)
    } else {
        Err(FieldFault::new(
            "nama",
            format!("Nama untuk masuk satu kata, paling banyak {LONGEST_NAME} huruf, misalnya sari atau jti.2."),
        ))
    }
}

/// What somebody may do.
fn role(posted: &Posted, known: impl Fn(&str) -> bool) -> Result<Role, Fault> {
    Ok(match posted.need("peran", "Peran")? {
        "biro" => Role::Bureau,
        "pimpinan" => Role::Leader,
        "unit" => match posted.need("unit", "Unit, untuk peran unit,")? {
            unit if known(unit) => Role::Unit(unit.to_string()),
            unit => return Err(FieldFault::new("unit", format!("Unit {unit} tidak ada. Pilih dari daftar.")).into()),
        },
        other => return Err(FieldFault::new("peran", format!("Peran {other} tidak ada. Pilih dari daftar.")).into()),
    })
}

/// A new password, typed twice; none where the old one stays.
fn password(posted: &Posted, is_new: bool) -> Result<Option<String>, FieldFault> {
    match (posted.raw("sandi"), posted.raw("sandi2")) {
        ("", "") if is_new => Err(FieldFault::new("sandi", "Sandi belum diisi.")),
        ("", "") => Ok(None),
        (first, second) if first == second => Ok(Some(first.to_string())),
        _ => Err(FieldFault::new("sandi2", "Kedua sandi tidak sama. Ketik lagi keduanya.")),
    }
}

/// A sentence begins with a capital.
fn upper(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `POST /akun/hapus`.
pub(crate) async fn remove(State(office): State<Arc<Office>>, posted: Posted) -> Result<Response, Fault> {
    let person = posted.of_bureau()?.clone();
    let name = posted.field("nama").to_lowercase();
    let shared = Arc::clone(&office);
    apart(move || {
        let mut journal = shared.journal()?;
        let all = journal.accounts()?;
        let one = all.iter().find(|one| one.name == name).ok_or(Fault::NotFound)?;
        if is_last_of_bureau(&all, one, &shared) {
            return Err(Fault::Wrong(LAST.to_string()));
        }
        let (when, by) = (shared.now(), person.name.clone());
        let change = Change { when, by, what: "akun dihapus".to_string(), detail: name.clone() };
        journal.remove_account(&name, &change)?;
        shared.forget_accounts();
        Ok(())
    })
    .await?;
    Ok(to("/akun", "akun-hapus"))
}

#[derive(Template)]
#[template(path = "tautan-baru.html")]
struct LinkPage {
    frame: Frame,
    unit: String,
    url: String,
    until: String,
}

/// `POST /atur/tautan`: a link that opens the page of a unit once. It is shown now and never again.
pub(crate) async fn link(State(office): State<Arc<Office>>, posted: Posted) -> Result<Response, Fault> {
    let person = posted.of_bureau()?.clone();
    if office.is_own() {
        return Err(Fault::NotFound);
    }
    let view = office.seen().await?;
    let unit = posted.need("unit", "Unit")?.to_string();
    view.unit(&unit).ok_or(Fault::NotFound)?;
    let frame = Frame::new(&office, &person, "Tautan sekali pakai", "/akun", "tautan");
    let page = apart(move || {
        let of = (unit.as_str(), person.name.as_str());
        let (secret, until) = links::make(&mut office.journal()?, of, office.now(), links::DAYS)?;
        Ok(LinkPage { frame, url: format!("{}tautan/{secret}", office.start_url()), until: long_format(until), unit })
    });
    shown(&page.await?)
}
