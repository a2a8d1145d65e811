package dev.tallystick.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.append.AppendClient;
import dev.tallystick.events.append.AppendSettings;
import dev.tallystick.events.append.FakeLog;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.events.usage.UsageAnswer;
import dev.tallystick.events.usage.UsageCheck;
import dev.tallystick.events.usage.UsageLog;
import dev.tallystick.events.usage.UsageOwner;
import dev.tallystick.events.usage.UsagePage;
import dev.tallystick.events.usage.UsageVerdict;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.VerifiedCheckpoint;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The snippets of README.md are the regions of this file, and they run. */
class ReadmeTest {
  private static final Path MODULE =
      Path.of(System.getProperty("tallystick.root", "../.."), "libs", "events");

  @Test
  void snippets_run() throws Exception {
    Event event = event();
    byte[] receipt;
    try (FakeLog fake = new FakeLog()) {
      URI endpoint = fake.endpoint();
      Supplier<String> tokens = () -> "token";
      Hash policyHash = Hash.sha256(new byte[0]);
      NoteVerifier log = fake.verifier();
      // snippet: append
      try (AppendClient client = new AppendClient(AppendSettings.of(endpoint), log, tokens)) {
        LoggedReceipt logged = client.appendAndWait(event);
        receipt =
            logged.toReceipt(event, EnumSet.of(PartName.STUB, PartName.BODY), policyHash).toJson();
      }
      // end
      // snippet: verify
      Receipt parsed = Receipt.parse(receipt);
      VerifiedCheckpoint checkpoint = parsed.verify(log); // nothing thrown: the event is logged
      Body told = Body.parse(parsed.opening().body().value().orElseThrow());
      // end

      assertThat(checkpoint.checkpoint().size()).isEqualTo(1);
      assertThat(told).isEqualTo(event.body());
    }
  }

  private static Event event() throws Exception {
    Clock clock = Clock.fixed(Instant.parse("2024-11-13T23:59:59.999Z"), ZoneOffset.UTC);
    SecureRandom random = new SecureRandom();
    Event example = Event.parse(RefusalFiles.read("event/valid.json"));
    String subject = example.subject().orElseThrow();
    JsonObject data =
        JsonObject.builder()
            .put("consent", example.data().getString("consent"))
            .put("version", 2)
            .put("kind", "PROVIDE")
            .put("discloser", "mall-east")
            .put("recipient", "bureau-north")
            .put("stoppedAt", "2024-11-13T23:59:59.990Z")
            .put("by", "SELF")
            .build();
    // snippet: event
    EventType type = EventTypes.get("consent.withdrawn");
    EventId id = EventId.draw(clock.millis(), random); // to be stored before the first try
    Body body = new Body(id, "consent-service", clock.millis(), Optional.of(subject), data);
    Stub stub = Event.stubFor(type, body, Map.of(), List.of());
    Event event = Event.of(Seed.draw(random), stub, body, Optional.empty());
    // end
    return event;
  }

  @Test
  void usageSnippet_runs() throws Exception {
    UsageLog logged = new UsageLog();
    String subject = logged.token();
    logged.freeze(subject);
    logged.indexRoot();
    byte[] usage = logged.whole(subject).answer().toJson();
    NoteVerifier log = logged.verifier();
    // snippet: usage
    UsageAnswer answer = UsageAnswer.parse(usage);
    Checkpoint signed = VerifiedCheckpoint.verify(answer.checkpoint(), log).checkpoint();
    UsageVerdict verdict =
        UsageCheck.check(
            List.of(new UsagePage(answer, signed)),
            Optional.empty(),
            Optional.of(UsageOwner.ofSubject(subject)));
    boolean complete = verdict.isComplete(); // up to log size verdict.coveredSize()
    // end

    assertThat(complete).isTrue();
  }

  @Test
  void snippets_areThoseOfTheReadme() throws Exception {
    String readme = Files.readString(MODULE.resolve("README.md"));
    String source =
        Files.readString(MODULE.resolve("src/test/java/dev/tallystick/events/ReadmeTest.java"));

    List<String> blocks = matches("(?s)```java\n(.*?)```", readme);
    List<String> regions = new ArrayList<>();
    for (String region : matches("(?sm)^ +// snippet: [a-z]+\n(.*?) +// end\n", source)) {
      regions.add(words(region));
    }

    assertThat(blocks).hasSize(4);
    assertThat(blocks.stream().map(ReadmeTest::words)).containsExactlyInAnyOrderElementsOf(regions);
  }

  /** The formatter breaks the lines of this file, and the margin those of the page. */
  private static String words(String code) {
    return code.replaceAll("\\s+", " ").strip();
  }

  private static List<String> matches(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(result -> result.group(1)).toList();
  }
}
