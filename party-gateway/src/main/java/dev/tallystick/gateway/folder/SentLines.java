package dev.tallystick.gateway.folder;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.gateway.suite.SuiteAwayException;
import dev.tallystick.gateway.suite.SuiteClient;
import dev.tallystick.importing.lines.LineSink;
import dev.tallystick.party.Deposit;
import dev.tallystick.party.RefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Sends the lines of a file in chunks, each signed by the party, passing over those that an earlier
 * try has had logged. For one thread.
 */
final class SentLines implements LineSink {
  private static final int MOST_LINES = 5_000;
  private static final int MOST_BYTES = 4 * 1024 * 1024;
  private static final int TRIES = 8;
  private static final long PAUSE_MILLIS = 500;

  /** Refusals after which the same chunk, sent again, goes through or is found logged. */
  private static final Set<String> AGAIN =
      Set.of("IDEMPOTENCY_KEY_IN_USE", "CHUNK_LAPSED", "CHUNK_UNKNOWN", "DECISION_OVERTAKEN");

  private static final String SIGNED = "CHUNK_SIGNED";

  private final SuiteClient suite;
  private final DepositRows.ToDeposit wanted;
  private final String importKey;
  private final ResultFile results;
  private final List<JsonObject> lines = new ArrayList<>();
  private final List<Long> places = new ArrayList<>();
  private long bytes;
  private long offset;
  private long toPass;

  /**
   * Lines of an import.
   *
   * @param logged how many of them are logged
   */
  SentLines(
      SuiteClient suite,
      DepositRows.ToDeposit wanted,
      String importKey,
      ResultFile results,
      long logged) {
    this.suite = suite;
    this.wanted = wanted;
    this.importKey = importKey;
    this.results = results;
    this.toPass = logged;
  }

  /**
   * The suite does not answer, or has not done yet what it has taken; told through an interface
   * that knows no such exception.
   */
  static final class AwayException extends IOException {
    private static final long serialVersionUID = 1L;

    AwayException(Exception cause) {
      super(cause);
    }
  }

  @Override
  public void take(JsonObject line, long rows, long at)
      throws IOException, InterruptedException, RefusedException {
    if (toPass > 0) {
      toPass--;
      offset++;
      return;
    }
    lines.add(line);
    places.add(at);
    bytes += CanonicalJson.messageBytes(line).length;
    if (lines.size() == MOST_LINES || bytes >= MOST_BYTES) {
      send();
    }
  }

  /** Sends what is left. */
  void finish() throws IOException, InterruptedException, RefusedException {
    if (!lines.isEmpty()) {
      send();
    }
  }

  private void send() throws IOException, InterruptedException, RefusedException {
    List<JsonObject> chunk = List.copyOf(lines);
    results.mark();
    for (int tried = 1; !isSent(chunk, tried); tried++) {
      Thread.sleep(PAUSE_MILLIS * tried);
    }
    offset += chunk.size();
    lines.clear();
    places.clear();
    bytes = 0;
  }

  private boolean isSent(List<JsonObject> chunk, int tried) throws IOException, RefusedException {
    try {
      Deposit unused =
          suite.ask(
              (party, api, endpoints) ->
                  party.depositChunk(
                      wanted.agreement(), importKey, offset, chunk, (deposit, told) -> note(told)));
      return true;
    } catch (SuiteAwayException e) {
      throw new AwayException(e);
    } catch (RefusedException e) {
      if (e.code().equals(SIGNED) && logged() >= offset + chunk.size()) {
        // An earlier try has signed it, and its answer was lost; its results are kept.
        return true;
      }
      if (!AGAIN.contains(e.code()) && !e.code().equals(SIGNED)) {
        // Nothing of it is kept, whatever was told of its lines.
        results.reset();
        throw e;
      }
      if (tried == TRIES) {
        // It is being worked on: the file stays where it is.
        throw new AwayException(e);
      }
      return false;
    }
  }

  private long logged() throws IOException, RefusedException {
    try {
      return suite.ask((party, api, endpoints) -> party.importedLines(importKey));
    } catch (SuiteAwayException e) {
      throw new AwayException(e);
    }
  }

  /** Each answer with the place in the file that the line came from; the last is of the chunk. */
  private void note(List<JsonObject> told) throws IOException {
    List<JsonObject> some = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      JsonObject answer = told.get(i);
      some.add(
          answer
              .only(Set.of("line", "result", "record", "code", "field", "rule", "ruleId"))
              .with(wanted.place().apply(places.get(i))));
    }
    results.reset();
    results.add(some);
  }
}
