package dev.tallystick.portal.usage;

import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.document.ToldLineage;
import dev.tallystick.portal.document.ToldRelease;
import dev.tallystick.portal.words.Bundles;
import dev.tallystick.web.ReaderText;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * What the reader disputes, and who can be asked to answer for it.
 *
 * @param sentence what happened
 * @param answering the two sides
 */
public record DisputedView(String sentence, List<Side> answering) {
  /** Copies the list. */
  public DisputedView {
    answering = List.copyOf(answering);
  }

  /** A party that can be asked. */
  public record Side(String id, String name) {}

  static DisputedView of(ToldLineage.Partial told, ReaderText text, Names names) {
    DisputeMessages say = Bundles.get(DisputeMessages.class, text.locale());
    Optional<ToldRelease.Partial> release = told.release();
    Optional<String> from = release.flatMap(ToldRelease.Partial::from);
    Optional<String> to = release.flatMap(ToldRelease.Partial::to);
    return new DisputedView(
        say.happened(
            to.map(names::of).orElse("?"),
            from.map(names::of).orElse("?"),
            release
                .flatMap(ToldRelease.Partial::recordedAt)
                .map(at -> moment(at, text))
                .orElse("?")),
        List.of(to, from).stream()
            .flatMap(Optional::stream)
            .map(id -> new Side(id, names.of(id)))
            .toList());
  }

  private static String moment(String at, ReaderText text) {
    try {
      return text.moment(Instant.parse(at));
    } catch (DateTimeParseException e) {
      return at;
    }
  }
}
