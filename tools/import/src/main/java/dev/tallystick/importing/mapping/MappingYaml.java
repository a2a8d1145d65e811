package dev.tallystick.importing.mapping;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The YAML that mappings are written in: one small document, written out, without anchors. */
final class MappingYaml {
  /** The most that a mapping may measure, in bytes. */
  static final int MAX_SIZE = 256 * 1024;

  private static final int MAX_DEPTH = 12;

  private MappingYaml() {}

  static Place read(byte[] yaml) throws MalformedMappingException {
    if (yaml.length > MAX_SIZE) {
      throw new MalformedMappingException(1, "", "is at most " + MAX_SIZE + " bytes");
    }
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel("mapping")
            .setCodePointLimit(MAX_SIZE)
            .setMaxAliasesForCollections(0)
            .build();
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(yaml)).toString();
      checkDepth(settings, text);
      Optional<Node> root = new Compose(settings).composeString(text);
      Place place =
          new Place(
              "", root.orElseThrow(() -> new MalformedMappingException(1, "", "is not empty")));
      check(place, root.get(), 0);
      return place;
    } catch (CharacterCodingException e) {
      throw new MalformedMappingException(1, "", "is UTF-8");
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new MalformedMappingException(line, "", "is not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw new MalformedMappingException(1, "", "is not one YAML document");
    }
  }

  /** Before anything recurses into the text, which may be as deep as it is long. */
  private static void checkDepth(LoadSettings settings, String text)
      throws MalformedMappingException {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      if (event instanceof CollectionStartEvent) {
        depth++;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
      if (depth > MAX_DEPTH) {
        int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        throw new MalformedMappingException(line, "", "is not deep");
      }
    }
  }

  private static void check(Place root, Node node, int depth) throws MalformedMappingException {
    if (node.getAnchor().isPresent() || depth > MAX_DEPTH) {
      throw new Place(root.path(), node).invalid("is written out, without anchors, and not deep");
    }
    if (node instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        check(root, item, depth + 1);
      }
    } else if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        check(root, tuple.getKeyNode(), depth + 1);
        check(root, tuple.getValueNode(), depth + 1);
      }
    }
  }
}
