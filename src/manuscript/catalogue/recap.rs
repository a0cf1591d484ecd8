//! The recap as records.

use super::{
    FieldGroup, FieldOf, color, color_name, count, field, figure, light, marked, narrative, narratives, record,
    sentence_percent, word, word_or_nothing, year,
};
use crate::domain::date::long_format;
use crate::domain::text::key;
use crate::manuscript::record::{Chart, ChartBar, FieldValue, Record, distinct};
use crate::recap::model::{
    ActionRow, AnalysisRow, EfficiencyRow, Figure, IkuMember, IkuRow, IndikatorUnit, LakipRow, QuarterPoint, Recap,
    RecapIndikator, RedRow, TrafficLight, UnitRow,
};

/// An indicator of the institution with all that the recap says of it.
struct Iku<'a> {
    number: usize,
    row: &'a IkuRow,
    lakip: Option<&'a LakipRow>,
    analysis: Option<&'a AnalysisRow>,
}

/// An objective.
struct SasaranRow<'a> {
    number: usize,
    text: &'a str,
    iku: usize,
}

fn card(recap: &Recap, id: &str) -> FieldValue {
    match recap.cards.iter().find(|card| card.id == id) {
        Some(card) => FieldValue {
            wording: card.wording.clone(),
            number: card.value.figure,
            exists: card.value.figure.is_some(),
            narrative: false,
        },
        None => word(""),
    }
}

fn card_basis(recap: &Recap, id: &str) -> FieldValue {
    word(recap.cards.iter().find(|card| card.id == id).map_or("", |card| card.sub.as_str()))
}

const WHOLE: &[FieldOf<Recap>] = &[
    field("judul", "judul rekap", |recap| word(&recap.heading)),
    field("instansi", "nama instansi", |recap| word(&recap.instansi)),
    field("tahun", "tahun kinerja", |recap| year(recap.year)),
    field("tahun_lalu", "tahun sebelumnya", |recap| year(recap.year - 1)),
    field("triwulan", "triwulan laporan: TW II", |recap| word(&recap.triwulan_name)),
    field("kurun", "kurun laporan: s.d. TW II", |recap| word(&recap.phrase)),
    field("sampai", "sampai kapan realisasi setahun dihitung", |recap| word(&recap.lakip.until)),
    field("tanggal", "tanggal data", |recap| word(&long_format(recap.date))),
    field("keadaan", "sementara atau resmi, kurun, dan tanggal data", |recap| word(&recap.state)),
    field("pengesahan", "sementara, atau versi resmi dengan yang mengesahkan", |recap| word(&recap.official)),
    field("profil", "cara menghitung capaian", |recap| word(&recap.profil)),
    field("kalimat", "keadaan seluruhnya dalam satu kalimat", |recap| word(&recap.sentence)),
    field("rata_rata", "rata-rata capaian IKU", |recap| card(recap, "capaian")),
    field("rata_rata_dasar", "dari berapa IKU rata-rata itu", |recap| card_basis(recap, "capaian")),
    field("iku_tercapai", "IKU yang mencapai target: 5 dari 8", |recap| card(recap, "iku")),
    field("iku_banyak", "banyak IKU", |recap| count(recap.brief.all_iku())),
    field("iku_hijau", "IKU hijau", |recap| count(recap.brief.iku[0])),
    field("iku_kuning", "IKU kuning", |recap| count(recap.brief.iku[1])),
    field("iku_merah", "IKU merah", |recap| count(recap.brief.iku[2])),
    field("iku_tanpa_data", "IKU yang belum ada datanya", |recap| count(recap.brief.iku[3])),
    field("unit_lapor", "unit yang sudah lapor: 12 dari 15", |recap| card(recap, "lapor")),
    field("indikator_merah", "indikator unit yang merah", |recap| card(recap, "merah")),
    field("indikator_merah_dasar", "dari berapa indikator unit", |recap| card_basis(recap, "merah")),
    field("serapan", "serapan anggaran", |recap| card(recap, "serapan")),
    field("serapan_dasar", "realisasi dari pagu, dan formulir yang menyebutnya", |recap| card_basis(recap, "serapan")),
    field("pagu", "pagu yang disebut formulir", |recap| rupiah(recap.brief.serapan.as_ref().map(|one| one.pagu))),
    field("realisasi_anggaran", "realisasi anggaran yang disebut formulir", |recap| {
        rupiah(recap.brief.serapan.as_ref().map(|one| one.realisasi))
    }),
    field("efisiensi", "capaian dibanding serapan, dalam satu kalimat", |recap| {
        word_or_nothing(recap.lakip.efficiency_sentence.as_deref())
    }),
    field("catatan_lalu", "mengapa angka tahun sebelumnya kosong, atau yang perlu diketahui tentangnya", |recap| {
        word_or_nothing(recap.lakip.past_note.as_deref())
    }),
    field("legenda", "arti tanda dan warna", |recap| word(&recap.legend)),
    field("sumber", "dari mana angkanya", |recap| word(&recap.source)),
];

