//! What columns mean, drawn.
#![allow(clippy::unwrap_used)]

mod beside;
mod exports;
mod plans;
mod specimens;
mod together;

use std::sync::LazyLock;

use crate::template::Library;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::built_in().unwrap());
