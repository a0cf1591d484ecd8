//! Workbooks as packages of XML parts (Office Open XML): parts, texts that are safe in them, and parts made while they
//! are written. What stands in a workbook is no business of this room.

pub(crate) mod part;
pub(crate) mod raw;
pub(crate) mod text;