fn sasaran_fields<'a>() -> Vec<FieldOf<SasaranRow<'a>>> {
    vec![
        field("nomor", "nomor urut", |one| count(one.number)),
        field("teks", "bunyi sasaran", |one| word(one.text)),
        field("banyak_iku", "banyak IKU sasaran itu", |one| count(one.iku)),
    ]
}

fn lakip(one: &Iku<'_>, take: fn(&LakipRow) -> FieldValue) -> FieldValue {
    one.lakip.map_or_else(|| word(""), take)
}

fn iku_fields<'a>() -> Vec<FieldOf<Iku<'a>>> {
    vec![
        field("nomor", "nomor urut", |one| count(one.number)),
        field("kode", "kode IKU", |one| word(&one.row.indikator.code)),
        field("indikator", "bunyi IKU", |one| word(&one.row.indikator.indikator)),
        field("satuan", "satuan", |one| word(&one.row.indikator.satuan)),
        field("sasaran", "sasarannya", |one| word(&one.row.sasaran)),
        field("bobot", "bobot", |one| figure(&one.row.indikator.bobot)),
        field("target", "target kurun laporan", |one| figure(&one.row.indikator.standing.target)),
        field("realisasi", "realisasi kurun laporan", |one| figure(&one.row.indikator.standing.realisasi)),
        field("capaian", "capaian terhadap target kurun (%)", |one| figure(&one.row.indikator.standing.capaian)),
        field("capaian_bertanda", "capaian dengan tandanya: ▲ 87,5", |one| {
            marked(&one.row.indikator.standing.light, &one.row.indikator.standing.capaian)
        }),
        field("capaian_kalimat", "capaian untuk kalimat: 87,5%, atau belum ada data", |one| {
            sentence_percent(&one.row.indikator.standing.capaian)
        }),
        field("capaian_penuh", "capaian sebelum dibatasi (%)", |one| figure(&one.row.indikator.standing.full)),
        field("lampu", "tanda dan warna capaian", |one| light(&one.row.indikator.standing.light)),
        field("warna", "warna capaian: hijau, kuning, merah, abu-abu", |one| color(&one.row.indikator.standing.light)),
        field("predikat", "predikat menurut skala instansi, bila ada", |one| {
            word_or_nothing(one.row.indikator.standing.predikat)
        }),
        field("dasar", "bila angkanya bukan dari seluruh kurun: keadaan TW I", |one| {
            word_or_nothing(one.row.indikator.standing.basis.as_deref())
        }),
        field("tw1", "capaian TW I (%)", |one| figure(&one.row.indikator.standing.trend[0].capaian)),
        field("tw2", "capaian TW II (%)", |one| figure(&one.row.indikator.standing.trend[1].capaian)),
        field("tw3", "capaian TW III (%)", |one| figure(&one.row.indikator.standing.trend[2].capaian)),
        field("tw4", "capaian TW IV (%)", |one| figure(&one.row.indikator.standing.trend[3].capaian)),
        field("target_tahun", "target setahun", |one| figure(&one.row.indikator.standing.year_target)),
        field("capaian_tahun", "capaian terhadap target setahun (%)", |one| lakip(one, |row| figure(&row.capaian))),
        field("status_tahun", "status terhadap target setahun", |one| lakip(one, |row| word(&row.status))),
        field("target_lalu", "target tahun sebelumnya", |one| lakip(one, |row| figure(&row.past.target))),
        field("realisasi_lalu", "realisasi tahun sebelumnya", |one| lakip(one, |row| figure(&row.past.realisasi))),
        field("capaian_lalu", "capaian tahun sebelumnya (%)", |one| lakip(one, |row| figure(&row.past.capaian))),
        field("alasan_lalu", "mengapa angka tahun sebelumnya kosong", |one| {
            lakip(one, |row| word_or_nothing(row.past.reason.as_deref()))
        }),
        field("pelapor", "berapa anggota yang melapor", |one| word(&one.row.reporter)),
        field("belum_melapor", "siapa yang belum melapor", |one| word_or_nothing(Some(&one.row.not_yet.join(", ")))),
        field("catatan", "yang perlu diketahui pembaca", |one| word_or_nothing(Some(&one.row.notes.join("; ")))),
        field("penghambat", "kendala dari formulir unit, satu baris setiap kendala", |one| {
            narratives(one.analysis.map_or(&[][..], |row| &row.blockers))
        }),
        field("upaya", "tindak lanjut dari formulir unit, satu baris setiap upaya", |one| {
            narratives(one.analysis.map_or(&[][..], |row| &row.efforts))
        }),
    ]
}

