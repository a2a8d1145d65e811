package dev.tallystick.fuzz;

import dev.tallystick.evidence.BundleCheck;
import dev.tallystick.evidence.EvidenceBundle;
import dev.tallystick.evidence.MalformedBundleException;
import dev.tallystick.evidence.UnknownBundleException;
import dev.tallystick.evidence.export.LineageFormat;
import dev.tallystick.evidence.lineage.LineageAnswer;
import dev.tallystick.evidence.lineage.MalformedLineageException;
import java.util.Arrays;

/** Evidence bundles, which have one form, and lineage answers, which every export can write. */
public final class BundleTarget {
  private BundleTarget() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    bundle(input);
    lineage(input);
  }

  private static void bundle(byte[] input) {
    boolean isOne = EvidenceBundle.isOne(input);
    try {
      EvidenceBundle bundle = EvidenceBundle.parse(input);
      if (!isOne || !Arrays.equals(bundle.toByteArray(), input)) {
        throw new AssertionError("a bundle is written otherwise than it was read");
      }
      BundleCheck.check(bundle);
    } catch (MalformedBundleException | UnknownBundleException e) {
      return;
    }
  }

  private static void lineage(byte[] input) {
    LineageAnswer answer;
    try {
      answer = LineageAnswer.parse(input);
    } catch (MalformedLineageException e) {
      return;
    }
    for (LineageFormat format : LineageFormat.values()) {
      if (!Arrays.equals(format.write(answer), format.write(answer))) {
        throw new AssertionError("the same answer gives other bytes");
      }
    }
  }
}
