package dev.tallystick.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartyKeysTest {
  private final PartyKeys keys = PartyKeys.of(SigningKey.draw(), DecryptionKey.drawP256());
  private final Path file;

  PartyKeysTest(@TempDir Path directory) {
    file = directory.resolve("bank.jwks");
  }

  @Test
  void read_givesTheKeysThatWereWritten() throws Exception {
    keys.write(file);

    PartyKeys read = PartyKeys.read(file);

    byte[] message = "statement".getBytes(UTF_8);
    assertThat(read.signingKey().sign(message)).isEqualTo(keys.signingKey().sign(message));
    String sealed = Jwe.seal(message, keys.publicKeys().encryptionKey(), "rel_1", "e1");
    assertThat(Jwe.open(sealed, DecryptionKeys.of(read.decryptionKey())).plaintext())
        .isEqualTo(message);
    assertThat(read.publicKeys()).isEqualTo(keys.publicKeys());
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(fromString("rw-------"));
  }

  @Test
  void write_neverReplacesAFile() throws Exception {
    keys.write(file);
    String content = Files.readString(file);

    assertThatThrownBy(() -> PartyKeys.draw().write(file))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(Files.readString(file)).isEqualTo(content);
  }

  @Test
  void read_refusesAFileThatIsOpenToOthersOrMissing() throws Exception {
    assertThatThrownBy(() -> PartyKeys.read(file))
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining(file + " is missing");
    keys.write(file);
    Files.setPosixFilePermissions(file, fromString("rw-r--r--"));

    assertThatThrownBy(() -> PartyKeys.read(file))
        .isInstanceOf(KeyFileException.class)
        .hasMessage("%s is open to others (rw-r--r--); chmod 600 %1$s".formatted(file));
  }

  @Test
  void files_areJwkSetsWithThumbprints() throws Exception {
    keys.write(file);

    for (JWK jwk : JWKSet.parse(Files.readString(file)).getKeys()) {
      assertThat(jwk.isPrivate()).isTrue();
      assertThat(jwk.computeThumbprint()).hasToString(jwk.getKeyID());
    }
    JWKSet shown = JWKSet.parse(keys.publicKeys().toJwkSet());
    assertThat(shown.getKeys()).hasSize(2).noneMatch(JWK::isPrivate);
    assertThat(shown.getKeyByKeyId(keys.signingKey().verificationKey().keyId())).isNotNull();
    assertThat(shown.getKeyByKeyId(keys.decryptionKey().keyId())).isNotNull();
  }

  @Test
  void open_givesTheKeysThatWereSealedInTheirPlaceOnly() throws Exception {
    SealingContext place = SealingContext.of("bureau-keys", "bureau-north");
    try (DataKey key = DataKey.draw();
        DataKey other = DataKey.draw()) {
      SealedValue sealed = keys.seal(key, place);

      PartyKeys opened = PartyKeys.open(sealed, key, place);

      byte[] message = "statement".getBytes(UTF_8);
      assertThat(opened.publicKeys()).isEqualTo(keys.publicKeys());
      assertThat(opened.signingKey().sign(message)).isEqualTo(keys.signingKey().sign(message));
      SealingContext elsewhere = SealingContext.of("bureau-keys", "bureau-south");
      assertThatThrownBy(() -> PartyKeys.open(sealed, key, elsewhere))
          .isInstanceOf(SealBrokenException.class);
      assertThatThrownBy(() -> PartyKeys.open(sealed, other, place))
          .isInstanceOf(SealBrokenException.class);
      SealedValue nonsense = key.seal("{}".getBytes(UTF_8), place);
      assertThatThrownBy(() -> PartyKeys.open(nonsense, key, place))
          .isInstanceOf(MalformedKeyException.class);
    }
  }

  @Test
  void publicJwks_readWhatTheyWriteAndNothingPrivate() throws Exception {
    PartyPublicKeys shown = keys.publicKeys();
    String signing = shown.verificationKey().toJwk();
    String sealing = shown.encryptionKey().toJwk();

    assertThat(VerificationKey.parse(signing)).isEqualTo(shown.verificationKey());
    assertThat(EncryptionKey.parse(sealing)).isEqualTo(shown.encryptionKey());
    assertThat(JWK.parse(signing).computeThumbprint()).hasToString(shown.verificationKey().keyId());
    assertThat(JWK.parse(sealing).computeThumbprint()).hasToString(shown.encryptionKey().keyId());
    for (String wrong :
        new String[] {sealing, "[]", "{}", signing.replace("}", ",\"d\":\"AA\"}")}) {
      assertThatThrownBy(() -> VerificationKey.parse(wrong))
          .as(wrong)
          .isInstanceOf(MalformedKeyException.class);
    }
    assertThatThrownBy(() -> EncryptionKey.parse(signing))
        .isInstanceOf(MalformedKeyException.class);
  }

  @Test
  void publicKeys_readWhatTheyWrite() throws Exception {
    PartyPublicKeys shown = keys.publicKeys();

    assertThat(PartyPublicKeys.parse(shown.toJwkSet())).isEqualTo(shown);
    assertThat(PartyPublicKeys.parse(shown.toJwkSet()).toJwkSet()).isEqualTo(shown.toJwkSet());
    String swapped = shown.toJwkSet().replaceFirst("\\[(\\{[^}]*}),(\\{[^}]*})]", "[$2,$1]");
    assertThat(PartyPublicKeys.parse(swapped)).isEqualTo(shown);
    String bare = shown.toJwkSet().replaceAll("\"(use|alg|kid)\":\"[^\"]*\",", "");
    assertThat(PartyPublicKeys.parse(bare)).isEqualTo(shown);
  }

  @Test
  void publicKeys_refusePrivateOnes() throws Exception {
    keys.write(file);
    String set = Files.readString(file);

    refused(old -> set, "a private key where a public one belongs");
  }

  @Test
  void publicKeys_refuseUnsoundSets() {
    PartyPublicKeys other = PartyKeys.draw().publicKeys();
    String x = CompactForm.base64url(keys.publicKeys().encryptionKey().x());
    refused(set -> "", "not a JSON object in UTF-8");
    refused(set -> "{}", "not a JWK set");
    refused(set -> "{\"keys\":{}}", "not a JWK set");
    refused(set -> set.replaceFirst("}$", ",\"more\":1}"), "not a JWK set");
    refused(set -> "{\"keys\":[]}", "not one key that signs and one to seal to");
    refused(set -> "{\"keys\":[1,2]}", "a key that is not a JSON object");
    refused(
        set -> set.replaceFirst("\\[(\\{[^}]*}),", "[$1,$1,"),
        "not one key that signs and one to seal to");
    refused(
        set -> set.replaceFirst("\\[(\\{[^}]*}),(\\{[^}]*})]", "[$1,$1]"),
        "not one key that signs and one to seal to");
    refused(set -> set.replace("\"crv\":\"P-256\"", "\"crv\":\"P-384\""), "crv is not P-256");
    refused(set -> set.replace("Ed25519", "X25519"), "not one key that signs and one to seal to");
    refused(set -> set.replace("\"sig\"", "\"enc\""), "use is not sig");
    refused(set -> set.replace("\"EdDSA\"", "\"ES256\""), "alg is not EdDSA");
    refused(set -> set.replace("\"use\":\"sig\"", "\"key_ops\":[]"), "a key with unknown members");
    refused(set -> set.replace(x, CompactForm.base64url(new byte[32])), "not a point of P-256");
    refused(set -> set.replace(x, x + "="), "not canonical base64url");
    refused(
        set -> set.replace(keys.decryptionKey().keyId(), other.encryptionKey().keyId()),
        "kid is not " + keys.decryptionKey().keyId());
    refused(set -> set + " ".repeat(5_000), "longer than 4096 characters");
  }

  @Test
  void read_refusesHalvesThatDoNotBelongTogether() throws Exception {
    keys.write(file);
    String own = Files.readString(file);
    for (String kind : new String[] {"OKP", "EC"}) {
      String strangersNumber =
          number(kind, PartyKeys.of(SigningKey.draw(), DecryptionKey.drawP256()));
      Files.writeString(file, own.replace(number(kind, keys), strangersNumber));
      assertThatThrownBy(() -> PartyKeys.read(file))
          .isInstanceOf(MalformedKeyException.class)
          .hasMessageContaining("does not belong to the public");
    }
    Files.writeString(file, own.replace(number("EC", keys), CompactForm.base64url(new byte[32])));
    assertThatThrownBy(() -> PartyKeys.read(file))
        .isInstanceOf(MalformedKeyException.class)
        .hasMessage("not a private number of P-256");
    Files.writeString(file, keys.publicKeys().toJwkSet());
    assertThatThrownBy(() -> PartyKeys.read(file))
        .isInstanceOf(MalformedKeyException.class)
        .hasMessage("a key without its private half");
    Files.writeString(file, own + " ".repeat(5_000));
    assertThatThrownBy(() -> PartyKeys.read(file)).isInstanceOf(MalformedKeyException.class);
  }

  @Test
  void texts_showNoPrivateNumber() {
    String text = keys + " " + keys.decryptionKey() + " " + keys.signingKey();

    assertThat(text).contains("redacted");
    assertThat(text).doesNotContain(number("OKP", keys)).doesNotContain(number("EC", keys));
  }

  @Test
  void encryptionKey_keyIdIsTheThumbprintOfAnyNumber() throws Exception {
    for (int i = 0; i < 200; i++) {
      EncryptionKey key = DecryptionKey.drawP256().encryptionKey();
      JWK jwk = JWK.parse(Jwks.format(key));
      assertThat(jwk.computeThumbprint()).hasToString(key.keyId());
      assertThat(EncryptionKey.of(key.x(), key.y())).isEqualTo(key).hasSameHashCodeAs(key);
    }
  }

  private static String number(String kind, PartyKeys of) {
    return CompactForm.base64url(
        kind.equals("OKP") ? of.signingKey().seed() : of.decryptionKey().toByteArray());
  }

  private void refused(UnaryOperator<String> change, String rule) {
    String changed = change.apply(keys.publicKeys().toJwkSet());
    assertThat(changed).isNotEqualTo(keys.publicKeys().toJwkSet());
    assertThatThrownBy(() -> PartyPublicKeys.parse(changed))
        .as(changed)
        .isInstanceOf(MalformedKeyException.class)
        .hasMessage(rule);
  }
}
