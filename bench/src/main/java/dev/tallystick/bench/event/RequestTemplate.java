package dev.tallystick.bench.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a valid append request, with the places that must differ between events. Every event
 * made of it has the same length. Immutable.
 */
public final class RequestTemplate {
  private final String request;
  private final int id;
  private final int seed;
  private final int time;
  private final int subject;
  private final int platform;
  private final int bureau;
  private final List<Integer> consents;
  private final List<Integer> labels;

  private RequestTemplate(String request) {
    this.request = request;
    this.id = only(SampleEvent.ID);
    this.seed = only(SampleEvent.SEED);
    this.time = only(SampleEvent.TIME);
    this.subject = only(SampleEvent.SUBJECT);
    this.platform = only(SampleEvent.PLATFORM);
    this.bureau = only(SampleEvent.BUREAU);
    this.consents = places(SampleEvent.CONSENT);
    this.labels = SampleEvent.labels().stream().map(this::only).sorted().toList();
  }

  /** The template that all measurements share. */
  public static RequestTemplate consentGiven() {
    return new RequestTemplate(new String(SampleEvent.request(), ISO_8859_1));
  }

  /** The same, resting on a version of its guard that there never is: well formed, and refused. */
  public static RequestTemplate consentOnMovedGuard() {
    String request = new String(SampleEvent.request(), ISO_8859_1);
    return new RequestTemplate(request.replace(SampleEvent.GUARD_VERSION, "\"version\":7"));
  }

  /** The length of every request, in bytes. */
  public int length() {
    return request.length();
  }

  /** A copy of the bytes, not yet an event of its own. */
  public byte[] toByteArray() {
    return request.getBytes(ISO_8859_1);
  }

  /** The OIDC client that may append these events. */
  public static String client() {
    return SampleEvent.CLIENT;
  }

  int id() {
    return id;
  }

  int seed() {
    return seed;
  }

  int time() {
    return time;
  }

  int subject() {
    return subject;
  }

  int platform() {
    return platform;
  }

  int bureau() {
    return bureau;
  }

  /** Where the consent's id stands: in the body, in the guard, in what is advanced. */
  List<Integer> consents() {
    return consents;
  }

  /** Where the three labels stand, in order. */
  List<Integer> labels() {
    return labels;
  }

  private int only(String mark) {
    List<Integer> places = places(mark);
    if (places.size() != 1) {
      throw new IllegalStateException(mark + " occurs " + places.size() + " times in the event");
    }
    return places.get(0);
  }

  private List<Integer> places(String mark) {
    List<Integer> places = new ArrayList<>();
    for (int at = request.indexOf(mark); at >= 0; at = request.indexOf(mark, at + 1)) {
      places.add(at);
    }
    return List.copyOf(places);
  }
}
