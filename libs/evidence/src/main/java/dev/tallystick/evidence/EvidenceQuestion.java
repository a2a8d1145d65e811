package dev.tallystick.evidence;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.evidence.document.BundleQuestion;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a bundle is about.
 *
 * @param from the kind of thing
 * @param id its id
 * @param direction to what it was made from, to what was made of it, or both
 */
public record EvidenceQuestion(Beginning from, String id, Direction direction) {
  private static final Pattern EVENT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern TYPED = Pattern.compile("(rel|chk|con)_[A-Za-z0-9_-]{1,60}");

  /** What a lineage begins from. */
  public enum Beginning {
    /** A release; a report is one. */
    RELEASE("rel_"),
    /** The deposit of a chunk. */
    CHUNK("chk_"),
    /** A consent. */
    CONSENT("con_");

    private final String prefix;

    Beginning(String prefix) {
      this.prefix = prefix;
    }
  }

  /** Which way a lineage goes. */
  public enum Direction {
    /** To what it was made from, and to what was made of it: of a release. */
    BOTH,
    /** To what it was made from. */
    UP,
    /** To what was made of it. */
    DOWN
  }

  /** Refuses what no question is. */
  public EvidenceQuestion {
    if (beginning(id).filter(from::equals).isEmpty()) {
      throw new IllegalArgumentException("the id is not one of a " + from);
    }
    if ((from == Beginning.RELEASE) != (direction == Direction.BOTH)) {
      throw new IllegalArgumentException("a release's lineage goes both ways, others' one way");
    }
  }

  /**
   * The question about the thing with this id: {@code rel_…} or an event, {@code chk_…} or {@code
   * con_…}; empty if it is none of them.
   *
   * @param isUp whether it goes to the sources; for a release it goes both ways anyway
   */
  public static Optional<EvidenceQuestion> find(String id, boolean isUp) {
    return beginning(id)
        .map(
            from ->
                new EvidenceQuestion(
                    from,
                    id,
                    from == Beginning.RELEASE
                        ? Direction.BOTH
                        : isUp ? Direction.UP : Direction.DOWN));
  }

  private static Optional<Beginning> beginning(String id) {
    if (EVENT.matcher(id).matches()) {
      return Optional.of(Beginning.RELEASE);
    }
    return TYPED.matcher(id).matches()
        ? Stream.of(Beginning.values()).filter(from -> id.startsWith(from.prefix)).findFirst()
        : Optional.empty();
  }

  JsonObject toJson() {
    return new BundleQuestion(from.name(), id, direction.name()).toJson();
  }

  static EvidenceQuestion read(JsonObject json) throws MalformedBundleException {
    BundleQuestion.Partial asked = new BundleQuestion.Partial(json);
    Optional<EvidenceQuestion> question =
        asked.id().flatMap(id -> find(id, asked.direction().filter("UP"::equals).isPresent()));
    return question
        .filter(known -> known.toJson().equals(json))
        .orElseThrow(() -> new MalformedBundleException("manifest.json: question is none"));
  }
}
