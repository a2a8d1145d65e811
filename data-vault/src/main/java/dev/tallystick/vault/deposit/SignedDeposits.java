package dev.tallystick.vault.deposit;

import jakarta.inject.Singleton;

/** The chunks that are in the log, for whoever proves what was in them. */
@Singleton
public final class SignedDeposits {
  private final ChunkRepository chunks;

  SignedDeposits(ChunkRepository chunks) {
    this.chunks = chunks;
  }

  /** The chunk of this id, which is signed. */
  public SignedDeposit get(String chunk) {
    return chunks.findById(chunk).toSigned();
  }
}
