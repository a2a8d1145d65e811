package dev.tallystick.gateway.folder;

import dev.tallystick.events.json.JsonObject;
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
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Deposits one file by the mapping, and writes what became of each of its lines. Killed on the way,
 * the same file goes on at the first chunk without a receipt.
 */
@Singleton
class DepositFile {
  private static final Logger LOG = Logger.getLogger(DepositFile.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final SuiteClient suite;
  private final DepositedFileRepository files;
  private final FolderSettings settings;
  private final Clock clock;

  DepositFile(
      SuiteClient suite, DepositedFileRepository files, FolderSettings settings, Clock clock) {
    this.suite = suite;
    this.files = files;
    this.settings = settings;
    this.clock = clock;
  }

  /** How a file came out. */
  enum Outcome {
    /** What can be kept of it is kept. */
    DONE,
    /** Nothing of it is kept, or it cannot be read to its end. */
    FAILED,
    /** The suite is away; the file stays where it is. */
    LATER
  }

  /**
   * Deposits a file.
   *
   * @param results where its result lines go
   */
  Outcome deposit(Path file, Path results) throws IOException {
    String key = "";
    LineCounts counts = LineCounts.NONE;
    try {
      byte[] text = ShippedMappings.read(settings.mapping().orElseThrow());
      Mapping mapping = Mapping.parse(text);
      DataFile data = DataFile.at(file, mapping);
      String agreement = settings.agreement().orElseThrow();
      key = ImportKey.of(agreement, Hash.sha256(text), data.digest());
      String importKey = key;
      files.begin(key, String.valueOf(file.getFileName()), clock.instant());
      long logged = suite.ask((party, api, endpoints) -> party.importedLines(importKey));
      try (ResultFile out = ResultFile.resume(results, logged)) {
        Survey survey = Survey.of(data, mapping, read -> {});
        SentLines lines = new SentLines(suite, agreement, key, out, logged);
        LineMaker maker = new LineMaker(mapping, survey, lines);
        try {
          Outcomes outcomes = maker.make(data, read -> {});
          lines.finish();
          claim(mapping, maker, data);
          out.add(left(outcomes));
        } finally {
          // Also of a file that is deposited in part.
          counts = out.counts();
        }
      }
      return end(key, counts, counts.stored() + counts.duplicates() == 0 ? "NOTHING_STORED" : null);
    } catch (SuiteAwayException | SentLines.AwayException e) {
      return Outcome.LATER;
    } catch (MalformedMappingException e) {
      LOG.errorf("The mapping of the folder cannot be used: %s", e.getMessage());
      return Outcome.LATER;
    } catch (UnreadableFileException e) {
      return end(key, counts, "FILE_UNREADABLE");
    } catch (RefusedException e) {
      return end(key, counts, e.code());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.LATER;
    }
  }

  private Outcome end(String key, LineCounts counts, @Nullable String problem) {
    files.end(key, counts, problem, clock.instant());
    return problem == null ? Outcome.DONE : Outcome.FAILED;
  }

  /** Rows that became no line: a result for each reason, with the first places. */
  private static List<JsonObject> left(Outcomes outcomes) {
    List<JsonObject> results = new ArrayList<>();
    for (Map.Entry<Outcomes.Reason, Outcomes.Rows> each : outcomes.left().entrySet()) {
      Outcomes.Reason reason = each.getKey();
      if (reason.kind() != Outcomes.Kind.PROHIBITED) {
        results.add(
            JsonObject.builder()
                .put("result", reason.kind() == Outcomes.Kind.REFUSED ? "REFUSED" : "LEFT_OUT")
                .put("code", reason.code())
                .putIfPresent("field", Optional.of(reason.column()).filter(name -> !name.isEmpty()))
                .put("rows", each.getValue().count())
                .put("at", each.getValue().first().get(0))
                .build());
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
