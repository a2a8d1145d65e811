package dev.tallystick.bench.micro;

import dev.tallystick.keys.DataKey;
import dev.tallystick.keys.SealBrokenException;
import dev.tallystick.keys.SealedValue;
import dev.tallystick.keys.SealingContext;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What keeping a body costs: sealing it under the key of its day, and opening it to read it back.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SealBenchmark {
  private static final int BODY_AND_NONCES = 900;

  private final DataKey key = DataKey.draw();
  private final byte[] body = new byte[BODY_AND_NONCES];
  private final SealedValue sealed = key.seal(body, context());

  /** The context is made anew for each event, because it holds the event's id. */
  private static SealingContext context() {
    return SealingContext.of("opening", "20781", "STATE", "01900000-0000-7000-8000-00000000000a");
  }

  /** Seals. */
  @Benchmark
  public SealedValue seal() {
    return key.seal(body, context());
  }

  /** Opens. */
  @Benchmark
  public byte[] open() throws SealBrokenException {
    return key.open(sealed, context());
  }
}
