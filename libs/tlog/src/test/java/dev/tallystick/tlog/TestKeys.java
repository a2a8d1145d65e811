package dev.tallystick.tlog;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The keys that the samples are signed with. Their seeds are public: never use them elsewhere. */
final class TestKeys {
  static final SignerKey LOG = SignerKey.fromSeed("stick.example/log", seed("log"));
  static final SignerKey OTHER_LOG = SignerKey.fromSeed("stick.example/other", seed("other"));
  static final Cosigner WITNESS_1 =
      Cosigner.ed25519("witness.example/w1", Ed25519Key.fromSeed(seed("w1")));
  static final Cosigner WITNESS_2 =
      Cosigner.ed25519("witness.example/w2", Ed25519Key.fromSeed(seed("w2")));

  private TestKeys() {}

  static byte[] seed(String name) {
    return Hash.sha256(("tallystick test key " + name).getBytes(US_ASCII)).toByteArray();
  }

  static NoteVerifier log() {
    return NoteVerifier.of(LOG.verifierKey());
  }

  static NoteVerifier witness(Cosigner cosigner) {
    return NoteVerifier.of(cosigner.verifierKey());
  }
}
