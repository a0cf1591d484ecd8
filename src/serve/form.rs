//! What a form sends: its fields, once it is sure that the form was one of ours.

use std::sync::Arc;

use axum::extract::{Form, FromRequest, FromRequestParts, Request};
use axum::response::{IntoResponse, Response};

use super::again::{FieldFault, Typed};
use super::fault::Fault;
use super::office::Office;
use super::person::Person;
use super::token;

/// How names of fields begin that hold a password: what is typed there is never shown again.
const SECRET: &str = "sandi";

/// The field that every form of ours has.
pub(super) const TOKEN: &str = "tanda";

/// A form that a known person sent from a page of ours.
#[derive(Debug)]
pub(super) struct Posted {
    /// Who.
    pub(super) person: Person,
    fields: Vec<(String, String)>,
}

impl Posted {
    /// A field without blanks around it; empty where there is none.
    pub(super) fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
    }

    /// A field that must be filled in.
    pub(super) fn need(&self, name: &str, called: &str) -> Result<&str, Fault> {
        let value = self.field(name);
        if value.is_empty() { Err(FieldFault::new(name, format!("{called} belum diisi.")).into()) } else { Ok(value) }
    }

    /// A field as it was typed, blanks included: passwords may have them.
    pub(super) fn raw(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// All values of a field that may be chosen more than once.
    pub(super) fn every(&self, name: &str) -> Vec<String> {
        self.fields.iter().filter(|(known, _)| known == name).map(|(_, value)| value.trim().to_string()).collect()
    }

    /// What was typed, to be shown again: without what nobody may see.
    pub(super) fn typed(&self) -> Typed {
        let shown = self.fields.iter().filter(|(name, _)| name != TOKEN && !name.starts_with(SECRET));
        Typed::new(shown.cloned().collect())
    }

    /// All fields whose names begin so, without that beginning.
    pub(super) fn beginning(&self, start: &str) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().filter_map(move |(name, value)| Some((name.strip_prefix(start)?, value.trim())))
    }

    /// Only the bureau goes on.
    pub(super) fn of_bureau(&self) -> Result<&Person, Fault> {
        if self.person.is_bureau() { Ok(&self.person) } else { Err(Fault::NotFound) }
    }
}

impl FromRequest<Arc<Office>> for Posted {
    type Rejection = Response;

    async fn from_request(request: Request, office: &Arc<Office>) -> Result<Self, Self::Rejection> {
        let (mut parts, body) = request.into_parts();
        let person = Person::from_request_parts(&mut parts, office).await?;
        let request = Request::from_parts(parts, body);
        let Form(fields) = Form::<Vec<(String, String)>>::from_request(request, office)
            .await
            .map_err(|_| Fault::Wrong("Isian formulir tidak dapat dibaca.".to_string()).into_response())?;
        let posted = Self { person, fields };
        if token::same(posted.field(TOKEN), &posted.person.token) { Ok(posted) } else { Err(stale().into_response()) }
    }
}

/// What is said of a form without the right token.
pub(super) fn stale() -> Fault {
    Fault::Refused(
        "Formulir ini bukan dari sesi Anda yang sekarang. Muat ulang halamannya, lalu kirim lagi.".to_string(),
    )
}
