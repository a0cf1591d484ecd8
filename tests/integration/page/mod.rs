//! The page in the browser, as a client meets it: what it shows, and what it lets nobody do.

mod big;
mod client;
mod equal;
mod guards;
#[cfg(target_os = "linux")]
mod icon;
mod journey;
mod load;
mod office;
#[cfg(all(target_os = "linux", feature = "surel"))]
mod sending;
mod setting_up;
