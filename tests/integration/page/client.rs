//! A service that runs for a test, and a client that speaks HTTP as a browser or an attacker would.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::shared::copy_sample;

/// The program as a service; ended when the test is.
pub(super) struct Service {
    child: Child,
    /// Where it listens: "127.0.0.1:40123".
    pub(super) host: String,
    /// The secret of its start.
    pub(super) secret: String,
    /// Its workspace.
    pub(super) workspace: PathBuf,
    _folder: tempfile::TempDir,
}

impl Service {
    /// A sample, served on this machine.
    pub(super) fn of(sample: &str) -> Self {
        let (folder, workspace) = copy_sample(sample);
        Self::with(folder, workspace, &["--tanpa-peramban"])
    }

    /// A workspace, served with these options.
    pub(super) fn with(folder: tempfile::TempDir, workspace: PathBuf, options: &[&str]) -> Self {
        let at = options.iter().skip_while(|option| **option != "--alamat").nth(1).copied().unwrap_or_default();
        let mut child = Command::new(crate::shared::program())
            .arg("layani")
            .arg(&workspace)
            .args(["--tanggal", "2026-07-20", "--oleh", "Biro Uji"])
            .args(options)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let first = lines.next().and_then(Result::ok).unwrap_or_else(|| {
            let mut told = String::new();
            let _ = child.stderr.take().expect("its complaints").read_to_string(&mut told);
            panic!("no address: {told}")
        });
        // What it says later must not wait for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        let url = first.split("http://").nth(1).map(str::to_string);
        let (host, secret) = match url.as_deref().and_then(|url| url.split_once("/mulai?kunci=")) {
            Some((host, secret)) => (host.to_string(), secret.trim().to_string()),
            None => (String::new(), String::new()),
        };
        let host = if host.is_empty() { at.to_string() } else { host };
        Self { child, host, secret, workspace, _folder: folder }
    }

    /// Somebody who came in by the secret.
    pub(super) fn owner(&self) -> Browser {
        let mut browser = Browser::new(&self.host);
        let answer = browser.get(&format!("/mulai?kunci={}", self.secret));
        assert_eq!(answer.status, 200, "{}", answer.body);
        browser
    }

    /// The process.
    pub(super) fn process(&self) -> u32 {
        self.child.id()
    }

    /// Whether it has ended, within a moment.
    pub(super) fn ended(&mut self) -> bool {
        for _ in 0..100 {
            if self.child.try_wait().expect("its state").is_some() {
                return true;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        false
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) head: String,
    pub(super) body: String,
    pub(super) bytes: Vec<u8>,
}

impl Answer {
    /// A line of its head.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let start = format!("{}:", name.to_lowercase());
        self.head.lines().find(|line| line.to_lowercase().starts_with(&start)).map(|line| line[start.len()..].trim())
    }

    /// Where it leads.
    pub(super) fn location(&self) -> &str {
        self.header("location").unwrap_or_default()
    }
}

/// Sends bytes, gives everything that comes back.
pub(super) fn raw(host: &str, request: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(host).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a limit");
    // A service that refuses early may close while more is sent.
    let _ = stream.write_all(request);
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    parsed(&bytes)
}

fn parsed(bytes: &[u8]) -> Answer {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut body = bytes.get(end + 4..).unwrap_or_default().to_vec();
    if head.to_lowercase().contains("transfer-encoding: chunked") {
        body = unchunked(&body);
    }
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
    Answer { status, head, body: String::from_utf8_lossy(&body).into_owned(), bytes: body }
}

fn unchunked(mut bytes: &[u8]) -> Vec<u8> {
    let mut all = Vec::new();
    while let Some(end) = bytes.windows(2).position(|two| two == b"\r\n") {
        let length = usize::from_str_radix(String::from_utf8_lossy(&bytes[..end]).trim(), 16).unwrap_or(0);
        if length == 0 || bytes.len() < end + 2 + length {
            break;
        }
        all.extend_from_slice(&bytes[end + 2..end + 2 + length]);
        bytes = bytes.get(end + 4 + length..).unwrap_or_default();
    }
    all
}

/// A client with cookies, which sends what a browser sends.
#[derive(Debug, Clone)]
pub(super) struct Browser {
    pub(super) host: String,
    pub(super) cookie: String,
    /// What every form of the last page held.
    pub(super) token: String,
    /// The name that it calls the service by, and from where its forms come.
    pub(super) name: String,
    pub(super) origin: String,
}

impl Browser {
    pub(super) fn new(host: &str) -> Self {
        let (name, origin) = (host.to_string(), format!("http://{host}"));
        Self { host: host.to_string(), cookie: String::new(), token: String::new(), name, origin }
    }

