package dev.tallystick.producer;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.append.AppendClient;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.AppendSettings;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.append.LogUnavailableException.Reason;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.receipt.InvalidReceiptException;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.producer.document.FeedPage;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.KeySuccession;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.TlogException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The log as this service reaches it: its key, its append client, and what it says of single
 * events. Needs no log at the start. Thread-safe.
 */
final class LogConnection implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LogConnection.class);
  private static final long FOLLOW_EVERY_NANOS = Duration.ofMinutes(5).toNanos();

  /** What the log says of an entry that it has and does not show. */
  private static final String ENTRY_UNKNOWN = "ENTRY_UNKNOWN";

  private final URI url;
  private final Supplier<String> bearer;
  private final ServiceHttp http;
  private final LogKeyPin pin;
  private final Duration giveUpAfter;
  private @Nullable AppendClient client;
  private @Nullable NoteVerifier clientKey;
  private volatile long followNanos = System.nanoTime();
  private volatile @Nullable Hash policyHash;

  LogConnection(URI url, Supplier<String> bearer, LogKeyPin pin, Duration giveUpAfter) {
    this.url = URI.create(url.toString().replaceAll("/+$", ""));
    this.bearer = bearer;
    this.http = new ServiceHttp("audit", url, bearer);
    this.pin = pin;
    this.giveUpAfter = giveUpAfter;
  }

  /** How long a caller waits for the log when it works under no deadline. */
  Duration giveUpAfter() {
    return giveUpAfter;
  }

  ServiceHttp http() {
    return http;
  }

  /**
   * The log's key; asks the log for it only the first time ever. Whether another one follows it is
   * asked now and then, and believed only if the known one has signed it.
   */
  NoteVerifier key() throws LogUnavailableException {
    if (pin.find().isEmpty()) {
      return pin.pin(text("/log/vkey"));
    }
    follow();
    return pin.find().orElseThrow();
  }

  private void follow() {
    long now = System.nanoTime();
    if (now - followNanos < 0) {
      return;
    }
    followNanos = now + FOLLOW_EVERY_NANOS;
    try {
      pin.follow(KeySuccession.parseLines(text("/log/keys")));
    } catch (LogUnavailableException e) {
      // Asked again later; what is known goes on being good for as long as it signs.
    } catch (TlogException e) {
      LOG.warn("the log tells of keys that its key has not signed for: " + message(e));
    }
  }

  /**
   * Refuses a configured key that is not the pinned one.
   *
   * @throws IllegalStateException if it is not
   */
  void requireOneKey() {
    pin.find();
  }

  synchronized AppendClient client() throws LogUnavailableException {
    AppendClient ready = client;
    NoteVerifier key = key();
    if (ready == null || clientKey == null || !key.key().equals(clientKey.key())) {
      if (ready != null) {
        ready.close();
      }
      AppendSettings usual = AppendSettings.of(URI.create(url + "/v1/entries"));
      ready =
          new AppendClient(
              usual.withTimes(shorter(usual.requestTimeout(), giveUpAfter), giveUpAfter),
              key,
              bearer);
      client = ready;
      clientKey = key;
    }
    return ready;
  }

  /**
   * Appends events in one request and waits for all outcomes, which are in the order of the events.
   *
   * @throws LogUnavailableException if the log's key is not known yet; nothing was sent
   */
  List<Appended> appendTogether(List<Event> events, Duration patience)
      throws LogUnavailableException {
    List<CompletableFuture<LoggedReceipt>> sent = client().appendTogether(events, patience);
    List<Appended> outcomes = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      outcomes.add(outcome(events.get(i), sent.get(i)));
    }
    return outcomes;
  }

  private static Appended outcome(Event event, CompletableFuture<LoggedReceipt> sent) {
    try {
      LoggedReceipt receipt = sent.get();
      ProducerMetrics.logged(event, receipt.index());
      return new Appended.Logged(receipt);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Appended.Open(
          new LogUnavailableException(Reason.CLOSED, true, "the wait was interrupted", e));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AppendRefusedException refusal) {
        return new Appended.Refused(refusal);
      }
      if (e.getCause() instanceof LogUnavailableException unavailable) {
        return new Appended.Open(unavailable);
      }
      throw new AssertionError("an append ends in one of the three ways", e);
    }
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /** SHA-256 of the policy by which the log's checkpoints are accepted; it stands in receipts. */
  Hash policyHash() throws LogUnavailableException {
    Hash known = policyHash;
    if (known == null) {
      known = Hash.sha256(text("/log/policy").getBytes(StandardCharsets.UTF_8));
      policyHash = known;
    }
    return known;
  }

  LookUp find(EventId id) {
    try {
      Receipt receipt = Receipt.parse(http.get("/v1/receipts/" + id).bytes());
      receipt.verify(key());
      return new LookUp.Found(receipt);
    } catch (RemoteProblem e) {
      return notFound(e);
    } catch (ServiceAwayException | LogUnavailableException | InvalidReceiptException e) {
      return new LookUp.Unavailable(message(e));
    }
  }

  private static LookUp notFound(RemoteProblem problem) {
    OptionalLong asOf = problem.told().asOfMillis();
    if (problem.status() == 404 && asOf.isPresent()) {
      return new LookUp.Absent(asOf.getAsLong());
    }
    return problem.status() == 404 && problem.code().equals(ENTRY_UNKNOWN)
        ? new LookUp.NotShown()
        : new LookUp.Unavailable(message(problem));
  }

  /** A page of the feed; asks for nothing that the caller's types do not allow. */
  FeedPage feed(String query, Duration patience) throws RemoteProblem, ServiceAwayException {
    return FeedPage.read(http.get("/v1/feed?" + query, patience).json());
  }

  private String text(String path) throws LogUnavailableException {
    try {
      return http.get(path, "text/plain").text();
    } catch (RemoteProblem | ServiceAwayException e) {
      throw new LogUnavailableException(Reason.NO_ANSWER, false, path + " gave nothing", e);
    }
  }

  private static String message(Exception e) {
    return String.valueOf(e.getMessage());
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
    }
  }
}