const MEMBER: &[FieldOf<IkuMember>] = &[
    field("kode", "kode indikator", |one| word(&one.indikator.code)),
    field("indikator", "bunyi indikator", |one| word(&one.indikator.indikator)),
    field("unit", "nama unit", |one| word(one.unit.as_ref().map_or("", |(_, name)| name))),
    field("satuan", "satuan", |one| word(&one.indikator.satuan)),
    field("target", "target", |one| figure(&one.indikator.standing.target)),
    field("realisasi", "realisasi", |one| figure(&one.indikator.standing.realisasi)),
    field("capaian", "capaian (%)", |one| figure(&one.indikator.standing.capaian)),
    field("lampu", "tanda dan warna", |one| light(&one.indikator.standing.light)),
    field("lapor", "melapor atau belum", |one| word(one.report)),
];

const UNIT: &[FieldOf<UnitRow>] = &[
    field("kode", "kode unit", |one| word(&one.unit)),
    field("nama", "nama unit", |one| word(&one.name)),
    field("pimpinan", "pimpinan unit", |one| word(one.leader.as_deref().unwrap_or_default())),
    field("capaian", "rata-rata capaian indikatornya (%)", |one| figure(&one.capaian)),
    field("capaian_bertanda", "rata-rata capaian dengan tandanya: ▲ 87,5", |one| marked(&one.light, &one.capaian)),
    field("capaian_kalimat", "rata-rata capaian untuk kalimat", |one| sentence_percent(&one.capaian)),
    field("lampu", "tanda dan warna", |one| light(&one.light)),
    field("warna", "warna: hijau, kuning, merah, abu-abu", |one| color(&one.light)),
    field("rincian_lampu", "banyak indikator setiap warna", |one| word(&one.light_wording)),
    field("dokumen", "dokumen yang masuk", |one| word(&one.document.wording)),
    field("temuan", "banyak temuan", |one| word(&one.temuan_wording)),
    field("pagu", "pagu menurut formulir", |one| rupiah(one.serapan.as_ref().map(|serapan| serapan.pagu))),
    field("realisasi_anggaran", "realisasi anggaran menurut formulir", |one| {
        rupiah(one.serapan.as_ref().map(|serapan| serapan.realisasi))
    }),
    field("serapan", "serapan anggaran (%)", |one| {
        figure(&Figure::percent(one.serapan.as_ref().map(|serapan| serapan.percent)))
    }),
];

