package dev.tallystick.audit.sequencing;

import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The queue in front of the sequencer and the one thread that empties it. What is queued while a
 * commit runs is the next batch; batches that would follow each other faster than {@link Pace} has
 * it are gathered, so that a busy log spends its time on entries and an idle one answers at once.
 * The queue is bounded in bytes; what does not fit is refused at once.
 */
public final class SequencerThread implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(SequencerThread.class);

  private final Sequencer sequencer;
  private final Pace pace;
  private final int maxBatch;
  private final long maxQueuedBytes;
  private final Runnable onError;
  private final LinkedBlockingQueue<List<Submission>> queue = new LinkedBlockingQueue<>();
  private final AtomicLong queuedBytes = new AtomicLong();
  private final Thread thread = new Thread(this::run, "sequencer");
  private volatile boolean closed;

  /**
   * A thread that is not started yet.
   *
   * @param pace when the next batch may begin
   * @param maxBatch entries in a transaction; one request's events stay together, so a batch may be
   *     larger by one request
   * @param maxQueuedBytes memory for what waits
   * @param onError called when an error has ended the thread: this process will never write the log
   *     again, and is to make room for one that can
   */
  public SequencerThread(
      Sequencer sequencer, Pace pace, int maxBatch, long maxQueuedBytes, Runnable onError) {
    this.sequencer = sequencer;
    this.pace = pace;
    this.maxBatch = maxBatch;
    this.maxQueuedBytes = maxQueuedBytes;
    this.onError = onError;
    thread.setDaemon(true);
  }

  /** Begins to work. */
  public void start() {
    thread.start();
  }

  /**
   * Queues submissions in this order, all or none; false when there is no room or the thread is
   * closing.
   */
  public boolean offer(List<Submission> submissions) {
    if (closed) {
      return false;
    }
    long bytes = weight(submissions);
    if (queuedBytes.addAndGet(bytes) > maxQueuedBytes) {
      queuedBytes.addAndGet(-bytes);
      return false;
    }
    queue.add(submissions);
    return true;
  }

  /** Bytes that wait, for metrics. */
  public long queuedBytes() {
    return queuedBytes.get();
  }

  private void run() {
    try {
      work();
      end();
    } catch (RuntimeException | Error e) {
      boolean wasClosing = closed;
      try {
        end();
        LOG.error("the sequencer has ended; this process cannot write the log any more", e);
      } finally {
        if (!wasClosing) {
          onError.run();
        }
      }
    }
  }

  private void work() {
    sequencer.probe();
    while (!closed || !queue.isEmpty()) {
      List<Submission> batch = take();
      if (batch == null) {
        sequencer.probe();
      } else {
        sequencer.sequence(batch);
      }
    }
  }

  /** Also after an error: from now on everybody is refused, nobody waits for ever. */
  private void end() {
    closed = true;
    refuseQueued();
  }

  /**
   * Whether submissions are being worked on; false before the start, after the end and after a
   * fatal error.
   */
  public boolean isRunning() {
    return thread.isAlive() && !closed;
  }

  private void refuseQueued() {
    for (List<Submission> left = queue.poll(); left != null; left = queue.poll()) {
      left.forEach(
          submission ->
              submission.done(
                  new AppendOutcome.Refused(AuditProblem.of(AuditProblemCode.LOG_UNAVAILABLE))));
    }
  }

  private @Nullable List<Submission> take() {
    try {
      // Before anything is taken out of the queue: whoever is in it is answered when this ends.
      pace.await();
      List<Submission> first = queue.poll(1, TimeUnit.SECONDS);
      if (first == null) {
        return null;
      }
      pace.begun();
      List<Submission> batch = new ArrayList<>(first);
      while (batch.size() < maxBatch) {
        List<Submission> more = queue.poll();
        if (more == null) {
          break;
        }
        batch.addAll(more);
      }
      queuedBytes.addAndGet(-weight(batch));
      return batch;
    } catch (InterruptedException e) {
      closed = true;
      return null;
    }
  }

  private static long weight(List<Submission> submissions) {
    return submissions.stream().mapToLong(Submission::weight).sum();
  }

  /** Takes nothing new, finishes what is queued and waits for it, 20 s at most. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join(20_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // What slipped in while the thread was ending is refused, not left without an answer.
    refuseQueued();
  }
}
