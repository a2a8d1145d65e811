package dev.tallystick.bench.micro;

import dev.tallystick.events.EntryHash;
import dev.tallystick.events.Event;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Merkle;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What taking a request in costs: reading and checking the event, its hashes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EventBenchmark {
  private final Requests requests = new Requests();

  /** The event with the hashes of its three parts, which reading computes. */
  @Benchmark
  public Event parse() throws InvalidEventException {
    return Event.parse(requests.next());
  }

  /** The same, down to the leaf of the tree. */
  @Benchmark
  public Hash parseToLeaf() throws InvalidEventException {
    Event event = Event.parse(requests.next());
    return Merkle.leafHash(EntryHash.entry(event.timeMillis(), event.hashes()));
  }
}
