// usage: page.cjs PAGE PDF. Exits with 1 where the page does not do what it should.
"use strict";
const assert = require("node:assert/strict");
const fs = require("node:fs");
const { pathToFileURL } = require("node:url");
const puppeteer = require("puppeteer-core");

const [page, pdf] = process.argv.slice(2);
const url = pathToFileURL(page).href;
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];

// The text of a column, of the rows that are shown.
const column = (tab, index) => tab.$$eval('[data-table="automation"] tbody tr', (rows, i) => rows.filter((r) => !r.hidden).map((r) => {
  const cell = r.cells[i];
  return (cell.querySelector(".name") ?? cell).textContent.trim();
}), index);
const count = (tab) => tab.$eval('[data-count="automation"]', (e) => e.textContent);

async function open(browser, options = {}) {
  const tab = await browser.newPage();
  tab.on("console", (m) => assert.fail(`console: ${m.text()}`));
  tab.on("pageerror", (e) => assert.fail(`error: ${e.message}`));
  tab.on("dialog", (d) => assert.fail(`dialog: ${d.message()}`));
  tab.on("request", (r) => assert.ok(r.url() === url || r.url().startsWith("data:") || r.url().startsWith(`${url}#`), `request of ${r.url()}`));
  if (options.script === false) await tab.setJavaScriptEnabled(false);
  if (options.bypass) await tab.setBypassCSP(true);
  if (options.scheme) await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: options.scheme }]);
  await tab.setViewport({ width: options.width ?? 1280, height: 4000 });
  await tab.goto(url);
  return tab;
}

const checks = {
  async sorting(browser) {
    const tab = await open(browser);
    const button = await tab.$('[data-table="automation"] thead th:nth-child(2) button');
    await button.focus();
    const order = (list, sign) => list.toSorted((a, b) => sign * a.localeCompare(b, "en", { numeric: true, sensitivity: "base" }));
    for (const [key, state, sign] of [["Enter", "ascending", 1], ["Space", "descending", -1]]) {
      await tab.keyboard.press(key);
      const got = await column(tab, 1);
      assert.equal(await tab.$eval('[data-table="automation"] thead th:nth-child(2)', (e) => e.ariaSort), state);
      assert.ok(new Set(got).size > 2);
      assert.deepEqual(got, order(got, sign));
    }
    await tab.focus('[data-table="automation"] thead th:nth-child(5) button');
    await tab.keyboard.press("Enter");
    const deadlines = await column(tab, 4);
    assert.ok(deadlines[0].includes("retired") && deadlines.at(-1) === "", `deadlines sort as ${deadlines}`);
  },
  async filtering(browser) {
    const tab = await open(browser);
    const all = await column(tab, 0);
    await tab.focus('[data-filter="automation"]');
    await tab.keyboard.type("AZURE automation");
    const some = await column(tab, 0);
    assert.ok(some.length > 0 && some.length < all.length);
    assert.equal(await count(tab), `${some.length} of ${all.length} shown`);
    await tab.keyboard.down("Control");
    await tab.keyboard.press("A");
    await tab.keyboard.up("Control");
    await tab.keyboard.press("Backspace");
    assert.deepEqual(await column(tab, 0), all);
    await tab.focus('[data-state="automation"]');
    await tab.keyboard.type("modern");
    assert.deepEqual(await column(tab, 3), ["modern"]);
  },
  async links(browser) {
    const tab = await open(browser);
    const target = await tab.$eval('[data-table="automation"] a[href^="#finding-"]', (a) => {
      a.closest("details").open = true;
      a.focus();
      return a.getAttribute("href").slice(1);
    });
    await tab.keyboard.press("Enter");
    await tab.waitForFunction((id) => document.getElementById(id).open, {}, target);
    assert.ok((await tab.$eval(`#${target}`, (e) => e.textContent)).includes("EXO"));
  },
  async "hostile text"(browser) {
    const tab = await open(browser);
    await tab.$$eval("details", (list) => list.forEach((d) => { d.open = true; }));
    assert.equal(await tab.evaluate(() => window.hacked), undefined);
    assert.equal(await tab.$$eval("img, iframe, object, embed", (list) => list.length), 0);
    assert.equal(await tab.$$eval("script", (list) => list.length), 1);
    assert.ok((await tab.$eval("body", (e) => e.textContent)).includes("<img src=x onerror="), "the name is not shown");
  },
  async policy(browser) {
    const tab = await browser.newPage();
    await tab.goto(url);
    const blocked = await tab.evaluate(() => new Promise((resolve) => {
      const found = [];
      document.addEventListener("securitypolicyviolation", (e) => found.push(e.effectiveDirective));
      const script = document.createElement("script");
      script.textContent = "window.hacked = 4";
      document.body.append(script);
      const image = document.createElement("img");
      image.src = "https://contoso.example/x.png";
      document.body.append(image);
      setTimeout(() => resolve(found.sort()), 300);
    }));
    assert.deepEqual(blocked, ["img-src", "script-src-elem"]);
  },
  async "without its script"(browser) {
    const tab = await open(browser, { script: false });
    const text = await tab.$eval("body", (e) => e.textContent);
    assert.ok(text.includes("Automation register") && text.includes("jobs/export.ps1"));
    assert.equal(await tab.$eval(".controls", (e) => e.getBoundingClientRect().height), 0);
  },
  async "contrast and labels"(browser) {
    for (const scheme of ["light", "dark"]) {
      for (const width of [1280, 480]) {
        const tab = await open(browser, { scheme, width, bypass: true });
        await tab.$$eval("details", (list) => list.forEach((d) => { d.open = true; }));
        await tab.evaluate(axe);
        const result = await tab.evaluate((only) => globalThis.axe.run(document, { runOnly: only }), tags);
        assert.deepEqual(result.violations.map((v) => `${scheme} ${width}: ${v.id}: ${v.nodes[0].html}`), []);
        assert.ok(result.passes.some((p) => p.id === "color-contrast" && p.nodes.length > 50));
        await tab.close();
      }
    }
  },
  async printing(browser) {
    const tab = await open(browser);
    await tab.pdf({ path: pdf, preferCSSPageSize: true, printBackground: false });
    assert.ok(await tab.$$eval("details:not([open])", (list) => list.length) > 0, "what was open on paper stays open");
  },
};

(async () => {
  const browser = await puppeteer.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  let passed = 0;
  try {
    for (const [name, check] of Object.entries(checks)) {
      await check(browser);
      passed++;
      console.log(`ok ${name}`);
    }
  } finally {
    await browser.close();
  }
  console.log(`${passed} passed, 0 failed`);
})().catch((e) => {
  console.error(e);
  process.exit(1);
});
