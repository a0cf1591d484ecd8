# What people type. `just` lists it; each line works without just as well.

_default:
    @just --list

# Everything that a change must pass, as the forge runs it.
ci:
    .ci/run

# The tests, or those of one room: just test value
test *room:
    cargo test {{room}}

# Formats and lints.
lint:
    cargo fmt
    cargo clippy --all-targets --quiet -- -D warnings

# Takes new snapshots and shows what they change.
accept *room:
    INSTA_UPDATE=always cargo test {{room}}
    git diff --stat -- '*.snap'

# The main job on a shipped workspace (exit status 1: the sample holds planted mistakes).
sample name="politeknik":
    -cargo run --release -- konsolidasi samples/{{name}}
