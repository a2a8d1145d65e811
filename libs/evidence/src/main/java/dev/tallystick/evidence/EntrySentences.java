package dev.tallystick.evidence;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.OpenedPart;
import dev.tallystick.events.type.DataDestroyed;
import dev.tallystick.events.type.DataReceived;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.DataUndelivered;
import dev.tallystick.events.type.RecordsDeposited;
import dev.tallystick.events.type.ReleaseFee;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An entry in sentences for people. Numbers are written the same in every locale. */
final class EntrySentences {
  private static final String UNKNOWN = "?";
  private static final String CHINESE_MONEY = "CNY";

  private EntrySentences() {}

  /** What kind of thing it tells, in both languages. */
  static String title(OpenedEntry entry) {
    String type = entry.type().orElse("");
    return switch (type) {
      case RecordsDeposited.SHORT_NAME -> "records were deposited · 存入数据";
      case DataReleased.SHORT_NAME -> "data was passed on · 提供数据";
      case DataReceived.SHORT_NAME -> "the receipt was confirmed · 确认收到";
      case DataUndelivered.SHORT_NAME -> "the delivery failed · 未能送达";
      case DataDestroyed.SHORT_NAME -> "a destruction was certified · 证明已销毁";
      default -> type.isEmpty() ? "its type is not shown · 类型未公开" : type;
    };
  }

  static List<String> of(OpenedEntry entry) {
    if (!entry.isShown()) {
      return List.of("What it says is not shown: it is withheld, or its term is over.");
    }
    JsonObject data = entry.data();
    return switch (entry.type().orElse("")) {
      case RecordsDeposited.SHORT_NAME -> deposit(new RecordsDeposited.Partial(data));
      case DataReleased.SHORT_NAME -> release(new DataReleased.Partial(data));
      case DataReceived.SHORT_NAME -> receipt(new DataReceived.Partial(data));
      case DataUndelivered.SHORT_NAME -> failure(new DataUndelivered.Partial(data));
      case DataDestroyed.SHORT_NAME -> destruction(new DataDestroyed.Partial(data));
      default -> List.of();
    };
  }

  /** What is said of a part for auditors that is not shown; empty if it is. */
  static Optional<String> withheld(OpenedEntry entry) {
    if (!(entry.opening().internal() instanceof OpenedPart.Withheld)) {
      return Optional.empty();
    }
    return Optional.of(
        entry.isOf(DataReleased.SHORT_NAME)
            ? "Its part for auditors is not shown: whether it names deposits that the data came from cannot be told."
            : "Its part for auditors, if it has one, is not shown.");
  }

  private static List<String> deposit(RecordsDeposited.Partial deposit) {
    return List.of(
        "%s deposited %s records (chunk %s) under the agreement %s."
            .formatted(
                deposit.provider().orElse(UNKNOWN),
                deposit.count().orElse(0),
                deposit.chunk().orElse(UNKNOWN),
                deposit.agreement().orElse(UNKNOWN)));
  }

  private static List<String> release(DataReleased.Partial release) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "%s passed data on to %s (%s, %s), for the purpose %s: %s."
            .formatted(
                release.from().orElse(UNKNOWN),
                release.to().orElse(UNKNOWN),
                release.step().orElse(UNKNOWN),
                release.release().orElse(UNKNOWN),
                release.purpose().orElse(UNKNOWN),
                String.join(", ", release.categories())));
    String consents =
        release.consents().stream()
            .flatMap(consent -> consent.id().stream())
            .collect(Collectors.joining(", "));
    sentences.add(
        consents.isEmpty() ? "It names no consent." : "It rests on the consent " + consents + ".");
    release
        .fee()
        .flatMap(EntrySentences::amount)
        .ifPresent(
            amount ->
                sentences.add(
                    "The price was %s, for the product %s."
                        .formatted(amount, release.product().orElse(UNKNOWN))));
    if (!release.parents().isEmpty()) {
      sentences.add(
          "It was made from what the events passed on: "
              + String.join(", ", release.parents())
              + ".");
    }
    return sentences;
  }

  private static Optional<String> amount(ReleaseFee.Partial fee) {
    if (fee.amount().isEmpty()) {
      return Optional.empty();
    }
    long amount = fee.amount().getAsLong();
    String currency = fee.currency().orElse(UNKNOWN);
    return Optional.of(
        currency.equals(CHINESE_MONEY)
            ? amount / 100 + "." + Long.toString(100 + amount % 100).substring(1) + " CNY"
            : amount + " of the smallest unit of " + currency);
  }

  private static List<String> receipt(DataReceived.Partial receipt) {
    return List.of(
        "%s confirmed by its signature that it received what %s passed on by entry %s."
            .formatted(
                receipt.to().orElse(UNKNOWN),
                receipt.from().orElse(UNKNOWN),
                receipt.releaseIndex().isPresent()
                    ? Long.toString(receipt.releaseIndex().getAsLong())
                    : UNKNOWN));
  }

  private static List<String> failure(DataUndelivered.Partial failure) {
    return List.of(
        "What %s passed on to %s by the event %s did not arrive: %s."
            .formatted(
                failure.from().orElse(UNKNOWN),
                failure.to().orElse(UNKNOWN),
                failure.release().orElse(UNKNOWN),
                failure.reason().orElse(UNKNOWN)));
  }

  private static List<String> destruction(DataDestroyed.Partial destruction) {
    return List.of(
        "%s certified that it destroyed what it got by the events %s: %s."
            .formatted(
                destruction.party().orElse(UNKNOWN),
                String.join(", ", destruction.releases()),
                destruction.reason().orElse(UNKNOWN)));
  }
}
