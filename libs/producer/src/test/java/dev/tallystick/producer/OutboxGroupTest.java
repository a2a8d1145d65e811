package dev.tallystick.producer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What waits in the outbox leaves in groups, and in its order where that means something. */
class OutboxGroupTest {
  private static Site site;

  @BeforeAll
  static void startSite() throws Exception {
    site = new Site();
  }

  @AfterEach
  void clear() throws Exception {
    site.log.faults().failAt(Optional.empty());
    site.clear();
  }

  @AfterAll
  static void stopSite() throws Exception {
    site.close();
  }

  @Test
  void events_thatHaveNothingToDoWithEachOther_leaveTogether_andAreToldInTheirOrder()
      throws Exception {
    Site.Replica process = site.process(Site.LONG);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      events.add(site.party("group-" + i));
    }
    store(process.writer, events);
    int before = site.log.appends().size();

    process.inTheBackground();

    LogWriterTest.await(() -> site.rows() == 0);
    assertThat(appends(before)).containsExactly(40);
    assertThat(site.told.outcomes).hasSize(40);
    for (int i = 0; i < 40; i++) {
      assertThat(site.told.outcomes.get(i)).startsWith("logged " + events.get(i).id());
    }
  }

  @Test
  void events_aboutTheSamePerson_waitForEachOther() throws Exception {
    Site.Replica process = site.process(Site.LONG);
    List<Event> events = List.of(site.party("alone"), site.freeze(), site.freeze());
    store(process.writer, events);
    int before = site.log.appends().size();

    process.inTheBackground();

    LogWriterTest.await(() -> site.rows() == 0);
    assertThat(appends(before)).containsExactly(2, 1);
    assertThat(site.log.entries().stream().map(entry -> entry.event().id()).toList())
        .endsWith(events.get(0).id(), events.get(1).id(), events.get(2).id());
  }

  @Test
  void event_thatTheLogFailsAt_keepsNoOtherOfItsGroupBack() throws Exception {
    Site.Replica process = site.process(Site.SHORT);
    process.writer.logKey();
    Event failing = site.party("failing");
    List<Event> events = List.of(failing, site.party("other"), site.party("another"));
    site.log.faults().failAt(Optional.of(failing.id()));
    store(process.writer, events);

    process.inTheBackground();

    LogWriterTest.await(() -> site.told.outcomes.size() == 2);
    site.log.faults().failAt(Optional.empty());
    LogWriterTest.await(() -> site.rows() == 0);
    assertThat(site.told.outcomes).hasSize(3);
    assertThat(site.told.outcomes.get(2)).startsWith("logged " + failing.id());
  }

  private static List<Integer> appends(int before) {
    return site.log.appends().subList(before, site.log.appends().size());
  }

  private static void store(LogWriter writer, List<Event> events) throws Exception {
    site.inTransaction(true, () -> events.forEach(writer::store));
    // Their claims end at once, so that one look finds them all.
    for (Event event : events) {
      try (var connection = site.connect();
          var update =
              connection.prepareStatement(
                  "update producer_outbox set claimed_until = now() where event_id = ?")) {
        update.setObject(1, event.id().value());
        assertThat(update.executeUpdate()).isEqualTo(1);
      }
    }
  }
}
