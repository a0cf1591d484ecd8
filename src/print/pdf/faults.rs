//! What the engine says of a layout, in words for its author.

use typst::WorldExt;
use typst::diag::SourceDiagnostic;

use super::error::LayoutMistake;
use super::layout::PageLayout;
use super::world::LayoutWorld;

/// Faults of a layout that are told; the first ones are the ones that matter.
const MOST: usize = 5;

/// What the engine says, for people.
pub(super) fn mistake(world: &LayoutWorld, layout: &PageLayout, all: &[SourceDiagnostic]) -> Vec<LayoutMistake> {
    all.iter().take(MOST).map(|one| one_mistake(world, layout, one)).collect()
}

fn one_mistake(world: &LayoutWorld, layout: &PageLayout, one: &SourceDiagnostic) -> LayoutMistake {
    let name = one.span.id().map(|id| id.vpath().get_without_slash().to_string());
    let position = one.span.id().and_then(|id| {
        let range = world.range(one.span)?;
        let (row, column) = world.source(id)?.lines().byte_to_line_column(range.start)?;
        Some((row + 1, column + 1))
    });
    let guidance: Vec<String> = one.hints.iter().map(|guidance| guidance.v.to_string()).collect();
    let mut message = translate(&one.message);
    if !guidance.is_empty() {
        message = format!("{message} ({})", guidance.join("; "));
    }
    LayoutMistake { file: name.map(|name| layout.path(&name)), position, message }
}

/// The commonest messages of the engine in Indonesian; the others as the engine words them.
fn translate(message: &str) -> String {
    const PREFIX: &[(&str, &str)] = &[
        ("unknown variable: ", "nama tidak dikenal: "),
        ("dictionary does not contain key ", "data tidak memuat "),
        ("file not found (searched at ", "berkas tidak ada: "),
        ("unknown font family: ", "huruf tidak ada: "),
        ("failed to decode image", "gambar tidak dapat dibaca"),
        ("failed to parse SVG", "gambar SVG tidak dapat dibaca"),
        ("unclosed ", "belum ditutup: "),
        ("unexpected argument: ", "argumen tidak dikenal: "),
        ("unexpected ", "tidak pada tempatnya: "),
        ("expected ", "seharusnya ada: "),
    ];
    for (start, replacement) in PREFIX {
        if let Some(rest) = message.strip_prefix(start) {
            let rest = if start.ends_with("at ") { rest.trim_end_matches(')') } else { rest };
            return format!("{replacement}{rest}");
        }
    }
    message.to_string()
}
