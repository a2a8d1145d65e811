package dev.tallystick.vault.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.keys.SealedValue;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.VaultWorld;
import dev.tallystick.vault.storage.Transactions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is sealed opens where it stands, and nowhere else. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class KeystoreTest {
  private static final byte[] PLAIN = "what nobody else may read".getBytes(StandardCharsets.UTF_8);
  private static final Place PLACE = Place.of("record", "rec_1", "SHOPPING.AGGREGATE");

  @Inject DataSource database;
  @Inject Transactions transactions;
  @Inject Keystore keystore;

  private Rows rows;
  private KeyOwner owner;

  @BeforeEach
  void begin() {
    rows = new Rows(database);
    owner = owner("mall-east", RetentionClass.ORDINARY);
  }

  private static KeyOwner owner(String source, RetentionClass retention) {
    // Any text of its own; the table does not ask for the form of a token.
    return new KeyOwner("sub_" + UUID.randomUUID(), source, retention);
  }

  private Sealed seal(KeyOwner whose) {
    return transactions.call(
        connection -> {
          try (OpenKeys keys = keystore.open(connection)) {
            return keys.seal(whose, PLACE, PLAIN);
          }
        });
  }

  private byte[] open(KeyOwner whose, Place place, Sealed sealed) {
    return transactions.call(
        connection -> {
          try (OpenKeys keys = keystore.open(connection)) {
            return keys.open(whose, place, sealed);
          }
        });
  }

  private void assertShut(KeyOwner whose, Place place, Sealed sealed, String what) {
    assertThatThrownBy(() -> open(whose, place, sealed))
        .as(what)
        .isInstanceOf(SealedRowException.class)
        .hasMessageNotContaining("nobody else");
  }

  @Test
  void open_atItsPlace_givesTheValue() {
    Sealed sealed = seal(owner);

    assertThat(open(owner, PLACE, sealed)).isEqualTo(PLAIN);
    assertThat(seal(owner).value()).isNotEqualTo(sealed.value());
    assertThat(rows.one("select count(*) from data_key where subject = ?", owner.subject()))
        .isEqualTo("1");
  }

  @Test
  void open_anywhereElse_fails() {
    Sealed sealed = seal(owner);
    KeyOwner otherSource = new KeyOwner(owner.subject(), "ride-west", RetentionClass.ORDINARY);
    KeyOwner otherClass = new KeyOwner(owner.subject(), "mall-east", RetentionClass.ADVERSE);
    KeyOwner otherPerson = owner("mall-east", RetentionClass.ORDINARY);
    List.of(otherSource, otherClass, otherPerson).forEach(this::seal);

    assertShut(owner, Place.of("record", "rec_2", "SHOPPING.AGGREGATE"), sealed, "another row");
    assertShut(owner, Place.of("record", "rec_1", "FOOD.AGGREGATE"), sealed, "another category");
    assertShut(owner, Place.of("release", "rec_1", "SHOPPING.AGGREGATE"), sealed, "another table");
    assertShut(owner, Place.of("record", "rec_1"), sealed, "less of the row");
    assertShut(otherSource, PLACE, sealed, "another source");
    assertShut(otherClass, PLACE, sealed, "another class");
    assertShut(otherPerson, PLACE, sealed, "another person");
    assertShut(owner, PLACE, new Sealed(2, sealed.value()), "another key version");
  }

  @Test
  void open_withAnyBitFlipped_fails() {
    Sealed sealed = seal(owner);
    byte[] bytes = sealed.value().toByteArray();
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);

      assertShut(
          owner,
          PLACE,
          new Sealed(sealed.keyVersion(), SealedValue.takeOwnershipOf(flipped)),
          "bit " + bit);
    }
  }

  @Test
  void keyRow_ofAnotherOwnerOrVersion_doesNotOpen() {
    Sealed sealed = seal(owner);
    KeyOwner thief = owner("mall-east", RetentionClass.ORDINARY);
    Sealed ofThief = seal(thief);

    // The thief's row gets the key of the victim, with its commitment.
    rows.execute(
        """
        update data_key set (wrapped, commitment) =
          (select wrapped, commitment from data_key where subject = ?)
        where subject = ?
        """,
        owner.subject(),
        thief.subject());
    assertShut(thief, PLACE, sealed, "a key that was moved");
    assertShut(thief, PLACE, ofThief, "a key that was replaced");

    rows.execute("update data_key set version = 2 where subject = ?", owner.subject());
    assertShut(owner, PLACE, new Sealed(2, sealed.value()), "a key whose version was changed");
  }

  @Test
  void keyRow_withAnotherCommitment_doesNotOpen() {
    Sealed sealed = seal(owner);
    rows.execute(
        "update data_key set commitment = sha256(commitment) where subject = ?", owner.subject());

    assertShut(owner, PLACE, sealed, "a key that its row does not commit to");
  }

  @Test
  void keyRow_withAnyBitFlipped_doesNotOpen() {
    Sealed sealed = seal(owner);
    int bits =
        8
            * Integer.parseInt(
                rows.one(
                    "select octet_length(wrapped) from data_key where subject = ?",
                    owner.subject()));
    for (int bit = 0; bit < bits; bit += 5) {
      String flip =
          "update data_key set wrapped = set_bit(wrapped, %d, 1 - get_bit(wrapped, %d)) where subject = ?"
              .formatted(bit, bit);
      rows.execute(flip, owner.subject());
      int flipped = bit;
      assertThatThrownBy(() -> open(owner, PLACE, sealed))
          .as("bit %d", flipped)
          .isInstanceOf(IllegalStateException.class);
      rows.execute(flip, owner.subject());
    }
    assertThat(open(owner, PLACE, sealed)).isEqualTo(PLAIN);
  }

  @Test
  void shredded_nothingOpensAnyMore() {
    Sealed sealed = seal(owner);
    rows.execute("delete from data_key where subject = ?", owner.subject());

    assertShut(owner, PLACE, sealed, "a shredded key");
    seal(owner);
    assertShut(owner, PLACE, sealed, "a new key in its place");
  }

  @Test
  void secrets_areNotShown() {
    assertThat(owner.toString()).doesNotContain(owner.subject());
    assertThat(PLACE.toString()).doesNotContain("rec_1");
  }
}
