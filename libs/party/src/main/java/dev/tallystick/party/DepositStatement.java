package dev.tallystick.party;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.document.DepositedChunk;
import dev.tallystick.tlog.Hash;

/**
 * A platform vouches for a chunk of records that it deposits; the audience is {@code data-vault}.
 *
 * @param count how many records the chunk holds
 * @param root the Merkle root over the digests of its records, in the order of their lines
 */
public record DepositStatement(Claims claims, String chunk, String agreement, long count, Hash root)
    implements Statement {
  /** Refuses what no deposit is. */
  public DepositStatement {
    Form.CHUNK.require("chunk", chunk);
    Form.AGREEMENT.require("agreement", agreement);
    if (count < 0) {
      throw new IllegalFieldException("count", "is not negative");
    }
  }

  /**
   * Reads a deposit; if no exception is thrown, the expected party has signed it, for the expected
   * audience and time.
   */
  public static DepositStatement verify(String jws, VerificationKeys keys, Expected expected)
      throws InvalidStatementException {
    return StatementText.verify(StatementType.DEPOSIT, jws, keys, expected, DepositStatement::read);
  }

  private static DepositStatement read(Claims claims, JsonObject content) {
    DepositedChunk said = DepositedChunk.read(content);
    return new DepositStatement(claims, said.chunk(), said.agreement(), said.count(), said.root());
  }

  @Override
  public StatementType type() {
    return StatementType.DEPOSIT;
  }

  @Override
  public JsonObject content() {
    return new DepositedChunk(chunk, agreement, count, root).toJson();
  }
}
