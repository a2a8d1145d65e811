package dev.tallystick.portal.consent;

import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.document.HeldConsent;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A consent that can go to another bureau by a form: one whose text the portal can write. What is
 * special about other kinds is for who asks for them to tell.
 *
 * @param bureau whom it is with now
 * @param gets whether the bureau gets the data; otherwise it gives them
 */
record MovableConsent(HeldConsent.Partial consent, String bureau, boolean gets) {
  private static final Set<String> KINDS = Set.of("PROVIDE", "QUERY");

  /** The consent, if it is open and with a bureau. */
  static Optional<MovableConsent> of(HeldConsent.Partial consent, Names names) {
    boolean open =
        consent.status().filter("given"::equals).isPresent()
            && consent.kind().filter(KINDS::contains).isPresent();
    if (!open) {
      return Optional.empty();
    }
    Optional<MovableConsent> getting =
        consent
            .recipient()
            .filter(names.bureaus().ids()::contains)
            .map(bureau -> new MovableConsent(consent, bureau, true));
    return getting.or(
        () ->
            consent
                .discloser()
                .filter(names.bureaus().ids()::contains)
                .map(bureau -> new MovableConsent(consent, bureau, false)));
  }

  /** Whom it can go to. */
  List<String> choices(Names names) {
    return names.bureaus().open().stream().filter(other -> !other.equals(bureau)).toList();
  }

  /** Who would hand over. */
  String discloserAt(String other) {
    return gets ? consent.discloser().orElse("") : other;
  }

  /** Who would get it. */
  String recipientAt(String other) {
    return gets ? other : consent.recipient().orElse("");
  }
}
