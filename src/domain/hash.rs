//! Tables of keys with a quick hash.
//!
//! The standard ones guard a server against whoever sends it keys that collide; a run that reads forms asks them millions of
//! times, and that guard was 5 % of all that its checks and outputs took. The seed differs from run to run all the same. Who
//! talks with strangers (connections of the page, answers of a mail server) keeps the standard ones.

use std::collections;

use foldhash::fast::RandomState;

/// What is known of each key; `default()` makes an empty one.
pub type HashMap<K, V> = collections::HashMap<K, V, RandomState>;

/// Keys, each once; `default()` makes an empty one.
pub type HashSet<K> = collections::HashSet<K, RandomState>;
