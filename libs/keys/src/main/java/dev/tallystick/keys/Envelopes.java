package dev.tallystick.keys;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Seals values that a service keeps for a while, each together with the wrapped data key that opens
 * it: the database that holds them does not open them. A data key seals many values, and the next
 * one is drawn after {@value #MOST_VALUES}. Thread-safe.
 */
public final class Envelopes {
  private static final int MOST_VALUES = 1 << 16;
  private static final int KEYS_KEPT_OPEN = 32;

  private final Kms kms;
  private final KeyName name;
  private final SealingContext keyContext;
  private final Map<ByteBuffer, DataKey> opened =
      new LinkedHashMap<>(KEYS_KEPT_OPEN, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, DataKey> eldest) {
          return size() > KEYS_KEPT_OPEN;
        }
      };
  private @Nullable Drawn current;

  /** The data key in use, and how many values it has sealed. */
  private static final class Drawn {
    private final DataKey key;
    private final byte[] wrapped;
    private int values;

    private Drawn(DataKey key, byte[] wrapped) {
      this.key = key;
      this.wrapped = wrapped;
    }
  }

  /** Wraps data keys under this key of the Kms, which is made when the first value is sealed. */
  public Envelopes(Kms kms, KeyName name) {
    this.kms = kms;
    this.name = name;
    this.keyContext = SealingContext.of("envelope", name.value());
  }

  /**
   * Seals a value: the length of the wrapped key in two bytes, the wrapped key, the sealed value.
   */
  public byte[] seal(byte[] value, SealingContext context) {
    Drawn drawn = current();
    byte[] sealed = drawn.key.seal(value, context).toByteArray();
    return ByteBuffer.allocate(Short.BYTES + drawn.wrapped.length + sealed.length)
        .putShort((short) drawn.wrapped.length)
        .put(drawn.wrapped)
        .put(sealed)
        .array();
  }

  private synchronized Drawn current() {
    Drawn drawn = current;
    if (drawn == null || drawn.values == MOST_VALUES) {
      DataKey key = DataKey.draw();
      drawn = new Drawn(key, kms.wrap(kek(), key, keyContext).toByteArray());
      current = drawn;
    }
    drawn.values++;
    return drawn;
  }

  private KeyName kek() {
    try {
      return kms.currentKek(name).name();
    } catch (UnknownKeyException first) {
      return kms.createKek(name).name();
    }
  }

  /**
   * Opens a value.
   *
   * @throws SealBrokenException if it was changed, or sealed for another context
   * @throws UnknownKeyException if its wrapping key is destroyed
   */
  public byte[] open(byte[] envelope, SealingContext context) throws SealBrokenException {
    ByteBuffer in = ByteBuffer.wrap(envelope);
    int length = in.remaining() < Short.BYTES ? -1 : in.getShort();
    if (length < 0 || length > in.remaining()) {
      throw new SealBrokenException("not an envelope");
    }
    byte[] wrapped = new byte[length];
    in.get(wrapped);
    byte[] sealed = new byte[in.remaining()];
    in.get(sealed);
    return key(wrapped).open(SealedValue.takeOwnershipOf(sealed), context);
  }

  private synchronized DataKey key(byte[] wrapped) throws SealBrokenException {
    DataKey known = opened.get(ByteBuffer.wrap(wrapped));
    if (known == null) {
      try {
        known = kms.unwrap(WrappedDataKey.parse(wrapped), keyContext);
      } catch (MalformedKeyException e) {
        throw new SealBrokenException("an envelope whose key is none", e);
      }
      opened.put(ByteBuffer.wrap(wrapped), known);
    }
    return known;
  }
}
