package dev.tallystick.vault.deposit;

import java.util.List;

/** How far an import has come, on the wire. */
record ImportStateJson(long next, List<OpenChunkJson> open) {

  static ImportStateJson of(ImportState.Progress progress) {
    return new ImportStateJson(
        progress.next(), progress.open().stream().map(OpenChunkJson::of).toList());
  }
}
