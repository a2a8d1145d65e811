package dev.tallystick.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A key follows another only if both have signed that. */
class KeySuccessionTest {
  private static final String LOG = "log.example/2026";
  private static final Ed25519Key FIRST = key(1);
  private static final Ed25519Key SECOND = key(2);
  private static final Ed25519Key THIRD = key(3);

  private static Ed25519Key key(int number) {
    byte[] seed = new byte[Ed25519Key.SEED_SIZE];
    Arrays.fill(seed, (byte) number);
    return Ed25519Key.fromSeed(seed);
  }

  private static VerifierKey vkey(Ed25519Key key) {
    return VerifierKey.of(LOG, SignatureType.ED25519, key.publicKey());
  }

  private static NoteSigner signer(Ed25519Key key) {
    return NoteSigner.ed25519(LOG, key);
  }

  private static KeySuccession succession(Ed25519Key previous, Ed25519Key added) {
    return KeySuccession.sign(vkey(previous), signer(previous), vkey(added), signer(added));
  }

  @Test
  void follow_goesFromOneKeyToTheNext() throws Exception {
    String file = succession(FIRST, SECOND).line() + succession(SECOND, THIRD).line();

    List<KeySuccession> read = KeySuccession.parseLines(file);

    assertThat(KeySuccession.follow(vkey(FIRST), read))
        .containsExactly(vkey(FIRST), vkey(SECOND), vkey(THIRD));
    assertThat(KeySuccession.follow(vkey(SECOND), read)).containsExactly(vkey(SECOND), vkey(THIRD));
    assertThat(KeySuccession.follow(vkey(key(4)), read)).containsExactly(vkey(key(4)));
  }

  @Test
  void key_thatOnlyNamesItselfASuccessor_isRefused() {
    String text = "tallystick/log-key/v1\n" + vkey(FIRST) + "\n" + vkey(SECOND) + "\n";

    assertThatThrownBy(() -> KeySuccession.parse(SignedNote.sign(text, signer(SECOND))))
        .isInstanceOf(UnverifiedNoteException.class);
    assertThatThrownBy(() -> KeySuccession.parse(SignedNote.sign(text, signer(FIRST))))
        .isInstanceOf(UnverifiedNoteException.class);
    assertThatThrownBy(
            () -> KeySuccession.parse(SignedNote.sign(text, signer(THIRD), signer(SECOND))))
        .isInstanceOf(UnverifiedNoteException.class);
  }

  @Test
  void note_ofAnotherForm_isNoSuccession() {
    NoteSigner[] both = {signer(FIRST), signer(SECOND)};
    String foreign =
        VerifierKey.of("other.example", SignatureType.ED25519, SECOND.publicKey()).toString();

    for (String text :
        List.of(
            "tallystick/log-key/v2\n" + vkey(FIRST) + "\n" + vkey(SECOND) + "\n",
            "tallystick/log-key/v1\n" + vkey(FIRST) + "\n",
            "tallystick/log-key/v1\n" + vkey(FIRST) + "\n" + vkey(SECOND) + "\nmore\n",
            "tallystick/log-key/v1\n" + vkey(FIRST) + "\n" + vkey(FIRST) + "\n",
            "tallystick/log-key/v1\n" + vkey(FIRST) + "\n" + foreign + "\n")) {
      assertThatThrownBy(() -> KeySuccession.parse(SignedNote.sign(text, both)))
          .as(text)
          .isInstanceOf(TlogException.class);
    }
    assertThatThrownBy(() -> KeySuccession.parseLines("???\n"))
        .isInstanceOf(MalformedNoteException.class);
  }
}
