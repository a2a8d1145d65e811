package dev.tallystick.consent.pack;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** What has changed from one text of a pack to another. */
@RegisterForReflection // inside a Response, which tells nobody its type
record PackDifferenceJson(String from, String to, List<LineJson> lines) {
  /** A line, and whether it was put in or taken out. */
  @RegisterForReflection
  record LineJson(String mark, String text) {}

  static PackDifferenceJson of(String from, String to, PackDifference difference) {
    return new PackDifferenceJson(
        from,
        to,
        difference.lines().stream().map(line -> new LineJson(line.mark(), line.text())).toList());
  }
}
