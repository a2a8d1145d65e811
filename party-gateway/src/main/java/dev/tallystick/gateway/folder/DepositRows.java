package dev.tallystick.gateway.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.gateway.document.RowLeftOut;
import dev.tallystick.gateway.suite.SuiteAwayException;
import dev.tallystick.gateway.suite.SuiteClient;
import dev.tallystick.importing.ShippedMappings;
import dev.tallystick.importing.deposit.ClaimSender;
import dev.tallystick.importing.deposit.ImportKey;
import dev.tallystick.importing.lines.LineMaker;
import dev.tallystick.importing.lines.Outcomes;
import dev.tallystick.importing.lines.Survey;
import dev.tallystick.importing.mapping.MalformedMappingException;
import dev.tallystick.importing.mapping.Mapping;
import dev.tallystick.importing.rows.DataFile;
import dev.tallystick.importing.rows.UnreadableFileException;
import dev.tallystick.party.RefusedException;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Deposits rows by a mapping, and writes what became of each line. Killed on the way, the same rows
 * go on at the first chunk without a receipt.
 */
@Singleton
public class DepositRows {
  private static final Logger LOG = Logger.getLogger(DepositRows.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final SuiteClient suite;

  DepositRows(SuiteClient suite) {
    this.suite = suite;
  }

  /**
   * What is deposited, and how.
   *
   * @param results where its result lines go
   * @param mapping its name or file
   * @param place where a row stands, by its line in the file; told with its result
   * @param batch tells batches with the same rows apart; absent, the same rows are the same import.
   *     Each row that becomes no line has a result of its own then
   */
  public record ToDeposit(
      Path file,
      Path results,
      String mapping,
      String agreement,
      LongFunction<JsonObject> place,
      Optional<String> batch) {
    ToDeposit(
        Path file, Path results, String mapping, String agreement, LongFunction<JsonObject> place) {
      this(file, results, mapping, agreement, place, Optional.empty());
    }
  }

  /** How it came out. */
  public enum Outcome {
    /** What can be kept of it is kept. */
    DONE,
    /** Nothing of it is kept, or it cannot be read to its end. */
    FAILED,
    /** The suite is away, or the mapping cannot be used. */
    LATER
  }

  /** How it ended, and why it failed. */
  public record Ended(Outcome outcome, LineCounts counts, @Nullable String problem) {
    private static final Ended LATER = new Ended(Outcome.LATER, LineCounts.NONE, null);

    private static Ended failed(LineCounts counts, String problem) {
      return new Ended(Outcome.FAILED, counts, problem);
    }
  }

  /**
   * Deposits rows.
   *
   * @param begun is told the key of the import before anything is sent
   */
  public Ended deposit(ToDeposit wanted, Consumer<String> begun) throws IOException {
    LineCounts counts = LineCounts.NONE;
    try {
      byte[] text = ShippedMappings.read(wanted.mapping());
      Mapping mapping = Mapping.parse(text);
      DataFile data = DataFile.at(wanted.file(), mapping);
      String key = key(wanted, Hash.sha256(text), data.digest());
      begun.accept(key);
      long logged = suite.ask((party, api, endpoints) -> party.importedLines(key));
      try (ResultFile out = ResultFile.resume(wanted.results(), logged)) {
        Survey survey = Survey.of(data, mapping, read -> {});
        SentLines lines = new SentLines(suite, wanted, key, out, logged);
        LineMaker maker =
            wanted.batch().isPresent()
                ? LineMaker.ofFew(mapping, survey, lines)
                : new LineMaker(mapping, survey, lines);
        try {
          Outcomes outcomes = maker.make(data, read -> {});
          lines.finish();
          claim(mapping, maker, data);
          out.add(left(outcomes, wanted));
        } finally {
          // Also of what is deposited in part.
          counts = out.counts();
        }
      }
      return counts.stored() + counts.duplicates() == 0
          ? Ended.failed(counts, "NOTHING_STORED")
          : new Ended(Outcome.DONE, counts, null);
    } catch (SuiteAwayException | SentLines.AwayException e) {
      return Ended.LATER;
    } catch (MalformedMappingException e) {
      LOG.errorf("The mapping cannot be used: %s", e.getMessage());
      return Ended.LATER;
    } catch (UnreadableFileException e) {
      return Ended.failed(counts, "FILE_UNREADABLE");
    } catch (RefusedException e) {
      return Ended.failed(counts, e.code());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Ended.LATER;
    }
  }

  private static String key(ToDeposit wanted, Hash mapping, Hash data) {
    Hash rows =
        wanted
            .batch()
            .map(batch -> Hash.sha256(data.toByteArray(), batch.getBytes(UTF_8)))
            .orElse(data);
    return ImportKey.of(wanted.agreement(), mapping, rows);
  }

  /** Rows that became no line: a result for each reason, or of a batch for each row. */
  private static List<JsonObject> left(Outcomes outcomes, ToDeposit wanted) {
    List<JsonObject> results = new ArrayList<>();
    for (Map.Entry<Outcomes.Reason, Outcomes.Rows> each : outcomes.left().entrySet()) {
      Outcomes.Reason reason = each.getKey();
      if (reason.kind() != Outcomes.Kind.PROHIBITED) {
        List<Long> places = each.getValue().first();
        boolean isEach = wanted.batch().isPresent();
        for (long place : isEach ? places : places.subList(0, 1)) {
          RowLeftOut result =
              new RowLeftOut(
                  reason.kind() == Outcomes.Kind.REFUSED ? "REFUSED" : "LEFT_OUT",
                  reason.code(),
                  Optional.of(reason.column()).filter(name -> !name.isEmpty()),
                  isEach ? OptionalLong.empty() : OptionalLong.of(each.getValue().count()));
          results.add(result.toJson().with(wanted.place().apply(place)));
        }
      }
    }
    return results;
  }

  private void claim(Mapping mapping, LineMaker maker, DataFile data)
      throws SuiteAwayException, RefusedException {
    if (mapping.also().isEmpty()) {
      return;
    }
    String method = mapping.also().get().method();
    int unused =
        suite.ask(
            (party, api, endpoints) ->
                new ClaimSender(party::claimIdentities, PAUSE)
                    .send(maker.knownTwice(), method, data.digest()));
  }
}
