package dev.tallystick.audit.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the log is.
 *
 * @param size its committed entries
 * @param writable whether it takes new ones
 * @param witnessedSize how far a quorum of witnesses has cosigned it; absent without witnesses
 * @param witnessedAt when that was
 * @param indexedSize how far it is indexed
 * @param indexLag how many entries the index is behind
 * @param self what the newest check of this process has found; absent before the first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LogHealthJson(
    Instant asOf,
    long size,
    boolean writable,
    @Nullable Long witnessedSize,
    @Nullable Instant witnessedAt,
    long indexedSize,
    long indexLag,
    @Nullable SelfCheckJson self) {

  /** A check of all that is stored: how much it has read, when, and what does not hold. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SelfCheckJson(long size, Instant at, boolean holds, @Nullable String finding) {}
}
