//! Who asks, and what they may see.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;

use super::Access;
use super::fault::Fault;
use super::office::Office;
use super::token;
use crate::journal::Role;

/// Where a person stands in a session.
const KEY: &str = "orang";

/// Somebody with a session.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Person {
    /// For the journal and the top of the page.
    pub(super) name: String,
    /// What they may do.
    pub(super) role: Role,
    /// Stands in every form of theirs.
    pub(super) token: String,
    /// The account by which they came, where they have one, and a digest of what opened it: a new password ends sessions.
    pub(super) account: Option<(String, String)>,
}

impl Person {
    /// Somebody new.
    pub(super) fn new(name: impl Into<String>, role: Role, account: Option<(String, String)>) -> Self {
        Self { name: name.into(), role, token: token::secret(), account }
    }

    /// Begins a session under a new name, whatever was there before.
    pub(super) async fn enter(&self, session: &Session) -> Result<(), Fault> {
        let failure = |_| Fault::Broken("Sesi tidak dapat disimpan. Coba lagi.".to_string());
        session.cycle_id().await.map_err(failure)?;
        session.insert(KEY, self).await.map_err(failure)
    }

    /// Whether they see everything.
    pub(super) fn is_bureau(&self) -> bool {
        self.role == Role::Bureau
    }

    /// Whether they see a unit.
    pub(super) fn sees(&self, unit: &str) -> bool {
        match &self.role {
            Role::Bureau => true,
            Role::Unit(own) => own == unit,
            Role::Leader => false,
        }
    }

    /// Where they begin.
    pub(super) fn home(&self) -> String {
        match &self.role {
            Role::Bureau => "/matriks".to_string(),
            Role::Unit(code) => format!("/unit/{}", percent(code)),
            Role::Leader => "/rekap".to_string(),
        }
    }
}

/// A text as part of an address.
pub(super) fn percent(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    let one = |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    // A dot alone would be a step in a path.
    let text = if text.chars().all(|letter| letter == '.') { text.replace('.', "%2E") } else { text.to_string() };
    if text.starts_with("%2E") { text } else { text.bytes().map(one).collect() }
}

impl FromRequestParts<Arc<Office>> for Person {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, office: &Arc<Office>) -> Result<Self, Self::Rejection> {
        let session = Session::from_request_parts(parts, office).await.map_err(IntoResponse::into_response)?;
        let person: Option<Self> = session.get(KEY).await.ok().flatten();
        // Who came by a link or by the secret of the start has no account that could be taken away.
        let still = |person: &Self| {
            person.account.as_ref().is_none_or(|(name, stamp)| office.still_knows(name, &person.role, stamp))
        };
        let known = person.filter(still);
        known.ok_or_else(|| match office.options.access {
            Access::Own => Fault::Stranger.into_response(),
            Access::Office(_) => Redirect::to("/masuk").into_response(),
        })
    }
}

/// Somebody of the planning bureau.
#[derive(Debug)]
pub(super) struct Bureau(pub(super) Person);

impl FromRequestParts<Arc<Office>> for Bureau {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, office: &Arc<Office>) -> Result<Self, Self::Rejection> {
        let person = Person::from_request_parts(parts, office).await?;
        if person.is_bureau() { Ok(Self(person)) } else { Err(Fault::NotFound.into_response()) }
    }
}

/// Somebody who reads everything: the bureau, or leadership.
#[derive(Debug)]
pub(super) struct Reader(pub(super) Person);

impl FromRequestParts<Arc<Office>> for Reader {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, office: &Arc<Office>) -> Result<Self, Self::Rejection> {
        let person = Person::from_request_parts(parts, office).await?;
        let reads = matches!(person.role, Role::Bureau | Role::Leader);
        if reads { Ok(Self(person)) } else { Err(Fault::NotFound.into_response()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_sees_itself_and_leadership_no_unit() {
        let person = |role| Person::new("a", role, None);
        assert!(person(Role::Unit("JTI".into())).sees("JTI") && !person(Role::Unit("JTI".into())).sees("JTM"));
        assert!(person(Role::Bureau).sees("JTM") && !person(Role::Leader).sees("JTM"));
    }

    #[test]
    fn a_code_is_one_part_of_an_address_whatever_it_holds() {
        assert_eq!(percent("J/TI é"), "J%2FTI%20%C3%A9");
        assert_eq!(percent(".."), "%2E%2E");
    }
}
