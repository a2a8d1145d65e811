package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.background.BackgroundTask;
import dev.tallystick.bureau.inquiry.ReceivedCursorRepository.ReceivedStep;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRepository;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.type.DataReceived;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.producer.Follower;
import dev.tallystick.producer.LostCursorException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Follows the acknowledgements in the log, and deletes the sealed answers that they are of.
 *
 * <p>Where it left off stands in the database, a cursor for each bureau, which moves by the same
 * commit as what was read. Nobody waits for that commit; what a crash takes back is read again. So
 * no report that the log knows to be received is told as undelivered.
 */
@Singleton
final class ReceivedReportProjection implements BackgroundTask {
  private static final Logger LOG = Logger.getLogger(ReceivedReportProjection.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** As many entries of others may be looked at again after a restart. */
  private static final long LOOKED_AT_AGAIN = 1_000;

  private final Follower follower;
  private final InquirySteps steps;
  private final ReceivedCursorRepository cursors;
  private final BureauRepository bureaus;

  /** The cursors, as this process knows them; after the start entries are consumed meanwhile. */
  private final Map<BureauId, Long> stored = new ConcurrentHashMap<>();

  private volatile boolean following;

  ReceivedReportProjection(
      Follower follower,
      InquirySteps steps,
      ReceivedCursorRepository cursors,
      BureauRepository bureaus) {
    this.follower = follower;
    this.steps = steps;
    this.cursors = cursors;
    this.bureaus = bureaus;
  }

  /**
   * Begins to follow when the log first answers. A bureau without a cursor begins at the end of the
   * log: nothing that is older has been sold in its name.
   */
  @Override
  public void run(BureauId bureau) {
    if (following) {
      readFor(bureau);
      return;
    }
    try {
      long end = follower.currentSize() - 1;
      bureaus.all().forEach(one -> begin(one, end));
    } catch (LogUnavailableException e) {
      LOG.debugf("The log is not followed yet: %s", e.getMessage());
      return;
    }
    follower.follow(Set.of(DataReceived.SHORT_NAME), least(stored), this::consume);
    following = true;
  }

  /**
   * Has all read again that has passed by since a bureau was last read for: until it was enlisted
   * here, its entries were another's.
   */
  private void readFor(BureauId bureau) {
    if (stored.containsKey(bureau)) {
      return;
    }
    long cursor = cursors.begin(bureau, follower.position());
    try {
      follower.readAgain(
          Math.min(cursor, follower.position()), () -> stored.putIfAbsent(bureau, cursor));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void begin(BureauId bureau, long index) {
    if (!stored.containsKey(bureau)) {
      stored.putIfAbsent(bureau, cursors.begin(bureau, index));
    }
  }

  private static long least(Map<BureauId, Long> cursors) {
    return cursors.values().stream().mapToLong(Long::longValue).min().orElse(-1);
  }

  /**
   * Takes in every acknowledgement that the log has now, and those once more that a crash of the
   * database has taken back. Blocks; not in a transaction.
   *
   * @return whether the log has answered
   */
  boolean catchUp(BureauId bureau) {
    Long known = stored.get(bureau);
    if (!following || known == null) {
      return false;
    }
    try {
      if (cursors.begin(bureau, -1) < known) {
        Map<BureauId, Long> left = left();
        follower.readAgain(least(left), () -> stored.putAll(left));
      }
      return follower.catchUp(PATIENCE).isPresent();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The cursors that the database has. */
  private Map<BureauId, Long> left() {
    Map<BureauId, Long> left = new ConcurrentHashMap<>();
    stored.keySet().forEach(bureau -> left.put(bureau, cursors.begin(bureau, -1)));
    return left;
  }

  private void consume(FeedEntry entry) {
    Optional<DataReceived> received =
        entry
            .readData(DataReceived::read)
            .filter(said -> bureaus.isListed(new BureauId(said.from())));
    Optional<BureauId> seller = received.map(said -> new BureauId(said.from()));
    seller.ifPresent(bureau -> begin(bureau, entry.index() - 1));
    stored.forEach(
        (bureau, from) -> {
          if (seller.filter(bureau::equals).isPresent()) {
            step(
                bureau, new ReceivedStep(from, entry.index(), received.map(DataReceived::release)));
          } else if (entry.index() - from >= LOOKED_AT_AGAIN) {
            step(bureau, new ReceivedStep(from, entry.index(), Optional.empty()));
          }
        });
  }

  private void step(BureauId bureau, ReceivedStep step) {
    if (step.to() <= step.from()) {
      // It is read again, for another bureau.
      return;
    }
    if (!steps.received(bureau, step)) {
      stored.putAll(left());
      throw new LostCursorException(least(stored));
    }
    stored.put(bureau, step.to());
  }
}
