package dev.tallystick.tlog;

/** Signs notes with whatever Ed25519 it is given. */
record Ed25519NoteSigner(VerifierKey key, Ed25519Signing signing) implements NoteSigner {
  @Override
  public String name() {
    return key.name();
  }

  @Override
  public int keyId() {
    return key.keyId();
  }

  @Override
  public byte[] sign(byte[] message) {
    return signing.sign(message);
  }

  @Override
  public String toString() {
    return "NoteSigner[" + key + "]";
  }
}
