//! Texts that were read already: forms repeat their headings, and a run reads thousands of forms.

use std::fmt;
use std::sync::{Arc, RwLock};

use crate::domain::hash::HashMap;

/// Other texts are read anew: a run over strange files must not grow without end.
const MOST: usize = 20_000;

/// What was made of each text.
pub(in crate::template) struct Memo<T> {
    known: RwLock<HashMap<String, Arc<T>>>,
}

impl<T> Memo<T> {
    pub(in crate::template) fn get_or(&self, text: &str, make: impl FnOnce() -> T) -> Arc<T> {
        if let Some(known) = self.known.read().ok().and_then(|known| known.get(text).cloned()) {
            return known;
        }
        let made = Arc::new(make());
        if let Ok(mut known) = self.known.write()
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
