package dev.tallystick.audit.cosigning;

import dev.tallystick.audit.key.CheckpointSigner;
import dev.tallystick.audit.key.SignedMark;
import dev.tallystick.audit.storage.LogHead;
import dev.tallystick.audit.storage.LogState;
import dev.tallystick.audit.storage.LogStateRepository;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.storage.SignedSize;
import dev.tallystick.audit.storage.TileRepository;
import dev.tallystick.audit.witness.LogPolicy;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.PolicyWitness;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TileTree;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Compares the database with what was signed before: by the mark beside the key, and by what each
 * witness has cosigned. If either is beyond the database, nothing is signed until the newer
 * database is there.
 *
 * <p>Every process asks each witness once, at its start; one that is away then is asked until it
 * has answered, and keeps nobody waiting meanwhile. A witness that says it has seen more is a
 * reason to ask all of them again. What a witness says is remembered in the mark: it holds after a
 * start at which the witness is away. Thread-safe.
 */
public final class CompareWitnesses implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(CompareWitnesses.class);
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Tables tables;
  private final LogHead head;
  private final SignedMark mark;
  private final CheckpointSigner signer;
  private final Duration patience;
  private final List<WitnessClient> witnesses;
  private final Map<WitnessClient, Boolean> unanswered = new ConcurrentHashMap<>();
  private volatile long askedNanos;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "compare");
            thread.setDaemon(true);
            return thread;
          });

  /** What is compared: the log's state and its tiles. */
  public record Tables(LogStateRepository states, TileRepository tiles) {}

  /** What was signed before: the mark, and what signs it again for the witnesses. */
  public record Signed(SignedMark mark, CheckpointSigner signer) {}

  /**
   * Compares with the witnesses of this policy.
   *
   * @param patience for one exchange with one of them
   */
  public CompareWitnesses(
      LogPolicy policy, Tables tables, LogHead head, Signed signed, Duration patience) {
    this.tables = tables;
    this.head = head;
    this.mark = signed.mark;
    this.signer = signed.signer;
    this.patience = patience;
    HttpClient http =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.witnesses =
        policy.witnesses().stream().map(each -> new WitnessClient(each, http, patience)).toList();
    witnesses.forEach(each -> unanswered.put(each, true));
    mark.found().forEach(head::hold);
    List<String> names = policy.witnesses().stream().map(PolicyWitness::name).toList();
    mark.claims().stream()
        .filter(claim -> names.contains(claim.source()))
        .forEach(claim -> head.hold(claim(claim.size(), claim.source())));
  }

  /**
   * Compares before anything is signed. Waits for the witnesses, all together no longer than for
   * one of them.
   *
   * @throws LogStoreException if the log's own tables cannot be read
   */
  public void atStart() {
    LogState state = tables.states.find().orElseThrow();
    for (SignedSize signed : mark.found()) {
      requireHistory(state, signed);
    }
    CompletableFuture<?> all = ask();
    try {
      all.completeOnTimeout(null, patience.toMillis() + 500, TimeUnit.MILLISECONDS).join();
    } catch (RuntimeException e) {
      LOG.error("witnesses cannot be compared with", e);
    }
    for (WitnessClient left : unanswered.keySet()) {
      LOG.warnf("witness %s has not said yet how much of this log it has cosigned", left.name());
    }
    // Known before the first request comes; the sequencer's probes tell the same from then on.
    try {
      head.checkExtends(state);
    } catch (LogStoreException e) {
      LOG.error(e.getMessage());
    }
  }

  /** A larger database may still have another history below what was signed. */
  private void requireHistory(LogState state, SignedSize signed) {
    Optional<Hash> root = signed.root();
    if (root.isEmpty() || signed.size() == 0 || signed.size() >= state.size()) {
      return;
    }
    try {
      if (!new TileTree(tables.tiles, signed.size()).root().equals(root.get())) {
        head.halt(
            "the database has another history than the one of size %d that %s"
                .formatted(signed.size(), signed.source()));
      }
    } catch (IOException e) {
      throw new LogStoreException("a stored tile is missing", e);
    }
  }

  /** Asks the witnesses that have not answered yet, now and then. Returns at once. */
  void again() {
    if (!unanswered.isEmpty() && System.nanoTime() - askedNanos > PAUSE_NANOS) {
      CompletableFuture<?> unused = ask();
    }
  }

  private CompletableFuture<?> ask() {
    askedNanos = System.nanoTime();
    if (unanswered.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    SignedNote note = marked();
    return CompletableFuture.allOf(
        unanswered.entrySet().stream()
            .filter(each -> each.setValue(false))
            .map(each -> CompletableFuture.runAsync(() -> ask(each.getKey(), note), threads))
            .toArray(CompletableFuture[]::new));
  }

  private void ask(WitnessClient witness, SignedNote note) {
    try {
      OptionalLong cosigned = witness.cosignedSize(note);
      unanswered.remove(witness);
      if (cosigned.isPresent()) {
        claimed(witness.name(), cosigned.getAsLong());
      }
    } catch (WitnessException e) {
      LOG.debugf("witness %s %s", witness.name(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      unanswered.replace(witness, true);
    }
  }

  /** What the largest mark says was signed; without one the present state, or the empty tree. */
  private SignedNote marked() {
    Optional<SignedSize> last =
        mark.found().stream().max(Comparator.comparingLong(SignedSize::size));
    if (last.isPresent() && last.get().root().isPresent()) {
      return signer.signAgain(last.get().size(), last.get().root().get());
    }
    LogState state = tables.states.find().orElseThrow();
    return signer.signAgain(state.size(), state.root());
  }

  /** A witness has cosigned more than it was offered: is that more than there is? */
  void isAhead(String witness, long cosigned) {
    if (claimed(witness, cosigned)) {
      witnesses.forEach(each -> unanswered.putIfAbsent(each, true));
    }
  }

  /** Returns whether the database is behind what this witness says. */
  private boolean claimed(String witness, long cosigned) {
    long size = tables.states.find().map(LogState::size).orElse(0L);
    if (cosigned <= size) {
      return false;
    }
    head.hold(claim(cosigned, witness));
    mark.claimed(cosigned, witness);
    LOG.errorf(
        "witness %s has cosigned size %d of this log, and the database is at %d: nothing is signed",
        witness, cosigned, size);
    return true;
  }

  private static SignedSize claim(long size, String witness) {
    return new SignedSize(
        size, Optional.empty(), "has been cosigned, as witness " + witness + " says");
  }

  /** Asks nobody any more. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