const INDIKATOR: &[FieldOf<IndikatorUnit>] = &[
    field("kode", "kode indikator", |one| word(&one.indikator.code)),
    field("indikator", "bunyi indikator", |one| word(&one.indikator.indikator)),
    field("satuan", "satuan", |one| word(&one.indikator.satuan)),
    field("target", "target kurun laporan", |one| figure(&one.indikator.standing.target)),
    field("target_tahun", "target setahun", |one| figure(&one.indikator.standing.year_target)),
    field("realisasi", "realisasi", |one| figure(&one.indikator.standing.realisasi)),
    field("capaian", "capaian (%)", |one| figure(&one.indikator.standing.capaian)),
    field("lampu", "tanda dan warna", |one| light(&one.indikator.standing.light)),
    field("warna", "warna: hijau, kuning, merah, abu-abu", |one| color(&one.indikator.standing.light)),
    field("kendala", "kendala menurut formulir", |one| narrative(&one.description.kendala)),
    field("tindak_lanjut", "tindak lanjut menurut formulir", |one| narrative(&one.description.tindak_lanjut)),
    field("penanggung_jawab", "yang bertindak", |one| narrative(&one.description.penanggung_jawab)),
    field("batas_waktu", "sampai kapan", |one| narrative(&one.description.time_limit)),
];

const RED: &[FieldOf<RedRow>] = &[
    field("nomor", "nomor urut, terendah lebih dahulu", |one| count(one.number)),
    field("unit", "kode unit", |one| word(&one.unit)),
    field("nama_unit", "nama unit", |one| word(&one.unit_name)),
    field("kode", "kode indikator", |one| word(&one.content.indikator.code)),
    field("indikator", "bunyi indikator", |one| word(&one.content.indikator.indikator)),
    field("target", "target", |one| figure(&one.content.indikator.standing.target)),
    field("realisasi", "realisasi", |one| figure(&one.content.indikator.standing.realisasi)),
    field("capaian", "capaian (%)", |one| figure(&one.content.indikator.standing.capaian)),
    field("kendala", "kendala menurut formulir", |one| narrative(&one.content.description.kendala)),
    field("tindak_lanjut", "tindak lanjut menurut formulir", |one| narrative(&one.content.description.tindak_lanjut)),
    field("penanggung_jawab", "yang bertindak", |one| narrative(&one.content.description.penanggung_jawab)),
    field("batas_waktu", "sampai kapan", |one| narrative(&one.content.description.time_limit)),
];

const ACTION: &[FieldOf<ActionRow>] = &[
    field("unit", "kode unit", |one| word(&one.unit)),
    field("nama_unit", "nama unit", |one| word(&one.unit_name)),
    field("kode", "kode indikator", |one| word(&one.code)),
    field("indikator", "bunyi indikator", |one| word(&one.indikator)),
    field("triwulan", "triwulan formulirnya", |one| word(&one.triwulan_name)),
    field("capaian", "capaian triwulan itu (%)", |one| figure(&one.capaian)),
    field("kendala", "kendala", |one| narrative(&one.kendala)),
    field("tindak_lanjut", "tindak lanjut", |one| narrative(&one.tindak_lanjut)),
    field("penanggung_jawab", "yang bertindak", |one| narrative(&one.penanggung_jawab)),
    field("batas_waktu", "sampai kapan", |one| narrative(&one.time_limit)),
    field("keadaan", "terbuka, lewat batas waktu, atau selesai", |one| word(one.state_wording)),
    field("alasan", "mengapa dianggap begitu", |one| word(&one.reason)),
];

const PROGRAM: &[FieldOf<EfficiencyRow>] = &[
    field("kode", "kode program atau kegiatan", |one| word(&one.code)),
    field("nama", "nama program atau kegiatan", |one| word(&one.program)),
    field("pagu", "pagu", |one| figure(&one.pagu)),
    field("realisasi", "realisasi anggaran", |one| figure(&one.realisasi)),
    field("serapan", "serapan (%)", |one| figure(&one.serapan)),
    field("unit", "banyak unit yang memilikinya", |one| count(one.unit)),
];

const WARNING: &[FieldOf<str>] = &[field("teks", "kalimat peringatan", word)];

