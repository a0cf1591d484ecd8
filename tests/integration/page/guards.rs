//! What the page lets nobody do, asked as an attacker would.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::client::{Browser, Service, below, multipart, raw};

/// A request line with headers, closed.
fn request(lines: &[&str]) -> Vec<u8> {
    format!("{}\r\nConnection: close\r\n\r\n", lines.join("\r\n")).into_bytes()
}

#[test]
fn a_name_of_another_site_that_leads_here_gets_nothing() {
    let service = Service::of("politeknik");
    let owner = service.owner();
    let cookie = format!("Cookie: {}", owner.cookie);
    let port = service.host.rsplit(':').next().expect("a port").to_string();
    for host in ["jahat.example", "jahat.example:80", "127.0.0.1", "127.0.0.1.jahat.example:1", "localhost:1", ""] {
        let answer = raw(&service.host, &request(&["GET /matriks HTTP/1.1", &format!("Host: {host}"), &cookie]));
        assert!(matches!(answer.status, 400 | 403), "{host}: {}", answer.status);
    }
    let two = raw(
        &service.host,
        &request(&["GET /matriks HTTP/1.1", &format!("Host: {}", service.host), "Host: jahat.example", &cookie]),
    );
    assert!(matches!(two.status, 400 | 403), "{}", two.status);
    let other = raw(
        &service.host,
        &request(&["GET http://jahat.example/matriks HTTP/1.1", &format!("Host: {}", service.host), &cookie]),
    );
    assert!(matches!(other.status, 400 | 403), "{}", other.status);
    let own = raw(&service.host, &request(&["GET /kemajuan HTTP/1.1", &format!("Host: localhost:{port}"), &cookie]));
    assert_eq!(own.status, 200);
}

#[test]
fn a_form_from_elsewhere_or_without_its_token_changes_nothing() {
    let service = Service::of("politeknik");
    let mut owner = service.owner();
    owner.page("/atur");
    let settings = std::fs::read(service.workspace.join("selaras.toml")).expect("settings");
    let body = format!("tanda={}", owner.token);
    let post = |headers: &[&str], body: &str| {
        let mut lines = vec!["POST /muat HTTP/1.1".to_string(), format!("Host: {}", service.host)];
        lines.push(format!("Cookie: {}", owner.cookie));
        lines.push("Content-Type: application/x-www-form-urlencoded".to_string());
        lines.push(format!("Content-Length: {}", body.len()));
        lines.extend(headers.iter().map(|line| (*line).to_string()));
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        raw(&service.host, &[request(&lines), body.as_bytes().to_vec()].concat()).status
    };
    let origin = format!("Origin: http://{}", service.host);
    assert_eq!(post(&[&origin], &body), 303, "one of ours goes through");
    for headers in [
        vec![],
        vec!["Origin: null"],
        vec!["Origin: http://jahat.example"],
        vec!["Origin: https://127.0.0.1"],
        vec![origin.as_str(), "Origin: http://jahat.example"],
        vec![origin.as_str(), "Sec-Fetch-Site: cross-site"],
    ] {
        assert_eq!(post(&headers, &body), 403, "{headers:?}");
    }
    for body in ["", "tanda=", "tanda=salah", "lain=1"] {
        assert_eq!(post(&[&origin], body), 403, "{body}");
    }
    let stranger = Browser { cookie: String::new(), ..owner.clone() };
    for way in ["/jalan", "/atur/pengecualian", "/atur/alias", "/pengesahan/sahkan", "/akhiri", "/alur/catat", "/ajar"]
    {
        assert_eq!(stranger.clone().post(way, &[]).status, 403, "{way} without a session");
        let wrong = Browser { token: "salah".into(), ..owner.clone() };
        assert_eq!(wrong.clone().post(way, &[]).status, 403, "{way} with another token");
    }
    assert_eq!(stranger.clone().upload("/unit/JTI/periksa", &[("a.xlsx", b"PK")]).status, 403);
    let wrong = Browser { token: "salah".into(), ..owner.clone() };
    assert_eq!(wrong.clone().upload("/unit/JTI/periksa", &[("a.xlsx", b"PK")]).status, 403);
    assert_eq!(std::fs::read(service.workspace.join("selaras.toml")).expect("settings"), settings);
}