    /// A page, without following where it leads.
    pub(super) fn get(&mut self, way: &str) -> Answer {
        let request = format!(
            "GET {way} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\nConnection: close\r\n\r\n",
            self.name, self.cookie
        );
        let answer = raw(&self.host, request.as_bytes());
        self.learn(&answer);
        answer
    }

    /// A page that is there, waited for while the workspace is read.
    pub(super) fn page(&mut self, way: &str) -> Answer {
        for _ in 0..600 {
            let answer = self.get(way);
            if answer.status != 202 {
                assert_eq!(answer.status, 200, "{way}: {}", answer.body);
                return answer;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("{way} was never ready");
    }

    /// Waits until nothing runs and the newest look is shown.
    pub(super) fn rest(&mut self) {
        for _ in 0..900 {
            let pulse = self.get("/kemajuan");
            if pulse.status == 200 && pulse.body.contains("\"berjalan\":false") {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("a job never ended");
    }

    /// A form of ours.
    pub(super) fn post(&mut self, way: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.token.clone();
        let mut all = vec![("tanda", token.as_str())];
        all.extend_from_slice(fields);
        self.send(way, &all)
    }

    /// Fields as they are.
    pub(super) fn send(&mut self, way: &str, fields: &[(&str, &str)]) -> Answer {
        let body = fields.iter().map(|(name, value)| format!("{}={}", coded(name), coded(value)));
        let body = body.collect::<Vec<_>>().join("&");
        let answer = self.request(way, "application/x-www-form-urlencoded", body.as_bytes());
        self.learn(&answer);
        answer
    }

    /// Files of a form of ours.
    pub(super) fn upload(&mut self, way: &str, files: &[(&str, &[u8])]) -> Answer {
        let body = multipart(&self.token, files);
        let answer = self.request(way, "multipart/form-data; boundary=batas", &body);
        self.learn(&answer);
        answer
    }

    fn request(&self, way: &str, kind: &str, body: &[u8]) -> Answer {
        let head = format!(
            "POST {way} HTTP/1.1\r\nHost: {}\r\nOrigin: {}\r\nCookie: {}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            self.name,
            self.origin,
            self.cookie,
            body.len()
        );
        raw(&self.host, &[head.as_bytes(), body].concat())
    }

    fn learn(&mut self, answer: &Answer) {
        if let Some(cookie) = answer.header("set-cookie") {
            self.cookie = cookie.split(';').next().unwrap_or_default().to_string();
        }
        if let Some(token) = answer.body.split("name=\"tanda\" value=\"").nth(1) {
            self.token = token.split('"').next().unwrap_or_default().to_string();
        }
    }
}

/// A form with files, its token first.
pub(super) fn multipart(token: &str, files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = format!("--batas\r\nContent-Disposition: form-data; name=\"tanda\"\r\n\r\n{token}\r\n").into_bytes();
    for (name, content) in files {
        let head = format!(
            "--batas\r\nContent-Disposition: form-data; name=\"berkas\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--batas--\r\n");
    body
}

fn coded(text: &str) -> String {
    let one =
        |byte: u8| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(one).collect()
}

/// Every file below a folder, as paths with `/`.
pub(super) fn below(folder: &Path) -> Vec<String> {
    let mut all = Vec::new();
    let mut queue = vec![folder.to_path_buf()];
    while let Some(next) = queue.pop() {
        for entry in std::fs::read_dir(&next).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                queue.push(path);
            } else {
                all.push(path.strip_prefix(folder).expect("below").display().to_string());
            }
        }
    }
    all.sort();
    all
}
