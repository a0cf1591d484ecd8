//! Numbers that look random and are the same in every run (SplitMix64).

/// A stream of numbers.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// The stream of a place: equal seed and place give equal numbers.
    pub fn new(seed: u64, place: &[u64]) -> Self {
        let mut random = Self(seed ^ 0x5E1A_5A5A_5E1A_5A5A);
        for one in place {
            random.0 = random.following() ^ one.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        }
        random
    }

    fn following(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut now = self.0;
        now = (now ^ (now >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        now = (now ^ (now >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        now ^ (now >> 31)
    }

    /// A number below `batas`.
    pub fn lower(&mut self, limit: u64) -> u64 {
        self.following() % limit.max(1)
    }

    /// True in so many of a thousand cases.
    pub fn per_thousand(&mut self, count: u64) -> bool {
        self.lower(1000) < count
    }

    /// One of these.
    pub fn one<'a, T>(&mut self, choice: &'a [T]) -> &'a T {
        &choice[self.lower(choice.len() as u64) as usize]
    }
}
