package dev.tallystick.gateway.source;

import dev.tallystick.gateway.folder.DepositRows;
import dev.tallystick.importing.ShippedMappings;
import dev.tallystick.importing.mapping.FileForm;
import dev.tallystick.importing.mapping.MalformedMappingException;
import dev.tallystick.importing.mapping.Mapping;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Deposits the batch of a source and notes its end. Killed anywhere on the way, it is called again
 * with the same batch: what has a receipt is not sent again, and what is noted counts once.
 */
@Singleton
class DepositBatch {
  private static final String NOTHING_STORED = "NOTHING_STORED";

  private final DepositRows rows;
  private final DepositSourceRepository sources;
  private final Clock clock;

  DepositBatch(DepositRows rows, DepositSourceRepository sources, Clock clock) {
    this.rows = rows;
    this.sources = sources;
    this.clock = clock;
  }

  /** By what, and under which agreement. */
  record How(String source, String mapping, String agreement) {}

  /** What notes that the source is read up to the end of a batch. */
  @FunctionalInterface
  interface Reached {
    /**
     * Notes it where the source keeps it.
     *
     * @return the mark that is kept here; null if the source has kept it itself
     */
    @Nullable String mark(BatchSpool.Batch batch) throws IOException, StandstillException;
  }

  /**
   * Refuses a mapping that is of no use for a source: it must read documents one a line, and each
   * by itself, since nobody knows where a group of rows ends.
   */
  static void requireFit(String mapping) throws IOException, StandstillException {
    try {
      Mapping parsed = Mapping.parse(ShippedMappings.read(mapping));
      boolean isFit =
          parsed.file().kind() == FileForm.Kind.NDJSON
              && parsed.file().encoding().equals(StandardCharsets.UTF_8)
              && parsed.group().isEmpty()
              && parsed.summary().isEmpty();
      if (!isFit) {
        throw new StandstillException("MAPPING_NOT_OF_ROWS");
      }
    } catch (MalformedMappingException e) {
      throw new StandstillException("MAPPING_MALFORMED");
    }
  }

  /**
   * Deposits a batch.
   *
   * @throws StandstillException if it has to wait; it stays on the disk
   */
  void deposit(BatchSpool spool, BatchSpool.Batch batch, How how, Reached reached)
      throws IOException, StandstillException {
    DepositRows.Ended ended =
        rows.deposit(
            new DepositRows.ToDeposit(
                batch.rows(),
                batch.results(),
                how.mapping(),
                how.agreement(),
                batch::place,
                Optional.of(batch.name())),
            begun -> {});
    String problem = Objects.requireNonNullElse(ended.problem(), "");
    if (ended.outcome() == DepositRows.Outcome.LATER) {
      throw new StandstillException("DEPOSITED_LATER");
    }
    // Rows that are all refused have their results; another refusal is of the whole batch.
    if (!problem.isEmpty() && !problem.equals(NOTHING_STORED)) {
      throw new StandstillException(problem);
    }
    sources.commit(
        how.source(), batch.name(), reached.mark(batch), ended.counts(), clock.instant());
    spool.end(batch, clock.instant());
  }
}
