package dev.tallystick.vault.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.keys.DataKey;
import dev.tallystick.keys.SealedValue;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
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
  private static final SealingPlace PLACE =
      SealingPlace.of("record", "rec_1", "SHOPPING.AGGREGATE");

  @Inject DataSource database;
  @Inject Keystore keystore;
  @Inject BulkKeys keys;
  @Inject WrappingKeys wrapping;

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
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              try (OpenKeys keys = keystore.open()) {
                return keys.seal(whose, PLACE, PLAIN);
              }
            });
  }

  private byte[] open(KeyOwner whose, SealingPlace place, Sealed sealed) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              try (OpenKeys keys = keystore.open()) {
                return keys.open(whose, place, sealed);
              }
            });
  }

  private void assertShut(KeyOwner whose, SealingPlace place, Sealed sealed, String what) {
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

    assertShut(
        owner, SealingPlace.of("record", "rec_2", "SHOPPING.AGGREGATE"), sealed, "another row");
    assertShut(
        owner, SealingPlace.of("record", "rec_1", "FOOD.AGGREGATE"), sealed, "another category");
    assertShut(
        owner, SealingPlace.of("release", "rec_1", "SHOPPING.AGGREGATE"), sealed, "another table");
    assertShut(owner, SealingPlace.of("record", "rec_1"), sealed, "less of the row");
    assertShut(otherSource, PLACE, sealed, "another source");
    assertShut(otherClass, PLACE, sealed, "another class");
    assertShut(otherPerson, PLACE, sealed, "another person");
    assertShut(owner, PLACE, new Sealed(2, sealed.value()), "another key version");
  }

  @Test
  void open_withAnyBitFlipped_fails() {
    Sealed sealed = seal(owner);
    byte[] bytes = sealed.value().toByteArray();
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              try (OpenKeys keys = keystore.open()) {
                for (int bit = 0; bit < bytes.length * 8; bit++) {
                  Sealed flipped =
                      new Sealed(
                          sealed.keyVersion(), SealedValue.takeOwnershipOf(flip(bytes, bit)));
                  assertThatThrownBy(() -> keys.open(owner, PLACE, flipped))
                      .as("bit %d", bit)
                      .isInstanceOf(SealedRowException.class);
                }
              }
            });
  }

  private static byte[] flip(byte[] bytes, int bit) {
    byte[] flipped = bytes.clone();
    flipped[bit / 8] ^= (byte) (1 << bit % 8);
    return flipped;
  }

  /** Two people, sources and classes; two tables, rows and categories: each value opens once. */
  @Test
  void everyValue_opensForItsOwnerAtItsPlace_andNowhereElse() {
    List<KeyOwner> owners = new ArrayList<>();
    List<SealingPlace> places = new ArrayList<>();
    for (String subject : List.of(owner.subject(), "sub_" + UUID.randomUUID())) {
      for (String source : List.of("mall-east", "ride-west")) {
        owners.add(new KeyOwner(subject, source, RetentionClass.ORDINARY));
        owners.add(new KeyOwner(subject, source, RetentionClass.ADVERSE));
      }
    }
    for (String table : List.of("record", "release")) {
      for (String row : List.of("rec_1", "rec_2")) {
        places.add(SealingPlace.of(table, row, "SHOPPING.AGGREGATE"));
        places.add(SealingPlace.of(table, row, "FOOD.AGGREGATE"));
      }
    }
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              try (OpenKeys keys = keystore.open()) {
                for (int i = 0; i < owners.size(); i++) {
                  Sealed sealed = keys.seal(owners.get(i), places.get(i), PLAIN);
                  for (KeyOwner whose : owners) {
                    for (SealingPlace place : places) {
                      boolean right = whose.equals(owners.get(i)) && place.equals(places.get(i));
                      assertThat(opens(keys, whose, place, sealed))
                          .as("value %d", i)
                          .isEqualTo(right);
                    }
                  }
                }
              }
            });
  }

  private static boolean opens(OpenKeys keys, KeyOwner whose, SealingPlace place, Sealed sealed) {
    try {
      return Arrays.equals(keys.open(whose, place, sealed), PLAIN);
    } catch (SealedRowException e) {
      return false;
    }
  }

  @Test
  void valueAndRow_fromBeforeTheirKeysWereCommittedTo_open_andTheRowIsCommittedAnew() {
    Sealed unused = seal(owner);
    StoredKey stored = stored(owner);
    Sealed former;
    byte[] mac;
    byte[] commitment;
    try (DataKey key = stored.unwrap(wrapping)) {
      former = new Sealed(1, key.seal(PLAIN, PLACE.context(owner, 1)));
      mac = key.mac("tallystick/vault/key-commitment/v1".getBytes(StandardCharsets.US_ASCII));
      commitment = key.commitment();
    }
    rows.execute(
        "update data_key set commitment = decode(?, 'hex') where subject = ?",
        HexFormat.of().formatHex(mac),
        owner.subject());

    assertThat(open(owner, PLACE, former)).isEqualTo(PLAIN);
    StoredKey anew = stored(owner).rewrap(wrapping, stored.wrapped().kek().name());
    assertThat(anew.commitment().toByteArray()).isEqualTo(commitment);
  }

  private StoredKey stored(KeyOwner whose) {
    List<StoredKey> found = new ArrayList<>();
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                keys.each(
                    wrapping.kekOf(whose.subject()),
                    row ->
                        row.key().filter(key -> key.owner().equals(whose)).ifPresent(found::add)));
    return found.get(0);
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
    Sealed unused = seal(owner);
    StoredKey row = stored(owner);
    byte[] wrapped = row.wrapped().toByteArray();
    byte[] commitment = row.commitment().toByteArray();
    for (int bit = 0; bit < wrapped.length * 8; bit++) {
      byte[] flipped = flip(wrapped, bit);
      assertThatThrownBy(() -> wrapping.unwrap(owner, 1, flipped, commitment))
          .as("bit %d of the key", bit)
          .isInstanceOf(SealedRowException.class);
    }
    for (int bit = 0; bit < commitment.length * 8; bit++) {
      byte[] flipped = flip(commitment, bit);
      assertThatThrownBy(() -> wrapping.unwrap(owner, 1, wrapped, flipped))
          .as("bit %d of the commitment", bit)
          .isInstanceOf(SealedRowException.class);
    }
    wrapping.unwrap(owner, 1, wrapped, commitment).close();
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
