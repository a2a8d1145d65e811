package dev.tallystick.tlog;

import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of note signature that keys are known for here (c2sp.org/signed-note). */
public enum SignatureType {
  /** Ed25519 over the text of the note. */
  ED25519(0x01, 32),
  /** A witness's Ed25519 cosignature with its time (c2sp.org/tlog-cosignature). */
  COSIGNATURE_V1(0x04, 32),
  /** A witness's ML-DSA-44 cosignature: its keys are read, its signatures are ignored. */
  ML_DSA_44(0x06, 1312);

  private final byte id;
  private final int keySize;

  SignatureType(int id, int keySize) {
    this.id = (byte) id;
    this.keySize = keySize;
  }

  /** The byte that stands for this type in key ids and key texts. */
  public byte id() {
    return id;
  }

  /** The length of a public key, in bytes. */
  public int keySize() {
    return keySize;
  }

  /** Whether signatures of this type can be verified here. */
  public boolean isVerifiable() {
    return this != ML_DSA_44;
  }

  static Optional<SignatureType> find(byte id) {
    return Stream.of(values()).filter(type -> type.id == id).findFirst();
  }
}
