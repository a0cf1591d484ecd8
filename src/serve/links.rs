//! Links that open the page of a unit once: made here, kept in the journal as digests.

use std::path::Path;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::token;
use crate::domain::date::long_format;
use crate::jobs::JobError;
use crate::journal::{Invitation, Journal, JournalError};

/// Days that a link opens that somebody was given by hand.
pub(super) const DAYS: i64 = 7;
/// Days that a link in a letter opens: letters are read later.
const LETTER_DAYS: i64 = 14;

/// Makes a link of a unit for `days`: its secret, which is told now and kept nowhere, and its last day.
pub(super) fn make(
    journal: &mut Journal,
    (unit, by): (&str, &str),
    now: NaiveDateTime,
    days: i64,
) -> Result<(String, NaiveDate), JournalError> {
    let secret = token::secret();
    let until = now + TimeDelta::days(days);
    let (digest, unit, by) = (token::digest(&secret), unit.to_string(), by.to_string());
    journal.invite(&Invitation { digest, unit, by, made: now, until })?;
    Ok((secret, until.date()))
}

/// What a letter to a unit says instead of the address of the page at `page`: a link that opens once, and until when.
///
/// # Errors
/// When the journal of the workspace cannot be written.
pub fn letter_link(
    folder: &Path,
    page: &str,
    (unit, by): (&str, &str),
    now: NaiveDateTime,
) -> Result<String, JobError> {
    let (secret, until) = make(&mut Journal::open(folder)?, (unit, by), now, LETTER_DAYS)?;
    Ok(format!("{page}/tautan/{secret} (terbuka satu kali, sampai {})", long_format(until)))
}