#[test]
fn without_a_session_no_page_says_anything() {
    let service = Service::of("politeknik");
    service.owner().page("/matriks");
    for way in [
        "/",
        "/matriks",
        "/temuan",
        "/rekap",
        "/rekap/asal/0",
        "/hasil",
        "/hasil/0",
        "/unit/JTI",
        "/unit/JTI/temuan",
        "/unit/JTI/formulir/pk",
        "/jalan",
        "/kemajuan",
        "/atur",
        "/atur/kaskade",
        "/bagikan",
        "/bagikan/unduh",
        "/alur",
        "/surat",
        "/surat/JTI",
        "/pengesahan",
        "/ajar",
    ] {
        let answer = Browser::new(&service.host).get(way);
        assert_eq!(answer.status, 403, "{way}");
        assert!(!answer.body.contains("Jurusan"), "{way}");
        let forged = Browser { cookie: format!("selaras-{}=AAAAAAAAAAAAAAAAAAAAAA", 1), ..Browser::new(&service.host) };
        assert_eq!(forged.clone().get(way).status, 403, "{way} with a made-up cookie");
    }
    let mut guess = Browser::new(&service.host);
    for secret in ["", "a", &"a".repeat(44)] {
        assert_eq!(guess.get(&format!("/mulai?kunci={secret}")).status, 403);
    }
}

#[test]
fn no_address_leads_out_of_what_is_meant() {
    let service = Service::of("politeknik");
    let mut owner = service.owner();
    owner.rest();
    for way in [
        "/aset/../selaras.toml",
        "/aset/..%2f..%2fselaras.toml",
        "/aset/%2e%2e/selaras.toml",
        "/hasil/../selaras.toml",
        "/hasil/..%2fselaras.toml",
        "/hasil/-1",
        "/hasil/99999999999999999999",
        "/unit/..",
        "/unit/%2e%2e",
        "/unit/TIDAK",
        "/unit/JTI%00",
        "/unit/JTI/formulir/..%2f..%2fselaras.toml",
        "/unit/JTI/periksa/..%2f..",
        "/surat/..%2f..%2fx",
        "/unit/JTI/periksa/x/koreksi/0",
        "/rekap/asal/..",
        "//etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/selaras.toml",
        "/riwayat.db",
        "/masuk/JTI",
        "/.git/config",
    ] {
        let answer = owner.get(way);
        assert!(matches!(answer.status, 400 | 404), "{way}: {}", answer.status);
        assert!(!answer.body.contains("[instansi]") && !answer.body.contains("root:"), "{way}");
    }
}

#[test]
fn every_answer_says_what_a_browser_may_do_with_it() {
    let service = Service::of("politeknik");
    let mut owner = service.owner();
    for way in ["/matriks", "/tidak-ada", "/aset/halaman.js", "/kemajuan", "/unit/JTI"] {
        let answer = owner.get(way);
        let policy = answer.header("content-security-policy").unwrap_or_default();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{way}: {policy}");
        assert!(policy.contains("frame-ancestors 'none'") && policy.contains("form-action 'self'"), "{policy}");
        for (name, value) in
            [("x-content-type-options", "nosniff"), ("x-frame-options", "DENY"), ("referrer-policy", "same-origin")]
        {
            assert_eq!(answer.header(name), Some(value), "{way}");
        }
    }
    let page = owner.page("/matriks");
    assert_eq!(page.header("cache-control"), Some("no-store"));
    for inline in ["<script>", " style=", " onclick=", "javascript:", "http://", "https://"] {
        assert!(!page.body.contains(inline), "{inline}");
    }
}

