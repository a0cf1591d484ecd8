//! The page of a large house: how long it takes from a unit's file to new figures.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::generator::{DOCUMENT, rewrite};
use crate::runs::{BenchResult, selaras};

/// How often the page is asked whether it is new, as its script could at most.
const ASKED_EVERY: Duration = Duration::from_millis(5);
/// A page that is not new by then never will be.
const PATIENCE: Duration = Duration::from_secs(120);

/// One file on its way through the page.
#[derive(Debug, Clone, Copy)]
pub struct Sent {
    /// From the file to its findings.
    pub checked: Duration,
    /// From the button to its receipt.
    pub taken: Duration,
    /// From the receipt to figures in which it counts.
    pub shown: Duration,
}

impl Sent {
    /// What its sender waits for in all.
    pub fn until_shown(&self) -> Duration {
        self.checked + self.taken + self.shown
    }
}

/// Sends the last measurements of so many units to the open page of the house, each with other figures than before.
///
/// # Errors
/// When the page does not start, or does not answer as it should.
pub fn measure(workspace: &Path, seed: u64, repeat: usize) -> BenchResult<Vec<Sent>> {
    // The workbooks are made where they lie and put back before anybody looks.
    let chosen: Vec<usize> = (1..=repeat.max(1)).map(|unit| unit * DOCUMENT - 1).collect();
    let sent: Vec<(PathBuf, Vec<u8>)> = rewrite(workspace, seed, &chosen, 1)?
        .into_iter()
        .map(|path| Ok((path.clone(), fs::read(path)?)))
        .collect::<BenchResult<_>>()?;
    rewrite(workspace, seed, &chosen, 0)?;
    let mut client = Client::of(workspace)?;
    let mut all = Vec::new();
    for (path, content) in &sent {
        let unit = path.parent().and_then(Path::file_name).ok_or("no unit")?.to_string_lossy();
        client.rest()?;
        all.push(client.send(&unit, content)?);
    }
    Ok(all)
}

/// The program as a service, and who speaks to it.
struct Client {
    service: Child,
    host: String,
    cookie: String,
    token: String,
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.service.kill();
        let _ = self.service.wait();
    }
}

impl Client {
    fn of(workspace: &Path) -> BenchResult<Self> {
        let mut service = selaras("layani").arg(workspace).arg("--tanpa-peramban").stdout(Stdio::piped()).spawn()?;
        let mut lines = BufReader::new(service.stdout.take().ok_or("no output")?).lines();
        let first = lines.next().ok_or("no address")??;
        thread::spawn(move || lines.for_each(drop));
        let start = first.split("http://").nth(1).ok_or("no address")?.trim().to_string();
        let (host, way) = start.split_once('/').ok_or("no secret")?;
        let mut client = Self { service, host: host.to_string(), cookie: String::new(), token: String::new() };
        client.get(&format!("/{way}"))?;
        Ok(client)
    }

    fn send(&mut self, unit: &str, content: &[u8]) -> BenchResult<Sent> {
        self.get(&format!("/unit/{unit}"))?;
        let before = self.pulse()?.1;
        let begin = Instant::now();
        let way = self.upload(&format!("/unit/{unit}/periksa"), content)?;
        self.get(&way)?;
        let checked = begin.elapsed();
        let begin = Instant::now();
        let form = format!("tanda={}", self.token);
        self.post(&format!("{way}/kirim"), "application/x-www-form-urlencoded", form.as_bytes())?;
        let taken = begin.elapsed();
        let begin = Instant::now();
        self.wait(|running, view| !running && view > before)?;
        // What the house sees then is drawn once, as its reader would ask for it.
        self.get("/rekap")?;
        Ok(Sent { checked, taken, shown: begin.elapsed() })
    }

    /// Waits until nothing runs and there is something to show.
    fn rest(&mut self) -> BenchResult<()> {
        self.wait(|running, view| !running && view > 0)
    }

    fn wait(&mut self, reached: impl Fn(bool, u64) -> bool) -> BenchResult<()> {
        let begin = Instant::now();
        loop {
            let (running, view) = self.pulse()?;
            if reached(running, view) {
                return Ok(());
            }
            if begin.elapsed() > PATIENCE {
                return Err("the page never showed it".into());
            }
            thread::sleep(ASKED_EVERY);
        }
    }

    /// Whether a job runs, and the number of what is shown.
    fn pulse(&mut self) -> BenchResult<(bool, u64)> {
        let answer = self.get("/kemajuan")?;
        let view = answer.split("\"keadaan\":").nth(1).and_then(|rest| rest.split([',', '}']).next());
        Ok((!answer.contains("\"berjalan\":false"), view.ok_or("no pulse")?.trim().parse()?))
    }

    fn get(&mut self, way: &str) -> BenchResult<String> {
        let (host, cookie) = (&self.host, &self.cookie);
        let head = format!("GET {way} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n");
        let answer = self.ask(head.as_bytes())?;
        if let Some(cookie) = answer.split("set-cookie: ").nth(1).and_then(|rest| rest.split([';', '\r']).next()) {
            self.cookie = cookie.to_string();
        }
        if let Some(token) = answer.split("name=\"tanda\" value=\"").nth(1).and_then(|rest| rest.split('"').next()) {
            self.token = token.to_string();
        }
        Ok(answer.split_once("\r\n\r\n").map_or(String::new(), |(_, body)| body.to_string()))
    }

    /// Gives where the answer leads.
    fn post(&mut self, way: &str, kind: &str, body: &[u8]) -> BenchResult<String> {
        let head = format!(
            "POST {way} HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nCookie: {1}\r\nContent-Type: {kind}\r\nContent-Length: {2}\r\nConnection: close\r\n\r\n",
            self.host,
            self.cookie,
            body.len()
        );
        let answer = self.ask(&[head.as_bytes(), body].concat())?;
        let location = answer.split("location: ").nth(1).and_then(|rest| rest.split('\r').next());
        location
            .map(str::to_string)
            .ok_or_else(|| format!("{way}: {}", answer.lines().next().unwrap_or_default()).into())
    }

    fn upload(&mut self, way: &str, content: &[u8]) -> BenchResult<String> {
        let head = format!(
            "--batas\r\nContent-Disposition: form-data; name=\"tanda\"\r\n\r\n{}\r\n--batas\r\nContent-Disposition: form-data; name=\"berkas\"; filename=\"PK.xlsx\"\r\n\r\n",
            self.token
        );
        let body = [head.as_bytes(), content, b"\r\n--batas--\r\n"].concat();
        self.post(way, "multipart/form-data; boundary=batas", &body)
    }

    fn ask(&self, request: &[u8]) -> BenchResult<String> {
        let mut stream = TcpStream::connect(&self.host)?;
        stream.write_all(request)?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}
