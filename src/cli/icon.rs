//! A start by double click: nobody typed anything, and there is no terminal to print to. The page opens on the workspace
//! that lies here, or where one is chosen or made.

use std::io::IsTerminal;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use selaras::jobs::chain;
use selaras::serve::{Access, ChooseOptions, Opened, ServeOptions, choose, serve, workspaces_in};

use super::serve::{Leading, clock, user};
use super::{CLEAN, Ending, readers};

/// How long nobody looks at the page before it ends: there is no terminal to end it from.
const IDLE: Duration = Duration::from_secs(2 * 60 * 60);
/// Folders of a home in which people keep their documents.
const DOCUMENTS: [&str; 2] = ["Documents", "Dokumen"];
/// The folder of the sample that lies beside the program in a release.
const SAMPLE: &str = "contoh";
/// What a system without Windows or macOS needs to show a browser.
const SCREENS: [&str; 2] = ["DISPLAY", "WAYLAND_DISPLAY"];

/// Whether the program was started so.
pub(super) fn started() -> bool {
    let bare = std::env::args_os().count() <= 1;
    let quiet = !std::io::stdin().is_terminal() && !std::io::stdout().is_terminal();
    let screen = cfg!(any(windows, target_os = "macos"))
        || SCREENS.iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
    bare && quiet && screen
}

/// Opens the page.
pub(super) fn run() -> Ending {
    let places = places();
    let options = ServeOptions {
        folder: PathBuf::new(),
        address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        access: Access::Own,
        owner: user(),
        readers: readers(),
        clock: Arc::new(|| clock(None)),
        idle: Some(IDLE),
        #[cfg(feature = "surel")]
        mail_secret: super::password::from_surroundings(),
        #[cfg(feature = "surel")]
        moment: Arc::new(chrono::Utc::now),
    };
    let mut why = None;
    let mut own = workspaces_in(&places);
    // The sample that comes with the program is nobody's own.
    own.retain(|folder| folder.file_name().is_none_or(|name| name != SAMPLE));
    if let [only] = own.as_slice() {
        let options = ServeOptions { folder: only.clone(), ..options.clone() };
        let leading = Leading::in_results(only);
        let mut open = false;
        let served = serve(options, |opened| {
            open = true;
            leading.open(opened);
        });
        drop(leading);
        match served {
            Err(error) if !open => why = Some(chain(&error)),
            other => return other.map(|()| CLEAN).map_err(Into::into),
        }
    }
    let home = home();
    let start = documents().or_else(|| home.clone()).or_else(|| places.first().cloned()).unwrap_or_default();
    let leading = Leading::in_home(home);
    choose(ChooseOptions { places, start, why, serve: options }, |opened: &Opened| leading.open(opened))?;
    Ok(CLEAN)
}

/// Where workspaces are looked for: beside the program, where it was started, and among documents.
fn places() -> Vec<PathBuf> {
    let program = std::env::current_exe().ok().and_then(|program| program.parent().map(PathBuf::from));
    program.into_iter().chain(std::env::current_dir().ok()).chain(documents()).collect()
}

/// Where people keep their documents.
fn documents() -> Option<PathBuf> {
    let home = home()?;
    DOCUMENTS.iter().map(|name| home.join(name)).find(|folder| folder.is_dir())
}

fn home() -> Option<PathBuf> {
    let named = ["HOME", "USERPROFILE"].iter().find_map(std::env::var_os).filter(|home| !home.is_empty());
    named.map(PathBuf::from).filter(|home| home.is_dir())
}
