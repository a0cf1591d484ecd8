//! The functions that have one meaning in every program.

use super::{Answer, Given, HAIR, NotComputed, finite, number};

/// What a function is given: one value, or the filled cells of a reference.
pub(super) enum Argument {
    Value(Answer),
    Cells(Result<Vec<Answer>, NotComputed>),
}

/// What a function gives for what stands between its brackets.
pub(super) fn function(name: &str, all: Vec<Argument>) -> Answer {
    match name {
        "SUM" => figures(all).map(|all| all.map_or(Given::Error, |all| Given::Number(all.iter().sum()))),
        "PRODUCT" => of_figures(all, |all| if all.is_empty() { Some(0.0) } else { Some(all.iter().product()) }),
        "MIN" => of_figures(all, |all| Some(all.iter().copied().reduce(f64::min).unwrap_or(0.0))),
        "MAX" => of_figures(all, |all| Some(all.iter().copied().reduce(f64::max).unwrap_or(0.0))),
        "AVERAGE" => of_figures(all, |all| (!all.is_empty()).then(|| all.iter().sum::<f64>() / all.len() as f64)),
        "COUNT" => count(all),
        "IF" => choose(all),
        "IFERROR" => or_else(all),
        "ROUND" => round(all),
        "ABS" => of_one(all, f64::abs),
        "NOT" => truths(all).and_then(|all| if let [one] = all[..] { Ok(Given::Bool(!one)) } else { Err(NotComputed) }),
        "AND" => truths(all).map(|all| Given::Bool(all.iter().all(|one| *one))),
        "OR" => truths(all).map(|all| Given::Bool(all.iter().any(|one| *one))),
        _ => Err(NotComputed),
    }
}

/// The figures among what a function is given; `None` inside where an error is among it.
fn figures(all: Vec<Argument>) -> Result<Option<Vec<f64>>, NotComputed> {
    let (mut figures, mut error) = (Vec::new(), false);
    for argument in all {
        match argument {
            Argument::Value(answer) => match answer? {
                Given::Number(number) => figures.push(number),
                Given::Error => error = true,
                // What a text or a truth counts for here differs between programs.
                Given::Text(_) | Given::Bool(_) | Given::Blank => return Err(NotComputed),
            },
            Argument::Cells(cells) => {
                for cell in cells? {
                    match cell? {
                        Given::Number(number) => figures.push(number),
                        Given::Error => error = true,
                        Given::Text(_) | Given::Bool(_) | Given::Blank => {}
                    }
                }
            }
        }
    }
    Ok((!error).then_some(figures))
}

fn of_figures(all: Vec<Argument>, make: impl Fn(&[f64]) -> Option<f64>) -> Answer {
    let made = figures(all)?.and_then(|all| make(&all));
    Ok(made.map_or(Given::Error, Given::Number))
}

/// Errors are no figures, and are not counted.
fn count(all: Vec<Argument>) -> Answer {
    let mut found = 0_u32;
    for argument in all {
        let cells = match argument {
            Argument::Value(answer) => vec![answer],
            Argument::Cells(cells) => cells?,
        };
        for cell in cells {
            found += u32::from(matches!(cell?, Given::Number(_)));
        }
    }
    Ok(Given::Number(f64::from(found)))
}

/// The one value of an argument.
fn value(argument: Argument) -> Answer {
    match argument {
        Argument::Value(answer) => answer,
        Argument::Cells(cells) => match cells?.as_slice() {
            [] => Ok(Given::Blank),
            [one] => one.clone(),
            _ => Err(NotComputed),
        },
    }
}

fn choose(all: Vec<Argument>) -> Answer {
    let [condition, yes, no]: [Argument; 3] = all.try_into().map_err(|_| NotComputed)?;
    match value(condition)? {
        Given::Bool(true) => value(yes),
        Given::Bool(false) | Given::Blank => value(no),
        Given::Number(number) => value(if number == 0.0 { no } else { yes }),
        Given::Error => Ok(Given::Error),
        Given::Text(_) => Err(NotComputed),
    }
}

fn or_else(all: Vec<Argument>) -> Answer {
    let [first, second]: [Argument; 2] = all.try_into().map_err(|_| NotComputed)?;
    match value(first)? {
        Given::Error => value(second),
        other => Ok(other),
    }
}

/// The truths that conditions give; what a figure or a text counts for here is not computed.
fn truths(all: Vec<Argument>) -> Result<Vec<bool>, NotComputed> {
    let one = |argument| match argument {
        Argument::Value(Ok(Given::Bool(truth))) => Ok(truth),
        _ => Err(NotComputed),
    };
    let truths: Vec<bool> = all.into_iter().map(one).collect::<Result<_, _>>()?;
    if truths.is_empty() { Err(NotComputed) } else { Ok(truths) }
}

fn of_one(all: Vec<Argument>, make: impl Fn(f64) -> f64) -> Answer {
    let [figure]: [Argument; 1] = all.try_into().map_err(|_| NotComputed)?;
    match value(figure)? {
        Given::Error => Ok(Given::Error),
        figure => finite(make(number(&figure).ok_or(NotComputed)?)),
    }
}

fn round(all: Vec<Argument>) -> Answer {
    let [figure, digits]: [Argument; 2] = all.try_into().map_err(|_| NotComputed)?;
    let (figure, digits) = match (value(figure)?, value(digits)?) {
        (Given::Error, _) | (_, Given::Error) => return Ok(Given::Error),
        (figure, digits) => (number(&figure).ok_or(NotComputed)?, number(&digits).ok_or(NotComputed)?),
    };
    if digits.fract() != 0.0 || digits.abs() > 10.0 {
        return Err(NotComputed);
    }
    let scale = 10_f64.powi(digits as i32);
    let scaled = figure * scale;
    // On the edge the last bit of the figure decides, and programs differ there.
    if ((scaled.abs().fract()) - 0.5).abs() < HAIR * scaled.abs().max(1.0) {
        return Err(NotComputed);
    }
    finite(scaled.round() / scale)
}
