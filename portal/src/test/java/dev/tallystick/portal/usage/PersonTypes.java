package dev.tallystick.portal.usage;

import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import java.util.Collection;

/** The types of entries that can stand in a person's list. */
final class PersonTypes {
  private PersonTypes() {}

  static Collection<String> all() {
    return EventTypes.all().stream()
        .filter(type -> !type.subjectRule().name().equals("FORBIDDEN"))
        .map(EventType::shortName)
        .toList();
  }
}
