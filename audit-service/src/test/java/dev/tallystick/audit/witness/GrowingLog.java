package dev.tallystick.audit.witness;

import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.NoteSigner;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.SignerKey;
import dev.tallystick.tlog.Tile;
import dev.tallystick.tlog.TileReader;
import dev.tallystick.tlog.TileTree;
import dev.tallystick.tlog.VerifierKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A small log in memory; its tiles are made from the definition. */
public final class GrowingLog implements TileReader {
  private final SignerKey key = SignerKey.fromSeed("log.example/one", new byte[32]);
  private final List<Hash> leaves = new ArrayList<>();
  private final String salt;

  /** Logs of different salts have different entries and one key: two histories. */
  public GrowingLog(String salt) {
    this.salt = salt;
  }

  /** Appends until it has this size. */
  public GrowingLog grownTo(int size) {
    while (leaves.size() < size) {
      byte[] entry = (salt + leaves.size()).getBytes(StandardCharsets.UTF_8);
      leaves.add(Merkle.leafHash(Hash.sha256(entry)));
    }
    return this;
  }

  /** Its key. */
  public VerifierKey key() {
    return key.verifierKey();
  }

  /** Its tree now. */
  public TileTree tree() {
    return new TileTree(this, leaves.size());
  }

  /** Its checkpoint now, signed. */
  public SignedNote checkpoint() {
    Checkpoint checkpoint = new Checkpoint(key().name(), leaves.size(), Merkle.root(leaves));
    NoteSigner signer = key.signer();
    return SignedNote.sign(checkpoint.body(), signer);
  }

  @Override
  public byte[] read(Tile tile) {
    int span = 1;
    for (int level = 0; level < tile.level(); level++) {
      span *= Tile.FULL_WIDTH;
    }
    ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    for (long i = 0; i < tile.width(); i++) {
      int start = (int) ((tile.index() * Tile.FULL_WIDTH + i) * span);
      hashes.writeBytes(Merkle.root(leaves.subList(start, start + span)).toByteArray());
    }
    return hashes.toByteArray();
  }
}
