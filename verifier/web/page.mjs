// SPDX-License-Identifier: Apache-2.0
/** The page: takes a file by drop or choice, and shows what tally says of it. */
import { utf8 } from "./bytes.mjs";
import { verify } from "./tally.mjs";

const WORDS = { holds: "holds", "does-not-hold": "does not hold", "cannot-tell": "cannot tell" };
const element = (id) => document.getElementById(id);

const bytesOf = async (file) => new Uint8Array(await file.arrayBuffer());

/** What the fields of the page say, as options of verify. */
async function options() {
  const options = {};
  const trust = element("trust").value.trim();
  if (/^(log|witness|group|quorum|#)[ \t]/m.test(trust)) {
    options.policy = utf8(`${trust}\n`);
  } else if (trust !== "") {
    options.vkey = trust;
  }
  const owner = element("owner").value.trim();
  if (owner !== "") {
    options[owner.startsWith("sub_") ? "subject" : "party"] = owner;
  }
  const [previous] = element("previous").files;
  if (previous !== undefined) {
    options.previous = await bytesOf(previous);
  }
  return options;
}

async function check(file) {
  const result = element("result");
  result.replaceChildren();
  const report = await verify(await bytesOf(file), await options());
  const heading = document.createElement("h2");
  heading.textContent = `${file.name}: ${WORDS[report.verdict]}`;
  heading.className = report.verdict;
  const table = document.createElement("table");
  for (const { name, verdict, detail } of [...report.notes, ...report.checks]) {
    const row = table.insertRow();
    row.insertCell().textContent = name;
    const cell = row.insertCell();
    cell.textContent = WORDS[verdict] ?? "";
    cell.className = verdict ?? "";
    row.insertCell().textContent = detail;
  }
  result.append(heading, table);
}

const drop = element("drop");
drop.addEventListener("dragover", (event) => {
  event.preventDefault();
  drop.classList.add("over");
});
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  if (event.dataTransfer.files.length > 0) {
    check(event.dataTransfer.files[0]);
  }
});
element("file").addEventListener("change", (event) => {
  if (event.target.files.length > 0) {
    check(event.target.files[0]);
  }
});
