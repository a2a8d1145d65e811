package dev.tallystick.bench.profile;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jdk.jfr.consumer.EventStream;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import org.jspecify.annotations.Nullable;

/**
 * A recording in a page: by thread, by the method at the top of the stack, by the method of ours
 * that it was called from; the same for allocations, by weight.
 *
 * <p>Samples are taken of threads that run Java code; time in the kernel and in other processes
 * does not show.
 */
final class RecordingSummary {
  private static final String OURS = "dev.tallystick.";
  private static final int LINES = 25;

  private final Ranking threads = new Ranking("CPU by thread");
  private final Ranking tops = new Ranking("CPU by method at the top of the stack");
  private final Ranking own = new Ranking("CPU by method of ours nearest to the top");
  private final Ranking classes = new Ranking("allocation by class");
  private final Ranking allocators = new Ranking("allocation by method of ours nearest to the top");
  private final Ranking allocatingTops =
      new Ranking("allocation by method at the top of the stack");

  private final Set<Long> allocating = new HashSet<>();

  private RecordingSummary() {}

  static RecordingSummary of(Path recording) throws IOException {
    RecordingSummary summary = new RecordingSummary();
    try (EventStream events = EventStream.openFile(recording)) {
      events.setOrdered(true);
      events.onEvent("jdk.ExecutionSample", summary::addExecution);
      events.onEvent("jdk.ObjectAllocationSample", summary::addAllocation);
      events.start();
    }
    return summary;
  }

  private void addExecution(RecordedEvent event) {
    List<RecordedFrame> frames = frames(event.getStackTrace());
    threads.add(threadGroup(event.getThread("sampledThread")), 1);
    tops.add(top(frames), 1);
    own.add(nearestOfOurs(frames), 1);
  }

  private void addAllocation(RecordedEvent event) {
    RecordedThread thread = event.getThread();
    if (thread == null || allocating.add(thread.getId())) {
      // A thread's first sample stands for all that it has allocated since it began.
      return;
    }
    List<RecordedFrame> frames = frames(event.getStackTrace());
    long weight = event.getLong("weight");
    classes.add(className(event.getClass("objectClass")), weight);
    allocators.add(nearestOfOurs(frames), weight);
    allocatingTops.add(top(frames), weight);
  }

  private static List<RecordedFrame> frames(@Nullable RecordedStackTrace stack) {
    return stack == null ? List.of() : stack.getFrames();
  }

  private static String top(List<RecordedFrame> frames) {
    return frames.isEmpty() ? "(unknown)" : name(frames.get(0));
  }

  private static String nearestOfOurs(List<RecordedFrame> frames) {
    for (RecordedFrame frame : frames) {
      String name = name(frame);
      if (name.startsWith(OURS)) {
        return name.substring(OURS.length());
      }
    }
    return "(none of ours)";
  }

  private static String name(RecordedFrame frame) {
    return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
  }

  private static String className(@Nullable RecordedClass type) {
    return type == null ? "(unknown)" : type.getName();
  }

  /** Threads of a pool count together. */
  private static String threadGroup(@Nullable RecordedThread thread) {
    String name = thread == null ? null : thread.getJavaName();
    return name == null ? "(virtual machine)" : name.replaceAll("\\d+", "N");
  }

  long samples() {
    return tops.total();
  }

  void print(PrintStream out) {
    out.printf("%,d samples, %,d MB allocated%n", samples(), classes.total() >> 20);
    for (Ranking ranking : List.of(threads, tops, own, classes, allocators, allocatingTops)) {
      ranking.print(out, LINES);
    }
  }
}
