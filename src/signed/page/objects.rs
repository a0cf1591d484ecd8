//! The objects of a PDF: those that stand in the file, and those packed into streams of objects.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::super::scan::{position, unpacked};
use super::item::{Item, Reader};

/// Objects that are looked at.
const MOST_OBJECTS: usize = 60_000;
/// Bytes of everything that is unpacked.
const MOST_BYTES: usize = 64 << 20;

/// An object: what it says, and the bytes of its stream as they are packed.
#[derive(Debug, Clone)]
struct Object<'p> {
    written: Cow<'p, [u8]>,
    stream: Option<&'p [u8]>,
}

/// All objects by their number.
#[derive(Debug, Default)]
pub(super) struct Objects<'p> {
    all: BTreeMap<u32, Object<'p>>,
}

impl<'p> Objects<'p> {
    pub(super) fn of(pdf: &'p [u8]) -> Self {
        let mut objects = Self { all: open(pdf) };
        let packed: Vec<u32> =
            objects.all.iter().filter(|(_, one)| is_packed(one)).map(|(number, _)| *number).collect();
        let mut left = MOST_BYTES;
        for number in packed {
            for (inner, written) in objects.inside(number, &mut left) {
                // What stands in the file is newer than what was packed.
                objects.all.entry(inner).or_insert(Object { written: Cow::Owned(written), stream: None });
            }
        }
        objects
    }

    /// The objects in a stream of objects.
    fn inside(&self, number: u32, left: &mut usize) -> Vec<(u32, Vec<u8>)> {
        let Some(Item::Dictionary(entries)) = self.item(number) else { return Vec::new() };
        let entry = |key: &[u8]| entries.get(key).and_then(Item::number).map(|number| number.max(0.0) as usize);
        let (Some(count), Some(first)) = (entry(b"N"), entry(b"First")) else { return Vec::new() };
        let bytes = self.stream(number);
        if bytes.len() > *left {
            return Vec::new();
        }
        *left -= bytes.len();
        let head: Vec<usize> = Reader::new(bytes.get(..first).unwrap_or_default())
            .filter_map(|item| item.number())
            .map(|number| number.max(0.0) as usize)
            .take(count.min(MOST_OBJECTS) * 2)
            .collect();
        let pairs: Vec<(usize, usize)> = head.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
        let end = |at: usize| pairs.get(at + 1).map_or(bytes.len(), |(_, offset)| first + offset);
        let all = pairs.iter().enumerate().filter_map(|(at, (number, offset))| {
            let written = bytes.get(first.checked_add(*offset)?..end(at))?;
            Some((u32::try_from(*number).ok()?, written.to_vec()))
        });
        all.collect()
    }

