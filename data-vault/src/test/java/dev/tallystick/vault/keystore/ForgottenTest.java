package dev.tallystick.vault.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.keys.DataKey;
import dev.tallystick.keys.FileKms;
import dev.tallystick.keys.Kms;
import dev.tallystick.keys.SealingContext;
import dev.tallystick.keys.WrappedDataKey;
import dev.tallystick.party.RecordDigests;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.PartyDesk;
import dev.tallystick.vault.PersonScene;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.TestClock;
import dev.tallystick.vault.VaultConfig;
import dev.tallystick.vault.VaultWorld;
import dev.tallystick.vault.identifier.IdentifierKey;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An adversary who has copies of every table from before, during and after an erasure (and so
 * whatever WAL and backups hold, which is the same rows), the keystore's backup, the whole log, the
 * Kms as it is after the deadline, the person's identifier and one record: can neither read nor
 * confirm anything.
 */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class ForgottenTest {
  private static final String ORDER = "order-of-whoever-asks";
  private static final Pattern HEX32 = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");

  @Inject ShardPlanRepository plans;
  @Inject DataSource database;
  @Inject KeyRotationJob upkeep;
  @Inject Kms kms;
  @Inject WrappingKeys wrapping;
  @Inject IdentifierKey pepper;
  @Inject VaultConfig.Kms kmsConfig;
  @Inject VaultConfig.Keystore config;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  /** Table by table, row by row, as text. */
  private final Map<String, Set<String>> copies = new TreeMap<>();

  private final Set<StoredKey> stolenKeys = new HashSet<>();
  private PersonScene scene;
  private JsonObject known;
  private String record;

  @BeforeEach
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void begin() {
    // Keys that other tests have broken on purpose hold up no rotation here.
    Rows rows = new Rows(database);
    for (String table :
        List.of("data_key", "key_rotation", "shredded_under", "subject_identifier", "identifier")) {
      rows.execute("delete from " + table);
    }
    scene = new PersonScene(log, consent);
    // Others in the same transaction: a chunk about one person alone would tell by itself.
    List<JsonObject> answers =
        scene.mall.deposit(
            PartyDesk.line(PartyDesk.idCard(), "SHOPPING.AGGREGATE", ""),
            PartyDesk.line(scene.person, "SHOPPING.AGGREGATE", ""),
            order(scene.person),
            order(PartyDesk.idCard()),
            PartyDesk.line(PartyDesk.idCard(), "SHOPPING.AGGREGATE", ""));
    record = answers.get(1).getString("record");
    known =
        RecordDigests.canonical(
            PartyDesk.parse(PartyDesk.line(scene.person, "SHOPPING.AGGREGATE", "")));
    assertThat(scene.released("SHOPPING.AGGREGATE")).hasSize(1);
    scene
        .citizen
        .post("/v1/me/records/{id}/statement", Map.of("text", "my own words"), record)
        .then()
        .statusCode(204);
    scene
        .mall
        .post(
            "/v1/records/{id}/corrections",
            Map.of("fields", Map.of("band", "B4"), "ground", "PROVIDER"),
            record)
        .then()
        .statusCode(201);
    scene
        .citizen
        .post(
            "/v1/me/objections", Map.of("records", List.of(record), "statement", "it is not mine"))
        .then()
        .statusCode(201);
  }

  @Test
  void erased_isForgottenByWhoeverHasEverythingButTheOldKms() throws Exception {
    upkeep.backUp();
    steal();
    assertThat(opened()).as("before the erasure the thief reads everything").isNotEmpty();
    assertThat(scene.citizen.erase(Map.of()).jsonPath().getString("state")).isEqualTo("ERASED");
    steal();
    assertThat(opened()).as("until the deadline, old copies open").isNotEmpty();
    assertThat(lookupsOf(ORDER)).as("of the person and of somebody else").hasSize(2);

    TestClock.get().pass(config.collectFor());
    upkeep.rotate();
    TestClock.get().pass(config.shredWithin().minus(config.collectFor()));
    upkeep.rotate();
    steal();

    assertThat(opened()).as("keys of the person that still open").isEmpty();
    assertThat(lookupsOf(ORDER)).as("the look-up confirms only who is still there").hasSize(1);
    FileKms copy = FileKms.open(kmsConfig.copyDir().orElseThrow());
    assertThat(openedBy(copy)).as("keys that the Kms's own backup opens").isEmpty();
    assertNotInTheClear();
    assertNothingConfirmsTheRecord();
    assertNothingLinksTheIdentifier();
    assertThat(keystoreBackup()).doesNotContain(scene.citizen.subject());
    // And nobody else was forgotten.
    assertThat(rowsOf("record")).anyMatch(row -> row.contains("mall-east"));
  }

  /** Copies every row of every table. */
  private void steal() throws Exception {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet names =
          statement.executeQuery(
              "select tablename from pg_tables where schemaname = 'public'"
                  + " and tablename <> 'flyway_schema_history'")) {
        while (names.next()) {
          tables.add(names.getString(1));
        }
      }
      for (String table : tables) {
        Set<String> rows = copies.computeIfAbsent(table, any -> new HashSet<>());
        try (ResultSet row =
            statement.executeQuery("select to_jsonb(t)::text from \"" + table + "\" t")) {
          while (row.next()) {
            rows.add(row.getString(1));
          }
        }
      }
      try (ResultSet row =
          statement.executeQuery(
              "select subject, source, retention, version, wrapped, commitment from data_key")) {
        while (row.next()) {
          stolenKeys.add(
              new StoredKey(
                  new KeyOwner(
                      row.getString(1), row.getString(2), RetentionClass.valueOf(row.getString(3))),
                  row.getInt(4),
                  WrappedDataKey.parse(row.getBytes(5)),
                  Hash.copyOf(row.getBytes(6))));
        }
      }
    }
  }

  private static String order(String person) {
    return PartyDesk.line(person, "SHOPPING.ORDER", "")
        .replace("\"band\":\"B3\"", "\"order\":\"" + ORDER + "\"");
  }

  /**
   * The stored digests that the thief can confirm to be those of this order, with every stolen key
   * that the present Kms opens.
   */
  private Set<String> lookupsOf(String order) {
    Set<String> confirmed = new HashSet<>();
    for (StoredKey key : stolenKeys) {
      try (DataKey opened = key.unwrap(wrapping)) {
        SealingContext context =
            SealingPlace.of("record.lookups", "SHOPPING.ORDER", "order")
                .context(key.owner(), key.version());
        ByteBuffer mac =
            ByteBuffer.wrap(opened.mac(context, order.getBytes(StandardCharsets.UTF_8)));
        String digest = new UUID(mac.getLong(), mac.getLong()).toString();
        if (rowsOf("record").stream().anyMatch(row -> row.contains(digest))) {
          confirmed.add(digest);
        }
      } catch (SealedRowException e) {
        // A key that is gone confirms nothing.
      }
    }
    return confirmed;
  }

  private Set<String> rowsOf(String table) {
    return Objects.requireNonNull(copies.get(table));
  }

  private String identifierDigest() {
    return HexFormat.of()
        .formatHex(
            pepper.digest(
                "ID_CARD", scene.person.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)));
  }

  /** The stolen keys of the person, and of their identifier, that the present Kms opens. */
  private List<String> opened() {
    return openedBy(kms);
  }

  private List<String> openedBy(Kms present) {
    WrappingKeys tool = new WrappingKeys(present, new Shards(present, plans, TestClock.get()));
    List<String> opened = new ArrayList<>();
    for (StoredKey key : stolenKeys) {
      String owner = key.owner().subject();
      if (owner.equals(scene.citizen.subject()) || owner.equals("id-" + identifierDigest())) {
        try {
          key.unwrap(tool).close();
          opened.add(owner + " " + key.owner().source() + " " + key.wrapped().kek());
        } catch (SealedRowException e) {
          // As it should be.
        }
      }
    }
    return opened;
  }

  private void assertNotInTheClear() throws IOException {
    for (String secret : List.of(scene.person, "my own words", "it is not mine")) {
      String hex = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
      copies.forEach(
          (table, rows) ->
              assertThat(rows)
                  .as(table)
                  .noneMatch(row -> row.contains(secret) || row.contains(hex)));
      for (ScriptedEvent entry : log.entries()) {
        assertThat(new String(entry.event().toRequestJson(), StandardCharsets.UTF_8))
            .doesNotContain(secret);
      }
      assertThat(keystoreBackup()).doesNotContain(secret);
    }
  }

  /** Everything that can be computed from the known record without a salt or a shredded key. */
  private void assertNothingConfirmsTheRecord() throws IOException {
    Set<String> seen = new HashSet<>();
    copies.values().forEach(rows -> rows.forEach(row -> addHashes(row, seen)));
    log.entries()
        .forEach(
            entry ->
                addHashes(new String(entry.event().toRequestJson(), StandardCharsets.UTF_8), seen));
    byte[] content = CanonicalJson.bytes(known);
    byte[] line =
        PartyDesk.line(scene.person, "SHOPPING.AGGREGATE", "").getBytes(StandardCharsets.UTF_8);
    List<String> guesses = new ArrayList<>();
    for (byte[] form : List.of(content, line)) {
      guesses.add(Hash.sha256(form).hex());
      for (String use : List.of("record", "fingerprint", "suppression", "chunk")) {
        guesses.add(HexFormat.of().formatHex(pepper.digest(use, form)));
        guesses.add(HexFormat.of().formatHex(pepper.digest(use, Hash.sha256(form).toByteArray())));
      }
    }
    assertThat(seen).hasSizeGreaterThan(10).doesNotContainAnyElementsOf(guesses);
    // Salts that anybody could try, which are all the 32 bytes that there are.
    String digest = deposited();
    for (String salt : seen) {
      assertThat(RecordDigests.digest(HexFormat.of().parseHex(salt), known).hex())
          .isNotEqualTo(digest);
    }
  }

  private String deposited() {
    return rowsOf("record").stream()
        .filter(row -> row.contains(record))
        .map(row -> row.replaceAll(".*\"digest\": \"\\\\\\\\x([0-9a-f]{64})\".*", "$1"))
        .findFirst()
        .orElseThrow();
  }

  private static void addHashes(String text, Set<String> into) {
    Matcher hash = HEX32.matcher(text.replace("\\\\x", " "));
    while (hash.find()) {
      into.add(hash.group());
    }
  }

  /** The thief computes the identifier's digest, for the pepper opens; it leads nowhere. */
  private void assertNothingLinksTheIdentifier() {
    String digest = identifierDigest();
    assertThat(rowsOf("identifier")).anyMatch(row -> row.contains(digest));
    copies.forEach(
        (table, rows) ->
            assertThat(rows)
                .as(table)
                .noneMatch(row -> row.contains(digest) && row.contains(scene.citizen.subject())));
    assertThatThrownBy(
            () ->
                wrapping.unwrap(
                    new KeyOwner("id-" + digest, "@identifier", RetentionClass.ORDINARY),
                    1,
                    stolen("id-" + digest).wrapped().toByteArray(),
                    stolen("id-" + digest).commitment().toByteArray()))
        .isInstanceOf(SealedRowException.class);
  }

  private StoredKey stolen(String owner) {
    return stolenKeys.stream()
        .filter(key -> key.owner().subject().equals(owner))
        .findFirst()
        .orElseThrow();
  }

  private String keystoreBackup() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(config.backupDir().orElseThrow())) {
      for (Path file : files.toList()) {
        all.append(Files.readString(file, StandardCharsets.US_ASCII));
      }
    }
    return all.toString();
  }
}
