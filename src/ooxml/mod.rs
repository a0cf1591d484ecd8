//! Workbooks as packages of XML parts (Office Open XML, and OpenDocument as far as it is the same): read with distrust,
//! changed without touching what is not meant, written while they grow. What a workbook says is no business of this room.
//!
//! ```text
//!   bytes ─► package ─► strict    what a reader may trust: limits, checksums, one meaning only
//!                  └──► draft ─► index, relations    parts under change; every other byte stays as it lies
//!   text  ─► text, raw ─► part    texts safe in XML, parts compressed while they are written
//! ```

pub(crate) mod draft;
pub(crate) mod error;
pub(crate) mod index;
pub(crate) mod package;
pub(crate) mod part;
pub(crate) mod raw;
pub(crate) mod relations;
pub(crate) mod strict;
pub(crate) mod text;

pub(crate) use error::{Measure, OoxmlError};
