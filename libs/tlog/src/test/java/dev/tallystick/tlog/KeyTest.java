package dev.tallystick.tlog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyTest {
  private static final String FORM = "not of the form name+keyid+base64";
  private static final String NAME = "the name is empty or has a space";
  private static final String BASE64 = "the key is not canonical base64";

  private static final Map<String, String> REFUSALS =
      Map.ofEntries(
          Map.entry("error_empty", FORM),
          Map.entry("error_two_parts", FORM),
          Map.entry("error_name_empty", NAME),
          Map.entry("error_name_with_space", NAME),
          Map.entry("error_key_id_of_another_key", "the key id of this key is KEYID, not 00000000"),
          Map.entry("error_key_id_upper_case", "the key id of this key is KEYID, not KEYID^"),
          Map.entry("error_base64_without_padding", BASE64),
          Map.entry("error_base64_stray_bits", BASE64),
          Map.entry("error_newline_at_end", BASE64),
          Map.entry("error_key_empty", "the key is empty"),
          Map.entry("error_type_unknown", "signature type 0x02 is not known"),
          Map.entry("error_key_short", "a key of type ED25519 has 32 bytes, not 31"),
          Map.entry("error_key_long", "a key of type COSIGNATURE_V1 has 32 bytes, not 33"));

  private static final Map<String, String> SIGNER_REFUSALS =
      Map.ofEntries(
          Map.entry("signer_error_prefix", "a signer key begins with PRIVATE+KEY+"),
          Map.entry("signer_error_two_parts", FORM),
          Map.entry("signer_error_type", "a signer key is of type ED25519, not COSIGNATURE_V1"),
          Map.entry("signer_error_seed_short", "an Ed25519 seed has 32 bytes, not 31"),
          Map.entry("signer_error_key_id", "the key id of this key is KEYID, not 00000000"));

  private final Samples samples = new Samples("key");

  @Test
  void parse_readsWhatToStringWrites() throws Exception {
    assertThat(TestKeys.LOG.verifierKey().toString()).isEqualTo(samples.text("valid").strip());
    assertThat(TestKeys.WITNESS_1.verifierKey().toString())
        .isEqualTo(samples.text("valid_cosigner").strip());
    assertThat(samples.names("valid")).hasSize(3);
    for (String name : samples.names("valid")) {
      String vkey = samples.text(name).strip();
      assertThat(VerifierKey.parse(vkey).toString()).as(name).isEqualTo(vkey);
    }
    assertThat(VerifierKey.parse(samples.text("valid_ml_dsa_44").strip()).type())
        .isEqualTo(SignatureType.ML_DSA_44);
  }

  @Test
  void parse_refusesEachWayToBeWrong() {
    String keyId = VerifierKey.hex(TestKeys.LOG.verifierKey().keyId());
    assertThat(samples.names("error_")).containsExactlyInAnyOrderElementsOf(REFUSALS.keySet());
    REFUSALS.forEach(
        (name, refusal) ->
            assertThatThrownBy(() -> VerifierKey.parse(withoutFinalNewline(name)))
                .as(name)
                .isInstanceOf(MalformedNoteKeyException.class)
                .hasMessage(
                    refusal
                        .replace("KEYID^", keyId.toUpperCase(Locale.ROOT))
                        .replace("KEYID", keyId)));
  }

  @Test
  void signerKey_isReadBack() throws Exception {
    String skey = samples.text("signer_valid").strip();

    SignerKey key = SignerKey.parse(skey);

    assertThat(key).isEqualTo(TestKeys.LOG);
    assertThat(key.toSecretText()).isEqualTo(skey);
    assertThat(key.verifierKey()).isEqualTo(TestKeys.LOG.verifierKey());
  }

  @Test
  void signerKey_refusesEachWayToBeWrongAndDoesNotShowTheSeed() {
    String keyId = VerifierKey.hex(TestKeys.LOG.verifierKey().keyId());
    assertThat(samples.names("signer_error_"))
        .containsExactlyInAnyOrderElementsOf(SIGNER_REFUSALS.keySet());
    SIGNER_REFUSALS.forEach(
        (name, refusal) ->
            assertThatThrownBy(() -> SignerKey.parse(withoutFinalNewline(name)))
                .as(name)
                .isInstanceOf(MalformedNoteKeyException.class)
                .hasMessage(refusal.replace("KEYID", keyId)));
  }

  @Test
  void toString_doesNotShowTheSeed() {
    String seed = HexFormat.of().formatHex(TestKeys.seed("log"));

    assertThat(TestKeys.LOG).hasToString("SignerKey[stick.example/log, redacted]");
    assertThat(Ed25519Key.fromSeed(TestKeys.seed("log")).toString())
        .isEqualTo("Ed25519Key[redacted]")
        .doesNotContain(seed);
  }

  /** RFC 8032 section 7.1, tests 1 to 3. */
  @Test
  void ed25519Key_agreesWithTheVectorsOfTheRfc() {
    String[][] vectors = {
      {
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
            + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
      },
      {
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
      },
      {
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
            + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
      },
    };
    for (String[] vector : vectors) {
      Ed25519Key key = Ed25519Key.fromSeed(hex(vector[0]));
      byte[] message = hex(vector[2]);

      assertThat(key.publicKey()).isEqualTo(hex(vector[1]));
      assertThat(key.sign(message)).isEqualTo(hex(vector[3]));
      assertThat(Ed25519Verification.jdk().verifies(hex(vector[1]), message, hex(vector[3])))
          .isTrue();
    }
  }

  @Test
  void jdkVerification_answersFalseForKeysAndSignaturesOfAnyForm() {
    Ed25519Verification jdk = Ed25519Verification.jdk();
    Ed25519Key key = Ed25519Key.fromSeed(TestKeys.seed("log"));
    byte[] message = {1, 2, 3};
    byte[] signature = key.sign(message);
    byte[] noPoint = new byte[32];
    noPoint[0] = 2;
    byte[] scalarOutOfRange = signature.clone();
    scalarOutOfRange[63] = (byte) 0xff;

    assertThat(jdk.verifies(key.publicKey(), message, signature)).isTrue();
    assertThat(jdk.verifies(noPoint, message, signature)).isFalse();
    assertThat(jdk.verifies(new byte[31], message, signature)).isFalse();
    assertThat(jdk.verifies(new byte[0], message, signature)).isFalse();
    assertThat(jdk.verifies(key.publicKey(), message, new byte[0])).isFalse();
    assertThat(jdk.verifies(key.publicKey(), message, new byte[65])).isFalse();
    assertThat(jdk.verifies(key.publicKey(), message, scalarOutOfRange)).isFalse();
    assertThat(jdk.verifies(key.publicKey(), new byte[0], signature)).isFalse();
  }

  @Test
  void fromSeed_refusesAnotherLength() {
    assertThatThrownBy(() -> Ed25519Key.fromSeed(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an Ed25519 seed has 32 bytes, not 31");
  }

  @Test
  void noteSigner_usesTheSigningGiven() throws Exception {
    Ed25519Key key = Ed25519Key.fromSeed(TestKeys.seed("log"));
    List<byte[]> messages = new ArrayList<>();
    NoteSigner signer =
        NoteSigner.ed25519(
            "stick.example/log",
            key.publicKey(),
            message -> {
              messages.add(message);
              return key.sign(message);
            });

    SignedNote note = SignedNote.sign("A plugged signature.\n", signer);

    assertThat(note.verify(TestKeys.log()).text()).isEqualTo("A plugged signature.\n");
    assertThat(messages).containsExactly("A plugged signature.\n".getBytes(US_ASCII));
    assertThatThrownBy(() -> NoteSigner.ed25519("a+b", key))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NoteSigner.ed25519("a", new byte[31], key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a key of type ED25519 has 32 bytes, not 31");
  }

  private String withoutFinalNewline(String name) {
    return samples.text(name).replaceFirst("\n$", "");
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
