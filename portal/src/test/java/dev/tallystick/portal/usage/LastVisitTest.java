package dev.tallystick.portal.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LastVisitTest {
  private static final Instant MORNING = Instant.parse("2026-03-02T06:00:00Z");
  private static final String MINE = "0123abcd";

  @Test
  void firstVisit_hasNoNews_howeverOftenThePageIsLoaded() {
    LastVisit visit = LastVisit.first(7, MORNING).look(9, MORNING.plusSeconds(60));

    assertThat(visit.isAnother()).isFalse();
  }

  @Test
  void news_stayNewsForAsLongAsTheVisitLasts() {
    Instant evening = MORNING.plus(Duration.ofHours(12));
    LastVisit visit = LastVisit.first(7, MORNING).look(9, evening);

    assertThat(visit.isAnother()).isTrue();
    assertThat(visit.before()).isEqualTo(7);
    assertThat(visit.since()).isEqualTo(MORNING);
    LastVisit looking = visit.look(9, evening.plus(Duration.ofMinutes(29)));
    assertThat(looking.before()).isEqualTo(7);
    LastVisit next = looking.look(12, evening.plus(Duration.ofHours(1)));
    assertThat(next.before()).isEqualTo(9);
    assertThat(next.since()).isEqualTo(evening.plus(Duration.ofMinutes(29)));
  }

  @Test
  void cookie_isReadBack_andOneOfSomebodyElseOrMadeUpIsNone() {
    LastVisit visit = LastVisit.first(7, MORNING).look(9, MORNING.plus(Duration.ofDays(1)));

    assertThat(LastVisit.read(visit.write(MINE), MINE)).contains(visit);
    assertThat(LastVisit.read(visit.write("ffffffff"), MINE)).isEmpty();
    assertThat(LastVisit.read(null, MINE)).isEmpty();
    for (String made :
        new String[] {
          "", "1", MINE + ".1.2.3", MINE + ".-1.2.3.4", MINE + ".1.9999999999999.3.4", "<b>"
        }) {
      assertThat(LastVisit.read(made, MINE)).as("%s", made).isEmpty();
    }
  }
}
