//! A mail server of our own for a test: Dovecot on ports of this machine, with made-up accounts and its own certificate.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The secret of every account. Tests look for it where it must not be.
pub(super) const SECRET: &str = "Rahasia-Uji-7391";

/// A server that runs while this is held.
pub(super) struct Dovecot {
    child: Child,
    folder: tempfile::TempDir,
    /// The port of the line that is open at first.
    pub(super) open: u16,
    /// The port of the line that is closed from the first byte.
    pub(super) closed: u16,
}

/// A port that nobody uses just now.
pub(super) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("its number").port()
}

fn run(program: &str, folder: &Path, arguments: &[&str]) {
    let output = Command::new(program).current_dir(folder).args(arguments).output().expect("the program starts");
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// An issuer and the certificate of a server on this machine, in a folder: `ca.pem`, `server.pem`, `server.key`.
pub(super) fn certificates(folder: &Path) {
    let curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
    let issuer = ["req", "-x509", "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Penerbit Uji", "-days", "30"];
    run("openssl", folder, &[&issuer[..1], &curve, &issuer[1..]].concat());
    let asked = ["req", "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost"];
    run("openssl", folder, &[&asked[..1], &curve, &asked[1..]].concat());
    fs::write(folder.join("names"), "subjectAltName=DNS:localhost,IP:127.0.0.1\n").expect("a file");
    let signed = [
        "x509",
        "-req",
        "-in",
        "server.csr",
        "-CA",
        "ca.pem",
        "-CAkey",
        "ca.key",
        "-CAcreateserial",
        "-out",
        "server.pem",
        "-days",
        "30",
        "-extfile",
        "names",
    ];
    run("openssl", folder, &signed);
}

impl Dovecot {
    /// Starts one. Nothing where this machine has none: then the test says that it skips, but on CI.
    pub(super) fn start() -> Option<Self> {
        if !Path::new("/usr/sbin/dovecot").exists() {
            assert!(std::env::var_os("CI").is_none(), "dovecot-imapd is missing");
            eprintln!("skipped: no dovecot here (apt-get install dovecot-imapd)");
            return None;
        }
        let folder = tempfile::tempdir().expect("a folder");
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("its rights");
        certificates(folder.path());
        let (open, closed) = (free_port(), free_port());
        let place = folder.path().display();
        let me = |flag: &str| {
            let output = Command::new("id").arg(flag).output().expect("id");
            String::from_utf8_lossy(&output.stdout).trim().to_string()
        };
        // Mail of root is refused; somebody else runs the whole server as oneself.
        let root = me("-u") == "0";
        let (user, group) = if root { ("nobody".into(), "nogroup".into()) } else { (me("-un"), me("-gn")) };
        let own =
            format!("default_internal_user = {user}\ndefault_login_user = {user}\ndefault_internal_group = {group}\n");
        let own = if root { "" } else { &own };
        let text = format!(
            "base_dir = {place}/run\nstate_dir = {place}/state\nlog_path = {place}/log\nprotocols = imap\nlisten = 127.0.0.1\nssl = yes\nssl_cert = <{place}/server.pem\nssl_key = <{place}/server.key\ndisable_plaintext_auth = no\nauth_mechanisms = plain login\nmail_location = maildir:{place}/mail/%u\nmail_uid = {user}\nmail_gid = {group}\nfirst_valid_uid = 1\nmail_max_userip_connections = 200\n{own}passdb {{\n driver = static\n args = password={SECRET}\n}}\nuserdb {{\n driver = static\n args = uid={user} gid={group} home={place}/mail/%u\n}}\nservice imap-login {{\n chroot =\n inet_listener imap {{\n  port = {open}\n }}\n inet_listener imaps {{\n  port = {closed}\n  ssl = yes\n }}\n}}\nservice anvil {{\n chroot =\n}}\n"
        );
        fs::write(folder.path().join("dovecot.conf"), text).expect("its settings");
        fs::create_dir_all(folder.path().join("mail")).expect("a folder");
        let mut server = Self { child: Self::spawn(folder.path()), folder, open, closed };
        server.own();
        server.await_start();
        Some(server)
    }

    fn spawn(folder: &Path) -> Child {
        Command::new("/usr/sbin/dovecot")
            .arg("-F")
            .arg("-c")
            .arg(folder.join("dovecot.conf"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("dovecot starts")
    }

    fn await_start(&mut self) {
        let begin = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.open)).is_err() {
            let log = || fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
            assert!(begin.elapsed() < Duration::from_secs(30), "dovecot does not start: {}", log());
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// Gives its mail to the user that it runs as.
    fn own(&self) {
        if fs::metadata("/root")
            .is_ok_and(|_| Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n"))
        {
            run("chown", self.folder.path(), &["-R", "nobody:nogroup", "mail"]);
        }
    }

    /// The certificate of who vouches for it.
    pub(super) fn issuer(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    fn maildir(&self, user: &str) -> PathBuf {
        self.folder.path().join("mail").join(user)
    }

    /// Puts messages into the mailbox of a user.
    pub(super) fn deliver(&self, user: &str, messages: &[(String, Vec<u8>)]) {
        for part in ["cur", "new", "tmp"] {
            fs::create_dir_all(self.maildir(user).join(part)).expect("a Maildir");
        }
        self.own();
        for (name, bytes) in messages {
            let aside = self.maildir(user).join("tmp").join(name);
            fs::write(&aside, bytes).expect("a message");
            fs::set_permissions(&aside, fs::Permissions::from_mode(0o666)).expect("its rights");
            fs::rename(&aside, self.maildir(user).join("new").join(name)).expect("its place");
        }
    }

    /// The names of the messages of a folder, as the server keeps them: marks stand behind a comma.
    pub(super) fn names(&self, user: &str, folder: &str) -> Vec<String> {
        let mut all = Vec::new();
        for part in ["cur", "new"] {
            let listed = fs::read_dir(self.maildir(user).join(folder).join(part)).into_iter().flatten().flatten();
            all.extend(listed.map(|one| one.file_name().to_string_lossy().into_owned()));
        }
        all.sort();
        all
    }

    /// The messages of a folder.
    pub(super) fn messages(&self, user: &str, folder: &str) -> Vec<Vec<u8>> {
        let mut all = Vec::new();
        for part in ["cur", "new"] {
            let listed = fs::read_dir(self.maildir(user).join(folder).join(part)).into_iter().flatten().flatten();
            all.extend(listed.map(|one| fs::read(one.path()).expect("a message")));
        }
        all
    }

    /// Makes the server number the messages of a user anew.
    pub(super) fn renumber(&mut self, user: &str) {
        self.stop();
        for name in ["dovecot-uidlist", "dovecot.index", "dovecot.index.log", "dovecot.index.cache"] {
            let _ = fs::remove_file(self.maildir(user).join(name));
        }
        for entry in fs::read_dir(self.maildir(user)).expect("a Maildir").flatten() {
            if entry.file_name().to_string_lossy().starts_with("dovecot") {
                let _ = fs::remove_file(entry.path());
            }
        }
        self.again();
    }

    /// Ends the server, as if it went away.
    pub(super) fn stop(&mut self) {
        let _ = Command::new("kill").arg("-TERM").arg(self.child.id().to_string()).status();
        let _ = self.child.wait();
    }

    /// Starts it again on the same ports.
    pub(super) fn again(&mut self) {
        self.child = Self::spawn(self.folder.path());
        self.await_start();
    }
}

impl Drop for Dovecot {
    fn drop(&mut self) {
        self.stop();
    }
}
