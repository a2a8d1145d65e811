// SPDX-License-Identifier: Apache-2.0
/** A whole usage answer: its pages together, the earlier answer it extends, and linked tokens. */
import { equal, hex } from "./bytes.mjs";
import { provesConsistency } from "./merkle.mjs";
import { label } from "./opening.mjs";
import { checkPage, rootOf } from "./usage.mjs";

const LINKED = "dev.tallystick.identity.linked.v1";
const UNLINKED = "dev.tallystick.identity.unlinked.v1";

/**
 * Checks the pages of one answer (sections 3 to 6); signatures are the caller's.
 *
 * @param pages [{page, checkpoint}] as they were turned
 * @param previous {page, checkpoint}: the first page of an earlier answer that was checked, or null
 * @param owner {label, token}: whose list it must be; token is null for a party; or null
 */
export function checkAnswer(pages, previous, owner) {
  const findings = [];
  const unknown = new Set();
  for (const { page, checkpoint } of pages) {
    const checked = checkPage(page, checkpoint, owner?.label ?? null);
    findings.push(...checked.findings);
    checked.unknown.forEach((type) => unknown.add(type));
  }
  const links = foldLinks(pages);
  if (previous !== null) {
    findings.push(...checkGrowth(previous, pages[0], links.isUnlinked));
  }
  for (let i = 1; i < pages.length; i++) {
    findings.push(...checkGrowth(pages[i - 1], pages[i], links.isUnlinked));
  }
  const shown = countShown(pages, findings);
  const count = pages[0].page.personal.reduce((sum, list) => sum + list.count, 0);
  const isPerson = owner !== null && owner.token !== null;
  if (isPerson && count > 0 && pages[0].page.bulk === null) {
    findings.push({ flaw: "BULK_READS_MISSING", where: "bulkReads" });
  }
  if (shown === count && isPerson) {
    findings.push(...checkLinks(pages[0].page, links.of, owner.token));
  }
  const root = rootOf(pages[0].page);
  return {
    findings,
    unknown,
    shown,
    count,
    number: root?.number ?? 0,
    coveredSize: root?.coveredSize ?? 0,
    ...coverage(pages, previous),
    bulkReads: isPerson ? bulkReads(pages) : null,
  };
}

/** Which reads in bulk cover an entry that is shown, and how many do not show their range. */
function bulkReads(pages) {
  const entries = pages.flatMap(({ page }) =>
    page.personal.flatMap((list) => list.entries.map((entry) => entry.index)),
  );
  const covering = new Set();
  const withheld = new Set();
  for (const read of pages.flatMap(({ page }) => page.bulk?.entries ?? [])) {
    const data = read.opening.body.value?.get("data");
    const first = data instanceof Map ? data.get("firstIndex") : undefined;
    const last = data instanceof Map ? data.get("lastIndex") : undefined;
    if (typeof first !== "number" || typeof last !== "number") {
      withheld.add(read.index);
    } else if (entries.some((index) => first <= index && index <= last)) {
      covering.add(read.index);
    }
  }
  return { covering: [...covering].sort((a, b) => a - b), withheld: withheld.size };
}

/**
 * Which places are neither shown nor proved by an earlier answer, and whether the pages say that
 * nothing comes before or after them: only an answer to a cursor, or to an earlier answer, proves
 * that it extends another.
 */
function coverage(pages, previous) {
  const known = (list) =>
    previous?.page.lists.find((old) => equal(old.label, list.label))?.count ?? 0;
  const shownOf = (list) =>
    pages
      .flatMap(({ page }) => page.lists.filter((shown) => equal(shown.label, list.label)))
      .flatMap((shown) => shown.entries);
  const first = pages[0].page;
  const own = first.personal.flatMap(shownOf).map((entry) => entry.index);
  const oldest = own.reduce((least, index) => Math.min(least, index), own[0] ?? 0);
  let missing = 0;
  for (const list of first.lists) {
    const shown = shownOf(list);
    // What was read in bulk before the person had an entry concerns nobody here.
    const isDeepEnough = list === first.bulk && shown.length > 0 && shown.at(-1).index < oldest;
    const seen = isDeepEnough ? list.count : known(list);
    missing +=
      shown.length === 0
        ? Math.max(0, list.count - seen)
        : list.count - 1 - shown[0].listIndex + Math.max(0, shown.at(-1).listIndex - seen);
  }
  const isFirst = previous !== null || pages[0].page.consistency === null;
  return { missing, claimsWhole: isFirst && pages.at(-1).page.next === null };
}