const WHOLE_CHARTS: [(&str, &str); 3] = [
    ("capaian", "capaian setiap IKU, sebagai gambar"),
    ("tren", "rata-rata capaian IKU setiap triwulan, sebagai gambar"),
    ("unit", "rata-rata capaian setiap unit, sebagai gambar"),
];
const IKU_CHARTS: [(&str, &str); 2] = [
    ("tren", "capaian IKU itu setiap triwulan, sebagai gambar"),
    ("anggota", "capaian setiap anggota IKU itu, sebagai gambar"),
];
const UNIT_CHARTS: [(&str, &str); 1] = [("indikator", "capaian setiap indikator unit itu, sebagai gambar")];

/// The markers of the recap.
pub(super) fn groups() -> Vec<FieldGroup> {
    vec![
        FieldGroup::new(("", "", "seluruh instansi; boleh di mana saja"), WHOLE, &WHOLE_CHARTS),
        FieldGroup::new(("peringatan", "", "bila angka bertumpu pada data yang sedikit"), WARNING, &[]),
        FieldGroup::new(("sasaran", "", "sasaran menurut urutan kaskade; di dalamnya iku"), &sasaran_fields(), &[]),
        FieldGroup::new(
            ("iku", "", "IKU menurut urutan kaskade; di dalam sasaran hanya IKU sasaran itu"),
            &iku_fields(),
            &IKU_CHARTS,
        ),
        FieldGroup::new(("anggota", "iku", "indikator unit yang membentuk IKU"), MEMBER, &[]),
        FieldGroup::new(("unit", "", "unit menurut urutan register"), UNIT, &UNIT_CHARTS),
        FieldGroup::new(("indikator", "unit", "indikator sebuah unit"), INDIKATOR, &[]),
        FieldGroup::new(("merah", "", "indikator unit yang merah, terendah lebih dahulu"), RED, &[]),
        FieldGroup::new(("tindak", "", "kendala dan tindak lanjut setiap triwulan"), ACTION, &[]),
        FieldGroup::new(("program", "", "program dan realisasi anggarannya"), PROGRAM, &[]),
    ]
}

fn rupiah(value: Option<f64>) -> FieldValue {
    figure(&Figure::rupiah(value))
}

/// The recap as a record.
pub fn recap(recap: &Recap) -> Record {
    let mut root = record("", &recap.heading, recap, WHOLE);
    let analysed = |number: usize| recap.lakip.analysis.get(number);
    let mut iku: Vec<Record> = Vec::with_capacity(recap.iku.len());
    for (number, row) in recap.iku.iter().enumerate() {
        let one = Iku { number: number + 1, row, lakip: recap.lakip.rows.get(number), analysis: analysed(number) };
        iku.push(one_iku(&one));
    }
    distinct(&mut iku);
    let mut sasaran: Vec<(&str, Vec<Record>)> = Vec::new();
    for (row, one) in recap.iku.iter().zip(&iku) {
        match sasaran.iter_mut().find(|(text, _)| key(text) == key(&row.sasaran)) {
            Some((_, all)) => all.push(one.clone()),
            None => sasaran.push((&row.sasaran, vec![one.clone()])),
        }
    }
    let mut sasaran: Vec<Record> = sasaran
        .into_iter()
        .enumerate()
        .map(|(number, (text, all))| {
            let one = SasaranRow { number: number + 1, text, iku: all.len() };
            let mut one = record(&key(text), text, &one, &sasaran_fields());
            one.lists.insert("iku", all);
            one
        })
        .collect();
    distinct(&mut sasaran);
    root.charts.insert("capaian", iku_chart(recap));
    root.charts.insert("tren", trend_chart("Rata-rata capaian IKU setiap triwulan (%)", &recap.trend));
    root.charts.insert("unit", unit_chart(recap));
    root.lists.insert("iku", iku);
    root.lists.insert("sasaran", sasaran);
    root.lists.insert("unit", list(&recap.units, one_unit));
    root.lists.insert(
        "merah",
        list(&recap.red, |one| {
            let indikator = &one.content.indikator;
            record(&format!("{} {}", one.unit, known_by(indikator)), &indikator.indikator, one, RED)
        }),
    );
    root.lists.insert(
        "tindak",
        list(&recap.actions, |one| {
            let key = format!(
                "{} {} {}",
                one.unit,
                if one.code.is_empty() { &one.indikator } else { &one.code },
                one.triwulan_name
            );
            record(&key, &one.indikator, one, ACTION)
        }),
    );
    root.lists.insert(
        "program",
        list(&recap.lakip.efficiency, |one| {
            let key = if one.code.is_empty() { &one.program } else { &one.code };
            record(key, &one.program, one, PROGRAM)
        }),
    );
    root.lists.insert("peringatan", list(&recap.warnings, |one| record(one, one, one.as_str(), WARNING)));
    root
}

