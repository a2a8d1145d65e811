package dev.tallystick.bench.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.tlog.Hash;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EventFillerTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");

  private final RequestTemplate template = RequestTemplate.consentGiven();
  private final Population population = new Population(500, 1);
  private final EventFiller filler =
      new EventFiller(template, population, Clock.fixed(NOW, ZoneOffset.UTC), 2);

  @Test
  void fill_makesEventsThatTheRegistryAccepts() throws InvalidEventException {
    for (int i = 0; i < 2_000; i++) {
      Event event = next();

      assertThat(event.type().appenders()).as("event %d", i).contains(event.source());
      assertThat(event.type().mayRestOn(event.stub().guards().get(0).key())).isTrue();
      assertThat(event.stub().advances())
          .containsExactly(event.stub().guards().get(0).key())
          .containsAll(event.type().advancedKeys(event.subject(), event.data()));
    }
  }

  @Test
  void fill_labelsEachEventForItsOwnSubjectAndParties() throws InvalidEventException {
    for (int i = 0; i < 500; i++) {
      Event event = next();

      Set<Hash> expected = new TreeSet<>();
      event
          .type()
          .indexKeys(event.subject(), event.data())
          .forEach(key -> expected.add(EventLabels.label(key)));
      assertThat(event.stub().labels())
          .as("event %d", i)
          .containsExactlyElementsOf(expected)
          .hasSize(3);
    }
  }

  @Test
  void fill_tellsIdTimeAndSubject() throws InvalidEventException {
    Event event = next();

    assertThat(event.id()).isEqualTo(filler.lastId());
    assertThat(event.id().millis()).isEqualTo(NOW.toEpochMilli());
    assertThat(event.timeMillis()).isEqualTo(NOW.toEpochMilli());
    assertThat(event.subject()).contains(filler.lastSubject());
  }

  @Test
  void fill_repeatsNothingThatMustDiffer() throws InvalidEventException {
    Set<Object> ids = new HashSet<>();
    Set<Object> seeds = new HashSet<>();
    Set<Object> guards = new HashSet<>();
    Set<Object> subjects = new HashSet<>();

    for (int i = 0; i < 2_000; i++) {
      Event event = next();
      ids.add(event.id());
      seeds.add(event.seed().base64Url());
      guards.add(event.stub().advances());
      subjects.add(event.subject());
    }

    assertThat(List.of(ids.size(), seeds.size(), guards.size())).containsOnly(2_000);
    assertThat(subjects).hasSizeBetween(400, 500);
  }

  @Test
  void fill_twoFillersDrawDifferentEvents() throws InvalidEventException {
    EventFiller other = new EventFiller(template, population, Clock.systemUTC(), 3);
    ByteBuffer buffer = ByteBuffer.wrap(template.toByteArray());
    other.fill(buffer, 0);

    assertThat(Event.parse(buffer.array()).seed()).isNotEqualTo(next().seed());
  }

  @Test
  void fill_patchesTheCopyAtAnOffsetAndNothingElse() throws InvalidEventException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(template.length() * 3);
    for (int i = 0; i < 3; i++) {
      buffer.put(i * template.length(), template.toByteArray());
    }

    filler.fill(buffer, template.length());

    List<String> copies = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      byte[] copy = new byte[template.length()];
      buffer.get(i * template.length(), copy);
      copies.add(new String(copy, ISO_8859_1));
    }
    assertThat(copies.get(0)).isEqualTo(new String(template.toByteArray(), ISO_8859_1));
    assertThat(copies.get(2)).isEqualTo(copies.get(0));
    assertThat(Event.parse(copies.get(1).getBytes(ISO_8859_1)).id()).isEqualTo(filler.lastId());
  }

  @Test
  void consentOnMovedGuard_isValidAndRestsOnAnotherVersion() throws InvalidEventException {
    RequestTemplate refused = RequestTemplate.consentOnMovedGuard();
    ByteBuffer buffer = ByteBuffer.wrap(refused.toByteArray());
    new EventFiller(refused, population, Clock.systemUTC(), 4).fill(buffer, 0);

    Event event = Event.parse(buffer.array());

    assertThat(event.stub().guards().get(0).version()).isEqualTo(7);
    assertThat(next().stub().guards().get(0).version()).isZero();
    assertThat(refused.length()).isEqualTo(template.length());
  }

  @Test
  void consentGiven_isOfTheOrdinarySize() {
    assertThat(template.length()).isBetween(800, 1_500);
  }

  private Event next() throws InvalidEventException {
    ByteBuffer buffer = ByteBuffer.wrap(template.toByteArray());
    filler.fill(buffer, 0);
    return Event.parse(buffer.array());
  }
}
