package dev.tallystick.portal.auditor;

import dev.tallystick.events.receipt.Opening;
import dev.tallystick.events.receipt.ReceiptGrade;
import dev.tallystick.evidence.EvidenceBundle;
import dev.tallystick.evidence.EvidenceQuestion;
import dev.tallystick.evidence.PublishedState;
import dev.tallystick.evidence.UnprovableException;
import dev.tallystick.evidence.UnprovableException.Reason;
import dev.tallystick.evidence.lineage.LineageAnswer;
import dev.tallystick.evidence.lineage.LineageDeposit;
import dev.tallystick.portal.call.FetchLogPolicy;
import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.MalformedCheckpointException;
import dev.tallystick.tlog.MalformedNoteException;
import dev.tallystick.tlog.SignedNote;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Makes evidence bundles of what the reader may open, with the reader's own token: the lineage, the
 * openings of its entries, which are reads that the log keeps, and what the log has published.
 */
@Singleton
final class BundleDesk {
  private static final Logger LOG = Logger.getLogger(BundleDesk.class);
  private static final int MOST_LOOKS = 8;
  private static final long PAUSE_MILLIS = 1_000;

  private final Neighbours neighbours;
  private final FetchLogPolicy policy;

  BundleDesk(Neighbours neighbours, FetchLogPolicy policy) {
    this.neighbours = neighbours;
    this.policy = policy;
  }

  /** The file of a bundle about a release, a deposit or a consent. */
  byte[] make(LineageAsk ask) throws NoBundleException {
    if (!ask.isBundled()) {
      throw new NoBundleException(NoBundle.NOT_ONE_THING);
    }
    Part<LineageAnswer> told = LineageFiles.read(asked(ask).join());
    LineageAnswer lineage = told.find().orElseThrow(() -> NoBundleException.of(told.absence()));
    EvidenceQuestion question =
        question(ask, lineage).orElseThrow(() -> new NoBundleException(NoBundle.NOT_FOUND));
    Map<Long, Opening> openings = new ReadOpenings(neighbours, ask.why()).of(lineage.indexes());
    return await(question, lineage, openings).toByteArray();
  }

  /** Without what the page narrows down: the evidence is of all of it. */
  private CompletableFuture<Reply> asked(LineageAsk ask) {
    if (ask.thing().kind() == Thing.Kind.RELEASE) {
      return neighbours.get(
          Neighbour.AUDIT,
          "/v1/lineage/"
              + ask.thing().id()
              + "?purpose="
              + URLEncoder.encode(ask.why(), StandardCharsets.UTF_8));
    }
    LineageAsk.Way way = isUp(ask) ? LineageAsk.Way.UP : LineageAsk.Way.DOWN;
    return neighbours.post(
        Neighbour.AUDIT,
        "/v1/lineage",
        LineageAsk.about(ask.thing(), ask.why()).going(way).toJson());
  }

  /** A deposit is known by its entry on the pages, and by its chunk in evidence. */
  private static Optional<EvidenceQuestion> question(LineageAsk ask, LineageAnswer lineage) {
    String id = ask.thing().id();
    if (ask.thing().kind() != Thing.Kind.CHUNK || id.startsWith("chk_")) {
      return EvidenceQuestion.find(id, isUp(ask));
    }
    return lineage.deposits().stream()
        .filter(deposit -> deposit.event().equals(id))
        .findFirst()
        .flatMap(LineageDeposit::chunk)
        .flatMap(chunk -> EvidenceQuestion.find(chunk, isUp(ask)));
  }

  private static boolean isUp(LineageAsk ask) {
    return ask.way() == LineageAsk.Way.UP;
  }

  /** The log publishes a checkpoint a second, and its witnesses see it a moment later. */
  private EvidenceBundle await(
      EvidenceQuestion question, LineageAnswer lineage, Map<Long, Opening> openings)
      throws NoBundleException {
    try {
      for (int look = 1; look <= MOST_LOOKS; look++) {
        Optional<EvidenceBundle> bundle = make(question, lineage, openings);
        if (bundle.isPresent()) {
          return bundle.get();
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new NoBundleException(NoBundle.NOT_READY);
  }

  /** The bundle; empty while the log has not published all of it, with its witnesses. */
  private Optional<EvidenceBundle> make(
      EvidenceQuestion question, LineageAnswer lineage, Map<Long, Opening> openings)
      throws NoBundleException {
    try {
      EvidenceBundle bundle = EvidenceBundle.make(question, lineage, openings, published());
      return isWitnessed(bundle) ? Optional.of(bundle) : Optional.empty();
    } catch (UnprovableException e) {
      if (e.reason() == Reason.NOT_PUBLISHED_YET) {
        return Optional.empty();
      }
      LOG.errorf("No evidence of a lineage, %s: %s", e.reason(), e.getMessage());
      throw new NoBundleException(
          switch (e.reason()) {
            case TOO_LONG -> NoBundle.TOO_LONG;
            case NOT_OPENED -> NoBundle.NOT_OPENED;
            case NOT_PUBLISHED_YET -> NoBundle.NOT_READY;
            case CONTRADICTION -> NoBundle.CONTRADICTION;
          });
    } catch (IOException e) {
      LOG.warnf("The log does not publish what a proof needs: %s", e.getMessage());
      throw new NoBundleException(NoBundle.AWAY);
    }
  }

  private static boolean isWitnessed(EvidenceBundle bundle) {
    return bundle.policy().isWithoutWitnesses()
        || bundle.receipts().values().stream()
            .allMatch(receipt -> receipt.grade() == ReceiptGrade.WITNESSED);
  }

  private PublishedState published() throws NoBundleException, IOException {
    Part<String> checkpoint =
        neighbours.getPublicNow(Neighbour.AUDIT, "/log/checkpoint").join().text();
    String note = checkpoint.find().orElseThrow(() -> new NoBundleException(NoBundle.AWAY));
    String trusted =
        policy
            .fetch()
            .join()
            .map(FetchLogPolicy.Published::text)
            .orElseThrow(() -> new NoBundleException(NoBundle.AWAY));
    try {
      SignedNote signed = SignedNote.parse(note);
      long size = Checkpoint.parse(signed.text()).size();
      return new PublishedState(signed, trusted, new PublishedTiles(neighbours, size));
    } catch (MalformedNoteException | MalformedCheckpointException e) {
      throw new IOException("the log publishes no checkpoint: " + e.getMessage(), e);
    }
  }
}
