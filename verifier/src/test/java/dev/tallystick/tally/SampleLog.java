package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.EntryBundle;
import dev.tallystick.tlog.Frontier;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.NoteSigner;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.SignerKey;
import dev.tallystick.tlog.Tile;
import dev.tallystick.tlog.TileAppend;
import dev.tallystick.tlog.TlogProof;
import dev.tallystick.tlog.TreeBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A small log with all its public files, made for a test. */
public final class SampleLog {
  public static final String ORIGIN = "tallystick.example/0a1b2c3d";
  public static final SignerKey KEY = key(ORIGIN, 1);
  public static final String VKEY = KEY.verifierKey().toString();

  private final List<Hash> entries;
  private final TreeBatch tree;
  private final SignedNote note;
  private final Map<String, byte[]> files = new TreeMap<>();

  private SampleLog(List<Hash> entries, SignerKey key) {
    this.entries = entries;
    this.tree = new TreeBatch(Frontier.EMPTY);
    entries.forEach(entry -> tree.add(Merkle.leafHash(entry)));
    for (TileAppend append : tree.newTileHashes()) {
      byte[] tile = new byte[append.hashes().size() * Hash.SIZE];
      for (int i = 0; i < append.hashes().size(); i++) {
        append.hashes().get(i).copyTo(tile, i * Hash.SIZE);
      }
      files.put(append.tile().path(), tile);
    }
    for (int first = 0; first < entries.size(); first += Tile.FULL_WIDTH) {
      Tile bundle = Tile.holding(Tile.ENTRIES, first, entries.size());
      files.put(
          bundle.path(), EntryBundle.encodeHashes(entries.subList(first, first + bundle.width())));
    }
    this.note = SignedNote.sign(checkpoint().body(), key.signer());
    files.put("checkpoint", note.toByteArray());
    files.put("vkey", (key.verifierKey() + "\n").getBytes(UTF_8));
  }

  /** Makes a log of made-up entries; a larger one begins with the smaller. */
  public static SampleLog ofSize(int size) {
    return of(IntStream.range(0, size).mapToObj(SampleLog::entry).toList());
  }

  public static SampleLog of(List<Hash> entries) {
    return new SampleLog(entries, KEY);
  }

  public static SampleLog of(List<Hash> entries, SignerKey key) {
    return new SampleLog(entries, key);
  }

  public static Hash entry(int i) {
    return Hash.sha256(("entry " + i).getBytes(UTF_8));
  }

  /** Makes a key whose seed is this number, over and over. */
  public static SignerKey key(String origin, int seed) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) seed);
    return SignerKey.fromSeed(origin, bytes);
  }

  public List<Hash> entries() {
    return entries;
  }

  public Checkpoint checkpoint() {
    return new Checkpoint(ORIGIN, tree.size(), tree.root());
  }

  public SignedNote note() {
    return note;
  }

  public TlogProof proof(int index) {
    return TlogProof.of(tree.inclusionProof(index), note);
  }

  /** The proof with the checkpoint signed by others too, or by others instead. */
  public TlogProof proof(int index, NoteSigner... signers) {
    return TlogProof.of(tree.inclusionProof(index), SignedNote.sign(checkpoint().body(), signers));
  }

  /** Returns a copy of a file that is there. */
  public byte[] file(String path) {
    return Objects.requireNonNull(files.get(path), path).clone();
  }

  /** The files by path; the test may change them. */
  public Map<String, byte[]> files() {
    return files;
  }

  public SampleLog writeTo(Path folder) {
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.resolveSibling("."));
        Files.write(path, file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }
}
