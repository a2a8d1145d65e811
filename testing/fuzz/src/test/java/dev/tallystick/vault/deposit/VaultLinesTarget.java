package dev.tallystick.vault.deposit;

import dev.tallystick.rules.pack.ComplaintTerms;
import dev.tallystick.vault.category.Catalogue;
import dev.tallystick.vault.category.RecordCategory;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.schema.ContentSchemas;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The vault's lines: admitted or refused, alike each time, and nothing of what is barred is kept.
 */
public final class VaultLinesTarget {
  private static final Instant NOW = Instant.parse("2026-03-02T00:00:00Z");
  private static final ContentSchemas SCHEMAS = ContentSchemas.shipped();
  private static final Catalogue CATALOGUE =
      new Catalogue() {
        @Override
        public Optional<RecordCategory> find(String code) {
          return switch (code) {
            case "SHOPPING.ORDER" -> Optional.of(new RecordCategory(code, false, false, false));
            case "DERIVED.SCORE" -> Optional.of(new RecordCategory(code, false, true, false));
            case "HEALTH.VISIT" -> Optional.of(new RecordCategory(code, true, false, false));
            case "PUBLIC.JUDGMENT" -> Optional.of(new RecordCategory(code, false, false, true));
            default -> Optional.empty();
          };
        }

        @Override
        public Period adverseTerm() {
          return Period.ofYears(5);
        }

        @Override
        public ComplaintTerms complaintTerms() {
          throw new UnsupportedOperationException("nobody complains about a line");
        }

        @Override
        public String pack() {
          return "cn-2022@1";
        }

        @Override
        public ZoneId zone() {
          return ZoneOffset.UTC;
        }
      };

  private VaultLinesTarget() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    ChunkLines lines = new ChunkLines(new ByteArrayInputStream(input));
    try {
      for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
        LineOutcome outcome = check(lines.number(), line.get());
        if (!outcome.equals(check(lines.number(), line.get()))) {
          throw new AssertionError("the same line is judged in two ways");
        }
      }
    } catch (VaultProblem e) {
      if (!e.is(VaultProblemCode.CHUNK_TOO_LARGE)) {
        throw e;
      }
    } catch (IOException e) {
      throw new AssertionError("nothing here reads", e);
    }
  }

  private static LineOutcome check(int number, byte[] line) {
    return new LineCheck(CATALOGUE, SCHEMAS, "mall-east", NOW).check(number, line);
  }
}
