package dev.tallystick.vault.deposit;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far an import has come, on the wire. */
@Schema(name = "ImportState")
record ImportStateJson(
    @Schema(
            description = "The first line, counted from 0, that is in no logged chunk.",
            required = true)
        long next,
    @Schema(description = "The chunks from there on that are not logged.", required = true)
        List<OpenChunkJson> open) {

  static ImportStateJson of(ImportState.Progress progress) {
    return new ImportStateJson(
        progress.next(), progress.open().stream().map(OpenChunkJson::of).toList());
  }
}
