//! How many lines are open at once: so many that an office has room, and few enough that nobody takes all of them.
//!
//! A line that finds no place is closed at once, before anything is read from it.

use std::collections::HashMap;
use std::future::Future;
use std::io;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use axum_server::accept::Accept;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// Lines at once: a browser keeps six open.
const MOST: usize = 600;
/// Lines of one address at once, where addresses tell people apart.
const MOST_OF_ONE: usize = 60;

/// Takes lines as long as there are places for them.
#[derive(Clone)]
pub(super) struct Places<A> {
    inner: A,
    taken: Arc<Mutex<Taken>>,
    of_one: usize,
}

#[derive(Default)]
struct Taken {
    all: usize,
    of: HashMap<IpAddr, usize>,
}

impl<A> Places<A> {
    /// Places for lines that `inner` takes. Behind a proxy and on one's own machine all come from one address.
    pub(super) fn new(inner: A, tells_people_apart: bool) -> Self {
        let of_one = if tells_people_apart { MOST_OF_ONE } else { MOST };
        Self { inner, taken: Arc::default(), of_one }
    }
}

/// A place, free again when it is dropped.
struct Place {
    taken: Arc<Mutex<Taken>>,
    address: IpAddr,
}

impl Place {
    fn take(taken: &Arc<Mutex<Taken>>, address: IpAddr, of_one: usize) -> Option<Self> {
        let mut now = taken.lock().unwrap_or_else(PoisonError::into_inner);
        if now.all >= MOST || now.of.get(&address).is_some_and(|count| *count >= of_one) {
            return None;
        }
        now.all += 1;
        *now.of.entry(address).or_default() += 1;
        Some(Self { taken: Arc::clone(taken), address })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut now = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        now.all = now.all.saturating_sub(1);
        if let Some(count) = now.of.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                now.of.remove(&self.address);
            }
        }
    }
}

impl<A, S> Accept<TcpStream, S> for Places<A>
where
    A: Accept<TcpStream, S>,
    A::Future: Send + 'static,
{
    type Stream = Placed<A::Stream>;
    type Service = A::Service;
    type Future = Pin<Box<dyn Future<Output = io::Result<(Self::Stream, Self::Service)>> + Send>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let place = match stream.peer_addr().map(|peer| Place::take(&self.taken, peer.ip(), self.of_one)) {
            Ok(Some(place)) => place,
            Ok(None) => return Box::pin(async { Err(io::ErrorKind::QuotaExceeded.into()) }),
            Err(error) => return Box::pin(async { Err(error) }),
        };
        let inner = self.inner.accept(stream, service);
        Box::pin(async move {
            let (stream, service) = inner.await?;
            Ok((Placed { stream, _place: place }, service))
        })
    }
}

/// A line that has a place.
pub(super) struct Placed<S> {
    stream: S,
    _place: Place,
}

impl<S: AsyncRead + Unpin> AsyncRead for Placed<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Placed<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, pieces)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn nobody_takes_all_places_and_each_is_free_again_when_its_line_ends() {
        let taken = Arc::<Mutex<Taken>>::default();
        let (one, other): (IpAddr, IpAddr) = ("10.0.0.1".parse().unwrap(), "10.0.0.2".parse().unwrap());
        let mut held: Vec<Place> = (0..3).map(|_| Place::take(&taken, one, 3).unwrap()).collect();
        assert!(Place::take(&taken, one, 3).is_none() && Place::take(&taken, other, 3).is_some());
        held.pop();
        assert!(Place::take(&taken, one, 3).is_some());
        drop(held);
        let now = taken.lock().unwrap();
        assert_eq!((now.all, now.of.len()), (0, 0));
    }
}
