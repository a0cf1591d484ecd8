//! What differs by operating system: the limits of a reader process.
//!
//! On Unix a reader that wants too much memory or too much of the processor is ended by the system. Elsewhere the look
//! beforehand and the clock of the parent carry that load. A system that refuses a limit leaves the reader as it was.

/// Bounds the address space of this process: an allocation that fails ends it, and nothing inside could prevent that.
pub(super) fn batasi_memori(bita: u64) {
    #[cfg(unix)]
    {
        let _ = rlimit::setrlimit(rlimit::Resource::AS, bita, bita);
    }
    #[cfg(not(unix))]
    let _ = bita;
}

/// Bounds the processor time of this process since its start, so that a reader whose parent was ended does not work on
/// for ever. May be raised again.
pub(super) fn batasi_prosesor(detik: u64) {
    #[cfg(unix)]
    {
        let paling_tinggi = rlimit::getrlimit(rlimit::Resource::CPU).map_or(rlimit::INFINITY, |(_, tinggi)| tinggi);
        let _ = rlimit::setrlimit(rlimit::Resource::CPU, detik.max(1).min(paling_tinggi), paling_tinggi);
    }
    #[cfg(not(unix))]
    let _ = detik;
}