    fn item(&self, number: u32) -> Option<Item<'_>> {
        Reader::new(&self.all.get(&number)?.written).next()
    }

    /// What a reference leads to; anything else itself.
    fn follow<'a>(&'a self, item: &Item<'a>) -> Option<Item<'a>> {
        match item {
            Item::Reference(number) => self.item(*number),
            other => Some(other.clone()),
        }
    }

    /// The bytes of a stream, unpacked.
    pub(super) fn stream(&self, number: u32) -> Vec<u8> {
        let Some(packed) = self.all.get(&number).and_then(|one| one.stream) else { return Vec::new() };
        let filter = self.item(number).and_then(|item| self.follow(item.get(b"Filter")?));
        let filters: Vec<&[u8]> = match &filter {
            None => return packed.to_vec(),
            Some(Item::Name(name)) => vec![name],
            Some(Item::List(all)) => all.iter().filter_map(Item::name).collect(),
            Some(_) => Vec::new(),
        };
        match filters.as_slice() {
            [b"FlateDecode"] => unpacked(packed),
            _ => Vec::new(),
        }
    }

    /// An entry of an object.
    pub(super) fn entry(&self, number: u32, key: &[u8]) -> Option<Item<'_>> {
        let item = self.item(number)?;
        self.follow(item.get(key)?)
    }

    /// The number of the object that an entry refers to.
    pub(super) fn referred(&self, number: u32, key: &[u8]) -> Option<u32> {
        self.item(number)?.get(key)?.reference()
    }

    /// The pages, in their order; of a file whose order cannot be followed, as they stand in it.
    pub(super) fn pages(&self) -> Vec<Item<'_>> {
        let is = |item: &Item<'_>, kind: &[u8]| item.get(b"Type").and_then(Item::name) == Some(kind);
        let catalog =
            self.all.keys().rev().find(|number| self.item(**number).is_some_and(|item| is(&item, b"Catalog")));
        let mut pages = Vec::new();
        if let Some(root) = catalog.and_then(|number| self.referred(*number, b"Pages")) {
            self.below(root, None, &mut BTreeSet::new(), &mut pages);
        }
        if pages.is_empty() {
            let all = self.all.keys().filter_map(|number| self.item(*number));
            pages.extend(all.filter(|item| is(item, b"Page")));
        }
        pages
    }

    /// The pages below a node, each with the resources of those above it, where it has none of its own.
    fn below<'a>(&'a self, number: u32, above: Option<&Item<'a>>, seen: &mut BTreeSet<u32>, pages: &mut Vec<Item<'a>>) {
        if !seen.insert(number) || seen.len() > MOST_OBJECTS {
            return;
        }
        let Some(Item::Dictionary(mut entries)) = self.item(number) else { return };
        if let (false, Some(above)) = (entries.contains_key(&b"Resources"[..]), above) {
            entries.insert(b"Resources", above.clone());
        }
        let resources = entries.get(&b"Resources"[..]).cloned();
        match entries.get(&b"Kids"[..]).and_then(|kids| self.follow(kids)) {
            Some(Item::List(kids)) => {
                for kid in kids.iter().filter_map(Item::reference) {
                    self.below(kid, resources.as_ref(), seen, pages);
                }
            }
            _ => pages.push(Item::Dictionary(entries)),
        }
    }

    /// The fonts of a page by their names, with their objects.
    pub(super) fn fonts_of<'a>(&'a self, page: &Item<'a>) -> BTreeMap<Vec<u8>, u32> {
        let fonts = || {
            let resources = self.follow(page.get(b"Resources")?)?;
            match self.follow(resources.get(b"Font")?)? {
                Item::Dictionary(all) => Some(all),
                _ => None,
            }
        };
        let named = fonts().into_iter().flatten();
        named.filter_map(|(name, item)| Some((name.to_vec(), item.reference()?))).collect()
    }

    /// The drawing of a page.
    pub(super) fn content_of(&self, page: &Item<'_>) -> Vec<u8> {
        let contents = match page.get(b"Contents") {
            Some(Item::Reference(number)) => match self.item(*number) {
                Some(Item::List(all)) => all.iter().filter_map(Item::reference).collect(),
                _ => vec![*number],
            },
            Some(Item::List(all)) => all.iter().filter_map(Item::reference).collect(),
            _ => Vec::new(),
        };
        let mut drawn = Vec::new();
        for number in contents {
            drawn.extend(self.stream(number));
            drawn.push(b'\n');
            if drawn.len() > MOST_BYTES {
                break;
            }
        }
        drawn
    }
}

fn is_packed(object: &Object<'_>) -> bool {
    object.stream.is_some() && position(&object.written, b"ObjStm").is_some()
}

/// The objects that stand in the file. Of two with one number the later one counts.
fn open(pdf: &[u8]) -> BTreeMap<u32, Object<'_>> {
    let mut all = BTreeMap::new();
    let mut from = 0;
    while all.len() < MOST_OBJECTS
        && let Some(at) = pdf.get(from..).and_then(|rest| position(rest, b" obj"))
    {
        let start = from + at;
        from = start + b" obj".len();
        let Some(number) = number_before(pdf, start) else { continue };
        let body = pdf.get(from..).unwrap_or_default();
        let mut reader = Reader::new(body);
        reader.next();
        let end = reader.place();
        let behind = body.get(end..).unwrap_or_default().trim_ascii_start();
        let stream = behind.strip_prefix(b"stream").map(|content| {
            let content = content.strip_prefix(b"\r\n").or_else(|| content.strip_prefix(b"\n")).unwrap_or(content);
            let end = position(content, b"endstream").unwrap_or(content.len());
            &content[..end]
        });
        from += end + stream.map_or(0, <[u8]>::len);
        all.insert(number, Object { written: Cow::Borrowed(body.get(..end).unwrap_or_default()), stream });
    }
    all
}

/// The number of an object: "12 0" before its " obj".
fn number_before(pdf: &[u8], end: usize) -> Option<u32> {
    let before = pdf.get(end.saturating_sub(20)..end)?;
    let mut words = before.rsplit(|letter| letter.is_ascii_whitespace());
    let generation = words.next()?;
    let number = words.find(|word| !word.is_empty())?;
    generation.iter().all(u8::is_ascii_digit).then_some(())?;
    // What stands directly before the number belongs to it no more.
    let digits = number.iter().rev().take_while(|letter| letter.is_ascii_digit()).count();
    std::str::from_utf8(&number[number.len() - digits..]).ok()?.parse().ok()
}
