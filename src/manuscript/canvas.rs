//! A picture drawn point by point and packed as PNG: rectangles, the marks of lights, and letters of a font that the
//! program carries. Equal input gives equal bytes on every machine.

use std::io::Write;

use ab_glyph::{Font, FontRef, PxScale, ScaleFont, point};
use flate2::Compression;
use flate2::write::ZlibEncoder;

/// A colour: red, green, blue.
pub(super) type Color = [u8; 3];

/// The letters.
static LETTERS: &[u8] =
    include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/dokumen/huruf/NotoSans-Regular.ttf"));

/// Samples along each side of a point, where an edge runs through it.
const SAMPLES: u32 = 4;

/// A picture.
pub(super) struct Canvas {
    pub(super) width: u32,
    pub(super) height: u32,
    points: Vec<Color>,
    letters: Option<FontRef<'static>>,
}

/// A place with a size, in points: left, top, width, height.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

impl Canvas {
    pub(super) fn new(width: u32, height: u32) -> Self {
        let points = vec![[255; 3]; width as usize * height as usize];
        Self { width, height, points, letters: FontRef::try_from_slice(LETTERS).ok() }
    }

    fn blend(&mut self, x: u32, y: u32, color: Color, share: f32) {
        if x >= self.width || y >= self.height {
            return;
        }
        let Some(point) = self.points.get_mut(y as usize * self.width as usize + x as usize) else { return };
        for (old, new) in point.iter_mut().zip(color) {
            let mixed = f32::from(*old) + (f32::from(new) - f32::from(*old)) * share.clamp(0.0, 1.0);
            *old = mixed.round() as u8;
        }
    }

    /// Draws what lies inside a shape, which is asked of places in its area from 0 to 1.
    fn shape(&mut self, area: Area, color: Color, inside: impl Fn(f32, f32) -> bool) {
        let last = |start: f32, length: f32| (start + length).ceil().max(0.0) as u32;
        for y in area.y.max(0.0) as u32..last(area.y, area.height) {
            for x in area.x.max(0.0) as u32..last(area.x, area.width) {
                let mut hits = 0_u32;
                for sample in 0..SAMPLES * SAMPLES {
                    let step = |at: u32, number: u32| at as f32 + (number as f32 + 0.5) / SAMPLES as f32;
                    let (px, py) = (step(x, sample % SAMPLES), step(y, sample / SAMPLES));
                    let (u, v) = ((px - area.x) / area.width, (py - area.y) / area.height);
                    hits += u32::from((0.0..=1.0).contains(&u) && (0.0..=1.0).contains(&v) && inside(u, v));
                }
                if hits > 0 {
                    self.blend(x, y, color, hits as f32 / (SAMPLES * SAMPLES) as f32);
                }
            }
        }
    }

    /// Fills a rectangle, to the nearest point.
    pub(super) fn rectangle(&mut self, area: Area, color: Color) {
        let point = |at: f32| at.round().max(0.0) as u32;
        for y in point(area.y)..point(area.y + area.height) {
            for x in point(area.x)..point(area.x + area.width) {
                self.blend(x, y, color, 1.0);
            }
        }
    }

    /// The mark of a light: ● ▲ ■, and a bar for the dash.
    pub(super) fn mark(&mut self, mark: &str, area: Area, color: Color) {
        match mark {
            "●" => self.shape(area, color, |u, v| (u - 0.5).powi(2) + (v - 0.5).powi(2) <= 0.25),
            "▲" => self.shape(area, color, |u, v| (u - 0.5).abs() <= v / 2.0),
            "■" => self.shape(area, color, |u, v| (0.06..=0.94).contains(&u) && (0.06..=0.94).contains(&v)),
            _ => self.shape(area, color, |_, v| (0.42..=0.58).contains(&v)),
        }
    }

    /// How long a text is.
    pub(super) fn length(&self, text: &str, size: f32) -> f32 {
        let Some(letters) = &self.letters else { return 0.0 };
        let scaled = letters.as_scaled(PxScale::from(size));
        text.chars().map(|letter| scaled.h_advance(scaled.glyph_id(letter))).sum()
    }

    /// As much of a text as fits, with a sign where some of it is left out.
    pub(super) fn fitting(&self, text: &str, size: f32, room: f32) -> String {
        if self.length(text, size) <= room {
            return text.to_string();
        }
        let mut short: Vec<char> = text.chars().collect();
        while short.pop().is_some() {
            let one = format!("{}…", short.iter().collect::<String>().trim_end());
            if self.length(&one, size) <= room {
                return one;
            }
        }
        String::new()
    }

    /// Writes a text from its left end on its base line.
    pub(super) fn text(&mut self, text: &str, (x, base): (f32, f32), size: f32, color: Color) {
        let Some(letters) = self.letters.clone() else { return };
        let scale = PxScale::from(size);
        let mut x = x;
        for letter in text.chars() {
            let id = letters.glyph_id(letter);
            if let Some(outline) = letters.outline_glyph(id.with_scale_and_position(scale, point(x, base))) {
                let bounds = outline.px_bounds();
                let (left, top) = (bounds.min.x.max(0.0) as u32, bounds.min.y.max(0.0) as u32);
                outline.draw(|dx, dy, share| self.blend(left + dx, top + dy, color, share));
            }
            x += letters.as_scaled(scale).h_advance(id);
        }
    }

    /// The picture as PNG.
    pub(super) fn png(&self) -> Vec<u8> {
        let mut rows = Vec::with_capacity((self.width as usize * 3 + 1) * self.height as usize);
        for row in self.points.chunks(self.width as usize) {
            // What stands above mostly stands here too: the difference packs to nothing.
            rows.push(0);
            rows.extend(row.iter().flatten());
        }
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
        // Writing into memory cannot fail.
        let _ = packed.write_all(&rows);
        let packed = packed.finish().unwrap_or_default();
        let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
        let mut head = Vec::with_capacity(13);
        head.extend(self.width.to_be_bytes());
        head.extend(self.height.to_be_bytes());
        head.extend([8, 2, 0, 0, 0]);
        chunk(&mut png, *b"IHDR", &head);
        chunk(&mut png, *b"IDAT", &packed);
        chunk(&mut png, *b"IEND", &[]);
        png
    }
}

fn chunk(png: &mut Vec<u8>, name: [u8; 4], content: &[u8]) {
    png.extend(u32::try_from(content.len()).unwrap_or(u32::MAX).to_be_bytes());
    let start = png.len();
    png.extend(name);
    png.extend(content);
    png.extend(crc32fast::hash(&png[start..]).to_be_bytes());
}
