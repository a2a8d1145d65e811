package dev.tallystick.events.receipt;

import dev.tallystick.events.PartName;
import dev.tallystick.events.json.Base64Url;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonInput;
import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonParser;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.json.MalformedJsonException.Reason;
import dev.tallystick.tlog.Hash;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link BulkOpening} in one pass, for those who read millions: the canonical bytes of a
 * part are cut out of the line where it is written canonically already, as the log's service does.
 */
public final class OpeningLine {
  /** The line, the opening and the part around a value. */
  private static final int FRAMES = 3;

  private final byte[] line;
  private final JsonParser parser;
  private final JsonInput in;
  private final Map<PartName, OpenedPart> parts = new EnumMap<>(PartName.class);
  private long index = -1;
  private long recordedMillis = -1;
  private boolean hasOpening;
  private @Nullable Hash leaf;

  private OpeningLine(byte[] line) {
    this.line = line;
    this.parser = JsonParser.ofFramedParts(line, FRAMES);
    this.in = parser.input();
  }

  public static BulkOpening read(byte[] line) throws MalformedOpeningException {
    if (line.length > BulkOpening.MAX_SIZE) {
      throw new MalformedOpeningException("", "is at most " + BulkOpening.MAX_SIZE + " bytes");
    }
    OpeningLine read = new OpeningLine(line);
    try {
      read.members(read::lineMember);
      read.parser.end();
    } catch (MalformedJsonException e) {
      throw new MalformedOpeningException(
          e.path(), "is JSON of the data model: " + e.reason().rule() + ", byte " + e.position());
    }
    return read.opening();
  }

  @FunctionalInterface
  private interface MemberReader {
    void read(String name) throws MalformedJsonException, MalformedOpeningException;
  }

  private void members(MemberReader reader)
      throws MalformedJsonException, MalformedOpeningException {
    in.skipWhitespace();
    in.expect('{');
    parser.path().enter();
    in.skipWhitespace();
    if (!in.accept('}')) {
      do {
        String name = parser.memberName();
        parser.path().atName(name);
        reader.read(name);
        parser.path().atName(null);
        in.skipWhitespace();
      } while (in.accept(','));
      in.expect('}');
    }
    parser.path().leave();
  }

  private void lineMember(String name) throws MalformedJsonException, MalformedOpeningException {
    if (name.equals("index")) {
      refuseTwice(index >= 0);
      index = notNegative("index");
    } else if (name.equals("opening")) {
      refuseTwice(hasOpening);
      hasOpening = true;
      members(this::openingMember);
    } else if (name.equals("leaf")) {
      refuseTwice(leaf != null);
      leaf = leafHash();
    } else {
      throw unknown("");
    }
  }

  private Hash leafHash() throws MalformedJsonException, MalformedOpeningException {
    try {
      return Hash.fromHex(parser.value() instanceof JsonString string ? string.value() : "");
    } catch (IllegalArgumentException e) {
      throw new MalformedOpeningException("leaf", "is 64 lower-case hex digits");
    }
  }

  private void openingMember(String name) throws MalformedJsonException, MalformedOpeningException {
    if (name.equals("recordedMillis")) {
      refuseTwice(recordedMillis >= 0);
      recordedMillis = notNegative("recordedMillis");
      return;
    }
    for (PartName part : PartName.ALL) {
      if (part.wireName().equals(name)) {
        refuseTwice(parts.containsKey(part));
        PartReader read = new PartReader(name);
        members(read::member);
        parts.put(part, read.part());
        return;
      }
    }
    throw unknown("opening");
  }

  private long notNegative(String name) throws MalformedJsonException, MalformedOpeningException {
    if (parser.value() instanceof JsonInteger integer && integer.value() >= 0) {
      return integer.value();
    }
    throw new MalformedOpeningException(name, "is an integer that is not negative");
  }

  private void refuseTwice(boolean seen) throws MalformedJsonException {
    if (seen) {
      throw in.refusal(Reason.DUPLICATE_NAME);
    }
  }

  private static MalformedOpeningException unknown(String field) {
    return new MalformedOpeningException(field, "has only the members that are defined for it");
  }

  /** One part: {@code nonce} with or without {@code value}, or {@code hash}. */
  private final class PartReader {
    private final String path;
    private @Nullable String hash;
    private @Nullable String nonce;
    private @Nullable JsonObject value;
    private byte[] canonical = {};

    PartReader(String path) {
      this.path = path;
    }

    void member(String name) throws MalformedJsonException, MalformedOpeningException {
      switch (name) {
        case "hash" -> {
          refuseTwice(hash != null);
          hash = text();
        }
        case "nonce" -> {
          refuseTwice(nonce != null);
          nonce = text();
        }
        case "value" -> {
          refuseTwice(value != null);
          value();
        }
        default -> throw unknown(path);
      }
    }

    private String text() throws MalformedJsonException {
      return parser.value() instanceof JsonString string ? string.value() : "";
    }

    private void value() throws MalformedJsonException, MalformedOpeningException {
      in.markCanonical();
      int start = in.position();
      if (!(parser.value() instanceof JsonObject object)) {
        throw new MalformedOpeningException(path + ".value", "is an object");
      }
      value = object;
      canonical =
          in.isCanonical()
              ? Arrays.copyOfRange(line, start, in.position())
              : CanonicalJson.messageBytes(object);
    }

    OpenedPart part() throws MalformedOpeningException {
      if (hash != null) {
        if (nonce != null || value != null) {
          throw unknown(path);
        }
        return new OpenedPart.Withheld(hash(hash));
      }
      byte[] bytes = Base64Url.decode32(nonce == null ? "" : nonce);
      if (bytes == null) {
        throw new MalformedOpeningException(
            path + ".nonce", "is 32 bytes in base64url without padding");
      }
      return value == null
          ? OpenedPart.Shown.absent(bytes)
          : OpenedPart.Shown.takeOwnershipOf(bytes, value, canonical);
    }

    private Hash hash(String hex) throws MalformedOpeningException {
      try {
        return Hash.fromHex(hex);
      } catch (IllegalArgumentException e) {
        throw new MalformedOpeningException(path + ".hash", "is 64 lower-case hex digits");
      }
    }
  }

  private BulkOpening opening() throws MalformedOpeningException {
    require(index >= 0, "index", "is an integer that is not negative");
    if (leaf != null) {
      require(!hasOpening, "leaf", "stands where there is no opening");
      return BulkOpening.withheld(index, leaf);
    }
    require(hasOpening, "opening", "is an object");
    require(recordedMillis >= 0, "recordedMillis", "is an integer that is not negative");
    OpenedPart stub = part(PartName.STUB);
    OpenedPart body = part(PartName.BODY);
    require(!Opening.isAbsent(stub), "stub.value", "must be there");
    require(!Opening.isAbsent(body), "body.value", "must be there");
    return new BulkOpening(index, new Opening(recordedMillis, stub, body, part(PartName.INTERNAL)));
  }

  private OpenedPart part(PartName name) throws MalformedOpeningException {
    OpenedPart part = parts.get(name);
    if (part == null) {
      throw new MalformedOpeningException(name.wireName(), "is an object");
    }
    return part;
  }

  private static void require(boolean holds, String field, String rule)
      throws MalformedOpeningException {
    if (!holds) {
      throw new MalformedOpeningException(field, rule);
    }
  }
}
