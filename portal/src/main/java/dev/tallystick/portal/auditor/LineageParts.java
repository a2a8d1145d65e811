package dev.tallystick.portal.auditor;

import dev.tallystick.portal.document.LineageRelease;
import java.util.List;
import java.util.stream.Stream;

/** What a release was made of. */
final class LineageParts {
  private LineageParts() {}

  /** The entries of the releases and deposits that it names. */
  static List<String> madeOf(LineageRelease.Partial release) {
    return Stream.concat(release.parents().stream(), release.deposits().stream()).toList();
  }
}
