package dev.tallystick.audit.sealing;

import dev.tallystick.events.EntryHash;
import dev.tallystick.events.PartHashes;
import dev.tallystick.events.PartName;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.receipt.OpenedPart;
import dev.tallystick.events.receipt.Opening;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Body and internal part of an entry, opened, each with its nonce.
 *
 * <p>Not a record, because it holds arrays; they belong to it and are only read. Its text form
 * shows nothing.
 */
public final class OpenedParts {
  private static final int NONCE_BYTES = 32;

  private final byte[] nonceBody;
  private final byte[] body;
  private final byte[] nonceInternal;
  private final byte[] internal;

  OpenedParts(byte[] nonceBody, byte[] body, byte[] nonceInternal, byte[] internal) {
    this.nonceBody = nonceBody;
    this.body = body;
    this.nonceInternal = nonceInternal;
    this.internal = internal;
  }

  /** The parts of an opening that shows both of them. */
  public static Optional<OpenedParts> of(Opening opening) {
    return opening.body() instanceof OpenedPart.Shown body
            && opening.internal() instanceof OpenedPart.Shown internal
        ? Optional.of(
            new OpenedParts(body.nonce(), canonical(body), internal.nonce(), canonical(internal)))
        : Optional.empty();
  }

  private static byte[] canonical(OpenedPart.Shown part) {
    return part.value().map(CanonicalJson::bytes).orElse(new byte[0]);
  }

  /** The part's nonce; body and internal only. */
  public byte[] nonce(PartName part) {
    return part == PartName.BODY ? nonceBody : nonceInternal;
  }

  /** The part's canonical bytes, none when the part is absent; body and internal only. */
  public byte[] canonical(PartName part) {
    return part == PartName.BODY ? body : internal;
  }

  /** The commitments to these parts and to a stub. */
  public PartHashes hashes(byte[] nonceStub, byte[] stub) {
    return new PartHashes(
        EntryHash.part(PartName.STUB, nonceStub, stub),
        EntryHash.part(PartName.BODY, nonceBody, body),
        EntryHash.part(PartName.INTERNAL, nonceInternal, internal));
  }

  /** What is sealed: nonceBody ‖ nonceInternal ‖ uint32 length of body ‖ body ‖ internal. */
  byte[] encode() {
    return ByteBuffer.allocate(2 * NONCE_BYTES + Integer.BYTES + body.length + internal.length)
        .put(nonceBody)
        .put(nonceInternal)
        .putInt(body.length)
        .put(body)
        .put(internal)
        .array();
  }

  static OpenedParts decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    in.position(2 * NONCE_BYTES);
    int bodyLength = in.getInt();
    int bodyStart = in.position();
    if (bodyLength < 0 || bodyLength > in.remaining()) {
      throw new IllegalArgumentException("not an encoding of parts");
    }
    return new OpenedParts(
        Arrays.copyOfRange(bytes, 0, NONCE_BYTES),
        Arrays.copyOfRange(bytes, bodyStart, bodyStart + bodyLength),
        Arrays.copyOfRange(bytes, NONCE_BYTES, 2 * NONCE_BYTES),
        Arrays.copyOfRange(bytes, bodyStart + bodyLength, bytes.length));
  }

  @Override
  public String toString() {
    return "OpenedParts[redacted]";
  }
}
