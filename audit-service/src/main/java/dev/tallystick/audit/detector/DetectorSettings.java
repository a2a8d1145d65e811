package dev.tallystick.audit.detector;

import dev.tallystick.audit.document.DetectorFile;
import dev.tallystick.audit.document.DetectorTerms;
import dev.tallystick.events.document.IllegalMemberException;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.type.AnomalyRaised;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The detectors that there are, as data: those of the file {@code detectors.json} beside this
 * class, or of an operator's own in its place. Every member is checked; what a detector does not
 * use is refused too.
 */
public final class DetectorSettings {
  private static final String FILE = "detectors.json";
  private static final Duration LONGEST = Duration.ofDays(92);
  private static final Duration DAY = Duration.ofDays(1);

  private final List<DetectorTerms> terms;

  private DetectorSettings(List<DetectorTerms> terms) {
    this.terms = List.copyOf(terms);
    List<Detector> unused = detectors();
  }

  /**
   * Reads an operator's file, or the service's own if there is none.
   *
   * @throws IllegalArgumentException if it is none; it names the detector and the member
   */
  public static DetectorSettings read(Optional<Path> file) {
    try {
      if (file.isPresent()) {
        return parse(Files.readAllBytes(file.get()));
      }
      try (InputStream in = DetectorSettings.class.getResourceAsStream(FILE)) {
        if (in == null) {
          throw new IllegalStateException("the resource " + FILE + " is missing");
        }
        return parse(in.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("tallystick.audit.detectors.file cannot be read", e);
    }
  }

  /**
   * Detectors as JSON.
   *
   * @throws IllegalArgumentException if it is none; it names the detector and the member
   */
  public static DetectorSettings parse(byte[] json) {
    try {
      JsonValue value = CanonicalJson.parse(json);
      if (!(value instanceof JsonObject object)) {
        throw new IllegalArgumentException("tallystick.audit.detectors.file is no JSON object");
      }
      return new DetectorSettings(DetectorFile.read(object).detectors());
    } catch (MalformedJsonException e) {
      throw new IllegalArgumentException("tallystick.audit.detectors.file is no JSON", e);
    } catch (IllegalMemberException e) {
      throw new IllegalArgumentException("tallystick.audit.detectors.file: " + e.getMessage(), e);
    }
  }

  /** All of them, which remember nothing yet. */
  List<Detector> detectors() {
    Set<String> names = new HashSet<>();
    List<Detector> detectors = new ArrayList<>();
    for (DetectorTerms one : terms) {
      if (!names.add(one.name())) {
        throw refused(one, "name", "must be there once");
      }
      detectors.add(detector(one));
    }
    return detectors;
  }

  private static Detector detector(DetectorTerms one) {
    Duration window = duration(one, "window", one.window());
    requireUsed(one);
    return new Detector(
        one.name(),
        AnomalyRaised.Severity.valueOf(one.severity().name()),
        window.toMillis(),
        measure(one, window));
  }

  private static DetectorMeasure measure(DetectorTerms one, Duration window) {
    WindowMeasure.Limits limits =
        new WindowMeasure.Limits(window.toMillis(), one.threshold(), (int) one.keep());
    return switch (one.kind()) {
      case COUNT -> new WindowMeasure(limits, watched(one), subject(one), WindowMeasure::times);
      case PARTIES -> new WindowMeasure(limits, watched(one), subject(one), WindowMeasure::parties);
      case HONEY ->
          new WindowMeasure(
              // From the threshold on, and not above it: none is expected.
              new WindowMeasure.Limits(window.toMillis(), one.threshold() - 1, (int) one.keep()),
              seen -> seen.kind() == Sighting.Kind.HONEY,
              WindowMeasure.Subject.NOBODY,
              WindowMeasure::times);
      case NIGHT ->
          new NightMeasure(limits, required(one, "percent", one.percent()), night(one, window));
      case UNDECIDED ->
          new UndecidedMeasure(
              limits,
              duration(one, "patience", required(one, "patience", one.patience())).toMillis(),
              required(one, "percent", one.percent()),
              purposes(one));
      case TRAFFIC_FALL -> new TrafficFallMeasure(fall(one, window), (int) one.keep());
    };
  }

  private static Predicate<Sighting> watched(DetectorTerms one) {
    return required(one, "counts", one.counts()) == DetectorTerms.Counts.QUERY
        ? Sighting::isQuery
        : seen -> seen.kind() == Sighting.Kind.STAFF_READ;
  }

  private static WindowMeasure.Subject subject(DetectorTerms one) {
    return switch (required(one, "by", one.by())) {
      case PARTY -> WindowMeasure.Subject.PARTY;
      case STAFF -> WindowMeasure.Subject.STAFF;
      case PERSON -> WindowMeasure.Subject.PERSON;
      case PARTY_AND_PERSON -> WindowMeasure.Subject.PARTY_AND_PERSON;
    };
  }

  private static NightMeasure.Night night(DetectorTerms one, Duration window) {
    requireWhole(one, window, Duration.ofHours(1));
    long from = required(one, "fromHour", one.fromHour());
    long until = required(one, "untilHour", one.untilHour());
    if (from == until) {
      throw refused(one, "untilHour", "must be another hour than fromHour");
    }
    try {
      return new NightMeasure.Night(
          ZoneId.of(required(one, "zone", one.zone())), (int) from, (int) until);
    } catch (DateTimeException e) {
      throw refused(one, "zone", "must be the name of a time zone");
    }
  }

  private static Set<String> purposes(DetectorTerms one) {
    if (one.purposes().isEmpty()) {
      throw refused(one, "purposes", "must be there");
    }
    return Set.copyOf(one.purposes());
  }

  private static TrafficFallMeasure.Terms fall(DetectorTerms one, Duration window) {
    requireWhole(one, window, DAY);
    return new TrafficFallMeasure.Terms(
        (int) window.toDays(),
        one.threshold(),
        required(one, "percent", one.percent()),
        required(one, "lending", one.lending()),
        required(one, "lendingPercent", one.lendingPercent()),
        required(one, "replacedPercent", one.replacedPercent()));
  }

  /** What is set and would change nothing was meant otherwise. */
  private static void requireUsed(DetectorTerms one) {
    boolean isWindow =
        one.kind() == DetectorTerms.Kind.COUNT || one.kind() == DetectorTerms.Kind.PARTIES;
    boolean isNight = one.kind() == DetectorTerms.Kind.NIGHT;
    boolean isUndecided = one.kind() == DetectorTerms.Kind.UNDECIDED;
    boolean isFall = one.kind() == DetectorTerms.Kind.TRAFFIC_FALL;
    refuseUnless(one, isWindow || one.counts().isEmpty(), "counts");
    refuseUnless(one, isWindow || one.by().isEmpty(), "by");
    boolean isHoney = one.kind() == DetectorTerms.Kind.HONEY;
    refuseUnless(one, !(isWindow || isHoney) || one.percent().isEmpty(), "percent");
    refuseUnless(one, isNight || one.zone().isEmpty(), "zone");
    refuseUnless(one, isNight || one.fromHour().isEmpty(), "fromHour");
    refuseUnless(one, isNight || one.untilHour().isEmpty(), "untilHour");
    refuseUnless(one, isUndecided || one.patience().isEmpty(), "patience");
    refuseUnless(one, isUndecided || one.purposes().isEmpty(), "purposes");
    refuseUnless(one, isFall || one.lending().isEmpty(), "lending");
    refuseUnless(one, isFall || one.lendingPercent().isEmpty(), "lendingPercent");
    refuseUnless(one, isFall || one.replacedPercent().isEmpty(), "replacedPercent");
  }

  private static void refuseUnless(DetectorTerms one, boolean isRight, String member) {
    if (!isRight) {
      throw refused(one, member, "belongs to no detector of this kind");
    }
  }

  private static void requireWhole(DetectorTerms one, Duration window, Duration unit) {
    if (window.toMillis() % unit.toMillis() != 0) {
      throw refused(one, "window", "must be a multiple of " + unit);
    }
  }

  private static Duration duration(DetectorTerms one, String member, String text) {
    try {
      Duration duration = Duration.parse(text);
      if (duration.compareTo(Duration.ofSeconds(1)) >= 0 && duration.compareTo(LONGEST) <= 0) {
        return duration;
      }
    } catch (DateTimeException e) {
      // The same is said of what is no duration and of one out of bounds.
    }
    throw refused(one, member, "must be an ISO 8601 duration of a second to 92 days");
  }

  private static <T> T required(DetectorTerms one, String member, Optional<T> value) {
    return value.orElseThrow(() -> refused(one, member, "must be there"));
  }

  private static long required(DetectorTerms one, String member, OptionalLong value) {
    return value.orElseThrow(() -> refused(one, member, "must be there"));
  }

  private static IllegalArgumentException refused(DetectorTerms one, String member, String rule) {
    return new IllegalArgumentException(
        "tallystick.audit.detectors.file: %s: %s %s".formatted(one.name(), member, rule));
  }
}
