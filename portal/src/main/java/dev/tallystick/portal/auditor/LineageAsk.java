package dev.tallystick.portal.auditor;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.portal.call.AddressQuery;
import dev.tallystick.portal.document.LineageSearch;
import io.quarkus.qute.TemplateData;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A question about a lineage, as it stands in an address, or in a form where it names a person.
 *
 * @param thing what it begins from
 * @param way which way it goes
 * @param sift what of it is sought
 * @param cursor where its page begins
 * @param why what the look is for; it is logged, and names no person
 * @param target another thing, to which the shortest chain is sought
 */
@TemplateData
public record LineageAsk(
    Thing thing,
    Way way,
    LineageSift sift,
    Optional<String> cursor,
    String why,
    Optional<String> target) {
  /** The most that a graph is drawn of. */
  static final int MOST = 500;

  private static final String DEFAULT_WHY = "audit";
  private static final int LONGEST_WHY = 200;
  private static final int LONGEST = 64;

  /** Which way a lineage goes. */
  public enum Way {
    /** To what it was made of and to what was made of it. */
    BOTH,
    /** To what was made of it. */
    DOWN,
    /** To what it was made of. */
    UP
  }

  /** Reads the parameters; empty if they name nothing that can be looked for. */
  static Optional<LineageAsk> of(Map<String, String> parameters) {
    return Thing.ofKnown(parameters.getOrDefault("kind", ""), parameters.getOrDefault("id", ""))
        .map(
            thing ->
                new LineageAsk(
                    thing,
                    way(parameters.getOrDefault("way", "")),
                    LineageSift.of(parameters),
                    shorter(parameters, "cursor"),
                    why(parameters.getOrDefault("why", "")),
                    shorter(parameters, "target")));
  }

  /** A question about a thing, with nothing left out. */
  static LineageAsk about(Thing thing, String why) {
    return new LineageAsk(
        thing, Way.BOTH, LineageSift.of(Map.of()), Optional.empty(), why(why), Optional.empty());
  }

  /** No question of its own: leads on to releases, for this reason. */
  static LineageAsk leadingOn(String why) {
    return about(new Thing(Thing.Kind.RELEASE, ""), why);
  }

  /** As audit-service is asked. */
  String toJson() {
    LineageSearch request =
        new LineageSearch(
            thing.kind().name(),
            thing.id(),
            way.name(),
            MOST,
            why,
            cursor,
            sift.isEmpty() ? Optional.empty() : Optional.of(sift.toDocument()));
    return CanonicalJson.text(request.toJson());
  }

  /** The address of the page about another thing, by the same right. */
  public String addressOf(Thing other) {
    return about(other, why).address();
  }

  /** The address of this page; not of one about a person, whose token stands in none. */
  public String address() {
    return "/auditor/lineage?" + query();
  }

  /** The address of the page that follows. */
  public String addressFrom(String next) {
    return new LineageAsk(thing, way, sift, Optional.of(next), why, target).address();
  }

  /** The address of the same as a file. */
  public String file(String format) {
    return "/auditor/lineage/file?format=" + format + "&" + query();
  }

  /** Whether evidence is made of it: of one release, deposit or consent. */
  public boolean isBundled() {
    return switch (thing.kind()) {
      case RELEASE, CHUNK, CONSENT -> true;
      default -> false;
    };
  }

  /** The address of the evidence of it. */
  public String bundle() {
    return "/auditor/lineage/bundle?" + query();
  }

  /** The same question, which goes this way. */
  LineageAsk going(Way other) {
    return new LineageAsk(thing, other, sift, cursor, why, target);
  }

  /** Whether it goes this way. */
  public boolean isWay(String name) {
    return way.name().equals(name);
  }

  /** Its parameters, for an address or the fields of a form. */
  public Map<String, String> parameters() {
    return asked().parameters();
  }

  private AddressQuery asked() {
    return new AddressQuery()
        .with("kind", thing.kind().name())
        .with("id", thing.id())
        .with("way", Optional.of(way).filter(other -> other != Way.BOTH))
        .withAll(sift.parameters())
        .with("cursor", cursor)
        .with("why", why)
        .with("target", target);
  }

  /** The same as the fields of a form, without what the form itself asks for. */
  public List<Field> kept() {
    return parameters().entrySet().stream()
        .filter(each -> each.getKey().equals("kind") || each.getKey().equals("id"))
        .map(each -> new Field(each.getKey(), each.getValue()))
        .toList();
  }

  /** All of it as the fields of a form. */
  public List<Field> fields() {
    return parameters().entrySet().stream()
        .map(each -> new Field(each.getKey(), each.getValue()))
        .toList();
  }

  /** All of it as the fields of the form that leads to the page that follows. */
  public List<Field> fieldsFrom(String next) {
    return new LineageAsk(thing, way, sift, Optional.of(next), why, target).fields();
  }

  /** A field that nobody sees. */
  public record Field(String name, String value) {
    /** Shows no token. */
    @Override
    public String toString() {
      return "Field[" + name + "]";
    }
  }

  private String query() {
    if (thing.isPerson()) {
      throw new IllegalStateException("a person's token stands in no address");
    }
    return asked().text();
  }

  private static Way way(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "DOWN" -> Way.DOWN;
      case "UP" -> Way.UP;
      default -> Way.BOTH;
    };
  }

  private static String why(String typed) {
    String text =
        Normalizer.normalize(typed, Normalizer.Form.NFC).replaceAll("\\p{Cntrl}", " ").strip();
    if (text.isEmpty()) {
      return DEFAULT_WHY;
    }
    int end = Math.min(text.length(), LONGEST_WHY);
    boolean isCut = end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, isCut ? end - 1 : end);
  }

  private static Optional<String> shorter(Map<String, String> parameters, String name) {
    return Optional.ofNullable(parameters.get(name))
        .map(String::strip)
        .filter(text -> !text.isEmpty() && text.length() <= LONGEST);
  }

  /** Shows no token. */
  @Override
  public String toString() {
    return "LineageAsk[" + thing + "]";
  }
}
