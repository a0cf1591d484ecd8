// Journeys through the page in a real browser: what units, the bureau and leadership do, once by keyboard alone; axe on every
// page; screenshots at three widths. Run by `.ci/run`:
//
//   node tests/peramban/perjalanan.mjs target/debug/selaras samples/politeknik FOLDER
//
// FOLDER gets the screenshots. Ends with 1 when anything is not as it should be.

import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
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

  // The bureau: findings, waivers, the run, official figures, letters, board.
  await page.goto(root + "/temuan");
  await look("temuan");
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
  await page.goto(root + "/alur");
  await look("alur");
  await page.goto(root + "/ajar");
  await look("ajar");
  const teach = page.locator("button", { hasText: "Ajarkan" }).first();
  if (await teach.count()) {
    await teach.click();
    await page.waitForLoadState("load");
    await look("ajar-satu");
  }

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
  service.kill();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${seen.size} pages looked at, ${faults.length} faults`);
process.exit(faults.length > 0 ? 1 : 0);
