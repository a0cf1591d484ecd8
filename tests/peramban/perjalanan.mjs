// Journeys through the page in a real browser: what units, the bureau and leadership do, once by keyboard alone; axe on every
// page; screenshots at three widths. Run by `.ci/run`:
//
//   node tests/peramban/perjalanan.mjs target/debug/selaras samples/politeknik FOLDER
//
// FOLDER gets the screenshots. Ends with 1 when anything is not as it should be.

import { spawn } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [program, sample, pictures] = process.argv.slice(2);
const widths = [360, 768, 1440];
const faults = [];
const fault = (text) => { faults.push(text); console.error("FAULT " + text); };
const expect = (that, text) => { if (!that) { fault(text); } };

const folder = mkdtempSync(join(tmpdir(), "peramban-"));
const workspace = join(folder, basename(sample));
cpSync(sample, workspace, { recursive: true, filter: (path) => !/\/(hasil|arsip|resmi)(\/|$)|riwayat\.db/.test(path) });
mkdirSync(pictures, { recursive: true });

// A server that takes letters: whose, and what.
const secret = "sandi surel contoh";
const letters = [];
const post = createServer((line) => {
  let text = "", to = "", taking = false;
  const say = (words) => line.write(words + "\r\n");
  say("220 localhost ESMTP uji");
  line.on("error", () => {});
  line.on("data", (data) => {
    text += data.toString("latin1");
    for (;;) {
      if (taking) {
        const end = text.indexOf("\r\n.\r\n");
        if (end < 0) { return; }
        letters.push({ to, content: text.slice(0, end) });
        text = text.slice(end + 5);
        taking = false;
        say("250 2.0.0 antre");
        continue;
      }
      const end = text.indexOf("\r\n");
      if (end < 0) { return; }
      const row = text.slice(0, end);
      text = text.slice(end + 2);
      const word = row.split(" ")[0].toUpperCase();
      if (word === "EHLO") { say("250-localhost\r\n250-8BITMIME\r\n250 AUTH PLAIN LOGIN"); }
      else if (word === "AUTH") { say(Buffer.from(row.split(" ")[2] ?? "", "base64").toString().endsWith("\0" + secret) ? "235 masuk" : "535 5.7.8 sandi salah"); }
      else if (word === "RCPT") { to = row.match(/<(.*)>/)?.[1] ?? ""; say("250 ok"); }
      else if (word === "DATA") { taking = true; say("354 silakan"); }
      else if (word === "QUIT") { say("221 sampai jumpa"); line.end(); }
      else { say("250 ok"); }
    }
  });
});
await new Promise((resolve) => post.listen(0, "127.0.0.1", resolve));
appendFileSync(join(workspace, "selaras.toml"), `\n[surel]\npengguna = "biro"\nsmtp = "127.0.0.1:${post.address().port}"\nsmtp_tls = "tanpa"\ndari = "Biro Perencanaan <biro@contoh.example>"\nper_menit = 0\n`);

// What a quarter brings besides: a form of a unit that nobody knows, and one whose headings nobody knows.
const rows = (heading, lines) => [heading, ...lines].map((line) => line.join(";")).join("\r\n");
writeFileSync(join(workspace, "masuk", "unit asing.csv"), rows(
  ["PENGUKURAN KINERJA TRIWULAN II TAHUN 2026"], [["Unit Kerja", "Pusat Yang Tidak Tercatat"], [""],
    ["No", "Sasaran", "Indikator Kinerja", "Satuan", "Target", "Realisasi"],
    ["1", "Meningkatnya mutu layanan", "Persentase layanan tepat waktu", "%", "90", "85"],
    ["2", "Meningkatnya mutu layanan", "Jumlah dokumen mutu", "dokumen", "4", "3"]]));
writeFileSync(join(workspace, "masuk", "bentuk asing.csv"), rows(
  ["Lembar kerja"], [[""], ["Urut", "Yang dinilai", "Dihitung dalam", "Janji", "Hasil"],
    ["1", "Persentase layanan tepat waktu", "%", "90", "85"],
    ["2", "Jumlah dokumen mutu", "dokumen", "4", "3"], ["3", "Jumlah pelatihan", "kegiatan", "6", "6"]]));

