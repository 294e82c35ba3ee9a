// Opens pages in headless Chromium with the network off, for checkers.py: what each asks for where no script may run,
// and what axe-core finds amiss in it in every view. Reads one object {modules, chromium, pages, views} as JSON from
// standard input, and writes a line of JSON for each page: {page, title, requests, failed, amiss}.
const { readFileSync } = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const asked = JSON.parse(readFileSync(0, "utf-8"));
const { chromium } = require(path.join(asked.modules, "playwright-core"));
const axe = readFileSync(path.join(asked.modules, "axe-core", "axe.min.js"), "utf-8");

// A tab for all pages: what it asks for and what goes wrong in it is noted in `heard`, which each page empties.
async function openTab(browser, mayRun) {
  const context = await browser.newContext({ javaScriptEnabled: mayRun, offline: true });
  const tab = await context.newPage();
  const heard = { requests: [], failed: [], errors: [] };
  tab.on("request", (request) => heard.requests.push(request.url()));
  tab.on("requestfailed", (request) => heard.failed.push(request.url()));
  tab.on("pageerror", (error) => heard.errors.push(`script: ${error}`));
  async function visit(page) {
    for (const noted of Object.values(heard)) noted.length = 0;
    await tab.goto(pathToFileURL(page).href, { waitUntil: "load" });
  }
  return { tab, heard, visit };
}

async function amissIn(tab, view) {
  const name = `${view.width} ${view.scheme}`;
  await tab.setViewportSize({ width: view.width, height: 768 });
  await tab.emulateMedia({ colorScheme: view.scheme });
  const found = await tab.evaluate(() => window.axe.run({ resultTypes: ["violations"] }));
  const amiss = found.violations.map(({ id, help, nodes }) => {
    const places = nodes.map((node) => `${node.target.join(" ")} (${node.failureSummary})`);
    return `${name}: ${id}, ${help}: ${places.join("; ")}`;
  });
  const beyond = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return beyond > 0 ? [...amiss, `${name}: ${beyond} pixels wider than the window`] : amiss;
}

async function main() {
  const args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]; // for root, and for small containers
  const browser = await chromium.launch({ executablePath: asked.chromium, args });
  const still = await openTab(browser, false);
  const lively = await openTab(browser, true);
  for (const page of asked.pages) {
    await still.visit(page);
    const told = { page, title: await still.tab.title(), ...still.heard };
    await lively.visit(page);
    await lively.tab.evaluate(axe);
    const amiss = [];
    for (const view of asked.views) amiss.push(...(await amissIn(lively.tab, view)));
    const { errors, ...rest } = told;
    console.log(JSON.stringify({ ...rest, amiss: [...lively.heard.errors, ...amiss] }));
  }
  await browser.close();
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
