//! A line that breaks: everything is passed on until the client has said so many words, then nothing any more.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// A proxy to a port of this machine. The line breaks once, at the word with this number; `answered` says whether the server
/// still hears it.
pub(super) struct Cut {
    pub(super) port: u16,
    words: Arc<AtomicUsize>,
}

impl Cut {
    pub(super) fn start(to: u16, at: usize, heard: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("its number").port();
        let words = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&words);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let counted = Arc::clone(&counted);
                thread::spawn(move || pass(client, to, at, heard, &counted));
            }
        });
        Self { port, words }
    }

    /// Whether the line has broken by now.
    pub(super) fn broke(&self, at: usize) -> bool {
        self.words.load(Ordering::SeqCst) >= at
    }
}

fn pass(client: TcpStream, to: u16, at: usize, heard: bool, words: &AtomicUsize) {
    let Ok(server) = TcpStream::connect(("127.0.0.1", to)) else { return };
    let (mut back_from, mut back_to) = (server.try_clone().expect("a line"), client.try_clone().expect("a line"));
    thread::spawn(move || {
        let mut some = [0; 16 << 10];
        while let Ok(count @ 1..) = back_from.read(&mut some) {
            if back_to.write_all(&some[..count]).is_err() {
                break;
            }
        }
        let _ = back_to.shutdown(Shutdown::Both);
    });
    let mut server_to = server.try_clone().expect("a line");
    let mut client_from = BufReader::new(client.try_clone().expect("a line"));
    let mut line = Vec::new();
    loop {
        line.clear();
        if client_from.read_until(b'\n', &mut line).unwrap_or(0) == 0 {
            break;
        }
        let breaks = words.fetch_add(1, Ordering::SeqCst) + 1 == at;
        if breaks {
            // The answer must not come back, whether or not the server hears the word.
            let _ = client.shutdown(Shutdown::Both);
        }
        if !breaks || heard {
            let _ = server_to.write_all(&line);
        }
        if breaks {
            break;
        }
    }
    let _ = server.shutdown(Shutdown::Both);
}
