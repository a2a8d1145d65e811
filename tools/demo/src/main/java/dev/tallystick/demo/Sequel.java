package dev.tallystick.demo;

import static dev.tallystick.demo.StepDiffersException.check;

import dev.tallystick.demo.request.ErasurePreview;
import dev.tallystick.demo.request.ErasureRequest;
import dev.tallystick.demo.request.ErasureState;
import dev.tallystick.demo.request.ErasureStates;
import dev.tallystick.demo.request.KeptRecord;
import dev.tallystick.demo.request.KeptRecords;
import dev.tallystick.demo.request.ReplayReport;
import dev.tallystick.demo.request.ReplayRequest;
import dev.tallystick.demo.request.ReplayRow;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.ConflictFlagged;
import dev.tallystick.party.ApiClient;
import dev.tallystick.party.Delivery;
import dev.tallystick.party.RefusedException;
import dev.tallystick.party.TypedId;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What comes of a sale that has been told: an owner's conflict that the log shows, an erasure that
 * leaves the proofs, and what the next rule pack would have said.
 */
record Sequel(RunningSuite suite, Protagonist person, FileVerifier tally) {
  /** Competes with the others, and owns a share of the bureau. */
  private static final String OWNER = "mall-east";

  private static final String RIVAL = "pay-south";
  private static final String NEXT_PACK = "cn-2025";
  private static final String ERASURES = "/v1/me/erasures";
  private static final int TRIES = 240;
  private static final long PAUSE_MILLIS = 250;

  /** A rival of the bureau's owner sees in its own list what the bureau got about its users. */
  String conflict()
      throws RefusedException, IOException, InterruptedException, StepDiffersException {
    for (int i = 0; i < TRIES; i++) {
      SeenUsage list = SeenUsage.ofParty(suite, RIVAL, ConflictFlagged.SHORT_NAME);
      Optional<String> flag =
          list.bodies().stream()
              .filter(body -> isConflict(new ConflictFlagged.Partial(body.data())))
              .map(body -> body.id())
              .findFirst();
      if (flag.isPresent()) {
        return "%s owns %d %% of %s and competes with %s, flagged as %s"
            .formatted(OWNER, Market.SHARE / 100, Cast.BUREAU, RIVAL, flag.get());
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    throw new StepDiffersException("the list of " + RIVAL + " shows no conflict");
  }

  private static boolean isConflict(ConflictFlagged.Partial data) {
    return data.holder().equals(Optional.of(OWNER))
        && data.bureau().equals(Optional.of(Cast.BUREAU))
        && data.rival().equals(Optional.of(RIVAL));
  }

  /** What one platform has deposited goes for good; the person's list and old receipts hold. */
  String erasure()
      throws RefusedException, IOException, InterruptedException, StepDiffersException {
    ApiClient me = suite.loggedIn(person.name());
    URI uri = suite.endpoints().vault(ERASURES);
    ErasurePreview preview = ErasurePreview.read(me.post(uri, request(Optional.empty()), key()));
    check(preview.records() > 0, "nothing would go");
    check(isKept(), "the records are gone before it was confirmed");
    ErasureState started =
        ErasureState.read(me.post(uri, request(Optional.of(preview.confirm())), key()));
    ErasureState erased = awaitErased(started.erasure());
    check(!isKept(), "the records are still shown");
    Optional<String> last = erased.erasedEvent();
    SeenUsage unused = SeenUsage.awaiting(suite, person, last);
    byte[] list = SeenUsage.file(suite, person);
    FileVerifier.Outcome complete = tally.verifyUsage("erased", list, person.subject());
    check(complete.exitCode() == 0, "the person's list: " + complete.output());
    FileVerifier.Outcome old = tally.verifyAgain("release");
    check(old.exitCode() == 0, "the release's receipt: " + old.output());
    return "%d records of %s, %d keys destroyed, %s to %s; the list still holds"
        .formatted(
            preview.records(),
            SensitiveSale.PLATFORM,
            erased.keys().orElse(0),
            erased.startedEvent().orElse(""),
            last.orElse(""));
  }

  private static JsonObject request(Optional<String> confirm) {
    return new ErasureRequest("PROVIDER", SensitiveSale.PLATFORM, confirm).toJson();
  }

  private boolean isKept() throws RefusedException, IOException, InterruptedException {
    JsonObject page = suite.as(person.name()).get(suite.endpoints().vault("/v1/me/records"));
    return KeptRecords.read(page).records().stream()
        .map(KeptRecord::provider)
        .anyMatch(SensitiveSale.PLATFORM::equals);
  }

  private ErasureState awaitErased(String erasure)
      throws RefusedException, IOException, InterruptedException, StepDiffersException {
    for (int i = 0; i < TRIES; i++) {
      JsonObject all = suite.as(person.name()).get(suite.endpoints().vault(ERASURES));
      Optional<ErasureState> done =
          ErasureStates.read(all).erasures().stream()
              .filter(each -> each.erasure().equals(erasure) && each.state().equals("ERASED"))
              .findFirst();
      if (done.isPresent()) {
        return done.get();
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    throw new StepDiffersException(erasure + " does not end");
  }

  /** The regulator has what was sold since then decided anew by the pack that comes next. */
  String nextPack(Instant since)
      throws RefusedException, IOException, InterruptedException, StepDiffersException {
    JsonObject request = new ReplayRequest(NEXT_PACK, since, suite.clock().instant()).toJson();
    ReplayReport report =
        ReplayReport.read(
            suite
                .as(Cast.REGULATOR)
                .post(suite.endpoints().consent("/v1/replays"), request, key()));
    List<ReplayRow> rows =
        report.byRule().stream().filter(row -> row.counts().newlyRefused() > 0).toList();
    check(
        rows.stream().anyMatch(row -> row.key().equals("R07")),
        "no sale would have been refused by R07");
    StringBuilder told = new StringBuilder();
    rows.forEach(
        row ->
            told.append(", ").append(row.counts().newlyRefused()).append(" by ").append(row.key()));
    return "%s would have refused %d of %d decisions%s"
        .formatted(NEXT_PACK, report.totals().newlyRefused(), report.totals().decisions(), told);
  }

  /** A copy of the log in which one byte of that entry is changed. */
  String tampering(Optional<Delivery> sold) throws IOException, StepDiffersException {
    long index = sold.orElseThrow().index();
    FileVerifier.Outcome found = tally.checkTamperedCopy(suite.endpoints().audit(), index);
    check(found.exitCode() == 1, "tally says: " + found.output());
    String line = found.line("files");
    check(line.contains("index " + index + ":"), "tally names another place: " + line);
    int end = line.indexOf("; expected");
    return end < 0 ? line : line.substring(0, end);
  }

  private String key() {
    return TypedId.draw("key", suite.clock().millis(), suite.random());
  }
}
