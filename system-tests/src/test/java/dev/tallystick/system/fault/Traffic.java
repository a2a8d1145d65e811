package dev.tallystick.system.fault;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.Deposit;
import dev.tallystick.party.InvalidReleaseException;
import dev.tallystick.party.OpenedPayload;
import dev.tallystick.party.RefusedException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Inquiries, deposits, withdrawals and thefts all the time, whatever becomes of them. What was
 * confirmed goes into the books; what was refused or cut off is counted, and nothing is concluded
 * from it.
 */
final class Traffic {
  private static final long PAUSE_MILLIS = 40;

  /** What an inquiry is refused with once the consent to it has ended. */
  private static final Set<String> ENDED = Set.of("QUERY_CONSENT_MISSING", "CONSENT_WITHDRAWN");

  private final Scene scene;
  private final Books books;
  private final List<Applicant> applicants;
  private final ScheduledThreadPoolExecutor threads =
      new ScheduledThreadPoolExecutor(5, new ThreadPoolExecutor.DiscardPolicy());
  private final Queue<Long> ended = new ConcurrentLinkedQueue<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicInteger tried = new AtomicInteger();
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private volatile Throwable broken;

  private Traffic(Scene scene, Books books, List<Applicant> applicants) {
    this.scene = scene;
    this.books = books;
    this.applicants = List.copyOf(applicants);
  }

  private interface Deed {
    void run() throws RefusedException, IOException, InterruptedException, InvalidReleaseException;
  }

  /** Half of the people are inquired about for ever; the others withdraw again and again. */
  static Traffic start(Scene scene, Books books, List<Applicant> applicants) {
    Traffic traffic = new Traffic(scene, books, applicants);
    int half = applicants.size() / 2;
    traffic.loop(() -> traffic.inquire(applicants.get(traffic.turn.getAndIncrement() % half)));
    traffic.loop(() -> traffic.inquire(applicants.get(traffic.turn.getAndIncrement() % half)));
    traffic.loop(traffic::deposit);
    traffic.loop(new Withdrawals(traffic, applicants.get(half))::run);
    traffic.loop(traffic::steal);
    return traffic;
  }

  private void loop(Deed deed) {
    threads.execute(() -> repeat(deed));
  }

  /** Does it once, and has it done again after a pause. */
  private void repeat(Deed deed) {
    long pause = PAUSE_MILLIS;
    try {
      tried.incrementAndGet();
      deed.run();
    } catch (RefusedException e) {
      failures.merge(e.status() + " " + e.code(), 1, Integer::sum);
      pause = PAUSE_MILLIS * 5;
    } catch (IOException e) {
      failures.merge("no answer", 1, Integer::sum);
      pause = PAUSE_MILLIS * 5;
    } catch (InterruptedException e) {
      return;
    } catch (InvalidReleaseException | RuntimeException | Error e) {
      // What a recipient was handed does not hold: that is what all this looks for.
      broken = e;
      return;
    }
    ScheduledFuture<?> unused = threads.schedule(() -> repeat(deed), pause, TimeUnit.MILLISECONDS);
  }

  private void inquire(Applicant applicant)
      throws RefusedException, IOException, InterruptedException, InvalidReleaseException {
    long asked = System.nanoTime();
    try {
      OpenedPayload opened = scene.inquire(applicant);
      books.opened(opened, applicant.consent(), asked);
    } finally {
      ended.add(asked);
    }
  }

  /** How many inquiries that were begun since this time of {@link System#nanoTime} have ended. */
  long inquiriesSince(long nanos) {
    return ended.stream().filter(asked -> asked - nanos > 0).count();
  }

  private void deposit() throws RefusedException, IOException, InterruptedException {
    int number = turn.getAndIncrement();
    Applicant applicant = applicants.get(number % applicants.size());
    String platform = Scene.platforms().get(number % Scene.platforms().size());
    Deposit deposit = scene.deposit(platform, applicant);
    if (deposit.receipt().isPresent()) {
      books.deposited(deposit);
    }
  }

  /** What a thief sees goes by: a request of the lender's, and the same again. */
  private void steal() throws IOException, InterruptedException {
    if (scene.isTakenTwice(turn.getAndIncrement())) {
      throw new IllegalStateException("a copied token was let in");
    }
  }

  /** One person who consents, is inquired about, withdraws, is inquired about, and so on. */
  private static final class Withdrawals {
    private final Traffic traffic;
    private Applicant applicant;
    private boolean isWithdrawn;

    Withdrawals(Traffic traffic, Applicant applicant) {
      this.traffic = traffic;
      this.applicant = applicant;
    }

    void run() throws RefusedException, IOException, InterruptedException, InvalidReleaseException {
      if (isWithdrawn) {
        applicant = traffic.scene.consentAgain(applicant);
        isWithdrawn = false;
        return;
      }
      try {
        traffic.inquire(applicant);
      } catch (RefusedException e) {
        // A withdrawal whose answer was lost.
        isWithdrawn = ENDED.contains(e.code());
        throw e;
      }
      JsonObject answer = traffic.scene.withdraw(applicant);
      traffic.books.withdrawn(applicant.consent(), answer, System.nanoTime());
      isWithdrawn = true;
      try {
        traffic.inquire(applicant);
      } catch (RefusedException e) {
        traffic.failures.merge("after withdrawal " + e.code(), 1, Integer::sum);
      }
    }
  }

  /** What became of everything that was not confirmed. */
  Map<String, Integer> failures() {
    return Map.copyOf(failures);
  }

  int tried() {
    return tried.get();
  }

  /** Ends it, and throws what a recipient could not accept, if there was such a thing. */
  void stop() throws InterruptedException {
    threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    threads.shutdown();
    if (!threads.awaitTermination(90, TimeUnit.SECONDS)) {
      threads.shutdownNow();
    }
    if (broken != null) {
      throw new AssertionError("a delivery does not hold", broken);
    }
  }
}
