// SPDX-License-Identifier: Apache-2.0
/** What a test has put into corpus.json, verified by the module. */
import { verify } from "/web/tally.mjs";

export const fromBase64 = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

/** Each case with what the module says of it. */
export async function runCases() {
  const cases = await (await fetch("/corpus/corpus.json")).json();
  const results = [];
  for (const { name, texts, files } of cases) {
    const inputs = { ...texts };
    for (const [option, file] of Object.entries(files)) {
      inputs[option] = fromBase64(file);
    }
    const { file, ...options } = inputs;
    results.push({ name, report: await attempt(file, options) });
  }
  return results;
}

async function attempt(file, options) {
  try {
    return await verify(file, options);
  } catch (e) {
    return { verdict: `threw ${e.stack}`, checks: [] };
  }
}
