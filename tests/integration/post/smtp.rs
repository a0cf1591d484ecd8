//! A small server that takes letters, for tests: it remembers what it took, refuses whom it is told to, and goes away at a
//! word that it is told.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// How its line is closed.
#[derive(Clone)]
pub(crate) enum Line {
    Open,
    Closed(Arc<ServerConfig>),
    ClosedLater(Arc<ServerConfig>),
}

/// What it was told, and what it took.
#[derive(Default)]
pub(crate) struct Script {
    /// User and secret that it asks for.
    pub(crate) login: Option<(String, String)>,
    /// Addresses that it refuses, with its words.
    pub(crate) refused: BTreeMap<String, String>,
    /// The word after which it goes away without an answer, counted from 1 over all lines; once.
    pub(crate) leaves_at: Option<usize>,
    /// It goes away after it took the next letter, without saying so; once.
    pub(crate) leaves_taken: bool,
    /// It has no room for letters.
    pub(crate) full: bool,
    /// Lines that it was told so far.
    pub(crate) words: usize,
    /// What it took: for whom, and the letter.
    pub(crate) taken: Vec<(String, Vec<u8>)>,
}

/// A server that runs until the test ends.
pub(crate) struct Smtp {
    pub(crate) port: u16,
    pub(crate) script: Arc<Mutex<Script>>,
}

/// How a server of this machine proves who it is.
pub(crate) fn identity(folder: &Path) -> Arc<ServerConfig> {
    let chain: Vec<CertificateDer<'static>> =
        CertificateDer::pem_file_iter(folder.join("server.pem")).expect("a certificate").map(Result::unwrap).collect();
    let key = PrivateKeyDer::from_pem_file(folder.join("server.key")).expect("a key");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().expect("versions");
    Arc::new(config.with_no_client_auth().with_single_cert(chain, key).expect("an identity"))
}

impl Smtp {
    pub(crate) fn start(line: Line, script: Script) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("its number").port();
        let script = Arc::new(Mutex::new(script));
        let shared = Arc::clone(&script);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (line, script) = (line.clone(), Arc::clone(&shared));
                thread::spawn(move || greet(stream, &line, &script));
            }
        });
        Self { port, script }
    }

    /// For whom it took letters, in order.
    pub(crate) fn addresses(&self) -> Vec<String> {
        let mut all: Vec<String> =
            self.script.lock().unwrap().taken.iter().map(|(address, _)| address.clone()).collect();
        all.sort();
        all
    }
}

fn greet(stream: TcpStream, line: &Line, script: &Mutex<Script>) {
    match line {
        Line::Open => {
            talk(BufReader::new(stream), None, script, true);
        }
        Line::Closed(config) => {
            let closed = ServerConnection::new(Arc::clone(config)).expect("a line");
            talk(BufReader::new(StreamOwned::new(closed, stream)), None, script, true);
        }
        Line::ClosedLater(config) => {
            let again = stream.try_clone().expect("the line");
            if talk(BufReader::new(stream), Some(config), script, true) {
                let closed = ServerConnection::new(Arc::clone(config)).expect("a line");
                talk(BufReader::new(StreamOwned::new(closed, again)), None, script, false);
            }
        }
    }
}

/// Whether the line is to be closed now.
fn talk<S: Read + Write>(
    mut stream: BufReader<S>,
    later: Option<&Arc<ServerConfig>>,
    script: &Mutex<Script>,
    greets: bool,
) -> bool {
    let say = |stream: &mut BufReader<S>, text: &str| {
        stream.get_mut().write_all(format!("{text}\r\n").as_bytes()).and_then(|()| stream.get_mut().flush()).is_ok()
    };
    if greets && !say(&mut stream, "220 localhost ESMTP uji") {
        return false;
    }
    let (mut to, mut known) = (String::new(), false);
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).unwrap_or(0) == 0 || leaves(script) {
            return false;
        }
        let word = line.split([' ', '\r', '\n']).next().unwrap_or_default().to_uppercase();
        let login = script.lock().unwrap().login.clone();
        let answer = match word.as_str() {
            "EHLO" => {
                let tls = if later.is_some() { "250-STARTTLS\r\n" } else { "" };
                format!("250-localhost\r\n{tls}250-8BITMIME\r\n250 AUTH PLAIN LOGIN")
            }
            "STARTTLS" => {
                say(&mut stream, "220 silakan");
                return true;
            }
            "AUTH" => {
                let given = line.split_whitespace().nth(2).unwrap_or_default();
                let given = mail_parser::decoders::base64::base64_decode(given.as_bytes()).unwrap_or_default();
                let wanted = login.map(|(user, secret)| format!("\0{user}\0{secret}")).unwrap_or_default();
                known = given == wanted.as_bytes();
                if known { "235 masuk".into() } else { "535 5.7.8 Username and Password not accepted".into() }
            }
            "MAIL" if login.is_some() && !known => "530 5.7.0 Authentication required".into(),
            "MAIL" if script.lock().unwrap().full => "452 4.3.1 Insufficient system storage".into(),
            "MAIL" | "RSET" | "NOOP" => "250 ok".to_string(),
            "RCPT" => {
                to = line.split(['<', '>']).nth(1).unwrap_or_default().to_string();
                let refused = script.lock().unwrap().refused.get(&to).cloned();
                refused.unwrap_or_else(|| "250 ok".into())
            }
            "DATA" => {
                say(&mut stream, "354 silakan");
                let mut letter = Vec::new();
                loop {
                    let mut row = Vec::new();
                    if stream.read_until(b'\n', &mut row).unwrap_or(0) == 0 {
                        return false;
                    }
                    if row == b".\r\n" {
                        break;
                    }
                    letter.extend(row.strip_prefix(b".").unwrap_or(&row));
                }
                if leaves(script) {
                    return false;
                }
                let mut script = script.lock().unwrap();
                script.taken.push((to.clone(), letter));
                if std::mem::take(&mut script.leaves_taken) {
                    return false;
                }
                format!("250 2.0.0 antre {}", script.taken.len())
            }
            "QUIT" => {
                say(&mut stream, "221 sampai jumpa");
                return false;
            }
            _ => "500 apa".into(),
        };
        if !say(&mut stream, &answer) {
            return false;
        }
    }
}

/// Whether it goes away at this word.
fn leaves(script: &Mutex<Script>) -> bool {
    let mut script = script.lock().unwrap();
    script.words += 1;
    if script.leaves_at == Some(script.words) {
        script.leaves_at = None;
        return true;
    }
    false
}