fn list<T>(all: &[T], one: impl Fn(&T) -> Record) -> Vec<Record> {
    let mut all: Vec<Record> = all.iter().map(one).collect();
    distinct(&mut all);
    all
}

/// What an indicator is known by: its code, else its wording.
fn known_by(one: &RecapIndikator) -> &str {
    if one.code.is_empty() { &one.indikator } else { &one.code }
}

fn one_iku(one: &Iku<'_>) -> Record {
    let indikator = &one.row.indikator;
    let mut made = record(known_by(indikator), &indikator.code, one, &iku_fields());
    made.lists.insert(
        "anggota",
        list(&one.row.members, |member| {
            let unit = member.unit.as_ref().map_or("", |(code, _)| code);
            record(&format!("{unit} {}", known_by(&member.indikator)), &member.indikator.code, member, MEMBER)
        }),
    );
    let heading = format!("Capaian {} setiap triwulan (%)", indikator.code);
    made.charts.insert("tren", trend_chart(&heading, &indikator.standing.trend));
    let bars = one.row.members.iter().map(|member| {
        let unit = member.unit.as_ref().map_or("", |(code, _)| code);
        bar(
            format!("{unit} {}", member.indikator.code),
            &member.indikator.standing.capaian,
            &member.indikator.standing.light,
        )
    });
    made.charts.insert("anggota", chart(format!("Capaian pembentuk {} (%)", indikator.code), bars.collect()));
    made
}

fn one_unit(one: &UnitRow) -> Record {
    let mut made = record(&one.unit, &one.name, one, UNIT);
    made.lists.insert(
        "indikator",
        list(&one.indikator, |indikator| {
            record(known_by(&indikator.indikator), &indikator.indikator.code, indikator, INDIKATOR)
        }),
    );
    let bars = one.indikator.iter().map(|one| {
        bar(known_by(&one.indikator).to_string(), &one.indikator.standing.capaian, &one.indikator.standing.light)
    });
    made.charts.insert("indikator", chart(format!("Capaian indikator {} (%)", one.name), bars.collect()));
    made
}

fn iku_chart(recap: &Recap) -> Chart {
    let bars = recap.iku.iter().map(|one| {
        bar(known_by(&one.indikator).to_string(), &one.indikator.standing.capaian, &one.indikator.standing.light)
    });
    chart(format!("Capaian IKU {} terhadap target (%)", recap.phrase), bars.collect())
}

fn unit_chart(recap: &Recap) -> Chart {
    let bars = recap.units.iter().map(|one| bar(one.name.clone(), &one.capaian, &one.light));
    chart(format!("Rata-rata capaian unit {} (%)", recap.phrase), bars.collect())
}

fn trend_chart(heading: &str, trend: &[QuarterPoint; 4]) -> Chart {
    let bars = trend.iter().map(|one| bar(one.name.clone(), &one.capaian, &one.light));
    chart(heading.to_string(), bars.collect())
}

fn bar(label: String, capaian: &Figure, light: &TrafficLight) -> ChartBar {
    let color = match color_name(light) {
        "abu-abu" => "abu_abu",
        name => name,
    };
    ChartBar {
        label: label.trim().to_string(),
        wording: capaian.wording.clone(),
        value: capaian.figure,
        mark: light.mark,
        color,
    }
}

fn chart(heading: String, bars: Vec<ChartBar>) -> Chart {
    let said = bars.iter().map(|bar| match bar.value {
        Some(_) => format!("{} {} {}", bar.label, bar.mark, bar.wording),
        None => format!("{} belum ada data", bar.label),
    });
    let alternative = format!("{heading}: {}.", said.collect::<Vec<_>>().join("; "));
    Chart { heading, alternative, bars }
}
