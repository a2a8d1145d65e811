package dev.tallystick.events.usage;

import dev.tallystick.events.document.ShownBody;
import dev.tallystick.tlog.Checkpoint;
import java.util.Optional;

/**
 * A page of a usage answer, and the checkpoint in it after its signatures have been verified.
 *
 * @param answer the page
 * @param checkpoint what {@code answer.checkpoint()} says, believed
 */
public record UsagePage(UsageAnswer answer, Checkpoint checkpoint) {
  /** What the index root says; empty if it is none. */
  Optional<IndexRoot> indexRoot() {
    return answer
        .indexRoot()
        .opening()
        .body()
        .value()
        .flatMap(body -> new ShownBody.Partial(body).data())
        .flatMap(IndexRoot::find);
  }
}
