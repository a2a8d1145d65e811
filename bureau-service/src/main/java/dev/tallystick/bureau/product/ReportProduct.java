package dev.tallystick.bureau.product;

import dev.tallystick.bureau.tenancy.BureauId;
import java.util.Set;

/** One version of a product of a bureau. */
public record ReportProduct(BureauId bureau, ProductId id, long version, ProductTerms terms) {
  /** Refuses versions that do not count from 1. */
  public ReportProduct {
    if (version < 1) {
      throw new IllegalArgumentException("versions of a product count from 1");
    }
  }

  /** A score with its reasons, by the name of the category of record that it is. */
  private static final String DERIVED_SCORE = "DERIVED.SCORE";

  /** Whether a report of this product holds {@code output}. */
  public boolean gives(Output output) {
    Set<String> outputs = terms.scope().outputs();
    return outputs.contains(output.name())
        || (output != Output.SECTIONS && outputs.contains(DERIVED_SCORE));
  }

  /** What a report can hold besides its frame. */
  public enum Output {
    /** The points. */
    SCORE,
    /** Why there are not more of them. */
    REASONS,
    /** What the records say in the fields that the model looks at. */
    SECTIONS
  }
}
