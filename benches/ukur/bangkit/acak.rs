//! Numbers that look random and are the same in every run (SplitMix64).

/// A stream of numbers.
#[derive(Debug, Clone)]
pub struct Acak(u64);

impl Acak {
    /// The stream of a place: equal seed and place give equal numbers.
    pub fn baru(benih: u64, tempat: &[u64]) -> Self {
        let mut acak = Self(benih ^ 0x5E1A_5A5A_5E1A_5A5A);
        for satu in tempat {
            acak.0 = acak.berikut() ^ satu.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        }
        acak
    }

    fn berikut(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut kini = self.0;
        kini = (kini ^ (kini >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        kini = (kini ^ (kini >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        kini ^ (kini >> 31)
    }

    /// A number below `batas`.
    pub fn bawah(&mut self, batas: u64) -> u64 {
        self.berikut() % batas.max(1)
    }

    /// True in so many of a thousand cases.
    pub fn perseribu(&mut self, banyak: u64) -> bool {
        self.bawah(1000) < banyak
    }

    /// One of these.
    pub fn satu<'a, T>(&mut self, pilihan: &'a [T]) -> &'a T {
        &pilihan[self.bawah(pilihan.len() as u64) as usize]
    }
}
