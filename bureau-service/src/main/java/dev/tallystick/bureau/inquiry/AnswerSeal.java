package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.key.KekNames;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.keys.DataKey;
import dev.tallystick.keys.Kms;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.SealBrokenException;
import dev.tallystick.keys.SealedValue;
import dev.tallystick.keys.SealingContext;
import dev.tallystick.keys.WrappedDataKey;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Answers at rest, each under a key of its own that goes with its row. */
@Singleton
public final class AnswerSeal {
  private final Kms kms;

  AnswerSeal(Kms kms) {
    this.kms = kms;
  }

  /** An answer that nobody reads without the Kms. */
  public record SealedAnswer(WrappedDataKey key, SealedValue value) {}

  /** Seals an answer for one row. */
  public SealedAnswer seal(BureauId bureau, UUID attempt, JsonObject answer) {
    SealingContext context = context(bureau, attempt);
    try (DataKey key = DataKey.draw()) {
      return new SealedAnswer(
          kms.wrap(KekNames.ANSWERS, key, context),
          key.seal(CanonicalJson.messageBytes(answer), context));
    }
  }

  /** Opens what was sealed for the same row. */
  public JsonObject open(BureauId bureau, UUID attempt, byte[] wrappedKey, byte[] sealed) {
    SealingContext context = context(bureau, attempt);
    try (DataKey key = kms.unwrap(WrappedDataKey.parse(wrappedKey), context)) {
      byte[] answer = key.open(SealedValue.copyOf(sealed), context);
      return (JsonObject) CanonicalJson.parseMessage(answer);
    } catch (MalformedKeyException | SealBrokenException | MalformedJsonException e) {
      throw new IllegalStateException("a sealed answer does not open", e);
    }
  }

  private static SealingContext context(BureauId bureau, UUID attempt) {
    return SealingContext.of("bureau-answer", bureau.value(), attempt.toString());
  }
}