/** Counts the places shown of the person's or party's lists; finds gaps in any list. */
function countShown(pages, findings) {
  const next = new Map(pages[0].page.lists.map((list) => [hex(list.label), list.count]));
  let shown = 0;
  for (const [i, { page }] of pages.entries()) {
    for (const list of page.lists) {
      const expected = next.get(hex(list.label));
      if (expected === undefined || list.entries.length === 0) {
        continue;
      }
      // A first page that begins further down shows less than the whole, and nothing wrong.
      if (i > 0 && list.entries[0].listIndex !== expected - 1) {
        findings.push({ flaw: "PAGES_WITH_A_GAP", where: list.where });
      }
      shown += list === page.bulk ? 0 : list.entries.length;
      next.set(hex(list.label), list.entries.at(-1).listIndex);
    }
  }
  return shown;
}

function checkGrowth(before, after, isUnlinked) {
  const findings = [];
  const proof = after.page.consistency;
  if (
    proof === null ||
    proof.oldSize !== before.checkpoint.size ||
    before.checkpoint.origin !== after.checkpoint.origin ||
    !provesConsistency(
      proof.oldSize,
      before.checkpoint.root,
      proof.path,
      after.checkpoint.size,
      after.checkpoint.root,
    )
  ) {
    findings.push({ flaw: "LOG_NOT_EXTENDED", where: "consistency" });
  }
  if (!indexGoesOn(before.page, after.page)) {
    findings.push({ flaw: "INDEX_WENT_BACK", where: "indexRoot" });
  }
  for (const old of before.page.lists) {
    const list = after.page.lists.find((l) => equal(l.label, old.label));
    if (list === undefined) {
      // A list may have been linked by way of the one that was unlinked.
      if (!isUnlinked || equal(old.label, before.page.lists[0].label)) {
        findings.push({ flaw: "LIST_GONE", where: "linked" });
      }
    } else if (!extendsList(old, list)) {
      findings.push({ flaw: "LIST_NOT_EXTENDED", where: list.where });
    }
  }
  return findings;
}

function indexGoesOn(before, after) {
  const older = rootOf(before);
  const newer = rootOf(after);
  if (older === null || newer === null) {
    return true;
  }
  const isSame =
    after.indexRoot.index === before.indexRoot.index &&
    equal(after.indexRoot.opening.entry, before.indexRoot.opening.entry);
  return newer.number === older.number
    ? isSame
    : newer.number > older.number &&
        after.indexRoot.index > before.indexRoot.index &&
        newer.coveredSize >= older.coveredSize;
}

const extendsList = (old, list) =>
  old.count === 0 ||
  (list.count > 0 &&
    list.extension !== null &&
    list.extension.oldSize === BigInt(old.count) &&
    provesConsistency(
      list.extension.oldSize,
      old.listRoot,
      list.extension.path,
      BigInt(list.count),
      list.listRoot,
    ));

/** Which tokens are one person, as the entries that are shown say, in log order. */
function foldLinks(pages) {
  const covered = rootOf(pages[0].page)?.coveredSize ?? 0;
  const inOrder = new Map();
  for (const { page } of pages) {
    for (const list of page.lists) {
      list.entries
        .filter((entry) => entry.index < covered)
        .forEach((entry) => inOrder.set(entry.index, entry.opening));
    }
  }
  const of = new Map();
  // Who no longer has both tokens is shown the stub alone: it says that some link is gone.
  const isUnlinked = [...inOrder.values()].some((opening) => typeOf(opening) === UNLINKED);
  for (const index of [...inOrder.keys()].sort((a, b) => a - b)) {
    foldLink(inOrder.get(index), of);
  }
  return { of, isUnlinked };
}

const typeOf = (opening) => opening.stub.value?.get("type");

function foldLink(opening, of) {
  const type = typeOf(opening);
  const one = opening.body.value?.get("subject");
  const data = opening.body.value?.get("data");
  const other = data instanceof Map ? data.get("linked") : undefined;
  if (typeof one !== "string" || typeof other !== "string" || one === "" || other === "") {
    return;
  }
  for (const [from, to] of [
    [one, other],
    [other, one],
  ]) {
    const links = of.get(from) ?? new Set();
    of.set(from, links);
    if (type === LINKED) {
      links.add(to);
    } else if (type === UNLINKED) {
      links.delete(to);
    }
  }
}

/** Compares the lists that are there with those that the person has; of a whole answer only. */
function checkLinks(page, of, token) {
  const seen = new Set([token]);
  const due = new Set();
  for (const known of seen) {
    for (const other of of.get(known) ?? []) {
      if (!seen.has(other)) {
        seen.add(other);
        due.add(hex(label(`subject/${other}`)));
      }
    }
  }
  const findings = [];
  for (const list of page.personal.slice(1)) {
    if (!due.delete(hex(list.label))) {
      findings.push({ flaw: "LIST_NOT_LINKED", where: list.where });
    }
  }
  due.forEach(() => findings.push({ flaw: "LINKED_LIST_MISSING", where: "linked" }));
  return findings;
}
