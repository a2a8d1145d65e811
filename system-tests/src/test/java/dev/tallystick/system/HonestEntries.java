package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.EventTypes;
import dev.tallystick.rules.state.LoggedEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A log that was held to be honest, as an auditor of everything reads it.
 *
 * @param events all that it has, in its order
 */
record HonestEntries(List<LoggedEvent> events) {
  HonestEntries {
    events = List.copyOf(events);
  }

  /** The entries of a type, by its short name, that are so. */
  List<LoggedEvent> all(String type, Predicate<LoggedEvent> which) {
    String name = EventTypes.get(type).name();
    return events.stream().filter(event -> event.stub().type().equals(name)).filter(which).toList();
  }

  /** The only one. */
  LoggedEvent one(String type, Predicate<LoggedEvent> which) {
    List<LoggedEvent> found = all(type, which);
    assertThat(found).as(type).hasSize(1);
    return found.get(0);
  }

  /** The entry of an event. */
  LoggedEvent entry(String event) {
    return events.stream()
        .filter(each -> each.id().equals(event))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the log has no " + event));
  }

  /** Whether a member of what is said has this text. */
  static Predicate<LoggedEvent> naming(String member, String value) {
    return event -> event.data().findString(member).filter(value::equals).isPresent();
  }

  /** Whether it is about the person with this token. */
  static Predicate<LoggedEvent> about(String subject) {
    return event -> event.subject().equals(Optional.of(subject));
  }
}
