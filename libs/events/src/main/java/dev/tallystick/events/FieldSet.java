package dev.tallystick.events;

import dev.tallystick.events.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of an object, all of them: a member that is not listed is refused. */
final class FieldSet {
  private final FieldSpec[] specs;

  private FieldSet(FieldSpec[] specs) {
    this.specs = specs;
  }

  /** Reads fields from an object of name → notation. */
  static FieldSet parse(JsonObject notations, Map<String, FieldSet> shapes) {
    List<FieldSpec> specs = new ArrayList<>();
    for (String name : notations.names()) {
      specs.add(FieldSpec.parse(name, notations.getString(name), shapes));
    }
    return of(specs);
  }

  private static FieldSet of(List<FieldSpec> specs) {
    return new FieldSet(
        specs.stream().sorted(Comparator.comparing(FieldSpec::name)).toArray(FieldSpec[]::new));
  }

  /** These fields and those of {@code others} that are not among them. */
  FieldSet or(FieldSet others) {
    List<FieldSpec> both = new ArrayList<>(specs());
    others.specs().stream().filter(spec -> find(spec.name()).isEmpty()).forEach(both::add);
    return of(both);
  }

  List<FieldSpec> specs() {
    return List.of(specs);
  }

  Optional<FieldSpec> find(String name) {
    return specs().stream().filter(spec -> spec.name().equals(name)).findFirst();
  }

  /**
   * The first rule that the object breaks, or null. Conditions look at {@code deciding}; without it
   * they decide nothing.
   */
  @Nullable Violation violation(JsonObject object, @Nullable JsonObject deciding) {
    // Both lists ascend by name, so one walk along them finds what is missing and what is unknown.
    int member = 0;
    for (FieldSpec spec : specs) {
      int order = -1;
      if (member < object.size()) {
        order = spec.name().compareTo(object.nameAt(member));
        if (order > 0) {
          return unknown();
        }
      }
      Presence presence = spec.presenceIn(deciding);
      if (order < 0) {
        if (presence == Presence.REQUIRED) {
          return new Violation(EventCode.FIELD_MISSING, spec.name(), "must be there");
        }
        continue;
      }
      if (presence == Presence.FORBIDDEN) {
        return Violation.invalid("stands only when " + spec.condition()).within(spec.name());
      }
      Violation violation = spec.kind().violation(object.valueAt(member));
      if (violation != null) {
        return violation.within(spec.name());
      }
      member++;
    }
    return member < object.size() ? unknown() : null;
  }

  /** Names the object, not the member: its name is the caller's, and could be personal. */
  private static Violation unknown() {
    return new Violation(
        EventCode.UNKNOWN_FIELD, "", "has only the members that are defined for it");
  }
}