const service = spawn(program, ["layani", workspace, "--tanpa-peramban", "--tanggal", "2026-07-20", "--oleh", "Biro Contoh"]);
const url = await new Promise((resolve, reject) => {
  let told = "";
  service.stdout.on("data", (data) => {
    told += data;
    const found = told.match(/http:\/\/\S+/);
    if (found) { resolve(found[0]); }
  });
  service.stderr.on("data", (data) => { told += data; });
  service.on("exit", () => reject(new Error(told)));
});
const root = new URL(url).origin;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const context = await browser.newContext({ locale: "id-ID", acceptDownloads: true });
const page = await context.newPage();
page.on("console", (message) => { if (message.type() === "error" && !/40[349]|422|429/.test(message.text())) { fault("console: " + message.text()); } });
page.on("pageerror", (error) => fault("script: " + error.message));
page.on("request", (request) => expect(request.url().startsWith(root), "a request elsewhere: " + request.url()));

// A page that shows how a job ended loads itself anew, perhaps at the moment in which it is left: the browser calls that
// aborted or interrupted, whichever of the two came first.
const once = page.goto.bind(page);
page.goto = async (way) => {
  for (let turn = 0; ; turn += 1) {
    try { return await once(way); } catch (error) {
      if (turn === 4 || !/ERR_ABORTED|interrupted by another navigation/.test(error.message)) { throw error; }
      await page.waitForLoadState("load");
    }
  }
};

const seen = new Set();
// Axe needs to be put into the page past its own policy, by the debugger of the browser.
async function look(name, on = page) {
  await on.waitForLoadState("load");
  const session = await on.context().newCDPSession(on);
  await session.send("Runtime.evaluate", { expression: axe });
  for (const scheme of ["light", "dark"]) {
    await on.emulateMedia({ colorScheme: scheme });
    const { result } = await session.send("Runtime.evaluate", {
      expression: "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then((r) => JSON.stringify(r.violations.map((v) => v.id + ': ' + v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join(' | '))))",
      awaitPromise: true, returnByValue: true,
    });
    for (const one of JSON.parse(result.value)) { fault(`axe ${name} (${scheme}): ${one}`); }
  }
  await on.emulateMedia({ colorScheme: "light" });
  const size = on.viewportSize();
  for (const width of widths) {
    await on.setViewportSize({ width, height: 900 });
    const wide = await on.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide <= 1, `${name} at ${width}: ${wide} pixels stick out`);
    await on.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: false });
  }
  await on.setViewportSize(size ?? { width: 1280, height: 900 });
  await session.detach();
  seen.add(name);
}

async function rest() {
  for (let turn = 0; turn < 600; turn += 1) {
    // The page may be on its way to another while it is asked.
    const pulse = await page.evaluate(() => fetch("/kemajuan").then((answer) => answer.json())).catch(() => null);
    if (pulse && !pulse.berjalan) { return; }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  fault("a job never ended");
}

/// Tab until something of that name has the focus.
async function tabTo(name, most = 80) {
  for (let turn = 0; turn < most; turn += 1) {
    await page.keyboard.press("Tab");
    const text = await page.evaluate(() => {
      const at = document.activeElement;
      return (at?.getAttribute("aria-label") || at?.labels?.[0]?.textContent || at?.textContent || "").trim();
    });
    if (text.startsWith(name)) {
      const seen = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle !== "none");
      expect(seen, `the focus on "${name}" is not seen`);
      return true;
    }
  }
  fault(`no way by keyboard to "${name}"`);
  return false;
}

