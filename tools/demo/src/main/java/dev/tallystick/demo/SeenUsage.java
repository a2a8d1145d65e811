package dev.tallystick.demo;

import static dev.tallystick.demo.StepDiffersException.check;

import dev.tallystick.demo.request.ShownEntry;
import dev.tallystick.demo.request.ShownEvent;
import dev.tallystick.demo.request.ShownOpening;
import dev.tallystick.demo.request.ShownPage;
import dev.tallystick.demo.request.ShownPart;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.usage.IndexRoot;
import dev.tallystick.party.RefusedException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What a person sees of the uses of their data, newest first. */
record SeenUsage(List<ShownEvent> bodies, long size) {
  private static final int TRIES = 120;
  private static final long PAUSE_MILLIS = 250;

  /** The list, when it has that event; the index follows the log within a second. */
  static SeenUsage awaiting(RunningSuite suite, Protagonist person, Optional<String> event)
      throws IOException, InterruptedException, StepDiffersException {
    String wanted = event.orElse("");
    for (int i = 0; i < TRIES; i++) {
      SeenUsage usage = of(suite, person);
      if (usage.bodies.stream().anyMatch(body -> body.id().equals(wanted))) {
        return usage;
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    throw new StepDiffersException("the person's list does not show event " + wanted);
  }

  /** The list as it is now. */
  static SeenUsage of(RunningSuite suite, Protagonist person)
      throws IOException, InterruptedException, StepDiffersException {
    return pages(suite, person.name(), "/v1/me/usage?limit=100");
  }

  /** What a party sees of one type in its own list, as it is now. */
  static SeenUsage ofParty(RunningSuite suite, String party, String type)
      throws IOException, InterruptedException, StepDiffersException {
    return pages(suite, party, "/v1/parties/" + party + "/usage?limit=100&type=" + type);
  }

  private static SeenUsage pages(RunningSuite suite, String reader, String first)
      throws IOException, InterruptedException, StepDiffersException {
    List<ShownEvent> bodies = new ArrayList<>();
    String path = first;
    long size = 0;
    while (true) {
      ShownPage.Partial page;
      try {
        page = new ShownPage.Partial(suite.as(reader).get(suite.endpoints().audit(path)));
      } catch (RefusedException e) {
        throw new StepDiffersException("the list of " + reader + " is refused: " + e.getMessage());
      }
      size = coveredSize(page).orElse(size);
      page.entries().forEach(entry -> shown(entry).ifPresent(bodies::add));
      Optional<String> next = page.next();
      if (next.isEmpty()) {
        return new SeenUsage(bodies, size);
      }
      path = first + "&cursor=" + next.get();
    }
  }

  /** The answer with its proofs, as a person saves it. */
  static byte[] file(RunningSuite suite, Protagonist person)
      throws RefusedException, IOException, InterruptedException {
    URI uri = suite.endpoints().audit("/v1/me/usage?limit=200");
    return CanonicalJson.messageBytes(suite.as(person.name()).get(uri));
  }

  /** Up to which log size the page is complete. */
  private static Optional<Long> coveredSize(ShownPage.Partial page) {
    return page.indexRoot()
        .flatMap(SeenUsage::shown)
        .map(ShownEvent::data)
        .flatMap(IndexRoot::find)
        .map(IndexRoot::coveredSize);
  }

  private static Optional<ShownEvent> shown(ShownEntry.Partial entry) {
    return entry
        .opening()
        .flatMap(ShownOpening.Partial::body)
        .flatMap(ShownPart.Partial::value)
        .map(body -> ShownEvent.read(body.object()));
  }

  /** The event by which a release from that party was denied with that code. */
  String denial(String from, String code) throws StepDiffersException {
    return bodies.stream()
        .filter(body -> denied(body).code().equals(Optional.of(code)))
        .filter(body -> denied(body).from().equals(Optional.of(from)))
        .map(body -> body.id())
        .findFirst()
        .orElseThrow(() -> new StepDiffersException("the person's list has no denial of " + from));
  }

  /** How many releases there are. */
  long releases() {
    return bodies.stream().filter(body -> released(body).jweDigest().isPresent()).count();
  }

  /**
   * Checks that a refusal stands here once.
   *
   * @param to who asked for the data
   * @param event the entry that the refusal names
   */
  void checkDeniedOnce(String to, Optional<String> event) throws StepDiffersException {
    List<String> denials =
        bodies.stream()
            .filter(body -> denied(body).code().isPresent())
            .filter(body -> denied(body).to().equals(Optional.of(to)))
            .map(body -> body.id())
            .toList();
    check(
        denials.equals(event.stream().toList()),
        "the refusal of %s stands as %s".formatted(to, denials));
  }

  /** Each sale with its price, and how often something was refused for which reason. */
  String told(long price) throws StepDiffersException {
    List<DataReleased.Partial> sales =
        bodies.stream().map(SeenUsage::released).filter(sale -> sale.fee().isPresent()).toList();
    Map<String, Long> refusals = new TreeMap<>();
    for (ShownEvent body : bodies) {
      DataDenied.Partial data = denied(body);
      // The entry that closes a minute tells how many there were besides the first.
      long times = data.repeats().orElse(1);
      data.code().ifPresent(code -> refusals.merge(code, times, Long::sum));
    }
    check(sales.size() == 2, "there are " + sales.size() + " sales");
    check(
        sales.stream().mapToLong(SeenUsage::fee).sum() == price, "the sales cost " + prices(sales));
    check(
        refusals.keySet().stream().anyMatch(code -> code.startsWith("DIRECT_PROVISION")),
        "the direct sale is not among the refusals");
    return "%d uses up to log size %d: %s; %d releases; refused: %s"
        .formatted(bodies.size(), size, prices(sales), releases(), counts(refusals));
  }

  private static String prices(List<DataReleased.Partial> sales) {
    return sales.stream()
        .map(sale -> "sale to %s for %d fen".formatted(sale.to().orElse(""), fee(sale)))
        .collect(Collectors.joining(", "));
  }

  private static String counts(Map<String, Long> refusals) {
    return refusals.entrySet().stream()
        .map(refusal -> refusal.getValue() + " " + refusal.getKey())
        .collect(Collectors.joining(", "));
  }

  private static long fee(DataReleased.Partial sale) {
    return sale.fee().orElseThrow().amount().orElseThrow();
  }

  private static DataDenied.Partial denied(ShownEvent body) {
    return new DataDenied.Partial(body.data());
  }

  private static DataReleased.Partial released(ShownEvent body) {
    return new DataReleased.Partial(body.data());
  }
}
