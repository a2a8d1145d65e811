package dev.tallystick.bench.inquiry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.bench.measure.Failures;
import dev.tallystick.demo.RunningSuite;
import dev.tallystick.events.Body;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.InvalidReceiptException;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.party.Acknowledgement;
import dev.tallystick.party.Delivery;
import dev.tallystick.party.NoteSignatures;
import dev.tallystick.party.PartyClient;
import dev.tallystick.party.RefusedException;
import dev.tallystick.party.SeenCheckpoint;
import dev.tallystick.party.document.AcknowledgementEnvelope;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Policy;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TlogException;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The lender's side of a sale, after it: acknowledges each report, in batches, once the published
 * log covers it under a quorum of witnesses. It opens no payload, which is work of the lender's own
 * machines; the digest is that of the receipt.
 */
final class LenderReceipts implements AutoCloseable {
  private static final int BATCH = 500;
  private static final long PAUSE_MILLIS = 250;
  private static final String NOT_WITNESSED = "CHECKPOINT_NOT_WITNESSED";

  private final PartyClient lender;
  private final RunningSuite suite;
  private final Clock clock;
  private final Policy policy;
  private final NoteSignatures signatures = new NoteSignatures();
  private final BlockingQueue<Report> waiting = new LinkedBlockingQueue<>();
  private final AtomicLong open = new AtomicLong();
  private final Thread teller = new Thread(this::tellAll, "lender-receipts");
  private volatile Failures failures = Failures.NONE;

  /** A report that was bought, and when. */
  private record Report(Delivery delivery, long receivedAtMillis) {}

  /** Starts to acknowledge for this lender. */
  LenderReceipts(PartyClient lender, RunningSuite suite, Clock clock)
      throws RefusedException, IOException, InterruptedException {
    this.lender = lender;
    this.suite = suite;
    this.clock = clock;
    try {
      this.policy = Policy.parse(published("/log/policy").getBytes(UTF_8));
    } catch (TlogException e) {
      throw new IOException("the log's policy cannot be read", e);
    }
    teller.setDaemon(true);
    teller.start();
  }

  /** Takes a report that was just delivered. */
  void add(Delivery delivery) {
    long unused = open.incrementAndGet();
    waiting.add(new Report(delivery, clock.millis()));
  }

  /** How many are not acknowledged yet. */
  long open() {
    return open.get();
  }

  /** Those that were refused. */
  Failures failures() {
    return failures;
  }

  private void tellAll() {
    List<Report> due = new ArrayList<>();
    try {
      while (true) {
        if (due.isEmpty()) {
          due.add(waiting.take());
        }
        waiting.drainTo(due, BATCH - due.size());
        if (!tellCovered(due)) {
          TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Acknowledges those that the published log covers, and takes them off the list.
   *
   * @return whether any was
   */
  private boolean tellCovered(List<Report> due) throws InterruptedException {
    try {
      Optional<SeenCheckpoint> seen = seen();
      List<Report> covered =
          due.stream()
              .filter(report -> seen.filter(at -> report.delivery.index() < at.size()).isPresent())
              .toList();
      if (covered.isEmpty()) {
        return false;
      }
      List<JsonObject> lines = new ArrayList<>();
      for (Report report : covered) {
        lines.add(statement(report, seen.get()));
      }
      List<JsonObject> answers =
          suite
              .as(lender.party())
              .postLines(
                  suite.endpoints().audit("/v1/acknowledgements"), lines, lender.drawId("key"));
      return settle(due, covered, answers) > 0;
    } catch (RefusedException | IOException | TlogException e) {
      note(String.valueOf(e.getMessage()));
      return false;
    } catch (InvalidReceiptException | InvalidEventException e) {
      throw new IllegalStateException("a report came with a receipt that does not hold", e);
    }
  }

  private int settle(List<Report> due, List<Report> covered, List<JsonObject> answers) {
    int settled = 0;
    for (int i = 0; i < covered.size(); i++) {
      Optional<String> code = answers.get(i).findString("code");
      if (code.filter(NOT_WITNESSED::equals).isEmpty()) {
        code.ifPresent(this::note);
        boolean unused = due.remove(covered.get(i));
        settled++;
      }
    }
    long unused = open.addAndGet(-settled);
    return settled;
  }

  private JsonObject statement(Report report, SeenCheckpoint seen)
      throws InvalidReceiptException, InvalidEventException {
    Receipt receipt = Receipt.parse(report.delivery.receiptBytes());
    JsonObject shown = receipt.opening().body().value().orElseThrow();
    DataReleased released = DataReleased.read(Body.parse(shown).data());
    Acknowledgement said =
        new Acknowledgement(
            lender.claims("audit-service"),
            report.delivery.eventId(),
            receipt.index(),
            receipt.opening().entry(),
            released.payloadDigest(),
            seen,
            report.receivedAtMillis);
    return new AcknowledgementEnvelope(said.sign(lender.keys().signingKey())).toJson();
  }

  private Optional<SeenCheckpoint> seen()
      throws TlogException, RefusedException, IOException, InterruptedException {
    Policy.Acceptance accepted =
        policy.check(SignedNote.parse(published("/log/checkpoint")), signatures);
    Checkpoint checkpoint = accepted.checkpoint();
    return accepted.quorum() == Policy.QuorumResult.MET && checkpoint.size() > 0
        ? Optional.of(new SeenCheckpoint(checkpoint.size(), checkpoint.root()))
        : Optional.empty();
  }

  private String published(String path) throws RefusedException, IOException, InterruptedException {
    return suite.as(lender.party()).getPublic(suite.endpoints().audit(path));
  }

  private void note(String text) {
    failures = failures.and(1, "an acknowledgement: " + text);
  }

  @Override
  public void close() {
    teller.interrupt();
  }
}
