//! A form that is shown once more: what was typed, and what is wrong with which field.

/// What is wrong with a field of a form: told on top of the page, where it leads to the field, and beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FieldFault {
    /// The name of the field, by which the page knows it too.
    pub(super) field: String,
    /// What is wrong, and what helps.
    pub(super) text: String,
}

impl FieldFault {
    pub(super) fn new(field: &str, text: impl Into<String>) -> Self {
        Self { field: field.to_string(), text: text.into() }
    }
}

/// What somebody typed into a form that is shown once more.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed(Vec<(String, String)>);

impl Typed {
    /// What was typed, by field.
    pub(super) fn new(fields: Vec<(String, String)>) -> Self {
        Self(fields)
    }

    /// What was typed into a field; empty where nothing was.
    pub(super) fn of(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
    }
}

/// A form that is shown once more: what was typed, and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub(super) struct Again {
    /// What was typed.
    pub(super) typed: Typed,
    /// What is wrong.
    pub(super) faults: Vec<FieldFault>,
}

impl Again {
    /// A form with a fault.
    pub(super) fn with(typed: Typed, fault: FieldFault) -> Self {
        Self { typed, faults: vec![fault] }
    }
}
