package dev.tallystick.bench.decision;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.Body;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.TileTree;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MadeUpLogTest {
  private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");

  @Test
  void entries_areEventsOfPersonsWhoEachGiveTheirShare() throws Exception {
    Crowd crowd = new Crowd(7, 40);
    EntryText text = new EntryText(crowd, NOW);
    Set<String> ids = new HashSet<>();
    Set<String> subjects = new HashSet<>();
    for (int number = 0; number < 2 * 40; number++) {
      StringBuilder page = new StringBuilder();
      text.append(page, 100 + number, number);
      JsonObject entry = (JsonObject) CanonicalJson.parseMessage(page.toString().getBytes(UTF_8));
      Opening opening = Opening.parse(entry.getObject("opening"));
      Body body = Body.parse(opening.body().value().orElseThrow());

      assertThat(entry.getInteger("index")).isEqualTo(100 + number);
      assertThat(ids.add(body.id().toString())).as("an id of its own").isTrue();
      String name = number % 2 == 0 ? "notice" : "consent";
      assertThat(ids.add(body.data().getString(name))).as("%s of its own", name).isTrue();
      subjects.add(body.subject().orElseThrow());
    }
    assertThat(subjects).hasSize(7);
  }

  @Test
  void tree_provesWhatItsTilesSay() throws Exception {
    MadeUpTree tree = new MadeUpTree(1_234_567);
    Checkpoint before = new Checkpoint("log", tree.size(), tree.root());
    for (int i = 0; i < 300; i++) {
      Hash leaf = Merkle.leafHash(("event " + i).getBytes(UTF_8));
      long index = tree.add(leaf);
      assertThat(
              tree.inclusionProof(index)
                  .proves(leaf, new Checkpoint("log", tree.size(), tree.root())))
          .isTrue();
    }
    Checkpoint after = new Checkpoint("log", tree.size(), tree.root());

    TileTree tiles = new TileTree(tree::tile, tree.size());

    assertThat(tiles.root()).isEqualTo(after.root());
    assertThat(tiles.consistencyProof(before.size()).proves(before, after)).isTrue();
  }
}
