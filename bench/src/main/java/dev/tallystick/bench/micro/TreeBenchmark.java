package dev.tallystick.bench.micro;

import dev.tallystick.tlog.Frontier;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.TreeBatch;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** What growing the tree by a batch of 1,000 costs, on a log of some five million entries. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TreeBenchmark {
  private static final int BATCH = 1_000;
  private static final long SIZE = 5_234_567;

  private final List<Hash> leaves =
      IntStream.range(0, BATCH).mapToObj(TreeBenchmark::leaf).toList();
  private final Frontier frontier = Frontier.of(SIZE, leaves.subList(0, Long.bitCount(SIZE)));

  private static Hash leaf(int number) {
    return Merkle.leafHash(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
  }

  /** The root of the tree with the batch. */
  @Benchmark
  public Hash root() {
    return grown().root();
  }

  /** All that a batch needs: root, the hashes for the tiles, a proof for each entry. */
  @Benchmark
  public void rootTilesAndProofs(Blackhole hole) {
    TreeBatch batch = grown();
    hole.consume(batch.root());
    hole.consume(batch.newTileHashes());
    for (long index = SIZE; index < batch.size(); index++) {
      hole.consume(batch.inclusionProof(index));
    }
  }

  private TreeBatch grown() {
    TreeBatch batch = new TreeBatch(frontier);
    leaves.forEach(batch::add);
    return batch;
  }
}
