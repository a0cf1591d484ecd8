//! The one that there is.

/// What a sequence holds where it holds one thing and no other: of two that are as good none is taken.
pub fn only<T>(all: impl IntoIterator<Item = T>) -> Option<T> {
    let mut all = all.into_iter();
    all.next().filter(|_| all.next().is_none())
}
