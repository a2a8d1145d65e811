package dev.tallystick.audit.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.tallystick.audit.sealing.OpenedParts;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.PartName;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Whoever has the app role's rights takes no body away that is not to go: the database checks
 * class, term and entry for itself.
 */
@QuarkusTest
@TestProfile(ErasureCase.QuietLog.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class ErasureAttackTest extends ErasureCase {
  /** What the app role could do once: declare an erasure logged, and take today's bodies away. */
  @Test
  void appRole_erasesNoStateBodyAndNothingBeforeItsTerm() throws Exception {
    fill();
    List<StoredEntry> before = rows();
    setDatabaseDay(TODAY);

    try (Connection app = database.getConnection()) {
      for (int eventClass : List.of(0, 1)) {
        assertRefused(app, declared(eventClass, ", logged", ", true"), "42501");
        run(app, declared(eventClass, "", ""));
        assertRefused(app, "update opening_erasure set logged = true", "42501");
        String named = "(" + key.day() + ", " + eventClass + "::smallint";
        assertRefused(app, "select erase_openings" + named + ", 0, 1000000)", "TL001");
        assertRefused(app, "select destroy_opening_key" + named + ")", "TL001");
        assertRefused(app, "select confirm_erasure" + named + ", '', '')", "TL001");
      }
      assertRefused(
          app,
          "create or replace function database_day() returns date language sql as 'select current_date + 5000'",
          "42501");
    }
    assertThat(rows().stream().map(seal::openBody)).hasSize(before.size());
    try (Connection owner = connectAsOwner()) {
      run(owner, "delete from opening_erasure");
    }
  }

  /** After the term, too, the database believes no word: it reads the entry. */
  @Test
  void appRole_confirmsNoErasureThatTheLogWasNotToldOf() throws Exception {
    fill();
    OpeningErasure begun = erasure().begin(key).orElseThrow();
    StoredEntry other = rows().get(0);
    OpenedParts parts = seal.open(other);

    try (Connection app = database.getConnection()) {
      String confirm = "select confirm_erasure(" + key.day() + ", 0::smallint, '\\x%s', '\\x%s')";
      String foreign = confirm.formatted(hex(parts, true), hex(parts, false));
      assertRefused(app, foreign, "TL001");
      run(app, "update opening_erasure set event_id = '" + other.id() + "'");
      assertRefused(app, foreign, "TL001");
      run(app, "update opening_erasure set event_id = '" + begun.event() + "', bodies = 0");
      fail("the app role changed the extent of an erasure");
    } catch (SQLException e) {
      assertThat(e.getSQLState()).isEqualTo("42501");
    }

    OpeningErasure wider =
        new OpeningErasure(
            key,
            own.drawId(),
            new OpeningErasure.Extent(begun.extent().bodies(), 0, Long.MAX_VALUE >> 11),
            begun.evidence(),
            false);
    own.append(wider.event(), wider.data(), Optional.empty(), List.of());
    erasures.replaceEvent(key, wider.event());
    OpenedParts said = seal.open(entries.find(wider.event()).orElseThrow());
    assertThatThrownBy(() -> erasures.markLogged(key, said))
        .as("an entry that speaks of another extent")
        .hasStackTraceContaining("another erasure");
    assertThat(rows()).allMatch(row -> row.sealed() != null);
    erasures.replaceEvent(key, own.drawId());
  }

  @Test
  void appRole_changesNothingOfAnErasureThatIsLogged() throws Exception {
    fill();
    OpeningErasure begun = erasure().begin(key).orElseThrow();
    erasure().logged(begun);

    try (Connection app = database.getConnection()) {
      assertRefused(app, "update opening_erasure set event_id = gen_random_uuid()", "TL001");
      assertRefused(app, "delete from opening_erasure", "42501");
    }
    assertThat(erasure().run()).contains(day);
  }

  private String declared(int eventClass, String column, String value) {
    return "insert into opening_erasure (seal_day, seal_class, event_id, bodies, first_idx, last_idx, evidence"
        + column
        + ") values ("
        + key.day()
        + ", "
        + eventClass
        + ", gen_random_uuid(), 1, 0, 1000000, sha256('')"
        + value
        + ")";
  }

  private static String hex(OpenedParts parts, boolean isNonce) {
    return HexFormat.of()
        .formatHex(isNonce ? parts.nonce(PartName.BODY) : parts.canonical(PartName.BODY));
  }
}
