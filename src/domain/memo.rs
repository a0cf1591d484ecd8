//! What was made of texts already: forms repeat their headings, and rules ask of the same wording one after the other.

use std::fmt;
use std::sync::{Arc, RwLock};

use super::hash::HashMap;

/// Other texts are read anew: a run over strange files must not grow without end.
const MOST: usize = 20_000;
/// Longer texts are made anew as well.
const LONGEST: usize = 500;

/// What was made of each text.
pub(crate) struct Memo<T> {
    known: RwLock<HashMap<String, Arc<T>>>,
}

impl<T> Memo<T> {
    pub(crate) fn get_or(&self, text: &str, make: impl FnOnce() -> T) -> Arc<T> {
        if let Some(known) = self.known.read().ok().and_then(|known| known.get(text).cloned()) {
            return known;
        }
        let made = Arc::new(make());
        if text.len() <= LONGEST
            && let Ok(mut known) = self.known.write()
            && known.len() < MOST
        {
            known.insert(text.to_string(), Arc::clone(&made));
        }
        made
    }
}

/// What it remembers changes nothing of what it gives, and is not shown: two libraries that read alike look alike.
impl<T> fmt::Debug for Memo<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Memo")
    }
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self { known: RwLock::default() }
    }
}

impl<T> Clone for Memo<T> {
    /// A clone begins with an empty memory.
    fn clone(&self) -> Self {
        Self::default()
    }
}
