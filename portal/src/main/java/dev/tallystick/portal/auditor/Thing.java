package dev.tallystick.portal.auditor;

import io.quarkus.qute.TemplateData;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody looks for.
 *
 * @param id as the services know it
 */
@TemplateData
public record Thing(Kind kind, String id) {
  /** Kinds of things that a lineage begins from, as audit-service names them. */
  public enum Kind {
    /** A release, or the report that was sold by it. */
    RELEASE,
    /** A deposit. */
    CHUNK,
    /** A consent. */
    CONSENT,
    /** The entry of a correction. */
    CORRECTION,
    /** An inquiry, which a sale answers. */
    INQUIRY,
    /** An organisation. */
    PARTY,
    /** A person, by their token. */
    SUBJECT;

    /** The kind with this name. */
    static Optional<Kind> find(String name) {
      for (Kind kind : values()) {
        if (kind.name().equals(name)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final Pattern ENTRY = Pattern.compile(UUID);
  private static final Pattern PREFIXED = Pattern.compile("(rel|chk|con|inq)_" + UUID);
  private static final Pattern TOKEN = Pattern.compile("sub_[a-z2-7]{26}");
  private static final Pattern PARTY = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  private static final Map<String, Kind> BY_PREFIX =
      Map.of("rel", Kind.RELEASE, "chk", Kind.CHUNK, "con", Kind.CONSENT, "inq", Kind.INQUIRY);

  /** The name of its kind. */
  public String kindName() {
    return kind.name();
  }

  /** Whether its id is a person's token, which stands in no address. */
  public boolean isPerson() {
    return kind == Kind.SUBJECT;
  }

  /**
   * What somebody has typed, by its form: an id, or a party's id or name.
   *
   * @param kind what they say it is; found by its form if they do not
   * @param names what parties are called, by id
   */
  static Optional<Thing> of(String typed, Optional<Kind> kind, Map<String, String> names) {
    String text = typed.strip();
    String lower = text.toLowerCase(Locale.ROOT);
    if (PREFIXED.matcher(lower).matches()) {
      Kind found = BY_PREFIX.getOrDefault(lower.substring(0, 3), Kind.RELEASE);
      return Optional.of(new Thing(found, lower));
    }
    if (TOKEN.matcher(lower).matches()) {
      return Optional.of(new Thing(Kind.SUBJECT, lower));
    }
    if (ENTRY.matcher(lower).matches()) {
      return Optional.of(new Thing(kind.filter(Thing::isAnEntry).orElse(Kind.RELEASE), lower));
    }
    return party(text, lower, names).map(id -> new Thing(Kind.PARTY, id));
  }

  /** What an address or a form of ours says. */
  static Optional<Thing> ofKnown(String kind, String id) {
    return Kind.find(kind).map(found -> new Thing(found, id)).filter(Thing::isWellFormed);
  }

  private boolean isWellFormed() {
    return kind == Kind.PARTY
        ? PARTY.matcher(id).matches()
        : of(id, Optional.of(kind), Map.of()).filter(this::equals).isPresent();
  }

  /** Kinds that the id of an entry can mean. */
  private static boolean isAnEntry(Kind kind) {
    return kind == Kind.RELEASE || kind == Kind.CHUNK || kind == Kind.CORRECTION;
  }

  private static Optional<String> party(String text, String lower, Map<String, String> names) {
    if (names.containsKey(lower)) {
      return Optional.of(lower);
    }
    Optional<String> called =
        names.entrySet().stream()
            .filter(name -> name.getValue().equalsIgnoreCase(text))
            .map(Map.Entry::getKey)
            .sorted()
            .findFirst();
    return called.or(() -> Optional.of(lower).filter(id -> PARTY.matcher(id).matches()));
  }

  /** Shows no token. */
  @Override
  public String toString() {
    return "Thing[" + kind + "]";
  }
}
