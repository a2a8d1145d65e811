package dev.tallystick.system.abuse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code docs/limits.md} tells people.
 *
 * @param ofPersons how much a person may do, by the code of the refusal
 * @param neverRefused the paths that no quota refuses
 */
public record PublishedLimits(Map<String, Integer> ofPersons, Set<String> neverRefused) {
  private static final Pattern ROW =
      Pattern.compile("\\| `([A-Z_]+_QUOTA_EXCEEDED)` \\| [^|]+ \\| ([0-9,]+) \\|.*");
  private static final Pattern PATH = Pattern.compile("`(?:POST )?(/v1/[^`]+)`");

  /** Copies both. */
  public PublishedLimits {
    ofPersons = Map.copyOf(ofPersons);
    neverRefused = Set.copyOf(neverRefused);
  }

  /** Reads the page. */
  public static PublishedLimits read(Path checkout) throws IOException {
    Map<String, Integer> limits = new LinkedHashMap<>();
    Set<String> never = new TreeSet<>();
    for (String line : Files.readAllLines(checkout.resolve("docs/limits.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        limits.put(row.group(1), Integer.valueOf(row.group(2).replace(",", "")));
      }
      if (line.startsWith("**No quota refuses")) {
        Matcher path = PATH.matcher(line);
        while (path.find()) {
          never.add(path.group(1));
        }
      }
    }
    return new PublishedLimits(limits, never);
  }

  int of(String code) {
    Integer limit = ofPersons.get(code);
    if (limit == null) {
      throw new AssertionError("docs/limits.md has no " + code);
    }
    return limit;
  }
}