#[test]
fn an_upload_too_large_or_too_many_is_refused_and_leaves_nothing() {
    let service = Service::of("politeknik");
    let mut owner = service.owner();
    owner.page("/unit/JTI");
    let before = below(&service.workspace.join("masuk"));
    let many: Vec<(&str, &[u8])> = vec![("a.xlsx", b"PK".as_slice()); 21];
    assert_eq!(owner.clone().upload("/unit/JTI/periksa", &many).status, 429);
    let settings = service.workspace.join("selaras.toml");
    let text = std::fs::read_to_string(&settings).expect("settings");
    drop(service);
    let (folder, workspace) = crate::shared::copy_sample("politeknik");
    std::fs::write(workspace.join("selaras.toml"), format!("{text}\n[batas]\nukuran_berkas = 1_048_576\n"))
        .expect("settings");
    let service = Service::with(folder, workspace, &["--tanpa-peramban"]);
    let mut owner = service.owner();
    owner.page("/unit/JTI");
    let large = vec![b'a'; 1_100_000];
    let answer = owner.clone().upload("/unit/JTI/periksa", &[("besar.xlsx", &large)]);
    assert_eq!(answer.status, 429, "{}", answer.body);
    assert!(answer.body.contains("besar.xlsx terlalu besar"), "{}", answer.body);
    let huge = vec![b'a'; 6_000_000];
    assert!(matches!(owner.clone().upload("/unit/JTI/periksa", &[("raksasa.xlsx", &huge)]).status, 0 | 413 | 429));
    assert_eq!(below(&service.workspace.join("masuk")), before);
    assert!(below(&service.workspace.join(".unggah")).is_empty(), "{:?}", below(&service.workspace.join(".unggah")));
    let form = "a".repeat(400_000);
    assert!(matches!(owner.post("/muat", &[("x", &form)]).status, 0 | 413 | 422), "a form is no upload");
}

#[test]
fn a_hostile_file_gets_its_finding_and_the_page_goes_on() {
    let service = Service::of("politeknik");
    let mut owner = service.owner();
    owner.page("/unit/JTI");
    // As many at once as one may bring, but no more bytes than one request may hold.
    let all = crate::hostile::list_all();
    let mut rest: &[(String, Vec<u8>)] = &all;
    while !rest.is_empty() {
        let mut bytes = 0;
        let fits = |(_, content): &&(String, Vec<u8>)| {
            bytes += content.len();
            bytes < 20_000_000
        };
        let count = rest.iter().take(20).take_while(fits).count().max(1);
        let (now, later) = rest.split_at(count);
        let files: Vec<(&str, &[u8])> = now.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
        let answer = owner.upload("/unit/JTI/periksa", &files);
        assert_eq!(answer.status, 303, "{:?}: {}", files.iter().map(|(name, _)| name).collect::<Vec<_>>(), answer.body);
        let page = owner.page(answer.location()).body;
        assert!(page.contains("belum dikirim"), "{page}");
        rest = later;
    }
    assert_eq!(owner.page("/unit/JTI").status, 200);
}

#[test]
fn a_name_that_a_browser_tells_is_never_a_way() {
    let service = Service::of("politeknik");
    let mut owner = service.owner();
    owner.page("/unit/JTI");
    let form = std::fs::read(service.workspace.join("masuk/JTI/PK JTI 2026.xlsx")).expect("a form");
    for name in
        ["../../selaras.toml", "..\\..\\kaskade.xlsx", "/etc/passwd", "a/../../b.xlsx", "<img src=x>.xlsx", "..."]
    {
        let answer = owner.upload("/unit/JTI/periksa", &[(name, &form)]);
        assert_eq!(answer.status, 303, "{name}: {}", answer.body);
        let way = answer.location().to_string();
        let page = owner.page(&way).body;
        assert!(!page.contains("<img"), "{page}");
        assert_eq!(owner.post(&format!("{way}/kirim"), &[]).status, 303, "{name}");
    }
    let sent = below(&service.workspace.join("masuk"));
    let sent: Vec<&String> = sent.iter().filter(|path| path.contains("TT-2026")).collect();
    assert!(sent.len() == 6 && sent.iter().all(|path| path.starts_with("JTI/")), "{sent:?}");
    let outside = below(service.workspace.parent().expect("above"));
    assert!(outside.iter().all(|path| path.starts_with("politeknik/")), "{outside:?}");
}

