package dev.tallystick.vault.release;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.RetentionClass;

/**
 * A release whose outcome is open, as far as its row says unopened: enough to find out what became
 * of it, also when what is sealed there does not open.
 */
record Intent(EventId event, String release, KeyOwner owner) {
  static Intent of(Event event) {
    DataReleased data = DataReleased.read(event.data());
    return new Intent(
        event.id(), data.release().value(), owner(event.subject().orElseThrow(), data.from()));
  }

  /** Whose key seals what is under way of a person from a source. */
  static KeyOwner owner(String subject, String source) {
    return new KeyOwner(subject, source, RetentionClass.RELEASE);
  }

  @Override
  public String toString() {
    return "Intent[" + event + "]";
  }
}
