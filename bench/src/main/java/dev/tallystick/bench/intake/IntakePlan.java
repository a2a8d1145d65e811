package dev.tallystick.bench.intake;

/**
 * How much is measured.
 *
 * @param warmUp chunks that do not count
 * @param rounds how often each load takes its turn
 * @param chunks of a round
 * @param heapChunks chunks of the long import during which the heap is watched
 */
record IntakePlan(String name, int warmUp, int rounds, int chunks, int heapChunks) {
  /** The most lines of a chunk, as the API has it. */
  static final int CHUNK = 10_000;

  static IntakePlan small() {
    return new IntakePlan("small", 12, 3, 6, 20);
  }

  /** 5 million records in the long import. */
  static IntakePlan full() {
    return new IntakePlan("full", 30, 5, 10, 500);
  }
}
