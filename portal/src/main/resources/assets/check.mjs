/** Checks a list or a receipt in the page, and says in plain words what holds. */
import { utf8 } from "./verifier/bytes.mjs";
import { verify } from "./verifier/tally.mjs";

const check = document.getElementById("check");
const result = document.getElementById("result");
const words = result.dataset;
const field = (id) => document.getElementById(id);

const WORD = { holds: words.holds, "does-not-hold": words.fails, "cannot-tell": words.cannotTell };
const SUM = { holds: words.allHolds, "does-not-hold": words.allFails, "cannot-tell": words.allCannotTell };

/** Which checks of the verifier stand behind each plain sentence, for a list and for a receipt. */
const OF_A_LIST = [
  [words.signed, ["signature", "checkpoint"]],
  [words.witnessed, ["witnesses"]],
  [words.complete, ["complete", "indexRoot", "label", "list", "entries", "linked", "bulk"]],
  [words.unchanged, ["history", "previous"]],
];
const OF_A_RECEIPT = [
  [words.signed, ["signature", "checkpoint"]],
  [words.witnessed, ["witnesses"]],
  [words.logged, ["inclusion", "type", "event", "stated"]],
];

const bytesOf = async (file) => new Uint8Array(await file.arrayBuffer());

/** What the fields of the page say, as options of verify. */
async function options() {
  const given = {};
  const trust = field("trust").value.trim();
  if (/^(log|witness|group|quorum|#)[ \t]/m.test(trust)) {
    given.policy = utf8(`${trust}\n`);
  } else if (trust !== "") {
    given.vkey = trust;
  }
  const owner = check.dataset.subject ?? field("owner")?.value.trim() ?? "";
  if (owner !== "") {
    given[owner.startsWith("sub_") ? "subject" : "party"] = owner;
  }
  const previous = field("previous")?.files[0];
  if (previous !== undefined) {
    given.previous = await bytesOf(previous);
  }
  return given;
}

function element(name, text, className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}

/** The worst of some verdicts; none if nothing was asked. */
function worst(checks) {
  for (const verdict of ["does-not-hold", "cannot-tell", "holds"]) {
    if (checks.some((each) => each.verdict === verdict)) {
      return verdict;
    }
  }
  return "";
}

function show(report) {
  const plain = document.createElement("ul");
  plain.className = "findings";
  for (const [sentence, names] of report.format === "usage" ? OF_A_LIST : OF_A_RECEIPT) {
    const verdict = worst(report.checks.filter(({ name }) => names.includes(name)));
    const item = element("li", `${sentence}: ${WORD[verdict] ?? words.notAsked}`, verdict);
    plain.append(item);
  }
  const table = document.createElement("table");
  for (const { name, verdict, detail } of [...report.notes, ...report.checks]) {
    const row = table.insertRow();
    row.append(element("th", name));
    row.append(element("td", WORD[verdict] ?? "", verdict ?? ""));
    row.append(element("td", detail));
  }
  const details = document.createElement("details");
  details.append(element("summary", words.details), table);
  result.replaceChildren(element("p", SUM[report.verdict], `sum ${report.verdict}`), plain, details);
  result.dataset.verdict = report.verdict;
}

async function run(bytes) {
  result.replaceChildren();
  delete result.dataset.verdict;
  show(await verify(bytes, await options()));
}

/** Fetches the reader's list; from then on nothing needs the network, and the file to take along is the one that is checked. */
async function fetchList() {
  state.textContent = state.dataset.loading;
  const answer = await fetch(check.dataset.source, { headers: { "X-Requested-With": "JavaScript" } });
  if (!answer.ok) {
    throw Object.assign(new Error("not fetched"), { status: answer.status });
  }
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const file = field("take");
  file.href = URL.createObjectURL(new Blob([bytes], { type: "application/json" }));
  file.download = "my.usage.json";
  state.textContent = state.dataset.loaded;
  return bytes;
}

async function checkList() {
  try {
    list = list.catch(fetchList);
    await run(await list);
  } catch (failure) {
    if (failure.status === 499) {
      // The session is over: the page leads to the log-in.
      location.reload();
      return;
    }
    state.textContent = "";
    result.replaceChildren(element("p", words.fetchFailed, "sum cannot-tell"));
  }
}

const state = field("list");
let list;
if (state !== null) {
  list = fetchList();
  list.catch(() => {
    state.textContent = "";
  });
  const now = field("now");
  now.hidden = false;
  now.addEventListener("click", checkList);
}
field("file").addEventListener("change", async (event) => {
  if (event.target.files.length > 0) {
    await run(await bytesOf(event.target.files[0]));
  }
});
const drop = field("drop");
if (drop !== null) {
  drop.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", async (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    if (event.dataTransfer.files.length > 0) {
      await run(await bytesOf(event.dataTransfer.files[0]));
    }
  });
}