#[test]
fn who_sends_slowly_is_left_and_others_are_served() {
    let service = Service::of("politeknik");
    let mut owner = service.owner();
    owner.page("/matriks");
    let mut slow: Vec<TcpStream> = (0..60)
        .map(|_| {
            let mut stream = TcpStream::connect(&service.host).expect("a connection");
            stream.write_all(b"GET / HTTP/1.1\r\nHost: ").expect("a beginning");
            stream.set_read_timeout(Some(Duration::from_secs(40))).expect("a limit");
            stream
        })
        .collect();
    let begun = Instant::now();
    assert_eq!(owner.get("/matriks").status, 200);
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    for stream in &mut slow {
        let mut rest = Vec::new();
        // It is closed by the service, with or without a word.
        let _ = stream.read_to_end(&mut rest);
    }
    assert!(begun.elapsed() < Duration::from_secs(35), "slow clients were kept {:?}", begun.elapsed());
}

#[test]
fn lines_without_number_find_no_place_and_those_that_have_one_are_served() {
    let service = Service::of("politeknik");
    let mut owner = service.owner();
    owner.page("/matriks");
    let open = || TcpStream::connect(&service.host).expect("a connection");
    let mut held: Vec<TcpStream> = (0..640).map(|_| open()).collect();
    // Those that came too late are closed at once, before a word is read.
    let mut last = held.pop().expect("the last one");
    last.set_read_timeout(Some(Duration::from_secs(5))).expect("a limit");
    let begun = Instant::now();
    let mut byte = [0; 1];
    assert!(!matches!(last.read(&mut byte), Ok(1)), "it says nothing");
    assert!(begun.elapsed() < Duration::from_secs(3), "closed at once, not after {:?}", begun.elapsed());
    let first = &mut held[0];
    let request = format!(
        "GET /kemajuan HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\nConnection: close\r\n\r\n",
        service.host, owner.cookie
    );
    first.write_all(request.as_bytes()).expect("a request");
    let mut answer = String::new();
    first.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    drop(held);
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(owner.get("/kemajuan").status, 200, "places are free again");
}

#[test]
fn killed_in_an_upload_it_leaves_no_half_file_in_the_inbox() {
    let mut service = Service::of("politeknik");
    let mut owner = service.owner();
    owner.page("/unit/JTI");
    let before = below(&service.workspace.join("masuk"));
    let body = multipart(&owner.token, &[("PK.xlsx", &vec![b'x'; 200_000])]);
    let head = format!(
        "POST /unit/JTI/periksa HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {}\r\nContent-Type: multipart/form-data; boundary=batas\r\nContent-Length: {}\r\n\r\n",
        owner.cookie,
        body.len(),
        host = service.host
    );
    let mut stream = TcpStream::connect(&service.host).expect("a connection");
    stream.write_all(head.as_bytes()).expect("a head");
    stream.write_all(&body[..100_000]).expect("half a body");
    std::thread::sleep(Duration::from_millis(300));
    std::process::Command::new("kill").args(["-9", &service.process().to_string()]).status().expect("kill");
    assert!(service.ended());
    assert_eq!(below(&service.workspace.join("masuk")), before);
}

#[test]
fn ten_thousand_requests_are_answered() {
    let service = Service::of("politeknik");
    let mut owner = service.owner();
    owner.page("/matriks");
    let answered: usize = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..8)
            .map(|_| {
                let owner = owner.clone();
                scope.spawn(move || (0..1250).filter(|_| keep_alive(&owner)).count())
            })
            .collect();
        workers.into_iter().map(|worker| worker.join().expect("a worker")).sum()
    });
    assert_eq!(answered, 10_000);
    assert_eq!(owner.get("/kemajuan").status, 200);
}

fn keep_alive(owner: &Browser) -> bool {
    owner.clone().get("/kemajuan").status == 200
}
