package dev.tallystick.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignedNoteTest {
  private static final String CONTROL = "control characters other than newline, or not UTF-8";
  private static final String LINE = "a signature line is not a name, a space and base64";
  private static final String DASH = "a signature line does not begin with an em dash and a space";
  private static final String NAME = "a signature has no proper key name";
  private static final String BASE64 = "a signature is not canonical base64";

  private static final Map<String, String> REFUSALS =
      Map.ofEntries(
          Map.entry("error_empty", "no empty line between text and signatures"),
          Map.entry("error_no_empty_line", "no empty line between text and signatures"),
          Map.entry("error_no_signature_line", "no signature line"),
          Map.entry("error_last_line_not_ended", "the last line is not ended"),
          Map.entry("error_not_utf8", "not UTF-8"),
          Map.entry("error_overlong_utf8", "not UTF-8"),
          Map.entry("error_carriage_returns", CONTROL),
          Map.entry("error_tab_in_text", CONTROL),
          Map.entry("error_zero_byte", CONTROL),
          Map.entry("error_hyphen", DASH),
          Map.entry("error_en_dash", DASH),
          Map.entry("error_no_space_after_dash", DASH),
          Map.entry("error_text_after_signatures", DASH),
          Map.entry("error_no_name", LINE),
          Map.entry("error_two_spaces", LINE),
          Map.entry("error_space_at_end", LINE),
          Map.entry("error_name_with_plus", NAME),
          Map.entry("error_name_with_no_break_space", NAME),
          Map.entry("error_name_empty", NAME),
          Map.entry("error_base64_without_padding", BASE64),
          Map.entry("error_base64_url_alphabet", BASE64),
          Map.entry("error_base64_stray_bits", BASE64),
          Map.entry("error_signature_without_bytes", "a signature is too short"),
          Map.entry("error_key_id_cut", "a signature is too short"),
          Map.entry("error_101_signatures", "more than 100 signatures"));

  private static final Map<String, String> UNVERIFIED =
      Map.ofEntries(
          Map.entry(
              "unverified_text_changed",
              "the signature of stick.example/log+KEYID does not verify"),
          Map.entry(
              "unverified_signature_changed",
              "the signature of stick.example/log+KEYID does not verify"),
          Map.entry(
              "unverified_signature_cut",
              "the signature of stick.example/log+KEYID does not verify"),
          Map.entry(
              "unverified_second_of_two",
              "the signature of stick.example/log+KEYID does not verify"),
          Map.entry("unverified_other_key_id", "no signature of a trusted key"),
          Map.entry("unverified_other_name", "no signature of a trusted key"),
          Map.entry("unverified_unknown_key", "no signature of a trusted key"));

  private static final String TEXT = "A stick is split in two.\n\nNeither half lies.\n";

  private final Samples samples = new Samples("note");

  @Test
  void sign_givesTheTextAndALineForEachSigner() {
    assertThat(SignedNote.sign(TEXT, TestKeys.LOG.signer()).toString())
        .isEqualTo(samples.text("valid"));
    assertThat(SignedNote.sign("\n", TestKeys.LOG.signer(), TestKeys.OTHER_LOG.signer()).toString())
        .isEqualTo(samples.text("valid_two_signatures"));
  }

  @Test
  void sign_refusesWhatIsNoNote() {
    NoteSigner signer = TestKeys.LOG.signer();
    for (String text : List.of("", "not ended", "tab\t\n", "half a pair \ud800\n")) {
      assertThatThrownBy(() -> SignedNote.sign(text, signer))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a note's text ends with a newline and has no other control characters");
    }
    assertThatThrownBy(() -> SignedNote.sign(TEXT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a note has at least one signature");
    assertThatThrownBy(() -> SignedNote.sign("a".repeat(SignedNote.MAX_SIZE) + "\n", signer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the note is too large");
  }

  @Test
  void parse_readsTheValidNotes() throws Exception {
    assertThat(samples.names("valid")).hasSize(4);
    for (String name : samples.names("valid")) {
      SignedNote note = SignedNote.parse(samples.bytes(name));

      assertThat(note.toByteArray()).as(name).isEqualTo(samples.bytes(name));
      assertThat(note).as(name).isEqualTo(SignedNote.parse(samples.text(name)));
      assertThat(note.verify(TestKeys.log()).keys()).containsExactly(TestKeys.LOG.verifierKey());
    }
  }

  @Test
  void parse_splitsAtTheLastEmptyLine() throws Exception {
    SignedNote note = SignedNote.parse(samples.bytes("valid"));

    assertThat(note.text()).isEqualTo(TEXT);
    assertThat(note.signatures()).hasSize(1);
  }

  @Test
  void parse_takesAHundredSignatures() throws Exception {
    NoteSignature signature = SignedNote.sign(TEXT, TestKeys.LOG.signer()).signatures().get(0);
    SignedNote note =
        SignedNote.sign(TEXT, TestKeys.LOG.signer())
            .withSignatures(Collections.nCopies(99, signature));

    assertThat(SignedNote.parse(note.toString()).signatures()).hasSize(100);
    assertThatThrownBy(() -> note.withSignatures(List.of(signature)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the note is too large");
  }

  @Test
  void parse_refusesEachWayToBeWrong() {
    assertThat(samples.names("error_")).containsExactlyInAnyOrderElementsOf(REFUSALS.keySet());
    REFUSALS.forEach(
        (name, refusal) ->
            assertThatThrownBy(() -> SignedNote.parse(samples.bytes(name)))
                .as(name)
                .isInstanceOf(MalformedNoteException.class)
                .hasMessage(refusal));
  }

  @Test
  void parse_refusesWhatIsTooLong() throws Exception {
    String note = samples.text("valid");
    String fitting = "a".repeat(SignedNote.MAX_SIZE - note.length() - 2) + note;
    assertThat(fitting.getBytes(UTF_8)).hasSize(SignedNote.MAX_SIZE);
    assertThat(SignedNote.parse(fitting).toString()).isEqualTo(fitting);

    for (String tooLong : List.of("a" + fitting, "é" + fitting.substring(1))) {
      assertThatThrownBy(() -> SignedNote.parse(tooLong))
          .isInstanceOf(MalformedNoteException.class)
          .hasMessage("longer than 1048576 bytes");
      assertThatThrownBy(() -> SignedNote.parse(tooLong.getBytes(UTF_8)))
          .isInstanceOf(MalformedNoteException.class)
          .hasMessage("longer than 1048576 bytes");
    }
  }

  @Test
  void parse_refusesHalfAPairOfSurrogates() {
    String note = samples.text("valid").replace("stick", "\ud800");

    assertThatThrownBy(() -> SignedNote.parse(note))
        .isInstanceOf(MalformedNoteException.class)
        .hasMessage(CONTROL);
  }

  @Test
  void parse_ofAnyTextThatItTakesGivesTheSameText() {
    List<String> taken = new ArrayList<>();
    for (String mutant : Mutants.of(samples.text("valid"))) {
      try {
        assertThat(SignedNote.parse(mutant).toString()).isEqualTo(mutant);
        taken.add(mutant);
      } catch (MalformedNoteException e) {
        assertThat(e).hasMessageNotContaining(mutant);
      }
    }
    for (String mutant : taken) {
      assertThatThrownBy(() -> SignedNote.parse(mutant).verify(TestKeys.log()))
          .as(mutant)
          .isInstanceOf(UnverifiedNoteException.class);
    }
    assertThat(taken).isNotEmpty();
  }

  @Test
  void verify_refusesEachWayToBeWrong() {
    assertThat(samples.names("unverified_"))
        .containsExactlyInAnyOrderElementsOf(UNVERIFIED.keySet());
    String keyId = VerifierKey.hex(TestKeys.LOG.verifierKey().keyId());
    UNVERIFIED.forEach(
        (name, refusal) ->
            assertThatThrownBy(() -> SignedNote.parse(samples.bytes(name)).verify(TestKeys.log()))
                .as(name)
                .isInstanceOf(UnverifiedNoteException.class)
                .hasMessage(refusal.replace("KEYID", keyId)));
  }

  @Test
  void verify_ofEveryFlippedBitFails() throws Exception {
    SignedNote note = SignedNote.parse(samples.bytes("valid"));
    NoteSignature signature = note.signatures().get(0);
    for (int bit = 0; bit < 8 * signature.bytes().length; bit++) {
      byte[] bytes = signature.bytes();
      bytes[bit / 8] ^= (byte) (1 << (bit % 8));
      NoteSignature flipped = NoteSignature.of(signature.name(), signature.keyId(), bytes);

      assertThat(TestKeys.log().verifies(note.text(), flipped)).as("bit %d", bit).isFalse();
    }
    assertThat(TestKeys.log().verifies(note.text(), signature)).isTrue();
  }

  @Test
  void verify_namesEachKeyOnce() throws Exception {
    SignedNote note = SignedNote.parse(samples.bytes("valid"));
    SignedNote doubled = note.withSignatures(note.signatures());

    assertThat(doubled.verify(TestKeys.log(), TestKeys.log()).keys())
        .containsExactly(TestKeys.LOG.verifierKey());
  }

  @Test
  void verify_withoutKeysVouchesForNothing() throws Exception {
    SignedNote note = SignedNote.parse(samples.bytes("valid"));

    assertThatThrownBy(note::verify)
        .isInstanceOf(UnverifiedNoteException.class)
        .hasMessage("no signature of a trusted key");
  }

  @Test
  void verify_ignoresKeysOfATypeThatItCannotVerify() throws Exception {
    VerifierKey mlDsa = VerifierKey.of("w.example", SignatureType.ML_DSA_44, new byte[1312]);
    SignedNote note =
        SignedNote.parse(samples.bytes("valid"))
            .withSignatures(List.of(NoteSignature.of(mlDsa.name(), mlDsa.keyId(), new byte[2428])));

    assertThat(note.verify(TestKeys.log(), NoteVerifier.of(mlDsa)).keys())
        .containsExactly(TestKeys.LOG.verifierKey());
    assertThatThrownBy(() -> note.verify(NoteVerifier.of(mlDsa)))
        .isInstanceOf(UnverifiedNoteException.class)
        .hasMessage("no signature of a trusted key");
  }

  @Test
  void verify_usesTheVerificationGiven() throws Exception {
    SignedNote note = SignedNote.parse(samples.bytes("valid"));
    List<byte[]> messages = new ArrayList<>();
    NoteVerifier verifier =
        NoteVerifier.of(
            TestKeys.LOG.verifierKey(),
            (key, message, signature) -> {
              messages.add(message);
              return Ed25519Verification.jdk().verifies(key, message, signature);
            });

    note.verify(verifier);

    assertThat(messages).containsExactly(TEXT.getBytes(UTF_8));
  }

  @Test
  void verify_refusesTwoTrustedKeysThatCannotBeToldApart() {
    Map<Integer, VerifierKey> keys = new HashMap<>();
    for (int i = 0; ; i++) {
      VerifierKey key = VerifierKey.of("a", SignatureType.ED25519, NaiveTree.entry(i));
      VerifierKey twin = keys.put(key.keyId(), key);
      if (twin != null) {
        SignedNote note =
            SignedNote.sign(TEXT, TestKeys.LOG.signer())
                .withSignatures(List.of(NoteSignature.of("a", key.keyId(), new byte[64])));

        assertThatThrownBy(() -> note.verify(NoteVerifier.of(key), NoteVerifier.of(twin)))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("two trusted keys share the name and key id of NoteVerifier[" + key + "]");
        return;
      }
    }
  }
}