try {
  // Start: the secret leaves the address and the history.
  const begun = Date.now();
  await page.goto(url);
  await page.waitForURL(/\/(matriks)?$/, { timeout: 60000 });
  await page.waitForSelector("table.matrix", { timeout: 120000 });
  console.log(`first useful page after ${Date.now() - begun} ms`);
  expect(!page.url().includes("kunci"), "the secret stands in the address");
  await rest();
  await page.goto(root + "/matriks");
  await look("matriks");

  // A unit by keyboard alone: from the matrix to its receipt.
  const unit = await page.evaluate(() => {
    const rows = [...document.querySelectorAll("table.matrix tbody tr")];
    return rows.find((row) => row.querySelector("td.buruk"))?.querySelector("a")?.textContent;
  });
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement.className === "skip"), "the first stop is the way past the menu");
  await page.keyboard.press("Enter");
  if (await tabTo(unit, 400)) { await page.keyboard.press("Enter"); }
  await page.waitForURL(/\/unit\//);
  await look("unit");
  const forms = (await import("node:fs")).readdirSync(workspace + "/masuk", { recursive: true }).map(String);
  const form = forms.find((path) => /TW I JAB\.xlsx$|DISHUB - TW I 2026\.xlsx$/.test(path)) ?? forms.find((path) => path.endsWith(".xlsx"));
  await page.setInputFiles("#berkas", join(workspace, "masuk", form));
  await page.focus("#berkas");
  if (await tabTo("Periksa", 5)) { await page.keyboard.press("Enter"); }
  await page.waitForURL(/\/periksa\//, { timeout: 60000 });
  await look("periksa");
  expect((await page.textContent("body")).includes("belum dikirim"), "what is checked is not sent");
  const copy = page.locator("a", { hasText: "Unduh salinan bertanda" }).first();
  if (await copy.count()) {
    const [download] = await Promise.all([page.waitForEvent("download"), copy.click()]);
    expect(/koreksi\.xls/.test(download.suggestedFilename()), "a marked copy: " + download.suggestedFilename());
  }
  await page.focus("#ringkasan");
  if (await tabTo("Kirim", 20)) { await page.keyboard.press("Enter"); }
  await page.waitForSelector("text=TT-2026-0001", { timeout: 30000 });
  await look("tanda-terima");
  await rest();
  // The same form once more, with one figure mended: what changed since is told cell by cell.
  const own = page.url().replace(/\/periksa\/.*/, "");
  await page.goto(own);
  const [blank] = await Promise.all([page.waitForEvent("download"), page.click("table.documents a >> nth=2")]);
  const again = join(folder, "isian.xlsx");
  await blank.saveAs(again);
  for (let turn = 0; turn < 2; turn += 1) {
    await page.goto(own);
    await page.setInputFiles("#berkas", again);
    await page.click("text=Periksa >> nth=-1");
    await page.waitForURL(/\/periksa\//, { timeout: 60000 });
    await page.click("button:text-matches('^Kirim')");
    await page.waitForSelector("text=Tanda terima", { timeout: 30000 });
    await rest();
  }
  await page.goto(own + "#riwayat");
  const detail = page.locator("a", { hasText: "rinciannya" }).first();
  expect(await detail.count() > 0, "a submission is compared with the one before");
  if (await detail.count()) {
    await detail.click();
    await page.waitForURL(/\/kiriman\//);
    await look("beda");
    expect(/Dari TT-2026-\d+/.test(await page.textContent("main")), "it says which two are compared");
  }
  // Nothing chosen: the fault is read first and leads to its field.
  await page.goto(own);
  await page.evaluate(() => { document.getElementById("berkas").required = false; });
  await page.click("text=Periksa >> nth=-1");
  await page.waitForSelector("#yang-salah");
  expect(await page.evaluate(() => document.activeElement.id === "yang-salah"), "the summary of faults has the focus");
  await look("isian-salah");
  await page.click("#yang-salah a");
  expect(await page.evaluate(() => location.hash === "#berkas"), "the summary leads to the field");

  // The bureau begins a quarter: units and settings, then forms for everybody, taken home and sent.
  await page.goto(root + "/atur#kaskade");
  const [cascade] = await Promise.all([page.waitForEvent("download"), page.click("text=Unduh kaskade.xlsx")]);
  const brought = join(folder, "kaskade.xlsx");
  await cascade.saveAs(brought);
  const broken = join(folder, "rusak.xlsx");
  writeFileSync(broken, "bukan buku kerja");
  await page.setInputFiles("#berkas", broken);
  await page.click("text=Ganti kaskade.xlsx");
  await page.waitForSelector("#yang-salah");
  await look("kaskade-salah");
  expect(readFileSync(join(workspace, "kaskade.xlsx")).equals(readFileSync(brought)), "what cannot be read takes nobody's place");
  await page.setInputFiles("#berkas", brought);
  await page.click("text=Ganti kaskade.xlsx");
  await page.waitForURL(/kabar=kaskade/, { timeout: 60000 });
  await rest();
  expect(readdirSync(workspace).some((name) => name.startsWith("kaskade sebelum ")), "the cascade of before is kept");
  await page.click("text=Pengaturan sebagai teks");
  const settings = await page.inputValue("#teks");
  expect(settings === readFileSync(join(workspace, "selaras.toml"), "utf8"), "the settings are shown as they stand");
  const deadline = /^triwulan = .*$/m;
  await page.fill("#teks", settings.replace(deadline, "triwulan = [2026-04-10, 31-02-2026, 2026-10-10, 2027-01-10]"));
  await page.click("text=Simpan pengaturan");
  await page.waitForSelector("#yang-salah");
  await look("pengaturan-salah");
  expect(readFileSync(join(workspace, "selaras.toml"), "utf8") === settings, "what is not understood changes nothing");
  await page.fill("#teks", settings.replace(deadline, "triwulan = [2026-04-10, 2026-07-13, 2026-10-10, 2027-01-10]    # diundur"));
  await page.click("text=Simpan pengaturan");
  await page.waitForURL(/kabar=teks/);
  await rest();
  expect(readFileSync(join(workspace, "selaras.toml"), "utf8").includes("2026-07-13, 2026-10-10, 2027-01-10]    # diundur"), "the deadline is another, its remark stays");

  await page.goto(root + "/bagikan");
  await look("bagikan");
  for (const box of await page.$$("input[name=jenis]")) { await box.uncheck(); }
  await page.click("button:text('Buat formulir')");
  await page.waitForSelector("#yang-salah");
  await look("bagikan-salah");
  for (const box of await page.$$("input[name=jenis]")) { await box.check(); }
  await page.click("button:text('Buat formulir')");
  await page.waitForURL(/kabar=formulir/);
  await rest();
  await page.goto(root + "/bagikan");
  await look("bagikan-siap");
  expect(/\d+ buku kerja untuk \d+ unit/.test(await page.textContent("main")), "what lies ready is counted");
  const [every] = await Promise.all([page.waitForEvent("download"), page.click("a:has-text('Unduh semua formulir')")]);
  const all = join(folder, "semua.zip");
  await every.saveAs(all);
  expect(readFileSync(all).subarray(0, 2).toString() === "PK" && readFileSync(all).includes("_PK_2026.xlsx"), "all forms in one file");
  const [own1] = await Promise.all([page.waitForEvent("download"), page.click("table a:has-text('Formulir (.zip)') >> nth=0")]);
  expect(/^formulir-2026-.+\.zip$/.test(own1.suggestedFilename()), "the forms of a unit: " + own1.suggestedFilename());
  await page.click("a:has-text('Kirim dengan suratnya')");
  await page.waitForURL(/apa=pengantar/);
  await look("kirim-pengantar");
  const given = await page.locator("input[name=pilih]").count();
  expect(given > 2, `hand-outs wait: ${given}`);
  await page.fill("#sandi", secret);
  await page.check("#yakin");
  await page.click("text=Kirim surat yang dicentang");
  await page.waitForURL(/kabar=kirim/);
  await rest();
  expect(letters.length >= given && letters.every((one) => one.content.includes("_PK_2026.xlsx")), `${letters.length} of ${given} got their forms`);
  await page.goto(root + "/surat/kirim?apa=pengantar");
  expect((await page.textContent("main")).includes("Tidak ada surat yang menunggu dikirim"), "forms are sent once");
  letters.length = 0;
  await page.click("text=Lupakan sandi surel");
  await page.waitForURL(/kabar=sandi-lupa/);

  // The bureau: findings, waivers, the run, official figures, letters, board.
  await page.goto(root + "/temuan");
  await look("temuan");
  await page.click(".jump a >> nth=0");
  expect(await page.evaluate(() => document.querySelector(":target") !== null), "the list on top leads to the cell");
  await page.selectOption("select[name=tingkat]", "galat");
  await page.click("text=Saring >> nth=-1");
  await page.waitForURL(/tingkat=galat/);
  const code = (await page.textContent("article.finding >> nth=0")) && (await page.getAttribute("article.finding >> nth=0", "data-aturan"));
  await page.goto(`${root}/atur?aturan=${code}`);
  await look("atur");
  await page.fill("input[name=alasan]", "Disetujui pimpinan, nota dinas 7");
  await page.click("text=Catat pengecualian");
  await page.waitForURL(/kabar=pengecualian/);
  expect(readFileSync(workspace + "/selaras.toml", "utf8").includes("nota dinas 7"), "the waiver stands in selaras.toml");
  await rest();
  await page.click("button:text('Akhiri'):visible >> nth=-1");
  await page.waitForURL(/kabar=berakhir/);
  await rest();
  await page.goto(root + "/jalan");
  await look("jalan");
  await page.click("text=Jalankan konsolidasi");
  await page.waitForURL(/kabar=jalan/);
  await page.waitForFunction(() => document.getElementById("kemajuan").textContent.includes("Konsolidasi"), null, { timeout: 20000 });
  await rest();
  await page.goto(root + "/jalan");
  expect((await page.textContent("main")).includes("berkas ditulis ke folder hasil"), "the run says what it wrote");
  await page.goto(root + "/hasil");
  await look("hasil");
  await page.goto(root + "/pengesahan");
  await page.selectOption("select[name=apa]", "pk");
  await page.fill("input[name=oleh]", "Dr. Contoh, Direktur");
  await page.click("button:text('Sahkan')");
  await page.waitForURL(/kabar=sah/);
  await rest();
  await page.goto(root + "/pengesahan");
  await look("pengesahan");
  await page.goto(root + "/surat");
  await look("surat");
  await page.click("table a >> nth=0");
  await look("surat-satu");

  // Letters leave: shown, confirmed, each once.
  await page.goto(root + "/surat/kirim");
  await look("kirim");
  const waiting = await page.locator("input[name=pilih]").count();
  expect(waiting > 2, `letters wait: ${waiting}`);
  await page.click("details summary >> nth=0");
  await page.fill("#sandi", "salah");
  await page.check("#yakin");
  await page.click("text=Kirim surat yang dicentang");
  await page.waitForURL(/kabar=kirim/);
  await rest();
  await page.goto(root + "/surat/kirim");
  expect((await page.textContent("main")).includes("tidak menerima biro"), "a wrong password is told");
  await page.fill("#sandi", secret);
  await page.check("#yakin");
  await page.click("text=Kirim surat yang dicentang");
  await page.waitForURL(/kabar=kirim/);
  await rest();
  await page.goto(root + "/surat/kirim");
  await look("kirim-hasil");
  expect(letters.length >= waiting, `${letters.length} letters arrived of ${waiting}`);
  expect(new Set(letters.map((one) => one.to)).size === letters.length, "nobody got two");
  expect((await page.textContent("main")).includes("Tidak ada surat yang menunggu dikirim"), "nothing waits any more");
  await page.goto(root + "/surat/kirim?apa=pengingat");
  await look("kirim-pengingat");

  // Accounts are made, changed and removed here.
  await page.goto(root + "/akun");
  await look("akun");
  const account = async (name, role, unit, password) => {
    if (await page.locator("#nama").count()) { await page.fill("#nama", name); }
    await page.selectOption("#peran", role);
    if (unit) { await page.selectOption("#unit", { index: 1 }); }
    await page.fill("#sandi", password);
    await page.fill("#sandi2", password);
    await page.click("text=Simpan akun");
  };
  await account("sari", "unit", true, "pendek");
  await page.waitForSelector("#yang-salah");
  await look("akun-salah");
  expect(await page.inputValue("#nama") === "sari", "what was typed stays");
  await account("sari", "unit", true, "kuda baterai staples");
  await page.waitForURL(/kabar=akun/);
  await page.click("a:has-text('Ubah')");
  await page.selectOption("#peran", "pimpinan");
  await page.click("text=Simpan akun");
  await page.waitForURL(/kabar=akun/);
  expect((await page.textContent("main")).includes("pimpinan"), "the role is another");
  await page.click("button:text('Hapus')");
  await page.waitForURL(/kabar=akun-hapus/);
  await page.goto(root + "/alur");
  await look("alur");
  await page.goto(root + "/ajar");
  await look("ajar");
  const teach = page.locator("button", { hasText: "Ajarkan" }).first();
  if (await teach.count()) {
    const strange = page.locator("li, tr", { hasText: "bentuk asing.csv" }).locator("button", { hasText: "Ajarkan" });
    expect(await strange.count() === 1, "the form that nobody knows may be taught");
    await (await strange.count() ? strange : teach).click();
    await page.waitForURL(/\/ajar\//);
    await look("ajar-satu");
    // Meanings are answered, the rows are read, the definition is saved, and the file counts from then on.
    await page.selectOption("select[name=jenis]", "pengukuran").catch(() => {});
    for (const [heading, meaning] of [["Yang dinilai", "indikator"], ["Dihitung dalam", "satuan"], ["Janji", "target"], ["Hasil", "realisasi"]]) {
      await page.click(`button[data-tanya]:has-text("${heading}")`);
      const id = await page.evaluate(() => document.activeElement.id);
      expect(id.startsWith("kolom-"), `the heading "${heading}" leads to its question`);
      const values = await page.$$eval(`#${id} option`, (all) => all.map((one) => one.value));
      const value = values.find((one) => one === meaning) ?? values.find((one) => one.startsWith(meaning));
      expect(value !== undefined, `a meaning "${meaning}" of ${values.join(", ")}`);
      if (value !== undefined) { await page.selectOption("#" + id, value); }
    }
    await page.click("text=Lihat hasil bacanya");
    await page.waitForLoadState("load");
    await look("ajar-terbaca");
    expect((await page.textContent("main")).includes("Jumlah pelatihan"), "the rows are shown as they are read");
    await page.click("button:text-matches('^Simpan definisi')");
    await page.waitForURL(/kabar=definisi/, { timeout: 60000 });
    await rest();
    expect(readdirSync(join(workspace, "templat")).some((name) => name.endsWith(".toml")), "the definition stands in templat");
    await page.goto(root + "/ajar");
    expect(!(await page.textContent("main")).includes("bentuk asing.csv"), "what was taught is read");
  }

  // The unit that nobody knows is settled.
  await page.goto(root + "/atur#tak-dikenal");
  const stranger = page.locator("li", { hasText: "unit asing.csv" });
  expect(await stranger.count() === 1, "the unknown unit is listed");
  if (await stranger.count()) {
    await stranger.locator("select").selectOption({ index: 1 });
    await stranger.locator("button").click();
    await page.waitForURL(/kabar=alias/);
    await rest();
    await page.goto(root + "/atur");
    expect(await page.locator("li", { hasText: "unit asing.csv" }).count() === 0, "it is nobody's no more");
  }

  // The quarter is closed: what still stands is waived with a reason, then the figures are ratified.
  for (let turn = 0; turn < 400; turn += 1) {
    await page.goto(root + "/temuan?tingkat=galat");
    const first = page.locator("article.finding >> nth=0");
    if (!(await first.count())) { break; }
    const rule = await first.getAttribute("data-aturan");
    await page.goto(`${root}/atur?aturan=${rule}`);
    await page.fill("#alasan", "Diterima pimpinan untuk pengesahan, nota dinas 8");
    await page.click("text=Catat pengecualian");
    await page.waitForURL(/kabar=pengecualian/);
    await rest();
  }
  await page.goto(root + "/pengesahan");
  await page.selectOption("select[name=apa]", "tw2");
  await page.fill("input[name=oleh]", "Dr. Contoh, Direktur");
  await page.click("button:text('Sahkan')");
  await page.waitForURL(/kabar=sah/);
  await rest();
  await page.goto(root + "/pengesahan");
  expect(/Resmi, versi 1/.test(await page.textContent("main")), "the quarter is official: " + (await page.textContent("main")).slice(0, 1500));
  await page.goto(root + "/jalan");
  await page.click("text=Jalankan konsolidasi");
  await page.waitForURL(/kabar=jalan/);
  await rest();
  await page.goto(root + "/rekap");
  expect(/★ .*Resmi, versi 1/.test(await page.textContent("main")), "the recap says what is official");
  await page.goto(root + "/hasil");
  await look("hasil-resmi");
  expect((await page.textContent("main")).includes("Resmi: "), "the official files are there to take home");
  expect(existsSync(join(workspace, "resmi")), "the official outputs stand in resmi");

  // What is written when it is asked for: documents of the office, figures for other systems, the archive.
  const write = async (what, name) => {
    await page.goto(root + "/hasil");
    await page.selectOption("#apa", what);
    await page.click("button:text('Tulis')");
    await page.waitForURL(/kabar=tulis/);
    await rest();
    await page.goto(root + "/hasil");
    const text = await page.textContent("main");
    expect(name.test(text) && !text.includes("Tidak selesai"), `${what} is written: ${text.slice(-900)}`);
  };
  await write("naskah:lakip", /\.docx/);
  await write("ekspor:bps-impor", /Ekspor untuk sistem lain/);
  await write("arsip", /arsip-2026-[^ ]*\.zip/);
  await look("hasil-ditulis");
  const [kept] = await Promise.all([page.waitForEvent("download"), page.click("a:has-text('arsip-2026')")]);
  expect(/\.zip$/.test(kept.suggestedFilename()), "the archive may be taken home");

  // The quarter is opened again, with a reason; a step of the procedure and a change are recorded.
  await page.goto(root + "/pengesahan");
  const version = page.locator("li:has(input[name=lingkup][value=tw2])").first();
  await version.locator("summary").click();
  await version.locator("input[name=alasan]").fill("Realisasi satu unit salah ketik");
  await version.locator("button").click();
  await page.waitForURL(/kabar=buka/);
  await rest();
  await page.goto(root + "/pengesahan");
  expect((await page.textContent("main")).includes("Realisasi satu unit salah ketik"), "it says why it was opened");
  await page.goto(root + "/alur");
  await page.selectOption("#unit", { index: 1 });
  await page.fill("#langkah", "1");
  await page.click("button:text-is('Catat')");
  await page.waitForURL(/kabar=langkah/);
  await rest();
  await page.goto(root + "/alur");
  await page.click("text=Catat alasan perubahan sesudah pengesahan");
  await look("alur-perubahan");
  await page.selectOption("#unit-ubah", { index: 1 });
  await page.selectOption("#jenis", "pk a");
  await page.fill("#uraian", "Pejabat berganti, SK 12");
  await page.click("text=Catat alasan >> nth=-1");
  await page.waitForURL(/kabar=perubahan/);
  await rest();

  // Leadership: every figure opens its chain.
  await page.goto(root + "/rekap");
  await look("rekap");
  await page.click(".cards a >> nth=0");
  await look("asal");
  await page.goto(root + "/rekap");
  await page.click("table a >> nth=0");
  expect((await page.textContent("main")).length > 100, "the chain of an indicator");
  await page.pdf({ path: join(pictures, "rekap.pdf"), format: "A4" }).catch(() => {});

  // What is refused is told as a page, too.
  await page.goto(root + "/tidak-ada");
  await look("tidak-ada");

  // One click ends it.
  await page.goto(root + "/matriks");
  await page.click("button:text('Akhiri')");
  await page.waitForSelector("text=Halaman sudah diakhiri");
} catch (error) {
  fault(error.stack ?? String(error));
  await page.screenshot({ path: join(pictures, "berhenti.png") }).catch(() => {});
} finally {
  await browser.close().catch(() => {});
  post.close();
  service.kill();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${seen.size} pages looked at, ${faults.length} faults`);
process.exit(faults.length > 0 ? 1 : 0);
