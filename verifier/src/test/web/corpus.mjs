// SPDX-License-Identifier: Apache-2.0
/** Runs the module over the corpus and hands what it said back to the test that serves this page. */
import { fromBase64, runCases } from "/test/cases.mjs";
import { hex } from "/web/bytes.mjs";
import { sha256 } from "/web/sha256.mjs";
import { verify } from "/web/tally.mjs";

const bytesAt = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());

/** The lengths at which the module's SHA-256 and WebCrypto's differ. */
async function compareHashes() {
  const wrong = [];
  for (let length = 0; length < 300; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 7 + length) & 0xff);
    const own = hex(sha256(bytes));
    if (own !== hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)))) {
      wrong.push(length);
    }
  }
  return wrong;
}

/** How long the answer with a hundred entries takes, in milliseconds, once and once warm. */
async function measure() {
  const file = await bytesAt("/corpus/hundred.usage.json");
  const options = await (await fetch("/corpus/hundred.json")).json();
  const times = [];
  let report;
  for (let i = 0; i < 11; i++) {
    const start = performance.now();
    report = await verify(file, options);
    times.push(performance.now() - start);
  }
  return { verdict: report.verdict, checks: report.checks, first: times[0], times: times.slice(1) };
}

/** Drops a file on the page, as a hand would, and waits for what the page shows. */
async function dropOnPage() {
  const frame = document.createElement("iframe");
  frame.src = "/web/index.html";
  document.body.append(frame);
  await new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  const page = frame.contentDocument;
  const { texts, files } = (await (await fetch("/corpus/corpus.json")).json()).find(
    ({ name }) => name === "usage-good",
  );
  page.getElementById("trust").value = texts.vkey;
  page.getElementById("owner").value = texts.subject;
  const transfer = new DataTransfer();
  transfer.items.add(new File([fromBase64(files.file)], "mine.usage.json"));
  const event = new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true });
  page.getElementById("drop").dispatchEvent(event);
  const result = page.getElementById("result");
  while (result.querySelector("h2") === null) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { heading: result.querySelector("h2").textContent, rows: result.querySelectorAll("tr").length };
}

const what = { corpus: runCases, hashes: compareHashes, time: measure, page: dropOnPage };
const outcome = {};
for (const [name, run] of Object.entries(what)) {
  try {
    outcome[name] = await run();
  } catch (e) {
    outcome[name] = `threw ${e.stack}`;
  }
}
outcome.browser = navigator.userAgent;
await fetch("/result", { method: "POST", body: JSON.stringify(outcome) });
