//! The page in the browser, as a client meets it: what it shows, and what it lets nobody do.

mod client;
mod guards;
mod journey;
mod load;
mod office;
