//! A small house for tests.
