package dev.tallystick.rules.pack;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The YAML that packs are written in: one document of texts, lists and mappings. Anchors, aliases
 * and a name given twice are refused, so that what a person reads is what counts.
 */
final class PackYaml {
  /** The most that a pack may measure, in bytes. */
  static final int MAX_SIZE = 256 * 1024;

  private static final int MAX_DEPTH = 16;

  private PackYaml() {}

  static PackTree read(byte[] yaml) throws InvalidPackException {
    if (yaml.length > MAX_SIZE) {
      throw new InvalidPackException("", "is at most " + MAX_SIZE + " bytes");
    }
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel("pack")
            .setCodePointLimit(MAX_SIZE)
            .setMaxAliasesForCollections(0)
            .build();
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(yaml)).toString();
      checkDepth(settings, text);
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        throw new InvalidPackException("", "is empty");
      }
      return tree(root.get(), "", 0);
    } catch (CharacterCodingException e) {
      throw new InvalidPackException("", "is not UTF-8");
    } catch (YamlEngineException e) {
      throw new InvalidPackException("", "is not one YAML document: " + firstLine(e));
    }
  }

  /** Before anything recurses into the text, which may be as deep as it is long. */
  private static void checkDepth(LoadSettings settings, String text) throws InvalidPackException {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      if (event instanceof CollectionStartEvent) {
        depth++;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
      if (depth > MAX_DEPTH) {
        throw new InvalidPackException("", "is written out, without anchors, and not deep");
      }
    }
  }

  private static String firstLine(YamlEngineException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static PackTree tree(Node node, String path, int depth) throws InvalidPackException {
    if (node.getAnchor().isPresent() || depth > MAX_DEPTH) {
      throw new InvalidPackException(path, "is written out, without anchors, and not deep");
    }
    if (node instanceof ScalarNode scalar) {
      return new PackTree.Text(scalar.getValue());
    }
    if (node instanceof SequenceNode sequence) {
      List<PackTree> items = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        items.add(tree(item, path + "[" + items.size() + "]", depth + 1));
      }
      return new PackTree.Items(items);
    }
    if (node instanceof MappingNode mapping) {
      return members(mapping, path, depth);
    }
    throw new InvalidPackException(path, "is a text, a list or a mapping");
  }

  /** The bare word: a value that was forgotten, or slipped to another line, removes nothing. */
  private static boolean isNull(Node node) {
    return node instanceof ScalarNode scalar
        && scalar.getScalarStyle() == ScalarStyle.PLAIN
        && scalar.getValue().equals("null");
  }

  private static PackTree members(MappingNode mapping, String path, int depth)
      throws InvalidPackException {
    Map<String, PackTree> members = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
        throw new InvalidPackException(path, "has texts as names");
      }
      String below = path.isEmpty() ? name.getValue() : path + "." + name.getValue();
      PackTree value =
          isNull(tuple.getValueNode())
              ? new PackTree.Removed()
              : tree(tuple.getValueNode(), below, depth + 1);
      if (members.put(name.getValue(), value) != null) {
        throw new InvalidPackException(below, "is there twice");
      }
    }
    return new PackTree.Members(members);
  }
}
