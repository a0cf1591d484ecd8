//! Mail of a workspace: taken from the mailbox, sent once, and reminders before the day.
//!
//! Takes settings, what the journal knows and the day; gives what is to be fetched, sent or said, and does it one step after
//! the other, each written down in the journal before the next. Secrets are asked for when a line to a server is opened and
//! stand in no file and no message ([`Secret`]). What needs no net (reminders, calendars, short texts) is in every build;
//! talking to servers is behind the feature `surel`.

#[cfg(feature = "surel")]
mod bounce;
pub mod calendar;
#[cfg(feature = "surel")]
mod error;
#[cfg(feature = "surel")]
pub mod fetch;
#[cfg(feature = "surel")]
pub mod imap;
pub mod marks;
pub mod message;
#[cfg(feature = "surel")]
pub mod outbox;
#[cfg(feature = "surel")]
mod received;
pub mod remind;
#[cfg(feature = "surel")]
mod secret;
#[cfg(feature = "surel")]
pub mod send;
mod settings;
#[cfg(feature = "surel")]
mod tls;

#[cfg(feature = "surel")]
pub use error::PostError;
pub use message::ShortMessage;
pub use remind::{Reminder, ReminderInput, ReminderReason};
#[cfg(feature = "surel")]
pub use secret::{Secret, SecretSources, secret};
pub use settings::{LARGEST, MailSettings, PER_MINUTE, ReminderSettings, Security, Server};
